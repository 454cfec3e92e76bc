"""Contexts of made-up tables and sentences: what counts, how much, in which order."""

import pytest
from hypothesis import given, strategies as st

from dragoman.errors import KnowledgeError
from dragoman.events.contexts import contexts_of, told_contexts
from dragoman.events.details import CONTEXTS, Details, parse_details

HEADER = "context,class,words,example,expected\n"
TABLE = HEADER + (
    "military,strong,army|force,An army.,military\n"
    "military,weak,war|fight,A war.,military\n"
    "peacekeeping,strong,peace-keeping force,A peacekeeping force.,peacekeeping\n"
    "health,weak,doctor|ward,A doctor.,health\n"
    "economic,strong,trade|loan|bank,A loan.,economic\n"
)


def details() -> Details:
    return parse_details({"contexts.csv": TABLE})


def found(text: str, *trigger: int) -> tuple[str, ...]:
    words = text.split()
    return contexts_of(words, words, trigger, details())


def test_a_strong_word_tells_alone_and_a_weak_one_does_not() -> None:
    assert found("the army came") == ("military",)
    assert found("the doctor came") == ()


def test_two_weak_words_tell_and_the_same_one_twice_does_not() -> None:
    assert found("the doctor left the old and empty ward") == ("health",)
    assert found("the doctor met the other doctor") == ()


def test_a_weak_word_in_the_trigger_tells() -> None:
    assert found("they fight", 1) == ("military",)
    assert found("they fight") == ()


def test_the_longest_phrase_counts_and_hyphens_part_words() -> None:
    assert found("a peace-keeping force came") == ("peacekeeping",)
    assert found("a peace keeping force came") == ("peacekeeping",)


def test_the_context_of_the_trigger_stands_first() -> None:
    text = "the army said that somebody or other in the city asked for a loan"
    assert found(text) == ("military", "economic")
    assert found(text, 12) == ("economic", "military")


def test_what_is_told_in_passing_is_left_out() -> None:
    assert found("a loan of the bank for trade after a long and very bad time of the army", 1) == (
        "economic",
    )


def test_the_words_that_told_are_kept() -> None:
    words = "The Army of Chad sent a peace-keeping force".split()
    told = told_contexts(words, [word.lower() for word in words], (), details())
    assert {one.name: one.words for one in told} == {"military": (1,), "peacekeeping": (6, 7)}


@given(
    st.lists(
        st.sampled_from(
            ["army", "war", "fight", "doctor", "ward", "loan", "x", "-", "peace-keeping", "force"]
        )
    )
)
def test_contexts_are_known_none_twice_and_told_by_words_there_are(words: list[str]) -> None:
    told = told_contexts(words, words, (0,), details())
    names = [one.name for one in told]
    assert set(names) <= set(CONTEXTS)
    assert len(set(names)) == len(names)
    assert all(one.words and set(one.words) <= set(range(len(words))) for one in told)
    assert [one.score for one in told] == sorted((one.score for one in told), reverse=True)


@pytest.mark.parametrize(
    ("files", "says"),
    [
        ({"contexts.csv": "context,class\n"}, "contexts.csv:1"),
        ({"contexts.csv": HEADER + "weather,strong,rain,Rain.,weather\n"}, "contexts.csv:2: 'weather'"),
        ({"contexts.csv": HEADER + "health,odd,flu,Flu.,health\n"}, "contexts.csv:2: class 'odd'"),
        ({"contexts.csv": HEADER + "health,weak,,Flu.,health\n"}, "no word"),
        ({"contexts.csv": HEADER + "health,weak,flu,,health\n"}, "needs an example"),
        ({"contexts.csv": HEADER + "health,weak,flu\n"}, "3 cells"),
    ],
)
def test_a_broken_table_names_itself_and_the_line(files: dict[str, str], says: str) -> None:
    with pytest.raises(KnowledgeError, match=r"contexts\.csv") as caught:
        parse_details(files)
    assert says in str(caught.value)


def test_a_codebook_without_the_tables_tells_nothing() -> None:
    assert contexts_of(["army"], ["army"], (0,), parse_details({})) == ()
