"""Statements inside a statement's content: a source with a stance verb, or a possessor with a stance noun."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace

from dragoman.model import FactualityKind
from dragoman.statements.asking import object_to, told_by
from dragoman.statements.clauses import forward, signals
from dragoman.statements.cues import CueBook, Noun
from dragoman.statements.extent import clause_end
from dragoman.statements.found import Found, Piece, from_draft
from dragoman.statements.grammar import Group, starts_phrase, subject, verb_groups
from dragoman.statements.outlet import find_silences
from dragoman.statements.paragraph import Paragraph, Skeleton, skeletons
from dragoman.statements.parenthesis import RULE as PARENTHESIS
from dragoman.statements.predicate import is_beside
from dragoman.statements.tagged import doubted, is_nobodys, is_unsaid
from dragoman.statements.tags import Draft
from dragoman.statements.trees import cut_short, is_verb, within_clause
from dragoman.text.quotation import Quotation

_OWNING = ("'s", "’s", "s’")
#: Levels inside a statement at most.
DEEPEST = 4
#: Words that open a clause in which nothing is said but only imagined to be.
#: What makes a stance one that is not taken yet, and verbs that are taken with it too ("would like").
_MODALS = frozenset({"will", "may", "might", "could", "should", "must", "shall", "would", "can"})
_WISHES = frozenset({"want", "like", "prefer", "love", "welcome", "wish", "favour", "favor"})
_IMAGINED = frozenset({"if", "unless", "whether", "once", "until"})


def find_inside(paragraphs: Sequence[Paragraph], found: Sequence[Found], book: CueBook) -> list[Found]:
    """Candidates in every candidate's content, level by level; ``parent`` is the place of the one around it, counted
    over ``found`` and then the list that is returned.

    Who takes a stance on another's claim ("rejected Lima's claim that P") does not pass it on: it stands by itself.
    """
    out: list[Found] = []
    waiting = [(place, outer, 1) for place, outer in enumerate(found) if outer.style is None]
    for place, outer, depth in waiting:
        for piece, rows in _stretches(paragraphs, outer):
            for row in rows:
                for one in _in_row(paragraphs[piece.paragraph], row, outer, book):
                    noun = None if one.draft is None else one.draft.noun
                    alone = noun is not None and noun.words[-1] == "that" and _is_object(outer)
                    if one.style is None and depth < DEEPEST:
                        waiting.append((len(found) + len(out), one, depth + 1))
                    out.append(one if alone else replace(one, parent=place))
    return out


def _in_row(paragraph: Paragraph, row: Skeleton, outer: Found, book: CueBook) -> list[Found]:
    """The candidates of one sentence of a content, one level down: none lies in another's content."""
    number = paragraph.number
    silences = find_silences(number, paragraph.text, row, book)
    mute = [cue.place for silence in silences for cue in silence.cues]
    drafts = [draft for draft in _verbs(paragraph, row, book) if not _meets(row, draft, mute)]
    drafts = _outermost([*drafts, *owned_nouns(row, book)], row)
    drafts = [
        draft for draft in drafts if is_verb(paragraph, row, draft) and not is_beside(row, draft, paragraph)
    ]
    drafts = [doubted(row, draft, book) for draft in drafts if not _is_imagined(paragraph, row, draft, outer)]
    trust = book.forms.get("within", 0.5)
    drafts = [draft for draft in drafts if not (is_unsaid(draft) or is_nobodys(row, draft, book))]
    drafts = [draft for draft in drafts if not _is_ahead(row, draft)]
    found = [from_draft(number, row, draft, trust) for draft in drafts]
    held = [place for draft in drafts for place in draft.content]
    loose = [one for one in silences if not any(a <= one.cues[0].start < b for a, b in held)]
    return [*loose, *found]


def _outermost(drafts: Sequence[Draft], row: Skeleton) -> list[Draft]:
    """The drafts whose cue lies in no other's content: what is deeper is found from there."""
    letters = [(row[draft.cues[0][0]].start, draft) for draft in drafts]
    return [
        draft
        for at, draft in letters
        if not any(a <= at < b for other in drafts if other is not draft for a, b in other.content)
    ]


def _is_ahead(row: Skeleton, draft: Draft) -> bool:
    """Whether what somebody else says or rejects still lies ahead ("the court will reject the case")."""
    if draft.verb is None or draft.verb.lemma in _WISHES:
        return False
    first, last = draft.cues[0]
    while first and (row[first - 1].low in {"almost", "most"} or row[first - 1].low.endswith("ly")):
        first -= 1
    return any(token.low in _MODALS for token in row[max(0, first - 1) : last])


def _is_object(outer: Found) -> bool:
    """Whether a content is what its verb takes a stance on, not what is said."""
    verb = None if outer.draft is None else outer.draft.verb
    return verb is not None and (outer.kind is FactualityKind.DENIED or not verb.frames & {"quote", "person"})


def _is_imagined(paragraph: Paragraph, row: Skeleton, draft: Draft, outer: Found) -> bool:
    """Whether the attribution hangs on a condition or a question of its content ("if Oslo agrees to talk")."""
    begin = outer.content[0].start if outer.content else 0
    return within_clause(paragraph, row, draft, _IMAGINED, begin)


