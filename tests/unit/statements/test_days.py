"""Dates of an article's sentences, read by the shipped model."""

from __future__ import annotations

from dragoman.dates import Anchors, Kind
from dragoman.language import Sentence
from dragoman.model import Lane, Page
from dragoman.statements import find_days
from tests.made_sentences import parsed_sentences_of, sentences_in, sentences_of
from tests.unit.pages.made import page_of

TEXT = """The two ministers met in Ankara on Friday.
They had agreed on March 12 to exchange prisoners. The following day the first buses left.
The exchange was halted on Monday. It will resume on Tuesday, the ministry said on Saturday.
The next round is to begin on 3 April.
"""
ANCHORS = Anchors(metadata="2017-03-26")


def found(page: Page, sentences: list[Sentence]) -> list[tuple[str, str | None]]:
    days = find_days(sentences, ANCHORS)
    return [(page.text[one.span.start : one.span.end], one.value.value) for one in days]


def test_the_verb_decides_on_which_side_of_the_anchor_a_day_lies() -> None:
    page = page_of(TEXT)
    assert found(page, parsed_sentences_of(page)) == [
        ("Friday", "2017-03-24"),
        ("March 12", "2017-03-12"),
        ("The following day", "2017-03-13"),
        ("Monday", "2017-03-20"),
        ("Tuesday", "2017-03-28"),
        ("Saturday", "2017-03-25"),
        ("3 April", "2017-04-03"),
    ]


def test_without_a_parser_the_words_stand_in() -> None:
    page = page_of("They met on Friday.\nThey will meet on Tuesday.\n")
    assert found(page, sentences_of(page)) == [("Friday", "2017-03-24"), ("Tuesday", "2017-03-28")]


def test_comments_are_left_out_and_sentences_are_numbered_as_given() -> None:
    page = page_of("They met on Friday.\nMe too, on Saturday.\nThey left for two days.\n")
    lines = page.text.splitlines()
    first, second = len(lines[0]) + 1, len(lines[0]) + len(lines[1]) + 2
    sentences = [
        *sentences_in(page, (0, len(lines[0]))),
        *sentences_in(page, (first, first + len(lines[1])), lane=Lane.COMMENTS, comment=0, block=1),
        *sentences_in(page, (second, second + len(lines[2])), block=2),
    ]
    days = find_days(sentences, ANCHORS)
    assert [(one.sentence, one.value.kind) for one in days] == [(0, Kind.DATE), (2, Kind.DURATION)]
