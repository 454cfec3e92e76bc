"""What stands in a comment beside its own words: quotations, titles, signatures, notes."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dragoman.pages.marked.groups import Evidence, Group
from dragoman.pages.marked.sheet import SHORT, folded, heads_of, parts_of

_TEXT = 2
_QUOTING = frozenset("blockquote div aside table span".split())
_HEADINGS = frozenset("h1 h2 h3 h4 h5 h6".split())
_TITLED = frozenset("title titre titel titulo subject betreff sujet asunto heading headline".split())
_LONGEST_TITLE = 300
_LONGEST_NOTE = 2000
#: What stands over a signature that no class names.
_RULE = re.compile(r"[-\u2013\u2014]{1,3}|_{3,40}")


def quotes_of(evidence: Evidence, root: int, owned: Sequence[int]) -> list[int]:
    """Quoted words that their system marks with whose they are."""
    found: list[int] = []
    end = -1
    for at in owned:
        # A blockquote right after the words that say whose it is belongs to them.
        led = at == end and evidence.sheet.tree.tags[at] == "blockquote"
        if at != root and at >= end and (led or _is_quote(evidence, at)):
            found.append(at)
            end = evidence.sheet.ends[at]
    return found


def _is_quote(evidence: Evidence, at: int) -> bool:
    sheet, words = evidence.sheet, evidence.layouts.words["quote"]
    if sheet.tree.tags[at] not in _QUOTING or not sheet.length(at):
        return False
    if parts_of(sheet.classes[at]) & words:
        return True
    if sheet.tree.tags[at] == "blockquote":
        inner = range(at, min(sheet.ends[at], at + 6))
        return any(sheet.tree.tags[one] == "cite" for one in inner) or any(
            name.startswith("data-") for name, _ in sheet.tree.attributes[at]
        )
    return False


def spoken_quotes(evidence: Evidence, body: Sequence[int], known: Sequence[int]) -> list[int]:
    """Parts of a body that open with words of quoting ("Originally Posted by ..."), before or between its own words."""
    sheet = evidence.sheet
    found: list[int] = []
    for outer in body:
        at = outer + 1
        while at < sheet.ends[outer]:
            if at not in known and sheet.tree.tags[at] in {"div", "table", "blockquote"}:
                start, end = sheet.span(at)
                opening = folded(" ".join(sheet.text[start : min(end, start + 300)].split())[:SHORT])
                if evidence.layouts.quoting.match(opening) and end - start < sheet.length(outer) - _TEXT:
                    found.append(at)
            at = sheet.ends[at]
    return found


def titles_of(evidence: Evidence, group: Group, count: int) -> set[int]:
    """Titles of comments: headings, or elements that are called so, in most of the items."""
    sheet = evidence.sheet
    found: dict[tuple[str, str], dict[int, int]] = {}
    named = set(evidence.anchors.author)
    for at, number in group.owners.items():
        called = sheet.tree.tags[at] in _HEADINGS or heads_of(sheet.classes[at]) & _TITLED
        if not called or not 0 < sheet.length(at) < _LONGEST_TITLE:
            continue
        if not any(inner in named for inner in range(at, min(sheet.ends[at], at + 4))):
            found.setdefault(sheet.shape(at), {}).setdefault(number, at)
    return {at for places in found.values() if len(places) > 0.4 * count for at in places.values()}


def signatures_of(evidence: Evidence, group: Group) -> set[int]:
    """What every comment of somebody ends with, and notes that one was changed."""
    sheet, words = evidence.sheet, evidence.layouts.words
    found: set[int] = set()
    for at in group.owners:
        if at not in group.items.roots and sheet.length(at) < _LONGEST_NOTE:
            label = sheet.label(at)
            if (
                label
                and (parts_of(label) & words["signature"] or heads_of(sheet.classes[at]) & words["note"])
            ) or (
                sheet.last[at] >= sheet.first[at]
                and _RULE.fullmatch(sheet.node(sheet.first[at]).strip() or _first(evidence, at))
            ):
                found.add(at)
    return found


def _first(evidence: Evidence, at: int) -> str:
    """The first shown text in an element."""
    sheet = evidence.sheet
    for node in range(sheet.first[at], min(sheet.last[at], sheet.first[at] + 4) + 1):
        if text := sheet.node(node).strip():
            return text
    return ""