def _stretches(paragraphs: Sequence[Paragraph], outer: Found) -> Iterator[tuple[Piece, tuple[Skeleton, ...]]]:
    """The rows of each piece of a content; a clause that its tag interrupts is one row."""
    rows = [(piece, _rows(paragraphs[piece.paragraph], piece)) for piece in outer.content]
    broken = (
        outer.rule in {PARENTHESIS, "according-to", "clause-tag"}
        and len({p.paragraph for p in outer.content}) == 1
    )
    if broken and len(rows) == 2 and all(len(one) == 1 for _, one in rows):
        yield outer.content[0], (tuple(token for _, one in rows for token in one[0]),)
    else:
        yield from rows


def _rows(paragraph: Paragraph, piece: Piece) -> tuple[Skeleton, ...]:
    """The sentences of a content, its own outer marks taken off."""
    start, end = piece.place
    quotes = _between(paragraph.quotes, start, end)
    if len(quotes) == 1 and (quotes[0].start, quotes[0].end) == (start, end):
        start, end = quotes[0].inner
        quotes = _between(paragraph.inner, start, end)
    return skeletons(paragraph.text, (start, end), quotes, paragraph.stops) if end > start else ()


def _between(quotes: Sequence[Quotation], start: int, end: int) -> list[Quotation]:
    first = bisect_left(quotes, start, key=lambda q: q.start)
    out: list[Quotation] = []
    for at in range(first, len(quotes)):
        quotation = quotes[at]
        if quotation.end > end:
            break
        out.append(quotation)
    return out


def _verbs(paragraph: Paragraph, row: Skeleton, book: CueBook) -> list[Draft]:
    out: list[Draft] = []
    reach = 0
    for group in verb_groups(row, book):
        if group.start < reach or not group.finite:
            continue
        low = _left(row, group)
        draft = forward(row, group, low, book) or object_to(
            row, group, subject(row, low, group.start, book), book
        )
        if draft is None or draft.source is None or not _stands(row, draft, book):
            continue
        draft = cut_short(paragraph, row, draft)
        out.append(draft)
        last = draft.content[-1][1]
        reach = next((k for k, token in enumerate(row) if token.start >= last), len(row))
    return [*out, *told_by(row, book), *signals(row, book)]


def _meets(row: Skeleton, draft: Draft, taken: Sequence[tuple[int, int]]) -> bool:
    return any(row[a].start < end and start < row[b - 1].end for a, b in draft.cues for start, end in taken)


def _left(row: Skeleton, group: Group) -> int:
    """The subject's left bound: behind the "that" of the outer content, a quotation or a stop."""
    for k in range(group.start - 1, -1, -1):
        if row[k].quote >= 0 or row[k].text in {";", ":"} or row[k].low == "that":
            return k + 1
    return 0


def _stands(row: Skeleton, draft: Draft, book: CueBook) -> bool:
    """Whether an inner source is someone else than the speaker, and the verb one that may open a statement."""
    if draft.source is None or draft.verb is None:
        return False
    start, end = draft.source
    if row[end - 1].low.endswith(_OWNING):
        return False  # "Moscow's claim that": a noun
    first = row[start].low
    if end - start == 1 and (
        first in book.words["speakers-own"]
        or first in book.words["relatives"]
        or first in {"you", "one", "it"}
    ):
        return False
    if draft.verb.lemma == "see" and draft.rule != "said-that":
        return False  # "will see their taxes rise"
    return draft.verb.inside or draft.rule in {"said-that", "said-clause", "source-cue-quote"}


def owned_nouns(row: Skeleton, book: CueBook) -> list[Draft]:
    """The drafts of stance nouns with a possessor ("Lima's claim that P")."""
    out: list[Draft] = []
    for at in range(1, len(row) - 1):
        for noun in book.nouns.get(row[at].low, ()):
            draft = None if noun.voiced else _noun(row, at, noun, book)
            if draft is not None:
                out.append(draft)
                break
    return out


def nouns_by(row: Skeleton, book: CueBook) -> list[Draft]:
    """The drafts of claims with their owner behind them ("an accusation by the governor, Ada Berg, that P")."""
    out: list[Draft] = []
    for at in range(1, len(row) - 4):
        nouns = (one for one in book.nouns.get(row[at].low, ()) if one.words[-1] == "that" and not one.voiced)
        noun = next(nouns, None)
        if noun is None or row[at + 1].low not in {"by", "from"}:
            continue
        that = next((k for k in range(at + 3, min(len(row) - 1, at + 14)) if row[k].low == "that"), None)
        if that is None or not starts_phrase(row, at + 2, book):
            continue
        end = clause_end(row, that + 1, book)
        last = that - 1 if row[that - 1].text == "," else that
        content = (row[that].start, row[end - 1].end)
        out.append(Draft("within", (at + 2, last), ((at, at + 1),), that, content=(content,), noun=noun))
    return out


def _noun(row: Skeleton, at: int, noun: Noun, book: CueBook) -> Draft | None:
    words = tuple(token.low for token in row[at : at + len(noun.words)])
    owner = row[at - 1]
    named = owner.low.endswith(_OWNING) and owner.low not in {
        "it's",
        "it’s",
        "that's",
        "that’s",
        "let's",
        "let’s",
    }
    third = owner.low in book.words["possessives"] and owner.low not in book.words["speakers-own"]
    if words != noun.words or not (named or third):
        return None
    begin = at + len(noun.words)
    end = min(clause_end(row, begin, book), begin + 25)
    if end <= begin:
        return None
    content = (row[begin].start, row[end - 1].end)
    return Draft("within", (at - 1, at), ((at, begin),), begin, content=(content,), noun=noun)
