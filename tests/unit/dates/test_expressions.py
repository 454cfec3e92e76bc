"""Expressions and their values; the examples of all rules; what is found in sentences and what is not."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from dragoman.dates import Anchors, Kind, Role, find_expressions, resolve_text
from dragoman.dates.expressions import LEVELS
from dragoman.dates.grammar import Level, Rule, apply
from dragoman.dates.words import Term, terms_of
from dragoman.model import Tense

Case = tuple[str, Tense, str, str]


def cases() -> Iterator[Case]:
    anchor, tense = "", Tense.UNKNOWN
    for line in (Path(__file__).parent / "expressions.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("@"):
            _, anchor, named = line.split()
            tense = Tense(named)
        elif line and not line.startswith("#"):
            words, _, value = line.rpartition(" = ")
            yield anchor, tense, words, value


CASES = list(cases())
RULES = [(number, rule) for number, one in enumerate(LEVELS) for rule in one.rules]


def test_there_are_enough_cases_and_none_twice() -> None:
    assert len(CASES) >= 500
    assert len(set(CASES)) == len(CASES)


@pytest.mark.parametrize(("anchor", "tense", "words", "wanted"), CASES)
def test_an_expression_has_its_value(anchor: str, tense: Tense, words: str, wanted: str) -> None:
    found = resolve_text(words, Anchors(metadata=None if anchor == "none" else anchor), tense=tense)
    if wanted == "none":
        assert all(one.value is None and one.kind is Kind.DATE for one in found)
        return
    assert len(found) == 1, found
    one = found[0]
    if one.kind is not Kind.DATE:
        assert one.kind == wanted
        return
    role = "" if one.role is Role.IN else f"{one.role} "
    assert f"{role}{one.value}" == wanted


def states(example: str, number: int) -> Iterator[list[Term]]:
    """The words of an example before each round of a level."""
    terms = apply(terms_of(example), LEVELS[:number])
    one = LEVELS[number]
    once = Level(rules=one.rules, pattern=one.pattern, alone=one.alone)
    for _ in range(one.rounds):
        yield terms
        terms = apply(terms, [once])


@pytest.mark.parametrize(("number", "rule"), RULES, ids=[rule.name for _, rule in RULES])
def test_a_rule_joins_words_of_its_example(number: int, rule: Rule) -> None:
    at = LEVELS[number].rules.index(rule)
    pattern = LEVELS[number].alone[at]
    for terms in states(rule.example, number):
        signs = "".join(term.kind for term in terms)
        if any(rule.build(terms[match.start() : match.end()]) for match in pattern.finditer(signs)):
            return
    pytest.fail(f"{rule.name}: nothing is joined in {rule.example!r}")


def test_the_number_of_a_group_is_that_of_its_rule() -> None:
    for one in LEVELS:
        assert one.pattern.groups == len(one.rules)


def test_no_two_rules_of_a_level_have_one_name() -> None:
    for one in LEVELS:
        names = [rule.name for rule in one.rules]
        assert len(set(names)) == len(names)


@pytest.mark.parametrize(
    ("sentence", "wanted"),
    [
        ("The envoys met on Friday, a day after the shelling stopped.", ["Friday", "a day after"]),
        ("In May 2014 and again in June 2015 the dam broke.", ["May 2014", "June 2015"]),
        (
            "He ruled from 2010 to 2014 and returned in the summer of 2016.",
            ["from 2010 to 2014", "the summer of 2016"],
        ),
        ("Since March the port has been shut for three weeks.", ["March", "for three weeks"]),
        ("By the end of the year, 400 people will have left.", ["the end of the year"]),
        ("Prices rose 3.5 percent in the first quarter of 2016.", ["the first quarter of 2016"]),
        ("The 2016 election and the 2012 one were close.", ["The 2016", "the 2012"]),
        ("Polling is on 12 March, the ministry said on Tuesday night.", ["12 March", "Tuesday night"]),
        ("It was the worst flood in the past two decades.", ["the past two decades"]),
        ("Talks were moved from Monday to Friday.", ["Monday", "Friday"]),
        (
            "The mission ran between Nov. 30 and Dec. 2, 2015, near Odesa.",
            ["between Nov. 30 and Dec. 2, 2015"],
        ),
        ("The border opened at 10:00 GMT on 3 March.", ["3 March"]),
        ("They meet every Monday.", ["every Monday"]),
        ("A Turkish jet crashed Saturday (March 25).", ["Saturday", "March 25"]),
        ("He left two years ago.", ["two years ago"]),
        ("May 3, May 4, May 5 and 6", ["May 3", "May 4", "May 5 and 6"]),
        ("It took more than two full weeks.", ["more than two full weeks"]),
    ],
)
def test_the_expressions_of_a_sentence_are_found(sentence: str, wanted: list[str]) -> None:
    assert [sentence[one.start : one.end] for one in find_expressions(sentence)] == wanted


@pytest.mark.parametrize(
    "sentence",
    [
        "He may march if he must.",
        "The second man sat in the sun, and may God help him.",
        "Prime Minister May met President Mr. Chad.",
        "Theresa May's plan fell apart.",
        "A plan of May would fall, and others spring to mind.",
        "Some 2,000 people died and 2015 troops were sent.",
        "They fired 12 rockets at 3 tanks, 1914 soldiers fell.",
        "The Sunday Times and the Daily Mail wrote it.",
        "Bloody Sunday is remembered, and so is Super Tuesday.",
        "A three-year-old child, her mother in her thirties, was hurt.",
        "The Winter Olympics, the Arab Spring and the Sun newspaper.",
        "It costs a dollar a day and 100 euros a month.",
        "On the 15th floor, in the first instance, a third of them slept.",
        "Three quarters of the votes were counted.",
        "Version 3.5 and chapter 12:4.",
        "The crowd wants to fall back on the first, second and third lines.",
        "",
        " ",
    ],
)
def test_what_is_no_date_is_left_alone(sentence: str) -> None:
    assert [sentence[one.start : one.end] for one in find_expressions(sentence)] == []


def test_day_first_says_how_slashes_are_read() -> None:
    anchors = Anchors(metadata="2017-03-26")
    assert [resolve_text("03/04/2016", anchors, day_first=first)[0].value for first in (True, False)] == [
        "2016-04-03",
        "2016-03-04",
    ]


def test_a_role_stays_outside_the_words() -> None:
    text = "closed since last Friday"
    (one,) = find_expressions(text)
    assert (text[one.start : one.end], one.role) == ("last Friday", Role.SINCE)
