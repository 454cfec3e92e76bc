"""Judgements laid over a coded page: a pure function of both, so that they outlive better rules.

A judgement finds its row by the row's id, or by the very words it was made on where one row of its kind stands on them
alone. It is never moved to a row that is merely alike.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeAlias

from dragoman.errors import InputError, RecordError
from dragoman.model import (
    Coded,
    Event,
    Judgement,
    Outcome,
    Page,
    Review,
    RowKind,
    Span,
    Statement,
    Verdict,
    content_id,
)
from dragoman.model.codec import Json, decode, encode

Judged: TypeAlias = "Statement | Event"
#: The fields that can be judged, by kind of row, and where in the row they stand.
FIELDS: dict[RowKind, dict[str, tuple[str, ...]]] = {
    RowKind.STATEMENT: {
        "kind": ("factuality", "kind"),
        "polarity": ("factuality", "polarity"),
        "certainty": ("factuality", "certainty"),
        "time": ("factuality", "time"),
        "style": ("style",),
        "content": ("content",),
        "chain": ("chain",),
        "addressee": ("addressee",),
        "topic": ("topic",),
    },
    RowKind.EVENT: {
        "category": ("category",),
        "mode": ("mode",),
        "contexts": ("contexts",),
        "cameo": ("cameo",),
        "intensity": ("intensity",),
        "actors": ("actors",),
        "recipients": ("recipients",),
        "when": ("when",),
        "where": ("where",),
        "kind": ("factuality", "kind"),
        "polarity": ("factuality", "polarity"),
        "certainty": ("factuality", "certainty"),
        "time": ("factuality", "time"),
        "auxiliary": ("auxiliary",),
        "sizes": ("sizes",),
    },
}
#: What a row's digest leaves out: how the row came about, not what it says.
_ASIDE = frozenset(
    {"id", "confidence", "rule", "codebook", "evidence", "statement", "within", "carried", "also"}
)
_NO_WORDS = "the row would rest on no words of the page; reject it instead"
_KINDS: dict[RowKind, type[Statement | Event]] = {RowKind.STATEMENT: Statement, RowKind.EVENT: Event}


@dataclass(frozen=True, slots=True, kw_only=True)
class Replayed:
    """What became of one judgement, and why where that needs saying."""

    judgement: Judgement
    outcome: Outcome
    detail: str | None = None


def kind_of(row: Judged) -> RowKind:
    """The kind of a row that can be judged."""
    return RowKind.EVENT if isinstance(row, Event) else RowKind.STATEMENT


def anchor_of(row: Judged) -> tuple[Span, ...]:
    """The words a row rests on: what told an event; a statement's content, or of a silence the topic and the cues."""
    if isinstance(row, Event):
        told = tuple(one.span for one in row.evidence if one.role == "trigger")
        return told or tuple(one.span for one in (*row.actors, *row.recipients))
    cues = tuple(cue for layer in row.chain for cue in layer.cues)
    return row.content or ((row.topic, *cues) if row.topic else cues)


def seen_digest(row: Judged) -> str:
    """The SHA-256 of what a row says, in hex: what an analyst saw when judging it."""
    data = encode(row)
    told = (
        {name: value for name, value in data.items() if name not in _ASIDE}
        if isinstance(data, dict)
        else data
    )
    return hashlib.sha256(_canonical(told).encode("ascii")).hexdigest()


def value_of(row: Judged, field: str) -> str:
    """The value of a judged field as canonical JSON.

    Raises:
        InputError: for a field that cannot be judged.
    """
    at: Any = encode(row)
    for step in path_of(kind_of(row), field):
        at = at[step]
    return _canonical(at)


def path_of(kind: RowKind, field: str) -> tuple[str, ...]:
    """Where a field stands in a row.

    Raises:
        InputError: for a field that cannot be judged.
    """
    if field not in FIELDS[kind]:
        raise InputError(f"{field!r} of {kind} rows cannot be judged; what can is {', '.join(FIELDS[kind])}")
    return FIELDS[kind][field]


def with_value(row: Judged, field: str, value: str, page: str) -> Judged:
    """``row`` with another value (JSON) in ``field``.

    Raises:
        InputError: when the field cannot be judged, or the value is none of it.
    """
    data: Any = encode(row)
    *outer, last = path_of(kind_of(row), field)
    at = data
    for step in outer:
        at = at[step]
    try:
        at[last] = json.loads(value)
        return decode(type(row), data, page)
    except (RecordError, ValueError) as error:
        raise InputError(f"{value} is no value of {field!r}: {error}") from error


def added(value: str, kind: RowKind, page: str) -> Judged:
    """The row that an ADD holds.

    Raises:
        InputError: when it is not a whole row of its kind.
    """
    try:
        return decode(_KINDS[kind], json.loads(value), page)
    except (RecordError, ValueError) as error:
        raise InputError(f"the row to add is no {kind}: {error}") from error


