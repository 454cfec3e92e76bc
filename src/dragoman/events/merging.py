"""One event for all tellings of it on a page: the headline, the lead and their retellings further down."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dragoman.dates import bound
from dragoman.events.told import Told
from dragoman.model import BlockKind, Event, EventTime, Participant, Telling

_HEADS = frozenset({BlockKind.TITLE, BlockKind.DEK})
#: A headline is retold in one of so many sentences after it.
_LEADING = 6
#: An event without a day is none that lies so many days before the page.
_NEWS = 30

_Pair = tuple[Told, Event]


def merged(found: Sequence[_Pair]) -> tuple[Event, ...]:
    """The events in page order of their best telling, each with its other tellings in ``also``.

    Two acts are one event when category, factuality and mode agree, their parties and days can be the same, and the words are
    the same (one rule or one trigger), or one of them stands in the headline and the other near it. A choice of ours.
    """
    kinds: dict[tuple[object, ...], list[list[_Pair]]] = {}
    for pair in found:
        groups = kinds.setdefault(_kind(pair[1]), [])
        # The first and the last tellings stand for all of a group: a page may tell one thing a thousand times.
        home = next(
            (group for group in groups if all(_same(one, pair) for one in (group[0], group[-1]))), None
        )
        if home is None:
            groups.append([pair])
        else:
            home.append(pair)
    events = [_joined(group) for groups in kinds.values() for group in groups]
    return tuple(sorted(events, key=lambda event: (event.evidence[0].span.start, event.id)))


def _kind(event: Event) -> tuple[object, ...]:
    """What all tellings of one event have in common."""
    return event.category, event.factuality.kind, event.factuality.polarity


def _same(one: _Pair, other: _Pair) -> bool:
    """Whether two acts of one kind are one event."""
    (told, event), (again, second) = one, other
    # A headline's word is the general one.
    heads = {told.sentence.kind, again.sentence.kind} & _HEADS
    if event.mode and second.mode and event.mode != second.mode and not heads:
        return False
    if told.number == again.number:
        return _codes(event.actors) == _codes(second.actors) and _codes(event.recipients) == _codes(
            second.recipients
        )
    return _parties_agree(event, second) and _days_agree(event.when, second.when) and _words_agree(one, other)


def _codes(parts: Sequence[Participant]) -> frozenset[str]:
    return frozenset(part.code[:3] for part in parts if part.code)


def _parties_agree(event: Event, second: Event) -> bool:
    shared = 0
    for mine, other in ((event.actors, second.actors), (event.recipients, second.recipients)):
        left, right = _codes(mine), _codes(other)
        if left and right:
            if not (left <= right or right <= left):
                return False
            shared += 1
    return shared > 0


def _days_agree(one: EventTime | None, other: EventTime | None) -> bool:
    if one is None or other is None or one.value is None or other.value is None:
        return True
    (first, last), (begin, end) = bound(one.value), bound(other.value)
    told, open_ = (one, other) if one.basis is not None else (other, one)
    if told.basis is not None and open_.basis is None:
        # Of what has no day of its own only the page's bound is known: news, and not what lies long before it.
        day, latest = bound(told.value or "..")[1], bound(open_.value or "..")[1]
        return day is None or latest is None or (latest - day).days <= _NEWS
    after = first is not None and end is not None and end < first
    before = last is not None and begin is not None and begin > last
    return not (after or before)


def _words_agree(one: _Pair, other: _Pair) -> bool:
    (told, event), (again, second) = one, other
    lemma, further = told.clauses.lemmas[told.act.word], again.clauses.lemmas[again.act.word]
    if event.rule == second.rule or lemma == further:
        return True
    heads = {told.sentence.kind, again.sentence.kind} & _HEADS
    return bool(heads) and abs(told.number - again.number) <= _LEADING


def _joined(group: Sequence[_Pair]) -> Event:
    best = max(group, key=lambda pair: (_worth(pair), -pair[0].number))
    rest = [pair for pair in group if pair is not best]
    event = best[1]
    dated = next((one.when for _, one in (best, *rest) if one.when is not None and one.when.basis), None)
    placed = next((one.where for _, one in (best, *rest) if one.where is not None), None)
    sized = next((one.sizes for _, one in (best, *rest) if one.sizes), ())
    return replace(
        event,
        when=dated or event.when,
        where=placed,
        sizes=sized,
        mode=event.mode or next((one.mode for _, one in rest if one.mode), None),
        actors=event.actors or next((one.actors for _, one in rest if one.actors), ()),
        recipients=event.recipients or _borrowed(event, rest),
        also=tuple(
            Telling(statement=one.statement, trigger=told.trigger, factuality=one.factuality)
            for told, one in rest
        ),
    )


def _borrowed(event: Event, rest: Sequence[_Pair]) -> tuple[Participant, ...]:
    """The recipients that another telling names; two who do it together need none."""
    if len(event.actors) > 1:
        return ()
    return next((one.recipients for _, one in rest if one.recipients), ())


def _worth(pair: _Pair) -> tuple[bool, int, float]:
    """How much a telling says: running text before a headline, then both parties, then its weight in its sentence."""
    told, event = pair
    sides = bool(event.actors) + bool(event.recipients)
    return told.sentence.kind not in _HEADS, sides, told.act.weight
