"""Laying out a page: every character in exactly one block."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from dragoman.model import Block, BlockKind, CommentPart, Layout, Page, Problem
from dragoman.pages.article_lines import decide_article
from dragoman.pages.comment_lines import find_comments
from dragoman.pages.comment_marks import rest_of
from dragoman.pages.decision import Decision
from dragoman.pages.hints import hint_units, parting_words
from dragoman.pages.layouts import Layouts, PageLayout
from dragoman.pages.lines import Rules, is_headline, verdict
from dragoman.pages.marked_comments import refine_marked
from dragoman.pages.parts import is_front, part_layout, part_units
from dragoman.pages.units import Unit, html_units, plain_units
from dragoman.text import level

#: Meta tags that give the page's title.
_TITLES = frozenset({"title", "og:title"})


def lay_out(page: Page, layouts: Layouts) -> tuple[Layout, tuple[Problem, ...]]:
    """The blocks of ``page``: they partition ``page.text`` (code points), nothing dropped, nothing invented.

    Problems: ``no-article`` when no running text of an article was found, ``no-title``.
    """
    if not page.text:
        return Layout(page=page.id, name="none", blocks=()), ()
    html = bool(page.nodes)
    if page.parts:
        return _lay_out_parts(page, layouts)
    units = html_units(page, parting_words(layouts.html)) if html else plain_units(page)
    own = layouts.general if html else _fitting(units, layouts)
    rules = Rules.of(own, layouts.general)
    hints = hint_units(page, units, layouts.html) if html else {}
    decisions = _decide(page, units, rules, hints)
    blocks = _blocks(page, units, decisions)
    layout = Layout(page=page.id, name="html" if html else own.name, blocks=blocks)
    return layout, _problems(page, blocks)


def _lay_out_parts(page: Page, layouts: Layouts) -> tuple[Layout, tuple[Problem, ...]]:
    """A page whose make shows its pieces: a PDF, a document, an article of an export."""
    units, hints = part_units(page)
    own = _fitting(units, layouts)
    rules = Rules.of(own, layouts.general)
    export = part_layout(page)
    if export is None:
        decisions = _decide(page, units, rules, hints)
    else:
        between = Decision(kind=BlockKind.FURNITURE, rule=f"export/{export}/between")
        decisions = {i: hints.get(i, between) for i in range(len(units))}
    blocks = _blocks(page, units, decisions)
    return Layout(page=page.id, name=export or own.name, blocks=blocks), _problems(page, blocks)


def _fitting(units: Sequence[Unit], layouts: Layouts) -> PageLayout:
    """The refined layout all of whose signatures stand on the page, else the general one."""
    lines = [unit.plain for unit in units if unit.plain]
    for layout in layouts.refined:
        if layout.signatures and all(any(s.match(line) for line in lines) for s in layout.signatures):
            return layout
    return layouts.general


def _decide(
    page: Page, units: Sequence[Unit], rules: Rules, hints: Mapping[int, Decision]
) -> dict[int, Decision]:
    titles = [" ".join(level(fact.value[:300]).split()) for fact in page.facts if fact.name in _TITLES]
    if any(hint.part is not None for hint in hints.values()):
        return _decide_marked_up(units, rules, hints, titles)
    thread = find_comments(units[: _foot(units, rules, hints)], rules)
    begin, end = (thread.begin, thread.end) if thread else (len(units), len(units))
    decisions = decide_article(units[:begin], rules, {i: d for i, d in hints.items() if i < begin}, titles)
    if thread:
        decisions |= _rest_of_page(units, rules, thread.begin, thread.decisions)
    return decisions | _all_below(units, rules, [i for i in range(end, len(units)) if i not in decisions])


def _foot(units: Sequence[Unit], rules: Rules, hints: Mapping[int, Decision]) -> int:
    """The first unit of the page's foot: what the markup calls furniture down to the end, buttons of comments aside."""
    foot = len(units)
    while foot and (hint := hints.get(foot - 1)) is not None and hint.kind is BlockKind.FURNITURE:
        if rest_of(units[foot - 1], rules) is not None:
            break
        foot -= 1
    return foot


def _decide_marked_up(
    units: Sequence[Unit], rules: Rules, hints: Mapping[int, Decision], titles: Sequence[str]
) -> dict[int, Decision]:
    """A page whose markup shows its comments: everything else is the article's side."""
    comments = {
        i: d for i, d in hints.items() if d.kind is BlockKind.COMMENT or d.rule == "html/comment-rest"
    }
    comments = refine_marked(units, rules, comments)
    others = [i for i in range(len(units)) if i not in comments]
    side = decide_article(
        [units[i] for i in others], rules, {n: hints[i] for n, i in enumerate(others) if i in hints}, titles
    )
    return comments | {others[n]: decision for n, decision in side.items()}


def _rest_of_page(
    units: Sequence[Unit], rules: Rules, begin: int, decided: Mapping[int, Decision]
) -> dict[int, Decision]:
    last = max(decided, default=begin)
    rest = {i: _below(units[i], rules) for i in range(begin, last) if i not in decided}
    return {**decided, **rest}


def _all_below(units: Sequence[Unit], rules: Rules, places: Sequence[int]) -> dict[int, Decision]:
    """What stands below the comments: headlines under a heading of other stories, the rest furniture."""
    decisions: dict[int, Decision] = {}
    opened: str | None = None
    for i in places:
        known = verdict(units[i], rules, "tail")
        if known is None and opened == "related" and is_headline(units[i]):
            decisions[i] = Decision(kind=BlockKind.RELATED, rule="under a related heading")
            continue
        if known is not None and known.rule != "list-number":
            opened = known.opens
        decisions[i] = _below(units[i], rules)
    return decisions


def _below(unit: Unit, rules: Rules) -> Decision:
    known = verdict(unit, rules, "tail")
    if known is not None and known.kind is not BlockKind.DATELINE:
        return Decision(kind=known.kind, rule=known.rule)
    return Decision(kind=BlockKind.FURNITURE, rule="around the comments")


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
    for number, group in enumerate(groups):
        unit, decision = units[group[0]], decisions[group[0]]
        start = 0 if number == 0 else unit.start
        end = units[groups[number + 1][0]].start if number + 1 < len(groups) else len(page.text)
        for kind, begin, stop in _pieces(unit, decision, start, end):
            blocks.append(
                Block(
                    kind=kind,
                    span=page.span(begin, stop),
                    path=unit.path,
                    rule=decision.rule,
                    part=decision.part,
                    comment=decision.comment,
                    depth=decision.depth,
                )
            )
    return tuple(blocks)


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