def judgement_id(one: Judgement) -> str:
    """The content id of a judgement."""
    spans = [part for span in one.anchor for part in (span.start, span.end)]
    said = (str(one.kind), one.row, str(one.verdict), one.field, one.old, one.value, one.note, one.replaces)
    return content_id(one.page, *spans, *said, one.by, one.at.isoformat())


def standing(judgements: Iterable[Judgement]) -> tuple[Judgement, ...]:
    """The judgements that have not been taken back, oldest first.

    One that takes back another says nothing itself; taken back in its turn, the other stands again.
    """
    ordered = sorted(judgements, key=lambda one: (one.at, one.id))
    taker = {one.replaces: one.id for one in ordered if one.replaces}

    def stands(name: str) -> bool:
        back = 0
        while (by := taker.get(name)) is not None and back <= len(taker):
            name, back = by, back + 1
        return back % 2 == 0

    return tuple(one for one in ordered if one.replaces is None and stands(one.id))


def checked(coded: Coded, one: Judgement) -> None:
    """See that a judgement can be laid over the page it is about, now and later.

    Raises:
        InputError: when it is about another page or other words, or what it says is no value, or would leave the row
            without words of the page.
    """
    if one.page != coded.page.id:
        raise InputError(f"the judgement {one.id} is about page {one.page[:12]}, not {coded.page.id[:12]}")
    if not _stands(one, coded.page):
        raise InputError(f"the judgement {one.id} is about words that do not stand in the page there")
    if one.verdict is Verdict.CHANGE and (one.field is None or one.value is None):
        raise InputError(f"the judgement {one.id} changes a row and does not say which field to what")
    row = next((row for row in _rows(coded, one.kind) if row.id == one.row), None)
    if one.verdict is Verdict.ADD:
        if row is not None:
            raise InputError(f"the page has a row {one.row} already; judge that one")
        row = added(one.value or "null", one.kind, one.page)
        if row.id != one.row or anchor_of(row) != one.anchor:
            raise InputError(f"the row to add is not the one that the judgement {one.id} names")
    elif one.field is not None and one.value is not None and row is not None:
        row = with_value(row, one.field, one.value, one.page)
    spans = () if row is None else tuple(_spans(encode(row)))
    if any(end > len(coded.page.text) for end in spans):
        raise InputError(f"the page has characters 0 to {len(coded.page.text)}, the row would stand beyond")
    if row is not None and not place_of(row):
        raise InputError(_NO_WORDS)


def place_of(row: Judged) -> tuple[Span, ...]:
    """Where a row is shown to stand: its words, or where it has none, those of who takes part in it."""
    if isinstance(row, Event):
        return anchor_of(row) or tuple(one.span for one in row.evidence[:1])
    if row.content or row.topic:
        return row.content or ((row.topic,) if row.topic else ())
    cues = tuple(cue for layer in row.chain for cue in layer.cues)
    sources = tuple(layer.source.span for layer in row.chain if layer.source)
    return cues or row.factuality.cues or sources


def _rows(coded: Coded, kind: RowKind) -> tuple[Judged, ...]:
    return coded.statements if kind is RowKind.STATEMENT else coded.events


def judge(coded: Coded, judgements: Iterable[Judgement]) -> tuple[Coded, tuple[Replayed, ...]]:
    """``coded`` with its judgements applied, and what became of each.

    A rejected statement takes along the events that hang on it. Where judgements contradict each other, the last counts:
    of several changes of one field, and of a rejection and what is said of the row after it.
    """
    laid = _Laid(coded)
    replayed = tuple(laid.lay(one) for one in standing(judgements))
    return laid.result(), replayed


