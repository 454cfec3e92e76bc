"""One article of an export: which of its lines are fields, which its headline, which its text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from dragoman.model import BlockKind, Page, PartRange
from dragoman.pages.article_shapes import is_person
from dragoman.pages.export_layouts import ROLES, ExportLayout, FieldRule, SlotRule
from dragoman.pages.lines import is_dateline
from dragoman.pages.parts import EXPORT, part_units
from dragoman.pages.units import Unit, html_units, line_text, text_lines

#: Longer lines are looked at up to here: a label stands at the beginning.
_LONGEST = 300
#: Lines that mark where articles begin and end are short.
MARK = 160
_BY = re.compile(r"(?:by|von|par|por|di|door)\s")
_MOST_HEAD = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """An article of an export: its range of ``Page.text`` (code points), its parts, and what its lines give by role."""

    start: int
    end: int
    number: int | None
    parts: tuple[PartRange, ...]
    given: dict[str, str]


class Lines:
    """The lines of a page as rules see them."""

    def __init__(self, page: Page) -> None:
        self.paper = bool(page.boxes)
        if page.parts:
            self.units = _by_line(part_units(page)[0])
        elif page.tree is not None:
            # Elements part paragraphs; no blank lines are needed between them.
            self.units = tuple(replace(unit, gap=True) for unit in html_units(page, frozenset()))
        else:
            self.units = text_lines(page.text)
        self.plain = [line_text(unit.raw[:_LONGEST]).strip() for unit in self.units]


def _by_line(units: Sequence[Unit]) -> tuple[Unit, ...]:
    """Paragraphs that hold several short lines (of a PDF) are looked at line by line."""
    out: list[Unit] = []
    for unit in units:
        lines = unit.raw.split("\n")
        if len(lines) == 1 or unit.words > 40:
            out.append(replace(unit, gap=True))
            continue
        at = unit.start
        for line in lines:
            body = line.strip()
            if body:
                start = at + line.index(body)
                gap = at == unit.start
                out.append(Unit(start=start, end=start + len(body), raw=body, path=unit.path, gap=gap))
            at += len(line) + 1
    return tuple(out)


class Reading:
    """One article of an export while its lines are read."""

    def __init__(self, page: Page, lines: Lines, layout: ExportLayout, first: int, last: int) -> None:
        self.page, self.lines, self.layout = page, lines, layout
        self.first, self.last = first, last
        self.parts: list[PartRange] = []
        self.given: dict[str, str] = {}
        self.number: int | None = None

    def read(self) -> Found:
        """Its parts: the head with its fields and slots, the text, and the fields below."""
        at = self._head()
        tail = self._tail(at)
        self._body(at, tail)
        self._fields(tail, self.last)
        start, end = self.lines.units[self.first].start, self.lines.units[self.last - 1].end
        return Found(start=start, end=end, number=self.number, parts=tuple(self.parts), given=self.given)

    # ---- rules on one line

    def _field(self, at: int, zone: str) -> tuple[FieldRule, re.Match[str]] | None:
        for rule in self.layout.fields:
            if rule.zone in {zone, "any"} and (found := self._match(rule, at)) is not None:
                return rule, found
        return None

    def _match(self, rule: FieldRule, at: int) -> re.Match[str] | None:
        return rule.read(self.lines.plain[at], self.lines.units[at].raw)

    def _is_mark(self, at: int) -> bool:
        text = self.lines.plain[at]
        for pattern in (self.layout.begin, self.layout.end):
            found = pattern.match(text) if pattern is not None and len(text) < MARK else None
            if found is not None:
                number = found.groupdict().get("number")
                self.number = int(number) if number and number.isdigit() else self.number
                return True
        return False

    def _add(self, start: int, end: int, role: str, name: str | None = None) -> None:
        text = self.page.text[start:end]
        start += len(text) - len(text.lstrip())
        end -= len(text) - len(text.rstrip())
        if start >= end:
            return
        rule = f"{EXPORT}{self.layout.name}/{name or role}"
        self.parts.append(
            PartRange(start=start, end=end, kind=ROLES.get(role, BlockKind.FURNITURE), rule=rule)
        )
        if role not in {"body", "other"}:
            value = " ".join(self.page.text[start:end].split())
            self.given.setdefault(role, value)

    def _add_field(self, at: int, rule: FieldRule, found: re.Match[str], stop: int) -> None:
        """A field over lines ``at`` to ``stop``: its groups are parts of their own, what is left is a label."""
        unit, end = self.lines.units[at], self.lines.units[stop - 1].end
        shift = unit.start + len(unit.raw) - len(unit.raw.lstrip())
        groups = sorted((found.start(name), name) for name in rule.roles if found[name])
        if not groups and rule.roles and stop > at + 1:
            # The label stands alone, in a line or a cell of its own: what follows is the value.
            self._add(unit.start, unit.end, "other", "label")
            self._add(self.lines.units[at + 1].start, end, rule.roles[0].replace("_", "-"))
            return
        if not groups:
            self._add(unit.start, end, rule.role, rule.id)
            return
        here = unit.start
        for number, (start, name) in enumerate(groups):
            last = number == len(groups) - 1
            open_end = found.end(name) == len(self.lines.plain[at])
            close = end if last and open_end else shift + found.end(name)
            role = name.replace("_", "-")
            if ROLES.get(role, BlockKind.FURNITURE) is BlockKind.FURNITURE and not number:
                # Label and value are one line of furniture.
                self.given.setdefault(role, " ".join(self.page.text[shift + start : close].split()))
                self._add(here, close, role)
            else:
                self._add(here, shift + start, "other", "label")
                self._add(shift + start, close, role)
            here = close
        self._add(here, end, "other", rule.id)

    def _run(self, at: int, stop: int, zone: str, rule: FieldRule) -> int:
        """Where a field that begins at line ``at`` ends: at the next field or, where blank lines part, there."""
        after = at + 1
        if rule.role == "copyright" and zone == "head":
            return after
        while after < stop and not self._is_mark(after) and self._field(after, zone) is None:
            goes_on = rule.many or zone == "tail" or (self.layout.blank and not self.lines.units[after].gap)
            if not goes_on:
                break
            after += 1
        return after

    # ---- zones

    def _head(self) -> int:
        """Read the lines above the text; where the text begins."""
        at, slot, labelled = self.first, 0, False
        while at < self.last and at - self.first < _MOST_HEAD:
            if self._is_mark(at):
                if at > self.first:
                    break
                self._add(self.lines.units[at].start, self.lines.units[at].end, "other", "begin")
                at += 1
                continue
            known = self._field(at, "head")
            if known is not None:
                rule, found = known
                if rule.opens:
                    return self._open(at, rule, found)
                stop = self._run(at, self.last, "head", rule)
                self._add_field(at, rule, found, stop)
                labelled = labelled or rule.role != "copyright"
                at, slot = stop, self._past(slot, rule)
                continue
            taken = self._slot(at, slot)
            if taken is None or (labelled and not self._awaited(slot)):
                break
            at, slot = self._add_slot(at, taken), taken if self.layout.slots[taken].many else taken + 1
        return at

    def _open(self, at: int, rule: FieldRule, found: re.Match[str]) -> int:
        """The label of the text; what stands on its line is the text's beginning."""
        unit = self.lines.units[at]
        if "body" not in rule.roles or not found["body"]:
            self._add(unit.start, unit.end, "other", rule.id)
            return at + 1
        begin = unit.start + found.start("body")
        self._add(unit.start, begin, "other", "label")
        self._add(begin, unit.end, "body")
        return at + 1

    def _past(self, slot: int, rule: FieldRule) -> int:
        """A field in the head closes an open slot of several lines."""
        open_slot = (
            slot < len(self.layout.slots) and self.layout.slots[slot].many and rule.role != "copyright"
        )
        return slot + 1 if open_slot and self.layout.slots[slot].role in self.given else slot

    def _awaited(self, slot: int) -> bool:
        """Whether lines without a label are still expected."""
        return any(not one.optional and one.role not in self.given for one in self.layout.slots[slot:])

    def _slot(self, at: int, slot: int) -> int | None:
        slots = self.layout.slots
        for number in range(slot, len(slots)):
            if _narrow(slots[number]) and self._accepts(slots[number], at):
                return number
            if not slots[number].optional and not slots[number].many and slots[number].role not in self.given:
                break
        for number in range(slot, len(slots)):
            if not _narrow(slots[number]):
                return number
            if not slots[number].optional:
                return None
        return None

    def _accepts(self, slot: SlotRule, at: int) -> bool:
        unit, text = self.lines.units[at], self.lines.plain[at]
        if slot.match is not None and slot.match.match(text) is not None:
            return True
        if slot.shape == "date":
            return len(text) <= MARK and is_dateline(unit.clean)
        return slot.shape == "person" and (
            is_person(unit.raw) or (_BY.match(text) is not None and unit.words <= 12)
        )

    def _add_slot(self, at: int, slot: int) -> int:
        rule, stop = self.layout.slots[slot], at + 1
        # On paper a headline breaks into lines; in a text only a layout with blank lines shows what belongs together.
        if (rule.many and self.layout.blank) or (self.lines.paper and not _narrow(rule)):
            while stop < self.last and not self.lines.units[stop].gap and not self._is_known(stop, slot + 1):
                stop += 1
        self._add(self.lines.units[at].start, self.lines.units[stop - 1].end, rule.role)
        return stop

    def _is_known(self, at: int, slot: int) -> bool:
        """Whether a line is a field, or what a later slot narrows down."""
        if self._field(at, "head") is not None or self._is_mark(at):
            return True
        return any(_narrow(one) and self._accepts(one, at) for one in self.layout.slots[slot:])

    def _tail(self, at: int) -> int:
        """The first line below the text: a field after which no running text comes."""
        last = self.last
        while last > at and self._is_mark(last - 1):
            last -= 1
        tail, candidate = last, last
        prose = 0
        for line in range(last - 1, at - 1, -1):
            if self._field(line, "tail") is not None:
                candidate, prose = line, 0
                tail = candidate
            elif self.lines.units[line].prose:
                prose += 1
                if prose > 1 or not self._many_above(line, at):
                    break
        return tail

    def _many_above(self, line: int, at: int) -> bool:
        """Whether the nearest field above a line without a label takes such lines."""
        for above in range(line - 1, at - 1, -1):
            known = self._field(above, "tail")
            if known is not None:
                return known[0].many
            if self.lines.units[above].prose:
                return False
        return False

    def _body(self, at: int, stop: int) -> None:
        line = at
        while line < stop:
            if self._is_mark(line):
                break
            known = self._field(line, "head")
            if known is not None and known[0].opens and known[0].many:
                line = self._open(line, *known)
                continue
            after = line + 1
            while self.layout.blank and after < stop and not self.lines.units[after].gap:
                after += 1
            start, end = self.lines.units[line].start, self.lines.units[after - 1].end
            self._add(start, end, "body")
            self._name_subhead(line, after, stop)
            line = after

    def _name_subhead(self, line: int, after: int, stop: int) -> None:
        """A short line that ends no sentence, above running text, is a heading."""
        unit = self.lines.units[line]
        short = after == line + 1 and unit.words <= 12 and not unit.ends_sentence
        if short and after < stop and unit.raw[-1] not in ":;,\"'”’»" and unit.raw[0] not in "\"“'‘„«•-–—":
            below = self.lines.units[after]
            if below.words >= 8 and self.parts:
                self.parts[-1] = replace(
                    self.parts[-1], kind=BlockKind.SUBHEAD, rule=f"{EXPORT}{self.layout.name}/subhead"
                )

    def _fields(self, at: int, stop: int) -> None:
        while at < stop:
            known = self._field(at, "tail")
            if known is None:
                unit = self.lines.units[at]
                self._add(unit.start, unit.end, "other", "end" if self._is_mark(at) else "below")
                at += 1
                continue
            end = self._run(at, stop, "tail", known[0])
            self._add_field(at, *known, end)
            at = end


def _narrow(slot: SlotRule) -> bool:
    return slot.match is not None or slot.shape is not None
