"""Comments of the systems that layouts name: where structure finds fewer than the system's own markup shows."""

from __future__ import annotations

from collections.abc import Sequence

from dragoman.pages.marked.groups import Evidence, Group, weigh_named
from dragoman.pages.marked.sheet import Sheet
from dragoman.pages.thread_layouts import NamedThread, Pattern


def named_group(evidence: Evidence) -> tuple[str, Group] | None:
    """The name of the system whose sign stands on the page, and its comments; None when no system is known."""
    sheet = evidence.sheet
    classes = set(" ".join(set(sheet.classes)).lower().split())
    for system in evidence.layouts.named:
        if any(pattern.tokens <= classes and _fitting(sheet, (pattern,)) for pattern in system.signs):
            group = _group(evidence, system)
            if group is not None:
                return system.name, group
    return None


def _group(evidence: Evidence, system: NamedThread) -> Group | None:
    roots = _fitting(evidence.sheet, system.items)
    return weigh_named(evidence, roots, follows=system.follows) if roots else None


def _fitting(sheet: Sheet, patterns: Sequence[Pattern]) -> list[int]:
    """The elements of one of ``patterns``."""
    tags, attributes = sheet.tree.tags, sheet.tree.attributes
    return [
        at
        for at, tag in enumerate(tags)
        if any(pattern.fits(tag, dict(attributes[at])) for pattern in patterns)
    ]
