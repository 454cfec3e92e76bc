"""Every named system of comments against the markup it carries: the example is found, the counter-example is not."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from dragoman.errors import KnowledgeError
from dragoman.kit import load_kit
from dragoman.pages.marked import find_marked
from dragoman.pages.marked.anchors import find_anchors
from dragoman.pages.marked.groups import Evidence
from dragoman.pages.marked.named import named_group
from dragoman.pages.marked.sheet import Sheet
from dragoman.pages.thread_layouts import parse_threads
from tests.unit.pages.made import PROSE, page_of

FILE = Path(__file__).resolve().parents[2] / "src" / "dragoman" / "knowledge" / "layouts" / "threads.toml"
TEXT = FILE.read_text(encoding="utf-8")
SYSTEMS: list[dict[str, Any]] = tomllib.loads(TEXT)["thread"]


def named(inside: str) -> str | None:
    page = page_of(f"<html><body><p>{PROSE[0]}</p>{inside}</body></html>")
    assert page.tree is not None
    layouts = load_kit().layouts.threads
    sheet = Sheet(page, page.tree)
    found = named_group(Evidence(sheet, layouts, find_anchors(sheet, layouts)))
    return found[0] if found else None


@pytest.mark.parametrize("system", [pytest.param(one, id=one["name"]) for one in SYSTEMS])
def test_a_system_finds_its_example_and_not_its_counter_example(system: dict[str, Any]) -> None:
    assert named(system["example"]) == system["name"]
    assert named(system["counter"]) is None


@pytest.mark.parametrize("system", [pytest.param(one, id=one["name"]) for one in SYSTEMS])
def test_the_one_comment_of_an_example_is_found(system: dict[str, Any]) -> None:
    page = page_of(f"<html><body><p>{PROSE[0]}</p>{system['example']}</body></html>")
    found = find_marked(page, load_kit().layouts.threads)
    assert found is not None
    assert (len(found.items), found.layout) == (1, system["name"])


@pytest.mark.parametrize(
    ("source", "says"),
    [
        ("[words", "threads.toml"),
        ("[words]\n", "no 'author'"),
        (
            TEXT + '\n[[thread]]\nname = "harbour"\nsigns = ["div > p"]\nitem = ["p"]\n',
            "'div > p' is no pattern",
        ),
        (TEXT + '\n[[thread]]\nname = "harbour"\nsigns = ["p"]\n', "no 'item'"),
    ],
)
def test_a_broken_file_names_itself_and_the_entry(source: str, says: str) -> None:
    with pytest.raises(KnowledgeError) as caught:
        parse_threads("threads.toml", source)
    assert str(caught.value).startswith("threads.toml: ")
    assert says in str(caught.value)
