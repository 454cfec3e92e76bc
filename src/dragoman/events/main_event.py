"""The happening that an article is about, as who, what, when and where, each in words of the page.

The headline says it first: its subject is who, its predicate what. What it leaves open the first sentences tell. The four
questions are those of Giveme5W1H (Hamborg and others 2019); the way to answer them is our own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Final

from dragoman.dates import Basis, Kind, Precision, Role, bound
from dragoman.dates.context import coarser
from dragoman.events.clauses import Clauses
from dragoman.language import Parsed, Sentence
from dragoman.model import BlockKind, Event, Lane, MainEvent, Place, Span
from dragoman.statements import DatedWords
from dragoman.text.quotation import find_quotations

#: Where is looked for in so many sentences of running text, when in so many.
_LEADING, _RECENT = 30, 20
#: A clock time or part of the day before the words that name the day.
_CLOCK: Final = re.compile(
    r"(?:(?:about|around|shortly\safter|shortly\sbefore|just\safter|just\sbefore)\s)?"
    r"(?:\d{1,2}(?:[.:]\d{2})?\s?[ap]\.?m\.?(?:\s(?:local\stime|[A-Z]{2,4}))?,?\s(?:on\s)?"
    r"|(?:the\s)?(?:early\s|late\s)?(?:hours|morning|afternoon|evening|night)\s(?:of|on)\s|(?:late|early)\s(?:on\s)?)$"
)
_TEXT: Final = frozenset({BlockKind.DEK, BlockKind.PARAGRAPH})
#: What ends the words of a predicate: clauses of their own, insertions, second predicates, what is called out.
_APART: Final = frozenset({"advcl", "parataxis", "conj", "vocative", "discourse", "dislocated", "appos"})
_SUBJECTS: Final = frozenset({"nsubj", "csubj", "expl", "obl:agent"})
_LOCATIVE: Final = frozenset({"in", "at", "near", "outside", "inside", "off", "on", "from", "to", "across"})
_BESIDE: Final = frozenset({"acl", "advcl", "appos"})
_SAYING: Final = frozenset(
    {"say", "tell", "report", "announce", "claim", "reveal", "state", "declare", "add"}
)
_CONTENT: Final = frozenset({"NOUN", "PROPN", "VERB", "ADJ"})
#: So many of the first sentences may retell the headline.
_RETOLD: Final = 5
#: News is of these days before the day of writing, and what is announced of these after it.
_NEWS, _AHEAD = timedelta(days=10), timedelta(days=30)
#: Words that name a day rather than point at it ("today").
_NAMED: Final = re.compile(r"day\b(?<!today)(?<!yesterday)|\d")
#: What points at a day that is told elsewhere.
_NO_DAY: Final = frozenset({"this day", "that day", "the day", "one day"})
#: PLOVER's resolution of a whole country; the finer, the higher.
_COUNTRY: Final = 2
_NEAR: Final = 6
_VERBS: Final = frozenset({"VERB", "AUX"})


def main_event(
    sentences: Sequence[Sentence],
    events: Sequence[Event],
    dated: Sequence[DatedWords],
    places: Sequence[Place],
    written: str | None,
) -> MainEvent | None:
    """The main event of an article; None of one without a sentence. No problems; raises nothing.

    ``sentences`` are those of the page, ``dated`` and ``places`` those of the article, all in page order;
    ``written`` is the day or interval of writing in EDTF, None where it is not known.
    """
    own = [one for one in sentences if one.lane is Lane.ARTICLE and one.parsed is not None and one.words]
    titles = [one for one in own if one.kind is BlockKind.TITLE]
    text = [one for one in own if one.kind in _TEXT][:_LEADING]
    # A dateline is a sentence of its own and tells nothing.
    lead = next((one for one in text if any(tag in _VERBS for tag in _tags(one))), None)
    told = [
        _Clause(one, one.parsed)
        for one in (*titles[:1], *((lead,) if lead is not None else text[:1]))
        if one.parsed is not None
    ]
    if not told:
        return None
    clause = next((one for one in told if one.verb is not None), told[0])
    who = next((found for one in (clause, *told) if (found := one.who()) is not None), None)
    event = next((one for one in events if one.id == _coded(told, events)), None)
    if clause.is_passive and event is not None and event.actors:
        who = event.actors[0].span  # "four killed in a raid": who did it stands elsewhere
    what = clause.what()
    return MainEvent(
        event=None if event is None else event.id,
        who=who,
        what=what,
        when=_when(titles, text[:_RECENT], dated, written),
        where=_where(titles, text, places, who),
    )


def _tags(sentence: Sentence) -> Sequence[str]:
    return () if sentence.parsed is None else sentence.parsed.upos


class _Clause:
    """The main clause of a sentence; private to this module."""

    def __init__(self, sentence: Sentence, parsed: Parsed) -> None:
        self.sentence = sentence
        self.clauses = Clauses([word.text for word in sentence.words], parsed)
        self.verb = self._verb()

    def _verb(self) -> int | None:
        """The main verb; of one who says something, the verb of what is said."""
        root = next((at for at, head in enumerate(self.clauses.parsed.heads) if head == 0), None)
        if root is None:
            return None
        if self.clauses.lemmas[root] in _SAYING:
            inner = [at for at in self.clauses.below(root, "ccomp") if self._is_predicate(at)]
            root = inner[0] if inner else root
        if self._is_predicate(root):
            return root
        # "Croydon tram crash: Police identify three victims"
        later = [at for at in self.clauses.below(root, "parataxis", "acl", "ccomp") if self._is_predicate(at)]
        return later[0] if later else None

    @property
    def is_passive(self) -> bool:
        """Whether somebody undergoes it and nobody in the clause does it."""
        verb = self.verb
        return verb is not None and self.clauses.is_passive(verb) and not self.clauses.slot(verb, "subject")

    def _is_predicate(self, word: int) -> bool:
        return self.clauses.parsed.upos[word] in _VERBS or bool(
            self.clauses.below(word, "cop", "aux", "nsubj")
        )

    def who(self) -> Span | None:
        """Who does it; of a passive without an agent, to whom it is done."""
        if self.verb is None:
            root = self.clauses.parsed.heads.index(0) if 0 in self.clauses.parsed.heads else None
            return None if root is None else self._phrase(root)
        verb = self.verb
        heads = self.clauses.slot(verb, "subject") or self.clauses.slot(verb, "object")
        named = [at for at in heads if self.clauses.parsed.upos[at] != "PRON"]
        return self._phrase(named[0]) if named else None

    def what(self) -> Span | None:
        """The predicate without its subject and without clauses of their own."""
        if self.verb is None:
            return self.sentence.passage.span(0, len(self.sentence.passage.offsets))
        verb = self.verb
        taken = {verb}
        for at in self.clauses.tree.below(verb):
            relation = self.clauses.parsed.relations[at]
            bare = relation.split(":")[0]
            if bare in _APART or relation in _SUBJECTS or bare in {"nsubj", "csubj", "punct", "mark", "cc"}:
                continue
            taken.update(self._below(at))
        run = self._around(verb, taken)
        return self._span(run[0], run[-1] + 1)

    def _around(self, verb: int, taken: set[int]) -> list[int]:
        """The stretch of taken words about the verb; what is left out ends it, marks in between do not."""
        first = last = verb
        while first - 1 in taken:
            first -= 1
        upos = self.clauses.parsed.upos
        while last + 1 in taken or (last + 2 in taken and upos[last + 1] == "PUNCT"):
            last += 1
        return list(range(first, last + 1))

    def _below(self, word: int) -> set[int]:
        found, waiting = {word}, [word]
        while waiting:
            for at in self.clauses.tree.below(waiting.pop()):
                if self.clauses.parsed.relations[at] in {"acl:relcl", "advcl", "parataxis"}:
                    continue
                found.add(at)
                waiting.append(at)
        return found

    def _phrase(self, head: int) -> Span:
        return self._span(*self.clauses.phrase(head))

    def _span(self, first: int, last: int) -> Span:
        words = self.sentence.words
        return self.sentence.passage.span(words[first].start, words[last - 1].end)


def _coded(told: Sequence[_Clause], events: Sequence[Event]) -> str | None:
    """The coded event that the headline tells, else the one that weighs most in the first sentence."""
    for clause in told:
        span = clause.sentence.span
        inside = [event for event in events if any(_within(one, span) for one in _triggers(event))]
        if inside:
            return max(inside, key=lambda event: event.confidence).id
    return None


def _triggers(event: Event) -> Iterator[Span]:
    yield from (one.span for one in event.evidence if one.role == "trigger")
    yield from (one.trigger for one in event.also)


def _within(span: Span, other: Span) -> bool:
    return other.start <= span.start < other.end


def _when(
    titles: Sequence[Sentence], text: Sequence[Sentence], dated: Sequence[DatedWords], written: str | None
) -> Span | None:
    """The words that name the day, near the day of writing, in the sentence that retells the headline best.

    What a person says in quotation marks, and what lies long before, is not when the news happened.
    """
    lemmas = _content_words(titles)
    ranked = sorted(
        enumerate((*text, *titles)),
        key=lambda item: (-_shared(item[1], lemmas) if item[0] < _RETOLD else 0, item[0]),
    )
    days = [
        one
        for _, sentence in ranked
        for one in dated
        if _within(one.span, sentence.span)
        and _is_day(one, written)
        and _said(sentence, one.span) not in _NO_DAY
        and not _is_quoted(sentence, one.span)
    ]
    days.sort(
        key=lambda one: (
            coarser(one.value.precision, Precision.DAY),
            _is_ahead(one, written),
            _is_aside(text, one.span),
        )
    )
    if not days:
        return None
    same = [one for one in days if one.value.value == days[0].value.value]
    told = next((one for one in same if _NAMED.search(_words(text, titles, one.span))), same[0])
    return _with_clock(text, titles, told.span)


def _words(text: Sequence[Sentence], titles: Sequence[Sentence], span: Span) -> str:
    return next(_said(one, span) for one in (*text, *titles) if _within(span, one.span))


def _said(sentence: Sentence, span: Span) -> str:
    first, last = sentence.passage.letter(span.start), sentence.passage.letter(span.end - 1)
    return sentence.passage.text[first : last + 1].lower() if first is not None and last is not None else ""


def _with_clock(text: Sequence[Sentence], titles: Sequence[Sentence], span: Span) -> Span:
    """The words that name the day, with the time of day before them."""
    sentence = next(one for one in (*text, *titles) if _within(span, one.span))
    at = sentence.passage.letter(span.start)
    match = _CLOCK.search(sentence.passage.text[:at]) if at is not None else None
    if match is None:
        return span
    return replace(span, start=sentence.passage.offsets[match.start()])


def _content_words(sentences: Sequence[Sentence]) -> frozenset[str]:
    return frozenset(
        lemma.lower()
        for sentence in sentences
        if sentence.parsed is not None
        for lemma, tag in zip(sentence.parsed.lemmas, sentence.parsed.upos, strict=True)
        if tag in _CONTENT
    )


def _shared(sentence: Sentence, lemmas: frozenset[str]) -> int:
    return len(_content_words((sentence,)) & lemmas)


def _is_day(one: DatedWords, written: str | None) -> bool:
    if one.value.kind is not Kind.DATE or one.value.role is not Role.IN or one.value.basis is Basis.NAMED:
        return False
    if coarser(one.value.precision, Precision.MONTH):
        return False
    if written is None:
        return True
    if one.value.start is None or one.value.end is None:
        return False
    first, last = bound(written)
    early = first is not None and one.value.end < first - _NEWS
    late = last is not None and one.value.start > last + _AHEAD
    return not early and not late


def _is_ahead(one: DatedWords, written: str | None) -> bool:
    last = bound(written)[1] if written is not None else None
    return last is not None and one.value.start is not None and one.value.start > last


def _is_aside(sentences: Sequence[Sentence], span: Span) -> bool:
    """Whether words stand in a clause beside the main one: "Mr Diaz, who won the vote on Sunday"."""
    sentence = next((one for one in sentences if _within(span, one.span)), None)
    if sentence is None or sentence.parsed is None:
        return False
    at = next(
        (
            number
            for number, word in enumerate(sentence.words)
            if sentence.passage.offsets[word.end - 1] >= span.start
        ),
        None,
    )
    while at is not None and at >= 0:
        if sentence.parsed.relations[at].split(":")[0] in _BESIDE:
            return True
        at = sentence.parsed.heads[at] - 1
    return False


def _is_quoted(sentence: Sentence, span: Span) -> bool:
    at = sentence.passage.letter(span.start)
    return at is not None and any(
        one.start <= at < one.end for one in find_quotations((sentence.passage.text,))
    )


def _where(
    titles: Sequence[Sentence],
    text: Sequence[Sentence],
    places: Sequence[Place],
    who: Span | None,
) -> Span | None:
    """The first place in headline or leading text that stands in a phrase of place, else the first that is no actor; of one
    that is a whole country the first place inside it, if one is named near."""
    named = [
        (sentence, one)
        for sentence in (*titles, *text)
        for one in places
        if one.rule != "adjective"
        and _within(one.span, sentence.span)
        and (who is None or not _within(one.span, who))
    ]
    located = [one for sentence, one in named if _is_located(sentence, one.span)]
    first = next(iter(located), next((one for _, one in named), None))
    if first is None:
        return None
    if (first.level or 0) > _COUNTRY:
        return first.span
    finer = next(
        (one for one in located if one.country == first.country and (one.level or 0) > _COUNTRY), first
    )
    return finer.span


def _is_located(sentence: Sentence, span: Span) -> bool:
    before = [
        word.text.lower() for word in sentence.words if sentence.passage.offsets[word.end - 1] < span.start
    ]
    return bool(_LOCATIVE.intersection(before[-_NEAR:]))
