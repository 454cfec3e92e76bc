"""Deciding about the units of the article's side of a page: head, body and tail."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise

from dragoman.model import BlockKind
from dragoman.pages.article_shapes import (
    is_about,
    is_person,
    is_question,
    is_tag_list,
    may_be_caption,
    opens_copy,
    person_pieces,
    signature,
)
from dragoman.pages.article_title import TitleScores, title_key
from dragoman.pages.comment_marks import start_of
from dragoman.pages.decision import Decision, furniture
from dragoman.pages.lines import LineVerdict, Rules, Verdicts, is_headline, overrules, split_caption, verdict
from dragoman.pages.units import Unit
from dragoman.text import level

_SHORT_WORD = re.compile(r"[^\W\d_]{4,}")
#: A body goes on after a mark that usually ends it when more than this share of its prose is still to come.
_STILL_TO_COME = 0.34
#: A line under another possible title is its dek unless it fits better by more than this.
_DEK_MARGIN = 1.0
_OPENING_MARKS = '"“„«'
#: Lines that stand beside an author's name as a date does.
_BESIDE_NAMES = frozenset({"read-time", "role"})
#: Rules whose lines open a list of other stories, and rules whose lines stand inside such lists.
_OPENS = ("phrases/related-heading", "related-heading")
_INSIDE_LISTS = frozenset({"list-number", "comment-count", "date-line", "no letters", "image-mark"})


def decide_article(
    units: Sequence[Unit], rules: Rules, hints: Mapping[int, Decision], titles: Sequence[str]
) -> dict[int, Decision]:
    """What each unit of the article's side is. ``hints`` are decided already (by markup); ``titles`` are the
    titles that the markup states, levelled."""
    return Side(units, rules, hints, titles).decide()


class Side:
    """The article's side of one page, while it is decided."""

    def __init__(
        self, units: Sequence[Unit], rules: Rules, hints: Mapping[int, Decision], titles: Sequence[str]
    ) -> None:
        self.units, self.rules, self.hints, self.titles = units, rules, hints, titles
        self.head_verdicts, self.body_verdicts = (
            Verdicts(units, rules, "head"),
            Verdicts(units, rules, "body"),
        )
        self.prose = [i for i in range(len(units)) if self._is_prose(i)]
        self.decisions: dict[int, Decision] = {}
        self._levelled: dict[int, str] = {}
        self.opening = -1
        self.titled = any(hint.kind is BlockKind.TITLE for hint in hints.values())
        self.questions = sum(is_question(unit) for unit in units) > 1

    def _is_prose(self, at: int) -> bool:
        known, hint = self.body_verdicts[at], self.hints.get(at)
        if not self.units[at].prose or (hint is not None and hint.kind is not BlockKind.PARAGRAPH):
            return False
        if known is not None:
            return known.kind is BlockKind.PARAGRAPH
        return not self._is_caption(at)

    def _is_caption(self, at: int) -> bool:
        """A sentence with a credit under it, or one that the caption under it repeats."""
        if at + 1 >= len(self.units) or self.units[at].words > 45:
            return False
        below, hint = self.body_verdicts[at + 1], self.hints.get(at + 1)
        kinds = {below.kind if below else None, hint.kind if hint else None}
        if BlockKind.CREDIT in kinds:
            return self.units[at].raw.count(". ") < 2
        words, after = (set(_SHORT_WORD.findall(self.units[i].raw.lower())) for i in (at, at + 1))
        return BlockKind.CAPTION in kinds and len(words & after) >= 0.6 * max(1, len(after))

    def decide(self) -> dict[int, Decision]:
        """What each unit is, by its number."""
        begin, end = self._body_range()
        title = self._title(begin, end)
        if title is None and (late := self._late_title(begin, end)) is not None:
            title, begin = late
        begin = self._widen(begin, title)
        self._decide_head(begin, title)
        self._decide_body(begin, end)
        self._decide_tail(end)
        return self.decisions

    # ---- zones

    def _body_range(self) -> tuple[int, int]:
        if not self.prose:
            short = [i for i in range(len(self.units)) if self._is_sentence(i)]
            return (short[0], short[-1] + 1) if short else (len(self.units), len(self.units))
        first = next((i for i in self.prose if self.units[i].raw[0] not in "*•-–"), self.prose[0])
        opening = next((i for i in self.prose[:3] if i > first and opens_copy(self.units[i])), first)
        if all(may_be_caption(self.units[i]) for i in self.prose if first <= i < opening):
            first = self.opening = opening
        begin, end = first, self.prose[-1] + 1
        for i in range(begin, end):
            if self._ends_body(i) and (
                self._prose_share(i, end) <= _STILL_TO_COME or self._only_teasers(i, end)
            ):
                end = i
                break
        while end < len(self.units) and self._is_sentence(end):
            end += 1
        return begin, end

    def _ends_body(self, at: int) -> bool:
        known = self.body_verdicts[at]
        hint = self.hints.get(at)
        if known is not None:
            return known.ends_body and not (known.opens == "related" and self._goes_on(at))
        if hint is not None and hint.kind in {BlockKind.FURNITURE, BlockKind.RELATED, BlockKind.TAGS}:
            return False
        # Two or more headlines in a row are a list of other stories.
        return all(self._is_loose_headline(i) for i in (at, at + 1))

    def _goes_on(self, at: int) -> bool:
        """Whether running text goes on after a heading and a few headlines of other stories."""
        after = at + 1
        while after < min(at + 4, len(self.units)) and self._is_loose_headline(after):
            after += 1
        return after in self.prose and after + 1 in self.prose

    def _is_loose_headline(self, at: int) -> bool:
        if at >= len(self.units) or self.body_verdicts[at] is not None or at in self.hints:
            return False
        return is_headline(self.units[at]) and self.units[at].words >= 5

    def _only_teasers(self, at: int, end: int) -> bool:
        """Whether a heading of other stories is followed by sentences that stand singly, under their headlines."""
        known = self.body_verdicts[at]
        after = [i for i in self.prose if at < i < end]
        apart = all(later - earlier > 1 for earlier, later in pairwise(after))
        return known is not None and known.opens == "related" and apart and after[:1] != [at + 1]

    def _prose_share(self, at: int, end: int) -> float:
        return sum(at < i < end for i in self.prose) / len(self.prose)

    def _is_sentence(self, at: int) -> bool:
        unit = self.units[at]
        hinted = at in self.hints and self.hints[at].kind is not BlockKind.PARAGRAPH
        return not hinted and self.body_verdicts[at] is None and unit.ends_sentence and unit.words >= 3

    def _widen(self, begin: int, title: int | None) -> int:
        """A body may open with short sentences; what is right under the title may be a dek."""
        if begin == self.opening:
            return begin
        first = 0 if title is None else title + 1
        while begin - 1 > first and self._is_sentence(begin - 1) and self.head_verdicts[begin - 1] is None:
            begin -= 1
        if begin - 1 == first and self._is_sentence(first) and begin < len(self.units):
            # Right under the title: a first paragraph only when nothing parts it from the body.
            begin -= 1 if self.units[first].words >= 4 and self._same_shape(first, begin) else 0
        return begin

    def _same_shape(self, a: int, b: int) -> bool:
        return self.units[a].indent == self.units[b].indent and self.units[a].gap == self.units[b].gap

    # ---- title

    def _above(self, begin: int) -> Sequence[int]:
        """The units among which the title is looked for."""
        return range(begin)

    def _title(self, begin: int, end: int) -> int | None:
        candidates = [i for i in self._above(begin) if self._may_be_title(i)]
        if not candidates:
            return None
        prose = [i for i in self.prose if begin <= i < end]
        rated = TitleScores(self.units, self.head_verdicts, self.hints, self.titles, prose, begin)
        scores = {i: rated.score(i) for i in candidates}
        best = max(candidates, key=lambda i: (scores[i], -i))
        if (
            best - 1 in scores
            and scores[best - 1] > scores[best] - _DEK_MARGIN
            and not self.rules.own.caption_before_title
        ):
            best -= 1  # the line above fits nearly as well: then this one is its dek
        return next(i for i in candidates if self._key(i) == self._key(best))

    def _late_title(self, begin: int, end: int) -> tuple[int, int] | None:
        """A caption that is a full sentence may stand above the title: look among the first lines of the body."""
        for i in range(begin + 1, min(begin + 4, end)):
            if self._may_be_title(i) and not self.units[i].prose and any(k > i for k in self.prose):
                return i, next(k for k in self.prose if k > i)
        return None

    def _may_be_title(self, at: int) -> bool:
        hint = self.hints.get(at)
        if hint is not None and (self.titled or hint.kind not in {BlockKind.SUBHEAD, BlockKind.PARAGRAPH}):
            return hint.kind is BlockKind.TITLE
        unit = self.units[at]
        return (
            self.head_verdicts[at] is None
            and 2 <= unit.words <= 35
            and unit.raw[0] not in "•*>"
            and not (unit.words < 4 and self._key(at) not in self.titles)
        )

    def _key(self, at: int) -> str:
        return title_key(self.units[at])

    # ---- deciding

    def _known(self, at: int, verdicts: Mapping[int, LineVerdict | None]) -> Decision | None:
        hint, known = self.hints.get(at), verdicts[at]
        if hint is not None and hint.kind not in {BlockKind.PARAGRAPH, BlockKind.TITLE, BlockKind.SUBHEAD}:
            if known is not None and overrules(known, hint):
                return Decision(kind=known.kind, rule=known.rule, pieces=known.pieces)
            return self._caption(at, hint.rule) if hint.kind is BlockKind.CAPTION else hint
        if known is not None:
            return Decision(kind=known.kind, rule=known.rule, pieces=known.pieces)
        if (start := start_of(self.units[at], self.rules)) is not None:
            return furniture(f"start/{start}")
        return None

    def _caption(self, at: int, rule: str) -> Decision:
        return Decision(kind=BlockKind.CAPTION, rule=rule, pieces=split_caption(self.units[at], self.rules))

    def _decide_head(self, begin: int, title: int | None) -> None:
        for i in range(begin):
            self.decisions[i] = self._in_head(i, begin, title)

    def _in_head(self, at: int, begin: int, title: int | None) -> Decision:
        unit = self.units[at]
        if at == title:
            return Decision(kind=BlockKind.TITLE, rule="title")
        if title is not None and self._key(at) == self._key(title):
            return Decision(kind=BlockKind.TITLE, rule="title repeated")
        known = self._known(at, self.head_verdicts)
        if known is not None:
            return known
        if title is None:
            return furniture("above the body")
        if at < title:
            caption = unit.words >= 4 and (self.rules.own.caption_before_title or self._near_credit(at))
            return self._caption(at, "above the title") if caption else furniture("above the title")
        return self._under_title(at, begin, title)

    def _under_title(self, at: int, begin: int, title: int) -> Decision:
        unit = self.units[at]
        if self._near_credit(at) and unit.words >= 3:
            return self._caption(at, "beside a credit")
        if self._is_name(at):
            return Decision(kind=BlockKind.BYLINE, rule="name beside a date")
        if pieces := person_pieces(unit):
            return Decision(kind=BlockKind.BYLINE, rule="name and date", pieces=pieces)
        hint = self.hints.get(at)
        right_under = all(self.decisions[i].kind is BlockKind.TITLE for i in range(title, at))
        if hint is not None and hint.kind is BlockKind.SUBHEAD:
            dek = right_under and unit.words >= 6
            return Decision(kind=BlockKind.DEK, rule="heading under the title") if dek else hint
        if self._is_point(at):
            return Decision(kind=BlockKind.DEK, rule="key point")
        if self._is_caption(at):
            return self._caption(at, "repeated by a caption")
        if unit.words >= 5 and unit.raw[0] not in "*•":
            kind = BlockKind.DEK if right_under or at < begin - 1 else BlockKind.CAPTION
            return Decision(kind=kind, rule="under the title")
        return furniture("above the body")

    def _near_credit(self, at: int) -> bool:
        for i in (at - 1, at + 1):
            known = self.head_verdicts.get(i)
            hint = self.hints.get(i)
            if BlockKind.CREDIT in {known.kind if known else None, hint.kind if hint else None}:
                return True
        return False

    def _is_name(self, at: int) -> bool:
        if not is_person(self.units[at].raw):
            return False
        above, below, far = (self.head_verdicts.get(i) for i in (at - 1, at + 1, at + 2))
        around = (above, below, far if below is not None and below.rule == "phrases/share" else None)
        return any(
            known is not None and (known.kind is BlockKind.DATELINE or known.rule in _BESIDE_NAMES)
            for known in around
        )

    def _is_point(self, at: int) -> bool:
        above = self.decisions.get(at - 1)
        return (
            above is not None
            and above.rule in {"phrases/key-points", "key point"}
            and self.units[at].words >= 3
        )

    def _decide_body(self, begin: int, end: int) -> None:
        for i in range(begin, end):
            self.decisions[i] = self._in_body(i, begin, end)
        names = [self._signature(i) for i, d in self.decisions.items() if d.kind is BlockKind.BYLINE]
        for i in range(end - 1, begin, -1):
            if self.decisions[i].kind is not BlockKind.PARAGRAPH:
                continue
            if not is_about(self.units[i], names):
                break
            self.decisions[i] = furniture("about the author")

    def _signature(self, at: int) -> str:
        """The name in a byline, for finding the note on its bearer."""
        known = next((p for p in self.decisions[at].pieces if p.kind is BlockKind.BYLINE), None)
        raw = self.units[at].raw[known.start : known.end] if known else self.units[at].raw
        return signature(raw)

    def _in_body(self, at: int, begin: int, end: int) -> Decision:
        unit = self.units[at]
        known = self._known(at, self.body_verdicts)
        if known is not None:
            return known
        if self._is_caption(at):
            return self._caption(at, "beside a credit")
        if self._is_pull_quote(at, begin, end):
            return furniture("pull quote")
        if self.questions and is_question(unit) and at + 1 < end and self.units[at + 1].prose:
            return Decision(kind=BlockKind.SUBHEAD, rule="question above running text")
        if unit.prose or unit.ends_sentence or self._is_fragment(at):
            return Decision(kind=BlockKind.PARAGRAPH, rule="running text")
        near = (self.body_verdicts.get(i) for i in (at - 1, at + 1))
        if any(k is not None and k.kind is BlockKind.CREDIT for k in near):
            return self._caption(at, "beside a credit")
        above = self.decisions.get(at - 1)
        if (
            above is not None
            and is_headline(unit)
            and (above.kind is BlockKind.RELATED or above.rule.startswith(_OPENS))
        ):
            return Decision(kind=BlockKind.RELATED, rule="under a related heading")
        if unit.words <= 14 and at + 1 < end:
            return Decision(kind=BlockKind.SUBHEAD, rule="short line above running text")
        return Decision(kind=BlockKind.PARAGRAPH, rule="running text")

    def _is_pull_quote(self, at: int, begin: int, end: int) -> bool:
        """Words of a paragraph shown once more, large."""
        words = self._key(at).strip(" \"'.,-")
        if not 5 <= self.units[at].words <= 40 or len(words) < 12:
            return False
        near = range(max(begin, at - 12), min(end, at + 13))
        return any(
            i != at and self.units[i].words > self.units[at].words + 5 and words in self._full(i)
            for i in near
        )

    def _full(self, at: int) -> str:
        if (known := self._levelled.get(at)) is None:
            known = self._levelled[at] = " ".join(level(self.units[at].raw[:5000]).split())
        return known

    def _is_fragment(self, at: int) -> bool:
        """A quotation, a list item or a line that ends with a colon is running text without a full stop."""
        raw = self.units[at].raw
        if raw[0] in _OPENING_MARKS:
            return self.units[at].words > 4 or at + 1 >= len(self.units) or not self.units[at + 1].prose
        return raw.endswith((":", ";", ",")) or (raw[0] in "•*-–" and self.units[at].words >= 4)

    def _decide_tail(self, end: int, stop: int | None = None) -> None:
        opened: str | None = "related"
        for i in range(end, len(self.units) if stop is None else stop):
            tail = verdict(self.units[i], self.rules, "tail")
            known = self._known(i, {i: tail})
            link = opened == "tags" and tail is not None and tail.rule == "phrases/navigation"
            if known is not None and not (link and self.units[i].words <= 4):
                stays = known.kind.value == opened or known.rule in _INSIDE_LISTS
                opened = tail.opens if tail is not None and tail.opens else opened if stays else None
                self.decisions[i] = known
            elif opened == "tags" and self.units[i].words <= 4:
                self.decisions[i] = Decision(kind=BlockKind.TAGS, rule="under a heading of tags")
            elif is_tag_list(self.units[i]):
                self.decisions[i] = Decision(kind=BlockKind.TAGS, rule="comma list")
                opened = None
            elif opened == "related" and is_headline(self.units[i]) and self._is_listed(i, end):
                self.decisions[i] = Decision(kind=BlockKind.RELATED, rule="headline under the body")
            else:
                self.decisions[i] = furniture("below the body")

    def _is_listed(self, at: int, end: int) -> bool:
        """Headlines of other stories stand under a heading, or several together."""
        above = self.decisions.get(at - 1)
        if (
            above is not None
            and at > end
            and (above.kind is BlockKind.RELATED or above.kind is BlockKind.FURNITURE)
        ):
            return (
                above.kind is BlockKind.RELATED
                or above.rule.startswith(_OPENS)
                or above.rule in _INSIDE_LISTS
            )
        return at + 1 < len(self.units) and self._is_loose_headline(at + 1)
