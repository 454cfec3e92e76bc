"""The data files behind the labels of :mod:`dragoman.pages.harm`: reading, checking and compiling them."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from dragoman.errors import KnowledgeError


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelRule:
    """A compiled rule: ``category`` is fixed, or None when it is that of the group that was matched."""

    id: str
    patterns: tuple[re.Pattern[str], ...]
    category: str | None
    needs_group: bool


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

    ``words`` pairs each word for a group with the group's category, ``groups`` finds any of them.
    """

    name: str
    rules: tuple[LabelRule, ...]
    shields: Shields
    words: tuple[tuple[str, str], ...]
    groups: re.Pattern[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelBook:
    """All labels that were loaded."""

    labels: tuple[LabelSet, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Group:
    """A group of people. ``state``: its plural also stands for a state or an armed side in the news."""

    id: str
    category: str
    state: bool
    one: tuple[str, ...]
    many: tuple[str, ...]
    adj: tuple[str, ...]
    faith: tuple[str, ...]


_FORMS = ("one", "many", "adj", "faith")
_PLACE = re.compile(r"\{([a-z_]+)\}")
_GROUP_KEYS = {"id", "category", "state", *_FORMS}
_RULE_KEYS = {"id", "says", "patterns", "category", "categories", "states"}
_FILE_KEYS = {"label", "categories", "words", "group", "rule", "shield"}
_SHIELD_KEYS = {"before", "after", "reporting", "after_report"}
_DEEPEST = 8


def parse_labels(files: Mapping[str, str]) -> LabelBook:
    """The label book that ``files`` (name to TOML text) spell.

    A file with the key ``examples_of`` holds example sentences for the tests and is passed over.

    Raises:
        KnowledgeError: when a file is no TOML, lacks or has unknown keys, repeats an id, uses an unknown word
            list, or holds a pattern that does not compile or matches nothing at all; the message names the
            file and the entry.
    """
    labels = []
    for file, text in sorted(files.items()):
        try:
            data = tomllib.loads(text)
        except tomllib.TOMLDecodeError as error:
            raise KnowledgeError(f"{file}: {error}") from error
        if "examples_of" not in data:
            labels.append(_Reader(file, data).label())
    return LabelBook(labels=tuple(labels))


class _Reader:
    """Reads one file; every error names the file and the entry."""

    def __init__(self, file: str, data: dict[str, Any]) -> None:
        self._file = file
        self._data = data
        self._categories = self._texts(data, "categories", "the file")
        words = data.get("words", {})
        self._lists = {name: self._texts(words, name, "words") for name in words}
        self._groups = tuple(self._group(entry) for entry in self._entries("group"))
        self._once("group", [group.id for group in self._groups])

    def label(self) -> LabelSet:
        self._known(self._data, _FILE_KEYS, "the file")
        rules = tuple(self._rule(entry) for entry in self._entries("rule"))
        self._once("rule", [rule.id for rule in rules])
        words = {
            word: group.category for group in self._groups for form in _FORMS for word in getattr(group, form)
        }
        return LabelSet(
            name=self._text(self._data, "label", "the file"),
            rules=rules,
            shields=self._shields(self._data.get("shield", {})),
            words=tuple(sorted(words.items())),
            groups=re.compile(either(words)),
        )

    def _group(self, entry: dict[str, Any]) -> _Group:
        where = f"group {entry.get('id', '?')!r}"
        self._known(entry, _GROUP_KEYS, where)
        forms = {form: self._texts(entry, form, where) if form in entry else () for form in _FORMS}
        category = self._text(entry, "category", where)
        if category not in self._categories:
            raise self._wrong(where, f"unknown category {category!r}")
        return _Group(
            id=self._text(entry, "id", where), category=category, state=bool(entry.get("state")), **forms
        )

    def _rule(self, entry: dict[str, Any]) -> LabelRule:
        where = f"rule {entry.get('id', '?')!r}"
        self._known(entry, _RULE_KEYS, where)
        self._text(entry, "says", where)
        wanted = self._texts(entry, "categories", where) if "categories" in entry else self._categories
        if not set(wanted) <= set(self._categories):
            raise self._wrong(where, "unknown category")
        states = entry.get("states", True)
        places = _places(
            [group for group in self._groups if group.category in wanted and (states or not group.state)]
        )
        raw = self._texts(entry, "patterns", where)
        category = entry.get("category")
        needs_group = category is None
        if needs_group and not all(
            _PLACE_OF_GROUP.search(self._spread(text, {}, where, keep=True)) for text in raw
        ):
            raise self._wrong(where, "a pattern without a group needs a category")
        patterns = tuple(self._pattern(text, places, where) for text in raw)
        return LabelRule(
            id=self._text(entry, "id", where), patterns=patterns, category=category, needs_group=needs_group
        )

    def _shields(self, entry: dict[str, Any]) -> Shields:
        self._known(entry, _SHIELD_KEYS, "shield")
        places = _places(self._groups)
        parts = {
            name: tuple(
                self._pattern(text, places, f"shield {name!r}") for text in self._texts(entry, name, "shield")
            )
            for name in entry
        }
        return Shields(**parts)

    def _pattern(self, text: str, places: Mapping[str, str], where: str) -> re.Pattern[str]:
        # A pattern starts where a word starts, or with a mark; and ends where a word ends.
        source = rf"(?:(?<!\w)|(?=\W))(?:{self._spread(text, places, where)})(?!\w)"
        try:
            pattern = re.compile(source)
        except re.error as error:
            raise self._wrong(where, f"{text!r} does not compile: {error}") from error
        if pattern.search("") or pattern.search(" "):
            raise self._wrong(where, f"{text!r} matches nothing at all")
        return pattern

    def _spread(self, text: str, places: Mapping[str, str], where: str, *, keep: bool = False) -> str:
        """``text`` with the places for groups and word lists filled in; groups stay as they are with ``keep``."""

        def fill(match: re.Match[str]) -> str:
            name = match[1]
            if name in _GROUP_PLACES:
                return match[0] if keep else places[name]
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


_GROUP_PLACES = (*_FORMS, "noun", "people", "any")
_PLACE_OF_GROUP = re.compile(r"\{(?:" + "|".join(_GROUP_PLACES) + r")\}")
#: After a noun that is an adjective too ("a Muslim"), one of these or a mark: else the head comes still.
_NO_HEAD = (
    r"(?! (?!(?:and|or|nor|but|who|that|which|is|are|was|were|will|would|can|cannot|should|must|has|have|had|to|with|in|on|at"
    r"|from|by|for|of|as|if|when|because|again|ever|anymore|any|all|back|out|home|now|not|do|does|did|never|always|away"
    r"|off|over|first|alone|here|there|today|in|into|they|he|she|you|we|i|it|than|everywhere|problem|question|brought|gave|spread|created"
    r"|breed|live|lie|steal|control|own|run|rule|know|want|go|deserve|started|killed|caused|only|will|would"
    r"|always|have|has|don't|may|might|after|before|during|so|once|what|where|how|while|until|without|on|again)\b)\w)"
)
_HEADS = "(?:people|folks?|men|women|males|females|race|masses|immigrants|migrants|refugees|guys)"


def _places(groups: Iterable[_Group]) -> dict[str, str]:
    """What stands for ``{one}``, ``{many}``, ``{adj}``, ``{noun}`` and the rest with these groups."""
    words = {form: sorted({word for group in groups for word in getattr(group, form)}) for form in _FORMS}
    doubtful = set(words["adj"])
    places = {
        "one": _nouns(words["one"], doubtful),
        "many": _nouns(words["many"], doubtful),
        "adj": either(words["adj"]),
        "faith": either(words["faith"]),
    }
    places["noun"] = either(word for word in words["one"] if word not in doubtful)
    places["any"] = f"(?:{places['one']}|{places['many']})"
    places["people"] = f"(?:{places['many']}|{places['adj']} {_HEADS})"
    return places


def either(words: Iterable[str]) -> str:
    """A pattern for any of ``words`` standing as a whole word; one that never matches when there are none."""
    choice = (
        "|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word))) or "(?!)"
    )
    return rf"(?<![\w-])(?:{choice})(?![\w-])"


def _nouns(words: Iterable[str], doubtful: set[str]) -> str:
    listed = list(words)
    clear = either(word for word in listed if word not in doubtful)
    return f"(?:{clear}|{either(word for word in listed if word in doubtful)}{_NO_HEAD})"
