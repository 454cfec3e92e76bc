"""Glosses: names that the page itself puts in brackets behind another name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from dragoman.actors.book import ActorBook, Effect, Naming
from dragoman.actors.runs import Run, runs
from dragoman.actors.scan import Find, FindKind
from dragoman.actors.view import View
from dragoman.model import ActorKind

_CLOSING: Final = {"[": "]", "(": ")"}
_ACRONYM: Final = re.compile(r"[A-Z][A-Za-z/]*[A-Z][A-Za-z]*")
_GROUPS: Final = frozenset({ActorKind.GROUP, ActorKind.BODY})
_LONGEST: Final = 6
#: A gloss settles which of several known actors is meant, but it does not outweigh a contradicting book.
_SETTLED: Final = 0.97
_GLOSS: Final = 0.9


@dataclass(frozen=True, slots=True, kw_only=True)
class Gloss:
    """``text`` in brackets at word ``at`` glosses the name at words ``start`` to ``end``.

    ``names`` are the namings of a known name; they are empty for an unknown run of capitals.
    """

    start: int
    end: int
    at: int
    text: str
    mark: str
    names: tuple[Naming, ...]


def glosses(view: View, finds: Sequence[Find]) -> Iterator[Gloss]:
    """Every name of the sentence that is followed by a bracket with nothing but one other name in it."""
    if "[" not in view.words.text and "(" not in view.words.text:
        return
    named = [(find.start, find.end, find.names) for find in finds if find.kind is FindKind.NAME]
    unknown = [(start, run.end, ()) for run in runs(view, finds) for start in (_whole(view, run),)]
    for start, end, names in (*named, *unknown):
        bracket = _bracket(view, end)
        if bracket is not None:
            text, mark = bracket
            yield Gloss(start=start, end=end, at=end, text=text, mark=mark, names=tuple(names))


def namings_of(gloss: Gloss, book: ActorBook, initials: str) -> tuple[Naming, ...]:
    """The namings that the gloss teaches for its text; empty when it teaches none.

    ``initials`` are those of the long name. A text that the book knows as somebody else is moved only by an
    acronym in round brackets that fits its long name: "Sudanese Professionals Association (SPA)" is not the
    Saudi Press Agency. Acronyms are shared by many parties, so there the page's own words count for more.
    """
    ids = {name.actor for name in gloss.names}
    if len(ids) != 1 or any(name.metonym for name in gloss.names):
        return ()
    known = [value for value in book.index.whole(gloss.text) if isinstance(value, Naming)]
    (actor,) = ids
    own = [naming for naming in known if naming.actor == actor]
    if own:
        return tuple(replace(naming, score=_SETTLED) for naming in own)
    if not known:
        # "Bank of X (BX)": the brackets speak of the bank.
        land = gloss.names[0].land and gloss.mark == "(" and not fits(gloss.text, initials)
        score = _GLOSS if _teachable(gloss) and not land else 0.0
    else:
        score = _SETTLED if gloss.mark == "(" and fits(gloss.text, initials) else 0.0
    return (Naming(actor=actor, kind=gloss.names[0].kind, rule="gloss", score=score),) if score else ()


def clash_of(gloss: Gloss, book: ActorBook) -> str | None:
    """The id of the actor glossed, when the book knows the text in brackets as a different group or body."""
    kinds = {name.kind for name in gloss.names}
    ids = {name.actor for name in gloss.names}
    if gloss.mark != "[" or len(ids) != 1 or not kinds <= _GROUPS:
        return None
    known = {v.actor: v.kind for v in book.index.whole(gloss.text) if isinstance(v, Naming)}
    (actor,) = ids
    if known and actor not in known and set(known.values()) <= _GROUPS:
        return actor
    return None


def is_acronym(text: str) -> bool:
    """Whether ``text`` looks like an acronym of two to eight letters."""
    return len(text) <= 8 and _ACRONYM.fullmatch(text) is not None


def fits(acronym: str, initials: str) -> bool:
    """Whether ``acronym`` can stand for a name with these ``initials`` (of capitalised words, in order)."""
    letters = "".join(c for c in acronym if c.isupper())
    return bool(letters) and (letters == initials or letters == initials.removeprefix("T"))


def initials_of(view: View, start: int, end: int) -> str:
    """The capital initials of words ``start`` to ``end``."""
    return "".join(word[0] for word in view.words.words[start:end] if word[0].isupper())


def _teachable(gloss: Gloss) -> bool:
    if gloss.mark == "(":
        return is_acronym(gloss.text)
    words = gloss.text.split()
    return len(words) <= 4 and all(word[0].isupper() or "-" in word for word in words)


def _bracket(view: View, end: int) -> tuple[str, str] | None:
    """The text and the opening mark of the bracket that starts right after word ``end - 1``."""
    gap = view.words.gap(end)
    mark = gap.strip()
    if end >= len(view.words) or mark not in _CLOSING or gap != " " + mark:
        return None
    for last in range(end, min(end + _LONGEST, len(view.words))):
        after = view.words.gap(last + 1)
        if after.startswith((_CLOSING[mark], "." + _CLOSING[mark])):
            return view.words.text[view.words.starts[end] : view.words.ends[last]], mark
        if "(" in after or "[" in after:
            return None
    return None


def _whole(view: View, run: Run) -> int:
    """Where the name that ends with the run starts: "Movement of Free Officers", "People's Liberation Front"."""
    start = run.start
    while (before := _before(view, start)) is not None:
        start = before
    return start


def _before(view: View, start: int) -> int | None:
    """The capital that leads to the name at word ``start``: next to it, possessive, or before "of" and the like."""
    at = start - 1
    if view.words.gap(start) not in {" ", "' ", "\u2019 "} and not view.hyphen(start):
        return None
    possessive = view.key(at) == "s" and view.words.gap(at) in {"'", "\u2019"}
    if possessive or (view.key(at) in {"of", "for", "and"} and view.spaced(at)):
        at -= 1
    if not view.words.capital(at) or (view.tells(Effect.OPENER, at) and view.starts_clause(at)):
        return None
    return at
