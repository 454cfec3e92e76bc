"""Warning labels on comments that attack people for what they are, decided by a data file.

The data file (``knowledge/labels/*.toml``) holds groups of people, word lists, rules and shields. A rule is a
pattern with places for a group; a shield is a wording that rejects what it repeats ("it is wrong to say that").
Nothing is ever removed from a record because of a label: it only tells a reader to fold the comment.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from dragoman.errors import KnowledgeError
from dragoman.text import Folded, fold, unmask


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundLabel:
    """A label on words of a text.

    ``name`` is the label ("hateful"), ``category`` what the people are attacked for (religion, ethnicity,
    origin, sex), ``rule`` the id of the rule that decided. ``start`` and ``end`` are 0-based, half-open offsets
    in code points of the text that was searched.
    """

    name: str
    category: str
    rule: str
    start: int
    end: int


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


# ------------------------------------------------------------------------------------- reading the data


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
        words = {word: group.category for group in self._groups for form in _FORMS for word in getattr(group, form)}
        return LabelSet(
            name=self._text(self._data, "label", "the file"),
            rules=rules,
            shields=self._shields(self._data.get("shield", {})),
            words=tuple(sorted(words.items())),
            groups=re.compile(_either(words)),
        )

    def _group(self, entry: dict[str, Any]) -> _Group:
        where = f"group {entry.get('id', '?')!r}"
        self._known(entry, _GROUP_KEYS, where)
        forms = {form: self._texts(entry, form, where) if form in entry else () for form in _FORMS}
        category = self._text(entry, "category", where)
        if category not in self._categories:
            raise self._wrong(where, f"unknown category {category!r}")
        return _Group(id=self._text(entry, "id", where), category=category, state=bool(entry.get("state")), **forms)

    def _rule(self, entry: dict[str, Any]) -> LabelRule:
        where = f"rule {entry.get('id', '?')!r}"
        self._known(entry, _RULE_KEYS, where)
        self._text(entry, "says", where)
        wanted = self._texts(entry, "categories", where) if "categories" in entry else self._categories
        if not set(wanted) <= set(self._categories):
            raise self._wrong(where, "unknown category")
        states = entry.get("states", True)
        places = _places([group for group in self._groups if group.category in wanted and (states or not group.state)])
        raw = self._texts(entry, "patterns", where)
        category = entry.get("category")
        needs_group = category is None
        if needs_group and not all(_PLACE_OF_GROUP.search(self._spread(text, {}, where, keep=True)) for text in raw):
            raise self._wrong(where, "a pattern without a group needs a category")
        patterns = tuple(self._pattern(text, places, where) for text in raw)
        return LabelRule(id=self._text(entry, "id", where), patterns=patterns, category=category, needs_group=needs_group)

    def _shields(self, entry: dict[str, Any]) -> Shields:
        self._known(entry, _SHIELD_KEYS, "shield")
        places = _places(self._groups)
        parts = {
            name: tuple(self._pattern(text, places, f"shield {name!r}") for text in self._texts(entry, name, "shield"))
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
        if not isinstance(entries, list) or not entries or not all(isinstance(entry, dict) for entry in entries):
            raise self._wrong(key, f"a label file needs [[{key}]] entries")
        return entries

    def _text(self, entry: Mapping[str, Any], key: str, where: str) -> str:
        value = entry.get(key)
        if not isinstance(value, str) or not value:
            raise self._wrong(where, f"needs the text {key!r}")
        return value

    def _texts(self, entry: Mapping[str, Any], key: str, where: str) -> tuple[str, ...]:
        value = entry.get(key)
        if not isinstance(value, list) or not value or not all(isinstance(item, str) and item for item in value):
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
        "adj": _either(words["adj"]),
        "faith": _either(words["faith"]),
    }
    places["noun"] = _either(word for word in words["one"] if word not in doubtful)
    places["any"] = f"(?:{places['one']}|{places['many']})"
    places["people"] = f"(?:{places['many']}|{places['adj']} {_HEADS})"
    return places


def _either(words: Iterable[str]) -> str:
    # "(?!)" never matches: a rule may leave no group with this form.
    choice = "|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word))) or "(?!)"
    return rf"(?<![\w-])(?:{choice})(?![\w-])"


def _nouns(words: Iterable[str], doubtful: set[str]) -> str:
    listed = list(words)
    clear = _either(word for word in listed if word not in doubtful)
    return f"(?:{clear}|{_either(word for word in listed if word in doubtful)}{_NO_HEAD})"


# -------------------------------------------------------------------------------------- searching a text

_SENTENCE_END = re.compile(r"[.!?…]+(?=[\s\"')\]]|$)[\"')\]]*")
_TOKEN = re.compile(r"[\w@$']+")
_LEET = str.maketrans("013457@$", "oieastas")


def label_text(text: str, book: LabelBook) -> tuple[FoundLabel, ...]:
    """The labels of ``text`` (one comment), in order; offsets count its code points.

    Case, marks, spaces, look-alike letters, accents and digits written for letters make no difference. A
    sentence is judged by itself; a sentence after it may take an attack back that was only reported.
    """
    folded = _plain(text)
    found = [label for labels in book.labels for label in _label_with(folded, text, labels)]
    return tuple(sorted(found, key=lambda label: (label.start, label.end, label.rule)))


def _plain(text: str) -> Folded:
    """``text`` folded, its look-alikes, accents and digits for letters undone; the map back is the fold's."""
    folded = fold(unmask(text))
    letters = "".join(map(_bare, folded.text))
    return Folded(_TOKEN.sub(_unleet, letters), folded.starts, folded.ends)


