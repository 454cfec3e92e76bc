"""Every rule of the layout files against the examples it carries; nothing but the data is trusted to say so."""

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

from dragoman.model import BlockKind
from dragoman.pages import Layouts, parse_layouts
from dragoman.pages.lines import Rules, phrases_of, verdict
from dragoman.pages.units import Unit, line_text

FOLDER = Path(__file__).resolve().parents[2] / "src" / "dragoman" / "knowledge" / "layouts"
FILES = {path.name: path.read_text(encoding="utf-8") for path in sorted(FOLDER.glob("*.toml"))}
DATA: dict[str, dict[str, Any]] = {name: tomllib.loads(text) for name, text in FILES.items()}
#: Signatures tell pages apart, hints and comment words match elements: they have no lines to show.
TABLES = ("line", "start", "header", "footer", "rest", "part")
GROUPS = {
    "header": {"author", "reply", "date", "votes", "number"},
    "start": {"declared"},
}


def rules() -> list[Any]:
    return [
        pytest.param(entry, id=f"{name.removesuffix('.toml')}-{table}-{entry['id']}")
        for name, data in DATA.items()
        for table in TABLES
        for entry in data.get(table, [])
    ]


def examples(key: str) -> list[Any]:
    return [
        pytest.param(entry["match"], line, id=f"{name.removesuffix('.toml')}-{table}-{entry['id']}-{number}")
        for name, data in DATA.items()
        for table in TABLES
        for entry in data.get(table, [])
        for number, line in enumerate(entry.get(key, []))
    ]


def phrases() -> list[Any]:
    return [
        pytest.param(entry, id=f"{name.removesuffix('.toml')}-{entry['id']}")
        for name, data in DATA.items()
        for entry in data.get("phrases", [])
    ]


@pytest.fixture(scope="module")
def layouts() -> Layouts:
    return parse_layouts(FILES)


@pytest.mark.parametrize("entry", rules())
def test_a_rule_carries_an_example(entry: dict[str, Any]) -> None:
    assert entry.get("example")


@pytest.mark.parametrize(("match", "line"), examples("example"))
def test_an_example_is_matched(match: str, line: str) -> None:
    assert re.match(match, line_text(line).strip())


@pytest.mark.parametrize(("match", "line"), examples("counter"))
def test_a_counter_example_is_not_matched(match: str, line: str) -> None:
    assert not re.match(match, line_text(line).strip())


@pytest.mark.parametrize("table", TABLES)
def test_no_two_rules_of_a_table_share_an_id(table: str) -> None:
    # The article and the thread find a block's rule by its id, to read the parts of the line with it.
    for name, data in DATA.items():
        ids = [entry["id"] for entry in data.get(table, [])]
        assert len(ids) == len(set(ids)), name


@pytest.mark.parametrize("entry", [p for p in rules() if "-line-" in str(p.id)])
def test_a_line_rules_examples_are_of_its_kind_for_the_whole_rule_book(
    entry: dict[str, Any], layouts: Layouts
) -> None:
    own = next(
        (one for one in layouts.refined if any(r.id == entry["id"] for r in one.lines)), layouts.general
    )
    for line in entry["example"]:
        raw = line.strip()
        unit = Unit(start=0, end=len(raw), raw=raw, path="line 1")
        zones = entry.get("zone", "head body tail").split()
        kinds = {
            known.kind for zone in zones if (known := verdict(unit, Rules.of(own, layouts.general), zone))
        }
        assert BlockKind(entry.get("kind", "furniture")) in kinds, line


@pytest.mark.parametrize("entry", phrases())
def test_every_phrase_is_furniture(entry: dict[str, Any], layouts: Layouts) -> None:
    for word in entry["words"]:
        assert not any(c.isalnum() for c in word) or phrases_of(line_text(word), layouts.general.phrases), (
            word
        )


@pytest.mark.parametrize("name", [name for name, data in DATA.items() if data.get("signature")])
def test_a_refined_layout_has_several_signatures(name: str) -> None:
    assert len(DATA[name]["signature"]) >= 2


def test_every_hint_has_something_to_look_for() -> None:
    for entry in DATA["html.toml"]["hint"]:
        assert entry.get("tags") or entry.get("tokens"), entry["id"]
        assert all(word == word.lower() for word in entry.get("tokens", []))


def test_every_file_says_what_it_is_about() -> None:
    for name, data in DATA.items():
        assert len(data["about"]) > 20, name
