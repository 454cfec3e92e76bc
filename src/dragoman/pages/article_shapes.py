"""Shapes of lines on the article's side that no word list knows: names, opening datelines, questions, notes on authors."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dragoman.model import BlockKind
from dragoman.pages.dated import name_and_date
from dragoman.pages.decision import Piece
from dragoman.pages.units import SHORT, Unit
from dragoman.text import level

_PLACE_AFTER = re.compile(
    r"\s+(?:in|from|reporting from)\s+[A-ZÀ-Ý]\S*(?:(?:\s|,\s|\sand\s)[A-ZÀ-Ý]\S*){0,4}$"
)
#: "GENEVA, March 3 (QW) -" and "GENEVA —" open agency copy.
_OPENING = re.compile(
    r"[A-ZÀ-Ý][A-ZÀ-Ý'’.-]{2,}(?:[ /][A-ZÀ-Ý][A-ZÀ-Ý'’.-]+){0,3}(?:,\s[^—–()-]{2,40})?\s*(?:\([^()]{2,40}\)\s*)?[—–-]{1,2}\s\S"
)
_ABOUT = re.compile(
    r"(?:\s*,[^,.]{2,80},)?\s+(?:is|was|are|covers|covered|writes|wrote|reports|reported|has|teaches|works|worked|lives|joined|edits|studied)\b"
)
_COPYRIGHT = re.compile(r"©|\(c\)|copyright|all rights reserved")
#: The same in any letters: most lines hold none of it and need not be levelled to know.
_CLAIM = re.compile(r"©|\(.\)|r[iі]ght", re.IGNORECASE)
_BY = re.compile(r"^(?:by|von|par|por|words|text)\s*:?\s+", re.IGNORECASE)
_PLACE_OR_DESK = re.compile(r"\s*(?:,|\||\s(?:in|for|at)\s).*$")
#: The longest sentence that may be a caption above an opening dateline, in words.
_CAPTION = 45


def is_person(text: str) -> bool:
    """Whether a line is shaped as a person's name: two to four capitalised words, a place after them allowed."""
    words = _PLACE_AFTER.sub("", text).split()
    return 2 <= len(words) <= 4 and all(
        w[0].isupper() and w.replace(".", "").replace("-", "").replace("'", "").isalpha() for w in words
    )


def person_pieces(unit: Unit) -> tuple[Piece, ...]:
    """The name and the date of a line that holds both ("Ann Reed Mon, 7 March 2022"); empty for other lines."""
    parts = name_and_date(unit.clean)
    if parts is None or not is_person(unit.raw[: parts.name[1]]):
        return ()
    name = Piece(start=parts.name[0], end=parts.name[1], kind=BlockKind.BYLINE)
    return name, Piece(start=parts.date[0], end=parts.date[1], kind=BlockKind.DATELINE)


def opens_copy(unit: Unit) -> bool:
    """Whether a paragraph begins with the place it was sent from, as agency copy does."""
    return _OPENING.match(unit.raw) is not None


def may_be_caption(unit: Unit) -> bool:
    """Whether a full sentence above the opening of the copy may be a caption: one sentence, not long."""
    return unit.words <= _CAPTION and unit.raw.count(". ") == 0


def is_question(unit: Unit) -> bool:
    """Whether a line is a short question, as headings of a text in questions and answers are."""
    return unit.raw.endswith("?") and 2 <= unit.words <= 9 and unit.raw[0].isupper()


def signature(byline: str) -> str:
    """The name in a byline: without "by" before it, and place or desk after it."""
    return _PLACE_OR_DESK.sub("", _BY.sub("", byline)).strip()


def is_about(unit: Unit, authors: Sequence[str]) -> bool:
    """Whether a paragraph tells about one of the page's authors: it begins with the name and a word like "is"."""
    return any(unit.raw.startswith(name) and _ABOUT.match(unit.raw, len(name)) for name in authors if name)


def is_tag_list(unit: Unit) -> bool:
    """Whether a line is a list of tags: three or more short items between commas, and no postal address."""
    items = [item.strip() for item in unit.raw.split(",")]
    if unit.ends_sentence or len(items) < 3 or any(item[:1].isdigit() and " " in item for item in items):
        return False
    return all(item and len(item.split()) <= 5 for item in items)


def outlets(units: Sequence[Unit]) -> str:
    """The lines that claim copyright, levelled: the outlet's name stands in them."""
    return "\n".join(
        " ".join(level(u.raw[:300]).split())
        for u in units
        if _CLAIM.search(u.raw, 0, SHORT) and u.plain and _COPYRIGHT.search(u.plain)
    )
