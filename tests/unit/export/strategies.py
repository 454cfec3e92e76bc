"""Arbitrary coded pages: any value that the types allow, with spans inside their page."""

from __future__ import annotations

import dataclasses
import types
import typing
from datetime import UTC, datetime
from enum import Enum
from functools import cache
from typing import Any

from hypothesis import strategies as st

from dragoman.model import CODES, Coded, Layout, Page, Problem, Span
from dragoman.model.codec import hints

Draw = st.DrawFn
# One length for all texts: strategies are made once for it.
_SIZE = 40
_TEXT = st.text(max_size=12)
_NAMES = st.sampled_from(["Ned Halloway", "kit77", "Mirra", "peace", "İstanbul_1", "x", " ", "ß9"])


@cache
def of_type(kind: Any, page: str, size: int) -> st.SearchStrategy[Any]:
    """Values of ``kind``; spans lie in a text of ``size`` code points."""
    origin = typing.get_origin(kind)
    if origin in {types.UnionType, typing.Union}:
        (only,) = (arm for arm in typing.get_args(kind) if arm is not type(None))
        return st.none() | of_type(only, page, size)
    if origin is tuple:
        arms = typing.get_args(kind)
        if arms[-1] is Ellipsis:
            return st.lists(of_type(arms[0], page, size), max_size=2).map(tuple)
        return st.tuples(*(of_type(arm, page, size) for arm in arms))
    if kind is Span:
        ends = st.lists(st.integers(0, size), min_size=2, max_size=2, unique=True).map(sorted)
        return ends.map(lambda pair: Span(page=page, start=pair[0], end=pair[1]))
    if dataclasses.is_dataclass(kind):
        return of_class(typing.cast("type", kind), page, size)
    if isinstance(kind, type) and issubclass(kind, Enum):
        return st.sampled_from(list(kind))
    if kind is datetime:
        return st.datetimes(timezones=st.just(UTC))
    plain: dict[Any, st.SearchStrategy[Any]] = {
        str: _TEXT | _NAMES,
        bool: st.booleans(),
        int: st.integers(-(10**6), 10**6),
        float: st.floats(-10, 10),
    }
    return plain[kind]


def of_class(kind: type, page: str, size: int) -> st.SearchStrategy[Any]:
    """Values of a type of the vocabulary."""
    fields = {name: of_type(hint, page, size) for name, hint in hints(kind).items()}
    if "page" in fields and kind is not Problem:
        fields["page"] = st.just(page)
    if kind is Problem:
        fields["code"] = st.sampled_from(sorted(CODES))
    return st.builds(kind, **fields)


@st.composite
def coded_pages(draw: Draw) -> Coded:
    """Any coded page. Its text holds a few names that may be commenters', among anything else."""
    words = draw(st.lists(_NAMES | st.text(min_size=1, max_size=8), min_size=1, max_size=9))
    text = draw(st.sampled_from([" ", "", "\n", ", "])).join(words)[:_SIZE].ljust(_SIZE, ".")
    page_id = "0f3a"
    page = draw(of_class(Page, page_id, len(text)))
    page = dataclasses.replace(page, id=page_id, text=text)
    rows = {
        name: draw(of_type(hint, page_id, len(text)))
        for name, hint in hints(Coded).items()
        if name not in {"page", "layout"}
    }
    return Coded(page=page, layout=draw(of_class(Layout, page_id, len(text))), **rows)
