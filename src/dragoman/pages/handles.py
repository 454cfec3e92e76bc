"""Two names side by side in a comment's header: the writer's and that of the person answered."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from dragoman.model import Comment, Page
from dragoman.text import level

#: A name as people make it up: a capital or a digit inside, or an underscore.
_HANDLE = re.compile(r"\S*(?:[a-z][A-Z]|\d|_)\S*")


def part_handles(page: Page, comments: Sequence[Comment]) -> list[Comment]:
    """The comments with "LevantineCat SandHopper" read as a reply to SandHopper.

    Only where the second word is, as a whole, the author of an earlier comment, and both are made-up names.
    """
    known: set[str] = set()
    out: list[Comment] = []
    for comment in comments:
        parted = _parted(page, comment, known)
        if parted.author is not None:
            known.add(level(page.quote(parted.author)))
        out.append(parted)
    return out


def _parted(page: Page, comment: Comment, known: set[str]) -> Comment:
    if comment.author is None or comment.reply_name is not None:
        return comment
    words = page.quote(comment.author).split(" ")
    if len(words) != 2 or level(words[1]) not in known or not all(_HANDLE.fullmatch(word) for word in words):
        return comment
    start, end = comment.author.start, comment.author.end
    return replace(
        comment,
        author=page.span(start, start + len(words[0])),
        reply_name=page.span(end - len(words[1]), end),
    )
