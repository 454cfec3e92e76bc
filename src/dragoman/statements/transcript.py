"""Turns of a printed conversation: paragraphs that open with a speaker's name and a colon ("SAAR: We will stay.")."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from dragoman.statements.cues import CueBook
from dragoman.statements.found import Found, Piece
from dragoman.statements.paragraph import Paragraph

RULE = "transcript-turn"
#: Turns, and speakers, that make a conversation at least; one of the speakers has the word twice.
_TURNS, _SPEAKERS = 3, 2
#: Where names are not in capitals, how many speakers have the word twice at least.
_OFTEN = 2
#: Paragraphs that another text may take between two turns at most.
_APART = 4
_OPEN = re.compile(
    r"\s*[\"“„«‘']?(?P<name>[^\W\d_][\w.’'-]*(?: [^\W\d_][\w.’'-]*){0,3})(?: ?\([^()]{1,60}\))?(?P<colon>:)\s+(?=\S)"
)


def turns(paragraphs: Sequence[Paragraph], book: CueBook) -> Mapping[int, Found]:
    """The turns of conversations by the number of their paragraph; a turn is the whole paragraph behind the colon.

    A conversation has two speakers and three turns, and a speaker has the word again, near by: what else stands in
    front of a colon ("Correction: ...", "Venue: ...") makes none.
    """
    out: dict[int, Found] = {}
    for group in _near(_opened(paragraphs, book)):
        names = Counter(match["name"].casefold() for _, match in group)
        often = sum(count > 1 for count in names.values())
        written = all(match["name"].isupper() for _, match in group)
        if len(group) >= _TURNS and len(names) >= _SPEAKERS and often >= (1 if written else _OFTEN):
            trust = book.forms.get(RULE, 0.5)
            out |= {one.number: _turn(one, match, trust) for one, match in group}
    return out


def _opened(paragraphs: Sequence[Paragraph], book: CueBook) -> Iterator[tuple[Paragraph, re.Match[str]]]:
    for paragraph in paragraphs:
        match = _OPEN.match(paragraph.text)
        if match is None:
            continue
        words = match["name"].split()
        if all(word[0].isupper() for word in words) and words[0].lower() not in book.words["labels"]:
            yield paragraph, match


def _near(
    opened: Iterator[tuple[Paragraph, re.Match[str]]],
) -> Iterator[list[tuple[Paragraph, re.Match[str]]]]:
    """What is opened so, in runs without a long text between."""
    run: list[tuple[Paragraph, re.Match[str]]] = []
    for one in opened:
        if run and one[0].number - run[-1][0].number > _APART:
            yield run
            run = []
        run.append(one)
    yield run


def _turn(paragraph: Paragraph, match: re.Match[str], trust: float) -> Found:
    def piece(start: int, end: int) -> Piece:
        return Piece(paragraph=paragraph.number, start=start, end=end)

    return Found(
        rule=RULE,
        paragraph=paragraph.number,
        content=(piece(match.end(), len(paragraph.text.rstrip())),),
        confidence=trust if paragraph.balanced else trust / 2,
        source=piece(*match.span("name")),
        cues=(piece(*match.span("colon")),),
    )
