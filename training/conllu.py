"""CoNLL-U: the sentences of a file, each with its comments and its rows of fields."""

from __future__ import annotations

from collections.abc import Iterator

Row = list[str]


def sentences_of(text: str) -> Iterator[tuple[list[str], list[Row]]]:
    """The comment lines before a sentence, and its rows: words, contractions (3-4), enhanced nodes (5.1)."""
    comments: list[str] = []
    rows: list[Row] = []
    for line in [*text.split("\n"), ""]:
        if line.startswith("#"):
            comments.append(line)
        elif line.strip():
            rows.append(line.rstrip("\r").split("\t"))
        elif rows:
            yield comments, rows
            comments, rows = [], []
