"""Layouts of exports: data files that say how a database writes many articles into one file.

A layout file with a table ``[export]`` is one of these; its fields are documented in ``docs/reference/exports.md``.
Every file carries a sample in own words and the cut that is expected of it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from dragoman.errors import KnowledgeError
from dragoman.model import BlockKind

#: What a line or a part of a line of an export can be, and the kind of its block. Names of groups write "_" for "-".
ROLES: Mapping[str, BlockKind] = {
    "title": BlockKind.TITLE,
    "byline": BlockKind.BYLINE,
    "author": BlockKind.BYLINE,
    "date": BlockKind.DATELINE,
    "place": BlockKind.DATELINE,
    "dek": BlockKind.DEK,
    "body": BlockKind.PARAGRAPH,
    "caption": BlockKind.CAPTION,
    "credit": BlockKind.CREDIT,
    "tags": BlockKind.TAGS,
    **dict.fromkeys(
        ("outlet", "url", "load-date", "modified", "section", "length", "copyright", "id", "other"),
        BlockKind.FURNITURE,
    ),
}
#: How sure the layout is: seen on real files, written after public descriptions of them, or from memory alone.
BASES = frozenset({"checked", "described", "recalled"})
ZONES = frozenset({"head", "tail", "any"})
#: Shapes that a slot can ask for where words do not tell.
SHAPES = frozenset({"date", "person"})
_LABEL_END = re.compile(r":|\t|\s{2}")
#: Groups that tell about the file and are no part of the article.
_COUNTS = frozenset({"number", "total"})


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldRule:
    """A line with a label. ``zone`` says where it may stand: above the text, below, or anywhere.

    Named groups of ``match`` are roles; the rest of the line is a label. Without such groups the whole line has
    ``role``. ``opens`` says that the text begins with it. ``many`` says that lines without a label after it belong
    to it, ``capitals`` that the label must stand in capitals.
    """

    id: str
    match: re.Pattern[str]
    role: str
    zone: str
    opens: bool
    many: bool
    capitals: bool

    def read(self, plain: str, raw: str) -> re.Match[str] | None:
        """The rule's match on a line (levelled), ``raw`` being the line as it stands; both without space around."""
        found = self.match.match(plain)
        if found is None or not self.capitals:
            return found
        starts = [found.start(name) for name in self.roles if found[name]]
        label = raw[: min(starts)] if starts else _LABEL_END.split(raw[: found.end()], maxsplit=1)[0]
        return found if label.strip().isupper() else None

    @property
    def roles(self) -> tuple[str, ...]:
        """The roles that groups of the match have, as the data names them."""
        return tuple(name for name in self.match.groupindex if name not in _COUNTS)


@dataclass(frozen=True, slots=True, kw_only=True)
class SlotRule:
    """A line without a label, known by its place among the first lines of an article.

    ``match`` or ``shape`` narrow down what it can be; ``optional`` slots may be missing, ``many`` may take several
    lines.
    """

    id: str
    role: str
    match: re.Pattern[str] | None
    shape: str | None
    optional: bool
    many: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """A short export in own words, and what must be found in it: one entry for each article, None where there is
    none."""

    text: str
    declared: int | None
    front: bool
    titles: tuple[str, ...]
    expected: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportLayout:
    """How one database writes its exports.

    ``signs``: words in small letters of which every such file has one from each group. An article begins at a line that fits
    ``begin`` or, without one, after the line that ends the article before it; ``end`` ends it. ``count`` is a line
    that declares how many articles there are. ``listed`` is a line of the list of contents. ``before`` says how many
    lines stand in the article above its date, so that the first is told from a cover. ``needs``: roles that an
    article must have, so that other files are not taken for exports. ``blank``: paragraphs are parted by blank lines.
    """

    name: str
    basis: str
    signs: tuple[tuple[str, ...], ...]
    begin: re.Pattern[str] | None
    end: re.Pattern[str] | None
    count: re.Pattern[str] | None
    listed: re.Pattern[str] | None
    before: int
    needs: frozenset[str]
    blank: bool
    slots: tuple[SlotRule, ...]
    fields: tuple[FieldRule, ...]
    samples: tuple[Sample, ...]


