"""All ways out on the example pages, with the true pipeline: strict readers take them, and no commenter is named."""

import io
import itertools
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import networkx as nx
import pyarrow.parquet as pq
import pytest

from dragoman.export import (
    COLUMNS,
    POLECAT_COLUMNS,
    By,
    Names,
    Status,
    Undated,
    csv_line,
    dump_record,
    dyads_of,
    encode_annotations,
    encode_bibtex,
    encode_csl,
    encode_csv,
    encode_gdelt,
    encode_gdelt_mentions,
    encode_gexf,
    encode_graphml,
    encode_plover,
    encode_polecat,
    encode_record,
    paint_html,
    paint_terminal,
    report,
    tsv_line,
    voices_of,
    write_parquet,
)
from dragoman.export.names import distinctive
from dragoman.kit import Kit, load_kit
from dragoman.model import BlockKind, Coded, Page
from dragoman.pages import read
from dragoman.pipeline import code_page, sentence_starts
from tests.unit.export.field_readers import none_is_empty, read_gdelt, read_mentions, read_polecat
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
    field = {"include": Status, "undated": Undated.KEEP}
    polecat = encode_polecat(page, kit().crosswalk, **field, **shown).records  # type: ignore[arg-type]
    gdelt = encode_gdelt(page, kit().crosswalk, **field, **shown).records  # type: ignore[arg-type]
    starts = sentence_starts(page, kit())
    mentions = encode_gdelt_mentions(page, **field, sentences=starts).records  # type: ignore[arg-type]
    (notes,) = encode_annotations(page, include=Status, **shown).records  # type: ignore[arg-type]
    return {
        "plover": "".join(dump_record(record) + "\n" for record in plover),
        "csv": "".join(map(csv_line, (COLUMNS, *table))),
        "polecat": "".join(map(tsv_line, (POLECAT_COLUMNS, *polecat))),
        "gdelt": "".join(map(tsv_line, gdelt)),
        "mentions": "".join(map(tsv_line, mentions)),
        "annotations": dump_record(notes),
        "networks": encode_gexf(dyads_of([page], include=Status, by=By.ACTOR))
        + encode_graphml(voices_of([page])),
        "references": encode_bibtex(page, **shown) + dump_record(encode_csl(page, **shown)),  # type: ignore[arg-type]
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
    field_tables(page, out)
    items = read_annotations(out["annotations"], page.page.text)
    assert len([item for item in items if item["motivation"] == "classifying"]) == len(page.events)


def field_tables(page: Coded, out: dict[str, str]) -> None:
    """The tables of POLECAT and GDELT, and how they go together with the record."""
    polecat, gdelt = read_polecat(out["polecat"]), read_gdelt(out["gdelt"])
    mentions = read_mentions(out["mentions"])
    for rows in (polecat, gdelt, mentions):
        none_is_empty(rows)
    assert [row["Event ID"].partition("_")[2] for row in polecat] == [event.id for event in page.events]
    by_id = {event.id: event for event in page.events}
    told = Counter(row["GLOBALEVENTID"] for row in mentions)
    assert told == {row["GLOBALEVENTID"]: int(row["NumMentions"]) for row in gdelt}
    coded_ids = {dict(part.split(":", 1) for part in row["Extras"].split(";"))["event"] for row in mentions}
    assert coded_ids == {event.id for event in page.events if event.cameo}
    places = [(int(row["ActionCharOffset"]), int(row["SentenceID"])) for row in mentions]
    assert [at for _, at in sorted(places)] == sorted(at for _, at in places)
    assert all(by_id[row["Event ID"].partition("_")[2]].category == row["Event Type"] for row in polecat)


def test_the_field_tables_of_the_seeds(shared: Path) -> None:
    rows = 0
    for path in sorted((shared / "seeds").iterdir()):
        for page in read(path, layouts=kit().layouts):
            assert isinstance(page, Page)
            seed = code_page(page, kit())
            out = ways_out(seed, Names.PSEUDONYMOUS, None)
            field_tables(seed, out)
            rows += len(seed.events)
    assert rows > 0


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


def files_of(folder: Path) -> tuple[Coded, ...]:
    """The pages of all text files of a folder, coded."""
    found = (page for path in sorted(folder.rglob("*.txt")) for page in read(path, layouts=kit().layouts))
    return tuple(code_page(page, kit()) for page in found if isinstance(page, Page))


def check_tables(pages: tuple[Coded, ...], folder: Path) -> None:
    counts = write_parquet(pages, folder)
    tables: dict[str, list[dict[str, Any]]] = {
        name: pq.read_table(folder / f"{name}.parquet").to_pylist() for name in counts
    }
    assert {name: len(rows) for name, rows in tables.items()} == counts
    assert counts == {
        "pages": len(pages),
        **{
            name: sum(len(getattr(page, name)) for page in pages)
            for name in ("events", "statements", "mentions", "actors", "stances", "problems")
        },
        "parties": sum(len(one.actors) + len(one.recipients) for page in pages for one in page.events),
        "attributions": sum(len(one.chain) for page in pages for one in page.statements),
        "comments": sum(len(page.thread.comments) for page in pages if page.thread),
    }
    text = {page.page.id: page.page.text for page in pages}
    for row in tables["events"]:
        told = [text[row["page_id"]][span["start"] : span["end"]] for span in row["trigger_spans"]]
        assert told == row["trigger"]
    for row in tables["statements"]:
        assert (
            row["lane"] == "comments"
            or row["text"]
            == " … ".join(text[row["page_id"]][span["start"] : span["end"]] for span in row["content_spans"])
            or row["style"] == "silence"
        )


def pairs(page: Coded) -> Iterator[tuple[str, str, str]]:
    """The dyads of countries of the events told as facts, by their codes alone."""
    for event in page.events:
        if (event.factuality.kind, event.factuality.polarity) != ("asserted", "positive"):
            continue
        if event.factuality.time == "future":
            continue
        ones = [one.code[:3] if one.code else None for one in event.actors]
        others = [one.code[:3] if one.code else None for one in event.recipients]
        found = itertools.product(ones, others) if others else itertools.permutations(ones, 2)
        for one, other in {*found}:
            if one and other:
                yield one, other, event.category


def check_networks(pages: tuple[Coded, ...]) -> None:
    graph = dyads_of(pages)
    wanted = Counter(pair for page in pages for pair in pairs(page))
    back = nx.read_gexf(io.BytesIO(encode_gexf(graph).encode()))
    assert wanted == {
        (source, target, data["category"]): data["events"] for source, target, data in back.edges(data=True)
    }
    same = nx.read_graphml(io.BytesIO(encode_graphml(graph).encode()))
    assert sorted(same.edges(keys=False)) == sorted(back.edges(keys=False))
    assert encode_gexf(dyads_of(reversed(pages))) == encode_gexf(graph)
    cited = sum(edge.weight for edge in voices_of(pages).edges if edge.source.startswith("outlet:"))
    assert cited >= sum(bool(one.chain) for page in pages for one in page.statements if one.lane == "article")


def test_tables_and_networks_of_the_examples(tmp_path: Path) -> None:
    pages = tuple(coded(name) for name in PAGES)
    check_tables(pages, tmp_path)
    check_networks(pages)
    keys = [encode_csl(page)["id"] for page in pages]
    assert len({*keys}) == len(pages)


def test_tables_and_networks_of_the_seeds(shared: Path, tmp_path: Path) -> None:
    pages = files_of(shared / "seeds")
    check_tables(pages, tmp_path)
    check_networks(pages)


def test_the_examples_have_names_to_hide_and_events_to_tell() -> None:
    pages = [coded(name) for name in PAGES]
    assert sum(len(page.events) for page in pages) > 20
    assert sum(1 for page in pages if page.thread for one in page.thread.comments if one.author) > 40
