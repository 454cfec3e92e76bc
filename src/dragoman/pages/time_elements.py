"""What HTML's ``time`` elements state beside the words they show."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from dragoman.dates import find_dates, is_valid
from dragoman.model import Page

#: How far above a text node its ``time`` element may stand: sites put a span or a link inside.
_REACH = 4
#: Attributes that hold a full date where the page shows an age.
_TITLES = frozenset(
    {"title", "data-original-title", "aria-label", "data-date", "data-time", "data-timestamp", "content"}
)
#: "+0200" for "+02:00", and a space for the T between day and time.
_ZONE = re.compile(r"([+-]\d\d)(\d\d)$")
_SPACED = re.compile(r"\d{4}-\d\d-\d\d \d\d:")


def shown_time(page: Page, offset: int) -> str | None:
    """What the element around the character at ``offset`` (code points) states as its time, as it is written there.

    A ``datetime`` attribute, else a title or another attribute that holds a full date; None when there is none.
    """
    return next((value for value, _ in _stated(page, offset)), None)


def stated_time(page: Page, offset: int) -> str | None:
    """The EDTF value that the ``time`` element around the character at ``offset`` (code points) states.

    None in plain text, outside such an element, and where its attribute is no EDTF date.
    """
    for value, edtf in _stated(page, offset):
        if edtf is not None:
            return edtf
        if is_valid(value):
            return value
        mended = _ZONE.sub(r"\1:\2", value.replace(" ", "T", 1) if _SPACED.match(value) else value)
        if is_valid(mended):
            return mended
    return None


def _stated(page: Page, offset: int) -> Iterator[tuple[str, str | None]]:
    """The values of attributes around a character that state a time, with what is read from a title."""
    tree = page.tree
    if tree is None or not 0 <= offset < len(page.text):
        return
    for element in islice(tree.above(tree.holders[tree.nodes(offset, offset + 1)[0]]), _REACH):
        for name, value in tree.attributes[element]:
            if name == "datetime" and tree.tags[element] == "time" and value.strip():
                yield value.strip(), None
            elif name in _TITLES and 8 <= len(value) <= 60 and (read := _full_date(value)) is not None:
                yield " ".join(value.split()), read


def _full_date(text: str) -> str | None:
    """The day that a title names, when it names one and little else."""
    found = find_dates(text)
    if not found or not any(date.year is not None and date.day is not None for date in found):
        return None
    covered = sum(date.end - date.start for date in found)
    return next((date.value for date in found if date.value), None) if covered >= 0.5 * len(text) else None
