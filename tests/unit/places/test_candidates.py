import pytest

from dragoman.places import PlaceBook, Rule
from dragoman.places.candidates import candidates_of, following_kind
from dragoman.places.coarse import coarse_names
from tests.made_places import book_of


@pytest.fixture(scope="module")
def book() -> PlaceBook:
    return book_of()


@pytest.mark.parametrize(
    ("name", "after", "first", "rule"),
    [
        ("Paris", "", "Paris", Rule.NAME),
        ("the United States", "", "United States", Rule.NAME),
        ("Paris's", "", "Paris", Rule.NAME),
        ("Lutetia", "", "Paris", Rule.OTHER_NAME),
        ("City of Light", "", "Paris", Rule.OTHER_NAME),
        ("French", "", "France", Rule.ADJECTIVE),
        ("Texans", "", "Texas", Rule.ADJECTIVE),
        ("US", "", "United States", Rule.SHORT),
        ("U.S.", "", "United States", Rule.SHORT),
        ("Tex.", "", "Texas", Rule.SHORT),
        ("Lamar", " county officials", "Lamar County", Rule.GENERIC),
        ("Lamar Co.", "", "Lamar County", Rule.GENERIC),
        ("State of Texas", "", "Texas", Rule.GENERIC),
        ("Paris region", "", None, None),
        ("northern Texas", "", "Texas", Rule.PART),
        ("south-eastern France", "", "France", Rule.PART),
        ("Reno General Hospital", "", "Reno", Rule.INSIDE),
        ("French Embassy", "", "France", Rule.INSIDE),
        ("Zenda", "", None, None),
        ("—", "", None, None),
    ],
)
def test_rules(book: PlaceBook, name: str, after: str, first: str | None, rule: Rule | None) -> None:
    found = candidates_of(name, book.gazetteer, after)
    if first is None:
        assert all(one.rule is Rule.INSIDE for one in found)
    else:
        assert (book.gazetteer.place(found[0].place).name, found[0].rule) == (first, rule)


def test_short_forms_count_only_as_written(book: PlaceBook) -> None:
    assert not candidates_of("us", book.gazetteer)


def test_common_words_inside_a_name_are_no_places() -> None:
    from tests.made_places import row

    book = book_of([row("Court"), row("Bank"), row("Reno", population=9)], {})
    (one,) = candidates_of("Reno District Court Bank", book.gazetteer)
    assert book.gazetteer.place(one.place).name == "Reno"


@pytest.mark.parametrize(
    ("after", "kind"),
    [
        (" county seat", "county"),
        (" Province,", "province"),
        (" county's", ""),
        ("county", ""),
        (" said", ""),
        ("", ""),
    ],
)
def test_words_for_kinds(after: str, kind: str) -> None:
    assert following_kind(after) == kind


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("From Paris, Texas, to France.", ["Texas", "France"]),
        ("The U.S. and US trade.", ["U.S.", "US"]),
        ("Reno, Tex., is small", ["Tex"]),
        ("texas and france", []),
        ("Mail info@Texas.example", []),
        ("French wine", ["French"]),
    ],
)
def test_countries_and_regions_in_a_text(book: PlaceBook, text: str, named: list[str]) -> None:
    assert [text[one.start : one.end].rstrip(".") for one in coarse_names(text, book.gazetteer)] == [
        name.rstrip(".") for name in named
    ]
