"""The crosswalk to the codes of other data sets: the tables that ship, and what is wrong with others."""

from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from dragoman.actors.rows import rows_of
from dragoman.crosswalks import COLUMNS, CROSSWALK, parse_crosswalk
from dragoman.errors import KnowledgeError
from dragoman.model import Place, Span
from tests.shipped import KNOWLEDGE
from tests.unit.export.field_readers import crosswalk

FILES = {name: (KNOWLEDGE / CROSSWALK / name).read_text("utf-8") for name in COLUMNS}


def actor_rows(table: str, column: str) -> set[str]:
    """The values of a column in all actor files that ship."""
    folder = KNOWLEDGE / "actors"
    files = {path.relative_to(folder).as_posix(): path.read_text("utf-8") for path in folder.rglob(table)}
    return {row.cell(column) for row in rows_of(files, {})[table]} - {""}


class TestShipped:
    def test_every_country_of_the_actor_files_is_there(self) -> None:
        known = actor_rows("actors.csv", "country") | actor_rows("roles.csv", "country")
        assert known <= {*crosswalk().countries}
        assert len(crosswalk().countries) >= 249 + 9

    def test_alpha_2_codes_are_those_of_the_actor_files(self) -> None:
        folder = KNOWLEDGE / "actors" / "countries"
        rows = rows_of({"actors.csv": (folder / "actors.csv").read_text("utf-8")}, {})["actors.csv"]
        wanted = {row.cell("country"): row.cell("iso2") for row in rows if row.cell("iso2")}
        assert {one.alpha3: one.alpha2 for one in crosswalk().countries.values() if one.alpha2} == wanted

    def test_every_sector_of_the_actor_files_has_its_row(self) -> None:
        used = actor_rows("actors.csv", "sector") | actor_rows("roles.csv", "sector")
        assert used <= {*crosswalk().roles}

    def test_every_group_is_an_actor(self) -> None:
        assert {*crosswalk().groups} <= actor_rows("actors.csv", "id")

    def test_a_code_is_given_once(self) -> None:
        countries = crosswalk().countries.values()
        fips = [one.fips for one in countries if one.fips] + [one.fips for one in crosswalk().parts]
        for codes in (fips, [one.cameo for one in countries if one.cameo]):
            assert [code for code, times in Counter(codes).items() if times > 1] == []
        states: dict[int, set[str]] = {}
        for one in countries:
            if one.cow is not None:
                states.setdefault(one.cow, set()).add(one.alpha3)
        # States that Correlates of War goes on with under one number.
        assert {cow: names for cow, names in states.items() if len(names) > 1} == {
            345: {"SCG", "SRB", "YUG"},
            365: {"RUS", "SUN"},
            816: {"VDR", "VNM"},
        }
        # The 195 members of today, and three of the past with numbers of their own.
        assert len(states) == 198

    @pytest.mark.parametrize(
        ("alpha3", "cow", "fips", "cameo"),
        [
            ("DEU", 255, "GM", "DEU"), ("CHE", 225, "SZ", "CHE"), ("CHN", 710, "CH", "CHN"), ("AUS", 900, "AS", "AUS"),
            ("AUT", 305, "AU", "AUT"), ("ROU", 360, "RO", "ROM"), ("TLS", 860, "TT", "TMP"), ("MNE", 341, "MJ", "MTN"),
            ("XKX", 347, "KV", None), ("SSD", 626, "OD", "SSD"), ("TWN", 713, "TW", "TWN"), ("PSE", None, None, "PSE"),
            ("YEM", 679, "YM", "YEM"), ("VAT", None, "VT", "VAT"), ("GBR", 200, "UK", "GBR"), ("NER", 436, "NG", "NER"),
            ("NGA", 475, "NI", "NGA"), ("COG", 484, "CF", "COG"), ("COD", 490, "CG", "COD"), ("SUN", 365, None, None),
        ],
    )  # fmt: skip
    def test_what_is_easily_taken_for_another(
        self, alpha3: str, cow: int | None, fips: str | None, cameo: str | None
    ) -> None:
        one = crosswalk().countries[alpha3]
        assert (one.cow, one.fips, one.cameo) == (cow, fips, cameo)

    def test_parts_belong_to_countries_without_a_code_and_lie_apart(self) -> None:
        parts = crosswalk().parts
        assert all(crosswalk().countries[one.country].fips is None for one in parts)
        for at, one in enumerate(parts):
            for other in parts[:at]:
                apart = one.east < other.west or other.east < one.west
                assert apart or one.north < other.south or other.north < one.south

    def test_the_map_of_a_country_in_parts(self) -> None:
        span = Span(page="p", start=0, end=1)
        hebron = Place(name="Hebron", span=span, country="PSE", level=5, lat=31.53, lon=35.1)
        nowhere = Place(name="Palestine", span=span, country="PSE", level=5, lat=0.0, lon=0.0)
        assert (crosswalk().fips_of(hebron), crosswalk().fips_of(nowhere)) == ("WE", None)


@pytest.mark.parametrize(
    ("table", "change", "message"),
    [
        ("groups.csv", lambda _: None, "crosswalk/groups.csv is missing"),
        ("groups.csv", lambda text: text.replace("actor,code", "actor,codes"), "groups.csv:1: the columns"),
        ("groups.csv", lambda text: text + "a,b,c\n", "groups.csv:81: 3 cells, not 2"),
        ("groups.csv", lambda text: text + "somebody,un\n", "groups.csv:81: code 'un' has not the form"),
        ("groups.csv", lambda text: text + "hamas,HMS\n", "groups.csv:81: hamas stands twice"),
        ("groups.csv", lambda text: text + '"a', "groups.csv:81: "),
        ("countries.csv", lambda text: text.replace("AFG,AF,", "AFG,Af,"), "alpha2 'Af' has not the form"),
        ("countries.csv", lambda text: text.replace(",700,AF,", ",0700,AF,"), "cow '0700' has not the form"),
        ("roles.csv", lambda text: text.replace("MED,HLH", "MED,HEALTH"), "role 'HEALTH' has not the form"),
        ("parts.csv", lambda text: text.replace("31.2,", "south,"), "south 'south' has not the form"),
    ],
)
def test_what_is_wrong_is_told_with_its_place(
    table: str, change: Callable[[str], str | None], message: str
) -> None:
    changed = {name: change(text) if name == table else text for name, text in FILES.items()}
    with pytest.raises(KnowledgeError, match=message):
        parse_crosswalk({name: text for name, text in changed.items() if text is not None}, {})


def test_the_tables_are_utf_8_with_line_feeds() -> None:
    for name in COLUMNS:
        data = (KNOWLEDGE / CROSSWALK / name).read_bytes()
        assert b"\r" not in data
        assert data.endswith(b"\n")


def test_only_the_tables_lie_there() -> None:
    assert sorted(path.name for path in Path(KNOWLEDGE / CROSSWALK).iterdir()) == sorted(COLUMNS)
