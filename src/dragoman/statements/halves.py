"""Contents of two clauses of which each is something else: "said P and that Q", where Q is a plan, or a third party's.

One cue makes one statement; two where the clauses differ in kind, or where one of them only tells what another says.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from dragoman.model import FactualityKind
from dragoman.statements.cues import CueBook
from dragoman.statements.found import Found, Piece
from dragoman.statements.inside import find_inside
from dragoman.statements.paragraph import Paragraph
from dragoman.statements.passing import covers
from dragoman.statements.predicate import predicate
from dragoman.statements.tags import SPEECH

_EDGES = " ,;—–"
#: What hangs on the clause in front of it.
_ELSE = ("or else", "otherwise", "or ")
_AND_THAT = re.compile(r"\b(?:and|but) (?P<that>that) (?=\w+ \w)")
#: Letters of a clause at least.
_LEAST = 12


def halved(
    found: Sequence[Found],
    paragraphs: Sequence[Paragraph],
    book: CueBook,
    kind_of: Callable[[Found], FactualityKind],
) -> tuple[list[Found], frozenset[int]]:
    """The candidates with such contents divided, second halves at the end; and the places of halves that pass on only."""
    out = list(found)
    passing: set[int] = set()
    for place, one in enumerate(found):
        parts = _parts(one, paragraphs)
        if parts is None:
            continue
        first, second = parts
        told = [covers(half, find_inside(paragraphs, [half], book)) for half in parts]
        if told[0] and not _has_subject(second, paragraphs):
            continue  # "reported that the army had confirmed P and ruled out Q": the army's, both
        if told[0] == told[1] and kind_of(first) is kind_of(second):
            continue
        out[place] = first
        out.append(second)
        passing |= {at for at, only in ((place, told[0]), (len(out) - 1, told[1])) if only and not all(told)}
    return out, frozenset(passing)


def _parts(one: Found, paragraphs: Sequence[Paragraph]) -> tuple[Found, Found] | None:
    """A candidate of speech as two, divided in front of the clause that is joined to its content's main verb."""
    if one.style is not None or one.heir is not None or len(one.content) != 1 or one.source is None:
        return None
    if one.group not in SPEECH or (one.draft is not None and one.draft.kind is not FactualityKind.ASSERTED):
        return None
    piece = one.content[0]
    paragraph = paragraphs[piece.paragraph]
    main = predicate(one, paragraphs)
    if main is None or any(q.start <= piece.start and piece.end <= q.end for q in paragraph.quotes):
        return None
    for at in main.tree.below(main.word):
        if main.parsed.relations[at] != "conj" or not main.first <= at < main.last or not main.is_finite(at):
            continue
        begin = main.at + main.words[main.tree.phrase(at)[0]].start
        if any(q.start < begin < q.end for q in paragraph.quotes):
            return None
        left = paragraph.text[piece.start : begin].rstrip(_EDGES)
        start = _behind_and(paragraph.text, begin)
        if paragraph.text[start:].lower().startswith(_ELSE):
            return None
        if len(left) < _LEAST or piece.end - start < _LEAST:
            return None
        first = Piece(paragraph=piece.paragraph, start=piece.start, end=piece.start + len(left))
        return replace(one, content=(first,)), replace(one, content=(replace(piece, start=start),))
    return _parts_told(one, paragraph)


def _parts_told(one: Found, paragraph: Paragraph) -> tuple[Found, Found] | None:
    """A candidate as two, divided in front of an "and that" outside of quotation marks."""
    piece = one.content[0]
    for match in _AND_THAT.finditer(paragraph.text, piece.start + _LEAST, piece.end - _LEAST):
        if any(q.start < match.start() < q.end for q in paragraph.quotes):
            continue
        first = replace(
            piece, end=piece.start + len(paragraph.text[piece.start : match.start()].rstrip(_EDGES))
        )
        return replace(one, content=(first,)), replace(
            one, content=(replace(piece, start=match.start("that")),)
        )
    return None


def _has_subject(one: Found, paragraphs: Sequence[Paragraph]) -> bool:
    main = predicate(one, paragraphs)
    subject = None if main is None else main.subject
    return main is not None and subject is not None and main.first <= subject < main.last


def _behind_and(text: str, at: int) -> int:
    """The letter behind the commas and the conjunction at a letter."""
    while at < len(text) and text[at] in _EDGES:
        at += 1
    for word in ("and ", "but "):
        if text.startswith(word, at):
            return at + len(word)
    return at
