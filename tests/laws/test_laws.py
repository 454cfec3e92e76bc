"""Laws that hold for any page: a broken one is a defect, whatever the page."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from hypothesis import given, strategies as st

from dragoman.export import Names, dump_record, encode_record
from dragoman.export.record import decode_record
from dragoman.kit import load_kit
from dragoman.model import Coded, Lane, Page
from dragoman.pages import read
from dragoman.pipeline import code_page
from dragoman.text import fold, level
from tests.laws.pages_made import articles, page_texts, threads


def page_of(text: str) -> Page | None:
    (found,) = read(text.encode("utf-8", "surrogatepass"))
    return found if isinstance(found, Page) else None


def coded(text: str) -> Coded | None:
    page = page_of(text)
    return None if page is None else code_page(page, load_kit())


def spans_in(value: Any) -> Iterator[list[int]]:
    """Every [start, end] that stands under a key of the record that holds spans."""
    if isinstance(value, dict):
        for item in value.values():
            yield from spans_in(item)
    elif isinstance(value, list):
        if len(value) == 2 and all(isinstance(n, int) and not isinstance(n, bool) for n in value):
            yield value
        else:
            for item in value:
                yield from spans_in(item)


@given(page_texts)
def test_blocks_partition_the_page(text: str) -> None:
    result = coded(text)
    if result is not None:
        at = 0
        for block in result.layout.blocks:
            assert block.span.start == at
            at = block.span.end
        assert at == len(result.page.text)


@given(page_texts)
def test_every_span_lies_in_its_page(text: str) -> None:
    result = coded(text)
    if result is not None:
        record = json.loads(dump_record(encode_record(result, comments=Names.NAMED)))
        for start, end in spans_in(record):
            assert 0 <= start < end <= len(result.page.text)


@given(page_texts, st.sampled_from(list(Names)))
def test_decoding_a_record_gives_the_coded_page_again(text: str, names: Names) -> None:
    result = coded(text)
    if result is not None and names is not Names.NONE:
        record = json.loads(dump_record(encode_record(result, comments=names)))
        assert decode_record(record, result.page.text) == result


@given(page_texts)
def test_coding_twice_gives_the_same_bytes(text: str) -> None:
    first, second = coded(text), coded(text)
    if first is not None and second is not None:
        assert dump_record(encode_record(first)) == dump_record(encode_record(second))


@given(articles(), threads())
def test_deleting_the_comments_changes_no_row_of_the_article(article: str, thread: str) -> None:
    full, bare = coded(article + thread), coded(article)
    assert full is not None
    assert bare is not None
    assert full.thread is not None
    assert full.thread.comments
    assert _article_rows(full) == _article_rows(bare)


def _article_rows(result: Coded) -> list[Any]:
    """The article's rows without the page's id, which differs."""
    record = json.loads(dump_record(encode_record(result, comments=Names.NAMED)))
    last = result.article.paragraphs[-1].end if result.article else 0
    statements = [s for s in record["statements"] if s["lane"] == Lane.ARTICLE]
    for statement in statements:
        for key in ("id", "within", "carried"):
            statement.pop(key, None)
    article = {
        **record["article"],
        "dates": [d for d in record["article"]["dates"] if d["kind"] != "comment"],
    }
    return [article, [m for m in record["mentions"] if m["span"][1] <= last], statements]


@given(st.text(max_size=300))
def test_levelling_keeps_the_length_and_is_idempotent(text: str) -> None:
    assert len(level(text)) == len(text)
    assert level(level(text)) == level(text)


@given(st.text(max_size=300))
def test_folding_maps_invert(text: str) -> None:
    folded = fold(text)
    assert len(folded.starts) == len(folded.ends) == len(folded.text)
    for i, letter in enumerate(folded.text):
        start, end = folded.unfold(i, i + 1)
        assert fold(text[start:end]).text == letter
    for (_, end), (start, _) in zip(
        zip(folded.starts, folded.ends, strict=True),
        list(zip(folded.starts, folded.ends, strict=True))[1:],
        strict=False,
    ):
        assert end <= start
