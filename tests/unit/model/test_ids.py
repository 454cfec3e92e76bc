import hashlib

import pytest

from dragoman.model import bytes_id, content_id


def test_a_page_id_is_the_hash_of_its_bytes() -> None:
    assert bytes_id(b"ship") == hashlib.sha256(b"ship").hexdigest()


def test_a_content_id_never_changes() -> None:
    # A record written by an earlier version must still find its rows.
    assert content_id("a", 1, None) == "0ae764bffd3a17b6"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("a", "b"), ("ab",)),
        (("a", None), ("a", "null")),
        (("1",), (1,)),
        (("a", "b"), ("b", "a")),
        (("",), ()),
    ],
)
def test_different_parts_give_different_ids(
    one: tuple[str | int | None, ...], other: tuple[str | int | None, ...]
) -> None:
    assert content_id(*one) != content_id(*other)


def test_lone_surrogates_have_an_id() -> None:
    assert len(content_id("\ud800")) == 16
