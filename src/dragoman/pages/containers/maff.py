"""MAFF: pages in a zip archive, each in a folder with an ``index.rdf`` that says where it comes from."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from html import unescape

from dragoman.model import Locator, MarkupFact
from dragoman.pages.containers.payload import Payload

NOTE = "index.rdf"
_FIELD = re.compile(rb"""<MAF:(\w+)\s[^>]*?resource\s*=\s*["']([^"'<>]{1,4000})["']""", re.IGNORECASE)


def said_in(note: bytes, locator: Locator) -> Payload:
    """What a MAFF note says of its page: address, title, time of saving. Its data is empty."""
    said = {
        name.decode("ascii", "replace").lower(): unescape(value.decode("utf-8", "replace"))
        for name, value in _FIELD.findall(note)
    }
    title = said.get("title")
    facts = (MarkupFact(name="title", value=title, path=f"{NOTE}/title"),) if title else ()
    return Payload(
        data=b"",
        locator=locator,
        url=said.get("originalurl"),
        fetched_at=mail_date(said.get("archivetime", "")),
        facts=facts,
    )


def mail_date(text: str) -> datetime | None:
    """The moment that a date in the form of mail headers (RFC 5322) names; None when it names none.

    A date without a zone names no moment; "-0000" is UTC, told from a place whose zone is not told.
    """
    try:
        value = parsedate_to_datetime(text)
    except (ValueError, TypeError, OverflowError, IndexError):
        return None
    if value.tzinfo is None and text.rstrip().endswith("-0000"):
        return value.replace(tzinfo=UTC)
    try:
        return None if value.tzinfo is None else value.astimezone(UTC)
    except (ValueError, OverflowError):
        return None
