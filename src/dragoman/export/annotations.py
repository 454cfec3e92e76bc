"""Statements and events as W3C Web Annotations, to be laid over the page by any client that knows the standard.

The model is that of the Web Annotation Data Model (W3C Recommendation of 23 February 2017), as JSON-LD with its own
context and no terms of ours. A position counts Unicode code points of the page's text, as the standard demands.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from dragoman.export.choosing import FACTS, Export, Status, choose, status_of
from dragoman.export.happenings import basis, circumstances, headline, trigger
from dragoman.export.plain import one_line
from dragoman.export.pseudonyms import Cut, Names, mask_of
from dragoman.export.reading import comment_regions, folded, named_by, public_actors, within
from dragoman.export.record import dump_record
from dragoman.export.shape import Viewer, dress
from dragoman.export.shapes import SHAPES
from dragoman.export.wording import Words, factuality
from dragoman.model import BlockKind, Coded, Event, Lane, Span, Statement
from dragoman.model.codec import Json

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
#: So many code points before and after a quotation tell it from others; fewer where something else begins.
AROUND = 32


@dataclass(frozen=True, slots=True, kw_only=True)
class _Desk:
    viewer: Viewer
    words: Words
    source: Json
    state: Json
    regions: tuple[tuple[int, int], ...]

    @property
    def page(self) -> str:
        """The IRI of the saved bytes."""
        return f"hash://sha256/{self.viewer.coded.page.id}"


def encode_annotations(
    coded: Coded,
    *,
    include: Iterable[Status] = FACTS,
    comments: Names = Names.PSEUDONYMOUS,
    key: bytes | None = None,
) -> Export[dict[str, Json]]:
    """All statements of ``coded``, and its events with one of the statuses ``include``: one AnnotationCollection.

    A target has the position of its words and, unless they hold something that ``comments`` and ``key`` hide, their
    quotation. What is shown before and after a quotation never reaches into comments, out of one, or to a hidden name.
    Statements in comments that carry a warning label are left out, and all in comments with ``Names.NONE``.
    """
    chosen = choose(coded, include)
    mask = mask_of(coded, comments, key)
    desk = _Desk(
        viewer=Viewer(coded=coded, mask=mask, table=SHAPES, public=public_actors(coded)),
        words=Words(coded=coded, mask=mask),
        source=_source(coded),
        state=_state(coded),
        regions=_apart(coded),
    )
    items = [
        *(_statement(desk, name, one) for name, one in _statements(coded, comments)),
        *(_event(desk, *pair) for pair in chosen.events),
    ]
    return Export(records=(_collection(desk, [item for item in items if item["target"]]),), chosen=chosen)


def _statements(coded: Coded, comments: Names) -> Iterator[tuple[str, Statement]]:
    thread = coded.thread.comments if coded.thread else ()
    hidden = [one.span for one in thread if folded(one)]
    numbers = {at for at, one in enumerate(thread) if folded(one)}
    for at, one in enumerate(coded.statements, start=1):
        spans = _content(one)
        in_comments = one.lane is Lane.COMMENTS
        if in_comments and (
            comments is Names.NONE
            or one.comment in numbers
            or any(part.overlaps(span) for part in spans for span in hidden)
        ):
            continue
        yield f"s{at}", one


def _collection(desk: _Desk, items: list[dict[str, Json]]) -> dict[str, Json]:
    coded = desk.viewer.coded
    title = coded.article.title if coded.article else None
    out: dict[str, Json] = {
        "@context": CONTEXT,
        "id": f"{desk.page}#annotations",
        "type": "AnnotationCollection",
        "label": (desk.words.quote(title, 200) if title else "") or f"page {coded.page.id[:16]}",
        "generator": {
            "id": f"urn:dragoman:{one_line(coded.run.version)}:{one_line(coded.run.kit)}",
            "type": "Software",
            "name": f"dragoman {one_line(coded.run.version)}, knowledge {one_line(coded.run.kit[:12])}",
        },
        "total": len(items),
    }
    if not items:  # a page of annotations has one at least
        return out
    name = f"{desk.page}#annotations-1"
    out["first"] = {"id": name, "type": "AnnotationPage", "startIndex": 0, "items": [*items]}
    return out | {"last": name}


def _content(one: Statement) -> tuple[Span, ...]:
    return one.content or ((one.topic,) if one.topic else ())


def _statement(desk: _Desk, name: str, one: Statement) -> dict[str, Json]:
    words = desk.words
    said = (
        f"{name}: {words.chain(one)} ({one.style}, {factuality(one.factuality)}): {words.content(one, 400)}"
    )
    tags = ("statement", str(one.style), str(one.factuality.kind))
    data = dress(one, desk.viewer)
    return _annotation(desk, f"statement-{one.id}", "describing", said, tags, data, _content(one))


def _event(desk: _Desk, name: str, one: Event) -> dict[str, Json]:
    words = desk.words
    said = f"{name}: {headline(words, one)}; {circumstances(words, one)} · {basis(words, one)}"
    tags = ("event", one.category, *((one.mode,) if one.mode else ()), status_of(one.factuality))
    spans = dict.fromkeys((*trigger(one), *(telling.trigger for telling in one.also)))
    data = dress(one, desk.viewer)
    return _annotation(desk, f"event-{one.id}", "classifying", said, tags, data, tuple(spans))


def _annotation(
    desk: _Desk,
    name: str,
    motivation: str,
    said: str,
    tags: tuple[str, ...],
    data: Json,
    spans: tuple[Span, ...],
) -> dict[str, Json]:
    body: list[Json] = [_text(said, "describing"), *(_text(tag, "tagging") for tag in tags)]
    # The row as the record has it, so that nothing is lost on the way.
    body.append(
        {
            "type": "TextualBody",
            "purpose": motivation,
            "format": "application/json",
            "value": dump_record(data),
        }
    )
    return {
        "id": f"{desk.page}#{name}",
        "type": "Annotation",
        "motivation": motivation,
        "body": body,
        "target": [_target(desk, span) for span in spans],
    }


def _text(value: str, purpose: str) -> dict[str, Json]:
    return {"type": "TextualBody", "purpose": purpose, "format": "text/plain", "value": one_line(value)}


# ------------------------------------------------------------------------------------------------ targets


def _source(coded: Coded) -> Json:
    url = named_by(coded).url
    return {
        "id": url or f"hash://sha256/{coded.page.id}",
        "type": "Text",
        "format": coded.page.media_type,
    }


def _state(coded: Coded) -> Json:
    """Which representation the positions count in: the saved bytes, named by their hash."""
    out: dict[str, Json] = {"type": "TimeState", "cached": f"hash://sha256/{coded.page.id}"}
    fetched = coded.page.fetched_at
    if fetched is not None:
        out["sourceDate"] = f"{fetched:%Y-%m-%dT%H:%M:%S}Z"
    return out


def _target(desk: _Desk, span: Span) -> Json:
    selectors: list[Json] = [{"type": "TextPositionSelector", "start": span.start, "end": span.end}]
    if quotation := _quotation(desk, span):
        selectors.append(quotation)
    return {
        "type": "SpecificResource",
        "source": desk.source,
        "state": desk.state,
        "selector": selectors,
    }


def _quotation(desk: _Desk, span: Span) -> Json:
    """The quotation of ``span`` with what stands around it; None where its words are not to be shown as they are."""
    mask, text = desk.viewer.mask, desk.viewer.coded.page.text
    pieces = list(mask.pieces(span.start, span.end))
    exact = text[span.start : span.end]
    if span.start >= span.end or len(pieces) != 1 or pieces[0].shown != exact:
        return None
    first, last = _room(desk, span)
    before = list(mask.pieces(first, span.start))
    after = list(mask.pieces(span.end, last))
    return {
        "type": "TextQuoteSelector",
        "exact": exact,
        "prefix": _as_it_is(before[-1], text) if before else "",
        "suffix": _as_it_is(after[0], text) if after else "",
    }


def _as_it_is(piece: Cut, text: str) -> str:
    return piece.shown if piece.shown == text[piece.start : piece.end] else ""


def _apart(coded: Coded) -> tuple[tuple[int, int], ...]:
    """The page ranges (in order, disjoint) into which the words around a passage of the article never reach."""
    spans = [block.span for block in coded.layout.blocks if block.kind is BlockKind.FURNITURE]
    ranges = sorted([*comment_regions(coded), *((span.start, span.end) for span in spans)])
    out: list[tuple[int, int]] = []
    for start, end in ranges:
        if out and start < out[-1][1]:
            out[-1] = (out[-1][0], max(end, out[-1][1]))
        else:
            out.append((start, end))
    return tuple(out)


def _room(desk: _Desk, span: Span) -> tuple[int, int]:
    """How far (code points) the words around ``span`` may reach: not into comments or furniture, not out of a comment."""
    first = max(0, span.start - AROUND)
    last = min(len(desk.viewer.coded.page.text), span.end + AROUND)
    thread = desk.viewer.coded.thread
    for comment in thread.comments if thread else ():
        if comment.span.start <= span.start and span.end <= comment.span.end:
            return max(first, comment.span.start), min(last, comment.span.end)
    if within(desk.regions, span):
        return span.start, span.end
    for start, end in desk.regions:
        if end <= span.start:
            first = max(first, end)
        elif start >= span.end:
            last = min(last, start)
    return first, last
