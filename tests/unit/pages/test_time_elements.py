import pytest

from dragoman.pages.time_elements import shown_time, stated_time
from tests.unit.pages.made import page_of


@pytest.mark.parametrize(
    ("element", "shown", "stated"),
    [
        (
            "<time datetime='2022-07-22T16:12:00Z'>Friday</time>",
            "2022-07-22T16:12:00Z",
            "2022-07-22T16:12:00Z",
        ),
        (
            "<time datetime='2022-07-22T16:12:00+0200'>Friday</time>",
            "2022-07-22T16:12:00+0200",
            "2022-07-22T16:12:00+0200",
        ),
        ("<time datetime='2022-07-22 16:12:00'>Friday</time>", "2022-07-22 16:12:00", "2022-07-22T16:12:00"),
        ("<time datetime='soon'>Friday</time>", "soon", None),
        ("<span title='22 July 2022'>Friday</span>", "22 July 2022", "2022-07-22"),
        ("<span title='Posted by a person of the house in the year 2022'>Friday</span>", None, None),
        ("<span>Friday</span>", None, None),
    ],
)
def test_what_markup_states_beside_the_words(element: str, shown: str | None, stated: str | None) -> None:
    page = page_of(f"<html><body><p>{element}</p></body></html>")
    at = page.text.index("Friday")
    assert (shown_time(page, at), stated_time(page, at)) == (shown, stated)
