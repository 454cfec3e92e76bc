"""Words that take up a name: pronouns (he, they, its) and descriptions (the group, the country), inside one article."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from dragoman.actors.book import ActorBook
from dragoman.actors.pronouns import links_of
from dragoman.language.sentence import Sentence
from dragoman.model import Actor, ActorKind, Candidate, Lane, Mention, MentionKind, Span

#: Below this probability a pronoun keeps its candidate and stays open. On GUM's dev part 71 in 100 pronouns are at or
#: above it and 84 in 100 of these are right (``python -m training.coreference``).
SURE: Final = 0.5
_DESCRIBED: Final = 0.6
#: How many sentences before a description its name may stand.
_REACH: Final = 3
_PERSONS: Final = frozenset({ActorKind.PERSON, ActorKind.UNKNOWN})


def references(
    sentences: Sequence[Sentence], mentions: Sequence[Mention], actors: Mapping[str, Actor], book: ActorBook
) -> tuple[Mention, ...]:
    """Further mentions of the actors named in the article: its pronouns and descriptions.

    ``mentions`` are those found by name, in order; none of them is changed. A pronoun that more likely stands for
    somebody without a name gives no mention. Comments are left alone.
    """
    article = [one for one in sentences if one.lane is Lane.ARTICLE and one.parsed is not None and one.words]
    by_sentence = _by_sentence(article, mentions)
    found = [
        *_pronouns(article, by_sentence, actors, book),
        *_descriptions(article, by_sentence, actors, book),
    ]
    taken = {(one.span.start, one.span.end) for one in mentions}
    return tuple(
        one for one in found if not any(start < one.span.end and one.span.start < end for start, end in taken)
    )


def _by_sentence(article: Sequence[Sentence], mentions: Sequence[Mention]) -> list[list[Mention]]:
    out: list[list[Mention]] = [[] for _ in article]
    starts = sorted((one.span.start, at) for at, one in enumerate(article))
    at = 0
    for mention in sorted(mentions, key=lambda one: one.span.start):
        while at + 1 < len(starts) and starts[at + 1][0] <= mention.span.start:
            at += 1
        if (
            starts
            and article[starts[at][1]].span.start <= mention.span.start < article[starts[at][1]].span.end
        ):
            out[starts[at][1]].append(mention)
    return out


def _pronouns(
    article: Sequence[Sentence],
    by_sentence: Sequence[Sequence[Mention]],
    actors: Mapping[str, Actor],
    book: ActorBook,
) -> Iterator[Mention]:
    read = [
        (at, tuple(word.text for word in one.words), one.parsed)
        for at, one in enumerate(article)
        if one.parsed is not None
    ]
    meant: dict[tuple[int, int], Candidate] = {}
    sexes = dict(_sexes(article, by_sentence, actors, book))
    for link in links_of(read, book.lexicon, book.pronouns, sexes):
        other = link.antecedent
        known = meant.get((other.sentence, other.word))
        if other.group is None:
            known = _named(article[other.sentence], other.word, by_sentence[other.sentence])
        if known is None or not _fits(link.pronoun.group, actors.get(known.actor)):
            continue
        # A chain is as sure as its weakest link.
        candidate = Candidate(actor=known.actor, score=round(min(known.score, link.score), 3), rule="pronoun")
        meant[link.pronoun.sentence, link.pronoun.word] = candidate
        span = _word_span(article[link.pronoun.sentence], link.pronoun.word)
        yield Mention(
            span=span,
            head=span,
            kind=MentionKind.PRONOUN,
            candidates=(candidate,),
            actor=candidate.actor if candidate.score >= SURE else None,
        )


def _sexes(
    article: Sequence[Sentence],
    by_sentence: Sequence[Sequence[Mention]],
    actors: Mapping[str, Actor],
    book: ActorBook,
) -> Iterator[tuple[tuple[int, int], str]]:
    """What the full names of the persons tell of the words that name them, by sentence and word."""
    for at, mentions in enumerate(by_sentence):
        for mention in mentions:
            actor = actors.get(mention.actor or "")
            if actor is None or actor.kind is not ActorKind.PERSON:
                continue
            sex = book.lexicon.sex(tuple(actor.name.split()))
            if sex == "?":
                continue
            for word in range(len(article[at].words)):
                span = _word_span(article[at], word)
                if mention.span.start <= span.start and span.end <= mention.span.end:
                    yield (at, word), sex


def _named(sentence: Sentence, word: int, mentions: Sequence[Mention]) -> Candidate | None:
    """The actor of the mention that the head of a phrase belongs to."""
    span = _word_span(sentence, word)
    for mention in mentions:
        if mention.actor is not None and mention.span.start <= span.start and span.end <= mention.span.end:
            return Candidate(actor=mention.actor, score=1.0, rule="name")
    return None


def _fits(group: str | None, actor: Actor | None) -> bool:
    if actor is None:
        return False
    # "Obama and Trump ... they": of several persons none alone is meant.
    return actor.kind in _PERSONS if group in {"he", "she"} else actor.kind is not ActorKind.PERSON


def _descriptions(
    article: Sequence[Sentence],
    by_sentence: Sequence[Sequence[Mention]],
    actors: Mapping[str, Actor],
    book: ActorBook,
) -> Iterator[Mention]:
    for at, sentence in enumerate(article):
        for word in range(1, len(sentence.words)):
            kinds = book.nominals.get(sentence.words[word].text)
            if kinds is None or not _is_description(sentence, word):
                continue
            place = _word_span(sentence, word).start
            near = reversed(by_sentence[max(0, at - _REACH) : at + 1])
            actor = _last(near, place, kinds, actors)
            if actor is None:
                continue
            first, last = sentence.words[word - 1], sentence.words[word]
            yield Mention(
                span=sentence.passage.span(first.start, last.end),
                head=sentence.passage.span(last.start, last.end),
                kind=MentionKind.NOMINAL,
                candidates=(Candidate(actor=actor, score=_DESCRIBED, rule="description"),),
                actor=actor,
            )


def _is_description(sentence: Sentence, word: int) -> bool:
    """Whether a noun stands alone behind "the": not "the group of seven", not "the country that lost"."""
    parsed = sentence.parsed
    if parsed is None or sentence.words[word - 1].text.lower() != "the":
        return False
    if parsed.upos[word] != "NOUN" or parsed.relations[word] == "compound":
        return False
    return sum(head == word + 1 for head in parsed.heads) == 1


def _last(
    near: Iterable[Sequence[Mention]], place: int, kinds: frozenset[str], actors: Mapping[str, Actor]
) -> str | None:
    """The one actor of these kinds in the nearest sentence that names any; None when it names two, or none is near."""
    for mentions in near:
        found = {
            mention.actor
            for mention in mentions
            if mention.actor is not None
            and mention.span.end <= place
            and mention.kind is not MentionKind.NOMINAL
            and _is(actors.get(mention.actor), kinds)
        }
        if found:
            return found.pop() if len(found) == 1 else None
    return None


def _is(actor: Actor | None, kinds: frozenset[str]) -> bool:
    if actor is None:
        return False
    return actor.kind.value in kinds or f"{actor.kind.value}:{actor.type}" in kinds


def _word_span(sentence: Sentence, word: int) -> Span:
    one = sentence.words[word]
    return sentence.passage.span(one.start, one.end)
