"""Units of a page whose make shows its pieces (a PDF, a document, an article of an export), and what is known of them."""

from __future__ import annotations

from dragoman.model import Page
from dragoman.pages.decision import Decision
from dragoman.pages.units import Unit

#: What the rules of an article of an export begin with, before the layout's name.
EXPORT = "export/"
#: How the rule of what stands beside the articles ends.
FRONT = "/front"


def part_units(page: Page) -> tuple[tuple[Unit, ...], dict[int, Decision]]:
    """The parts of ``page`` as units, and the decision about each whose kind is known, by its index.

    Text between two parts that is more than white space is a unit of its own.
    """
    units: list[Unit] = []
    hints: dict[int, Decision] = {}
    line, counted, at = 1, 0, 0
    sheets = _sheets(page)
    for part in (*page.parts, None):
        stop = len(page.text) if part is None else part.start
        between = page.text[at:stop]
        for start, end, known in (
            (at + len(between) - len(between.lstrip()), at + len(between.rstrip()), None),
            *([] if part is None else [(part.start, part.end, part)]),
        ):
            if start >= end:
                continue
            line += page.text.count("\n", counted, start)
            counted = start
            path = _path(page, start, line, sheets)
            if known is not None and known.kind is not None:
                hints[len(units)] = Decision(kind=known.kind, rule=known.rule)
            gap = page.text[:start].endswith("\n\n") if start < 2 else page.text[start - 2 : start] == "\n\n"
            units.append(Unit(start=start, end=end, raw=page.text[start:end], path=path, gap=gap))
        at = stop if part is None else part.end
    return tuple(units), hints


def part_layout(page: Page) -> str | None:
    """The name of the export layout that the parts come from; None for other pages."""
    for part in page.parts:
        if part.rule.startswith(EXPORT):
            return part.rule.split("/")[1]
    return None


def _path(page: Page, start: int, line: int, sheets: dict[int, int]) -> str:
    if start in sheets:
        return f"sheet {sheets[start]}, line {line}"
    tree = page.tree
    if tree is None or not tree.starts:
        return f"line {line}"
    return tree.xpath(tree.holders[tree.nodes(start, start + 1)[0]])


def _sheets(page: Page) -> dict[int, int]:
    """The sheet on which the text at an offset begins, for every offset at which a box does."""
    return {box.start: box.sheet for box in page.boxes}


def is_front(page: Page) -> bool:
    """Whether a page is what stands beside the articles of an export: its cover, its list, its search summary."""
    return bool(page.parts) and all(part.rule.endswith(FRONT) for part in page.parts)
