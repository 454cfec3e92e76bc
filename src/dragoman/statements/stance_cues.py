"""The cue words of stances in comments, parsed from ``stances.toml`` of the knowledge."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from dragoman.errors import KnowledgeError
from dragoman.model import StanceKind

FILE = "stances.toml"
FORMS = frozenset({"alone", "about", "own"})
#: The word lists that the finder asks for.
LISTS = frozenset(
    "empty demonstratives article addressed pronouns openers reports negations conditions modals irony measures".split()
)
_PART = re.compile(r"<<(\w+)>>")


@dataclass(frozen=True, slots=True, kw_only=True)
class StanceCue:
    """One entry: words that take a stance, and where the words stand that say towards what.

    ``form`` is ``alone`` (the cue fills its clause), ``about`` (it follows what it is said of) or ``own`` (the
    commenter's verb, its object behind it); ``person`` marks what can only be said of a source.
    """

    id: str
    kind: StanceKind
    form: str
    cue: re.Pattern[str]
    person: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class StanceExample:
    """A comment under the file's article: the words of its stance and what is meant; None for a comment without one."""

    entry: str
    text: str
    words: str | None
    meant: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class StanceBook:
    """All entries in order, their word lists, and the examples with the article that they stand under."""

    cues: tuple[StanceCue, ...] = ()
    words: Mapping[str, frozenset[str]]
    article: str = ""
    examples: tuple[StanceExample, ...] = ()


#: What a folder of knowledge without stances has.
NO_STANCES = StanceBook(words={})


def parse_stances(text: str) -> StanceBook:
    """The stance cues from the TOML text.

    Raises:
        KnowledgeError: for any defect; the message names the entry.
    """
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise KnowledgeError(f"{FILE}: not TOML: {error}") from error
    words, parts, rows = data.get("words", {}), data.get("parts", {}), data.get("stance", [])
    if missing := sorted(LISTS - set(words)):
        raise KnowledgeError(f"{FILE}: words: the list {missing[0]!r} is missing")
    cues: list[StanceCue] = []
    examples: list[StanceExample] = []
    for row in rows:
        cue = _cue(row, parts)
        if any(cue.id == other.id for other in cues):
            raise KnowledgeError(f"{FILE}: {cue.id}: the id stands twice")
        cues.append(cue)
        examples += _examples(row)
    return StanceBook(
        cues=tuple(cues),
        words={name: frozenset(words[name]) for name in words},
        article=str(data.get("article", "")).strip(),
        examples=tuple(examples),
    )


def _cue(row: Mapping[str, Any], parts: Mapping[str, str]) -> StanceCue:
    name = row.get("id")
    if not isinstance(name, str) or not name:
        raise KnowledgeError(f"{FILE}: an entry has no id")
    if row.get("form") not in FORMS:
        raise KnowledgeError(f"{FILE}: {name}: form must be one of {', '.join(sorted(FORMS))}")
    try:
        kind = StanceKind(row.get("kind", ""))
        cue = re.compile(_filled(str(row.get("cue", "")), parts), re.IGNORECASE)
    except (ValueError, KeyError, re.error) as error:
        raise KnowledgeError(f"{FILE}: {name}: {error}") from error
    return StanceCue(id=name, kind=kind, form=row["form"], cue=cue, person=bool(row.get("person", False)))


def _filled(cue: str, parts: Mapping[str, str]) -> str:
    if not cue:
        raise ValueError("an entry needs a cue")
    for _ in range(3):  # a part may hold others
        cue = _PART.sub(lambda match: parts[match[1]], cue)
    return cue


def _examples(row: Mapping[str, Any]) -> Iterator[StanceExample]:
    own = row.get("example")
    if not isinstance(own, list) or not own:
        raise KnowledgeError(f"{FILE}: {row['id']}: has no example")
    for one in own:
        if not isinstance(one, dict) or not (one.get("none") or (one.get("words") and one.get("meant"))):
            raise KnowledgeError(f"{FILE}: {row['id']}: an example needs words and meant, or none")
        yield StanceExample(
            entry=row["id"], text=str(one.get("text", "")), words=one.get("words"), meant=one.get("meant")
        )
