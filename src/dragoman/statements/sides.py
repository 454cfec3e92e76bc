"""Who belongs to whose side: whether a subject is its source, or acts for it, or is what it speaks for.

"Oslo", "the government" and "its navy" are of a Norwegian minister's side, "the carrier" of the airline that speaks,
"our fighters" of a rebel. Countries decide where both are known; words decide the rest.
"""

from __future__ import annotations

import re

from dragoman.model import ActorKind
from dragoman.statements.cues import CueBook
from dragoman.statements.found import Piece
from dragoman.statements.naming import Naming

_OWNED = frozenset({"his", "her", "its", "their", "our", "my"})
_DEFINITE = frozenset({"the", *_OWNED})
_SELVES = frozenset({"he", "she", "it", "they", "we", "i"})
_WORD = re.compile(r"\w+")


def is_own(subject: Piece, source: Piece, naming: Naming, book: CueBook) -> bool:
    """Whether ``subject`` is the source itself or of its side."""
    words = _words(naming.text(subject))
    if words and words[0] in _SELVES:
        return len(words) == 1
    if naming.is_medium(source) and not naming.is_medium(subject):
        return False
    if (
        words
        and words[0] in _OWNED
        and set(words) & (book.words["states"] | book.words["firms"] | book.words["ranks"])
    ):
        return True
    return (
        shares(naming.text(subject), naming.text(source))
        or (_is_state(subject, naming, book) and _speaks_for_state(subject, source, naming, book))
        or (_is_firm(words, book) and speaks_for_firm(source, naming, book))
    )


def is_official(source: Piece, naming: Naming, book: CueBook) -> bool:
    """Whether the words of a source show that it speaks for a state, an army or a city."""
    known = naming.introduction(source)
    words = set(_words(naming.text(source))) | set(_words("" if known is None else naming.text(known)))
    return bool(words & book.words["officials"])


def is_expert(source: Piece, naming: Naming, book: CueBook) -> bool:
    """Whether a source only looks on: analysts, scholars, diplomats."""
    return bool(set(_words(naming.text(source))) & book.words["onlookers"])


def speaks_for_firm(source: Piece, naming: Naming, book: CueBook) -> bool:
    """Whether a source is a firm or body that is no state, or speaks for one."""
    words = _words(naming.text(source))
    state = set(words) & (book.words["officials"] | book.words["states"]) - book.words["roles"]
    if state or is_expert(source, naming, book) or naming.is_medium(source):
        return False
    if set(words) & (book.words["roles"] | book.words["firms"]):
        return True
    return naming.text(source)[:1].isupper() and not naming.kinds_in(source) & {
        ActorKind.PERSON,
        ActorKind.COUNTRY,
    }


def shares(one: str, two: str) -> bool:
    """Whether two phrases share a longer word ("the airline", "the airline's chief")."""
    words = ({word for word in _words(text) if len(word) > 3} for text in (one, two))
    return not set.isdisjoint(*words)


def _words(text: str) -> list[str]:
    return [word.lower() for word in _WORD.findall(text)]


def _is_firm(words: list[str], book: CueBook) -> bool:
    return len(words) > 1 and words[0] in _DEFINITE and words[-1] in book.words["firms"]


def _is_state(piece: Piece, naming: Naming, book: CueBook) -> bool:
    if naming.kinds_in(piece) & {ActorKind.COUNTRY}:
        return True
    return bool(set(_words(naming.text(piece))) & book.words["states"])


def _speaks_for_state(subject: Piece, source: Piece, naming: Naming, book: CueBook) -> bool:
    """Whether a source speaks for the state of a subject: not for another, where the countries of both are known."""
    known = naming.introduction(source)
    one, two = naming.countries_in(subject), naming.countries_in(source)
    two = two or (set() if known is None else naming.countries_in(known))
    if one and two and not one & two:
        return False
    if is_expert(source, naming, book):
        return False
    return is_official(source, naming, book) or bool(one & two)
