"""The data files behind the labels of :mod:`dragoman.pages.harm`: reading, checking and compiling them."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from dragoman.errors import KnowledgeError
from dragoman.pages.harm_groups import PLACES, ROLES, Group, GroupTable, trie
from dragoman.pages.harm_score import FILE as SCORES, Scorer, parse_scores


@cache
def _compile(source: str) -> re.Pattern[str]:
    return re.compile(source)


@dataclass(frozen=True, slots=True)
class Lazy:
    """A pattern that is compiled when it is first needed: most pages need few of some hundred."""

    source: str

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        """The matches in ``text``."""
        return _compile(self.source).finditer(text)


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelRule:
    """A compiled rule: ``category`` is fixed, or None when it is that of the group that was matched.

    ``chars`` are the characters of the mentions that it has places for.
    """

    id: str
    patterns: tuple[Lazy, ...]
    category: str | None
    needs_group: bool
    chars: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Shields:
    """Wordings that reject what they repeat, by where they stand to the attack."""

    before: tuple[re.Pattern[str], ...] = ()
    after: tuple[re.Pattern[str], ...] = ()
    reporting: tuple[re.Pattern[str], ...] = ()
    after_report: tuple[re.Pattern[str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelSet:
    """One label with its rules and shields.

    ``table`` finds the groups; ``lone`` finds the words without which no rule for no group has a match, and
    ``trigger`` finds a word of either.
    """

    name: str
    rules: tuple[LabelRule, ...]
    shields: Shields
    table: GroupTable
    lone: re.Pattern[str]
    trigger: re.Pattern[str]
    scorer: Scorer | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelBook:
    """All labels that were loaded."""

    labels: tuple[LabelSet, ...]


_PLACE = re.compile(r"\{([a-z_]+)\}")
_PLACE_OF_GROUP = re.compile(r"\{(?:" + "|".join(PLACES) + r")\}")
_GROUP_KEYS = {"id", "category", "state", "apart", *ROLES}
_RULE_KEYS = {"id", "says", "patterns", "category", "categories", "states", "groups"}
_FILE_KEYS = {"label", "categories", "lone", "around", "pronouns", "words", "group", "rule", "shield"}
_SHIELD_KEYS = {"before", "after", "reporting", "after_report"}
#: The words around a mention: how each list is looked for, before the mention ("...$") or after it.
_AROUND = {
    "some": r"(?<![\w-])(?:{}) $",
    "every": r"(?<![\w-])(?:{}) $",
    "single": r"(?<![\w-])(?:{}) $",
    "definite": r"(?<![\w-])(?:{}) $",
    "oblique": r"(?<![\w-])(?:{}) (?:(?:the|all|these|those|our|your|every|any|an?|more|most) ){{0,3}}$",
    "aimed": r"(?:^|[,;:\"'(!?-] ?|(?<!\w)(?:{}) )(?:(?:the|all|every|any|an?|these|those|you|most|our|your) ){{0,3}}$",
    "rivals": r"(?<![\w-])(?:{})(?![\w-])",
    "heads": r" (?:{})(?![\w-])",
    "head": r" (?:{})(?![\w-])",
    "follows": r" (?:{})(?![\w-])",
    "relative": r" (?:{})(?![\w-])",
}
_DEEPEST = 8


def parse_labels(files: Mapping[str, str], *, trusted: bool = False) -> LabelBook:
    """The label book that ``files`` (name to TOML text) spell.

    ``hateful_scores.csv`` holds the weights of the learned score. ``trusted`` files are known to be good: their
    rules' patterns are compiled when first needed, which saves most of the time.

    A file with the key ``examples_of`` holds example sentences for the tests and is passed over; one with
    ``part_of`` holds entries that belong to the label it names.

    Raises:
        KnowledgeError: when a file is no TOML, lacks or has unknown keys, repeats an id, uses an unknown word
            list, or holds a pattern that does not compile or matches nothing at all; the message names the
            file and the entry.
    """
    whole: dict[str, tuple[str, dict[str, Any]]] = {}
    parts: list[tuple[str, dict[str, Any]]] = []
    for file, text in sorted(files.items()):
        if file == SCORES:
            continue
        try:
            data = tomllib.loads(text)
        except tomllib.TOMLDecodeError as error:
            raise KnowledgeError(f"{file}: {error}") from error
        if "part_of" in data:
            parts.append((file, data))
        elif "examples_of" not in data:
            whole[str(data.get("label", file))] = (file, data)
    for file, data in parts:
        name = str(data["part_of"])
        if name not in whole:
            raise KnowledgeError(f"{file}: the file: part of the unknown label {name!r}")
        _join(whole[name][1], {key: value for key, value in data.items() if key != "part_of"}, file)
    scorer = parse_scores(files[SCORES]) if SCORES in files else None
    readers = (_Reader(file, data, trusted=trusted) for file, data in whole.values())
    return LabelBook(labels=tuple(replace(reader.label(), scorer=scorer) for reader in readers))


def _join(data: dict[str, Any], part: dict[str, Any], file: str) -> None:
    """Adds the entries of ``part`` to ``data``: lists grow, tables are joined; a key for both is an error."""
    for key, value in part.items():
        if isinstance(value, list) and isinstance(data.setdefault(key, []), list):
            data[key] = [*data[key], *value]
        elif isinstance(value, dict) and isinstance(data.setdefault(key, {}), dict):
            _join(data[key], value, file)
        else:
            raise KnowledgeError(f"{file}: {key}: stands in another file too, or is no list")


class _Reader:
    """Reads one file; every error names the file and the entry."""

    def __init__(self, file: str, data: dict[str, Any], *, trusted: bool) -> None:
        self._file = file
        self._trusted = trusted
        self._data = data
        self._categories = self._texts(data, "categories", "the file")
        words = data.get("words", {})
        self._lists = {name: self._texts(words, name, "words") for name in words}
        self._groups = tuple(self._group(entry) for entry in self._entries("group"))
        self._once("group", [group.id for group in self._groups])

    def label(self) -> LabelSet:
        self._known(self._data, _FILE_KEYS, "the file")
        self._table = self._read_table()
        rules = tuple(self._rule(entry) for entry in self._entries("rule"))
        self._once("rule", [rule.id for rule in rules])
        lone = self._texts(self._data, "lone", "the file") if "lone" in self._data else ("(?!)",)
        words = trie(word for group in self._groups for role in ROLES for word in group.words.get(role, ()))
        return LabelSet(
            name=self._text(self._data, "label", "the file"),
            rules=rules,
            shields=self._shields(self._data.get("shield", {})),
            table=self._table,
            lone=self._compiled(rf"(?<!\w)(?:{'|'.join(lone)})(?!\w)", "lone"),
            trigger=self._compiled(rf"(?<![\w-])(?:{words}(?![\w-])|(?:{'|'.join(lone)})(?!\w))", "lone"),
        )

    def _read_table(self) -> GroupTable:
        around = self._data.get("around", {})
        self._known(around, set(_AROUND), "around")
        pronouns = self._texts(self._data, "pronouns", "the file") if "pronouns" in self._data else ()
        words = [word for group in self._groups for role in ROLES for word in group.words.get(role, ())]
        shapes = {
            key: shape.format("|".join(self._texts(around, key, "around") if key in around else ("(?!)",)))
            for key, shape in _AROUND.items()
        }
        return GroupTable(
            groups=self._groups,
            finder=re.compile(rf"(?<![\w-]){trie([*words, *pronouns])}(?![\w-])"),
            pronouns=frozenset(pronouns),
            around={key: self._compiled(shape, f"around {key!r}") for key, shape in shapes.items()},
        )

    def _group(self, entry: dict[str, Any]) -> Group:
        where = f"group {entry.get('id', '?')!r}"
        self._known(entry, _GROUP_KEYS, where)
        category = self._text(entry, "category", where)
        if category not in self._categories:
            raise self._wrong(where, f"unknown category {category!r}")
        return Group(
            id=self._text(entry, "id", where),
            category=category,
            state=bool(entry.get("state")),
            apart=bool(entry.get("apart")),
            words={role: self._texts(entry, role, where) for role in ROLES if role in entry},
        )

    def _rule(self, entry: dict[str, Any]) -> LabelRule:
        where = f"rule {entry.get('id', '?')!r}"
        self._known(entry, _RULE_KEYS, where)
        self._text(entry, "says", where)
        wanted = self._texts(entry, "categories", where) if "categories" in entry else self._categories
        if not set(wanted) <= set(self._categories):
            raise self._wrong(where, "unknown category")
        named = self._texts(entry, "groups", where) if "groups" in entry else None
        if named and not set(named) <= {group.id for group in self._groups}:
            raise self._wrong(where, "unknown group")
        open_to = [
            group.id
            for group in self._groups
            if (group.id in named if named else group.category in wanted and not group.apart)
        ]
        places = {name: self._table.place(name, open_to, entry.get("states", True)) for name in PLACES}
        raw = [self._spread(text, where) for text in self._texts(entry, "patterns", where)]
        category = entry.get("category")
        if category is None and not all(_PLACE_OF_GROUP.search(text) for text in raw):
            raise self._wrong(where, "a pattern without a group needs a category")
        used = {name for text in raw for name in _PLACE.findall(text)}
        return LabelRule(
            id=self._text(entry, "id", where),
            patterns=tuple(Lazy(self._source(text, places, where)) for text in raw),
            category=category,
            needs_group=all(_PLACE_OF_GROUP.search(text) for text in raw),
            chars=frozenset(char for name in used for char in places[name]),
        )

    def _shields(self, entry: dict[str, Any]) -> Shields:
        self._known(entry, _SHIELD_KEYS, "shield")
        parts = {
            name: tuple(
                self._pattern(self._spread(text, f"shield {name!r}"), {}, f"shield {name!r}")
                for text in self._texts(entry, name, "shield")
            )
            for name in entry
        }
        return Shields(**parts)

    def _source(self, text: str, places: Mapping[str, str], where: str) -> str:
        # A pattern starts where a word starts, or with a mark; and ends where a word ends.
        filled = _PLACE.sub(lambda match: f"[{places[match[1]]}]" if places.get(match[1]) else "(?!)", text)
        source = rf"(?:(?<!\w)|(?=\W))(?:{filled})(?!\w)"
        if not self._trusted:
            self._check(source, where, text)
        return source

    def _pattern(self, text: str, places: Mapping[str, str], where: str) -> re.Pattern[str]:
        return self._compiled(self._source(text, places, where), where, text)

    def _check(self, source: str, where: str, text: str) -> None:
        pattern = self._compiled(source, where, text)
        if pattern.search("") or pattern.search(" "):
            raise self._wrong(where, f"{text!r} matches nothing at all")

    def _compiled(self, source: str, where: str, shown: str = "a list") -> re.Pattern[str]:
        try:
            return re.compile(source)
        except re.error as error:
            raise self._wrong(where, f"{shown!r} does not compile: {error}") from error

    def _spread(self, text: str, where: str) -> str:
        """``text`` with its word lists filled in; the places for groups stay as they are."""

        def fill(match: re.Match[str]) -> str:
            name = match[1]
            if name in PLACES:
                return match[0]
            if name not in self._lists:
                raise self._wrong(where, f"unknown word list {name!r}")
            return "(?:" + "|".join(self._lists[name]) + ")"

        for _ in range(_DEEPEST):
            spread = _PLACE.sub(fill, text)
            if spread == text:
                return text
            text = spread
        raise self._wrong(where, "word lists lean on each other in a circle")

    def _entries(self, key: str) -> list[dict[str, Any]]:
        entries = self._data.get(key, [])
        if (
            not isinstance(entries, list)
            or not entries
            or not all(isinstance(entry, dict) for entry in entries)
        ):
            raise self._wrong(key, f"a label file needs [[{key}]] entries")
        return entries

    def _text(self, entry: Mapping[str, Any], key: str, where: str) -> str:
        value = entry.get(key)
        if not isinstance(value, str) or not value:
            raise self._wrong(where, f"needs the text {key!r}")
        return value

    def _texts(self, entry: Mapping[str, Any], key: str, where: str) -> tuple[str, ...]:
        value = entry.get(key)
        if (
            not isinstance(value, list)
            or not value
            or not all(isinstance(item, str) and item for item in value)
        ):
            raise self._wrong(where, f"needs a list of texts {key!r}")
        return tuple(value)

    def _known(self, entry: Mapping[str, Any], keys: set[str], where: str) -> None:
        unknown = sorted(set(entry) - keys)
        if unknown:
            raise self._wrong(where, f"unknown key {unknown[0]!r}")

    def _once(self, what: str, ids: list[str]) -> None:
        for one in ids:
            if ids.count(one) > 1:
                raise self._wrong(f"{what} {one!r}", "stands twice")

    def _wrong(self, where: str, why: str) -> KnowledgeError:
        return KnowledgeError(f"{self._file}: {where}: {why}")
