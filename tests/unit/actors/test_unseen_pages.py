"""Ways of naming people that pages outside the office holders' world have: with the shipped parser and knowledge."""

import pytest

from bench.predict_actors import page_of
from dragoman.actors import find_mentions
from dragoman.kit import load_kit
from dragoman.language import parse, split
from dragoman.model import Block, BlockKind, MentionKind


def named(text: str, on: str = "2019-11-01") -> list[tuple[str, str | None]]:
    """Words and actors of all mentions but pronouns; those known from the page only by their name."""
    kit = load_kit()
    page = page_of(text)
    block = Block(kind=BlockKind.PARAGRAPH, span=page.span(0, len(text)), path="line 1", rule="given")
    sentences, _ = parse(split(page, (block,), kit.boundaries)[0], kit.parser)
    found, _ = find_mentions(sentences, kit.actors, on)
    names = {actor.id: actor.name for actor in found.actors if actor.id.startswith("local:")}
    return [
        (page.quote(one.span), names.get(one.actor or "", one.actor))
        for one in found.mentions
        if one.kind is not MentionKind.PRONOUN
    ]


@pytest.mark.parametrize(
    ("text", "pairs"),
    [
        (
            "Maine Gov. Nora Muster signed it. Mr. Muster left.",
            [("Nora Muster", "Nora Muster"), ("Muster", "Nora Muster")],
        ),
        (
            "Nora Muster, 27, won the vote. Muster was happy.",
            [("Nora Muster", "Nora Muster"), ("Muster", "Nora Muster")],
        ),
        (
            "Listening to Peter R. Muster sing was no joy. Mr. Muster left.",
            [("Peter R. Muster", "Peter R. Muster"), ("Muster", "Peter R. Muster")],
        ),
        (
            "Terry O’Muster did a good job. Ms. O’Muster was happy.",
            [("Terry O’Muster", "Terry O’Muster"), ("O’Muster", "Terry O’Muster")],
        ),
        (
            "Joshua Muster wrote a book. Josh Muster sold it.",
            [("Joshua Muster", "Joshua Muster"), ("Josh Muster", "Joshua Muster")],
        ),
        (
            "The minister thanked U.S. Ambassador to Russia Peter Muster.",
            [("Peter Muster", "Peter Muster")],
        ),
    ],
)
def test_persons_of_the_page_only(text: str, pairs: list[tuple[str, str]]) -> None:
    assert [pair for pair in named(text) if pair in pairs] == pairs


@pytest.mark.parametrize(
    "text",
    [
        "The Executive Branch paid for it.",
        "An 8-year-old Fort Worth girl was found.",
        "Children were treated in Deir Al Balah on Sunday.",
    ],
)
def test_what_is_no_person(text: str) -> None:
    assert not [words for words, actor in named(text) if words == actor]


def test_everyday_words_are_names_where_the_page_has_named_their_bearer() -> None:
    text = "Xi Jinping was at home. The world of Xi is large. The book says Xi was ill."
    assert [actor for _, actor in named(text)] == ["xi-jinping"] * 3
    assert named("The world of Xi is large.") == []


def test_a_pronoun_is_no_surname() -> None:
    assert named("Vice Premier Liu He came with a plan. He urged calm.") == [("Liu He", "liu-he")]


def test_the_president_of_a_club_is_not_the_president() -> None:
    text = "Nora Muster, the president of the Wheel Club, met President Donald Trump. The president said no."
    assert named(text)[-1] == ("president", "donald-trump")


def test_the_president_without_a_country_is_the_one_named_without_it() -> None:
    text = "President Donald Trump called French President Emmanuel Macron. The president was angry."
    assert named(text)[-1] == ("president", "donald-trump")


def test_adjectives_that_share_a_group_are_groups_of_their_own() -> None:
    assert named("Russian, Turkish and Iranian officials met.") == [
        ("Russian", "russia"),
        ("Turkish", "turkey"),
        ("Iranian officials", "iran"),
    ]


def test_a_surname_is_whom_the_book_knows_by_it_unless_another_stands_nearer() -> None:
    text = "Hunter Biden was named. Joe Biden laughed. Lavrov called, and Biden answered."
    assert named(text)[-1] == ("Biden", "joe-biden")


def test_a_place_with_its_land_behind_it_is_no_actor() -> None:
    assert ("Gaza", "gaza") not in named("Children were treated in Rafah City, Gaza, on Sunday.")
    assert [actor for _, actor in named("Moscow, Ankara, and Tehran agreed.")] == ["russia", "turkey", "iran"]


def test_an_official_channel_is_nobody() -> None:
    text = "The official, Nora Muster, left. The official channel was closed. The Turkish official laughed."
    assert ("official", "Nora Muster") in named(text)
    assert [words for words, _ in named(text)].count("official") == 1
    assert ("Turkish official", None) in named(text)
