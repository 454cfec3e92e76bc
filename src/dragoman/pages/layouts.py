"""Layouts: data files that say how pages of a kind are laid out, read and checked.

A layout file is TOML; its fields are documented in ``docs/reference/layouts.md``. Every rule carries example
lines. The file named ``general.toml`` holds what all pages share; the others refine it.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

from dragoman.errors import KnowledgeError
from dragoman.model import BlockKind
from dragoman.pages.classifier.trees import Classifier
from dragoman.pages.export_layouts import ExportLayout, parse_export
from dragoman.pages.thread_layouts import ThreadLayouts, parse_threads
from dragoman.text import level, unmask

#: A phrase of furniture: its rule's id, whether the body ends there, and the list it opens (related, tags).
Phrase: TypeAlias = "tuple[str, bool, str | None]"
ZONES = frozenset({"head", "body", "tail"})
#: The file of what gives comments away in HTML.
THREADS = "threads.toml"


@dataclass(frozen=True, slots=True, kw_only=True)
class LineRule:
    """A line that matches is a block of ``kind``, when it stands in one of ``zones``.

    Groups of the match named caption, credit, authors or date are blocks of their own. ``capitals`` asks that
    every word of the line begins with a capital.
    """

    id: str
    match: re.Pattern[str]
    kind: BlockKind = BlockKind.FURNITURE
    zones: frozenset[str] = ZONES
    ends_body: bool = False
    opens: str | None = None
    capitals: bool = False

    def read(self, plain: str) -> re.Match[str] | None:
        """The rule's match on a line as :func:`line_text` gives it; space before the first word is passed over."""
        return self.match.match(plain, len(plain) - len(plain.lstrip()))


@dataclass(frozen=True, slots=True, kw_only=True)
class HeaderRule:
    """A line that heads a comment. Groups: author, reply, date, votes, number.

    ``strong`` rules may open a thread by themselves; the others need a line that says where the thread begins.
    ``gap`` asks for empty lines around, ``indented`` that the text stands deeper, ``next_date`` that a date follows,
    ``next_author`` that the author does. With ``dated`` the line must end in a date, and what stands before it is the
    author.
    """

    id: str
    family: str
    match: re.Pattern[str]
    strong: bool = False
    gap: bool = False
    indented: bool = False
    next_date: bool = False
    next_author: bool = False
    dated: bool = False

    def read(self, plain: str) -> re.Match[str] | None:
        """The rule's match on a line as :func:`line_text` gives it; space before the first word is passed over."""
        return self.match.match(plain, len(plain) - len(plain.lstrip()))


@dataclass(frozen=True, slots=True, kw_only=True)
class HintRule:
    """What an HTML element's tag or attribute words say about its text."""

    id: str
    kind: BlockKind
    tags: frozenset[str]
    tokens: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class PageLayout:
    """One layout file. ``phrases`` maps a folded phrase to (rule id, ends the body, which list it opens)."""

    name: str
    phrases: Mapping[str, Phrase]
    lines: tuple[LineRule, ...]
    starts: tuple[LineRule, ...]
    headers: tuple[HeaderRule, ...]
    rests: tuple[LineRule, ...]
    footers: tuple[LineRule, ...]
    parts: tuple[LineRule, ...]
    signatures: tuple[re.Pattern[str], ...]
    hints: tuple[HintRule, ...]
    nameless: frozenset[str]
    caption_before_title: bool
    families: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Layouts:
    """All layouts: the general one, HTML's hints, the refined ones by name, those of exports, and what gives comments
    away in HTML."""

    general: PageLayout
    html: PageLayout
    refined: tuple[PageLayout, ...]
    threads: ThreadLayouts
    exports: tuple[ExportLayout, ...] = ()
    classifier: Classifier | None = None


def fold_line(text: str) -> str:
    """A line as the rules see it: levelled and unmasked, the same length as ``text``."""
    return level(unmask(text))


def parse_layouts(
    files: Mapping[str, str],
    own: Mapping[str, str] | None = None,
    classifier: Classifier | None = None,
) -> Layouts:
    """The layouts in ``files`` (file name to TOML text) and, before them, the user's ``own``.

    Raises:
        KnowledgeError: naming the file and the entry, when a file is not as it should be.
    """
    data = {name: _toml(name, text) for name, text in sorted(files.items()) if name != THREADS}
    exports, read = _sorted(data)
    if not {"general.toml", "html.toml", THREADS} <= files.keys():
        raise KnowledgeError(f"layouts: general.toml and html.toml are needed, and {THREADS}")
    general, html = read.pop("general.toml"), read.pop("html.toml")
    first, mine = _sorted({name: _toml(name, text) for name, text in (own or {}).items()})
    return Layouts(
        general=general,
        html=html,
        refined=(*mine.values(), *read.values()),
        threads=parse_threads(THREADS, files[THREADS]),
        exports=(*first, *exports),
        classifier=classifier,
    )


