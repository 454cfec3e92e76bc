"""What gives comments away in HTML, as data: words in many languages, and the markup of named systems.

Read from ``threads.toml``; its fields are documented in ``docs/reference/layouts.md``.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from dragoman.errors import KnowledgeError
from dragoman.text import level

#: What the words of attributes may tell, and those of shown texts: the keys of [words] and [texts].
WORDS = "author time comment reply post body votes avatar signature note quote widget".split()
TEXTS = "reply report other heading widget ping before_name after_name beside_name age now month in_reply quoting edited".split()
#: The first letters of a word that are enough to look further.
_STEM = 4
#: What stands for the number in an age ("an hour ago").
_ONE = frozenset("a an one eine einem einer une un una".split())
_PATTERN = re.compile(
    r"(?P<tag>[a-z][a-z0-9]*|\*)?(?P<tokens>(?:\.[\w-]+)*)(?:\[(?P<name>[\w:-]+)(?:(?P<how>\^?=)(?P<value>[^\]]*))?\])?"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pattern:
    """An element by its tag, its class words, and one attribute: ``li.comment[id^=comment-]``."""

    tag: str | None
    tokens: frozenset[str]
    attribute: str | None = None
    value: str | None = None
    begins: bool = False

    def fits(self, tag: str, attributes: Mapping[str, str]) -> bool:
        """Whether an element with ``tag`` and ``attributes`` is of this pattern."""
        if self.tag is not None and tag != self.tag:
            return False
        if self.tokens and not self.tokens <= set(attributes.get("class", "").lower().split()):
            return False
        if self.attribute is None:
            return True
        found = attributes.get(self.attribute)
        if found is None or self.value is None:
            return found is not None
        return found.startswith(self.value) if self.begins else found == self.value


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedThread:
    """The markup of one comment system. ``recalled`` says that it was written from memory, not from a saved page.

    ``items`` are the elements of one comment; with ``follows`` it goes on in the elements after it. The system is known
    by any element of ``signs``.
    """

    name: str
    recalled: bool
    signs: tuple[Pattern, ...]
    items: tuple[Pattern, ...]
    follows: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ThreadLayouts:
    """Words of attributes (``words``) and of shown texts (``texts``) by what they tell, and the named systems.

    ``buttons`` says of each text of a button what it is, "reply" or "button"; ``opening`` are first words of an age without
    a number; ``naming`` are the words of attributes that name a comment.
    """

    words: Mapping[str, frozenset[str]]
    texts: Mapping[str, frozenset[str]]
    buttons: Mapping[str, str]
    opening: frozenset[str]
    naming: frozenset[str]
    dated: re.Pattern[str]
    heading: re.Pattern[str]
    before_name: re.Pattern[str]
    after_name: re.Pattern[str]
    in_reply: re.Pattern[str]
    quoting: re.Pattern[str]
    edited: re.Pattern[str]
    stems: re.Pattern[str]
    named: tuple[NamedThread, ...] = ()


def parse_threads(file: str, text: str) -> ThreadLayouts:
    """The thread layouts in TOML ``text``; ``file`` is for messages.

    Raises:
        KnowledgeError: naming the file and the entry, when it is not as it should be.
    """
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise KnowledgeError(f"{file}: {error}") from error
    words = {key: frozenset(_need(file, data.get("words", {}), key)) for key in WORDS}
    texts = {key: frozenset(level(word) for word in _need(file, data.get("texts", {}), key)) for key in TEXTS}
    return ThreadLayouts(
        words=words,
        texts=texts,
        buttons=dict.fromkeys(texts["report"] | texts["other"], "button")
        | dict.fromkeys(texts["reply"], "reply"),
        opening=frozenset(word.partition(" ")[0] for word in texts["now"]) | _ONE,
        naming=words["comment"] | words["reply"] | words["post"],
        dated=_dated(texts),
        heading=re.compile(
            rf"(?:\D{{0,20}}?\b\d[\d.,  ]*\s*(?:\w+\s)?)?(?:{_any(texts['heading'])})\b(?!\s*(?:policy|guidelines))[\s:(\[]*\d*[)\]]?.{{0,80}}"
        ),
        before_name=re.compile(rf"\s*(?:(?:{_any(texts['before_name'])})\s*[:\s]\s*)+"),
        after_name=re.compile(
            rf"(?:[\s,·|(-]+(?:{_any(texts['after_name'])})(?!\w)[\s:.…(,-]*|\s*\((?:{_any(texts['beside_name'])})\)|\s*[:,|·])+\s*$"
        ),
        in_reply=re.compile(rf"(?:^|[\s(,·-])(?:{_any(texts['in_reply'])})\s*:?\s*"),
        quoting=re.compile(rf"\W*(?:{_any(texts['quoting'])})(?!\w)"),
        edited=re.compile(rf"\W*(?:{_any(texts['edited'])})(?!\w)"),
        stems=re.compile(
            "|".join(
                sorted(
                    {
                        re.escape(word[:_STEM])
                        for word in words["comment"] | words["reply"] | words["post"] | texts["reply"]
                        if len(word) >= _STEM
                    }
                )
            )
        ),
        named=tuple(_named(file, entry) for entry in data.get("thread", [])),
    )


def _need(file: str, entry: Mapping[str, Any], key: str) -> Any:
    if key not in entry:
        raise KnowledgeError(f"{file}: entry {entry.get('name', 'words')!r} has no {key!r}")
    return entry[key]


def _any(words: frozenset[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word)))


def _dated(texts: Mapping[str, frozenset[str]]) -> re.Pattern[str]:
    """Words that look like a date, a clock or an age; find_dates reads what passes."""
    months, ages, now = _any(texts["month"]), _any(texts["age"]), _any(texts["now"])
    return re.compile(
        r"\d{1,4}\s?[./-]\s?\d{1,2}\s?[./-]\s?\d{2,4}|\d{1,2}[:.h]\d{2}(?!\d)"
        rf"|\d{{1,2}}(?:st|nd|rd|th|er|\.|º)?\s(?:de\s|of\s)?(?:{months})\w*|(?:{months})\w*\.?\s\d{{1,2}}\b"
        rf"|(?:\b\d{{1,3}}|\b(?:an?|one|eine?[mnr]?|une?|una?))\s?\+?\s?(?:{ages})(?!\w)|\d{{4}}年"
        rf"|^\W*(?:{now})\b"
    )


def _named(file: str, entry: Mapping[str, Any]) -> NamedThread:
    return NamedThread(
        name=_need(file, entry, "name"),
        recalled=entry.get("recalled", False),
        signs=tuple(_pattern(file, entry, text) for text in _need(file, entry, "signs")),
        items=tuple(_pattern(file, entry, text) for text in _need(file, entry, "item")),
        follows=entry.get("follows", False),
    )


def _pattern(file: str, entry: Mapping[str, Any], text: str) -> Pattern:
    found = _PATTERN.fullmatch(text)
    if found is None or not text:
        raise KnowledgeError(f"{file}: thread {entry.get('name')!r}: {text!r} is no pattern of an element")
    tag = found["tag"]
    return Pattern(
        tag=None if tag == "*" else tag,
        tokens=frozenset(found["tokens"].lower().split(".")) - {""},
        attribute=found["name"],
        value=found["value"] if found["how"] else None,
        begins=found["how"] == "^=",
    )
