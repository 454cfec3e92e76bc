"""Layers that one verb makes: "M quoted S as saying that P and as denying Q", "M showed S telling farmers that P"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dragoman.statements.asking import object_to
from dragoman.statements.clauses import forward
from dragoman.statements.cues import CueBook
from dragoman.statements.extent import STOPS, clause_end, hearer_end, letters_of, sentence_end, take
from dragoman.statements.grammar import Group, is_name, starts_phrase, subject
from dragoman.statements.paragraph import Range, Skeleton, Token
from dragoman.statements.tags import Draft, participle, quoted_as, stance

#: Verbs of a medium that has somebody say something.
_QUOTING = frozenset(
    {
        "quoted",
        "quote",
        "quotes",
        "cited",
        "cite",
        "cites",
        "reported",
        "reports",
        "paraphrased",
        "described",
        "describes",
        "depicted",
        "portrayed",
    }
)


def as_saying(row: Skeleton, taken: list[bool], book: CueBook) -> list[Draft]:
    """``M quoted S as saying that ...`` in front of its content."""
    for at, token in enumerate(row):
        if token.low not in _QUOTING or taken[at]:
            continue
        draft = quoted_as(row, 0, at, book)
        if draft is None or draft.source is None:
            continue
        if _says_no_more(row, draft, book):
            before = sentence_end(row, draft.source[0])
            if before > 1 and row[before].text == ",":
                take(taken, (0, len(row)))
                return [replace(draft, content=(letters_of(row, (0, before)),), lead=(0, 0))]
            continue
        start = draft.end
        while start < len(row) and row[start].text in {",", ":"}:
            start += 1
        end = clause_end(row, start, book)
        if end <= start:
            continue
        take(taken, (0, end))
        return _as_saying_too(row, replace(draft, lead=(0, 0)), (start, end), book)
    return []


def _says_no_more(row: Skeleton, draft: Draft, book: CueBook) -> bool:
    """Whether no content follows "as saying", or "as telling H": it stands in front."""
    if draft.end >= len(row) or row[draft.end].low in {"by", "in"} or row[draft.end].text in STOPS:
        return True
    if row[draft.end - 1].low != "telling":
        return False
    end = hearer_end(row, draft.end, book)
    rest = row[end:]
    return end > draft.end and not any(
        token.quote >= 0 or token.low in {"that", "to", "it"} for token in rest
    )


def shown_saying(row: Skeleton, groups: Sequence[Group], taken: list[bool], book: CueBook) -> list[Draft]:
    """``M showed S telling farmers that ...``."""
    for group in groups:
        reach = range(group.start - 2, max(0, group.start - 12), -1)
        at = next((k for k in reach if row[k].low in book.words["showing"]), None)
        who = None if at is None or group.finite else subject(row, 0, at, book)
        if at is None or who is None or not starts_phrase(row, at + 1, book) or taken[group.at]:
            continue
        if row[at].low in book.words["auxiliaries"] and not _is_had(row[at + 1], book):
            continue  # "has embraced the plan, promising", but "has her saying"
        named = at + 1, group.start
        draft = forward(row, group, 0, book, named) or object_to(row, group, named, book)
        if draft is not None:
            take(taken, (0, len(row)))
            return [replace(draft, rule="quoted-as-saying", medium=who)]
    return []


def _is_had(token: Token, book: CueBook) -> bool:
    """Whether who is had to say something may begin here ("the notes have the delegate calling it a trap")."""
    return is_name(token) or token.low in (book.words["determiners"] | {"him", "her", "them"}) - {"no", "any"}


def _as_saying_too(row: Skeleton, draft: Draft, place: Range, book: CueBook) -> list[Draft]:
    """The draft with its content, and one for each further "and as denying ..." in it."""
    start, end = place
    for at in range(start + 1, end - 2):
        said = at + 1 if row[at].low == "as" else at
        if row[at - 1].low in {"and", "but", "then"} and participle(row, said, book):
            stop = at - 1
            while stop > start and row[stop - 1].text == ",":
                stop -= 1
            verb = stance(row, said, book)
            last = said + 1 + (len(verb.particles) if verb is not None else 0)
            second = replace(draft, cues=((at, last),), end=last, verb=verb)
            more = _as_saying_too(row, second, (last, end), book)
            return [replace(draft, content=(letters_of(row, (start, stop)),)), *more]
    return [replace(draft, content=(letters_of(row, (start, end)),))]