def _bare(char: str) -> str:
    """``char`` without its accent, when that leaves a letter of ASCII."""
    if char < "\x80":
        return char
    base = unicodedata.normalize("NFD", char)[0]
    return base if base < "\x80" else char


def _unleet(match: re.Match[str]) -> str:
    token = match[0]
    # "f-35", "9/11" and "100k" stay: a word has more letters than digits, and begins with a letter.
    letters = sum(char.isalpha() for char in token)
    if letters == len(token) or not token[0].isalpha() or 2 * letters <= len(token):
        return token
    return token.translate(_LEET)


def _label_with(folded: Folded, text: str, labels: LabelSet) -> Iterator[FoundLabel]:
    words = dict(labels.words)
    bounds = list(_sentences(folded, text))
    for index, (start, end) in enumerate(bounds):
        sentence = folded.text[start:end]
        after = folded.text[slice(*bounds[index + 1])] if index + 1 < len(bounds) else ""
        named = labels.groups.search(sentence) is not None
        rules = [rule for rule in labels.rules if named or not rule.needs_group]
        for rule, match in _hits(sentence, rules):
            if not _shielded(labels.shields, sentence, match, after):
                category = rule.category or words[_first_group(labels.groups, match)]
                where = folded.unfold(*_trimmed(match, start))
                yield FoundLabel(name=labels.name, category=category, rule=rule.id, start=where[0], end=where[1])


def _sentences(folded: Folded, text: str) -> Iterator[tuple[int, int]]:
    """The sentences of the folded text; a line break of the page ends one too."""
    breaks = [match.end() for match in _SENTENCE_END.finditer(folded.text)]
    for at, char in enumerate(folded.text):
        if char == " " and "\n" in text[folded.starts[at] : folded.ends[at]]:
            breaks.append(at)
    start = 0
    for end in sorted({*breaks, len(folded.text)}):
        while start < end and folded.text[start] == " ":
            start += 1
        if start < end:
            yield start, end
        start = end


def _hits(sentence: str, rules: Iterable[LabelRule]) -> list[tuple[LabelRule, re.Match[str]]]:
    """The matches of all rules; of those that overlap, the one that starts first and is longest."""
    every = [
        (rule, match) for rule in rules for pattern in rule.patterns for match in pattern.finditer(sentence)
    ]
    every.sort(key=lambda hit: (hit[1].start(), -hit[1].end(), hit[0].id))
    kept: list[tuple[LabelRule, re.Match[str]]] = []
    for rule, match in every:
        if not kept or match.start() >= kept[-1][1].end():
            kept.append((rule, match))
    return kept


def _first_group(groups: re.Pattern[str], match: re.Match[str]) -> str:
    found = groups.search(match.string, match.start(), match.end())
    return found[0] if found else ""


def _trimmed(match: re.Match[str], base: int) -> tuple[int, int]:
    """The match without marks and spaces at its ends, in the folded text."""
    start, end = match.span()
    while start < end and not match.string[start].isalnum():
        start += 1
    while end > start + 1 and not match.string[end - 1].isalnum():
        end -= 1
    return base + start, base + end


def _shielded(shields: Shields, sentence: str, match: re.Match[str], following: str) -> bool:
    """Whether the sentence, or the one after it, rejects what the match says."""
    before, after = sentence[: match.start()], sentence[match.end() :]
    # The pattern may have taken a mark or a word of the clause before its group with it.
    lead = sentence[: match.start() + 1]
    if any(pattern.search(lead) or pattern.search(before) for pattern in shields.before):
        return True
    reaction = f"{after} {following}"
    if any(pattern.search(reaction) for pattern in shields.after):
        return True
    reported = before.count('"') % 2 == 1 or any(pattern.search(sentence) for pattern in shields.reporting)
    return reported and any(pattern.search(reaction) for pattern in shields.after_report)
