"""Strict readers of the tables of POLECAT and GDELT: every cell by the type and the code list of its column.

They read as the programs of the field do, without quoting and with Python's own default, and demand that both see the same.
With ``codes=False`` the lists of the codebook are not asked: for pages made of any text.
"""

from __future__ import annotations

import csv
import re
import unicodedata
from collections.abc import Callable, Mapping
from datetime import date, datetime
from functools import cache
from io import StringIO

from dragoman.crosswalks import CROSSWALK, parse_crosswalk
from dragoman.events.cameo import parse_cameo
from dragoman.events.details import CONTEXTS, MODES
from dragoman.export import GDELT_COLUMNS, MENTION_COLUMNS, POLECAT_COLUMNS, Crosswalk
from tests.shipped import KNOWLEDGE
from tests.unit.export.readers import AUXILIARY, QUADS, SECTORS

Row = dict[str, str]
_CAMEO_QUADS = {
    **dict.fromkeys(("01", "02", "03", "04", "05"), 1), **dict.fromkeys(("06", "07", "08", "09"), 2),
    **dict.fromkeys(("10", "11", "12", "13"), 3), **dict.fromkeys(("14", "15", "16", "17", "18", "19", "20"), 4),
}  # fmt: skip
_QUAD_WORDS = {
    1: "VERBAL COOPERATION",
    2: "MATERIAL COOPERATION",
    3: "VERBAL CONFLICT",
    4: "MATERIAL CONFLICT",
}
#: GDELT's list of types, and CAMEO's code for parties, which is not in it.
_TYPES = frozenset(
    "COP GOV INS JUD MIL OPP REB SEP SPY UAF AGR BUS CRM CVL DEV EDU ELI ENV HLH HRI LAB LEG MED REF MOD RAD IGO IMG INT MNC"
    " NGM NGO UIS SET PTY".split()
)
_INTERNATIONAL = frozenset({"IGO", "NGO", "MNC", "IMG"})
_URL = re.compile(r"[a-z][a-z0-9+.-]*:\S+")


@cache
def crosswalk() -> Crosswalk:
    """The shipped one, with the Goldstein values of the shipped codebook."""
    codes = parse_cameo((KNOWLEDGE / "codebooks/plover-0.8/cameo.csv").read_text("utf-8"))
    files = {path.name: path.read_text("utf-8") for path in (KNOWLEDGE / CROSSWALK).iterdir()}
    return parse_crosswalk(files, {code: one.goldstein for code, one in codes.items()})


def read_tsv(text: str, columns: tuple[str, ...], *, header: bool) -> list[Row]:
    """The rows of a table; two readers and plain splitting see the same cells."""
    assert text == "" or text.endswith("\n")
    plain = [line.split("\t") for line in text.split("\n")[:-1]]
    for quoting in (csv.QUOTE_NONE, csv.QUOTE_MINIMAL):
        found = list(csv.reader(StringIO(text, newline=""), delimiter="\t", quoting=quoting, strict=True))
        assert found == plain
    assert {char for char in text if unicodedata.category(char) in {"Cc", "Cs", "Zl", "Zp"}} <= {"\t", "\n"}
    assert '"' not in text
    if header:
        assert plain[0] == [*columns]
        plain = plain[1:]
    assert {len(cells) for cells in plain} <= {len(columns)}
    return [dict(zip(columns, cells, strict=True)) for cells in plain]


def none_is_empty(rows: list[Row]) -> None:
    """No word stands for what is unknown."""
    assert {cell for row in rows for cell in row.values()} & {"None", "NULL", "null", "nan", "NaN"} == set()


def read_polecat(text: str, *, codes: bool = True) -> list[Row]:
    """The events of a table in POLECAT's shape."""
    rows = read_tsv(text, POLECAT_COLUMNS, header=True)
    for row in rows:
        assert re.fullmatch(r"[0-9a-f]{1,16}_.*", row["Event ID"])
        _optional(row, {"Event Date": date.fromisoformat, "Publication Date": date.fromisoformat})
        _optional(
            row, {"Intensity": _between(-10, 10), "Latitude": float, "Longitude": float, "GeoNames ID": int}
        )
        _side(row, "Actor", codes=codes)
        _side(row, "Recipient", codes=codes)
        assert row["Feature Type"] == ""
        assert row["Version"].startswith("dragoman")
        assert (row["Placename"] != "") >= (row["City"] + row["District"] + row["Province"] != "")
        assert sum(1 for name in ("City", "District", "Province") if row[name]) <= 1
        if codes:
            _polecat_codes(row)
    return rows


