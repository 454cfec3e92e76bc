"""The crosswalk of CAMEO to PLOVER: complete, and in PLOVER's own words."""

from collections import Counter

import pytest

from dragoman.errors import KnowledgeError
from dragoman.events.cameo import parse_cameo
from dragoman.events.details import MODES
from dragoman.kit import load_kit

BOOK = load_kit().codebook
HEADER = "code,category,mode,goldstein,basis\n"


def test_every_code_of_the_published_crosswalk_is_there() -> None:
    bases = Counter(one.basis for one in BOOK.cameo.values())
    assert bases["2021"] + bases["0.8"] == 274
    assert bases == {"2021": 233, "0.8": 41, "later": 4, "statement": 11, "appeal": 28}
    roots = {code[:2] for code in BOOK.cameo}
    assert roots == {f"{number:02}" for number in range(1, 21)}


def test_a_statement_is_no_event_and_an_appeal_a_request() -> None:
    assert all(BOOK.cameo[code].category is None for code in BOOK.cameo if code.startswith("01"))
    assert {BOOK.cameo[code].category for code in BOOK.cameo if code.startswith("02")} == {"REQUEST"}


def test_categories_and_modes_are_those_of_the_codebook() -> None:
    told = {(sense.category, sense.mode) for found in BOOK.senses.values() for sense in found}
    for one in BOOK.cameo.values():
        assert one.category is None or one.category in BOOK.categories
        assert (
            one.mode is None
            or one.mode in MODES.get(one.category or "", ())
            or (one.category, one.mode) in told
        )


def test_conflict_begins_with_appeals_and_investigations() -> None:
    conflict = {
        one.code[:2] for one in BOOK.cameo.values() if one.category and BOOK.categories[one.category].quad > 2
    }
    assert conflict == {"02", *(f"{number:02}" for number in range(9, 21))}


def test_goldstein_values_are_public_or_unknown() -> None:
    assert BOOK.cameo["190"].goldstein == -10.0
    assert BOOK.cameo["057"].goldstein == 8.0
    assert {code for code, one in BOOK.cameo.items() if one.goldstein is None} == {
        "1213", "1214", "155", "176", "1951", "1952",
    }  # fmt: skip


def test_every_cameo_code_of_a_sense_is_one() -> None:
    told = {sense.cameo for found in BOOK.senses.values() for sense in found if sense.cameo}
    assert told <= set(BOOK.cameo)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("code,category\n", "cameo.csv:1: the columns"),
        (HEADER + "1,AGREE,,,2021\n", "cameo.csv:2: '1' is no CAMEO code"),
        (HEADER + "030,AGREE,,,2021\n030,AGREE,,,2021\n", "cameo.csv:3: the code 030 stands twice"),
        (HEADER + "010,AGREE,,,statement\n", "cameo.csv:2: a statement has no category"),
        (HEADER + "030,,,,2021\n", "cameo.csv:2: a statement has no category"),
        (HEADER + "030,AGREE,,11,2021\n", "cameo.csv:2: 11.0 is not from -10 to 10"),
        (HEADER + "030,AGREE,,much,2021\n", "cameo.csv:2: 'much' is no number"),
        (HEADER + "030,AGREE,,,rumour\n", "cameo.csv:2: basis 'rumour'"),
        (HEADER + "030,AGREE\n", "cameo.csv:2: 2 cells"),
    ],
)
def test_a_mistake_is_told_with_its_line(text: str, said: str) -> None:
    with pytest.raises(KnowledgeError, match=said):
        parse_cameo(text)


def test_a_codebook_may_go_without() -> None:
    assert parse_cameo("") == {}
