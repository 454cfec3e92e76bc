"""Finding the comments among the units of a plain page: where the thread begins, its headers, its end."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from dragoman.model import BlockKind, CommentPart
from dragoman.pages.comment_footers import find_footers, split_by_footers
from dragoman.pages.comment_marks import TIMES, declared_in, is_furniture, rest_of, start_of
from dragoman.pages.comment_names import author_below, date_below, is_name, may_be_name
from dragoman.pages.dated import is_dated, name_and_date
from dragoman.pages.decision import Decision, furniture
from dragoman.pages.layouts import HeaderRule
from dragoman.pages.lines import Rules, verdict
from dragoman.pages.units import Unit

#: A bare number beside a button or under a header counts votes.
_COUNT = re.compile(r"[+-]?\d{1,6}")
#: A clock or an age: what stamps a comment.
_STAMP = re.compile(
    r"\b\d{1,2}[:.h]\d\d\b|\bago\b|\bönce\b|\bvor \d|\bil y a\b|\bhace\b|\bнaзaд\b|\bjust now\b"
)
_HEADER_LINES = 4
_SUBJECT = re.compile(r"re:\s", re.IGNORECASE)
_AGE = re.compile(r"\b\d+ (second|minute|hour|day|week|month|year)s? ago\b|^\d+ (comments?|repl)")


@dataclass(frozen=True, slots=True, kw_only=True)
class CommentLines:
    """The thread's units: from ``begin`` up to ``end`` (exclusive), and what each of them is."""

    begin: int
    end: int
    decisions: dict[int, Decision]


def find_comments(units: Sequence[Unit], rules: Rules) -> CommentLines | None:
    """The comments among ``units``, or None when the page shows no thread."""
    first_prose = next((i for i, unit in enumerate(units) if unit.prose and not _known(unit, rules)), 0)
    starts = {i: rule for i in range(len(units)) if i >= first_prose and (rule := start_of(units[i], rules))}
    opened = min(starts, default=None)
    headers = _headers(units, rules, opened, first_prose, _declared(units, starts, rules))
    if opened is not None:
        footed = _footed(units, rules, starts, opened, len(headers))
        if footed is not None:
            return footed
    if not headers:
        return None if opened is None else _empty(units, rules, starts, opened)
    first = min(headers)
    begin = _begin(units, rules, starts, first)
    end = _end(units, rules, headers)
    decisions = {
        i: Decision(kind=BlockKind.FURNITURE, rule=f"start/{starts[i]}") for i in starts if i < first
    }
    decisions |= _comments(units, rules, headers, end)
    return CommentLines(begin=begin, end=end, decisions=decisions)


def _footed(
    units: Sequence[Unit], rules: Rules, starts: dict[int, str], opened: int, headers: int
) -> CommentLines | None:
    """The thread as the lines under its comments part it; None when headers part it better."""
    footers = find_footers(units, rules, opened)
    signed = any("author" in rule.match.groupindex for rule in footers.values())
    if len(footers) + signed <= headers:
        return None
    decisions = split_by_footers(units, rules, opened, footers, starts)
    if not decisions:
        return None
    first = min(i for i, decision in decisions.items() if decision.comment is not None)
    decisions |= {i: Decision(kind=BlockKind.FURNITURE, rule=f"start/{starts[i]}") for i in starts}
    return CommentLines(begin=_begin(units, rules, starts, first), end=max(footers) + 1, decisions=decisions)


def _declared(units: Sequence[Unit], starts: dict[int, str], rules: Rules) -> int | None:
    numbers = [number[0] for i in sorted(starts) if (number := declared_in(units[i].plain, rules))]
    return numbers[0] if numbers else None


def _empty(units: Sequence[Unit], rules: Rules, starts: dict[int, str], opened: int) -> CommentLines | None:
    """A thread that is announced but holds no comment: only its marks are known."""
    if not any(declared_in(units[i].plain, rules) for i in starts):
        return None
    decisions = {i: Decision(kind=BlockKind.FURNITURE, rule=f"start/{rule}") for i, rule in starts.items()}
    return CommentLines(begin=opened, end=opened, decisions=decisions)


def _begin(units: Sequence[Unit], rules: Rules, starts: dict[int, str], first: int) -> int:
    """The first unit of the thread: the furniture directly above the first comment belongs to it."""
    begin = first
    while begin > 0 and (begin - 1 in starts or is_furniture(units[begin - 1], rules)):
        begin -= 1
    return begin


def _known(unit: Unit, rules: Rules) -> bool:
    known = verdict(unit, rules, "body")
    return known is not None and known.kind is not BlockKind.PARAGRAPH


