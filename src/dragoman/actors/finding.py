"""The stage: sentences in, mentions of actors out."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from dragoman.actors.book import ActorBook, Effect
from dragoman.actors.learn import learn
from dragoman.actors.parties import Party, Reading, parties_of, reading_of
from dragoman.actors.period import period_of
from dragoman.actors.references import references
from dragoman.actors.resolve import Setting, candidates_of, decided, tied, with_clash
from dragoman.actors.scan import Find, FindKind, scan
from dragoman.actors.view import Learnt, Titled, View, in_article, view_of
from dragoman.language.sentence import Sentence
from dragoman.model import Actor, ActorKind, Candidate, Lane, Mention, MentionKind, Place, Problem, Span

_KINDS = {
    FindKind.NAME: MentionKind.NAME,
    FindKind.TITLE: MentionKind.TITLE,
    FindKind.NOMINAL: MentionKind.NOMINAL,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Mentions:
    """The mentions of a page in the order of the sentences, and every actor that one of them may mean.

    ``actors`` are sorted by id and are as the book has them; those known from this page only have an id that
    starts with ``local:``. ``titled`` are the offices that the article gives people.
    """

    mentions: tuple[Mention, ...]
    actors: tuple[Actor, ...]
    titled: frozenset[Titled] = frozenset()


def find_mentions(
    sentences: Sequence[Sentence], book: ActorBook, on: str | None
) -> tuple[Mentions, tuple[Problem, ...]]:
    """Who is named in the sentences, and who that is on the date ``on``.

    ``on`` is the EDTF date of the page, an interval with an open end ("../2017-03-26": known only to be
    before), or None when nothing is known. Spans are page offsets in code points; no two mentions of one
    sentence overlap, and each lies in its sentence. What the page itself teaches (full names, titles,
    glosses) is learnt from the sentences of the article only and then also holds in the comments.

    Problems: ``ambiguous-actor`` once for each choice of words and equally good candidates, at its first
    mention.

    Raises:
        ValueRuleError: when ``on`` is not an EDTF date or interval.
    """
    period = period_of(on) if on is not None else None
    views = [view_of(sentence, book) for sentence in sentences]
    article = [view for view in views if in_article(view)]
    first = [scan(view) for view in article]
    learnt = learn(article, first, book)
    setting = Setting(book=book, learnt=learnt, on=period)
    found: list[tuple[Mention, str]] = []
    before: dict[Lane, str | None] = {}
    kept = iter(first)
    again = learnt.index.starts.keys() | book.leaning | _everyday(learnt, book)
    for view in views:
        lane = view.sentence.lane
        known = next(kept) if in_article(view) else None
        # Where nothing learnt can matter in the sentence, what was found before is what would be found now.
        same = again.isdisjoint(view.words.keys)
        finds = known if known is not None and same else scan(replace(view, learnt=learnt))
        spoken, before[lane] = _mentions(view, finds, setting, before.get(lane))
        found.extend(spoken)
    named = tuple(mention for mention, _ in found)
    actors = _actors(named, setting)
    further = references(sentences, named, {actor.id: actor for actor in actors}, book)
    ordered = _in_order(sentences, named, further)
    return Mentions(mentions=ordered, actors=actors, titled=learnt.titled), _problems(found)


def _everyday(learnt: Learnt, book: ActorBook) -> set[str]:
    """The one-word names of those the page names that are everyday words too: Xi, Cook."""
    actors = (book.actors[key] for key in learnt.named if key in book.actors)
    names = {alias.text.lower() for actor in actors for alias in actor.aliases if " " not in alias.text}
    return names & book.contexts[Effect.COMMON_WORD]


def _in_order(
    sentences: Sequence[Sentence], named: Sequence[Mention], further: Sequence[Mention]
) -> tuple[Mention, ...]:
    """All mentions in the order of the sentences, and in each by their place."""
    if not further:
        return tuple(named)
    first = {one.span.start: number for number, one in enumerate(sentences)}
    starts = sorted(first)

    def place(mention: Mention) -> tuple[int, int]:
        at = bisect_right(starts, mention.span.start) - 1
        return first[starts[at]], mention.span.start

    return tuple(sorted((*named, *further), key=place))


def find_parties(
    sentences: Sequence[Sentence],
    spans: Sequence[Span],
    book: ActorBook,
    on: str | None,
    places: Sequence[Place] = (),
) -> dict[Span, tuple[Party, ...]]:
    """Whom given spans of the page speak of on the date ``on``, with codes; a span that no sentence holds is left out.

    ``sentences`` are parsed and belong to one page. ``on`` is as in :func:`find_mentions`. ``places`` are those the page
    names, with their countries.

    Raises:
        ValueRuleError: when ``on`` is not an EDTF date or interval.
    """
    found, _ = find_mentions(sentences, book, on)
    parties: dict[Span, tuple[Party, ...]] = {}
    for sentence, reading in zip(sentences, readings_of(sentences, found, book, on, places), strict=True):
        for span in spans:
            if not sentence.span.start <= span.start < sentence.span.end:
                continue
            first = sentence.passage.letter(span.start)
            last = sentence.passage.letter(min(span.end, sentence.span.end) - 1)
            if first is not None and last is not None:
                parties[span] = parties_of(reading, first, last + 1)
    return parties


def readings_of(
    sentences: Sequence[Sentence],
    found: Mentions,
    book: ActorBook,
    on: str | None,
    places: Sequence[Place] = (),
) -> tuple[Reading, ...]:
    """What the parties of each sentence are read from, given the mentions and the places of the page.

    Raises:
        ValueRuleError: when ``on`` is not an EDTF date or interval.
    """
    period = period_of(on) if on is not None else None
    actors = {actor.id: actor for actor in found.actors}
    starts = [mention.span.start for mention in found.mentions]
    ordered = starts == sorted(starts)
    mentions = found.mentions if ordered else tuple(sorted(found.mentions, key=lambda one: one.span.start))
    starts.sort()
    readings = []
    for sentence in sentences:
        first = bisect_left(starts, sentence.span.start)
        last = bisect_left(starts, sentence.span.end)
        here = [one for one in places if sentence.span.start <= one.span.start < sentence.span.end]
        readings.append(reading_of(view_of(sentence, book), mentions[first:last], actors, book, period, here))
    return tuple(readings)


def _mentions(
    view: View, finds: Sequence[Find], setting: Setting, before: str | None
) -> tuple[list[tuple[Mention, str]], str | None]:
    """The mentions of one sentence with their words, and the person named last."""
    found: list[tuple[Mention, str]] = []
    for at, find in enumerate(finds):
        if find.kind not in _KINDS:
            continue
        candidates = _clashing(view, setting, find, candidates_of(setting, find, before))
        apposed = _apposed(view, finds, at)
        if apposed is not None:
            candidates = _with_apposed(setting, find, apposed, candidates)
        if not candidates and not find.owners:
            continue
        mention = _mention(view, find, candidates)
        found.append((mention, view.words.text[view.words.starts[find.start] : find.stop]))
        if mention.actor is not None and _is_person(setting, mention.actor):
            before = mention.actor
    return found, before


def _mention(view: View, find: Find, candidates: tuple[Candidate, ...]) -> Mention:
    passage = view.sentence.passage
    start, end = _head(view, find)
    return Mention(
        span=passage.span(view.words.starts[find.start], find.stop),
        head=passage.span(start, end),
        kind=_KINDS[find.kind],
        candidates=candidates,
        actor=decided(candidates),
        sector=find.office.sector if find.office is not None and find.kind is not FindKind.NAME else None,
    )


def _head(view: View, find: Find) -> tuple[int, int]:
    """The head word as offsets of the passage: the last word, or the last before "of" or "for"."""
    last = find.end - 1
    for at in range(find.start + 1, find.end):
        if view.key(at) in {"of", "for"}:
            last = at - 1
            break
    first = last
    while first > find.start and view.hyphen(first):
        first -= 1
    return view.words.starts[first], find.stop if last == find.end - 1 else view.words.ends[last]


def _clashing(
    view: View, setting: Setting, find: Find, candidates: tuple[Candidate, ...]
) -> tuple[Candidate, ...]:
    if find.kind is FindKind.NAME and setting.learnt.clashes:
        offset = view.sentence.passage.offsets[view.words.starts[find.start]]
        for clash, actor in setting.learnt.clashes:
            if clash == offset:
                candidates = with_clash(candidates, actor)
    return candidates


def _apposed(view: View, finds: Sequence[Find], at: int) -> Find | None:
    """The name beside a title: the Russian foreign minister, Sergey Lavrov; Sergey Lavrov, the foreign minister."""
    find = finds[at]
    if find.kind is not FindKind.TITLE:
        return None
    start = find.start - 1 if view.key(find.start - 1) == "the" else find.start
    for near, gap in ((at + 1, find.end), (at - 1, start)):
        if not (0 <= near < len(finds) and view.words.gap(gap) == ", "):
            continue
        name = finds[near]
        beside = gap == (name.start if near > at else name.end)
        if beside and name.kind is FindKind.NAME and name.names[0].kind is ActorKind.PERSON:
            return name
    return None


def _with_apposed(
    setting: Setting, title: Find, name: Find, candidates: tuple[Candidate, ...]
) -> tuple[Candidate, ...]:
    """The person in apposition, where the book has them as a holder, or knows no holder and they fit the owner."""
    actor = decided(candidates_of(setting, name, None))
    holders = {candidate.actor for candidate in candidates if candidate.rule != "country of the office"}
    if actor is None or (holders and actor not in holders) or not _belongs(setting, title, actor):
        return candidates
    return (
        Candidate(actor=actor, score=1.0, rule="apposition"),
        *(c for c in candidates if c.actor != actor),
    )


def _belongs(setting: Setting, title: Find, actor: str) -> bool:
    known = setting.book.actors.get(actor)
    if known is None or known.country is None or not title.owners:
        return True
    owners = {role.owner for role in setting.book.held.get(actor, ())} | {known.country}
    return not owners.isdisjoint(title.owners)


def _is_person(setting: Setting, actor: str) -> bool:
    known = setting.book.actors.get(actor)
    return known.kind is ActorKind.PERSON if known is not None else actor.startswith("local:")


def _actors(mentions: Iterable[Mention], setting: Setting) -> tuple[Actor, ...]:
    ids = {candidate.actor for mention in mentions for candidate in mention.candidates}
    local = {actor.id: actor for actor in setting.learnt.actors}
    return tuple(setting.book.actors.get(key) or local[key] for key in sorted(ids))


def _problems(found: Iterable[tuple[Mention, str]]) -> tuple[Problem, ...]:
    seen: set[tuple[str, tuple[str, ...]]] = set()
    problems: list[Problem] = []
    for mention, words in found:
        if not tied(mention.candidates):
            continue
        best = mention.candidates[0].score
        ids = tuple(candidate.actor for candidate in mention.candidates if candidate.score == best)
        if (words, ids) not in seen:
            seen.add((words, ids))
            problems.append(_problem(mention.span, words, ids))
    return tuple(problems)


def _problem(span: Span, words: str, ids: tuple[str, ...]) -> Problem:
    return Problem(
        code="ambiguous-actor", detail=f"{words!r} may mean {' or '.join(ids)}", page=span.page, span=span
    )
