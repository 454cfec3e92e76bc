from pathlib import Path

import pytest

import dragoman
from dragoman.errors import InputError
from dragoman.kit import load_kit
from tests.unit.pages.made import ARTICLE, TITLE


@pytest.fixture
def saved(tmp_path: Path) -> Path:
    path = tmp_path / "page.txt"
    path.write_text(ARTICLE, encoding="utf-8")
    return path


def test_a_path_a_string_and_bytes_give_the_same_rows(saved: Path) -> None:
    by_path, by_name, by_bytes = (dragoman.code(source) for source in (saved, str(saved), saved.read_bytes()))
    assert by_path == by_name
    assert by_path.article == by_bytes.article
    assert by_path.page.id == by_bytes.page.id
    assert by_path.article is not None
    assert by_path.article.title is not None
    assert by_path.page.quote(by_path.article.title) == TITLE


def test_what_is_supplied_reaches_the_page(saved: Path) -> None:
    supplied = dragoman.code(
        saved, outlet="Harbour News", url="https://n.example/1", published="2022-07", saved_at="2023"
    ).page.supplied
    assert (supplied.outlet, supplied.url, supplied.published, supplied.saved_at) == (
        "Harbour News",
        "https://n.example/1",
        "2022-07",
        "2023",
    )


def test_a_kit_of_ones_own_is_used(saved: Path) -> None:
    assert dragoman.code(saved, kit=load_kit()).run.kit == load_kit().digest


@pytest.mark.parametrize("name", ["published", "saved_at"])
@pytest.mark.parametrize("value", ["yesterday", "2022-13-01", "22.07.2022", "", "2022-02-30"])
def test_a_date_that_is_no_date_is_refused_by_name(saved: Path, name: str, value: str) -> None:
    with pytest.raises(InputError, match=f"{name}=.*not an EDTF date"):
        dragoman.code(saved, **{name: value})  # type: ignore[arg-type]


@pytest.mark.parametrize("data", [b"", b" \n", b"\x89PNG\r\n\x1a\n", b"<html></html>"])
def test_a_source_without_a_page_is_an_error_that_says_how_to_mend_it(data: bytes) -> None:
    with pytest.raises(InputError) as caught:
        dragoman.code(data)
    assert str(caught.value).startswith("<bytes>: ")
    assert str(caught.value).endswith(".")


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"absent\.txt"):
        dragoman.code(tmp_path / "absent.txt")


def test_an_unknown_encoding_is_refused(saved: Path) -> None:
    with pytest.raises(InputError, match="klingon"):
        dragoman.code(saved, encoding="klingon")


def test_the_package_knows_only_what_it_offers() -> None:
    with pytest.raises(AttributeError, match="no attribute 'decode'"):
        dragoman.decode  # noqa: B018
