"""What HTML's ``time`` elements state beside the words they show."""

from __future__ import annotations

from itertools import islice

from dragoman.dates import is_valid
from dragoman.model import Page

#: How far above a text node its ``time`` element may stand: sites put a span or a link inside.
_REACH = 4


def stated_time(page: Page, offset: int) -> str | None:
    """The EDTF value that the ``time`` element around the character at ``offset`` (code points) states.

    None in plain text, outside such an element, and where its attribute is no EDTF date.
    """
    tree = page.tree
    if tree is None or not 0 <= offset < len(page.text):
        return None
    for element in islice(tree.above(tree.holders[tree.nodes(offset, offset + 1)[0]]), _REACH):
        if tree.tags[element] == "time":
            value = (tree.value(element, "datetime") or "").strip()
            return value if is_valid(value) else None
    return None
