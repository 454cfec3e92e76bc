"""When a name does not name the actor: capitals that are places, other people's names, common words."""

from __future__ import annotations

from typing import Final

from dragoman.actors.book import Effect, Holds, Naming, Office
from dragoman.actors.view import View, in_article
from dragoman.model import ActorKind

_NAMED_LIKE_OTHERS: Final = frozenset({ActorKind.PERSON, ActorKind.GROUP})


def names_actor(view: View, start: int, end: int, naming: Naming, done: int) -> bool:
    """Whether words ``start`` to ``end`` may name the actor here; ``done`` is the word up to which names are found."""
    if naming.land and after_modifier(view, start):
        return False
    if not view.counts(naming):
        return False
    if naming.land and view.tells(Effect.GIVEN_NAME, start) and _ranked(view, start):
        return False
    if naming.metonym and is_place(view, start, end, done):
        return False
    if end - start > 1:
        return True
    if _common(view, start, naming, done):
        return False
    if view.headline or view.words.words[start].isupper():
        return True
    like_others = naming.land or naming.type == "company" or naming.kind in _NAMED_LIKE_OTHERS
    return not (like_others and _part_of_name(view, start, done))


def _ranked(view: View, start: int) -> bool:
    """Whether a title stands before word ``start``: Mr. Jordan."""
    return view.words.gap(start) in {" ", ". "} and any(
        isinstance(hit.value, Office) and hit.value.holds is Holds.RANK and hit.end == start
        for hit in (view.hits(start - 1) if start else ())
    )


def is_place(view: View, start: int, end: int, done: int) -> bool:
    """Whether the capital or building at words ``start`` to ``end`` is where something is, not who acts."""
    if view.joined(end) and view.tells(Effect.PLACE_AFTER, end):
        return True
    if (start == 0 and _dateline(view, start, end)) or _country_follows(view, start, end):
        return True
    before = start
    while view.joined(before) and view.tells(Effect.QUALIFIER, before - 1):
        before -= 1
    if view.tells_before(Effect.PLACE_BEFORE, before):
        return True
    # "in Moscow and Ankara": the second shares the preposition of the first.
    if view.spaced(start) and view.key(start - 1) in {"and", "or"} and view.spaced(start - 1):
        first = start - 2
        return any(
            isinstance(hit.value, Naming) and hit.value.metonym and hit.end == first + 1
            for hit in view.hits(first)
        ) and is_place(view, first, first + 1, done)
    return False


def after_modifier(view: View, start: int) -> bool:
    """Whether a word like "pro", "anti" or "ethnic" stands before word ``start``."""
    return view.joined(start) and view.tells(Effect.NOT_COUNTRY, start - 1)


def _dateline(view: View, start: int, end: int) -> bool:
    """MOSCOW, July 17 (Reuters) - ; Kyiv (AFP); ANKARA —"""
    gap = view.words.gap(end)
    if gap == ", " and view.words.capital(end) and view.tells(Effect.NO_NAME, end):
        return True
    dash = gap.strip()[:1] in {"-", "\u2014", "\u2013"} and view.words.words[start].isupper()
    return gap.strip().startswith("(") or dash


def _country_follows(view: View, start: int, end: int) -> bool:
    """Damascus in "Damascus, Syria"."""
    if view.words.gap(end) != ", ":
        return False
    city = {hit.value.actor for hit in view.hits(start) if isinstance(hit.value, Naming)}
    after = (hit.value for hit in view.hits(end) if isinstance(hit.value, Naming))
    return any(naming.actor in city and not naming.metonym for naming in after)


def _common(view: View, at: int, naming: Naming, done: int) -> bool:
    """A name that is also an everyday word: IS, US, May."""
    if view.tells(Effect.COMMON_WORD, at):
        if view.shouted(at, at + 1):
            return True
        # A title before the name makes it one: Prime Minister May. In a headline "Turkey May Close" has a capital too.
        titled = done == at and not view.headline
        if naming.kind is ActorKind.PERSON and not titled and not _speaks(view, at, at + 1):
            return True
    # "What IS this": in a comment, capitals are a raised voice.
    return view.tells(Effect.EMPHASIS, at) and not in_article(view) and naming.actor not in view.learnt.named


def _speaks(view: View, start: int, end: int) -> bool:
    return (view.spaced(end) and view.tells(Effect.SPEECH, end)) or view.tells_before(
        Effect.SPEECH_BEFORE, start
    )


def _part_of_name(view: View, at: int, done: int) -> bool:
    """Turkey in "Turkey Point", Sudan in "Port Sudan", Erdogan in "Emine Erdogan", Trump in "Trump Tower"."""
    if view.spaced(at + 1) and view.strange_capital(at + 1):
        return True
    before = at - 1
    if done > before or before < 0 or not view.strange_capital(before):
        return False
    word = view.words.words[before]
    initial = len(word) == 1 and view.words.gap(at) == ". "
    if not (view.spaced(at) or initial) or (len(word) > 1 and word.isupper()):
        return False
    return not (
        view.starts_clause(before) and (view.tells(Effect.OPENER, before) or view.key(before).endswith("ing"))
    )
