"""Values of the vocabulary to JSON-able data and back, driven by their type hints.

``decode(type(value), encode(value), page)`` gives the value again. A span becomes ``[start, end]``; the page it
belongs to is known from the record it stands in.
"""

from __future__ import annotations

import dataclasses
import types
import typing
from datetime import datetime
from enum import Enum
from functools import cache
from typing import Any, TypeAlias, TypeVar

from dragoman.errors import RecordError, ValueRuleError
from dragoman.model.span import Span

Json: TypeAlias = "bool | int | float | str | list[Json] | dict[str, Json] | None"
T = TypeVar("T")


def encode(value: object) -> Json:
    """JSON-able data for a value of the vocabulary.

    Raises:
        RecordError: for a type that has no place in a record.
    """
    if value is None or isinstance(value, bool | int | float):
        return value
    if isinstance(value, Enum):
        return str(value.value)
    if isinstance(value, str):
        return value
    if isinstance(value, Span):
        return [value.start, value.end]
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, tuple):
        return [encode(item) for item in value]
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {field.name: encode(getattr(value, field.name)) for field in dataclasses.fields(value)}
    raise RecordError(f"{type(value).__name__} has no place in a record")


def decode(kind: type[T], data: Json, page: str) -> T:
    """The value of type ``kind`` that ``data`` stands for; its spans belong to ``page``.

    Raises:
        RecordError: when the data has another shape.
    """
    value = _decode(kind, data, page)
    return typing.cast("T", value)


@cache
def hints(kind: type) -> dict[str, Any]:
    """The resolved type hints of a vocabulary type."""
    return typing.get_type_hints(kind)


def _decode(kind: Any, data: Json, page: str) -> object:
    origin = typing.get_origin(kind)
    if origin in {types.UnionType, typing.Union}:
        return _decode_union(kind, data, page)
    if origin is tuple:
        return _decode_tuple(kind, data, page)
    if kind is Span:
        return _decode_span(data, page)
    try:
        if isinstance(kind, type) and issubclass(kind, Enum):
            return kind(data)
        if kind is datetime:
            return datetime.fromisoformat(typing.cast("str", data))
        if dataclasses.is_dataclass(kind):
            return _decode_fields(typing.cast("type", kind), data, page)
    except (ValueError, TypeError) as error:
        if isinstance(error, ValueRuleError):
            raise RecordError(str(error)) from error
        raise RecordError(f"{data!r} is not a {kind.__name__}: {error}") from error
    if kind is float and isinstance(data, int) and not isinstance(data, bool):
        return float(data)
    if not isinstance(data, kind) or (kind is int and isinstance(data, bool)):
        raise RecordError(f"{data!r} is not a {kind.__name__}")
    return data


def _decode_union(kind: Any, data: Json, page: str) -> object:
    (only,) = (arm for arm in typing.get_args(kind) if arm is not type(None))
    return None if data is None else _decode(only, data, page)


def _decode_tuple(kind: Any, data: Json, page: str) -> tuple[object, ...]:
    if not isinstance(data, list):
        raise RecordError(f"{data!r} is not a list")
    arms = typing.get_args(kind)
    if len(arms) == 2 and arms[1] is Ellipsis:
        return tuple(_decode(arms[0], item, page) for item in data)
    if len(arms) != len(data):
        raise RecordError(f"{data!r} has not {len(arms)} items")
    return tuple(_decode(arm, item, page) for arm, item in zip(arms, data, strict=True))


def _decode_span(data: Json, page: str) -> Span:
    match data:
        case [int(start), int(end)]:
            try:
                return Span(page=page, start=start, end=end)
            except ValueRuleError as error:
                raise RecordError(str(error)) from error
        case _:
            raise RecordError(f"{data!r} is not a span [start, end]")


def _decode_fields(kind: type, data: Json, page: str) -> object:
    if not isinstance(data, dict):
        raise RecordError(f"{data!r} is not a {kind.__name__}")
    types_of = hints(kind)
    fields = {field.name: field for field in dataclasses.fields(kind)}
    for name, field in fields.items():
        if name not in data and field.default is dataclasses.MISSING:
            raise RecordError(f"{kind.__name__} without {name!r}")
    return kind(**{name: _decode(types_of[name], data[name], page) for name in fields if name in data})