def _sorted(
    data: Mapping[str, Mapping[str, Any]],
) -> tuple[tuple[ExportLayout, ...], dict[str, PageLayout]]:
    """Layouts of exports, and those of pages by their file's name."""
    exports = tuple(parse_export(name, table) for name, table in data.items() if "export" in table)
    return exports, {name: _layout(name, table) for name, table in data.items() if "export" not in table}


def _toml(file: str, text: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise KnowledgeError(f"{file}: {error}") from error


def _layout(file: str, data: Mapping[str, Any]) -> PageLayout:
    phrases: dict[str, Phrase] = {}
    for entry in data.get("phrases", []):
        for word in _need(file, entry, "words"):
            known = (_need(file, entry, "id"), entry.get("ends_body", False), entry.get("opens"))
            phrases.setdefault(fold_line(word), known)
    return PageLayout(
        name=_need(file, data, "name"),
        phrases=phrases,
        lines=tuple(_line(file, entry) for entry in data.get("line", [])),
        starts=tuple(_line(file, entry) for entry in data.get("start", [])),
        headers=tuple(_header(file, entry) for entry in data.get("header", [])),
        parts=tuple(_line(file, entry) for entry in data.get("part", [])),
        rests=tuple(_line(file, entry) for entry in data.get("rest", [])),
        footers=tuple(_line(file, entry) for entry in data.get("footer", [])),
        signatures=tuple(_pattern(file, entry) for entry in data.get("signature", [])),
        hints=tuple(_hint(file, entry) for entry in data.get("hint", [])),
        nameless=frozenset(fold_line(word) for word in data.get("nameless", [])),
        caption_before_title=data.get("caption_before_title", False),
        families=tuple(data.get("header_families", [])),
    )


def _need(file: str, entry: Mapping[str, Any], key: str) -> Any:
    if key not in entry:
        raise KnowledgeError(f"{file}: entry {entry.get('id', entry)!r} has no {key!r}")
    return entry[key]


def _pattern(file: str, entry: Mapping[str, Any]) -> re.Pattern[str]:
    try:
        pattern = re.compile(_need(file, entry, "match"))
    except re.error as error:
        raise KnowledgeError(f"{file}: rule {entry.get('id')!r}: {error}") from error
    for line in entry.get("example", []):
        if not pattern.match(fold_line(line.strip())):
            raise KnowledgeError(f"{file}: rule {entry.get('id')!r} does not match its example {line!r}")
    for line in entry.get("counter", []):
        if pattern.match(fold_line(line.strip())):
            raise KnowledgeError(f"{file}: rule {entry.get('id')!r} matches its counter-example {line!r}")
    return pattern


def _kind(file: str, entry: Mapping[str, Any]) -> BlockKind:
    try:
        return BlockKind(entry.get("kind", "furniture"))
    except ValueError as error:
        raise KnowledgeError(f"{file}: rule {entry.get('id')!r}: {error}") from error


def _line(file: str, entry: Mapping[str, Any]) -> LineRule:
    zones = frozenset(entry.get("zone", "head body tail").split())
    if not zones <= ZONES:
        raise KnowledgeError(f"{file}: rule {entry.get('id')!r}: zones are head, body and tail")
    return LineRule(
        id=_need(file, entry, "id"),
        match=_pattern(file, entry),
        kind=_kind(file, entry),
        zones=zones,
        ends_body=entry.get("ends_body", False),
        opens=entry.get("opens"),
        capitals=entry.get("capitals", False),
    )


def _header(file: str, entry: Mapping[str, Any]) -> HeaderRule:
    return HeaderRule(
        id=_need(file, entry, "id"),
        family=_need(file, entry, "family"),
        match=_pattern(file, entry),
        strong=entry.get("strong", False),
        gap=entry.get("gap", False),
        indented=entry.get("indented", False),
        next_date=entry.get("next") == "date",
        next_author=entry.get("next") == "author",
        dated=entry.get("dated", False),
    )


def _hint(file: str, entry: Mapping[str, Any]) -> HintRule:
    return HintRule(
        id=_need(file, entry, "id"),
        kind=_kind(file, entry),
        tags=frozenset(entry.get("tags", [])),
        tokens=frozenset(entry.get("tokens", [])),
    )
