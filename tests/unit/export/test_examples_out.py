"""All ways out on the example pages, with the true pipeline: strict readers take them, and no commenter is named."""

from functools import cache
from pathlib import Path

import pytest

from dragoman.export import (
    COLUMNS,
    Names,
    Status,
    Undated,
    csv_line,
    dump_record,
    encode_annotations,
    encode_csv,
    encode_plover,
    encode_record,
    paint_html,
    paint_terminal,
    report,
)
from dragoman.export.names import distinctive
from dragoman.kit import Kit, load_kit
from dragoman.model import BlockKind, Coded, Page
from dragoman.pages import read
from dragoman.pipeline import code_page
from tests.unit.export.readers import read_annotations, read_csv, read_plover

EXAMPLES = Path(__file__).resolve().parents[3] / "examples"
PAGES = sorted(path.name for path in EXAMPLES.iterdir() if path.suffix in {".txt", ".html"})
_MASKED = frozenset({BlockKind.COMMENT, BlockKind.FURNITURE})
every_page = pytest.mark.parametrize("name", PAGES)


@cache
def kit() -> Kit:
    return load_kit()


@cache
def coded(name: str) -> Coded:
    (page,) = read(EXAMPLES / name, layouts=kit().layouts)
    assert isinstance(page, Page)
    return code_page(page, kit())


def ways_out(page: Coded, names: Names, key: bytes | None) -> dict[str, str]:
    """Everything that ``page`` can be written as, with all events."""
    shown = {"comments": names, "key": key}
    plover = encode_plover(page, include=Status, undated=Undated.BOUNDS, **shown).records  # type: ignore[arg-type]
    table = encode_csv(page, include=Status, **shown).records  # type: ignore[arg-type]
    (notes,) = encode_annotations(page, include=Status, **shown).records  # type: ignore[arg-type]
    return {
        "plover": "".join(dump_record(record) + "\n" for record in plover),
        "csv": "".join(map(csv_line, (COLUMNS, *table))),
        "annotations": dump_record(notes),
        "record": dump_record(encode_record(page, **shown)),  # type: ignore[arg-type]
        "report": report(page, **shown),  # type: ignore[arg-type]
        "html": paint_html(page, **shown),  # type: ignore[arg-type]
        "terminal": "".join(text for _, text in paint_terminal(page, **shown)),  # type: ignore[arg-type]
    }


@every_page
@pytest.mark.parametrize("names", Names)
def test_strict_readers_take_what_is_written(name: str, names: Names) -> None:
    page = coded(name)
    out = ways_out(page, names, None)
    for line in out["plover"].splitlines():
        read_plover(line)
    assert len(read_csv(out["csv"])) == len(page.events)
    items = read_annotations(out["annotations"], page.page.text)
    assert len([item for item in items if item["motivation"] == "classifying"]) == len(page.events)


@every_page
@pytest.mark.parametrize("names", [Names.NONE, Names.PSEUDONYMOUS])
@pytest.mark.parametrize("key", [None, b"k"])
def test_no_commenter_is_named(name: str, names: Names, key: bytes | None) -> None:
    page = coded(name)
    found = {
        page.page.quote(comment.author)
        for comment in (page.thread.comments if page.thread else ())
        if comment.author
    }
    # Who wrote the article has put the name there, and comments on it under that name.
    article = "".join(page.page.quote(one.span) for one in page.layout.blocks if one.kind not in _MASKED)
    secret = {words for words in found if distinctive(words) and words not in article}
    for way, text in ways_out(page, names, key).items():
        assert [words for words in secret if words in text] == [], way


def test_the_examples_have_names_to_hide_and_events_to_tell() -> None:
    pages = [coded(name) for name in PAGES]
    assert sum(len(page.events) for page in pages) > 20
    assert sum(1 for page in pages if page.thread for one in page.thread.comments if one.author) > 40
