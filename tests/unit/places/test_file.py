import struct
from collections.abc import Callable

import pytest

from dragoman.errors import KnowledgeError
from dragoman.places import Kind
from dragoman.places.file import HEAD, open_file
from dragoman.places.index import Keys
from dragoman.places.keys import key_of
from tests.made_places import ROWS, book_of, row
from training.gazetteer.pack import pack, size_of


def test_every_name_of_every_row_leads_to_it() -> None:
    gazetteer = book_of().gazetteer
    for one in ROWS:
        for name in (one.name, *one.names):
            found = [gazetteer.place(hit.place) for hit in gazetteer.find(name)]
            assert (one.lat, one.lon, one.country) in [(e.lat, e.lon, e.country) for e in found], name


def test_the_largest_of_a_name_stands_first() -> None:
    gazetteer = book_of().gazetteer
    assert [gazetteer.place(hit.place).country for hit in gazetteer.find("Paris")] == ["FRA", "USA", "USA"]


def test_a_place_tells_its_region_and_ids() -> None:
    gazetteer = book_of().gazetteer
    entry = gazetteer.place(gazetteer.find("Lutetia")[0].place)
    assert (entry.name, entry.region, entry.kind, entry.level) == ("Paris", "Ile-de-France", Kind.TOWN, 5)
    assert (entry.geonames, entry.metonym, entry.certain) == (2988507, False, True)


def test_rows_in_any_order_give_the_same_bytes() -> None:
    assert pack(ROWS) == pack(reversed(ROWS))


def test_more_namesakes_than_a_byte_counts() -> None:
    rows = [row("Newtown", lat=number / 100, population=number) for number in range(300)]
    file = open_file(pack(rows))
    assert len(Keys(file).find("newtown")) == 300


def test_names_that_begin_alike_are_kept_apart() -> None:
    names = [f"Lake {letter}{'a' * number}" for letter in "bcd" for number in range(40)]
    keys = Keys(open_file(pack([row(name) for name in names])))
    assert all(len(keys.find(key_of(name))) == 1 for name in names)
    assert keys.find("lake") == keys.find("lake e") == keys.find("zz") == keys.find("") == ()


@pytest.mark.parametrize("population", [0, 1, 500, 10_000, 9_000_000, 10**15])
def test_sizes_fit_a_byte_and_keep_order(population: int) -> None:
    assert 0 <= size_of(population) <= size_of(population * 2) <= 255


@pytest.mark.parametrize(
    ("spoil", "message"),
    [
        (lambda data: data[:0], "no file of this kind"),
        (lambda data: b"x" * len(data), "no file of this kind"),
        (lambda data: data[:8] + struct.pack("<I", 99) + data[12:], "version 99"),
        (lambda data: data[: len(data) // 2], "cut"),
        (lambda data: data[: HEAD.size + 10], "cut"),
        (lambda data: data[:12] + struct.pack("<I", 3) + data[16:], "lacks"),
    ],
)
def test_what_is_no_whole_gazetteer_is_refused(spoil: Callable[[bytes], bytes], message: str) -> None:
    with pytest.raises(KnowledgeError, match=message):
        open_file(spoil(pack(ROWS)))


def test_a_view_of_the_bytes_is_enough() -> None:
    data = pack(ROWS)
    assert len(open_file(memoryview(bytearray(data)))) == len(ROWS)
