"""What is found: a date expression, its value where the words alone give one, and how it is written."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from dragoman.dates.edtf import Precision


class Form(StrEnum):
    """How a date is written. Only ``absolute`` has a value; the others need evidence from outside the words."""

    ABSOLUTE = "absolute"
    NO_YEAR = "absolute without year"
    AMBIGUOUS = "ambiguous"
    CLOCK = "clock"
    WEEKDAY = "weekday"
    RELATIVE = "relative"
    AGE = "age"


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundDate:
    """A date or time expression in a text.

    ``start`` and ``end`` are 0-based, half-open offsets in code points of the text that was searched; words
    before the date ("on", "Published:") are left out. ``value`` is an EDTF date, time or interval, or None
    where the words alone do not fix one. ``precision`` is that of the words, also when there is no value
    ("July 22" has precision day; "Saturday" too).

    ``year``, ``month``, ``day`` and ``weekday`` (1 is Monday) are what is printed, as far as it is printed;
    an ambiguous ``03/04/2022`` keeps its year alone. ``clock`` is the time of day as ISO 8601 ("17:57+03:00"),
    with an offset only when the printed zone has one fixed meaning; ``zone`` is the zone as printed.
    """

    start: int
    end: int
    value: str | None
    precision: Precision
    form: Form
    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    clock: str | None = None
    zone: str | None = None
