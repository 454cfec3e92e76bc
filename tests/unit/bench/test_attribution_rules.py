from __future__ import annotations

from dataclasses import replace

import pytest

from bench import attribution_rules, predict_attribution
from dragoman import pipeline
from dragoman.model import (
    Attribution,
    Encoding,
    EncodingBasis,
    Factuality,
    FactualityKind,
    Lane,
    Locator,
    Page,
    Source,
    SourceRole,
    Span,
    Statement,
    Style,
)


def span(start: int, end: int) -> Span:
    return Span(page="p", start=start, end=end)


SAID = Statement(
    id="s1",
    lane=Lane.ARTICLE,
    style=Style.DIRECT,
    content=(span(20, 30),),
    chain=(
        Attribution(source=Source(span=span(0, 4)), role=SourceRole.INTERMEDIARY),
        Attribution(source=Source(span=span(5, 9)), role=SourceRole.SPEAKER, cues=(span(10, 14),)),
    ),
    factuality=Factuality(kind=FactualityKind.ASSERTED),
    rule="r",
    confidence=1.0,
)


def test_a_statement_gives_its_innermost_source() -> None:
    (row,) = predict_attribution.rows_of([SAID], nested=False)
    assert row == {"id": "s1", "source": [[5, 9]], "cue": [[10, 14]], "content": [[20, 30]]}


def test_carried_content_belongs_to_the_statement_that_began_it() -> None:
    more = replace(SAID, id="s2", content=(span(40, 50),), carried="s1")
    last = replace(SAID, id="s3", content=(span(60, 70),), carried="s2")
    (row,) = predict_attribution.rows_of([SAID, more, last], nested=False)
    assert row["content"] == [[20, 30], [40, 50], [60, 70]]


def test_what_has_no_source_or_lies_inside_another_is_left_out() -> None:
    outlet = replace(SAID, id="s2", chain=())
    last = replace(SAID.chain[-1], cues=(span(25, 29),))
    inner = replace(SAID, id="s3", within="s1", chain=(*SAID.chain[:-1], last))
    assert len(predict_attribution.rows_of([SAID, outlet, inner], nested=False)) == 1
    assert len(predict_attribution.rows_of([SAID, outlet, inner], nested=True)) == 2


def test_a_silence_has_its_topic_for_content() -> None:
    silence = replace(SAID, content=(), topic=span(15, 19), style=Style.SILENCE)
    assert predict_attribution.rows_of([silence], nested=False)[0]["content"] == [[15, 19]]


@pytest.mark.parametrize("text", ["One.", "\n\nOne.\nTwo.\n\n \nThree.\n", "One.\n\n\nTwo"])
def test_lines_are_paragraphs_that_partition_the_page(text: str) -> None:
    page = Page(
        id="p",
        text=text,
        encoding=Encoding(name="utf-8", basis=EncodingBasis.FORCED),
        media_type="text/plain",
        locator=Locator(file="x"),
    )
    layout, problems = attribution_rules._lines(page, None)
    assert not problems
    assert "".join(page.quote(block.span) for block in layout.blocks) == text
    assert [page.quote(block.span).strip() for block in layout.blocks] == text.split()


def test_the_pipeline_is_whole_again_afterwards() -> None:
    before = {name: vars(pipeline)[name] for name in ("lay_out", "parse")}
    with attribution_rules.changed(bare=True, parsed=False):
        assert all(vars(pipeline)[name] is not stage for name, stage in before.items())
    assert all(vars(pipeline)[name] is stage for name, stage in before.items())
