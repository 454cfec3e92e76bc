"""When a name does not name the actor: capitals that are places, other people's names, common words."""

from __future__ import annotations

from typing import Final

from dragoman.actors.antecedents import GROUPS
from dragoman.actors.book import SHORT_TITLE, Effect, Holds, Naming, Office
from dragoman.actors.view import View, in_article
from dragoman.model import ActorKind

_MEDIA: Final = frozenset({ActorKind.OUTLET, ActorKind.AGENCY})
#: Words before a title that is made of everyday words: published in Foreign Policy, he told Foreign Policy.
_IN_PRINT: Final = frozenset({"in", "told", "by", "via"})
#: Words behind it: Foreign Affairs columnist Ann Reed. A correspondent may have foreign affairs for a beat.
_WRITERS: Final = frozenset({"columnist", "commentator", "contributor", "magazine", "observer"})
_JOINTS: Final = frozenset({"-", "\u2010", "\u2011", "'", "\u2019", "\u02bc", "`"})
#: Words of the longest office phrase that is looked for before a name.
_LONGEST_OFFICE: Final = 8
_NAMED_LIKE_OTHERS: Final = frozenset({ActorKind.PERSON, ActorKind.GROUP})


def names_actor(view: View, start: int, end: int, naming: Naming, done: int) -> bool:
    """Whether words ``start`` to ``end`` may name the actor here; ``done`` is the word up to which names are found."""
    if _other_meaning(view, start, end, naming, done):
        return False
    if naming.rule == SHORT_TITLE:
        return True
    if end - start > 1:
        # Illinois in "the Illinois Department of State": another one's body of the same name.
        return naming.alone or view.headline or not _after_name(view, start, done)
    return _word_names(view, start, naming, done)


def _other_meaning(view: View, start: int, end: int, naming: Naming, done: int) -> bool:
    """Whether the words say something else here: a place, somebody's given name, everyday words of a paper's title."""
    if not view.counts(naming):
        return True
    if naming.land and (
        after_modifier(view, start) or (view.tells(Effect.GIVEN_NAME, start) and _ranked(view, start))
    ):
        return True
    if naming.metonym and is_place(view, start, end, done):
        return True
    return naming.kind in _MEDIA and not _is_title(view, start, end, naming)


def _word_names(view: View, start: int, naming: Naming, done: int) -> bool:
    """Whether one word names the actor and is no common word and no part of somebody else's name."""
    if _common(view, start, naming, done):
        return False
    if naming.kind in _MEDIA and _bearer(view, start):
        return False
    if naming.kind is ActorKind.PERSON and _compound(view, start, done):
        return False
    if view.headline or view.words.words[start].isupper():
        return True
    if naming.kind in _MEDIA:
        return not _after_name(view, start, done)
    like_others = naming.land or naming.type == "company" or naming.kind in _NAMED_LIKE_OTHERS
    return not (like_others and _part_of_name(view, start, done))


def _ranked(view: View, start: int) -> bool:
    """Whether a title stands before word ``start``: Mr. Jordan."""
    return view.words.gap(start) in {" ", ". "} and any(
        isinstance(hit.value, Office) and hit.value.holds is Holds.RANK and hit.end == start
        for hit in (view.hits(start - 1) if start else ())
    )


def _is_title(view: View, start: int, end: int, naming: Naming) -> bool:
    """Whether the words are the title of a paper here, where they may also be everyday words or part of more.

    The Guardian, but not the Guardian Council; told Foreign Policy, but not a shift in Turkish Foreign Policy.
    """
    short = naming.rule == SHORT_TITLE
    words = " ".join(view.words.keys[start:end])
    if not short and words not in view.book.contexts[Effect.COMMON_TITLE]:
        return True
    if view.spaced(end) and (view.words.capital(end) or view.key(end) == "of"):
        return False
    if short:
        return view.spaced(start) and view.key(start - 1) == "the"
    reports = view.spaced(end) and (view.tells(Effect.SPEECH, end) or view.tells(Effect.REPORTING, end))
    if reports or view.tells_before(Effect.SPEECH_BEFORE, start):
        return True
    if view.spaced(end) and view.key(end) in _WRITERS:
        return True
    if view.headline:
        return False
    if words.startswith("the "):
        return not view.starts_clause(start)
    return view.spaced(start) and (
        view.key(start - 1) in _IN_PRINT or view.tells(Effect.AFFILIATION, start - 1)
    )


