"""From which day a page counts, and the days between which something lies."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from dragoman.dates.edtf import Edtf, Precision, parse_edtf
from dragoman.dates.resolved import Basis


@dataclass(frozen=True, slots=True, kw_only=True)
class Bound:
    """An EDTF interval in which a day lies, and why ("2018-07/..": Akar is defence minister)."""

    interval: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Between which days something lies, both included, and the bounds that say so; None where nothing does.

    ``contradiction`` holds two reasons that cannot both be true; then neither day is given.
    """

    not_before: date | None = None
    not_after: date | None = None
    why_before: str | None = None
    why_after: str | None = None
    contradiction: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Anchors:
    """The days a page may count from, in EDTF, None where they are not known: the first of them is taken.

    ``dateline`` is the date at the beginning of the text, ``byline`` the one beside the author's name, ``metadata`` what
    markup and files state, ``url`` the date in the address. One that gives a day is taken before one that gives a month
    or a year only, if both can be true. ``bounds`` tell about the day of publication where there is none, or a rough one.
    """

    dateline: str | None = None
    byline: str | None = None
    metadata: str | None = None
    url: str | None = None
    bounds: tuple[Bound, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Anchor:
    """The day that a page counts from, or the days between which it lies. ``minutes`` is the time of day where known."""

    basis: Basis
    value: str | None
    first: date | None
    last: date | None
    minutes: int | None = None


def limits(bounds: Iterable[Bound]) -> Limits:
    """What all the bounds leave, each end with the reason that is the narrowest.

    Raises:
        ValueRuleError: when an interval is no EDTF.
    """
    first: date | None = None
    last: date | None = None
    why_first = why_last = None
    for one in bounds:
        read = parse_edtf(one.interval)
        if read.earliest is not None and (first is None or read.earliest > first):
            first, why_first = read.earliest, one.why
        if read.latest is not None and (last is None or read.latest < last):
            last, why_last = read.latest, one.why
    if first is not None and last is not None and first > last:
        return Limits(contradiction=(why_first or "", why_last or ""))
    return Limits(not_before=first, not_after=last, why_before=why_first, why_after=why_last)


def anchor_of(anchors: Anchors) -> Anchor:
    """The anchor that counts: dateline, byline, metadata, address; else the limits of publication.

    Raises:
        ValueRuleError: when one of them is no EDTF.
    """
    chosen: tuple[Basis, Edtf] | None = None
    for basis, value in (
        (Basis.DATELINE, anchors.dateline),
        (Basis.BYLINE, anchors.byline),
        (Basis.METADATA, anchors.metadata),
        (Basis.URL, anchors.url),
    ):
        if value is None:
            continue
        read = parse_edtf(value)
        if chosen is None or (_rough(chosen[1]) and _inside(read, chosen[1])):
            chosen = basis, read
        if not _rough(chosen[1]):
            break
    if chosen is not None and not _rough(chosen[1]):
        basis, read = chosen
        return Anchor(
            basis=basis, value=read.value, first=read.earliest, last=read.latest, minutes=_minutes(read)
        )
    return _bounded(chosen, anchors.bounds)


def _bounded(chosen: tuple[Basis, Edtf] | None, bounds: tuple[Bound, ...]) -> Anchor:
    """A rough anchor, narrowed by the bounds; without one, the bounds alone."""
    own = (Bound(interval=chosen[1].value, why=chosen[0]),) if chosen is not None else ()
    left = limits((*own, *bounds))
    if left.contradiction is not None:
        left = limits(own)
    basis = chosen[0] if chosen is not None else Basis.BOUNDS if left != Limits() else Basis.NONE
    value = chosen[1].value if chosen is not None else None
    return Anchor(basis=basis, value=value, first=left.not_before, last=left.not_after)


def _rough(read: Edtf) -> bool:
    return read.earliest is None or read.earliest != read.latest


def _inside(read: Edtf, rough: Edtf) -> bool:
    """Whether a finer value can be true together with a rougher one."""
    if read.earliest is None or read.latest is None or _rough(read):
        return False
    after = rough.earliest is None or read.latest >= rough.earliest
    return after and (rough.latest is None or read.earliest <= rough.latest)


def _minutes(read: Edtf) -> int | None:
    """The time of day as printed, in minutes from midnight."""
    if read.precision not in {Precision.HOUR, Precision.MINUTE, Precision.SECOND} or read.interval:
        return None
    clock = read.value.partition("T")[2]
    return int(clock[:2]) * 60 + (int(clock[3:5]) if clock[2:3] == ":" else 0)
