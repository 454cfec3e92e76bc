"""CoNLL-U to examples: Universal Dependencies treebanks, words as the tree has them (contractions divided)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from training.example import Example
from training.named import named_mentions
from training.pieces import quoted

_ID, _FORM, _LEMMA, _UPOS, _XPOS, _HEAD, _DEPREL, _MISC = 0, 1, 2, 3, 4, 6, 7, 9


@dataclass(frozen=True, slots=True, kw_only=True)
class _Sentence:
    rows: tuple[list[str], ...]
    begins: bool  # a paragraph or a document

    def column(self, number: int) -> tuple[str, ...]:
        return tuple(row[number] for row in self.rows)


def read_treebank(text: str, source: str, *, entities: bool = False) -> tuple[Example, ...]:
    """All sentences of a CoNLL-U file; `entities` derives the names layer from GUM's Entity= annotation."""
    out, inside = [], False
    for sentence in _sentences(text):
        words = sentence.column(_FORM)
        marks, inside = quoted(words, inside=inside and not sentence.begins)
        out.append(
            Example(
                source=source,
                words=words,
                inside=marks,
                joined=tuple("SpaceAfter=No" in misc for misc in sentence.column(_MISC)),
                upos=sentence.column(_UPOS),
                xpos=sentence.column(_XPOS),
                lemmas=sentence.column(_LEMMA),
                heads=tuple(int(head) for head in sentence.column(_HEAD)),
                deprel=sentence.column(_DEPREL),
                ner=named_mentions(sentence.rows) if entities else None,
            )
        )
    return tuple(out)


def _sentences(text: str) -> Iterator[_Sentence]:
    rows: list[list[str]] = []
    begins = False
    for line in [*text.split("\n"), ""]:
        if line.startswith("#"):
            begins = begins or line.startswith(("# newpar", "# newdoc"))
        elif line.strip():
            row = line.rstrip("\r").split("\t")
            if row[_ID].isdigit():  # neither a contraction (3-4) nor an enhanced node (5.1)
                rows.append(row)
        elif rows:
            yield _Sentence(rows=tuple(rows), begins=begins)
            rows, begins = [], False
