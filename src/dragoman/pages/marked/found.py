"""What the finder of threads found in a page's markup."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from dragoman.model import Answer


class Role(StrEnum):
    """What the text of an element is in its comment."""

    AUTHOR = "author"
    DATE = "date"
    VOTES = "votes"
    REPLY = "reply"
    BODY = "comment"
    QUOTE = "comment-quote"
    REST = "comment-rest"
    PING = "ping"


@dataclass(frozen=True, slots=True, kw_only=True)
class Marked:
    """The comments that markup shows, in page order.

    ``items`` are their elements. ``roles`` maps an element to its comment and what its text is there; it holds
    for everything inside up to the next element with a role. ``layout`` is the named system, None when structure alone
    told. ``answers`` say who answers whom as far as markup proves it, ``depths`` how deep each stands, ``threaded`` whether
    the markup tells answers from comments that answer nobody.
    """

    items: tuple[int, ...]
    roles: Mapping[int, tuple[int, Role]] = field(repr=False)
    depths: tuple[int, ...]
    answers: tuple[Answer, ...] = ()
    threaded: bool = False
    layout: str | None = None
