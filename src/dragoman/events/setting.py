"""When and where an act happened, by the words that hang on it, and what it is about, by those of its paragraph."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final, TypeVar

from dragoman.dates import Kind
from dragoman.events.clauses import Clauses
from dragoman.events.contexts import contexts_of
from dragoman.events.details import Details
from dragoman.events.told import Told
from dragoman.language import Sentence
from dragoman.model import EventTime, Factuality, FactualityKind, Place, Span, Time
from dragoman.statements import DatedWords

_Item = TypeVar("_Item")
_DEEP: Final = 20
#: So many sentences of the paragraph before and behind tell what an event is about.
_AROUND: Final = 3
_CLAUSES: Final = frozenset({"acl", "advcl", "ccomp", "parataxis", "appos", "csubj"})
_LOCATIVE: Final = frozenset(
    """
    in at near inside outside around within across throughout off along over above into to toward towards from
    between
    """.split()
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """When the page was written, in EDTF: a day or an interval, either end open; None where nothing tells."""

    value: str | None

    @property
    def first(self) -> str | None:
        """The first day, None where it is open."""
        return self._end(0)

    @property
    def last(self) -> str | None:
        """The last day, None where it is open."""
        return self._end(-1)

    def _end(self, side: int) -> str | None:
        if self.value is None:
            return None
        part = self.value.split("/")[side].split("T")[0]
        return part if part and part != ".." else None


def when_of(
    told: Told, dated: Sequence[DatedWords], factuality: Factuality, written: Written
) -> EventTime | None:
    """The day or stretch that the words give an act; without any, the bounds that its tense and the page leave.

    ``dated`` are the date expressions of its sentence. A stretch with an open end is EDTF with ``..``; a basis tells words
    of the page, and is None of bounds.
    """
    best = _nearest(
        told, [(one.span, one) for one in dated if one.value.kind is Kind.DATE and one.value.reach()]
    )
    if best is not None:
        return EventTime(value=best.value.reach(), basis=best.span)
    if factuality.kind in {FactualityKind.INTENTION, FactualityKind.DEMAND} or factuality.time is Time.FUTURE:
        return EventTime(value=f"{written.first}/..") if written.first is not None else None
    if factuality.kind is FactualityKind.ASSERTED and written.last is not None:
        return EventTime(value=f"../{written.last}")
    return None


def where_of(told: Told, places: Sequence[Place]) -> Place | None:
    """The place where an act happened: named in a phrase of place on it, or in the phrase of its recipient."""
    named = [one for one in places if one.rule != "adjective"]
    located = [(one.span, one) for one in named if _is_located(told, one.span)]
    best = _nearest(told, located)
    if best is not None:
        return best
    for party in told.dyad.recipients:
        inside = [
            one
            for one in named
            if party.span.start <= one.span.start and one.span.end <= party.span.end and (one.level or 0) > 1
        ]
        if inside:
            return inside[-1]
    return None


def words_of(told: Told, span: Span) -> range:
    """The words of the sentence that a page span touches."""
    passage, words = told.sentence.passage, told.sentence.words
    at = [
        number
        for number, word in enumerate(words)
        if passage.offsets[word.start] < span.end and passage.offsets[word.end - 1] >= span.start
    ]
    return range(at[0], at[-1] + 1) if at else range(0)


def _head(told: Told, span: Span) -> int | None:
    inside = words_of(told, span)
    if not inside:
        return None
    return next((at for at in inside if told.clauses.up(at) not in inside), inside[0])


def _is_located(told: Told, span: Span) -> bool:
    head = _head(told, span)
    if head is None:
        return False
    return any(
        told.clauses.low[case] in _LOCATIVE
        for at in _upwards(told.clauses, head)
        for case in told.clauses.below(at, "case")
    )


def _upwards(clauses: Clauses, word: int) -> Iterator[int]:
    """A word and the nouns above it, up to the phrase that hangs on a verb."""
    at = word
    for _ in range(_DEEP):
        yield at
        if clauses.relation(at) not in {"compound", "appos", "nmod", "flat", "conj"}:
            return
        at = clauses.up(at)


def _nearest(told: Told, items: Sequence[tuple[Span, _Item]]) -> _Item | None:
    """Of phrases of the sentence the one nearest to the act that belongs to its clause; None when none does."""
    best: tuple[int, int] | None = None
    found: _Item | None = None
    for span, item in items:
        head = _head(told, span)
        if head is None or (far := _distance(told, head)) is None:
            continue
        key = (far, abs(head - told.act.word))
        if best is None or key < best:
            best, found = key, item
    return found


def _distance(told: Told, head: int) -> int | None:
    """Arcs from a phrase up to the act's words, or up to what the act itself hangs on in the same clause."""
    clauses, trigger = told.clauses, frozenset(told.act.trigger)
    above: dict[int, int] = {}
    at = told.act.word
    for height in range(_DEEP):
        above[at] = height
        relation = clauses.relation(at)
        # A noun shares its verb's time; an infinitive that of the verb before it.
        if relation in _CLAUSES - {"ccomp"} or (relation == "ccomp" and height == 0):
            break
        at = clauses.up(at)
        if at < 0 or relation == "root":
            break
    at = head
    for height in range(_DEEP):
        if at in trigger:
            return height
        if at in above:
            return height + 2 * above[at]
        if clauses.relation(at) in _CLAUSES:
            return None
        at = clauses.up(at)
        if at < 0:
            return None
    return None


def contexts_around(told: Told, sentences: Sequence[Sentence], details: Details) -> tuple[str, ...]:
    """The contexts of an act by the words of its paragraph, as far as it is near; ``sentences`` are those of the page. No problems."""
    own = told.sentence
    words: list[str] = []
    lemmas: list[str] = []
    trigger: list[int] = []
    for one in _paragraph(told.number, sentences):
        if one is own:
            trigger = [len(words) + at for at in told.act.trigger]
        words += [word.text for word in one.words]
        lemmas += one.parsed.lemmas if one.parsed is not None else [word.text for word in one.words]
    return contexts_of(words, lemmas, trigger, details)


def _paragraph(number: int, sentences: Sequence[Sentence]) -> Iterator[Sentence]:
    own = sentences[number]
    first = last = number
    while first > max(0, number - _AROUND) and _same(sentences[first - 1], own):
        first -= 1
    while last + 1 < min(len(sentences), number + _AROUND + 1) and _same(sentences[last + 1], own):
        last += 1
    yield from sentences[first : last + 1]


def _same(one: Sentence, other: Sentence) -> bool:
    return (one.block, one.paragraph, one.kind) == (other.block, other.paragraph, other.kind)
