"""CoNLL-U to examples: Universal Dependencies treebanks, words as the tree has them (contractions divided)."""

from __future__ import annotations

from dragoman.language.wordpiece import quoted
from training.conllu import Row, sentences_of
from training.example import Example
from training.named import named_mentions

_ID, _FORM, _LEMMA, _UPOS, _XPOS, _HEAD, _DEPREL, _MISC = 0, 1, 2, 3, 4, 6, 7, 9


def read_treebank(
    text: str, source: str, *, entities: bool = False, without: frozenset[str] = frozenset()
) -> tuple[Example, ...]:
    """All sentences of a CoNLL-U file but those of the documents named in `without`.

    `entities` derives the names layer from GUM's Entity= annotation.
    """
    out, inside, document = [], False, ""
    for comments, every in sentences_of(text):
        document = next((name for line in comments if (name := document_of(line))), document)
        if document in without:
            continue
        rows = [row for row in every if row[_ID].isdigit()]  # neither a contraction nor an enhanced node
        begins = any(line.startswith(("# newpar", "# newdoc")) for line in comments)
        words = _column(rows, _FORM)
        marks, inside = quoted(words, inside=inside and not begins)
        out.append(
            Example(
                source=source,
                words=words,
                inside=marks,
                joined=tuple("SpaceAfter=No" in misc for misc in _column(rows, _MISC)),
                upos=_column(rows, _UPOS),
                xpos=_column(rows, _XPOS),
                lemmas=_column(rows, _LEMMA),
                heads=tuple(int(head) for head in _column(rows, _HEAD)),
                deprel=_column(rows, _DEPREL),
                ner=named_mentions(rows) if entities else None,
            )
        )
    return tuple(out)


def documents_in(text: str) -> frozenset[str]:
    """The names of a CoNLL-U file's documents."""
    return frozenset(name for line in text.split("\n") if (name := document_of(line)))


def document_of(comment: str) -> str | None:
    """The document that begins at a comment line, None at any other line."""
    begin = "# newdoc id = "
    return comment.removeprefix(begin).strip() if comment.startswith(begin) else None


def _column(rows: list[Row], number: int) -> tuple[str, ...]:
    return tuple(row[number] for row in rows)