def _headers(
    units: Sequence[Unit], rules: Rules, opened: int | None, first_prose: int, declared: int | None
) -> dict[int, HeaderRule]:
    """The header units and their rules, of the one family of rules that fits the page best."""
    known = [*rules.own.headers, *rules.general.headers]
    families = list(dict.fromkeys(rule.family for rule in known))
    best: dict[int, HeaderRule] = {}
    best_score = 0.0
    for rank, family in enumerate(families):
        if rules.own.families and family not in rules.own.families:
            continue
        members = [rule for rule in known if rule.family == family]
        strong = members[0].strong or members[0].indented
        begin = first_prose if strong else opened
        if begin is None:
            continue
        found = _matches(units, members, rules, begin)
        if opened is None:
            # Without a line that opens a thread, one header is not proof enough.
            found = _below_text(units, rules, found)
            found = found if len(found) >= 2 and strong and _talks(units, rules, found) else {}
        else:
            # What looks like a header above the thread's opening belongs to another list.
            below = {i: rule for i, rule in found.items() if i >= opened}
            found = below or (found if len(found) >= 2 else {})
        score = _score(len(found), declared, strong=strong) - rank * 0.01
        if found and score > best_score:
            best, best_score = found, score
    return best


def _below_text(units: Sequence[Unit], rules: Rules, found: dict[int, HeaderRule]) -> dict[int, HeaderRule]:
    """Without the lines above the article's text: an author and a date look the same there."""
    text = [i for i, unit in enumerate(units) if unit.prose and not _known(unit, rules)]
    least = text[1] if len(text) > len(found) + 1 else -1
    return {i: rule for i, rule in found.items() if i > least}


def _talks(units: Sequence[Unit], rules: Rules, found: dict[int, HeaderRule]) -> bool:
    """Whether lines with a name and a date head comments, where nothing says so: headlines have dates too.

    Comments are stamped to the minute or by their age, or have buttons.
    """
    if not any(rule.next_date or rule.next_author or rule.dated for rule in found.values()):
        return True
    near = [units[i : i + _HEADER_LINES] for i in found]
    stamped = sum(any(_STAMP.search(unit.plain) for unit in lines) for lines in near)
    buttons = sum(rest_of(unit, rules) in {"comment-buttons", "votes"} for unit in units[min(found) :])
    return 2 * stamped >= len(found) or buttons >= len(found)


def _score(count: int, declared: int | None, *, strong: bool) -> float:
    score = count * (1.0 if strong else 0.6)
    if declared:
        score += 3.0 * max(0.0, 1 - abs(declared - count) / declared)
    return score


def _matches(
    units: Sequence[Unit], members: list[HeaderRule], rules: Rules, begin: int
) -> dict[int, HeaderRule]:
    found: dict[int, HeaderRule] = {}
    for i in range(begin, len(units)):
        for rule in members:
            if rule.read(units[i].plain or "\n") and _fits(units, i, rule, rules, found):
                found[i] = rule
                break
    return found


def _fits(
    units: Sequence[Unit], at: int, rule: HeaderRule, rules: Rules, found: dict[int, HeaderRule]
) -> bool:
    unit = units[at]
    after = units[at + 1] if at + 1 < len(units) else None
    if rule.next_author:
        return (
            is_dated(unit.clean)
            and (unit.gap or is_furniture(units[at - 1], rules))
            and author_below(units, at, rules) is not None
        )
    if not _names_someone(unit, rule):
        return False
    if rule.strong and not rule.next_date:
        return (
            not is_furniture(unit, rules)
            and not is_dated(unit.clean)
            and rest_of(unit, rules) != "comment-status"
        )
    if after is None or _is_button(unit, rules) or is_furniture(unit, rules):
        return False
    if rule.indented:
        return after.indent > unit.indent
    if rule.next_date:
        apart = unit.gap or (
            at > 0 and (_is_button(units[at - 1], rules) or is_furniture(units[at - 1], rules))
        )
        return (is_name(unit) or (apart and may_be_name(unit))) and date_below(units, at, rules)
    parted = unit.gap or (at > 0 and (start_of(units[at - 1], rules) or is_furniture(units[at - 1], rules)))
    return bool(parted) and after.gap and at - 1 not in found and is_name(unit)


def _names_someone(unit: Unit, rule: HeaderRule) -> bool:
    if rule.dated:
        parts = name_and_date(unit.clean)
        return parts is not None and len(unit.clean[: parts.name[1]].split()) <= 4 and unit.raw[0] not in "•*"
    found = rule.read(unit.plain)
    author = found["author"] if found else ""
    return any(c.isalnum() for c in author) and not _AGE.search(author)