def is_place(view: View, start: int, end: int, done: int) -> bool:
    """Whether the capital or building at words ``start`` to ``end`` is where something is, not who acts."""
    if view.joined(end) and view.tells(Effect.PLACE_AFTER, end):
        return True
    if view.words.gap(end) in _JOINTS and view.key(end) == "s" and view.tells(Effect.PLACE_OWNS, end + 1):
        return True
    if (start == 0 and _dateline(view, start, end)) or _country_follows(view, start, end):
        return True
    if _lies_in(view, start, end):
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


def _lies_in(view: View, start: int, end: int) -> bool:
    """Gaza in "Deir al-Balah, Gaza, on Sunday" and "RAFAH, Gaza —"; not Ankara in "Moscow, Ankara, and Tehran"."""
    if view.words.gap(start) != ", " or not view.words.capital(start - 1):
        return False
    if view.words.gap(end).strip()[:1] not in {",", "\u2014", "\u2013", "("}:
        return False
    actors = (hit.value for hit in view.hits(start - 1) if isinstance(hit.value, Naming))
    return not any(naming.metonym or naming.land for naming in actors)


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
        titled = done == at and _titled(view, at)
        if naming.kind is ActorKind.PERSON and not titled and not _told(view, at, naming):
            return True
    # "What IS this": in a comment, capitals are a raised voice.
    return view.tells(Effect.EMPHASIS, at) and not in_article(view) and naming.actor not in view.learnt.named


def _told(view: View, at: int, naming: Naming) -> bool:
    """Whether an everyday word is a name all the same: Cook said; Xi, where the page has named Xi Jinping.

    "He" stays a pronoun where the page has named Liu He, and "May" a month where it has named Theresa May.
    """
    if view.key(at) in GROUPS:
        return False
    if _speaks(view, at, at + 1):
        return True
    everyday = view.tells(Effect.OPENER, at) or view.tells(Effect.NO_NAME, at)
    if naming.actor not in view.learnt.named or everyday or view.headline:
        return False
    # The Bush administration is not Jeb Bush's.
    return not any(
        isinstance(hit.value, Naming) and hit.value.actor != naming.actor
        for hit in view.book.index.at(view.words, at)
        if hit.end == at + 1
    )


def _titled(view: View, at: int) -> bool:
    """Whether the words of an office or rank end right before word ``at``: Prime Minister May."""
    return any(
        isinstance(hit.value, Office) and hit.value.holds is not Holds.BODY and hit.end == at
        for start in range(max(0, at - _LONGEST_OFFICE), at)
        for hit in view.hits(start)
    )


def _speaks(view: View, start: int, end: int) -> bool:
    return (view.spaced(end) and view.tells(Effect.SPEECH, end)) or view.tells_before(
        Effect.SPEECH_BEFORE, start
    )


def _compound(view: View, at: int, done: int) -> bool:
    """Malley in "O'Malley", Haq in "Zia-ul-Haq": joined to a word of a name that nobody is known by."""
    before = at - 1
    if before < 0 or view.words.gap(at) not in _JOINTS:
        return False
    if len(view.words.words[before]) == 1 or view.words.gap(before) in _JOINTS:
        return True
    explained = view.tells(Effect.NOT_COUNTRY, before) or view.tells(Effect.NOT_HOLDER, before)
    return before >= done and not explained and view.strange_capital(before)


def _part_of_name(view: View, at: int, done: int) -> bool:
    """Turkey in "Turkey Point", Sudan in "Port Sudan", Erdogan in "Emine Erdogan", Trump in "Trump Tower"."""
    if view.spaced(at + 1) and (view.strange_capital(at + 1) or _byname(view, at + 1)):
        return True
    return _after_name(view, at, done)


def _byname(view: View, at: int) -> bool:
    """al-Sayed in "Abbas al-Sayed": a byname that the book does not know starts at word ``at``."""
    particle = view.tells(Effect.PARTICLE, at) and view.hyphen(at + 1)
    return particle and view.words.capital(at + 1) and not view.known(at)


def _bearer(view: View, at: int) -> bool:
    """Whether the page speaks of a person of this name here: Mr. Bloomberg; Bloomberg, where it named Michael Bloomberg."""
    if any(hit.value.rule == "surname" for hit in view.learnt.index.at(view.words, at)):
        return True
    return view.words.gap(at) in {" ", ". "} and any(
        isinstance(hit.value, Office) and hit.value.holds is Holds.RANK and hit.end == at
        for hit in (view.hits(at - 1) if at else ())
    )


def _after_name(view: View, at: int, done: int) -> bool:
    """Erdogan in "Emine Erdogan", Bloomberg in "Michael Bloomberg"."""
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
