"""Whom a phrase speaks of: parties and their codes, with the shipped knowledge and parser."""

import pytest

from bench.predict_actors import codes_in
from dragoman.kit import load_kit


def codes(sentence: str, phrase: str, on: str | None = "2016-05-01") -> str | None:
    start = sentence.index(phrase)
    (found,) = codes_in(sentence, on, [(start, start + len(phrase))], load_kit())
    return found


@pytest.mark.parametrize(
    ("sentence", "phrase", "expected"),
    [
        ("Turkey closed the border.", "Turkey", "TUR"),
        ("Sergey Lavrov flew to Geneva.", "Sergey Lavrov", "RUSGOV"),
        ("The Russian foreign minister flew to Geneva.", "The Russian foreign minister", "RUSGOV"),
        ("US and British forces entered the town.", "US and British forces", "USA GBR"),
        ("French and German ministers met in Rome.", "French and German ministers", "FRA DEU"),
        ("Turkey, Iran and Russia signed the paper.", "Turkey, Iran and Russia", "TUR IRN RUS"),
        ("Rebels shelled five Syrian army trucks.", "Syrian army", "SYR"),
        ("Opposition groups in Zimbabwe asked for help.", "Opposition groups in Zimbabwe", "ZWE"),
        ("Refugees fleeing the war in Liberia arrived.", "Refugees fleeing the war in Liberia", "LBR"),
        ("Police seized Iraqi trucks near Ankara.", "Iraqi", "IRQ"),
        ("The Albanians of southern Serbia want more rights.", "The Albanians of southern Serbia", "SRB"),
        ("Talks were held in Amman on Monday.", "Amman", "JOR"),
        ("Turkish Kurd refugees crossed over.", "Turkish Kurd refugees", "TUR"),
        ("Yoruba leaders welcomed the vote.", "Yoruba leaders", "NGA"),
        ("Hutu rebels attacked troops of Burundi.", "Hutu rebels", "BDI"),
        ("Norway, a NATO member, agreed.", "Norway", "NOR"),
        ("A pro-Iranian militia in Iraq fired rockets.", "A pro-Iranian militia in Iraq", "IRQ"),
        ("Ethnic Russians in Latvia voted.", "Ethnic Russians in Latvia", "LVA"),
        ("An anti-Syria journalist was shot in Lebanon.", "An anti-Syria journalist", "LBN"),
    ],
)
def test_countries_of_parties(sentence: str, phrase: str, expected: str) -> None:
    found = codes(sentence, phrase)
    assert found is not None
    told = found.split("|")
    assert [code[: len(one)] for code, one in zip(told, expected.split(), strict=True)] == expected.split()


@pytest.mark.parametrize(
    ("on", "expected"),
    [("2016-05-01", "TURSPY"), ("2023-09-01", "TURGOV"), ("1999-01-01", "TUR")],
)
def test_an_office_counts_on_its_days_alone(on: str, expected: str) -> None:
    assert codes("Hakan Fidan flew to Moscow.", "Hakan Fidan", on) == expected


def test_one_who_left_office_has_the_country_and_eli() -> None:
    assert codes("Mevlut Cavusoglu gave a lecture.", "Mevlut Cavusoglu", "2025-01-01") == "TURELI"


def test_nothing_is_guessed_where_nothing_tells() -> None:
    assert codes("The committee met again.", "The committee") is None


def test_swapped_names_swap_the_parties() -> None:
    one, other = "Turkey", "Armenia"
    text = f"{one} accused {other} of breaking the truce."
    back = f"{other} accused {one} of breaking the truce."
    assert (codes(text, one), codes(text, other)) == (codes(back, one), codes(back, other)) == ("TUR", "ARM")