def _is_button(unit: Unit, rules: Rules) -> bool:
    return rest_of(unit, rules) is not None


def _end(units: Sequence[Unit], rules: Rules, headers: dict[int, HeaderRule]) -> int:
    """The first unit after the last comment that is not the comment's any more."""
    last = max(headers)
    indented = headers[last].indented
    for i in range(last + 1, len(units)):
        if indented and units[i].indent <= units[last].indent:
            return i
        known = verdict(units[i], rules, "tail")
        if (
            known is None
            or known.rule in {"no letters", "list-number"}
            or rest_of(units[i], rules) is not None
        ):
            continue
        if known.kind is not BlockKind.DATELINE and i > last + 1:
            return i
    return len(units)


def _comments(
    units: Sequence[Unit], rules: Rules, headers: dict[int, HeaderRule], end: int
) -> dict[int, Decision]:
    heads = sorted(headers)
    depths = _depths([units[i] for i in heads])
    decisions: dict[int, Decision] = {}
    for number, head in enumerate(heads):
        stop = heads[number + 1] if number + 1 < len(heads) else end
        depth = depths[number]
        decisions[head] = Decision(
            kind=BlockKind.COMMENT,
            rule=f"header/{headers[head].id}",
            part=CommentPart.HEADER,
            comment=number,
            depth=depth,
        )
        body = {i: _inside(units[i], rules, number, depth) for i in range(head + 1, stop)}
        if headers[head].next_author and (below := author_below(units, head, rules)) is not None:
            body |= {i: furniture("above the author") for i in range(head + 1, below)}
            body[below] = _part_of_header("author-line/below", number, depth)
        body |= _counts(units, body, head)
        if stop - 1 in body and stop in headers and _SUBJECT.match(units[stop - 1].raw):
            body[stop - 1] = furniture("subject of the next comment")
        if not any(decision.part is CommentPart.BODY for decision in body.values()):
            body |= _keep_one(body, number, depth)
        decisions |= body
    return decisions


def _part_of_header(rule: str, number: int, depth: int | None) -> Decision:
    return Decision(kind=BlockKind.COMMENT, rule=rule, part=CommentPart.HEADER, comment=number, depth=depth)


def _counts(units: Sequence[Unit], body: dict[int, Decision], head: int) -> dict[int, Decision]:
    """The bare numbers of a comment that stand under its header or beside a button: its votes."""
    found: dict[int, Decision] = {}
    for i, decision in body.items():
        known = decision.comment is not None or decision.rule in {"no letters", "list-number"}
        if not known or not _COUNT.fullmatch(units[i].raw):
            continue
        above, below = found.get(i - 1, body.get(i - 1)), body.get(i + 1)
        under = i - 1 == head or (above is not None and above.part is CommentPart.HEADER)
        beside = any(
            d is not None and d.kind is BlockKind.FURNITURE and "rest/comment-buttons" in d.rule
            for d in (above, below)
        )
        if under or beside:
            number = next(d.comment for d in body.values() if d.comment is not None)
            found[i] = _part_of_header("rest/count", number, decision.depth)
    return found


def _inside(unit: Unit, rules: Rules, number: int, depth: int | None) -> Decision:
    rest = rest_of(unit, rules)
    if rest in {*TIMES, "votes"}:
        return _part_of_header(f"rest/{rest}", number, depth)
    if rest is not None:
        return furniture(f"rest/{rest}")
    known = verdict(unit, rules, "tail")
    if known is not None and known.kind is BlockKind.FURNITURE and known.rule != "list-number":
        return furniture(known.rule)
    return Decision(
        kind=BlockKind.COMMENT, rule="comment", part=CommentPart.BODY, comment=number, depth=depth
    )


def _keep_one(body: dict[int, Decision], number: int, depth: int | None) -> dict[int, Decision]:
    """A comment may consist of one word that is a phrase of furniture elsewhere ("More", "OK")."""
    for i, decision in body.items():
        if decision.rule.startswith("phrases/") and not decision.rule.endswith(
            ("comment-form", "related-heading")
        ):
            return {
                i: Decision(
                    kind=BlockKind.COMMENT, rule="comment", part=CommentPart.BODY, comment=number, depth=depth
                )
            }
    for i, decision in body.items():
        if decision.rule == "rest/comment-status":
            return {
                i: replace(
                    decision, kind=BlockKind.COMMENT, part=CommentPart.BODY, comment=number, depth=depth
                )
            }
    return {}


def _depths(heads: Sequence[Unit]) -> list[int | None]:
    levels = sorted({unit.indent for unit in heads})
    if len(levels) < 2:
        return [None] * len(heads)
    return [levels.index(unit.indent) for unit in heads]
