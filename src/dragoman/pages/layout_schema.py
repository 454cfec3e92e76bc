"""What may stand in a layout file: tables, keys, types and words, as the check reads them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from dragoman.model import BlockKind
from dragoman.pages.export_layouts import BASES, ROLES, SHAPES, ZONES as EXPORT_ZONES
from dragoman.pages.layouts import ZONES
from dragoman.pages.thread_layouts import TEXTS as SHOWN, WORDS

TEXT, TEXTS, TRUTH, NUMBER, TABLE = "a text", "a list of texts", "true or false", "a number", "a table"
_KINDS = frozenset(kind.value for kind in BlockKind)
_LISTS = frozenset({"related", "tags", "points"})
_ROLES = frozenset(ROLES)


@dataclass(frozen=True, slots=True, kw_only=True)
class TableSchema:
    """The keys of one table: their types, which are needed, and the words that some of them choose from.

    ``groups`` are the names that groups of ``match`` may have. ``examples`` says that the table's rules carry
    example lines.
    """

    keys: Mapping[str, str]
    needed: frozenset[str] = frozenset()
    words: Mapping[str, frozenset[str]] = field(default_factory=dict)
    groups: frozenset[str] = frozenset()
    examples: bool = False


_RULE = {"id": TEXT, "match": TEXT, "example": TEXTS, "counter": TEXTS, "kind": TEXT}
_LINE = {**_RULE, "zone": TEXT, "ends_body": TRUTH, "opens": TEXT, "capitals": TRUTH}
_PIECES = frozenset({"caption", "credit", "authors", "date", "dek", "tags", "related"})
_ID_MATCH = frozenset({"id", "match"})


def _rules(
    keys: Mapping[str, str], groups: frozenset[str], needed: frozenset[str] = _ID_MATCH
) -> TableSchema:
    return TableSchema(
        keys=keys, needed=needed, words={"kind": _KINDS, "opens": _LISTS}, groups=groups, examples=True
    )


PAGE: Mapping[str, TableSchema] = {
    "": TableSchema(
        keys={
            "name": TEXT,
            "about": TEXT,
            "caption_before_title": TRUTH,
            "header_families": TEXTS,
            "nameless": TEXTS,
        },
        needed=frozenset({"name", "about"}),
    ),
    "signature": TableSchema(keys=_RULE, needed=frozenset({"match"})),
    "phrases": TableSchema(
        keys={"id": TEXT, "words": TEXTS, "ends_body": TRUTH, "opens": TEXT},
        needed=frozenset({"id", "words"}),
        words={"opens": _LISTS},
    ),
    "line": _rules(_LINE, _PIECES),
    "part": _rules(_LINE, _PIECES),
    "start": _rules(_LINE, frozenset({"declared"})),
    "rest": _rules(_LINE, frozenset({"author", "date", "votes", "reply", "number"})),
    "footer": _rules(_LINE, frozenset({"author", "date", "votes", "reply", "number"})),
    "header": TableSchema(
        keys={
            **_RULE,
            "family": TEXT,
            "next": TEXT,
            **dict.fromkeys(("strong", "gap", "indented", "dated"), TRUTH),
        },
        needed=frozenset({"id", "match", "family"}),
        words={"next": frozenset({"date", "author"})},
        groups=frozenset({"author", "reply", "date", "votes", "number"}),
        examples=True,
    ),
    "hint": TableSchema(
        keys={"id": TEXT, "kind": TEXT, "tags": TEXTS, "tokens": TEXTS},
        needed=frozenset({"id", "kind"}),
        words={"kind": _KINDS},
    ),
    "comments": TableSchema(keys=dict.fromkeys(("region", "item", "author", "date", "votes", "rest"), TEXTS)),
}

_EXPORT_GROUPS = frozenset(role.replace("-", "_") for role in ROLES) | {"number", "total"}
EXPORT: Mapping[str, TableSchema] = {
    "": TableSchema(
        keys={"name": TEXT, "about": TEXT, "basis": TEXT},
        needed=frozenset({"name", "about", "basis"}),
        words={"basis": BASES},
    ),
    "export": TableSchema(
        keys={
            **dict.fromkeys(("begin", "end", "count", "listed"), TEXT),
            **dict.fromkeys(("signs", "needs"), TEXTS),
            **dict.fromkeys(("blank", "capitals"), TRUTH),
            "before": NUMBER,
        },
        needed=frozenset({"signs"}),
    ),
    "slot": TableSchema(
        keys={"id": TEXT, "role": TEXT, "match": TEXT, "shape": TEXT, "optional": TRUTH, "many": TRUTH},
        needed=frozenset({"id"}),
        words={"role": _ROLES, "shape": SHAPES},
        groups=frozenset(),
    ),
    "field": TableSchema(
        keys={
            **dict.fromkeys(("id", "match", "role", "zone"), TEXT),
            **dict.fromkeys(("opens", "many", "capitals"), TRUTH),
        },
        needed=_ID_MATCH,
        words={"role": _ROLES, "zone": EXPORT_ZONES},
        groups=_EXPORT_GROUPS,
    ),
    "sample": TableSchema(
        keys={
            "text": TEXT,
            "declared": NUMBER,
            "front": TRUTH,
            **dict.fromkeys(("title", "outlet", "date", "byline", "author", "begins", "ends", "url"), TEXTS),
        },
        needed=frozenset({"text", "title"}),
    ),
}

THREADS: Mapping[str, TableSchema] = {
    "": TableSchema(keys={"name": TEXT, "about": TEXT}, needed=frozenset({"name", "about"})),
    "words": TableSchema(keys=dict.fromkeys(WORDS, TEXTS), needed=frozenset(WORDS)),
    "texts": TableSchema(keys=dict.fromkeys(SHOWN, TEXTS), needed=frozenset(SHOWN)),
    "thread": TableSchema(
        keys={
            **dict.fromkeys(("name", "example", "counter"), TEXT),
            **dict.fromkeys(("signs", "item"), TEXTS),
            **dict.fromkeys(("recalled", "follows"), TRUTH),
        },
        needed=frozenset({"name", "signs", "item", "example", "counter"}),
    ),
}
#: Tables that stand once in a file, the top of it among them.
SINGLE = frozenset({"", "comments", "export", "words", "texts"})


def entries_of(data: Mapping[str, Any]) -> Iterator[tuple[str, int | None, Mapping[str, Any]]]:
    """Every table of a file with its name and, in an array of tables, its number; the top has the name ""."""
    top: dict[str, Any] = {}
    for name, value in data.items():
        if isinstance(value, Mapping):
            yield name, None, value
        elif isinstance(value, list) and value and all(isinstance(one, Mapping) for one in value):
            yield from ((name, number, one) for number, one in enumerate(value))
        else:
            top[name] = value
    yield "", None, top


def misfits(schema: TableSchema, entry: Mapping[str, Any]) -> Iterator[tuple[str | None, str]]:
    """What is wrong with an entry by its schema: (key or None, message)."""
    for key in sorted(schema.needed - set(entry)):
        yield None, f"{key!r} is missing"
    for key, value in entry.items():
        wanted = schema.keys.get(key)
        if wanted is None:
            yield key, f"unknown key {key!r}; known here: {', '.join(schema.keys)}"
        elif not _is(value, wanted):
            yield key, f"{key!r} must be {wanted}"
        elif key == "zone" and "zone" not in schema.words:
            if not set(value.split()) <= ZONES:
                yield key, "zones are head, body and tail"
        elif key in schema.words and value not in schema.words[key]:
            yield key, f"{key} {value!r} is none of {', '.join(sorted(schema.words[key]))}"


def _is(value: object, wanted: str) -> bool:
    match wanted:
        case "a text":
            return isinstance(value, str)
        case "a list of texts":
            return isinstance(value, list) and all(isinstance(one, str) for one in value)
        case "true or false":
            return isinstance(value, bool)
        case _:
            return isinstance(value, int) and not isinstance(value, bool)
