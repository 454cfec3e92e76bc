"""Predictions of attributions: the task ``attribution`` of :mod:`bench.predict`.

A row is ``{"id","text"}``, a bare article whose lines are its paragraphs; the answer lists source, cue and content of
each outermost attribution as spans of code points. Direct speech is that of the record's statements, which know
quotations over several sentences and paragraphs; all else is the language model's tags as
:mod:`dragoman.statements.linking` joins them.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from bench.answered import answer_rows
from bench.predict_actors import page_of
from bench.predict_language import model
from dragoman.actors import find_mentions
from dragoman.kit import Kit, load_kit
from dragoman.language import Sentence, parse, split
from dragoman.model import Block, BlockKind, Page, Span, Statement, Style
from dragoman.statements import find_statements
from dragoman.statements.paragraph import read_paragraphs

#: A row of the scorer: ``id``, and ``source``, ``cue`` and ``content`` as lists of spans.
Row = dict[str, Any]
Spans = Sequence[Sequence[int]]


def attribution(source: Path, target: Path) -> None:
    """The attributions of JSONL rows with ``id`` and ``text``."""
    kit = replace(load_kit(), parser=model())
    answer_rows(
        source,
        target,
        "attribution",
        lambda row: {"attributions": attributions_in(row["text"], kit)},
        {"attributions": []},
    )


def attributions_in(text: str, kit: Kit) -> list[Row]:
    """The attributions in ``text``, paragraph by paragraph (a paragraph is a line); offsets are code points of it."""
    page = page_of(text)
    sentences, _ = parse(split(page, line_blocks(page), kit.boundaries)[0], kit.parser)
    mentions, _ = find_mentions(sentences, kit.actors, None)
    actors = {actor.id: actor for actor in mentions.actors}
    statements, _ = find_statements(sentences, mentions.mentions, actors, kit.cues)
    direct = {one.id for one in statements if one.style is Style.DIRECT}
    rows = rows_of(statements, nested=False)
    return with_direct(text, list(tagged_rows(sentences)), rows, direct)


def line_blocks(page: Page) -> tuple[Block, ...]:
    """Every line that is not blank as a paragraph, with the blank lines behind it; they partition the page."""
    starts = [0]
    at = 0
    for line in page.text.split("\n"):
        if line.strip() and page.text[:at].strip():
            starts.append(at)
        at += len(line) + 1
    return tuple(
        Block(kind=BlockKind.PARAGRAPH, span=page.span(start, end), path="", rule="bench")
        for start, end in zip(starts, [*starts[1:], len(page.text)], strict=True)
    )


def rows_of(statements: Sequence[Statement], *, nested: bool) -> list[Row]:
    """The statements as rows of the scorer, one a cue as in PolNeAR.

    Content that is carried on belongs to the statement that began it, and so does a second clause of one cue that is a
    statement of its own because it differs in kind.
    """
    rows: dict[str, Row] = {}
    by_cue: dict[str, Row] = {}
    out = []
    for one in statements:
        if not one.chain or (one.within and not nested):
            continue
        content = _spans(one.content or ((one.topic,) if one.topic else ()))
        if one.carried in rows and one.style is not Style.INDIRECT:
            rows[one.id] = rows[one.carried]
            rows[one.id]["content"] += content
            continue
        layer = one.chain[-1]
        source = _spans((layer.source.span,) if layer.source else ())
        row: Row = {"id": one.id, "source": source, "cue": _spans(layer.cues), "content": content}
        first = by_cue.setdefault(json.dumps(row["cue"]), row) if row["cue"] else row
        if first is not row and first["source"] == source and one.carried is None:
            first["content"] += content
            rows[one.id] = first
            continue
        rows[one.id] = row
        out.append(row)
    return out


def _spans(spans: Sequence[Span]) -> list[list[int]]:
    return [[span.start, span.end] for span in spans]


def tagged_rows(sentences: Sequence[Sentence]) -> Iterator[Row]:
    """What the tags alone say, as rows of the scorer."""
    whole = [one for one in sentences if one.passage.offsets]
    for paragraph in read_paragraphs(whole) if whole else ():
        for one in paragraph.tagged:
            yield {
                "id": f"{paragraph.number}.{one.cue[0]}",
                "source": _spans([paragraph.span(one.source)] if one.source else []),
                "cue": _spans([paragraph.span(one.cue)]),
                "content": _spans([paragraph.span(place) for place in one.content]),
            }


def with_direct(
    text: str, tagged: Sequence[Row], stated: Sequence[Row], direct: set[str] | frozenset[str]
) -> list[Row]:
    """The tags' rows, with the statements' direct speech (ids in ``direct``) in the place of theirs.

    Of one cue the tags keep the cue and the source's edges, and the whole where the quotation is but a part of a clause
    that they have whole. A row of theirs without a source has that of the statement with its cue.
    """
    kept = list(tagged)
    out: list[Row] = []
    for row in stated:
        if row["id"] not in direct:
            continue
        near = [one for one in kept if _meets(one, row)]
        same = [one for one in near if _cross(one["cue"], row["cue"])]
        if len(same) == 1 and _is_part(text, row["content"], same[0]["content"]):
            continue
        kept = [one for one in kept if one not in near]
        out.append(_edged(row, same[0]) if len(same) == 1 else row)
    others = [row for row in stated if row["id"] not in direct and row["source"]]
    return [*out, *(_sourced(one, others) for one in kept)]


def _edged(row: Row, tagged: Row) -> Row:
    """A row with the tags' cue, and their source where both have the same one."""
    source = tagged["source"] if _cross(tagged["source"], row["source"]) else row["source"]
    return row | {"cue": tagged["cue"], "source": source}


def _sourced(tagged: Row, stated: Sequence[Row]) -> Row:
    """A row of the tags; one without a source has that of the statement with its cue and content."""
    if tagged["source"]:
        return tagged
    near = (
        row
        for row in stated
        if _cross(row["cue"], tagged["cue"]) and _shared(row["content"], tagged["content"])
    )
    return tagged | {"source": next((row["source"] for row in near), [])}


def _is_part(text: str, quoted: Spans, whole: Spans) -> bool:
    """Whether quotations are, piece by piece, in wider content that goes beyond them in letters."""
    inside = len(quoted) == len(whole) and _shared(quoted, whole) == _size(quoted)
    letters = [
        sum(letter.isalnum() for start, end in spans for letter in text[start:end])
        for spans in (quoted, whole)
    ]
    return inside and letters[0] < letters[1]


def _meets(one: Row, two: Row) -> bool:
    """Whether two rows share a cue, or more than half of the shorter content."""
    least = min(_size(one["content"]), _size(two["content"]))
    return _cross(one["cue"], two["cue"]) or 2 * _shared(one["content"], two["content"]) > least


def _cross(one: Spans, two: Spans) -> bool:
    return _shared(one, two) > 0


def _shared(one: Spans, two: Spans) -> int:
    return sum(max(0, min(a[1], b[1]) - max(a[0], b[0])) for a in one for b in two)


def _size(spans: Spans) -> int:
    return sum(end - start for start, end in spans)
