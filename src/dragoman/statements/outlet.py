"""What the outlet says in its own voice without asserting it: silences and speculation."""

from __future__ import annotations

import re

from dragoman.model import FactualityKind, Style
from dragoman.statements.cues import CueBook, Pattern
from dragoman.statements.found import Found, Piece, letters
from dragoman.statements.grammar import first_phrase, subject
from dragoman.statements.paragraph import Skeleton

_ADVERBIALS = (
    ["as", "a", "rule"],
    ["in", "general"],
    ["as", "yet"],
    ["so", "far"],
    ["as", "usual"],
    ["in", "turn"],
)
_ASKED = frozenset({"asked", "questioned", "pressed", "quizzed", "question", "questions"})
#: Last words of a cue behind which "when" asks for a day.
_ASKING = frozenset(
    "of on about to say says said saying tell told explain reveal disclose specify clarify confirm decide announce "
    "indicate know predict divulge hint idea".split()
)
_WHOEVER = frozenset({"anyone", "anybody", "those", "everyone", "everybody", "people", "all"})
_SUBORDINATE = frozenset({"that", "which", "who", "if", "where", "because", "whether", "so"})


def _masked(text: str, row: Skeleton) -> tuple[str, int]:
    """The sentence with its quotations blotted out letter by letter, and where it begins in the paragraph."""
    start = row[0].start
    parts: list[str] = []
    at = start
    for token in row:
        if token.quote >= 0:
            parts += [text[at : token.start], "_" * (token.end - token.start)]
            at = token.end
    parts.append(text[at : row[-1].end])
    return "".join(parts), start


def find_silences(number: int, text: str, row: Skeleton, book: CueBook) -> list[Found]:
    """Sources of this sentence that did not speak, with the topic they kept silent about."""
    patterns = book.silences.among(text[row[0].start : row[-1].end])
    if not patterns:
        return []
    masked, offset = _masked(text, row)
    out: list[Found] = []
    taken: list[tuple[int, int]] = []
    for pattern in patterns:
        for match in pattern.cue.finditer(masked):
            start, end = match.start() + offset, match.end() + offset
            if any(a < end and start < b for a, b in taken):
                continue
            found = _silence(number, row, (start, end), pattern, book)
            if match.groupdict().get("who"):
                found = _unheard(number, (start, end), match, offset, pattern)
            if found is not None:
                taken.append((start, end))
                out.append(found)
    return sorted(out, key=lambda item: item.cues[0].start)


def _silence(
    number: int, row: Skeleton, cue: tuple[int, int], pattern: Pattern, book: CueBook
) -> Found | None:
    at = next((k for k, token in enumerate(row) if token.start >= cue[0]), None)
    at = None if at is None else _before_adverbial(row, at)
    after = next((k for k, token in enumerate(row) if token.start >= cue[1]), len(row))
    who = subject(row, 0, at, book) if at else None
    if at and row[at].low.endswith("ing"):
        who = first_phrase(row, 0, at, book)
    if at is None or who is None or (pattern.nobody and row[who[0]].low not in book.words["nobody"]):
        return None
    if row[who[0]].low == "who" and who[0] and row[who[0] - 1].low in _WHOEVER:
        return None  # "anyone who kept quiet"
    after = _behind_asking(row, after)
    end = after
    while end < len(row) and row[end].text not in {",", ".", ";", "!", "?", "—", "–"} and row[end].quote < 0:
        end += 1
    return Found(
        rule=pattern.id,
        paragraph=number,
        content=(),
        confidence=pattern.confidence,
        source=letters(number, row, who),
        cues=(Piece(paragraph=number, start=cue[0], end=cue[1]),),
        kind=FactualityKind.WITHHELD,
        topic=letters(number, row, (after, end)) if end > after else None,
        style=Style.SILENCE,
    )


def _behind_asking(row: Skeleton, at: int) -> int:
    """Where the topic begins behind a cue: of "when asked about the lock" the lock; nowhere in other clauses of when."""
    if at >= len(row) or row[at].low not in {"when", "as", "after", "because", "before"}:
        return at
    if row[at].low == "when" and row[at - 1].low in _ASKING:
        return at  # "gave no hint of when the ferry would sail"
    asked = (k for k in range(at, len(row) - 1) if row[k].low in _ASKED and row[k + 1].low in {"about", "on"})
    return next((k + 2 for k in asked), len(row))


def _before_adverbial(row: Skeleton, at: int) -> int:
    """The token at which "as a rule" and its like begin in front of a cue; ``at`` where none does."""
    led = next(
        (words for words in _ADVERBIALS if [token.low for token in row[:at]][-len(words) :] == words), []
    )
    return at - len(led)


def _unheard(number: int, cue: tuple[int, int], match: re.Match[str], offset: int, pattern: Pattern) -> Found:
    """The silence of somebody who is no subject ("calls to the embassy went unanswered")."""
    first, last = match.start("who") + offset, match.end("who") + offset
    return Found(
        rule=pattern.id,
        paragraph=number,
        content=(),
        confidence=pattern.confidence,
        source=Piece(paragraph=number, start=first, end=last),
        cues=(Piece(paragraph=number, start=cue[0], end=first),),
        kind=FactualityKind.WITHHELD,
        style=Style.SILENCE,
    )


def find_speculations(number: int, text: str, row: Skeleton, book: CueBook, *, sure: bool) -> list[Found]:
    """What the outlet itself takes to be possible in this sentence; at most one.

    ``sure`` asks for the patterns that need no proof that nobody else is the source ("this may indicate").
    """
    if row[-1].text == "?":
        return []
    patterns = [one for one in book.speculations.among(text[row[0].start : row[-1].end]) if one.sure is sure]
    if not patterns:
        return []
    masked, offset = _masked(text, row)
    for pattern in patterns:
        for match in pattern.cue.finditer(masked):
            if match.group()[:1].isupper() and match.start() and match.group().lower() == "may":
                continue  # the month
            place = _speculated(row, match.start() + offset, match.end() + offset, pattern, book)
            if place is not None:
                cue = _modal(row, match.start() + offset, match.end() + offset, number)
                return [
                    Found(
                        rule=pattern.id,
                        paragraph=number,
                        content=(letters(number, row, place),),
                        confidence=pattern.confidence,
                        cues=(cue,),
                        kind=FactualityKind.SPECULATED,
                        style=Style.OUTLET,
                    )
                ]
    return []


def _modal(row: Skeleton, start: int, end: int, number: int) -> Piece:
    """The cue without the subject that the pattern may take in."""
    own = [token for token in row if start <= token.start < end]
    if not own:
        # The pattern fits inside a word that marks and letters run together make.
        return Piece(paragraph=number, start=start, end=end)
    first = next(
        (token for token in own if token.low in {"may", "might", "could", "possibly", "perhaps"}), own[0]
    )
    return Piece(paragraph=number, start=first.start, end=own[-1].end)


def _speculated(
    row: Skeleton, start: int, end: int, pattern: Pattern, book: CueBook
) -> tuple[int, int] | None:
    before = [token.low for token in row if token.start < start]
    if _SUBORDINATE.intersection(before) or {"i", "we"}.intersection(before[-2:]):
        return None
    last = len(row)
    while last and row[last - 1].text in {".", "!", ",", ";", ":"}:
        last -= 1
    after = next((k for k, token in enumerate(row) if token.start >= end), len(row))
    if pattern.sure:
        return (after, last) if last > after else None
    first = 0
    while first < last and row[first].low in book.words["conjunctions"]:
        first += 1
    return (first, last) if last - first > 2 else None
