import numpy as np
import pytest

from dragoman.places import Kind
from dragoman.places.scorer import Scorer, parse_scorer
from tests.made_places import ROWS, row
from training.gazetteer import divisions, sources
from training.gazetteer.build import COORDINATES, coordinates
from training.gazetteer.learn import as_table
from training.gazetteer.networks import Examples, learn
from training.gazetteer.pack import pack


@pytest.mark.parametrize(
    ("name", "kind", "plain"),
    [
        ("Idlib Governorate", Kind.REGION, "Idlib"),
        ("Province of Pangasinan", Kind.DISTRICT, "Pangasinan"),
        ("County Cork", Kind.DISTRICT, "Cork"),
        ("Altai Krai", Kind.REGION, "Altai"),
        ("Texas", Kind.REGION, "Texas"),
        ("Royal Borough of Windsor", Kind.DISTRICT, "Windsor"),
    ],
)
def test_words_for_kinds_are_left_out(name: str, kind: Kind, plain: str) -> None:
    assert divisions.bare(name, kind) == plain


def test_the_middle_is_not_drawn_by_one_large_town() -> None:
    many = [row("A", lat=10.1, lon=20.1 + number / 1000) for number in range(50)]
    assert divisions.middle([*many, row("B", lat=12.1, lon=20.1)]) == pytest.approx((11.1, 20.1), abs=0.05)


def test_the_middle_of_what_lies_across_the_date_line() -> None:
    lat, lon = divisions.middle([row("A", lat=10, lon=179), row("B", lat=10, lon=-179)])
    assert (lat, abs(lon)) == (10, 180)


def test_stated_coordinates_stand_and_unknown_regions_are_refused() -> None:
    rows = divisions.placed(ROWS, {("USA", ""): (1.0, 2.0), ("USA", "Tejas"): (3.0, 4.0)})
    assert [(one.lat, one.lon) for one in rows if one.name in {"United States", "Texas"}] == [
        (1.0, 2.0),
        (3.0, 4.0),
    ]
    with pytest.raises(ValueError, match="Ruritania"):
        divisions.placed(ROWS, {("USA", "Ruritania"): (1.0, 2.0)})


def test_a_part_near_its_namesake_is_left_out() -> None:
    towns = [row("Reno", lat=33, lon=-95)]
    parts = [
        row("Reno", Kind.PART, lat=33.1, lon=-95),
        row("Reno", Kind.PART, lat=35, lon=-95),
        row("Reno", Kind.PART, lat=35.1, lon=-95),
    ]
    assert [part.lat for part in divisions.apart(parts, towns)] == [35]


def test_other_names_are_latin_begin_with_a_capital_and_are_new() -> None:
    names = ["Odessa", "odesa", "ODS", "Одеса", "ODESSA", "Odésa", "Ud", "Kotsiubiiv", "x" * 70]
    assert list(sources.other_names("Odesa", names)) == ["Odessa", "Kotsiubiiv"]


def test_names_of_another_source_are_not_read() -> None:
    table = "Standard Name\tXX-1\tXX.01\t7\tProvince\tOwn Name|Other\t1\t\t1\nPlain\t\tXX.01.2\t\t\tMore\t2\t1\t1\nOnly ISO\tXX-2\t\t\t\t\t1\t\t1\n"
    assert sources.more_names(table) == {
        "XX.01": (7, ("Own Name", "Other")),
        "XX.01.2": (0, ("Plain", "More")),
    }
    assert sources.iso_codes(table) == {"xx1": "XX.01"}


def test_districts_of_towns_by_line() -> None:
    divisions_table = "A\t\tXX.01\nB\t\tXX.01.7\n"
    cities = "Town\t11\t1|2\t1\nVillage\t12\t1\t1\nHamlet\t13\t\t1\n"
    assert sources.districts_of(cities, divisions_table) == {11: "7"}


def test_postal_places_once_a_district_and_no_boxes() -> None:
    line = "US\t1\tReno\tTexas\tTX\tLamar\t277\t\t\t33.6\t-95.4\t4"
    table = "\n".join(
        [line, line.replace("\t1\t", "\t2\t"), line.replace("Reno", "PO Box 7"), line.replace("US", "FR")]
    )
    (part,) = sources.parts(table, frozenset({"US"}), {"US": "USA"})
    assert (part.name, part.region, part.district, part.kind) == ("Reno", "TX", "277", Kind.PART)


def test_airports_go_by_their_town_too() -> None:
    table = (
        "icao,iata,name,city,subd,country,elevation,lat,lon,tz,lid\n"
        "XXXX,XYZ,Ruritania Zenda International Airport,Ruritania,,US,1,2.0,3.0,,\n"
        "YYYY,,Farm Strip,Nowhere,,US,1,2.0,3.0,,\n"
    )
    (airport,) = sources.airports(table, {"US": "USA"})
    assert {
        "Ruritania Zenda Airport",
        "Zenda International Airport",
        "Zenda Airport",
        "Ruritania Airport",
    } <= set(airport.names)


def test_the_shipped_coordinates_are_on_the_globe() -> None:
    found = coordinates(COORDINATES.read_text(encoding="utf-8"))
    assert len(found) > 300
    assert all(-90 <= lat <= 90 and -180 <= lon <= 180 for lat, lon in found.values())


def test_any_order_gives_the_same_file() -> None:
    assert pack(sorted(ROWS, key=lambda one: (one.lon, one.name))) == pack(ROWS)


def test_a_network_learns_which_of_a_group_is_right_and_is_written_and_read_back() -> None:
    rng = np.random.default_rng(5)
    numbers = rng.normal(size=(300, 2)) * [1.0, 50.0] + [0.0, 7.0]
    right = np.zeros(300)
    starts = np.arange(0, 301, 3)
    for start in starts[:-1]:
        right[start + int(np.argmax(numbers[start : start + 3, 0]))] = 1.0
    examples = Examples(
        columns=("good", "noise"), numbers=numbers, starts=starts, right=right, weights=np.ones(100)
    )
    network = learn(examples, seed=1)
    same = learn(examples, seed=1)
    assert np.array_equal(network.hidden, same.hidden)
    back = parse_scorer(as_table(Scorer(first=(network,), second=(network,)))).first[0]
    scores = back.score(numbers).reshape(100, 3)
    assert np.mean(scores.argmax(1) == right.reshape(100, 3).argmax(1)) > 0.95
    assert back.score(numbers) == pytest.approx(network.score(numbers), abs=0.01)
