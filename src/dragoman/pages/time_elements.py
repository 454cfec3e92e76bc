"""What HTML's ``time`` elements state beside the words they show."""

from __future__ import annotations

from bisect import bisect_right

from dragoman.dates import is_valid
from dragoman.model import Page

#: How far above a text node its ``time`` element may stand: sites put a span or a link inside.
_REACH = 4


def stated_time(page: Page, offset: int) -> str | None:
    """The EDTF value that the ``time`` element around the character at ``offset`` (code points) states.

    None in plain text, outside such an element, and where its attribute is no EDTF date.
    """
    number = bisect_right(page.nodes, offset, key=lambda node: node.start) - 1
    if number < 0 or offset >= page.nodes[number].end:
        return None
    at: int | None = page.nodes[number].element
    for _ in range(_REACH):
        if at is None:
            return None
        element = page.elements[at]
        if element.tag == "time":
            value = dict(element.attributes).get("datetime", "").strip()
            return value if is_valid(value) else None
        at = element.parent
    return None
