"""How each type of the vocabulary looks in the record: a table of renamed keys, views and a few own forms.

The record says everything by spans; a *view* beside them shows the words, so that a reader needs no page text.
Views are written and never read. :func:`dress` turns a value into JSON-able data of the record, and
:func:`undress` turns that back into the plain form that :mod:`dragoman.model.codec` decodes.
"""

from __future__ import annotations

import dataclasses
import types
import typing
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from dragoman.errors import RecordError
from dragoman.export.pseudonyms import Mask
from dragoman.model import Coded, Span
from dragoman.model.codec import Json, encode, hints


@dataclass(frozen=True, slots=True, kw_only=True)
class Viewer:
    """What a view may look at: the coded page, how its words are shown, and the ids of actors nobody hides."""

    coded: Coded
    mask: Mask
    table: Table
    public: frozenset[str]

    def words(self, span: Span) -> str:
        """The words of ``span`` as they are shown."""
        return self.mask.show(span)


@dataclass(frozen=True, slots=True, kw_only=True)
class Against:
    """What the record's data is read against: the page's id and its text."""

    page: str
    text: str
    table: Table


View = Callable[[Any, Viewer], Json]


@dataclass(frozen=True, slots=True, kw_only=True)
class Custom:
    """An own form for one field: the keys it writes, and the plain form read back from the type's data."""

    write: Callable[[Any, Viewer], dict[str, Json]]
    read: Callable[[dict[str, Json], Against], Json]


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """How a type is written.

    ``renames`` maps a field to its key, ``words`` are span fields written as ``{"text", "span"}``, ``known`` are
    fields that hold the page's id and are left out, ``own`` has the fields with a form of their own.
    """

    renames: Mapping[str, str] = field(default_factory=dict)
    words: frozenset[str] = frozenset()
    known: frozenset[str] = frozenset()
    own: Mapping[str, Custom] = field(default_factory=dict)
    views: Mapping[str, View] = field(default_factory=dict)


#: Which shape each type has; a type without an entry is written field by field.
Table = Mapping[type, Shape]
_BARE = Shape()


def dress(value: object, viewer: Viewer) -> Json:
    """JSON-able data of the record for a value of the vocabulary.

    Raises:
        RecordError: for a type that has no place in a record.
    """
    if isinstance(value, tuple):
        return [dress(item, viewer) for item in value]
    if not dataclasses.is_dataclass(value) or isinstance(value, Span | type):
        return encode(value)
    shape = viewer.table.get(type(value), _BARE)
    views = {key: view(value, viewer) for key, view in shape.views.items()}
    out: dict[str, Json] = {}
    for one in dataclasses.fields(value):
        if one.name in shape.known:
            continue
        item = getattr(value, one.name)
        if one.name in shape.own:
            out |= shape.own[one.name].write(value, viewer)
        elif one.name in shape.words:
            out[one.name] = _with_words(item, viewer)
        else:
            out[shape.renames.get(one.name, one.name)] = dress(item, viewer)
    # The id leads, then what is shown, then what is read back.
    first = {key: out[key] for key in ("id",) if key in out}
    return first | views | out


def _with_words(item: Span | tuple[Span, ...] | None, viewer: Viewer) -> Json:
    if item is None:
        return None
    if isinstance(item, tuple):
        return [_with_words(span, viewer) for span in item]
    return {"text": viewer.words(item), "span": encode(item)}


def undress(kind: object, data: Json, source: Against) -> Json:
    """The plain form (as of :mod:`dragoman.model.codec`) of the record's ``data`` for type ``kind``.

    Raises:
        RecordError: when the data has another shape, or a span lies outside the page.
    """
    origin = typing.get_origin(kind)
    if origin in {types.UnionType, typing.Union}:
        (only,) = (arm for arm in typing.get_args(kind) if arm is not type(None))
        return None if data is None else undress(only, data, source)
    if origin is tuple:
        arms = typing.get_args(kind)
        if len(arms) == 2 and arms[1] is Ellipsis:
            return [undress(arms[0], item, source) for item in _items(data)]
        return data
    if kind is Span:
        return _inside(data, source)
    if dataclasses.is_dataclass(kind):
        return _undress_fields(typing.cast("type", kind), fields_of(data), source)
    return data


def _undress_fields(kind: type, data: dict[str, Json], source: Against) -> Json:
    shape, types_of = source.table.get(kind, _BARE), hints(kind)
    out: dict[str, Json] = {}
    for one in dataclasses.fields(kind):
        key = shape.renames.get(one.name, one.name)
        if one.name in shape.known:
            out[one.name] = source.page
        elif one.name in shape.own:
            out[one.name] = shape.own[one.name].read(data, source)
        elif key in data:
            item = _bare_spans(data[key]) if one.name in shape.words else data[key]
            out[one.name] = undress(types_of[one.name], item, source)
    return out


def _bare_spans(data: Json) -> Json:
    if data is None:
        return None
    if isinstance(data, list):
        return [_bare_spans(item) for item in data]
    return need(fields_of(data), "span")


def _inside(data: Json, source: Against) -> Json:
    match data:
        case [int(), int(end)] if end > len(source.text):
            raise RecordError(f"the span {data!r} ends after the page's {len(source.text)} characters")
        case _:
            return data


def _items(data: Json) -> list[Json]:
    if not isinstance(data, list):
        raise RecordError(f"{data!r} is not a list")
    return data


def fields_of(data: Json) -> dict[str, Json]:
    """``data`` as an object with keys.

    Raises:
        RecordError: when it is anything else.
    """
    if not isinstance(data, dict):
        raise RecordError(f"{data!r} is not an object with keys")
    return data


def need(data: dict[str, Json], key: str) -> Json:
    """The value of ``key``.

    Raises:
        RecordError: when it is absent.
    """
    if key not in data:
        raise RecordError(f"the key {key!r} is missing")
    return data[key]


def items_of(data: dict[str, Json], key: str) -> list[Json]:
    """The list at ``key``.

    Raises:
        RecordError: when it is absent or no list.
    """
    return _items(need(data, key))
