"""The tense above a word, in sentences that the shipped model reads."""

from __future__ import annotations

from functools import cache

import pytest

from dragoman.kit import load_kit
from dragoman.language import Parsed, tense_at
from dragoman.language.protocol import NOTHING
from dragoman.language.tokens import words_of
from dragoman.model import Tense


@cache
def parsed(sentence: str) -> Parsed:
    (found,) = load_kit().parser.parse([[word.text for word in words_of(sentence)]])
    return found


def tense(sentence: str, word: str, *, headline: bool = False) -> Tense:
    words = [one.text for one in words_of(sentence)]
    return tense_at(parsed(sentence), words.index(word), headline=headline)


@pytest.mark.parametrize(
    ("sentence", "word", "wanted"),
    [
        ("The minister said on Saturday that the talks failed.", "Saturday", Tense.PAST),
        ("The two presidents will meet in Sochi on Tuesday.", "Tuesday", Tense.FUTURE),
        ("The delegation is to fly to Ankara on Friday.", "Friday", Tense.FUTURE),
        ("Turkey plans to send troops in June.", "June", Tense.FUTURE),
        ("The talks are scheduled for Monday.", "Monday", Tense.FUTURE),
        ("The talks scheduled for Monday were called off.", "Monday", Tense.FUTURE),
        ("The army has held the town since March.", "March", Tense.PAST),
        ("He may have been killed on Sunday.", "Sunday", Tense.PAST),
        ("The attack carried out on Wednesday killed ten people.", "Wednesday", Tense.PAST),
        ("The summit begins on Thursday.", "Thursday", Tense.PRESENT),
        ("He is meeting his colleague on Friday.", "Friday", Tense.PRESENT),
        ("The president was due to arrive on Monday.", "Monday", Tense.FUTURE),
        ("The sides agreed to meet again on Friday.", "Friday", Tense.FUTURE),
        ("The soldiers arrived on Friday to guard the bridge.", "Friday", Tense.PAST),
        ("The vote was on Sunday.", "Sunday", Tense.PAST),
        ("The court is expected to rule on Wednesday.", "Wednesday", Tense.FUTURE),
        ("The ceasefire, which took effect on Friday, will be extended in July.", "Friday", Tense.PAST),
        ("The ceasefire, which took effect on Friday, will be extended in July.", "July", Tense.FUTURE),
        ("The hearing was postponed until Monday.", "Monday", Tense.FUTURE),
        ("The hearing lasted until Monday.", "Monday", Tense.PAST),
        ("The minister says on Thursday that it is over.", "Thursday", Tense.PAST),
    ],
)
def test_the_verb_above_a_date_has_a_tense(sentence: str, word: str, wanted: Tense) -> None:
    assert tense(sentence, word) is wanted


def test_a_date_of_a_subject_takes_the_verbs_tense_and_one_of_an_object_only_a_past_one() -> None:
    assert tense("Saturday's opening will be attended by the king.", "Saturday") is Tense.FUTURE
    assert tense("Officials will discuss Saturday's attack with the ambassador.", "Saturday") is Tense.UNKNOWN
    assert tense("Officials discussed Saturday's attack with the ambassador.", "Saturday") is Tense.PAST


def test_a_headline_in_the_present_reports_what_has_happened() -> None:
    assert tense("Turkey downs a jet on Tuesday", "Tuesday", headline=True) is Tense.PAST
    assert tense("Turkey downs a jet on Tuesday", "Tuesday") is Tense.PRESENT


def test_no_verb_and_no_word_give_no_tense() -> None:
    assert tense("Ankara, Saturday", "Saturday") is Tense.UNKNOWN
    assert tense_at(NOTHING, 0) is Tense.UNKNOWN
    assert tense_at(parsed("He left on Friday."), 99) is Tense.UNKNOWN
    assert tense_at(parsed("He left on Friday."), -1) is Tense.UNKNOWN
