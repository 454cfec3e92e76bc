"""Clock lines whose spaces were lost when the page was saved: "17:57 GMT +326 March 2017".

The digits after the sign are the zone's and then the day's. Of the ways to part them, the first that gives a
zone of at most fourteen hours and a day that the month has is taken, trying a zone of one digit, then of two,
then of four (``hhmm``); so the day has two digits wherever it can. ``+326`` is +3 and the 26th, ``+311`` is +3
and the 11th, ``+38`` is +3 and the 8th; ``+111`` is read as +1 and the 11th, not as +11 and the 1st.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from dragoman.dates.absolute import civil
from dragoman.dates.clock import Clock, offset_text
from dragoman.dates.edtf import Precision
from dragoman.dates.found import Form, FoundDate
from dragoman.dates.names import MONTHS_PLAIN, plain

_GLUED = re.compile(
    r"""
    (?<![0-9:.,]) (?P<hour>[0-9]{1,2}) : (?P<minute>[0-5][0-9]) (?: : (?P<second>[0-5][0-9]) )?
    (?P<zone> \s? (?:GMT|UTC) \s? (?P<sign>[+−-]) \s? (?: (?P<wide>[0-9]{1,2}):(?P<fine>[0-9]{2}) )? )?
    (?P<digits>[0-9]{1,6})
    (?: \s{0,2} (?P<name>[^\W\d_]{3,12}) [.,]? \s{0,2} | [./] (?P<month>[0-9]{2}) [./] )
    (?P<year>[12][0-9]{3}) (?![0-9])
    """,
    re.VERBOSE,
)
_FAR = 14


@dataclass(frozen=True, slots=True, kw_only=True)
class _Parted:
    minutes: int | None
    day: date


def find_glued(text: str) -> Iterator[FoundDate]:
    """Times with a day glued to the zone or to the minutes, in order."""
    for match in _GLUED.finditer(text):
        month = int(match["month"]) if match["month"] else MONTHS_PLAIN.get(plain(match["name"]))
        parted = None if month is None or int(match["hour"]) > 23 else _part(match, month)
        if parted is not None:
            yield _found(match, parted)


def _part(match: re.Match[str], month: int) -> _Parted | None:
    """Zone and day out of the digits between the sign and the month."""
    digits, year = match["digits"], int(match["year"])
    if not match["zone"] or match["wide"]:
        day = civil(year, month, int(digits)) if len(digits) <= 2 else None
        minutes = int(match["wide"]) * 60 + int(match["fine"]) if match["wide"] else None
        return None if day is None else _Parted(minutes=_signed(match, minutes), day=day)
    for size in (1, 2, 4):
        wide, fine, rest = digits[: min(size, 2)], digits[2:size], digits[size:]
        if not 1 <= len(rest) <= 2 or int(wide) > _FAR or int(fine or 0) > 59:
            continue
        day = civil(year, month, int(rest))
        if day is not None:
            return _Parted(minutes=_signed(match, int(wide) * 60 + int(fine or 0)), day=day)
    return None


def _signed(match: re.Match[str], minutes: int | None) -> int | None:
    return minutes if minutes is None or match["sign"] == "+" else -minutes


def _found(match: re.Match[str], parted: _Parted) -> FoundDate:
    clock = Clock(
        start=match.start(),
        end=match.end(),
        hour=int(match["hour"]),
        minute=int(match["minute"]),
        second=int(match["second"]) if match["second"] else None,
        minutes=parted.minutes,
    )
    zone = None
    if match["zone"] and parted.minutes is not None:
        zone = f"{match['zone'].strip()[:3]}{offset_text(parted.minutes).replace('Z', '+00:00')}"
    time = clock.iso(parted.day)
    return FoundDate(
        start=match.start(),
        end=match.end(),
        value=f"{parted.day}T{time}",
        precision=Precision.SECOND if match["second"] else Precision.MINUTE,
        form=Form.ABSOLUTE,
        year=parted.day.year,
        month=parted.day.month,
        day=parted.day.day,
        clock=time,
        zone=zone,
    )