def parse_export(file: str, data: Mapping[str, Any]) -> ExportLayout:
    """The export layout in ``data`` (the TOML of ``file``).

    Raises:
        KnowledgeError: naming the file and the entry, when it is not as it should be.
    """
    export = _need(file, data, "export")
    basis = _need(file, data, "basis")
    if basis not in BASES:
        raise KnowledgeError(f"{file}: basis {basis!r} is none of {', '.join(sorted(BASES))}")
    patterns = {key: _optional(file, export, key) for key in ("begin", "end", "count", "listed")}
    if patterns["begin"] is None and patterns["end"] is None:
        raise KnowledgeError(f"{file}: [export] needs begin or end")
    return ExportLayout(
        name=_need(file, data, "name"),
        basis=basis,
        signs=tuple(tuple(sign.split("|")) for sign in _need(file, export, "signs")),
        before=export.get("before", 0),
        needs=frozenset(_roles(file, export.get("needs", []))),
        blank=export.get("blank", False),
        slots=tuple(_slot(file, entry) for entry in data.get("slot", [])),
        fields=tuple(_field(file, entry, export.get("capitals", False)) for entry in data.get("field", [])),
        samples=tuple(_sample(file, entry) for entry in data.get("sample", [])),
        **patterns,
    )


def _need(file: str, entry: Mapping[str, Any], key: str) -> Any:
    if key not in entry:
        raise KnowledgeError(
            f"{file}: entry {entry.get('id', entry.get('name', '[export]'))!r} has no {key!r}"
        )
    return entry[key]


def _compiled(file: str, name: str, pattern: str) -> re.Pattern[str]:
    try:
        return re.compile(pattern)
    except re.error as error:
        raise KnowledgeError(f"{file}: rule {name!r}: {error}") from error


def _optional(file: str, entry: Mapping[str, Any], key: str) -> re.Pattern[str] | None:
    return _compiled(file, entry.get("id", key), entry[key]) if key in entry else None


def _roles(file: str, roles: Sequence[str]) -> Sequence[str]:
    for role in roles:
        if role.replace("_", "-") not in ROLES:
            raise KnowledgeError(f"{file}: role {role!r} is none of {', '.join(ROLES)}")
    return roles


def _slot(file: str, entry: Mapping[str, Any]) -> SlotRule:
    name, shape = _need(file, entry, "id"), entry.get("shape")
    role = entry.get("role", name)
    _roles(file, [role])
    if shape is not None and shape not in SHAPES:
        raise KnowledgeError(f"{file}: rule {name!r}: shape {shape!r} is none of {', '.join(sorted(SHAPES))}")
    return SlotRule(
        id=name,
        role=role,
        match=_optional(file, entry, "match"),
        shape=shape,
        optional=entry.get("optional", False),
        many=entry.get("many", False),
    )


def _field(file: str, entry: Mapping[str, Any], capitals: bool) -> FieldRule:  # noqa: FBT001 - the file's default
    name = _need(file, entry, "id")
    zone, role = entry.get("zone", "any"), entry.get("role", "other")
    if zone not in ZONES:
        raise KnowledgeError(f"{file}: rule {name!r}: zones are head, tail and any")
    rule = FieldRule(
        id=name,
        match=_compiled(file, name, _need(file, entry, "match")),
        role=role,
        zone=zone,
        opens=entry.get("opens", False),
        many=entry.get("many", False),
        capitals=entry.get("capitals", capitals),
    )
    _roles(file, [role, *rule.roles])
    return rule


def _sample(file: str, entry: Mapping[str, Any]) -> Sample:
    expected = {
        key: tuple(entry[key])
        for key in ("outlet", "date", "byline", "author", "begins", "ends", "url")
        if key in entry
    }
    return Sample(
        text=_need(file, entry, "text"),
        declared=entry.get("declared"),
        front=entry.get("front", False),
        titles=tuple(_need(file, entry, "title")),
        expected=expected,
    )
