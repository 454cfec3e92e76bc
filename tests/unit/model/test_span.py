import pytest

from dragoman.errors import DragomanError, ValueRuleError
from dragoman.model import Span


def span(start: int, end: int, page: str = "p") -> Span:
    return Span(page=page, start=start, end=end)


@pytest.mark.parametrize(("start", "end"), [(0, 0), (3, 2), (-1, 2), (-3, -1)])
def test_an_empty_or_negative_range_is_refused(start: int, end: int) -> None:
    with pytest.raises(ValueRuleError, match="0 <= start < end"):
        span(start, end)


def test_the_refusal_is_a_dragoman_error_and_a_value_error() -> None:
    assert issubclass(ValueRuleError, DragomanError)
    assert issubclass(ValueRuleError, ValueError)


def test_length_counts_characters() -> None:
    assert len(span(4, 9)) == 5


@pytest.mark.parametrize(
    ("other", "inside", "shared"),
    [
        (span(2, 8), True, True),
        (span(3, 5), True, True),
        (span(1, 3), False, True),
        (span(7, 9), False, True),
        (span(8, 9), False, False),
        (span(0, 2), False, False),
        (span(3, 5, "q"), False, False),
    ],
)
def test_covering_and_overlapping(other: Span, inside: bool, shared: bool) -> None:
    own = span(2, 8)
    assert own.covers(other) is inside
    assert own.overlaps(other) is shared
    assert other.overlaps(own) is shared


def test_spans_of_a_page_sort_by_place() -> None:
    assert sorted([span(5, 6), span(1, 9), span(1, 2)]) == [span(1, 2), span(1, 9), span(5, 6)]


def test_a_span_cannot_be_changed() -> None:
    with pytest.raises(AttributeError):
        span(0, 1).end = 5  # type: ignore[misc]
