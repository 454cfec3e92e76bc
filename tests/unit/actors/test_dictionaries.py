"""Dictionaries of other projects, defects and all. The entries are our own."""

import csv
import json
from io import StringIO
from pathlib import Path

import pytest
from hypothesis import example, given, settings, strategies as st

from dragoman.actors import Dictionary, parse_actors, read_dictionary
from dragoman.kit import load_kit
from tests.unit.actors.factory import Found, prose, shipped

ALPHA3 = {"RU": "RUS", "TR": "TUR", "FR": "FRA"}

PETRARCH = """\
# our own entries
VERONIA_ [VER]
+REPUBLIC_OF_VERONIA_
+VERONIAN_REALM ; the old name

ANTON_AL-BARIN_
+BARIN_
\t[VERGOV 19940922-20040712]
\t[VERELI >20040712]
<!-- two lines
of a note -->
FRONT_FOR_A_FREE_VERONIA_ [VERREB >990101]
+FFV_
UNDATED_MAN_ [VERGOV 20010230-20030101] [VEROPP <19900101]
BACKWARDS_MAN_ [VERGOV 20050101-20010101]
SIGNLESS_MAN_ [VERGOV 20050101]
OPEN_MAN_ [VERGOV 20050101-20060101
CODELESS_MAN_
+CODELESS_
"""


def rows(found: Dictionary, table: str) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(found.files[f"{table}.csv"])))


def read(name: str, text: str) -> Dictionary:
    return read_dictionary(name, text.encode(), ALPHA3)


def test_an_actor_file() -> None:
    found = read("veronia.actors.txt", PETRARCH)
    names = [row["name"] for row in rows(found, "actors")]
    assert names[:3] == ["Veronia", "Anton al-Barin", "Front for a Free Veronia"]
    aliases = {(row["alias"], row["case"]) for row in rows(found, "aliases")}
    assert {("Republic of Veronia", "folded"), ("Barin", "folded"), ("FFV", "exact")} <= aliases
    codes = [(row["code"], row["since"], row["until"]) for row in rows(found, "codes")]
    assert codes[:4] == [
        ("VER", "", ""),
        ("VERGOV", "1994-09-22", "2004-07-12"),
        ("VERELI", "2004-07-12", ""),
        ("VERREB", "1999-01-01", ""),
    ]


def test_every_defect_of_an_actor_file_is_told_and_nothing_is_lost() -> None:
    found = read("veronia.actors.txt", PETRARCH)
    told = {one.line: one.message for one in found.defects}
    line = {text.split("_", 1)[0]: at for at, text in enumerate(PETRARCH.split("\n"), 1)}
    assert "no dates" in told[line["UNDATED"]]
    assert "ends before it starts" in told[line["BACKWARDS"]]
    assert "no sign" in told[line["SIGNLESS"]]
    assert "not closed" in told[line["OPEN"]]
    assert "no code" in told[line["CODELESS"]]
    assert len(found.defects) == 5
    assert len(rows(found, "actors")) == 8
    codes = {(row["code"], row["since"], row["until"]) for row in rows(found, "codes")}
    assert ("VEROPP", "", "1990-01-01") in codes
    assert ("VERGOV", "2005-01-01", "2006-01-01") in codes


def test_lines_before_any_name_are_defects() -> None:
    found = read("a.txt", "+SOMEBODY_\n[VERGOV]\n")
    assert [one.line for one in found.defects] == [1, 2]
    assert found.files == {}


def test_an_agent_file() -> None:
    text = (
        "!MINIST! = MINISTER, MINISTRY\n"
        "REBEL [~REB]\nPOLICE {} [~COP]\nGENDARME {GENDARMERIE} [~COP]\n"
        "!MINIST!_OF_DEFENCE {} [~GOV]\n!LOST!_MEN {} [~GOV]\nNOTHING {}\n"
    )
    found = read("veronia.agents.txt", text)
    agents = {row["words"]: row["code"] for row in rows(found, "agents")}
    assert agents == {
        "rebel": "~REB",
        "rebels": "~REB",
        "police": "~COP",
        "gendarme": "~COP",
        "gendarmerie": "~COP",
        "minister of defence": "~GOV",
        "ministry of defence": "~GOV",
    }
    assert [one.line for one in found.defects] == [6, 7]


