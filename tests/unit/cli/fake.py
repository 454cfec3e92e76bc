"""A pipeline that needs no knowledge: one block a line, the first line is the title, marks in the text go wrong."""

from __future__ import annotations

from dragoman.model import (
    Article,
    Block,
    BlockKind,
    Coded,
    DateEvidence,
    DateKind,
    Factuality,
    FactualityKind,
    Lane,
    Layout,
    Page,
    Problem,
    Run,
    Statement,
    Style,
    content_id,
)


def fake_code_page(page: Page, kit: object) -> Coded:
    """A small record of ``page``; text with BOOM breaks, text with GRAVE has a grave problem."""
    del kit
    if "BOOM" in page.text:
        raise ZeroDivisionError("the fake broke")
    title = page.span(0, len(page.text.split("\n", 1)[0]))
    grave = (Problem(code="no-article", detail="the fake sees none", page=page.id, span=title),)
    guess = Statement(
        id=content_id(page.id, 0),
        lane=Lane.ARTICLE,
        style=Style.OUTLET,
        content=(title,),
        chain=(),
        factuality=Factuality(kind=FactualityKind.ASSERTED),
        rule="quote-source-cue",
        confidence=1.0,
    )
    block = Block(kind=BlockKind.TITLE, span=page.span(0, len(page.text)), path="line 1", rule="fake")
    said = page.supplied.published
    published = (
        DateEvidence(value=said, kind=DateKind.PUBLISHED, accepted=True, why="supplied") if said else None
    )
    return Coded(
        page=page,
        layout=Layout(page=page.id, name="fake", blocks=(block,)),
        article=Article(page=page.id, title=title, published=published),
        thread=None,
        mentions=(),
        actors=(),
        statements=(guess,),
        events=(),
        problems=grave if "GRAVE" in page.text else (),
        run=Run(version="0", kit="0" * 64),
    )
