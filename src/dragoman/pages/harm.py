"""Warning labels on comments that attack people for what they are, decided by a data file.

The data file (``knowledge/labels/*.toml``) holds groups of people, word lists, rules and shields. A rule is a
pattern with places for a group; a shield is a wording that rejects what it repeats ("it is wrong to say that").
Nothing is ever removed from a record because of a label: it only tells a reader to fold the comment.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from dragoman.pages.harm_groups import Tagged
from dragoman.pages.harm_rules import LabelBook, LabelRule, LabelSet, Shields, parse_labels
from dragoman.pages.harm_score import about_people, windows
from dragoman.text import INVISIBLE, Folded, fold, level, unmask

__all__ = ["SCORE", "FoundLabel", "LabelBook", "label_text", "parse_labels", "tagged_sentences"]


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundLabel:
    """A label on words of a text.

    ``name`` is the label ("hateful"), ``category`` what the people are attacked for (religion, ethnicity,
    origin, sex), ``rule`` the id of the rule that decided. ``start`` and ``end`` are 0-based, half-open offsets
    in code points of the text that was searched.
    """

    name: str
    category: str
    rule: str
    start: int
    end: int


#: The rule id of labels that the learned score gives.
SCORE = "score"
_SENTENCE_END = re.compile(r"[.!?…]+(?=[\s\"')\]]|$)[\"')\]]*")
_SPACE = re.compile(" ")
_TOKEN = re.compile(r"[\w@$']+")
_LEET = str.maketrans("013457@$", "oieastas")


def label_text(text: str, book: LabelBook) -> tuple[FoundLabel, ...]:
    """The labels of ``text`` (one comment), in order; offsets count its code points.

    Case, marks, spaces, look-alike letters, accents and digits written for letters make no difference. A
    sentence is judged by itself; "they" may be a group of the sentence before it, and a sentence after it may
    take an attack back that was only reported.
    """
    sketches = _sketches(text)
    wanted = [labels for labels in book.labels if any(map(labels.trigger.search, sketches))]
    if not wanted:
        return ()
    folded = _plain(text)
    found = [label for labels in wanted for label in _label_with(folded, text, labels)]
    return tuple(sorted(found, key=lambda label: (label.start, label.end, label.rule)))


_DROPPED = re.compile("[\u0300-\u036f" + "".join(sorted(INVISIBLE)) + "]+")


def _sketches(text: str) -> tuple[str, ...]:
    """Quick readings of ``text``: where no group is named in one of them, none is named in the text."""
    plain = level(unmask(text))
    if not plain.isascii():
        plain = _DROPPED.sub("", unicodedata.normalize("NFD", plain))
    spelled = plain.translate(_LEET)
    return (plain,) if spelled == plain else (plain, spelled)


def _plain(text: str) -> Folded:
    """``text`` folded, its look-alikes, accents and digits for letters undone; the map back is the fold's."""
    folded = fold(unmask(text))
    letters = "".join(map(_bare, folded.text))
    return Folded(_TOKEN.sub(_unleet, letters), folded.starts, folded.ends)


def _bare(char: str) -> str:
    """``char`` without its accent, when that leaves a letter of ASCII."""
    if char < "\x80":
        return char
    base = unicodedata.normalize("NFD", char)[0]
    return base if base < "\x80" else char


def _unleet(match: re.Match[str]) -> str:
    token = match[0]
    # "f-35", "9/11" and "100k" stay: a word has more letters than digits, and begins with a letter.
    letters = sum(char.isalpha() for char in token)
    if letters == len(token) or not token[0].isalpha() or 2 * letters <= len(token):
        return token
    return token.translate(_LEET)


def tagged_sentences(text: str, labels: LabelSet) -> tuple[Tagged, ...]:
    """The sentences of ``text`` with their groups tagged, as rules and score read them."""
    folded = _plain(text)
    topic: int | None = None
    readings = []
    for start, end in _sentences(folded, text):
        readings.append(labels.table.tag(folded.text[start:end], topic))
        topic = readings[-1].topic
    return tuple(readings)


def _label_with(folded: Folded, text: str, labels: LabelSet) -> Iterator[FoundLabel]:
    bounds = list(_sentences(folded, text))
    topic: int | None = None
    readings: list[Tagged] = []
    attacked: set[int] = set()
    for index, (start, end) in enumerate(bounds):
        sentence = folded.text[start:end]
        tagged = labels.table.tag(sentence, topic)
        topic = tagged.topic
        readings.append(tagged)
        after = folded.text[slice(*bounds[index + 1])] if index + 1 < len(bounds) else ""
        for rule, match in _hits(tagged, labels):
            where = tagged.starts[match.start()], tagged.ends[match.end() - 1]
            attacked.add(index)
            if not _shielded(labels.shields, sentence, where, after):
                first, last = _trimmed(sentence, *where)
                page = folded.unfold(start + first, start + last)
                category = rule.category or labels.table.category(match[0]) or labels.name
                yield FoundLabel(
                    name=labels.name, category=category, rule=rule.id, start=page[0], end=page[1]
                )

    yield from _scored(folded, bounds, readings, attacked, labels)


