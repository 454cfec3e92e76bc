import pytest

from dragoman.kit import load_kit
from dragoman.model import Problem, Span
from dragoman.places import Kind, PlaceBook, Resolved, Rule, resolve_places
from tests.made_places import book_of, row

PAGE = "p"


@pytest.fixture(scope="module")
def book() -> PlaceBook:
    return load_kit().places


def resolved(
    text: str, names: str, book: PlaceBook, beside: tuple[str, ...] = ()
) -> tuple[tuple[Resolved, ...], tuple[Problem, ...]]:
    """The toponyms ``names``, a bar between them, each behind the one before."""
    spans, at = [], 0
    for name in names.split("|"):
        at = text.index(name, at)
        spans.append(Span(page=PAGE, start=at, end=at + len(name)))
        at += len(name)
    return resolve_places(text, spans, book, beside)


@pytest.mark.parametrize(
    ("text", "name", "country", "region", "kind"),
    [
        ("The mayor of Paris spoke.", "Paris", "FRA", "Île-de-France", Kind.TOWN),
        ("A barn burnt near Paris, Texas, on Monday.", "Paris", "USA", "Texas", Kind.TOWN),
        ("A barn burnt near Paris (Texas) on Monday.", "Paris", "USA", "Texas", Kind.TOWN),
        ("A barn burnt near Paris, Lamar County, Texas.", "Paris", "USA", "Texas", Kind.TOWN),
        ("Police in London, Ontario, made an arrest.", "London", "CAN", "Ontario", Kind.TOWN),
        ("Shells fell on Idlib province.", "Idlib", "SYR", "Idlib", Kind.REGION),
        ("Schools closed in Boone County, Kentucky.", "Boone County", "USA", "Kentucky", Kind.DISTRICT),
        ("Tbilisi is the capital of Georgia and lies on the Kura.", "Georgia", "GEO", None, Kind.COUNTRY),
        ("Voters in Ky. and W.Va. chose on Tuesday.", "W.Va.", "USA", "West Virginia", Kind.REGION),
        ("Aid reached Darfur.", "Darfur", "SDN", None, Kind.AREA),
        ("Ships left the Black Sea.", "Black Sea", None, None, Kind.WATER),
        ("Flights from Heathrow were late.", "Heathrow", "GBR", None, Kind.SITE),
        ("The French minister resigned.", "French", "FRA", None, Kind.COUNTRY),
    ],
)
def test_words_around_a_name_decide(
    book: PlaceBook, text: str, name: str, country: str | None, region: str | None, kind: Kind
) -> None:
    (found,), _ = resolved(text, name, book)
    entry = found.options[0].entry
    assert (entry.country, entry.kind) == (country, kind)
    assert region is None or entry.region == region


def test_other_places_of_the_page_decide(book: PlaceBook) -> None:
    text = "Fires burnt near Springfield, and crews came from Joplin, Branson and Rolla."
    (found, *_), _ = resolved(text, "Springfield|Joplin|Branson|Rolla", book)
    assert found.options[0].entry.region == "Missouri"


def test_towns_of_a_region_decide_what_its_name_means(book: PlaceBook) -> None:
    found, _ = resolved("Atlanta and Savannah are cities in Georgia.", "Atlanta|Savannah|Georgia", book)
    assert [one.options[0].entry.region for one in found] == ["Georgia"] * 3


def test_a_home_that_is_told_decides(book: PlaceBook) -> None:
    text = "The council of Newport meets on Monday."
    regions = [
        resolved(text, "Newport", book, beside)[0][0].options[0].entry.region
        for beside in (("Providence", "Rhode Island"), ("Cardiff", "Wales"))
    ]
    assert regions == ["Rhode Island", "Wales"]


def test_one_name_has_one_meaning_on_a_page(book: PlaceBook) -> None:
    text = "Paris, Texas, has a tower. In Paris the tower wears a hat."
    found, _ = resolved(text, "Paris|Texas|Paris", book)
    assert found[0].options[0].entry.number == found[2].options[0].entry.number


def test_a_building_nobody_knows_stands_where_the_page_is(book: PlaceBook) -> None:
    text = "The choir sang in Odesa. Later it sang in Zykoff Hall."
    found, _ = resolved(text, "Odesa|Zykoff Hall", book)
    option = found[1].options[0]
    assert (option.rule, option.entry.country) == (Rule.PAGE, "UKR")
    assert found[1].as_place().rule == "page"


def test_a_name_that_nothing_explains_stays_open(book: PlaceBook) -> None:
    (found,), problems = resolved("They came from Zykoff.", "Zykoff", book)
    assert (found.options, found.place, problems) == ((), None, ())
    place = found.as_place()
    assert (place.lat, place.level, place.span) == (None, None, found.span)


def test_level_candidates_stay_open() -> None:
    book = book_of([row("Twin", region="TX", lat=31, lon=-99), row("Twin", region="TX", lat=34, lon=-99)], {})
    (found,), (problem,) = resolved("They met in Twin.", "Twin", book)
    assert found.place is None
    assert len(found.options) == 2
    assert (problem.code, problem.span) == ("ambiguous-place", found.span)
    assert "Twin" in problem.detail


def test_a_town_and_its_county_are_no_choice() -> None:
    book = book_of(
        [row("Twin", region="TX", lat=31, lon=-99), row("Twin", Kind.DISTRICT, region="TX", district="1", lat=31.1, lon=-99)],
        {},
    )  # fmt: skip
    (found,), problems = resolved("They met in Twin.", "Twin", book)
    assert found.place == found.options[0]
    assert problems == ()


def test_the_record_gets_name_coordinates_level_and_rule(book: PlaceBook) -> None:
    (found, seat), _ = resolved("In Texas nobody heard the White House.", "Texas|White House", book)
    place = found.as_place()
    assert (place.name, place.lat, place.lon, place.country) == ("Texas", 31.25044, -99.25061, "USA")
    assert (place.level, place.rule, place.geonames) == (3, "name", 4736286)
    assert seat.as_place().rule == "metonym"


def test_options_are_few_the_best_first_and_add_up(book: PlaceBook) -> None:
    (found,), _ = resolved("They came from San Antonio.", "San Antonio", book)
    scores = [option.score for option in found.options]
    assert scores == sorted(scores, reverse=True)
    assert len(scores) == 5
    assert 0 < sum(scores) <= 1.001


def test_no_toponyms_no_places(book: PlaceBook) -> None:
    assert resolve_places("Nothing here.", [], book) == ((), ())


def test_a_page_of_very_many_toponyms(book: PlaceBook) -> None:
    names = ["San Antonio", "Springfield", "Santa Cruz", "San Juan", "Georgetown", "Newport"] * 60
    found, _ = resolved(", ".join(names), "|".join(names), book)
    assert len(found) == 360
    assert all(one.options for one in found)
