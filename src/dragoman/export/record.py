"""The record: everything read from one page as JSON-able data, and back.

``decode_record(encode_record(coded), coded.page.text)`` is ``coded`` again, with commenters named or under
pseudonyms. The text of the page is not part of the record: the record holds its SHA-256, and spans into it (as
``[start, end]``, 0-based, half-open code points). The keys are described in ``docs/reference/record.md``.
"""

from __future__ import annotations

import json
import re
from dataclasses import replace
from typing import Any

from dragoman.errors import RecordError
from dragoman.export.pseudonyms import Names, mask_of
from dragoman.export.reading import comment_regions, public_actors, within
from dragoman.export.shape import Against, Viewer, dress, fields_of, need, undress
from dragoman.export.shapes import SHAPES, text_digest
from dragoman.model import (
    Actor,
    Article,
    Block,
    Coded,
    Event,
    Lane,
    Layout,
    MainEvent,
    Mention,
    Page,
    Place,
    Problem,
    Review,
    Run,
    Stance,
    Statement,
    Thread,
)
from dragoman.model.codec import Json, decode

#: The name and version of the shape written here. The version rises when a key changes its meaning or goes.
NAME, VERSION = "dragoman-record", 1

_ROWS: dict[str, Any] = {
    "article": Article | None,
    "thread": Thread | None,
    "mentions": tuple[Mention, ...],
    "actors": tuple[Actor, ...],
    "statements": tuple[Statement, ...],
    "stances": tuple[Stance, ...],
    "events": tuple[Event, ...],
    "places": tuple[Place, ...],
    "main": MainEvent | None,
    "problems": tuple[Problem, ...],
    "reviews": tuple[Review, ...],
    "run": Run,
}
# JSON leaves these as they are, but a terminal acts on them; half surrogates are not UTF-8 at all.
_UNSAFE = re.compile("[\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")


def encode_record(
    coded: Coded, *, comments: Names = Names.PSEUDONYMOUS, key: bytes | None = None
) -> dict[str, Json]:
    """The record of ``coded`` as JSON-able data.

    ``comments`` says how commenters appear: by name, under pseudonyms (the default; with ``key``, under keyed
    ones that are the same on every page), or not at all. With ``Names.NONE`` the comments keep their spans,
    dates, votes, replies and labels, but no text and no author, and the rows read from comments are left out:
    such a record decodes to a smaller value.
    """
    mask = mask_of(coded, comments, key)
    kept = without_comments(coded) if comments is Names.NONE else coded
    viewer = Viewer(coded=coded, mask=mask, table=SHAPES, public=public_actors(coded))
    record: dict[str, Json] = {
        "schema": {"name": NAME, "version": VERSION},
        "run": dress(coded.run, viewer),
        "commenters": comments.value,
        "page": dress(kept.page, viewer),
        "layout": coded.layout.name,
        "blocks": dress(coded.layout.blocks, viewer),
    }
    for name in (
        "article",
        "thread",
        "mentions",
        "actors",
        "statements",
        "stances",
        "events",
        "places",
        "main",
        "problems",
        "reviews",
    ):
        record[name] = dress(getattr(kept, name), viewer)
    if comments is Names.NONE:
        record["thread"] = _counts_only(record["thread"])
    return record


def decode_record(record: Json, text: str) -> Coded:
    """The coded page that ``record`` stands for; ``text`` is the page's text, which the record does not hold.

    Raises:
        RecordError: when the record was written by an unknown version, does not have the documented shape, or
            belongs to another text.
    """
    data = fields_of(record)
    _check_schema(need(data, "schema"))
    page = _read_page(need(data, "page"), text)
    against = Against(page=page.id, text=text, table=SHAPES)
    # Records of earlier versions name no places, no main event, no stances and no reviews.
    data = {"places": [], "main": None, "stances": [], "reviews": [], **data}
    rows = {name: _row(name, kind, data, against) for name, kind in _ROWS.items()}
    blocks = decode(tuple[Block, ...], undress(tuple[Block, ...], need(data, "blocks"), against), page.id)
    layout = Layout(page=page.id, name=decode(str, need(data, "layout"), page.id), blocks=blocks)
    return Coded(page=page, layout=layout, **rows)


