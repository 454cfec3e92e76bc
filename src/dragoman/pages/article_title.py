"""How well a line above the text would do as the headline."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from dragoman.model import BlockKind, Page
from dragoman.pages.article_shapes import outlets
from dragoman.pages.decision import Decision
from dragoman.pages.lines import LineVerdict, has_bars
from dragoman.pages.units import Unit
from dragoman.text import level

_WORD = re.compile(
    r"(?!(?:with|that|this|from|have|will|been|were|they|their|says|said|over|into|about|after|before|more|than|what"
    r"|when|long|could|would|back|where|which|there)\b)[^\W\d_]{4,}"
)
#: An outlet's name has at most this many words.
_LONGEST_OUTLET = 6
#: A short line that stands inside the markup's title may be anything: this many words are needed.
_INSIDE = 4
#: Meta tags that give the page's title.
_TITLES = frozenset({"title", "og:title"})
_SIGNED = frozenset({BlockKind.BYLINE, BlockKind.DATELINE})


def stated_titles(page: Page) -> list[str]:
    """The titles that the page's markup or its container states, as titles are compared."""
    return [" ".join(level(fact.value[:300]).split()) for fact in page.facts if fact.name in _TITLES]


def title_key(unit: Unit) -> str:
    """A line as titles are compared: levelled, runs of white space as one space."""
    return " ".join(level(unit.raw[:300]).split())


class TitleScores:
    """The scores of the lines above the text of one page (higher is better; about -5 to 10)."""

    def __init__(
        self,
        units: Sequence[Unit],
        verdicts: Mapping[int, LineVerdict | None],
        hints: Mapping[int, Decision],
        titles: Sequence[str],
        prose: Iterable[int],
        begin: int,
    ) -> None:
        self._units, self._verdicts, self._hints, self._titles, self._begin = (
            units,
            verdicts,
            hints,
            titles,
            begin,
        )
        self._outlets = outlets(units)
        self._counts = Counter(title_key(units[i]) for i in range(begin))
        text = " ".join(units[i].raw[:2000] for i in prose)
        self._vocabulary = frozenset(_WORD.findall(text[:20_000].lower()))

    def score(self, at: int) -> float:
        """The score of the line at ``at``: words of the text, length, capitals, repetition, what stands around."""
        unit, key = self._units[at], title_key(self._units[at])
        words = _WORD.findall(unit.raw.lower())
        outlet = unit.words <= _LONGEST_OUTLET and key in self._outlets
        score = 2.5 * sum(word in self._vocabulary for word in words) / (len(words) + 1)
        score += (
            0.5 * unit.caps + (0.5 if 5 <= unit.words <= 20 else 0.0) - (1.0 if unit.ends_sentence else 0.0)
        )
        score += 3.0 * (self._counts[key] > 1) + 3.0 * (not outlet and self._is_stated(unit, key))
        score += 1.0 * (at in self._hints) + 0.8 * self._is_signed(at)
        score -= 1.5 * has_bars(unit) + 4.0 * outlet
        return score - 0.08 * (self._begin - at)

    def _is_stated(self, unit: Unit, key: str) -> bool:
        """Whether the markup states the line as the page's title, or inside it."""
        inside = unit.words >= _INSIDE
        return any(
            key and (title.startswith(key) or key.startswith(title) or (inside and key in title))
            for title in self._titles
        )

    def _is_signed(self, at: int) -> bool:
        """Whether an author or a date stands right under a line, or under the line below it."""
        near = (self._verdicts.get(i) for i in range(at + 1, min(at + 3, self._begin)))
        return any(known is not None and known.kind in _SIGNED for known in near)