def _scored(
    folded: Folded,
    bounds: list[tuple[int, int]],
    readings: list[Tagged],
    attacked: set[int],
    labels: LabelSet,
) -> Iterator[FoundLabel]:
    """Labels by the learned score, where no rule has spoken: at most one for a stretch of sentences."""
    scorer, groups, done = labels.scorer, labels.table.groups, -1
    if scorer is None:
        return
    for first, last, tagged in windows([reading.text for reading in readings]):
        if first <= done or attacked & {first, last} or not about_people(tagged, groups):
            continue
        if scorer.probability(tagged) < scorer.threshold:
            continue
        start, end = bounds[first][0], bounds[last][1]
        after = folded.text[slice(*bounds[last + 1])] if last + 1 < len(bounds) else ""
        sentence = folded.text[start:end]
        if _shielded(labels.shields, sentence, _first_mention(readings[first]), after):
            continue
        done = last
        head, tail = _trimmed(sentence, 0, len(sentence))
        page = folded.unfold(start + head, start + tail)
        yield FoundLabel(
            name=labels.name,
            category=labels.table.category(tagged) or labels.name,
            rule=SCORE,
            start=page[0],
            end=page[1],
        )


def _first_mention(tagged: Tagged) -> tuple[int, int]:
    """Where a sentence names a group first; its beginning when only the next one does."""
    at = next((i for i, char in enumerate(tagged.text) if char in tagged.mentions()), None)
    return (0, 1) if at is None else (tagged.starts[at], tagged.ends[at])


_SHORT = 40


def _sentences(folded: Folded, text: str) -> Iterator[tuple[int, int]]:
    """The sentences of the folded text; a line break of the page ends one too, a question takes a short answer."""
    marks = {match.end() for match in _SENTENCE_END.finditer(folded.text)}
    for at in _SPACE.finditer(folded.text):
        if "\n" in text[folded.starts[at.start()] : folded.ends[at.start()]]:
            marks.add(at.start())
    ends = sorted({*marks, len(folded.text)})
    start = 0
    for end, after in zip(ends, [*ends[1:], len(folded.text)], strict=True):
        while start < end and folded.text[start] == " ":
            start += 1
        if start < end and not (folded.text[end - 1] == "?" and 0 < after - end <= _SHORT):
            yield start, end
            start = end


def _hits(tagged: Tagged, labels: LabelSet) -> list[tuple[LabelRule, re.Match[str]]]:
    """The matches of all rules; of those that overlap, the one that starts first and is longest."""
    present = tagged.mentions()
    if not present and not labels.lone.search(tagged.text):
        return []
    every = [
        (rule, match)
        for rule in labels.rules
        if not (rule.needs_group and rule.chars.isdisjoint(present))
        for pattern in rule.patterns
        for match in pattern.finditer(tagged.text)
    ]
    every.sort(key=lambda hit: (hit[1].start(), -hit[1].end(), hit[0].id))
    kept: list[tuple[LabelRule, re.Match[str]]] = []
    for rule, match in every:
        if not kept or match.start() >= kept[-1][1].end():
            kept.append((rule, match))
    return kept


def _trimmed(sentence: str, start: int, end: int) -> tuple[int, int]:
    """The range without marks and spaces at its ends."""
    while start < end and not sentence[start].isalnum():
        start += 1
    while end > start + 1 and not sentence[end - 1].isalnum():
        end -= 1
    return start, end


#: How far from an attack a shield may stand: comments without a full stop must not take for ever.
_NEAR = 300
_OPENING = re.compile(r"\W{0,2}(?:that )?")


def _shielded(shields: Shields, sentence: str, where: tuple[int, int], following: str) -> bool:
    """Whether the sentence, or the one after it, rejects what stands at ``where``."""
    start, end = where
    near = max(0, start - _NEAR)
    before, after = sentence[near:start], sentence[end : end + _NEAR]
    # The pattern may have taken the mark or the "that" before its clause with it.
    opening = _OPENING.match(sentence, start)
    lead = sentence[near : opening.end() if opening else start]
    if any(pattern.search(lead) or pattern.search(before) for pattern in shields.before):
        return True
    reaction = f"{after} {following[:_NEAR]}"
    if any(pattern.search(reaction) for pattern in shields.after):
        return True
    reported = before.count('"') % 2 == 1 or any(
        pattern.search(f"{before} {after}") for pattern in shields.reporting
    )
    return reported and any(pattern.search(reaction) for pattern in shields.after_report)