def dump_record(record: Json, *, lines: bool = False) -> str:
    """The record as JSON text without a line feed at its end; safe to print on a terminal and always UTF-8.

    It is one line, or with ``lines`` every row of the record has a line of its own.
    """
    text = _in_lines(record, 0) if lines else _compact(record)
    return _UNSAFE.sub(lambda match: f"\\u{ord(match.group()):04x}", text)


def _compact(value: Json) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False)


def _in_lines(value: Json, depth: int) -> str:
    indent = "  " * depth
    if isinstance(value, dict) and (depth == 0 or any(_rows(item) for item in value.values())) and depth < 2:
        items = (f"{indent}  {_compact(key)}: {_in_lines(item, depth + 1)}" for key, item in value.items())
        return "{\n" + ",\n".join(items) + f"\n{indent}}}"
    if isinstance(value, list) and _rows(value):
        return "[\n" + ",\n".join(f"{indent}  {_compact(item)}" for item in value) + f"\n{indent}]"
    return _compact(value)


def _rows(value: Json) -> bool:
    return isinstance(value, list) and any(isinstance(item, dict) for item in value)


def _row(name: str, kind: Any, data: dict[str, Json], against: Against) -> Any:
    try:
        return decode(kind, undress(kind, need(data, name), against), against.page)
    except RecordError as error:
        raise RecordError(f"{name}: {error}") from error


def _check_schema(schema: Json) -> None:
    match schema:
        case {"name": "dragoman-record", "version": 1}:
            return
        case {"name": "dragoman-record", "version": version}:
            raise RecordError(
                f"version {version!r} of the record is unknown here; this dragoman reads {VERSION}"
            )
        case _:
            raise RecordError(f"{schema!r} is not the schema of a dragoman record")


def _read_page(data: Json, text: str) -> Page:
    if need(fields_of(data), "text_sha256") != text_digest(text):
        raise RecordError("the record belongs to another text: its text_sha256 is not that of the text given")
    return decode(Page, undress(Page, data, Against(page="", text=text, table=SHAPES)), "")


def without_comments(coded: Coded) -> Coded:
    """``coded`` without the rows that are read from comments, and without the actors that only they name."""
    regions = comment_regions(coded)
    mentions = tuple(one for one in coded.mentions if not within(regions, one.span))
    statements = tuple(one for one in coded.statements if one.lane is Lane.ARTICLE)
    used = _actors_of(mentions, statements, coded.events)
    return replace(
        coded,
        # The markup may carry names and words of comments a second time.
        page=replace(coded.page, tree=None, facts=()),
        mentions=mentions,
        actors=tuple(one for one in coded.actors if one.id in used),
        statements=statements,
        stances=(),
    )


def _actors_of(
    mentions: tuple[Mention, ...], statements: tuple[Statement, ...], events: tuple[Event, ...]
) -> set[str | None]:
    used = {one.actor for one in mentions} | {fit.actor for one in mentions for fit in one.candidates}
    for one in statements:
        used |= {layer.source.actor for layer in one.chain if layer.source}
        used |= {one.addressee.actor} if one.addressee else set()
    return used | {part.actor for one in events for part in (*one.actors, *one.recipients)}


_WITHHELD = ("author", "author_span", "text", "reply_name", "reply_name_span")


def _counts_only(thread: Json) -> Json:
    if thread is None:
        return None
    data = fields_of(thread)
    comments = data["comments"]
    shown: list[Json] = [
        fields_of(item) | dict.fromkeys(_WITHHELD)
        for item in (comments if isinstance(comments, list) else ())
    ]
    return data | {"comments": shown}
