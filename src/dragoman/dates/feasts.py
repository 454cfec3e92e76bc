"""Named days that can be reckoned with certainty, by their English names.

Days whose date differs between countries (Independence Day, Mother's Day) or hangs on the sight of the moon (the month of
Ramadan, Eid) are left out: no rule fixes them.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

from dragoman.dates.reckoning import Days, easter, nth_weekday, orthodox_easter

#: Month and day.
_FIXED: dict[str, tuple[int, int]] = {
    "New Year's Day": (1, 1), "New Year's": (1, 1), "New Year": (1, 1), "New Year's Eve": (12, 31), "Epiphany": (1, 6),
    "Orthodox Christmas Eve": (1, 6), "Orthodox Christmas": (1, 7), "Groundhog Day": (2, 2), "Valentine's Day": (2, 14),
    "International Women's Day": (3, 8), "St Patrick's Day": (3, 17), "St. Patrick's Day": (3, 17),
    "April Fools' Day": (4, 1), "April Fool's Day": (4, 1), "Earth Day": (4, 22), "May Day": (5, 1),
    "V-E Day": (5, 8), "VE Day": (5, 8), "Victory Day": (5, 9), "Juneteenth": (6, 19), "Bastille Day": (7, 14),
    "Halloween": (10, 31), "All Saints' Day": (11, 1), "All Souls' Day": (11, 2), "Guy Fawkes Night": (11, 5),
    "Armistice Day": (11, 11), "Remembrance Day": (11, 11), "Veterans Day": (11, 11), "Christmas Eve": (12, 24),
    "Christmas Day": (12, 25), "Christmas": (12, 25), "Xmas": (12, 25), "Boxing Day": (12, 26),
}  # fmt: skip
#: Days after Easter Sunday; an Orthodox feast counts from the Easter of the eastern churches.
_EASTER: dict[str, tuple[int, int]] = {
    "Shrove Tuesday": (-47, -47), "Pancake Day": (-47, -47), "Mardi Gras": (-47, -47), "Ash Wednesday": (-46, -46),
    "Palm Sunday": (-7, -7), "Holy Week": (-7, -1), "Maundy Thursday": (-3, -3), "Holy Thursday": (-3, -3),
    "Good Friday": (-2, -2), "Holy Saturday": (-1, -1), "Easter weekend": (-2, 1), "Easter Sunday": (0, 0),
    "Easter Monday": (1, 1), "Easter": (0, 0), "Ascension Day": (39, 39), "Pentecost": (49, 49), "Whit Sunday": (49, 49),
    "Whit Monday": (50, 50),
}  # fmt: skip
#: Month, weekday (1 is Monday), which of them, days further. Feasts of the United States, save the last.
_WEEKDAYS: dict[str, tuple[int, int, int, int]] = {
    "Martin Luther King Day": (1, 1, 3, 0), "Martin Luther King Jr. Day": (1, 1, 3, 0), "MLK Day": (1, 1, 3, 0),
    "Presidents' Day": (2, 1, 3, 0), "Presidents Day": (2, 1, 3, 0), "President's Day": (2, 1, 3, 0),
    "Memorial Day": (5, 1, -1, 0), "Labor Day": (9, 1, 1, 0), "Columbus Day": (10, 1, 2, 0),
    "Thanksgiving Day": (11, 4, 4, 0), "Thanksgiving": (11, 4, 4, 0), "Black Friday": (11, 4, 4, 1),
    "Cyber Monday": (11, 4, 4, 4), "Remembrance Sunday": (11, 7, 2, 0),
}  # fmt: skip
_ORTHODOX = "Orthodox "


def _key(name: str) -> str:
    return re.sub(r"[\s.'’]", "", name).lower()


_RULES = {_key(name): name for name in (*_FIXED, *_EASTER, *_WEEKDAYS)}
_RULES |= {_key(_ORTHODOX + name): _ORTHODOX + name for name in _EASTER}


def _pattern() -> str:
    names = sorted(_RULES.values(), key=lambda name: (-len(name), name))
    written = (
        re.escape(name).replace(r"\ ", r"\s").replace("'", r"\s?['’]").replace(r"\-", r"\s?-\s?")
        for name in names
    )
    return rf"(?<![^\W_])(?:{'|'.join(written)})(?![^\W_])(?!\s(?:Island|Rising|Offensive))"


#: A named day in running text, in any case of letters.
FEAST = re.compile(_pattern(), re.IGNORECASE)


def feast_key(words: str) -> str:
    """The key of a named day as written, for :func:`feast`."""
    return _key(words)


def feast(key: str, year: int) -> Days | None:
    """The first and the last day of a named day in a year; None where the year is out of reach."""
    name = _RULES.get(key)
    if name is None:
        return None
    try:
        if name in _FIXED:
            day = date(year, *_FIXED[name])
            return day, day
        if name in _WEEKDAYS:
            month, weekday, number, more = _WEEKDAYS[name]
            day = nth_weekday(year, month, weekday, number) + timedelta(days=more)
            return day, day
        orthodox = name.startswith(_ORTHODOX)
        sunday = orthodox_easter(year) if orthodox else easter(year)
        first, last = _EASTER[name.removeprefix(_ORTHODOX)]
        return sunday + timedelta(days=first), sunday + timedelta(days=last)
    except (ValueError, OverflowError):
        return None
