"""Treebanks as raw text: what a page would have shown, with the exact places of words and sentences.

A document is a tuple of paragraphs; a paragraph is its running text with the gold words and sentences as
half-open ranges of its letters (0-based code points). Contractions are divided where the words' forms add up
to what is written; where they do not, the written token is one word.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from training.conllu import Row, sentences_of

Range = tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """A paragraph of a treebank as raw text."""

    text: str
    words: tuple[Range, ...]
    sentences: tuple[Range, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A treebank's document; ``register`` is the first part of its name (EWT) or its genre (GUM)."""

    name: str
    register: str
    paragraphs: tuple[Paragraph, ...]


class _Builder:
    def __init__(self) -> None:
        self.text: list[str] = []
        self.at = 0
        self.words: list[Range] = []
        self.sentences: list[Range] = []
        self.space = ""

    def sentence(self, rows: list[Row]) -> None:
        self._write(self.space)
        start = end = self.at
        for form, parts, space in _tokens(rows):
            at = self.at
            self._write(form)
            end = self.at
            for part in parts if "".join(parts) == form else [form]:
                self.words.append((at, at + len(part)))
                at += len(part)
            self._write(space)
        self.sentences.append((start, end))
        self.space = ""

    def _write(self, piece: str) -> None:
        self.text.append(piece)
        self.at += len(piece)

    def paragraph(self) -> Paragraph:
        text = "".join(self.text).rstrip()
        return Paragraph(text=text, words=tuple(self.words), sentences=tuple(self.sentences))


def read_raw(text: str) -> tuple[Document, ...]:
    """The documents of a CoNLL-U file, in order."""
    out: list[Document] = []
    paragraphs: list[Paragraph] = []
    name, building = "", _Builder()
    for comments, rows in sentences_of(text):
        document = next(
            (line.split("=", 1)[1].strip() for line in comments if line.startswith("# newdoc id")), ""
        )
        if (document or any(line.startswith("# newpar") for line in comments)) and building.sentences:
            paragraphs.append(building.paragraph())
            building = _Builder()
        if document:
            if paragraphs:
                out.append(Document(name=name, register=_register(name), paragraphs=tuple(paragraphs)))
            name, paragraphs = document, []
        building.sentence(rows)
    if building.sentences:
        paragraphs.append(building.paragraph())
    if paragraphs:
        out.append(Document(name=name, register=_register(name), paragraphs=tuple(paragraphs)))
    return tuple(out)


def _register(name: str) -> str:
    return name.split("_")[1] if name.startswith("GUM_") else name.split("-", maxsplit=1)[0]


def _tokens(rows: list[Row]) -> Iterator[tuple[str, list[str], str]]:
    """What is written, its words' forms, and the space after it."""
    at = 0
    while at < len(rows):
        row = rows[at]
        at += 1
        if "." in row[0]:  # an enhanced node: nothing is written
            continue
        space = "" if "SpaceAfter=No" in row[9] else " "
        if "-" not in row[0]:
            yield row[1], [row[1]], space
            continue
        first, last = (int(part) for part in row[0].split("-"))
        parts = [other[1] for other in rows[at:] if other[0].isdigit() and first <= int(other[0]) <= last]
        at += last - first + 1
        yield row[1], parts, space
