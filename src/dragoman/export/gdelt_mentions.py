"""The tellings of events in the table of mentions of GDELT 2.0: tab-separated, 16 columns without a header.

One row for each dyad of ``encode_gdelt`` and each place of the page that tells it. The columns are described in
``docs/reference/events-out.md``.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import Final
from urllib.parse import urlsplit

from dragoman.export.choosing import FACTS, Export, Status, Undated, status_of
from dragoman.export.gdelt import Pair, address, choose_coded, dyads, number, tellings, time_added
from dragoman.export.reading import named_by
from dragoman.export.tsv import text_cell
from dragoman.model import Coded, Event, Factuality, Span

#: The columns, in order.
MENTION_COLUMNS: Final = (
    "GLOBALEVENTID", "EventTimeDate", "MentionTimeDate", "MentionType", "MentionSourceName", "MentionIdentifier",
    "SentenceID", "Actor1CharOffset", "Actor2CharOffset", "ActionCharOffset", "InRawText", "Confidence",
    "MentionDocLen", "MentionDocTone", "MentionDocTranslationInfo", "Extras",
)  # fmt: skip
_WEB, _CITED = "1", "2"


def encode_gdelt_mentions(
    coded: Coded,
    *,
    include: Iterable[Status] = FACTS,
    undated: Undated = Undated.OUT,
    added: datetime | None = None,
    sentences: Sequence[int] = (),
) -> Export[tuple[str, ...]]:
    """The tellings of the events that ``encode_gdelt`` gives with the same options, as rows of cells, one for each of
    ``MENTION_COLUMNS``.

    Offsets are 0-based code points of the page's text. ``sentences`` are those at which the sentences of the article
    begin, in order; a record does not hold them, so without them SentenceID is empty. No words of the page go out.

    Raises:
        ValueRuleError: when ``added`` has no time zone.
    """
    chosen = choose_coded(coded, include, undated)
    document = (*_document(coded), *_length(coded))
    moment = time_added(coded, added)
    rows = (
        {
            **dict(document),
            **dict(_row(coded, name, event, pair, told)),
            "EventTimeDate": moment,
            "MentionTimeDate": moment,
            "SentenceID": _sentence(sentences, told[0]),
        }
        for name, event in chosen.events
        for pair in dyads(event)
        for told in _told(event)
    )
    return Export(records=tuple(tuple(row[name] for name in MENTION_COLUMNS) for row in rows), chosen=chosen)


#: A place that tells an event, the statement it hangs on, how far it is told as a fact, and whether it is the first.
_Told = tuple[Span | None, str, Factuality, bool]


def _told(event: Event) -> Iterator[_Told]:
    facts = (event.factuality, *(one.factuality for one in event.also))
    for at, (told, fact) in enumerate(zip(tellings(event), facts, strict=True)):
        yield (*told, fact, at == 0)


def _row(coded: Coded, name: str, event: Event, pair: Pair, told: _Told) -> Iterator[tuple[str, str]]:
    action, statement, fact, first = told
    yield "GLOBALEVENTID", str(number(event, pair))
    for at, one in enumerate(pair, start=1):
        # Where the parties of further tellings stand, the record does not say.
        yield f"Actor{at}CharOffset", str(one.span.start) if one and first else ""
    yield "ActionCharOffset", str(action.start) if action else ""
    yield "InRawText", "1"
    yield "Confidence", str(round(100 * min(max(event.confidence, 0.0), 1.0)))
    review = next((one for one in reversed(coded.reviews) if one.row == event.id), None)
    extras = {
        "page": coded.page.id,
        "row": name,
        "event": event.id,
        "statement": statement,
        "status": str(status_of(fact)),
        "review": str(review.verdict) if review else None,
    }
    yield "Extras", ";".join(f"{key}:{text_cell(value)}" for key, value in extras.items() if value)


def _document(coded: Coded) -> Iterator[tuple[str, str]]:
    named = named_by(coded)
    host = _host(named.url)
    yield "MentionType", _WEB if host else _CITED
    yield "MentionSourceName", text_cell(host or named.outlet)
    yield "MentionIdentifier", address(coded)
    yield from (("MentionDocTone", ""), ("MentionDocTranslationInfo", ""))


def _host(url: str | None) -> str | None:
    """The host of a web address, without ``www.``; None of what is none."""
    try:
        parts = urlsplit(url or "")
        host = parts.hostname
    except ValueError:
        return None
    return host.removeprefix("www.") or None if host and parts.scheme in {"http", "https"} else None


def _length(coded: Coded) -> Iterator[tuple[str, str]]:
    article = coded.article
    spans = (article.title, article.dek, *article.subheads, *article.paragraphs) if article else ()
    total = sum(len(span) for span in spans if span)
    yield "MentionDocLen", str(total) if total else ""


def _sentence(sentences: Sequence[int], action: Span | None) -> str:
    at = bisect_right(sentences, action.start) if action else 0
    return str(at) if at else ""
