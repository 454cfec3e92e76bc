"""Where the cue of a stance stands in a clause, and which words beside it say what it is about."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from dragoman.model import StanceKind
from dragoman.statements.paragraph import Range
from dragoman.statements.stance_cues import StanceBook, StanceCue

WORDS = re.compile(r"[^\W_]+(?:['’][^\W_]+)*|n['’]t")
_BREAK = re.compile(r"[—–;:…|(){}\[\]]|(?<=\s)-+(?=\s)|\.{2,}|_{2,}|--+")
_STOP = re.compile(r"[,.!;…]")
_LINK = re.compile(r",\s*|\b(?:and|but|because|since|so|that|though|although|as)\s+", re.IGNORECASE)
_QUESTION = re.compile(r"\?[\s\"'”’)]*$")
#: Letters of a clause that are read: patterns of many words take their time, and nobody says so much in one breath.
_LONGEST = 600
#: Words at most in front of a cue that may be what it is said of.
_SUBJECT = 9


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """A stretch of a sentence between strong marks; ``start`` is its first letter in the paragraph."""

    text: str
    start: int


def clauses(masked: str, place: Range) -> Iterator[Clause]:
    """The clauses of a range of letters; ``masked`` is the paragraph with its quotations blotted out."""
    start = place[0]
    for mark in _BREAK.finditer(masked, *place):
        if mark.start() > start:
            yield Clause(text=masked[start : min(mark.start(), start + _LONGEST)], start=start)
        start = mark.end()
    if start < place[1]:
        yield Clause(text=masked[start : min(place[1], start + _LONGEST)], start=start)


class Matcher:
    """Finds the cues of a stance book in clauses."""

    def __init__(self, book: StanceBook) -> None:
        self._book = book
        self._openers = sorted(book.words["openers"], key=len, reverse=True)

    def is_idle(self, text: str) -> bool:
        """Whether a sentence is a question or shows irony: then it takes no stance."""
        low = text.lower()
        return bool(_QUESTION.search(low)) or any(sign in low for sign in self._book.words["irony"])

    def match(self, cue: StanceCue, clause: Clause) -> tuple[Range, Range] | None:
        """The letters of the cue's words and of the phrase that says what they are about; None where it is no stance."""
        if cue.form == "alone":
            return self._alone(cue, clause)
        for match in cue.cue.finditer(clause.text):
            edge = match.end() == len(clause.text) or not clause.text[match.end()].isalnum()
            front = match.start() == 0 or not clause.text[match.start() - 1].isalnum()
            attached = clause.text[match.start()] in "'’" or front
            if not edge or not attached:
                continue
            head = clause.text[: match.start()]
            if self._guarded(head, own=cue.form == "own"):
                continue
            words = clause.start + match.start(), clause.start + match.end()
            if (what := match.groupdict().get("what")) is not None:
                return words, (
                    clause.start + match.start("what"),
                    clause.start + match.start("what") + len(what),
                )
            if cue.form == "about":
                phrase = self._subject(head)
                if phrase is not None and not _is_expletive(
                    head[phrase[0] : phrase[1]], clause.text[match.end() :]
                ):
                    return words, (clause.start + phrase[0], clause.start + phrase[1])
                continue
            stop = _STOP.search(clause.text, match.end())
            return words, (words[1], clause.start + (stop.start() if stop else len(clause.text)))
        return None

    def _alone(self, cue: StanceCue, clause: Clause) -> tuple[Range, Range] | None:
        start = self._opened(clause.text)
        match = cue.cue.match(clause.text, start)
        if match is not None and not _fills(clause.text, match.end()):
            match = None
        if match is None and cue.kind is StanceKind.DISPUTES:
            # "..., pure fiction." at the end of a clause
            last = clause.text.rfind(",") + 1
            start = last + len(clause.text[last:]) - len(clause.text[last:].lstrip())
            match = cue.cue.match(clause.text, start) if last else None
            if match is not None and any(letter.isalnum() for letter in clause.text[match.end() :]):
                return None
        if match is None:
            return None
        rest = clause.text[match.end() :]
        stop = _STOP.match(rest.lstrip())
        behind = match.end() + len(rest) - len(rest.lstrip())
        tail = rest.strip()[1:]
        if tail.lstrip().lower().startswith(("but ", "however", "though ")):
            return None
        begin = (
            clause.start + behind + 1 if stop is not None and stop.group() == "," else clause.start + behind
        )
        end = clause.start + len(clause.text) if stop is not None and stop.group() == "," else begin
        return (clause.start + match.start(), clause.start + match.end()), (begin, max(begin, end))

    def _opened(self, text: str) -> int:
        """Where the clause begins behind its marks and openers ("Well, ")."""
        at = 0
        while True:
            while at < len(text) and not text[at].isalnum():
                at += 1
            rest = text[at:].lower()
            opener = next(
                (
                    word
                    for word in self._openers
                    if rest.startswith(word) and rest[len(word) : len(word) + 1] in {",", " "}
                ),
                None,
            )
            bound = opener is not None and rest[len(opener)] == " "  # "Well said" is not "Well, said"
            if opener is None or (bound and " " not in opener and opener not in {"but", "and", "because"}):
                return at
            at += len(opener)

    def _guarded(self, head: str, *, own: bool) -> bool:
        """Whether words in front of the cue make it somebody else's, denied, conditional or only possible."""
        words = [match.group().lower() for match in WORDS.finditer(head)]
        lists = self._book.words
        if any(word in lists["conditions"] for word in words):
            return True
        if words[:1] == ["what"] and any(word in lists["reports"] for word in words):
            words = [word for word in words if word not in lists["reports"]]  # "what the mayor says"
        near = words[-4:]
        if any(word in lists["negations"] or word.endswith(("n't", "n’t")) for word in near):
            return True
        if any(word in lists["modals"] for word in words[-2:]):
            return True
        reported = [words[at - 1] if at else "" for at, word in enumerate(words) if word in lists["reports"]]
        return not own and any(not _is_noun_after(word) and word != "i" for word in reported)

    def _subject(self, head: str) -> Range | None:
        """The letters of the phrase in front of a cue, behind the last comma or conjunction."""
        start = self._opened(head)
        last = start
        for link in _LINK.finditer(head, start):
            if head[link.end() :].strip() and link.start() > start:
                last = link.end()
        if not head[last:].strip():
            last = start
        end = len(head.rstrip())
        if not 0 < len(WORDS.findall(head[last:])) <= _SUBJECT:
            return None
        return last, end


def _fills(text: str, end: int) -> bool:
    """Whether nothing stands behind ``end``, or a mark does."""
    rest = text[end:].lstrip()
    return not rest or _STOP.match(rest) is not None


def _is_expletive(subject: str, behind: str) -> bool:
    """Whether a subject is the "it" of "it is true that": what is meant stands behind."""
    return subject.strip().lower() in {"it", "this", "that"} and behind.lstrip().lower().startswith(
        ("that ", "to ", "how ")
    )


def _is_noun_after(word: str) -> bool:
    """Whether what follows a word is a noun: "the mayor's claim", "his hope"."""
    return word.endswith(("'s", "’s", "s'", "s’")) or word in {
        "the",
        "this",
        "that",
        "his",
        "her",
        "their",
        "its",
    }
