"""Named entities: CrossNER's domains, the silver names over PolNeAR's train articles, and UNER's dev set."""

from __future__ import annotations

import json
from collections.abc import Iterator

from dragoman.language.wordpiece import quoted
from training.example import Example

#: CrossNER's fine classes as the four kinds of name; a class that is not here leaves its words unknown.
KINDS = {
    "PER": ("person", "politician", "writer", "musicalartist", "scientist", "researcher", "PER"),
    "ORG": ("organisation", "organization", "politicalparty", "university", "band", "ORG"),
    "LOC": ("location", "country", "LOC"),
    "MISC": (
        "event election misc award conference magazine book poem song album academicjournal product MISC"
    ).split(),
}
_KIND = {fine: kind for kind, fines in KINDS.items() for fine in fines}


def read_tagged(text: str, source: str) -> tuple[Example, ...]:
    """Sentences of a file with one word and its BIO tag a line, a blank line between sentences."""
    out = []
    for lines in _blocks(text):
        words = tuple(line.split()[0] for line in lines)
        ner = tuple(_tag(line.split()[-1]) for line in lines)
        out.append(Example(source=source, words=words, inside=quoted(words)[0], ner=ner))
    return tuple(out)


def read_silver(text: str) -> tuple[tuple[int, tuple[str, ...], tuple[str, ...]], ...]:
    """The silver file: for each sentence its article's number, its words and their name tags."""
    rows = (json.loads(line) for line in text.splitlines() if line.strip())
    return tuple((row["doc"], tuple(row["forms"]), tuple(row["ner"])) for row in rows)


def _tag(tag: str) -> str | None:
    if tag == "O":
        return tag
    kind = _KIND.get(tag[2:])
    return tag[:2] + kind if kind else None


def _blocks(text: str) -> Iterator[list[str]]:
    lines: list[str] = []
    for line in [*text.splitlines(), ""]:
        if not line.strip() or line.startswith("-DOCSTART"):
            if lines:
                yield lines
            lines = []
        elif not line.startswith("# "):
            lines.append(line)
