"""The tables of the Parquet export: their columns and types. ``docs/reference/tables-out.md`` says what they mean."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from dragoman.model import SizeKind

#: The name and the version of the layout. The version rises when a column changes its meaning or goes.
LAYOUT, LAYOUT_VERSION = "dragoman-tables", 1


class Kind(StrEnum):
    """The type of a column; each may be null unless it is a key or a list."""

    STRING = "string"
    STRINGS = "list<string>"
    BOOL = "bool"
    INT32 = "int32"
    INT64 = "int64"
    DOUBLE = "double"
    DATE = "date32"
    TIMESTAMP = "timestamp[us, UTC]"
    SPANS = "list<struct<start: int32, end: int32>>"
    ROLES = "list<struct<sector, position, country, since, until: string>>"


#: The fields of an actor's office, all text; ``since`` and ``until`` are EDTF.
OFFICE = ("sector", "position", "country", "since", "until")


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """``key``: it is never null."""

    name: str
    kind: Kind
    key: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table is a file of its name with ``.parquet``."""

    name: str
    columns: tuple[Column, ...]


def _columns(text: str) -> tuple[Column, ...]:
    """Columns from lines ``kind: name name``; a name with ``!`` is a key, ``name~`` is a span: a start and an end."""
    out: list[Column] = []
    for line in text.split("\n"):
        kind, _, names = line.strip().partition(": ")
        for name in names.split():
            if name.endswith("~"):
                ends = (f"{name[:-1]}_start", f"{name[:-1]}_end")
                out += [Column(name=end, kind=_SHORT[kind]) for end in ends]
            else:
                out.append(Column(name=name.rstrip("!"), kind=_SHORT[kind], key=name.endswith("!")))
    return tuple(out)


_SHORT = {
    "text": Kind.STRING,
    "texts": Kind.STRINGS,
    "flag": Kind.BOOL,
    "int": Kind.INT32,
    "big": Kind.INT64,
    "real": Kind.DOUBLE,
    "day": Kind.DATE,
    "moment": Kind.TIMESTAMP,
    "spans": Kind.SPANS,
    "roles": Kind.ROLES,
}
_FACTUALITY = """text: status factuality polarity certainty time condition
    int: condition~"""
_REVIEW = """text: verdict reviewed_by
    moment: reviewed_at
    flag: doubtful"""
_SIZES = " ".join(f"{kind}_{end}" for kind in SizeKind for end in ("low", "high"))

PAGES = Table(
    name="pages",
    columns=_columns(
        """text: page_id! file inside media_type encoding
    int: characters
    text: outlet url
    moment: fetched_at
    text: saved title
    int: title~
    texts: authors tags
    text: section language published
    day: published_not_before published_not_after
    int: mentions actors statements events comments comments_declared stances problems grave_problems
    text: main_event layout
    texts: settings
    text: dragoman! kit!"""
    ),
)
EVENTS = Table(
    name="events",
    columns=_columns(
        f"""text: page_id! event_id! row_name!
    flag: main!
    text: codebook category! mode
    texts: auxiliary contexts
    text: cameo
    int: quad_class
    real: intensity
    text: when_edtf
    day: day not_before not_after
    int: when~
    text: place place_country
    real: latitude longitude
    int: place_level
    big: geonames_id
    int: place~
    big: {_SIZES}
    texts: trigger
    spans: trigger_spans
    text: statement_id
    int: tellings
    {_FACTUALITY}
    real: confidence
    text: rule
    {_REVIEW}"""
    ),
)
PARTIES = Table(
    name="parties",
    columns=_columns(
        """text: page_id! event_id! role!
    int: position!
    text: text code country sector actor_id
    int: span~"""
    ),
)
STATEMENTS = Table(
    name="statements",
    columns=_columns(
        f"""text: page_id! statement_id! row_name! lane! style! text
    spans: content_spans
    int: topic~
    text: chain speaker speaker_id
    int: layers
    text: addressee addressee_id
    int: addressee~
    {_FACTUALITY}
    text: within carried
    int: comment
    real: confidence
    text: rule
    {_REVIEW}"""
    ),
)
ATTRIBUTIONS = Table(
    name="attributions",
    columns=_columns(
        """text: page_id! statement_id!
    int: depth!
    text: role! source actor_id
    int: source~
    texts: cues
    spans: cue_spans"""
    ),
)
MENTIONS = Table(
    name="mentions",
    columns=_columns(
        """text: page_id! row_name! kind! text
    int: span~ head~
    text: actor_id sector
    texts: candidates"""
    ),
)
ACTORS = Table(
    name="actors",
    columns=_columns(
        """text: page_id! actor_id! name kind! country type sector since until wikidata
    texts: aliases codes
    roles: roles"""
    ),
)
COMMENTS = Table(
    name="comments",
    columns=_columns(
        """text: page_id!
    int: comment!
    text: author text
    int: span~
    text: posted
    day: not_before not_after
    big: votes
    int: reply_to reply_inferred
    text: reply_basis reply_name
    texts: labels
    flag: folded
    spans: article_quotes"""
    ),
)
STANCES = Table(
    name="stances",
    columns=_columns(
        """text: page_id! stance_id!
    int: comment!
    text: kind! text
    int: span~
    text: statement_id basis
    int: basis~
    text: rule"""
    ),
)
PROBLEMS = Table(
    name="problems",
    columns=_columns(
        """text: page_id! code!
    flag: grave!
    text: detail
    int: span~"""
    ),
)
TABLES = (
    PAGES,
    EVENTS,
    PARTIES,
    STATEMENTS,
    ATTRIBUTIONS,
    MENTIONS,
    ACTORS,
    COMMENTS,
    STANCES,
    PROBLEMS,
)
