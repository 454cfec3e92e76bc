"""Two codings of the same page side by side: what a change of the codebook adds, takes away and alters."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dragoman.model import Event, Participant, Span


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldChange:
    """A field that differs, with what it says before and after; None where it says nothing."""

    field: str
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """An event that only one coding has, or both with other fields. One of ``before`` and ``after`` may be None."""

    before: Event | None
    after: Event | None
    changes: tuple[FieldChange, ...] = ()

    @property
    def event(self) -> Event:
        """The event as it is after, else as it was.

        Raises:
            ValueError: when there is neither.
        """
        event = self.after or self.before
        if event is None:
            raise ValueError("a difference of no event")
        return event


@dataclass(frozen=True, slots=True, kw_only=True)
class Differences:
    """The differences in page order, and how many events are the same in both codings."""

    found: tuple[Difference, ...]
    same: int

    @property
    def added(self) -> int:
        """How many events only the second coding has."""
        return sum(one.before is None for one in self.found)

    @property
    def removed(self) -> int:
        """How many events only the first coding has."""
        return sum(one.after is None for one in self.found)

    @property
    def changed(self) -> int:
        """How many events both have, with other fields."""
        return len(self.found) - self.added - self.removed


def differences(before: Sequence[Event], after: Sequence[Event], text: str) -> Differences:
    """What differs between two codings of one page, whose text shows the words of parties.

    Two events are the same one when their id is, or when their triggers, or those of further tellings, share a word; of
    several the one that shares most, then the first. Their confidence, and what they hang on, are not compared.
    """
    pairs = list(_pairs(before, after))
    found: list[Difference] = []
    for one, other in pairs:
        changes = tuple(_changes(one, other, text)) if one is not None and other is not None else ()
        if one is None or other is None or changes:
            found.append(Difference(before=one, after=other, changes=changes))
    return Differences(
        found=tuple(sorted(found, key=lambda one: _start(one.event))), same=len(pairs) - len(found)
    )


def _pairs(before: Sequence[Event], after: Sequence[Event]) -> Iterator[tuple[Event | None, Event | None]]:
    left = {event.id: event for event in after}
    waiting: list[Event] = []
    for event in before:
        if (same := left.pop(event.id, None)) is not None:
            yield event, same
        else:
            waiting.append(event)
    ranked = sorted(
        (
            (-shared, number, place, event, other)
            for number, event in enumerate(waiting)
            for place, other in enumerate(left.values())
            if (shared := _shared(event, other))
        ),
        key=lambda one: one[:3],
    )
    taken: set[str] = set()
    for *_, event, other in ranked:
        if event.id not in taken and other.id in left:
            taken.add(event.id)
            yield event, left.pop(other.id)
    yield from ((event, None) for event in waiting if event.id not in taken)
    yield from ((None, event) for event in left.values())


def _shared(one: Event, other: Event) -> int:
    """How many code points the triggers of two events share."""
    return sum(
        max(0, min(mine.end, yours.end) - max(mine.start, yours.start))
        for mine in _triggers(one)
        for yours in _triggers(other)
        if mine.page == yours.page
    )


def _triggers(event: Event) -> tuple[Span, ...]:
    own = tuple(one.span for one in event.evidence if one.role == "trigger")
    return (*own, *(telling.trigger for telling in event.also))


def _start(event: Event) -> int:
    return min((span.start for span in _triggers(event)), default=0)


def _changes(one: Event, other: Event, text: str) -> Iterator[FieldChange]:
    for name, before, after in zip(_FIELDS, _values(one, text), _values(other, text), strict=True):
        if before != after:
            yield FieldChange(field=name, before=before, after=after)


_FIELDS = (
    "category", "mode", "contexts", "cameo", "intensity", "actors", "recipients", "when", "where", "factuality",
    "auxiliary", "sizes", "tellings", "rule",
)  # fmt: skip


def _values(event: Event, text: str) -> tuple[str | None, ...]:
    fact = event.factuality
    return (
        event.category,
        event.mode,
        " + ".join(event.contexts) or None,
        event.cameo,
        None if event.intensity is None else f"{event.intensity:g}",
        _parties(event.actors, text),
        _parties(event.recipients, text),
        event.when.value if event.when else None,
        event.where.name if event.where else None,
        f"{fact.kind} {fact.polarity} {fact.certainty} {fact.time}",
        " + ".join(event.auxiliary) or None,
        " + ".join(f"{one.kind} {one.low}–{one.high or ''}" for one in event.sizes) or None,
        str(len(event.also)),
        event.rule,
    )


def _parties(parts: Sequence[Participant], text: str) -> str | None:
    """The words and codes of parties, as ``the rebels (LBYREB)``."""
    told = (
        f"{' '.join(text[one.span.start : one.span.end].split())}{f' ({one.code})' if one.code else ''}"
        for one in parts
    )
    return " + ".join(told) or None
