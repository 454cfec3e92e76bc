"""When two addresses are one page, and copies of a page as links."""

from datetime import UTC, datetime

import pytest

from dragoman.pages import revisions, same_address
from tests.unit.pages.containers.made import Warc, both, html


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://n.example/a", "http://www.n.example/a/"),
        ("https://n.example/a", "https://N.EXAMPLE:443/a#top"),
        ("https://n.example/a?x=1&y=2", "https://n.example/a?y=2&utm_source=rss&x=1&fbclid=z"),
        ("https://n.example/%7Eann", "https://n.example/~ann"),
        ("https://n.example/caf%c3%a9", "https://n.example/caf%C3%A9"),
        ("https://web.archive.org/web/20220722100000/https://n.example/a", "https://n.example/a"),
        ("https://web.archive.org/web/20220722100000id_/http:/n.example/a", "https://n.example/a"),
    ],
)
def test_the_same_page(one: str, other: str) -> None:
    assert same_address(one) == same_address(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://n.example/a", "https://n.example/A"),
        ("https://n.example/a?id=1", "https://n.example/a?id=2"),
        ("https://n.example/a?page=1", "https://n.example/a"),
        ("https://n.example/#!/a", "https://n.example/#!/b"),
        ("https://n.example:8080/a", "https://n.example/a"),
        ("https://m.n.example/a", "https://n.example/a"),
        ("urn:a", "urn:b"),
    ],
)
def test_another_page(one: str, other: str) -> None:
    assert same_address(one) != same_address(other)


@pytest.mark.parametrize("text", ["", "nonsense", "http://[::1", "http://n.example:x/", "//", "http:///a"])
def test_what_is_no_address_stays_as_it_is(text: str) -> None:
    assert same_address(text) == text


def test_copies_are_linked_oldest_first_and_stay_pages() -> None:
    warc = Warc()
    warc.answer("https://n.example/a", html("New"), date="2022-07-23T10:00:00Z")
    warc.answer("https://n.example/b", html("Other"))
    warc.answer("http://n.example/a?utm_source=x", html("Old"), date="2022-07-22T10:00:00Z")
    warc.answer("https://n.example/a", html("Old"), date="2022-07-22T11:00:00Z")
    pages, _ = both(warc.data())
    (linked,) = revisions(pages)
    assert len(pages) == 4
    assert linked.pages == (pages[2].id, pages[3].id, pages[0].id)
    assert linked.saved[0] == datetime(2022, 7, 22, 10, tzinfo=UTC)
    assert linked.changed


def test_the_same_bytes_twice_did_not_change() -> None:
    warc = Warc().answer("https://n.example/a", html("One")).answer("https://n.example/a", html("One"))
    (linked,) = revisions(both(warc.data())[0])
    assert not linked.changed


def test_pages_without_address_are_linked_to_none() -> None:
    assert revisions([*both(html("One"))[0], *both(html("One"))[0]]) == ()