def _polecat_codes(row: Row) -> None:
    category = row["Event Type"]
    assert row["Quad Code"] == _QUAD_WORDS[QUADS[category]]
    assert row["Event Mode"] == "" or row["Event Mode"] in MODES[category]
    assert {*_listed(row["Contexts"])} <= {*CONTEXTS} | AUXILIARY
    assert row["Country"] in {"", *crosswalk().countries}
    _optional(row, {"Latitude": _between(-90, 90), "Longitude": _between(-180, 180)})
    assert re.fullmatch(r"([0-9a-f]{16})_([0-9a-f]{16})", row["Event ID"])
    assert row["Language"] == "" or re.fullmatch(r"[a-z]{2}", row["Language"])


def _side(row: Row, side: str, *, codes: bool) -> None:
    """The lists of a side go together: one place for each party."""
    names = [name for name in POLECAT_COLUMNS if side in name]
    assert len(names) == 8
    raw = row[f"{side} Name Raw"].split("; ") if row[f"{side} Name Raw"] else []
    for name in names:
        assert row[name] == "" or not raw or len(row[name].split("; ")) == len(raw), name
    numbers = {str(one.cow) for one in crosswalk().countries.values() if one.cow}
    assert {*_listed(row[f"{side} COW"])} <= numbers | {""}
    countries = {*_listed(row[f"{side} Country"])}
    assert all(re.fullmatch(r"([A-Z]{3})?", one) for one in countries)
    sectors = {one for party in _listed(row[f"{side} Sectors"]) for one in party.split("|")}
    assert {*_listed(row[f"Primary {side} Sector"])} <= sectors | {""}
    if codes:
        assert countries <= {*crosswalk().countries} | _INTERNATIONAL | {""}
        assert sectors <= SECTORS | {""}
        assert all(re.fullmatch(r"(Q\d+)?", one) for one in _listed(row[f"Wikipedia {side} ID"]))


def _listed(cell: str) -> list[str]:
    return cell.split("; ") if cell else []


def read_gdelt(text: str) -> list[Row]:
    """The events of a table of GDELT 2.0."""
    rows = read_tsv(text, GDELT_COLUMNS, header=False)
    for row in rows:
        assert 0 <= int(row["GLOBALEVENTID"]) < 2**53
        assert str(int(row["GLOBALEVENTID"])) == row["GLOBALEVENTID"]
        _gdelt_days(row)
        _gdelt_actor(row, "Actor1")
        _gdelt_actor(row, "Actor2")
        _gdelt_codes(row)
        assert row["IsRootEvent"] in {"", "0", "1"}
        assert int(row["NumMentions"]) >= 1
        assert (row["NumSources"], row["NumArticles"], row["AvgTone"]) == ("1", "1", "")
        assert [row[name] for name in GDELT_COLUMNS if re.match(r"Actor[12]Geo_", name)] == [""] * 16
        _gdelt_geo(row)
        _moment(row["DATEADDED"])
        assert row["SOURCEURL"]
    assert len({row["GLOBALEVENTID"] for row in rows}) == len(rows)
    return rows


def _gdelt_days(row: Row) -> None:
    day, month, year = row["SQLDATE"], row["MonthYear"], row["Year"]
    assert (day == "") == (row["FractionDate"] == "")
    if day:
        assert len(day) == 8
        assert date(int(day[:4]), int(day[4:6]), int(day[6:])) is not None
        assert (month, year) == (day[:6], day[:4])
        assert int(year) < float(row["FractionDate"]) < int(year) + 1
        assert re.fullmatch(r"\d+\.\d{4}", row["FractionDate"])
    assert month == "" or (re.fullmatch(r"\d{4}(0[1-9]|1[0-2])", month) and month[:4] == year)
    assert re.fullmatch(r"(\d{4})?", year)