def test_a_spreadsheet() -> None:
    text = (
        "Name;Also known as;Country;Sector;Code;From;To;Kind\n"
        "Free Front;FF|Frontists;TUR;REB;TURREB;1999;2005;group\n"
        "Odd One;;Turkey;XYZ;;2001-13;;castle\n;;;;;;;\nShort;x\n"
    )
    found = read("mine.csv", text)
    assert [row["name"] for row in rows(found, "actors")] == ["Free Front", "Odd One", "Short"]
    assert {row["alias"] for row in rows(found, "aliases")} >= {"Free Front", "FF", "Frontists"}
    assert rows(found, "codes") == [
        {"actor": "mine-free-front", "code": "TURREB", "since": "1999", "until": "2005"}
    ]
    assert {one.line for one in found.defects} == {3, 5}
    assert len([one for one in found.defects if one.line == 3]) == 4


def test_a_spreadsheet_without_names_says_so() -> None:
    (defect,) = read("mine.csv", "Who,What\na,b\n").defects
    assert defect.line == 1
    assert "no column" in defect.message


def test_entities() -> None:
    given = [
        {
            "id": "p1",
            "schema": "Person",
            "properties": {"name": ["Ana Ruiz"], "country": ["fr"], "alias": ["A. Ruiz"]},
        },
        {"id": "o1", "schema": "Position", "properties": {"name": ["minister of fish"], "country": ["fr"]}},
        {
            "id": "x1",
            "schema": "Occupancy",
            "properties": {"holder": ["p1"], "post": ["o1"], "startDate": ["2001-02-03"]},
        },
        {"id": "x2", "schema": "Occupancy", "properties": {"holder": ["p9"], "post": ["o1"]}},
        {"id": "b1", "schema": "Company", "properties": {"name": ["Ruiz Boats"], "country": ["zz"]}},
        {"schema": "Person"},
    ]
    found = read("people.jsonl", "\n".join(json.dumps(one) for one in given) + "\nnot json\n")
    assert [(row["name"], row["kind"], row["country"]) for row in rows(found, "actors")] == [
        ("Ana Ruiz", "person", "FRA"),
        ("Ruiz Boats", "body", ""),
    ]
    (role,) = rows(found, "roles")
    assert (role["position"], role["country"], role["since"]) == ("minister of fish", "FRA", "2001-02-03")
    assert [one.line for one in found.defects] == [4, 5, 6, 7]


@pytest.mark.parametrize("name", ["a.txt", "a.csv", "a.jsonl", "a.agents.txt"])
def test_bytes_that_are_not_utf_8_are_read(name: str) -> None:
    found = read_dictionary(name, b"CAF\xc9_MAN_ [FRAGOV]\n", ALPHA3)
    assert found.files or found.defects


@settings(max_examples=60)
@given(
    st.sampled_from(["a.txt", "a.csv", "a.tsv", "a.json", "a.jsonl"]),
    st.text(alphabet='ABC_+[]<>-~{}!=,;#\n\t "019:é\0', max_size=120),
)
@example("a.txt", "0[A")
def test_any_text_gives_tables_that_parse(name: str, text: str) -> None:
    found = read(name, text)
    if "actors.csv" in found.files:
        agents = {table: rows for table, rows in found.files.items() if table != "agents.csv"}
        parse_actors(agents)


def test_a_dictionary_of_ones_own_has_priority() -> None:
    own = read("mine.txt", "SERGEI_LAVROV_ [RUSSPY]\n+LAVROV_\n")
    tables = {f"own/{name}": text for name, text in own.files.items()}
    book = parse_actors(shipped(), tables)
    found = Found(book, prose("Sergei Lavrov flew home. Lavrov said nothing."))
    assert {mention.actor for mention in found.mentions} == {"mine-sergei-lavrov"}
    assert [code.text for code in book.actors["mine-sergei-lavrov"].codes] == ["RUSSPY"]


def test_agents_of_ones_own_tell_the_sector() -> None:
    own = read("mine.agents.txt", "WARDEN {WARDENS} [~COP]\n")
    book = parse_actors(shipped(), {f"own/{name}": text for name, text in own.files.items()})
    (mention,) = Found(book, prose("Turkish wardens shut the gate.")).mentions
    assert mention.sector == "COP"
    assert [candidate.actor for candidate in mention.candidates] == ["turkey"]


def test_the_kit_counts_dictionaries_in_its_digest_and_notes_their_defects(tmp_path: Path) -> None:
    path = tmp_path / "veronia.actors.txt"
    path.write_text(PETRARCH, encoding="utf-8")
    kit = load_kit(actors=[path])
    assert kit.digest != load_kit().digest
    assert len(kit.notes) == 5
    assert kit.notes[0].startswith(f"{path.as_posix()}:")
    assert "veronia-actors-anton-al-barin" in kit.actors.actors
