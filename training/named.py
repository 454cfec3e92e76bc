"""Names out of GUM's entity annotation, where they can be derived; elsewhere the tag stays unknown.

GUM marks every mention, named or not, with brackets in the MISC column:
`Entity=(8-organization-new-nnnnn-cf3-3,5,6-sgl-University_of_Portsmouth` opens mention 8, whose smallest span is words
3, 5 and 6 of it; `8)` closes it. A mention is a name where its head is a proper noun. Its name runs from the
first to the last proper word of the smallest span; titles before a person's name are no part of it.
Proper nouns and capitalised adjectives that belong to no derived name are left unknown rather than called no name.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

_KIND = {"person": "PER", "organization": "ORG", "place": "LOC"}
#: What may stand between the proper words of a name; fewer things in a person's.
_INNER = {
    True: frozenset(("ADP", "DET", "PUNCT", "NUM")),
    False: frozenset(("ADP", "DET", "CCONJ", "PART", "PUNCT", "NUM")),
}
#: Titles that GUM takes for the name of the person addressed.
_ADDRESS = frozenset(
    ("president", "speaker", "chairman", "sir", "madam", "minister", "judge", "mom", "dad", "god")
)
_OTHER = frozenset(("event", "object", "abstract", "animal"))
_BRACKET = re.compile(r"\((?P<opened>[^()]+)(?P<whole>\))?|(?P<closed>[^()]+)\)")
_FORM, _UPOS, _XPOS, _HEAD, _DEPREL, _MISC = 1, 3, 4, 6, 7, 9

Row = Sequence[str]


@dataclass(frozen=True, slots=True)
class Mention:
    """One mention in a sentence: words `start` to `end` (half-open, counted from 0) and GUM's fields of it."""

    start: int
    end: int
    kind: str
    smallest: tuple[int, ...]


def named_mentions(rows: Sequence[Row]) -> tuple[str | None, ...]:
    """BIO tags of a sentence, None where unknown; mentions that cross a sentence end are left out."""
    tags: list[str | None] = [None if _capital_word(row) else "O" for row in rows]
    names = [found for mention in mentions(rows) if (found := _name(rows, mention))]
    taken: set[int] = set()
    for start, end, kind in sorted(names, key=lambda name: (name[0] - name[1], name[0])):
        if taken.isdisjoint(range(start, end)):
            taken.update(range(start, end))
            tags[start:end] = [("I-" if at > start else "B-") + kind for at in range(start, end)]
    return tuple(tags)


def mentions(rows: Sequence[Row]) -> tuple[Mention, ...]:
    """The mentions that open and close in this sentence."""
    opened: dict[str, list[tuple[int, str]]] = {}
    out = []
    for at, row in enumerate(rows):
        for bracket in _BRACKET.finditer(_entity(row[_MISC])):
            fields = bracket["opened"] or ""
            number = (fields or bracket["closed"]).partition("-")[0]
            if fields:
                opened.setdefault(number, []).append((at, fields))
            if (bracket["whole"] or bracket["closed"]) and opened.get(number):
                start, fields = opened[number].pop()
                if mention := _mention(start, at + 1, fields):
                    out.append(mention)
    return tuple(out)


def _entity(misc: str) -> str:
    return next((field[7:] for field in misc.split("|") if field.startswith("Entity=")), "")


def _mention(start: int, end: int, fields: str) -> Mention | None:
    parts = fields.split("-")
    if len(parts) < 6:
        return None
    smallest = tuple(start + int(word) - 1 for word in parts[5].split(",") if word.isdigit())
    return Mention(start, end, parts[1], tuple(at for at in smallest if at < end))


def _name(rows: Sequence[Row], mention: Mention) -> tuple[int, int, str] | None:
    kind = _KIND.get(mention.kind, "MISC" if mention.kind in _OTHER else "")
    head = _head(rows, mention)
    if not kind or head is None or rows[head][_UPOS] != "PROPN":
        return None
    proper = [at for at in mention.smallest if _proper(rows[at]) and not _is_title(rows[at], kind)]
    if head not in proper:
        return None
    start, end = proper[0], proper[-1] + 1
    inner = [rows[at] for at in range(start, end) if at not in proper]
    if any(row[_UPOS] not in _INNER[kind == "PER"] or row[_FORM] in ",;:()" for row in inner):
        return None
    if kind == "PER" and end - start == 1 and rows[start][_FORM].lower() in _ADDRESS:
        return None
    return start, end, kind


def _head(rows: Sequence[Row], mention: Mention) -> int | None:
    """The word of the mention whose head lies outside of it, where there is exactly one."""
    span = range(mention.start, mention.end)
    heads = [at for at in span if int(rows[at][_HEAD]) - 1 not in span and rows[at][_DEPREL] != "punct"]
    return heads[0] if len(heads) == 1 else None


def _proper(row: Row) -> bool:
    return (
        row[_UPOS] == "PROPN"
        or row[_XPOS] in {"NNP", "NNPS"}
        or (row[_FORM][:1].isupper() and row[_UPOS] == "ADJ")
    )


def _is_title(row: Row, kind: str) -> bool:
    return kind == "PER" and row[_DEPREL] in {"nmod:desc", "amod", "det"}


def _capital_word(row: Row) -> bool:
    if row[_DEPREL] == "nmod:desc":  # Mr., President, General
        return False
    return _proper(row) or (row[_FORM][:1].isupper() and row[_UPOS] in {"ADJ", "NOUN"} and row[0] != "1")
