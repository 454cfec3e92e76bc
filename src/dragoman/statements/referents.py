"""What a comment's words mean of the article: one of its statements, one of its sources, or nothing that can be told."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from dragoman.model import Actor, Lane, Mention, Page, QuotePair, Span, Statement
from dragoman.statements.stance_cues import StanceBook

_WORD = re.compile(r"[^\W_]+")
#: The share of a passage's words that a statement must hold to be what the passage restates.
RESTATED = 0.6


@dataclass(frozen=True, slots=True, kw_only=True)
class _Known:
    """A statement of the article with the words of its content and of its sources."""

    id: str
    place: int
    content: frozenset[str]
    sources: frozenset[str]
    spans: tuple[Span, ...]


@dataclass(slots=True)
class _Group:
    """A source of the article: the words that name it, and the statements that it makes."""

    words: set[str] = field(default_factory=set)
    statements: list[_Known] = field(default_factory=list)


class Referents:
    """The article's statements, looked up by quotation, by source and by what is restated. Built once for a page."""

    def __init__(
        self,
        page: Page,
        statements: Iterable[Statement],
        mentions: Sequence[Mention],
        actors: Mapping[str, Actor],
        book: StanceBook,
    ) -> None:
        self._page = page
        self._empty = book.words["empty"]
        named: dict[str, set[str]] = {}
        for mention in mentions:
            if mention.actor is not None:
                named.setdefault(mention.actor, set())
        for actor in named:
            known = actors.get(actor)
            for name in (known.name, *(alias.text for alias in known.aliases[:8])) if known else ():
                named[actor] |= self.words(name)
        self._known: list[_Known] = []
        self._holding: dict[str, list[int]] = {}
        self._groups: dict[str, _Group] = {}
        for one in statements:
            if one.lane is Lane.ARTICLE and one.content:
                self._add(one, named)

    def _add(self, one: Statement, named: Mapping[str, set[str]]) -> None:
        sources = [layer.source for layer in one.chain if layer.source is not None]
        own = [(source, self.words(self._page.quote(source.span))) for source in sources]
        words = {word for source, said in own for word in (*said, *named.get(source.actor or "", ()))}
        known = _Known(
            id=one.id,
            place=one.content[0].start,
            content=frozenset(word for span in one.content for word in self.words(self._page.quote(span))),
            sources=frozenset(words),
            spans=one.content,
        )
        for word in known.content:
            self._holding.setdefault(word, []).append(len(self._known))
        self._known.append(known)
        if one.within is not None:
            return
        for source, said in own:
            group = self._group(source.actor, said)
            if group is not None:
                group.words |= said | set(named.get(source.actor or "", ()))
                group.statements.append(known)

    def _group(self, actor: str | None, said: set[str]) -> _Group | None:
        """The source's group: that of its actor, else the one whose words are among these, or these among them."""
        if actor is None and not said:
            return None
        key = actor or " ".join(sorted(said))
        if key not in self._groups:
            alike = (
                one for one in self._groups.values() if said and (said <= one.words or one.words <= said)
            )
            self._groups[key] = next(alike, None) or _Group()
        return self._groups[key]

    def words(self, text: str) -> set[str]:
        """The words of a text that mean something, folded."""
        found = (match.group().casefold() for match in _WORD.finditer(text))
        return {_stem(word) for word in found if word not in self._empty}

    def quoted(self, pair: QuotePair) -> str | None:
        """The statement in whose content the quoted words of the article lie; the shortest of several."""
        size = len(pair.source)
        holding = [
            known
            for known in self._known
            if 2
            * sum(max(0, min(s.end, pair.source.end) - max(s.start, pair.source.start)) for s in known.spans)
            >= size
        ]
        best = min(holding, key=lambda known: (sum(map(len, known.spans)), known.place), default=None)
        return None if best is None else best.id

    def restated(self, text: str) -> str | None:
        """The one statement that holds most of the words of ``text``, two at least; None where none does, or two."""
        words = self.words(text)
        if not words:
            return None
        rated = []
        near = {place for word in words for place in self._holding.get(word, ())}
        for known in (self._known[place] for place in sorted(near)):
            content = len(words & known.content)
            both = len(words & (known.content | known.sources))
            enough = both >= 2 or words == known.content
            if content and enough and both >= RESTATED * len(words):
                rated.append((both, content, -len(known.content), known.id))
        rated.sort(reverse=True)
        if not rated or (len(rated) > 1 and rated[0][:3] == rated[1][:3]):
            return None
        return rated[0][3]

    def is_source(self, text: str) -> bool:
        """Whether a phrase names a source of the article and nothing beside it that is none."""
        return bool(self._named(text))

    def by_source(self, text: str, around: str) -> str | None:
        """The statement of the source that ``text`` names: its only one, else the one that shares most with ``around``."""
        found = {known.id: known for group in self._named(text) for known in group.statements}
        if len(found) == 1:
            return next(iter(found))
        words = self.words(around) - self.words(text)
        rated = sorted(((len(words & known.content), known.id) for known in found.values()), reverse=True)
        if len(rated) > 1 and rated[0][0] > rated[1][0]:
            return rated[0][1]
        return None

    def only_source(self) -> str | None:
        """The words of the article's only source, as one text; None where it has several, or none."""
        groups = {id(one): one for one in self._groups.values()}
        return " ".join(sorted(next(iter(groups.values())).words)) if len(groups) == 1 else None

    def _named(self, text: str) -> list[_Group]:
        words = self.words(text)
        groups = {id(group): group for group in self._groups.values()}.values()
        rated = [(len(words & group.words), group) for group in groups]
        most = max((shared for shared, _ in rated), default=0)
        if not most or most * 2 < len(words):
            return []
        return [group for shared, group in rated if shared == most]


def _stem(word: str) -> str:
    """A plural's "s" taken off; nothing else."""
    return word[:-1] if len(word) > 4 and word.endswith("s") and not word.endswith("ss") else word
