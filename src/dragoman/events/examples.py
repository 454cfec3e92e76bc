"""The examples in a codebook: what a row expects of its sentence, and what was coded in it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from dragoman.errors import KnowledgeError
from dragoman.events.act import Act
from dragoman.events.clauses import Clauses

_EXPECTED: Final = re.compile(
    r"(?P<category>[A-Z]+)(?:/(?P<mode>[a-z-]+))?: (?P<actors>[^>]+) > (?P<recipients>.+)"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Expected:
    """A category, its mode, and the words of actors and recipients, as an example names them."""

    category: str
    mode: str | None
    actors: tuple[str, ...]
    recipients: tuple[str, ...]


def expected_of(text: str) -> Expected:
    """Read ``ASSAULT/firearms: Rebels > Syrian soldiers``; ``-`` stands for nobody, ``+`` parts several.

    Raises:
        KnowledgeError: when the text has another shape.
    """
    match = _EXPECTED.fullmatch(text.strip())
    if match is None:
        raise KnowledgeError(f"expected {text!r} is not 'CATEGORY/mode: actors > recipients'")
    return Expected(
        category=match["category"],
        mode=match["mode"],
        actors=_named(match["actors"]),
        recipients=_named(match["recipients"]),
    )


def fits(expected: Expected, act: Act, clauses: Clauses) -> bool:
    """Whether an act is what is expected: the words named head or stand in the phrases found, and none is left over."""
    if (expected.category, expected.mode) != (act.category, act.mode if expected.mode else expected.mode):
        return False
    return _all_in(expected.actors, act.actors, clauses) and _all_in(
        expected.recipients, act.recipients, clauses
    )


def shown(act: Act, clauses: Clauses) -> str:
    """An act as an example would name it."""
    mode = f"/{act.mode}" if act.mode else ""
    return f"{act.category}{mode}: {_phrases(act.actors, clauses)} > {_phrases(act.recipients, clauses)}"


def _named(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(" + ") if part.strip() != "-")


def _phrases(heads: Sequence[int], clauses: Clauses) -> str:
    return " + ".join(_words(clauses, head) for head in heads) or "-"


def _words(clauses: Clauses, head: int) -> str:
    return (
        " ".join(clauses.words[slice(*clauses.phrase(head))])
        .replace(" 's", "'s")
        .replace(" \u2019s", "\u2019s")
    )


def _all_in(wanted: Sequence[str], heads: Sequence[int], clauses: Clauses) -> bool:
    if not wanted:
        return not heads
    phrases = [_words(clauses, head).lower() for head in heads]
    return bool(phrases) and all(any(one.lower() in phrase for phrase in phrases) for one in wanted)
