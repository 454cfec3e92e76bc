"""Times of day: "17:57 GMT +3", "3:14 PM EDT", "15.14 Uhr", "20.55 CEST", "1912GMT"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from dragoman.dates.edtf import Precision
from dragoman.dates.names import UNFIXED, ZONES, any_of, zone_minutes

_FAR = 14 * 60
_BLANK = r"[ \u00a0]"
_NAMES = any_of((*ZONES, *UNFIXED)).replace(r"\ ", _BLANK)
_HALF = r"[AaPp](?:\.[Mm]\.|\.?[Mm]\b)"
_ZONE = rf"""
    {_BLANK}{{0,2}} \(?
    (?: (?P<far>(?:GMT|UTC){_BLANK}?[+−-]{_BLANK}?[0-9]{{1,2}}(?::?[0-9]{{2}})?|[+-][0-9]{{2}}:?[0-9]{{2}})(?![0-9])
      | (?P<name>{_NAMES})(?![^\W_])
    ) (?:(?<=[0-9A-Za-z])\))?
"""
_FAR_PARTS = re.compile(r"([+−-])\D?([0-9]{1,2}):?([0-9]{2})?$")
CLOCK = re.compile(
    rf"""
    (?P<hour>[0-9]{{1,2}})
    (?:
        : (?P<minute>[0-5][0-9]) (?: : (?P<second>[0-5][0-9]) (?:[.,][0-9]{{1,9}})? )? (?![0-9]|:[0-9])
            (?: {_BLANK}? (?: (?P<half>{_HALF}) | (?P<uhr>Uhr)\b ) )?
      | (?: [.](?P<dotted>[0-5][0-9]) )? {_BLANK}? (?: (?P<dothalf>{_HALF}) | (?P<dotuhr>Uhr)\b )
      | {_BLANK}?h{_BLANK}?(?P<french>[0-5][0-9]) (?![^\W_])
      | [.](?P<zoned>[0-5][0-9]) (?={_BLANK}{{1,2}}(?:{_NAMES})(?![^\W_]))
      | (?P<wire>[0-5][0-9]) (?={_BLANK}?(?:GMT|UTC)(?![^\W_]))
    )
    (?: {_ZONE} )?
    """,
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Clock:
    """A time of day as printed. ``minutes`` is an offset printed in digits, ``zone`` the zone as printed.

    ``sure`` tells whether it is a time without a date beside it too ("3:16" may be a verse).
    """

    start: int
    end: int
    hour: int
    minute: int | None = None
    second: int | None = None
    zone: str | None = None
    minutes: int | None = None
    sure: bool = False

    @property
    def precision(self) -> Precision:
        """The finest unit printed."""
        if self.second is not None:
            return Precision.SECOND
        return Precision.HOUR if self.minute is None else Precision.MINUTE

    def iso(self, on: date | None) -> str:
        """ISO 8601, with an offset when it is printed or the zone has one fixed meaning on that day."""
        parts = [part for part in (self.hour, self.minute, self.second) if part is not None]
        minutes = self.minutes
        if minutes is None and self.zone is not None:
            minutes = zone_minutes(self.zone, on)
        return ":".join(f"{part:02}" for part in parts) + offset_text(minutes)


def offset_text(minutes: int | None) -> str:
    """An offset as ISO 8601 writes it: "Z", "+03:00"; empty when it is not known."""
    if minutes is None:
        return ""
    if minutes == 0:
        return "Z"
    hours, rest = divmod(abs(minutes), 60)
    return f"{'-' if minutes < 0 else '+'}{hours:02}:{rest:02}"


def find_clocks(text: str) -> Iterator[Clock]:
    """The times of day in ``text``, in order; what stands before a match is left to the caller to judge."""
    for match in CLOCK.finditer(text):
        clock = _read(match)
        if clock is not None:
            yield clock


def _read(match: re.Match[str]) -> Clock | None:
    half = match["half"] or match["dothalf"]
    minute = match["minute"] or match["dotted"] or match["french"] or match["zoned"] or match["wire"]
    hour = _hour(int(match["hour"]), half)
    ranged = _is_range(match)
    minutes = None if ranged else _printed_offset(match)
    if hour is None or (minutes is not None and abs(minutes) > _FAR):
        return None
    zone = None if ranged else match["name"] or match["far"]
    named = half or zone or match["uhr"] or match["dotuhr"]
    return Clock(
        start=match.start(),
        end=match.start("far") if ranged else match.end(),
        hour=hour,
        minute=None if minute is None else int(minute),
        second=None if match["second"] is None else int(match["second"]),
        zone=zone,
        minutes=minutes,
        sure=bool(named) or (match["minute"] is not None and len(match["hour"]) == 2),
    )


def _is_range(match: re.Match[str]) -> bool:
    """Whether what looks like an offset is the second half of "12:30-14:00"."""
    far = match["far"] or ""
    before = match.string[match.start() - 1 : match.start()]
    return far.startswith("-") and ":" in far and match["second"] is None and before != "T"


def _hour(hour: int, half: str | None) -> int | None:
    if half is None:
        return hour if hour < 24 else None
    if not 1 <= hour <= 12:
        return None
    return hour % 12 + (12 if half[0] in "Pp" else 0)


def _printed_offset(match: re.Match[str]) -> int | None:
    parts = _FAR_PARTS.search(match["far"] or "")
    if parts is None:
        return None
    minutes = int(parts[2]) * 60 + int(parts[3] or 0)
    return minutes if parts[1] == "+" else -minutes
