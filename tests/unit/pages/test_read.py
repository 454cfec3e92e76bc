import hashlib
import time
from pathlib import Path

import pytest

from dragoman.errors import InputError
from dragoman.model import EncodingBasis, Page, Problem, Supplied
from dragoman.pages import read
from tests.unit.pages.made import ARTICLE, page_of, problem_of

NOISE = bytes(i * 7919 % 256 for i in range(5000))


class TestNoPage:
    @pytest.mark.parametrize(
        "data",
        [
            b"",
            b" \r\n\t\n",
            "\u00a0\u2003\n".encode(),
            "\u200b\u200e\n".encode(),
            b"\xef\xbb\xbf",
            b"\xff\xfe \0\n\0",
        ],
        ids=["nothing", "white space", "no-break spaces", "invisible", "UTF-8 mark", "UTF-16 mark and space"],
    )
    def test_a_file_without_text_is_empty(self, data: bytes) -> None:
        problem = problem_of(data)
        assert (problem.code, problem.grave) == ("empty-page", True)
        assert problem.page == hashlib.sha256(data).hexdigest()

    @pytest.mark.parametrize(
        "data",
        [
            b"<html><head><title>Grain</title></head><body></body></html>",
            b"<!doctype html><script>var ship = '</p>';</script><style>p { color: red }</style>",
            b"<html><body> &nbsp;\n<p></p></body>",
        ],
        ids=["title only", "script only", "space only"],
    )
    def test_a_page_whose_markup_shows_nothing_is_empty(self, data: bytes) -> None:
        problem = problem_of(data)
        assert problem.code == "empty-page"
        assert "markup" in problem.detail

    @pytest.mark.parametrize(
        ("data", "what"),
        [
            (b"\x89PNG\r\n\x1a\n" + NOISE, "PNG"),
            (b"\xff\xd8\xff\xe0\x00\x10JFIF" + NOISE, "JPEG"),
            (b"GIF89a" + NOISE, "GIF"),
            (b"SQLite format 3\x00" + NOISE, "database"),
            (b"RIFF\x10\x00\x00\x00WEBPVP8 " + NOISE, "media"),
            (b"\x00\x00\x00\x18ftypmp42" + NOISE, "media"),
            (b"MZ\x90\x00" + NOISE, "program"),
            (NOISE, "control characters"),
            (bytes(200), "control characters"),
            (b"\0", "control characters"),
        ],
    )
    def test_a_file_that_is_no_text_is_named(self, data: bytes, what: str) -> None:
        problem = problem_of(data)
        assert problem.code == "binary-page"
        assert problem.grave
        assert what in problem.detail

    @pytest.mark.parametrize("magic", [b"PK\x03\x04", b"\x1f\x8b\x08", b"BZh91AY&SY", b"\xfd7zXZ\x00"])
    def test_noise_that_begins_as_a_container_is_a_damaged_one(self, magic: bytes) -> None:
        found = list(read(magic + NOISE))
        assert {type(one) for one in found} == {Problem}
        assert isinstance(found[0], Problem)
        assert found[0].code == "damaged-container"

    def test_an_empty_archive_holds_no_pages(self) -> None:
        assert problem_of(b"PK\x05\x06" + bytes(18)).code == "no-pages"

    def test_a_forced_encoding_makes_no_page_of_an_image(self) -> None:
        assert problem_of(b"\x89PNG\r\n\x1a\n" + NOISE, encoding="latin-1").code == "binary-page"

    def test_a_missing_file_is_one_problem(self, tmp_path: Path) -> None:
        (problem,) = read(tmp_path / "absent.txt")
        assert isinstance(problem, Problem)
        assert (problem.code, problem.page) == ("unreadable-file", None)
        assert problem.file is not None
        assert problem.file.endswith("absent.txt")

    def test_a_folder_is_one_problem(self, tmp_path: Path) -> None:
        (problem,) = read(tmp_path)
        assert isinstance(problem, Problem)
        assert problem.code == "unreadable-file"

    def test_an_unknown_encoding_is_an_error(self) -> None:
        with pytest.raises(InputError, match="klingon"):
            list(read(b"text", encoding="klingon"))

    def test_many_comments_before_no_page_cost_no_time(self) -> None:
        text = "<!--a-->" * 5_000 + "x"
        begin = time.process_time()
        assert page_of(text).media_type == "text/plain"
        assert time.process_time() - begin < 2


class TestPage:
    @pytest.mark.parametrize(
        "text",
        [
            "RIFFRAFF, the minister said.",
            "ID3 is a kind of tag.",
            "BZhuk met others.",
            "GIF8 or not?",
            "MZ is short.",
        ],
    )
    def test_text_may_begin_like_a_binary_file(self, text: str) -> None:
        assert page_of(text).text == text

    @pytest.mark.parametrize(
        "text", ["a\r\nb\rc\nd\n\n", "\n a \n", "a\x0cb\u2028c\u2029d", "e\u0301\u00a0\u200b x"]
    )
    def test_the_text_is_untouched(self, text: str) -> None:
        assert page_of(text).text == text

    def test_a_nul_is_kept(self) -> None:
        assert page_of(ARTICLE.replace("grain", "gr\0ain")).text.count("\0") == ARTICLE.count("grain")

    def test_the_id_is_the_hash_of_the_bytes_as_saved(self) -> None:
        data = b"\xef\xbb\xbf" + ARTICLE.encode()
        assert page_of(data).id == hashlib.sha256(data).hexdigest()

    def test_a_file_names_its_place(self, tmp_path: Path) -> None:
        path = tmp_path / "page.txt"
        path.write_text(ARTICLE, encoding="utf-8")
        (page,) = read(path)
        assert isinstance(page, Page)
        assert page.locator.file == path.as_posix()

    def test_what_the_user_says_stands_apart(self) -> None:
        (page,) = read(ARTICLE.encode(), supplied=Supplied(outlet="Harbour News", url="https://n.example/1"))
        assert isinstance(page, Page)
        assert page.supplied.outlet == "Harbour News"
        assert (page.outlet, page.url) == (None, None)

    def test_the_basis_of_decoding_is_kept(self) -> None:
        (page,) = read(ARTICLE.encode("cp1251"), encoding="windows-1251")
        assert isinstance(page, Page)
        assert (page.encoding.name, page.encoding.basis) == ("cp1251", EncodingBasis.FORCED)


class TestMediaType:
    @pytest.mark.parametrize(
        "source",
        [
            "<!DOCTYPE html><p>Ships sail.",
            "\n\n<!-- saved -->\n<!-- twice -->\n<HTML><body>Ships sail.",
            '<?xml version="1.0" encoding="utf-8"?>\n<html><body>Ships sail.</body></html>',
            "<p>Ships sail.</p>",
            "<div class='x'>Ships sail.</div>",
            "<article>Ships sail.</article>",
            "<table><tr><td>Ships sail.</table>",
            "<h1>Ships sail.</h1>",
        ],
    )
    @pytest.mark.parametrize("name", ["utf-8", "utf-8-sig", "utf-16"])
    def test_markup_is_read_as_html(self, source: str, name: str) -> None:
        page = page_of(source.encode(name))
        assert page.media_type == "text/html"
        assert page.text.strip() == "Ships sail."

    @pytest.mark.parametrize(
        "text",
        [
            "The <p> tag opens a paragraph.",
            "<division of labour> is a term.",
            "<header>",
            "a < b and b > c",
            "<pre-war>",
        ],
    )
    def test_text_with_angle_brackets_stays_text(self, text: str) -> None:
        page = page_of(text)
        assert (page.media_type, page.text, page.tree) == ("text/plain", text, None)
