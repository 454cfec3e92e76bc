"""Where something stands: a half-open range of Unicode code points of one page's text."""

from __future__ import annotations

from dataclasses import dataclass

from dragoman.errors import ValueRuleError


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Span:
    """A non-empty stretch of a page: ``page.text[start:end]`` is the quotation.

    ``start`` and ``end`` are 0-based, half-open offsets in Unicode code points of ``Page.text``
    (not bytes, not UTF-16 units). ``page`` is the page's id.

    Raises:
        ValueRuleError: when the range is empty or negative.
    """

    page: str
    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise ValueRuleError(f"a span must have 0 <= start < end, not [{self.start}, {self.end})")

    def __len__(self) -> int:
        return self.end - self.start

    def covers(self, other: Span) -> bool:
        """Whether ``other`` lies wholly inside this span of the same page."""
        return self.page == other.page and self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        """Whether the two share at least one character of the same page."""
        return self.page == other.page and self.start < other.end and other.start < self.end