def _gdelt_actor(row: Row, who: str) -> None:
    cells = {name.removeprefix(who): row[name] for name in GDELT_COLUMNS if name.startswith(who)}
    assert cells["CountryCode"] in {"", *(one.cameo for one in crosswalk().countries.values() if one.cameo)}
    assert cells["KnownGroupCode"] in {"", *crosswalk().groups.values()}
    assert (cells["EthnicCode"], cells["Religion1Code"], cells["Religion2Code"]) == ("", "", "")
    types = [cells[f"Type{at}Code"] for at in (1, 2, 3)]
    assert {*types} <= _TYPES | {""}
    assert types == [one for one in types if one] + [""] * types.count("")
    code = cells["Code"]
    parts = [code[at : at + 3] for at in range(0, len(code), 3)]
    known = [one for one in (cells["CountryCode"], cells["KnownGroupCode"], *types) if one]
    assert {*parts} == {*known}
    assert re.fullmatch(r"([A-Z]{3})*", code)
    assert cells["Name"] == cells["Name"].upper()


def _gdelt_codes(row: Row) -> None:
    code, base, root = row["EventCode"], row["EventBaseCode"], row["EventRootCode"]
    assert re.fullmatch(r"(0[1-9]|1\d|20)\d{0,2}", code)
    assert (base, root) == (code[:3], code[:2])
    assert int(row["QuadClass"]) == _CAMEO_QUADS[root]
    value = crosswalk().goldstein.get(code)
    assert row["GoldsteinScale"] == ("" if value is None else str(value))


def _gdelt_geo(row: Row) -> None:
    geo = {
        name.removeprefix("ActionGeo_"): row[name] for name in GDELT_COLUMNS if name.startswith("ActionGeo_")
    }
    assert geo["Type"] in {"", "1", "2", "3", "4", "5"}
    parts = {one.fips for one in crosswalk().parts}
    assert geo["CountryCode"] in {
        "",
        *(one.fips for one in crosswalk().countries.values() if one.fips),
        *parts,
    }
    assert (geo["Type"] in {"2", "3"}) <= (geo["CountryCode"] == "US")
    assert (geo["ADM1Code"], geo["ADM2Code"]) == ("", "")
    _optional(geo, {"Lat": float, "Long": float})
    assert geo["FeatureID"] == (geo["CountryCode"] if geo["Type"] == "1" else "")


def read_mentions(text: str) -> list[Row]:
    """The rows of a table of mentions of GDELT 2.0."""
    rows = read_tsv(text, MENTION_COLUMNS, header=False)
    for row in rows:
        assert 0 <= int(row["GLOBALEVENTID"]) < 2**53
        _moment(row["EventTimeDate"])
        assert row["EventTimeDate"] == row["MentionTimeDate"]
        assert row["MentionType"] in {"1", "2"}
        assert (row["MentionType"] == "1") == row["MentionIdentifier"].startswith(("http://", "https://"))
        for name in ("Actor1CharOffset", "Actor2CharOffset", "ActionCharOffset"):
            assert re.fullmatch(r"\d*", row[name])
        assert row["SentenceID"] == "" or int(row["SentenceID"]) >= 1
        assert row["InRawText"] == "1"
        assert 0 <= int(row["Confidence"]) <= 100
        assert row["MentionDocLen"] == "" or int(row["MentionDocLen"]) > 0
        assert (row["MentionDocTone"], row["MentionDocTranslationInfo"]) == ("", "")
        assert re.match(r"page:[^;]+;row:e\d+;", row["Extras"])
    return rows


def _moment(cell: str) -> None:
    if cell:
        assert len(cell) == 14
        datetime.strptime(cell + "+0000", "%Y%m%d%H%M%S%z")


def _optional(row: Mapping[str, str], types: Mapping[str, Callable[[str], object]]) -> None:
    for name, kind in types.items():
        if row[name]:
            kind(row[name])


def _between(low: float, high: float) -> Callable[[str], object]:
    def check(cell: str) -> None:
        assert low <= float(cell) <= high

    return check
