from dataclasses import replace

import pytest

from dragoman.kit import load_kit
from dragoman.language import Sentence
from dragoman.model import Page
from dragoman.pages import read
from dragoman.places import find_places
from tests.made_sentences import parsed_sentences_of, sentences_of


def page_of(text: str) -> Page:
    page = next(iter(read(text.encode())))
    assert isinstance(page, Page)
    return page


def found(text: str, *, parsed: bool = True) -> list[tuple[str, str | None, str | None]]:
    page = page_of(text)
    sentences = parsed_sentences_of(page) if parsed else sentences_of(page)
    places, _ = find_places(page, sentences, load_kit().places)
    assert [one.span for one in places] == sorted(one.span for one in places)
    return [
        (page.text[one.span.start : one.span.end], one.as_place().name or None, one.as_place().country)
        for one in places
    ]


def test_locations_of_the_model_and_names_of_the_tables() -> None:
    text = "Rebels fired rockets at Saraqib in northern Syria, and the White House blamed Russian officers.\n"
    assert found(text) == [
        ("Saraqib", "Saraqib", "SYR"),
        ("Syria", "Syria", "SYR"),
        ("White House", "White House", "USA"),
        ("Russian", "Russia", "RUS"),
    ]


def test_persons_are_no_places() -> None:
    text = "President Jordan Smith met Georgia Miller on Monday.\n"
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The leader said that the West and Western powers lied in Syria.\n", "West"),
        ("First, Iran lied.\n", "First"),
        ("They met on Thursday in Tehran.\n", "Thursday"),
        ("He spoke in English on a visit to Tehran.\n", "English"),
        ("Voters in Kentucky like Medicaid and Burisma.\n", "Medicaid"),
    ],
)
def test_what_is_no_place(text: str, name: str) -> None:
    assert name not in [words for words, _, _ in found(text)]


def test_the_people_of_a_language_are_still_found() -> None:
    assert ("English", "England", "GBR") in found("It was calm in English towns.\n")


def test_places_that_a_headline_ties_together_are_two() -> None:
    assert [name for name, _, _ in found("Officials Finish Talks On Syria In Moscow\n")] == [
        "Syria",
        "Moscow",
    ]


def test_names_of_others_are_no_places() -> None:
    text = "The Taliban met the European Union in Doha.\n"
    page = page_of(text)
    taliban = page.span(text.index("Taliban"), text.index(" met"))
    union = page.span(text.index("European"), text.index(" in"))
    places, _ = find_places(page, parsed_sentences_of(page), load_kit().places, named=(taliban, union))
    assert [page.quote(one.span) for one in places] == ["European Union", "Doha"]


def test_a_town_that_is_told_where_it_lies() -> None:
    assert ("Paris", "Paris", "USA") in found("The fair in Paris, Texas, opened on Monday.\n")


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("They met in Saraqib. Saraqib was calm.\n", ["Saraqib"]),
        ("They met. Turkey and the Black Sea were named.\n", ["Turkey", "Black Sea"]),
        ("OR so they say IN town, and ME too.\n", []),
    ],
)
def test_without_a_parser_only_sure_names_count(text: str, names: list[str]) -> None:
    assert [name for name, _, _ in found(text, parsed=False)] == names


def test_what_stands_outside_the_sentences_says_nothing() -> None:
    text = "Texas Texas Texas Texas\nThe mayor of Paris spoke.\n"
    page = page_of(text)
    sentences: list[Sentence] = [one for one in parsed_sentences_of(page) if one.span.start > 20]
    (one,), _ = find_places(page, sentences, load_kit().places)
    assert one.as_place().country == "FRA"
    assert page.text[one.span.start : one.span.end] == "Paris"


def test_no_sentences_no_places() -> None:
    page = page_of("Paris\n")
    assert find_places(page, [], load_kit().places) == ((), ())
    unparsed = [replace(one, words=()) for one in sentences_of(page)]
    assert find_places(page, unparsed, load_kit().places) == ((), ())


@pytest.mark.parametrize(
    "text", ["ODESA, Ukraine — It was calm.\n", "ODESA — It was calm.\n", "ODESA (AP) - It was calm.\n"]
)
@pytest.mark.parametrize("parsed", [True, False])
def test_the_place_of_a_dateline(text: str, parsed: bool) -> None:
    assert found(text, parsed=parsed)[0] == ("ODESA", "Odesa", "UKR")