class _Laid:
    """A page while judgements are laid over it. Rows are compared as the coder made them, not as changed so far."""

    def __init__(self, coded: Coded) -> None:
        self.coded = coded
        self.made: dict[RowKind, dict[str, Judged]] = {
            RowKind.STATEMENT: {one.id: one for one in coded.statements},
            RowKind.EVENT: {one.id: one for one in coded.events},
        }
        self.now = {kind: dict(rows) for kind, rows in self.made.items()}
        self.by_hand: dict[RowKind, dict[str, Judged]] = {kind: {} for kind in RowKind}
        self.rejected: dict[RowKind, set[str]] = {kind: set() for kind in RowKind}
        self.reviews: dict[str, Review] = {}

    def lay(self, one: Judgement) -> Replayed:
        if one.page != self.coded.page.id or not _stands(one, self.coded.page):
            return Replayed(judgement=one, outcome=Outcome.GONE, detail="the text of the page is another one")
        try:
            return self._add(one) if one.verdict is Verdict.ADD else self._lay(one)
        except InputError as error:
            # What an older version took for a value.
            return Replayed(judgement=one, outcome=Outcome.GONE, detail=f"it cannot be applied: {error}")

    def _lay(self, one: Judgement) -> Replayed:
        row = self._target(one)
        if row is None:
            if one.verdict is Verdict.REJECT:
                return Replayed(judgement=one, outcome=Outcome.AGREED, detail="the row is no longer made")
            return Replayed(judgement=one, outcome=Outcome.GONE, detail="no row stands on these words alone")
        outcome, detail = self._outcome(one, row)
        self._apply(one, row, doubtful=outcome is Outcome.CONFLICT)
        return Replayed(judgement=one, outcome=outcome, detail=detail)

    def _target(self, one: Judgement) -> Judged | None:
        # Rows added by hand are judged like the coder's.
        rows = {**self.by_hand[one.kind], **self.made[one.kind]}
        if one.row in rows:
            # An id does not tell all of the words: the topic of a silence is not in it.
            return rows[one.row] if anchor_of(rows[one.row]) == one.anchor else None
        there = [row for row in rows.values() if anchor_of(row) == one.anchor] if one.anchor else []
        return there[0] if len(there) == 1 else None

    def _outcome(self, one: Judgement, row: Judged) -> tuple[Outcome, str | None]:
        if one.verdict is not Verdict.CHANGE or one.field is None:
            if seen_digest(row) == one.seen:
                return Outcome.KEPT, None
            return Outcome.CONFLICT, "the row says something else than it did when it was judged"
        value = value_of(row, one.field)
        if value == _as_canonical(one.value):
            return Outcome.AGREED, None
        if value == _as_canonical(one.old):
            return Outcome.KEPT, None
        return Outcome.CONFLICT, f"{one.field} was {one.old} and is {value} now"

    def _apply(self, one: Judgement, row: Judged, *, doubtful: bool) -> None:
        now = self.now[one.kind]
        if one.verdict is Verdict.REJECT:
            self.rejected[one.kind].add(row.id)
            return
        if one.verdict is Verdict.CHANGE and one.field is not None and one.value is not None:
            changed = with_value(now[row.id], one.field, one.value, one.page)
            if not place_of(changed):
                raise InputError(_NO_WORDS)
            now[row.id] = changed
        self.rejected[one.kind].discard(row.id)
        before = self.reviews.get(row.id)
        self.reviews[row.id] = Review(
            row=row.id,
            verdict=one.verdict if before is None or before.verdict is Verdict.ACCEPT else before.verdict,
            by=one.by,
            at=one.at,
            doubtful=doubtful or (before is not None and before.doubtful),
        )

    def _add(self, one: Judgement) -> Replayed:
        row = added(one.value or "null", one.kind, one.page)
        there = [other for other in self.made[one.kind].values() if anchor_of(other) == one.anchor]
        if row.id in self.made[one.kind] or any(seen_digest(other) == seen_digest(row) for other in there):
            return Replayed(judgement=one, outcome=Outcome.AGREED)
        self.by_hand[one.kind][row.id] = row
        self.now[one.kind][row.id] = row
        self.reviews[row.id] = Review(
            row=row.id, verdict=Verdict.ADD, by=one.by, at=one.at, doubtful=bool(there)
        )
        if there:
            return Replayed(
                judgement=one, outcome=Outcome.CONFLICT, detail="the coder has another row on these words"
            )
        return Replayed(judgement=one, outcome=Outcome.KEPT)

    def result(self) -> Coded:
        left = [
            [one for one in self.now[kind].values() if one.id not in self.rejected[kind]]
            for kind in (RowKind.STATEMENT, RowKind.EVENT)
        ]
        statements = tuple(one for one in left[0] if isinstance(one, Statement))
        kept = {one.id for one in statements}
        events = tuple(
            one
            for one in left[1]
            if isinstance(one, Event) and (one.statement in kept or one.id in self.by_hand[RowKind.EVENT])
        )
        rows: tuple[Judged, ...] = (*statements, *events)
        there = {one.id for one in rows}
        main = self.coded.main
        if main is not None and main.event is not None and main.event not in there:
            main = replace(main, event=None)
        return replace(
            self.coded,
            statements=_in_page_order(statements, self.coded.statements),
            events=_in_page_order(events, self.coded.events),
            main=main,
            reviews=tuple(self.reviews[row] for row in sorted(self.reviews) if row in there),
        )


def _in_page_order(rows: Sequence[Any], made: Sequence[Judged]) -> tuple[Any, ...]:
    """The coder's rows in its order; those that were added come after them, where they stand in the page."""
    known = {one.id for one in made}
    fresh = sorted((one for one in rows if one.id not in known), key=lambda one: (anchor_of(one), one.id))
    return (*(one for one in rows if one.id in known), *fresh)


def _stands(one: Judgement, page: Page) -> bool:
    return tuple(page.quote(span) for span in one.anchor) == one.words


def _as_canonical(value: str | None) -> str | None:
    try:
        return None if value is None else _canonical(json.loads(value))
    except ValueError:
        return value


def _spans(data: Json) -> Iterator[int]:
    """The ends of the spans in a row. Nothing else of a row is a pair of whole numbers."""
    match data:
        case [int(), int(end)]:
            yield end
        case list():
            for item in data:
                yield from _spans(item)
        case dict():
            for item in data.values():
                yield from _spans(item)


def _canonical(data: Json) -> str:
    return json.dumps(data, ensure_ascii=True, sort_keys=True, separators=(",", ":"))
