"""Warning labels on comments that attack people for what they are, decided by a data file.

The data file (``knowledge/labels/*.toml``) holds groups of people, word lists, rules and shields. A rule is a
pattern with places for a group; a shield is a wording that rejects what it repeats ("it is wrong to say that").
Nothing is ever removed from a record because of a label: it only tells a reader to fold the comment.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from dragoman.pages.harm_rules import LabelBook, LabelRule, LabelSet, Shields, parse_labels
from dragoman.text import Folded, fold, unmask

__all__ = ["FoundLabel", "LabelBook", "label_text", "parse_labels"]


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


_SENTENCE_END = re.compile(r"[.!?…]+(?=[\s\"')\]]|$)[\"')\]]*")
_TOKEN = re.compile(r"[\w@$']+")
_LEET = str.maketrans("013457@$", "oieastas")


def label_text(text: str, book: LabelBook) -> tuple[FoundLabel, ...]:
    """The labels of ``text`` (one comment), in order; offsets count its code points.

    Case, marks, spaces, look-alike letters, accents and digits written for letters make no difference. A
    sentence is judged by itself; a sentence after it may take an attack back that was only reported.
    """
    folded = _plain(text)
    found = [label for labels in book.labels for label in _label_with(folded, text, labels)]
    return tuple(sorted(found, key=lambda label: (label.start, label.end, label.rule)))


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


def _label_with(folded: Folded, text: str, labels: LabelSet) -> Iterator[FoundLabel]:
    words = dict(labels.words)
    bounds = list(_sentences(folded, text))
    for index, (start, end) in enumerate(bounds):
        sentence = folded.text[start:end]
        after = folded.text[slice(*bounds[index + 1])] if index + 1 < len(bounds) else ""
        named = labels.groups.search(sentence) is not None
        rules = [rule for rule in labels.rules if named or not rule.needs_group]
        for rule, match in _hits(sentence, rules):
            if not _shielded(labels.shields, sentence, match, after):
                category = rule.category or words[_first_group(labels.groups, match)]
                where = folded.unfold(*_trimmed(match, start))
                yield FoundLabel(
                    name=labels.name, category=category, rule=rule.id, start=where[0], end=where[1]
                )


def _sentences(folded: Folded, text: str) -> Iterator[tuple[int, int]]:
    """The sentences of the folded text; a line break of the page ends one too."""
    breaks = [match.end() for match in _SENTENCE_END.finditer(folded.text)]
    for at, char in enumerate(folded.text):
        if char == " " and "\n" in text[folded.starts[at] : folded.ends[at]]:
            breaks.append(at)
    start = 0
    for end in sorted({*breaks, len(folded.text)}):
        while start < end and folded.text[start] == " ":
            start += 1
        if start < end:
            yield start, end
        start = end


def _hits(sentence: str, rules: Iterable[LabelRule]) -> list[tuple[LabelRule, re.Match[str]]]:
    """The matches of all rules; of those that overlap, the one that starts first and is longest."""
    every = [
        (rule, match) for rule in rules for pattern in rule.patterns for match in pattern.finditer(sentence)
    ]
    every.sort(key=lambda hit: (hit[1].start(), -hit[1].end(), hit[0].id))
    kept: list[tuple[LabelRule, re.Match[str]]] = []
    for rule, match in every:
        if not kept or match.start() >= kept[-1][1].end():
            kept.append((rule, match))
    return kept


def _first_group(groups: re.Pattern[str], match: re.Match[str]) -> str:
    found = groups.search(match.string, match.start(), match.end())
    return found[0] if found else ""


def _trimmed(match: re.Match[str], base: int) -> tuple[int, int]:
    """The match without marks and spaces at its ends, in the folded text."""
    start, end = match.span()
    while start < end and not match.string[start].isalnum():
        start += 1
    while end > start + 1 and not match.string[end - 1].isalnum():
        end -= 1
    return base + start, base + end


#: How far from an attack a shield may stand: comments without a full stop must not take for ever.
_NEAR = 300
_OPENING = re.compile(r"\W{0,2}(?:that )?")


def _shielded(shields: Shields, sentence: str, match: re.Match[str], following: str) -> bool:
    """Whether the sentence, or the one after it, rejects what the match says."""
    near = max(0, match.start() - _NEAR)
    before, after = sentence[near : match.start()], sentence[match.end() : match.end() + _NEAR]
    # The pattern may have taken the mark or the "that" before its clause with it.
    opening = _OPENING.match(sentence, match.start())
    lead = sentence[near : opening.end() if opening else match.start()]
    if any(pattern.search(lead) or pattern.search(before) for pattern in shields.before):
        return True
    reaction = f"{after} {following[:_NEAR]}"
    if any(pattern.search(reaction) for pattern in shields.after):
        return True
    reported = before.count('"') % 2 == 1 or any(
        pattern.search(f"{before} {after}") for pattern in shields.reporting
    )
    return reported and any(pattern.search(reaction) for pattern in shields.after_report)
