"""A sentence as the finders see it: its words, and what the words around a place tell."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final, TypeAlias

from dragoman.actors.book import ActorBook, Effect, Entry, Holds, Naming, Office
from dragoman.actors.phrases import Hit, PhraseIndex, Words, index_of, words_of
from dragoman.language.sentence import Sentence
from dragoman.model import Actor, BlockKind, Lane

_HEADLINES: Final = frozenset({BlockKind.TITLE, BlockKind.SUBHEAD, BlockKind.RELATED, BlockKind.TAGS})
_DASHES: Final = "-\u2010\u2011\u2012\u2013"
_ENDS: Final = (".", "!", "?", ":", ";", '"', "\u201c", "\u201d", "\u00ab", "\u2014")


#: An office that a page gives somebody: position, owner (None where it names none), actor.
Titled: TypeAlias = tuple[str, str | None, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Learnt:
    """What one page itself teaches about names; always from its article, never from its comments.

    ``index`` finds the names learnt; ``actors`` are those known from this page only; ``named`` the ids of all
    actors that the article names in full or with a title; ``titled`` the offices it gives them, as
    (position, owner or None, actor id); ``clashes`` glosses that contradict the book, as (page offset of the
    glossed name, actor id that the page means); ``lands`` how often the article names each country (ISO
    3166 alpha-3), or its people, seats or actors.
    """

    index: PhraseIndex[Naming]
    actors: tuple[Actor, ...] = ()
    named: frozenset[str] = frozenset()
    titled: frozenset[Titled] = frozenset()
    clashes: tuple[tuple[int, str], ...] = ()
    lands: Mapping[str, int] = field(default_factory=dict)


NOTHING: Final = Learnt(index=index_of(()))


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """One sentence, its words, and the names that may be found in it.

    ``learnt`` is what this page taught so far; ``headline`` tells that capitals mean little here.
    """

    sentence: Sentence
    words: Words
    book: ActorBook
    learnt: Learnt
    headline: bool

    def hits(self, at: int) -> tuple[Hit[Entry] | Hit[Naming], ...]:
        """Everything known that starts at word ``at``."""
        words = self.words
        learnt = self.learnt.index.at(words, at)
        known = self.book.index.at(words, at)
        return (*known, *learnt) if learnt else known

    def known(self, at: int) -> bool:
        """Whether something known starts at word ``at``, other than names that do not count on this page."""
        return any(not isinstance(hit.value, Naming) or self.counts(hit.value) for hit in self.hits(at))

    def counts(self, naming: Naming) -> bool:
        """Whether the naming may stand alone, or the article names its actor or something of its country otherwise."""
        if naming.alone:
            return True
        return (
            naming.actor in self.learnt.named or self.book.actors[naming.actor].country in self.learnt.lands
        )

    def key(self, at: int) -> str:
        """The key of word ``at``, empty outside the sentence."""
        return self.words.keys[at] if 0 <= at < len(self.words) else ""

    def spaced(self, at: int) -> bool:
        """Whether words ``at - 1`` and ``at`` both exist with a plain space between them."""
        return 0 < at < len(self.words) and self.words.gap(at) == " "

    def hyphen(self, at: int) -> bool:
        """Whether words ``at - 1`` and ``at`` both exist with a hyphen between them."""
        return 0 < at < len(self.words) and len(gap := self.words.gap(at)) == 1 and gap in _DASHES

    def joined(self, at: int) -> bool:
        """Whether words ``at - 1`` and ``at`` both exist with a space or a hyphen between them."""
        return self.spaced(at) or self.hyphen(at)

    def tells(self, effect: Effect, at: int) -> bool:
        """Whether word ``at`` alone has the effect."""
        return self.key(at) in self.book.contexts[effect]

    def tells_before(self, effect: Effect, at: int) -> bool:
        """Whether one to three words that end just before word ``at`` have the effect."""
        words, end = self.book.contexts[effect], at
        for start in range(at - 1, max(at - 4, -1), -1):
            if not self.joined(start + 1):
                return False
            if " ".join(self.words.keys[start:end]) in words:
                return True
        return False

    def starts_clause(self, at: int) -> bool:
        """Whether word ``at`` is the first of the sentence or follows a mark that ends one."""
        return at == 0 or any(mark in self.words.gap(at) for mark in _ENDS)

    def strange_capital(self, at: int) -> bool:
        """Whether word ``at`` has a capital that nothing known explains: a part of somebody's name, perhaps."""
        if not self.words.capital(at) or self.tells(Effect.NO_NAME, at):
            return False
        return all(collective(hit.value, hit.end - at) for hit in self.hits(at))

    def shouted(self, start: int, end: int) -> bool:
        """Whether the words before and after are in capitals throughout, so that capitals mean nothing."""
        around = [self.words.words[at] for at in (start - 1, end) if 0 <= at < len(self.words)]
        return bool(around) and all(len(word) > 1 and word.isupper() for word in around)


def collective(value: Entry, size: int) -> bool:
    """Whether ``size`` words name a group by one word, which may be a part of an organisation's name: Workers."""
    return size == 1 and isinstance(value, Office) and value.holds is Holds.GROUP


def view_of(sentence: Sentence, book: ActorBook) -> View:
    """The view of a sentence before anything is learnt from its page."""
    words = words_of(sentence.text)
    return View(
        sentence=sentence, words=words, book=book, learnt=NOTHING, headline=_headline(sentence.kind, words)
    )


def in_article(view: View) -> bool:
    """Whether the sentence stands in the article's lane."""
    return view.sentence.lane is Lane.ARTICLE


def _headline(kind: BlockKind, words: Words) -> bool:
    long = [word for word in words.words if len(word) > 3]
    capitals = sum(word[0].isupper() for word in long)
    if kind in _HEADLINES:
        return capitals > 0.5 * len(long)
    return len(long) > 4 and capitals == len(long)
