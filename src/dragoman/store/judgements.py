"""Judgements as rows of the archive, and back."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, select

from dragoman.model import Judgement, RowKind, Span, Verdict
from dragoman.store import schema as t
from dragoman.store.search_text import storable


def judgement_row(one: Judgement, page: int) -> dict[str, Any]:
    """The row that holds a judgement of the page with this number."""
    return {
        "id": one.id,
        "page": page,
        "kind": str(one.kind),
        "row": one.row,
        "anchor": json.dumps([[span.start, span.end] for span in one.anchor]),
        "words": json.dumps(list(one.words)),
        "verdict": str(one.verdict),
        "field": one.field,
        "old": one.old,
        "value": one.value,
        "seen": one.seen,
        "by": storable(one.by),
        "at": one.at.isoformat(),
        "note": None if one.note is None else storable(one.note),
        "replaces": one.replaces,
    }


def judgements_of(connection: Connection, page: int, sha: str) -> tuple[Judgement, ...]:
    """The judgements of a page, taken back or not, oldest first."""
    found = connection.execute(
        select(t.judgement).where(t.judgement.c.page == page).order_by(t.judgement.c.at, t.judgement.c.id)
    )
    return tuple(_judgement(row, sha) for row in found)


def _judgement(row: Row[Any], sha: str) -> Judgement:
    return Judgement(
        id=row.id,
        page=sha,
        kind=RowKind(row.kind),
        row=row.row,
        anchor=tuple(Span(page=sha, start=start, end=end) for start, end in json.loads(row.anchor)),
        words=tuple(json.loads(row.words)),
        verdict=Verdict(row.verdict),
        by=row.by,
        at=datetime.fromisoformat(row.at),
        seen=row.seen,
        field=row.field,
        old=row.old,
        value=row.value,
        note=row.note,
        replaces=row.replaces,
    )
