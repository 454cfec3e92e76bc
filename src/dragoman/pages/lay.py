"""Laying out a page: every character in exactly one block."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from dragoman.model import Block, BlockKind, CommentPart, Layout, Page, Problem, Tree
from dragoman.pages.decision import Decision
from dragoman.pages.lay_html import decide_html_page
from dragoman.pages.lay_parts import decide_parts
from dragoman.pages.lay_plain import decide_plain, fitting
from dragoman.pages.layouts import Layouts
from dragoman.pages.lines import Rules
from dragoman.pages.parts import is_front, part_layout, part_units
from dragoman.pages.units import Unit, plain_units


def lay_out(page: Page, layouts: Layouts) -> tuple[Layout, tuple[Problem, ...]]:
    """The blocks of ``page``: they partition ``page.text`` (code points), nothing dropped, nothing invented.

    Problems: ``no-article`` when no running text of an article was found, ``no-title``.
    """
    if not page.text:
        return Layout(page=page.id, name="none", blocks=()), ()
    if page.parts:
        return _lay_out_parts(page, layouts)
    if page.tree is not None:
        return _lay_out_html(page, page.tree, layouts)
    units = plain_units(page)
    own = fitting(units, layouts)
    decisions = decide_plain(units, Rules.of(own, layouts.general))
    blocks = _blocks(page, units, decisions)
    return Layout(page=page.id, name=own.name, blocks=blocks), _problems(page, blocks)


def _lay_out_parts(page: Page, layouts: Layouts) -> tuple[Layout, tuple[Problem, ...]]:
    """A page whose make shows its pieces: a PDF, a document, an article of an export."""
    units, hints = part_units(page)
    own = fitting(units, layouts)
    export = part_layout(page)
    if export is None:
        decisions = decide_parts(page, units, Rules.of(own, layouts.general), hints)
    else:
        between = Decision(kind=BlockKind.FURNITURE, rule=f"export/{export}/between")
        decisions = {i: hints.get(i, between) for i in range(len(units))}
    blocks = _blocks(page, units, decisions)
    return Layout(page=page.id, name=export or own.name, blocks=blocks), _problems(page, blocks)


def _lay_out_html(page: Page, tree: Tree, layouts: Layouts) -> tuple[Layout, tuple[Problem, ...]]:
    found = decide_html_page(page, tree, layouts)
    blocks = _blocks(page, found.units, found.decisions)
    marked = found.marked
    layout = Layout(
        page=page.id,
        name=(marked.layout if marked else None) or "html",
        blocks=blocks,
        answers=marked.answers if marked else None,
        threaded=marked.threaded if marked else False,
    )
    return layout, _problems(page, blocks)


def _blocks(page: Page, units: Sequence[Unit], decisions: Mapping[int, Decision]) -> tuple[Block, ...]:
    """Blocks over whole stretches: white space goes to the block before it, at the top to the first."""
    if not units:
        return (
            Block(kind=BlockKind.FURNITURE, span=page.span(0, len(page.text)), path="line 1", rule="blank"),
        )
    groups: list[list[int]] = []
    for i in range(len(units)):
        if groups and _joins(decisions[groups[-1][-1]], decisions[i]):
            groups[-1].append(i)
        else:
            groups.append([i])
    blocks: list[Block] = []
    paths: dict[int, str] = {}
    for number, group in enumerate(groups):
        unit, decision = units[group[0]], decisions[group[0]]
        start = 0 if number == 0 else unit.start
        end = units[groups[number + 1][0]].start if number + 1 < len(groups) else len(page.text)
        for kind, begin, stop in _pieces(unit, decision, start, end):
            blocks.append(
                Block(
                    kind=kind,
                    span=page.span(begin, stop),
                    path=unit.path if unit.element is None else _xpath(page, unit.element, paths),
                    rule=decision.rule,
                    part=decision.part,
                    comment=decision.comment,
                    depth=decision.depth,
                )
            )
    return tuple(blocks)


def _xpath(page: Page, element: int, known: dict[int, str]) -> str:
    """The XPath of an element; those of the elements around it are kept in ``known`` for the next."""
    tree = page.tree
    if tree is None:
        return ""
    steps: list[int] = []
    for at in tree.above(element):
        if at in known:
            break
        steps.append(at)
    for at in reversed(steps):
        up = tree.parents[at]
        known[at] = f"{known[up] if up >= 0 else ''}/{tree.tags[at]}[{tree.positions[at]}]"
    return known[element]


def _pieces(unit: Unit, decision: Decision, start: int, end: int) -> list[tuple[BlockKind, int, int]]:
    """The stretch from ``start`` to ``end`` cut into the decision's pieces; what is left between is furniture."""
    out: list[tuple[BlockKind, int, int]] = []
    at = start
    for piece in decision.pieces:
        if unit.start + piece.start > at:
            out.append((BlockKind.FURNITURE, at, unit.start + piece.start))
        out.append((piece.kind, unit.start + piece.start, unit.start + piece.end))
        at = unit.start + piece.end
    if at < end:
        blank = not any(c.isalnum() for c in unit.raw[at - unit.start :])
        if out and blank:
            kind, begin, _ = out.pop()
            out.append((kind, begin, end))
        else:
            out.append((BlockKind.FURNITURE if out else decision.kind, at, end))
    return out


def _joins(a: Decision, b: Decision) -> bool:
    """The paragraphs of one comment are one block."""
    return a.part is CommentPart.BODY and b.part is CommentPart.BODY and a.comment == b.comment


def _problems(page: Page, blocks: Sequence[Block]) -> tuple[Problem, ...]:
    kinds = {block.kind for block in blocks}
    if is_front(page):
        detail = "what stands beside the articles of an export: cover, list of contents or search summary"
        return (Problem(code="export-front", page=page.id, detail=detail),)
    if BlockKind.PARAGRAPH not in kinds:
        return (
            Problem(
                code="no-article", page=page.id, detail="the page has no running text outside its comments"
            ),
        )
    if BlockKind.TITLE not in kinds:
        return (
            Problem(code="no-title", page=page.id, detail="no line above the text looks like a headline"),
        )
    return ()
