import pytest

from dragoman.model import Comment, Span, Thread

ONE = Comment(span=Span(page="p", start=0, end=1))


@pytest.mark.parametrize(("declared", "missing"), [(None, None), (3, 2), (1, 0), (0, -1)])
def test_what_is_missing_is_declared_minus_found(declared: int | None, missing: int | None) -> None:
    assert Thread(page="p", comments=(ONE,), declared=declared).missing == missing
