"""Events as a flat table: one row an event, for spreadsheets and statistics (RFC 4180).

The columns are described in ``docs/reference/events-out.md``. Cells that begin with a character that a spreadsheet takes
for a formula have an apostrophe before it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from dragoman.export.choosing import FACTS, Export, Status, choose, status_of
from dragoman.export.days import days_of
from dragoman.export.happenings import QUADS, statement_of, trigger
from dragoman.export.plain import one_line
from dragoman.export.pseudonyms import Names, mask_of
from dragoman.export.reading import named_by
from dragoman.export.wording import Words
from dragoman.model import Coded, Event, Participant, SizeKind, Span, Statement

#: The columns, in order. New ones come at the end.
COLUMNS = (
    "event_id", "page_id", "row", "main", "status",
    "category", "mode", "auxiliary", "contexts", "cameo", "quad_class", "intensity",
    "actor_text", "actor_code", "actor_id", "actor_spans",
    "recipient_text", "recipient_code", "recipient_id", "recipient_spans",
    "day", "not_before", "not_after", "when", "when_span",
    "place", "place_country", "latitude", "longitude", "place_level", "geonames_id", "place_span",
    *(f"{kind}_{end}" for kind in SizeKind for end in ("low", "high")),
    "trigger", "trigger_spans",
    "statement_id", "statement_row", "chain", "style", "text", "text_spans",
    "factuality", "polarity", "certainty", "time", "condition", "condition_span",
    "tellings", "confidence", "rule", "codebook",
    "outlet", "url", "published", "dragoman", "kit",
)  # fmt: skip
#: What a spreadsheet takes for the beginning of a formula, also in its full-width form.
_FORMULA = re.compile(r"\s*[=+\-@\t\r\uff1d\uff0b\uff0d\uff20]")
#: Between the values of a cell that holds several.
SEVERAL = " | "


def csv_line(cells: Iterable[str]) -> str:
    """The cells as one line of RFC 4180, with its CRLF."""
    return ",".join(map(_quoted, cells)) + "\r\n"


def encode_csv(
    coded: Coded,
    *,
    include: Iterable[Status] = FACTS,
    comments: Names = Names.PSEUDONYMOUS,
    key: bytes | None = None,
) -> Export[tuple[str, ...]]:
    """The events of ``coded`` as rows of cells, one for each of ``COLUMNS``, in page order.

    What is unknown is empty. An event without a day is there with its bounds. Spans are ``start-end``, half-open, in code
    points of the page's text. ``include`` are the statuses of the events wanted.
    """
    chosen = choose(coded, include)
    words = Words(coded=coded, mask=mask_of(coded, comments, key))
    rows = (dict(_row(words, name, event)) for name, event in chosen.events)
    return Export(records=tuple(tuple(row[name] for name in COLUMNS) for row in rows), chosen=chosen)


def _quoted(cell: str) -> str:
    return '"' + cell.replace('"', '""') + '"' if set(cell) & set('",\r\n') else cell


def _row(words: Words, name: str, event: Event) -> Iterator[tuple[str, str]]:
    coded = words.coded
    yield from (("event_id", safe_cell(event.id)), ("page_id", coded.page.id), ("row", name))
    yield "main", "yes" if coded.main is not None and coded.main.event == event.id else "no"
    yield "status", str(status_of(event.factuality))
    yield from _codes(event)
    yield from _parties(words, "actor", event.actors)
    yield from _parties(words, "recipient", event.recipients)
    yield from _times(event)
    yield from _places(event)
    yield from _sizes(event)
    yield "trigger", _texts(words, trigger(event))
    yield "trigger_spans", _spans(trigger(event))
    found = statement_of(coded, event.statement)
    yield from _statement(words, event, *(found or ("", None)))
    yield from _factuality(words, event)
    yield "tellings", str(1 + len(event.also))
    yield from (("confidence", _number(event.confidence)), ("rule", safe_cell(event.rule)))
    yield "codebook", safe_cell(event.codebook)
    yield from _origin(coded)


def _codes(event: Event) -> Iterator[tuple[str, str]]:
    yield "category", safe_cell(event.category)
    yield "mode", safe_cell(event.mode)
    yield "auxiliary", SEVERAL.join(event.auxiliary)
    yield "contexts", safe_cell(SEVERAL.join(event.contexts))
    yield "cameo", safe_cell(event.cameo)
    yield "quad_class", _number(QUADS.get(event.category))
    yield "intensity", _number(event.intensity)


def _parties(words: Words, name: str, parties: tuple[Participant, ...]) -> Iterator[tuple[str, str]]:
    yield f"{name}_text", _texts(words, tuple(one.span for one in parties))
    yield f"{name}_code", safe_cell(SEVERAL.join(one.code or "" for one in parties))
    yield f"{name}_id", safe_cell(SEVERAL.join(one.actor or "" for one in parties))
    yield f"{name}_spans", _spans(tuple(one.span for one in parties))


def _times(event: Event) -> Iterator[tuple[str, str]]:
    days = days_of(event.when.value if event.when else None)
    yield "day", days.first.isoformat() if days.known and days.first else ""
    yield "not_before", days.first.isoformat() if days.first else ""
    yield "not_after", days.last.isoformat() if days.last else ""
    yield "when", safe_cell(event.when.value if event.when else None)
    yield "when_span", _spans((event.when.basis,) if event.when and event.when.basis else ())


def _places(event: Event) -> Iterator[tuple[str, str]]:
    where = event.where
    yield "place", safe_cell(where.name if where else None)
    yield "place_country", safe_cell(where.country if where else None)
    yield "latitude", _number(where.lat if where else None)
    yield "longitude", _number(where.lon if where else None)
    yield "place_level", _number(where.level if where else None)
    yield "geonames_id", _number(where.geonames if where else None)
    yield "place_span", _spans((where.span,) if where else ())


def _sizes(event: Event) -> Iterator[tuple[str, str]]:
    for kind in SizeKind:
        first = next((one for one in event.sizes if one.kind is kind), None)
        open_ended = first is None or first.at_least
        yield f"{kind}_low", _number(first.low if first else None)
        yield f"{kind}_high", _number(None if open_ended or first is None else first.high)


def _statement(words: Words, event: Event, name: str, one: Statement | None) -> Iterator[tuple[str, str]]:
    yield from (("statement_id", safe_cell(event.statement)), ("statement_row", name))
    yield "chain", safe_cell(words.chain(one) if one else None)
    yield "style", str(one.style) if one else ""
    yield "text", safe_cell(words.content(one) if one else None)
    yield "text_spans", _spans(one.content if one else ())


def _factuality(words: Words, event: Event) -> Iterator[tuple[str, str]]:
    value = event.factuality
    yield from (("factuality", str(value.kind)), ("polarity", str(value.polarity)))
    yield from (("certainty", str(value.certainty)), ("time", str(value.time)))
    held = (value.condition,) if value.condition else ()
    yield from (("condition", _texts(words, held)), ("condition_span", _spans(held)))


def _origin(coded: Coded) -> Iterator[tuple[str, str]]:
    named, article = named_by(coded), coded.article
    yield from (("outlet", safe_cell(named.outlet)), ("url", safe_cell(named.url)))
    yield "published", safe_cell(article.published.value if article and article.published else None)
    yield from (("dragoman", safe_cell(coded.run.version)), ("kit", safe_cell(coded.run.kit)))


def _texts(words: Words, spans: tuple[Span, ...]) -> str:
    return safe_cell(SEVERAL.join(words.quote(span) for span in spans))


def _spans(spans: tuple[Span, ...]) -> str:
    return " ".join(f"{span.start}-{span.end}" for span in spans)


def _number(value: float | None) -> str:
    return "" if value is None else repr(value)


def safe_cell(text: str | None) -> str:
    """Text as a cell: on one line, without control characters, that no spreadsheet takes for a formula."""
    line = one_line(text or "")
    return f"'{line}" if _FORMULA.match(line) else line
