"""Days to EDTF: the shortest form that has exactly these days."""

from __future__ import annotations

from datetime import date

from dragoman.dates.edtf import Precision, bound

_SEASON = {3: 21, 6: 22, 9: 23, 12: 24}


def spell(
    start: date | None,
    end: date | None,
    precision: Precision,
    *,
    approximate: bool = False,
    uncertain: bool = False,
) -> str | None:
    """The EDTF value with this first and last day, both included; an unknown end is left empty. None for two of them.

    **Law: its bounds are the days given.** Seasons are written as such only where ``precision`` says that one is meant.
    """
    mark = "%" if approximate and uncertain else "~" if approximate else "?" if uncertain else ""
    if start is None or end is None:
        known = start or end
        if known is None:
            return None
        return f"{known}{mark}/" if start is not None else f"/{known}{mark}"
    if start == end:
        return f"{start}{mark}"
    one = _unit(start, end, precision)
    if one is not None:
        return one + mark
    first, last = _sides(start, end)
    return f"{first}{mark}/{last}{mark}"


def _unit(start: date, end: date, precision: Precision) -> str | None:
    """A month, a season, a year, a decade or a century that is exactly these days."""
    if start.day != 1:
        return None
    year = f"{start.year:04}"
    wanted = [f"{year}-{start.month:02}"]
    if start.month == 1:
        wanted += [year, f"{year[:3]}X", f"{year[:2]}XX"]
    if precision is Precision.SEASON and start.month in _SEASON:
        wanted.append(f"{year}-{_SEASON[start.month]}")
    return next((value for value in wanted if bound(value) == (start, end)), None)


def _sides(start: date, end: date) -> tuple[str, str]:
    """Both ends of an interval, in years or months where they are whole."""
    for size in (4, 7):
        first, last = start.isoformat()[:size], end.isoformat()[:size]
        if bound(first)[0] == start and bound(last)[1] == end:
            return first, last
    return start.isoformat(), end.isoformat()
