"""MHTML and web archives: the page, where it comes from, and what was beside it."""

import hashlib
import plistlib
from datetime import UTC, datetime

import pytest

from dragoman.pages import Limits
from tests.unit.pages.containers.made import PNG, both, codes, html, mail, mhtml, zipped

PAGE = html("Report – é", "Ships = grain, “he said”.")
HEADERS = {"Content-Type": "text/html", "Content-Location": "https://harbour.example/news/1"}


class TestChromium:
    def test_the_root_part_is_the_page(self) -> None:
        parts = [
            ({**HEADERS, "Content-Transfer-Encoding": "quoted-printable"}, PAGE),
            ({"Content-Type": "image/png", "Content-Transfer-Encoding": "base64"}, PNG),
            ({"Content-Type": "text/css", "Content-Location": "cid:css-1@mhtml.blink"}, b"p { color: red }"),
        ]
        (page,), problems = both(mhtml(parts))
        assert page.id == hashlib.sha256(PAGE.replace(b"\r\n", b"\n")).hexdigest()
        assert page.text == both(PAGE)[0][0].text
        assert page.url == "https://harbour.example/news/1"
        assert page.fetched_at == datetime(2022, 7, 22, 10, tzinfo=UTC)
        assert next((fact.name, fact.value) for fact in page.facts) == ("title", "Grain – ships")
        assert codes(problems) == ["records-left-out"]
        assert "3 parts: 1 read as pages, 2 left out (1 images, 1 scripts and styles)" in problems[0].detail

    def test_frames_are_told_by_address(self) -> None:
        frame = {"Content-Type": "text/html", "Content-Location": "https://frame.example/x"}
        (page,), problems = both(mhtml([(HEADERS, PAGE), (frame, html("Frame"))]))
        assert page.text.startswith("Report")
        assert problems[0].detail.endswith("frames: https://frame.example/x")

    def test_the_part_at_the_stated_address_is_the_page_wherever_it_stands(self) -> None:
        frame = {"Content-Type": "text/html", "Content-Location": "https://frame.example/x"}
        (page,), _ = both(mhtml([(frame, html("Frame")), (HEADERS, PAGE)]))
        assert page.text.startswith("Report")

    @pytest.mark.parametrize("coding", ["base64", "quoted-printable", "8bit", "binary", ""])
    def test_every_transfer_coding(self, coding: str) -> None:
        (page,), _ = both(mhtml([({**HEADERS, "Content-Transfer-Encoding": coding}, PAGE)]))
        assert "“he said”" in page.text

    def test_the_charset_of_the_part_counts(self) -> None:
        body = "<html><body><p>Прибыли корабли с зерном, сообщил министр.</p></body></html>".encode("cp1251")
        said = {
            **HEADERS,
            "Content-Type": 'text/html; charset="windows-1251"',
            "Content-Transfer-Encoding": "base64",
        }
        (page,), _ = both(mhtml([(said, body)]))
        assert (page.text, page.encoding.name) == ("Прибыли корабли с зерном, сообщил министр.", "cp1251")

    def test_offset_and_length_are_those_of_the_part(self) -> None:
        data = mhtml([({"Content-Type": "image/png"}, PNG), (HEADERS, PAGE)])
        (page,), _ = both(data)
        where = page.locator
        assert where.offset is not None
        assert where.length is not None
        assert data[where.offset : where.offset + where.length] == PAGE


class TestOthers:
    def test_internet_explorer(self) -> None:
        top = {
            "From": "<Saved by Microsoft Internet Explorer 5>",
            "Date": "Fri, 1 Jul 2016 13:00:00 +0300",
            "Snapshot-Content-Location": "",
            "Content-Type": 'multipart/related;\r\n\ttype="text/html";\r\n\tboundary="----Mark----"',
            "X-MimeOLE": "Produced By Microsoft MimeOLE",
        }
        said = {"Content-Type": 'text/html;\r\n\tcharset="utf-8"', "Content-Transfer-Encoding": "quoted-printable",
                "Content-Location": "http://harbour.example/old"}  # fmt: skip
        (page,), _ = both(mhtml([(said, PAGE)], top))
        assert (page.url, page.fetched_at) == (
            "http://harbour.example/old",
            datetime(2016, 7, 1, 10, tzinfo=UTC),
        )

    def test_the_start_parameter_names_the_root(self) -> None:
        top = {"Content-Type": 'multipart/related; start="<root@x>"; boundary="----Mark----"'}
        frame = {"Content-Type": "text/html", "Content-ID": "<frame@x>"}
        (page,), _ = both(
            mhtml(
                [(frame, html("Frame")), ({"Content-Type": "text/html", "Content-ID": "<root@x>"}, PAGE)], top
            )
        )
        assert page.text.startswith("Report")

    def test_a_page_without_parts(self) -> None:
        (page,), problems = both(mail(PAGE))
        assert (page.text[:6], problems) == ("Report", [])

    def test_parts_within_parts(self) -> None:
        inner = b"--in\r\nContent-Type: text/html\r\n\r\n" + PAGE + b"\r\n--in--\r\n"
        (page,), _ = both(mhtml([({"Content-Type": 'multipart/alternative; boundary="in"'}, inner)]))
        assert page.text.startswith("Report")

    def test_a_mail_in_plain_text_is_a_text(self) -> None:
        text = "Subject: grain\n\nShips sail from Odesa."
        assert both(text.encode())[0][0].text == text

    def test_without_a_page_it_is_told(self) -> None:
        _, problems = both(mhtml([({"Content-Type": "image/png"}, PNG)]))
        assert codes(problems) == ["no-pages"]


class TestDamage:
    @pytest.mark.parametrize("coding", ["base64", "quoted-printable", "8bit"])
    def test_a_cut_file_gives_what_there_is(self, coding: str) -> None:
        data = mhtml(
            [({**HEADERS, "Content-Transfer-Encoding": coding}, html("Report", *["Ships sail."] * 200))]
        )
        (page,), problems = both(data[: len(data) // 2])
        assert page.text.startswith("Report")
        assert "damaged-container" in codes(problems)

    def test_many_parts_stop_at_the_limit(self) -> None:
        pages, problems = both(mhtml([(HEADERS, PAGE)] * 50), Limits(members=10))
        assert len(pages) == 1
        assert codes(problems) == ["too-large", "records-left-out"]

    def test_in_an_archive_the_place_is_the_member(self) -> None:
        (page,), _ = both(zipped({"saved.mht": mhtml([(HEADERS, PAGE)])}))
        assert (page.locator.member, page.url) == ("saved.mht", "https://harbour.example/news/1")


class TestWebArchive:
    def made(self, **main: object) -> bytes:
        part = {
            "WebResourceData": PAGE,
            "WebResourceURL": "https://harbour.example/news/1",
            "WebResourceMIMEType": "text/html",
            "WebResourceTextEncodingName": "UTF-8",
            **main,
        }
        frame = {"WebMainResource": {**part, "WebResourceURL": "https://frame.example/"}}
        top = {"WebMainResource": part, "WebSubframeArchives": [frame], "WebSubresources": [{}, {}]}
        return plistlib.dumps(top, fmt=plistlib.FMT_BINARY)

    def test_the_main_part_is_the_page(self) -> None:
        (page,), problems = both(self.made())
        assert (page.url, page.text[:6]) == ("https://harbour.example/news/1", "Report")
        assert codes(problems) == ["records-left-out"]
        assert "2 parts, 1 frames" in problems[0].detail
        assert problems[0].detail.endswith("frames: https://frame.example/")

    def test_a_damaged_one_is_told(self) -> None:
        _, problems = both(self.made()[:-20])
        assert codes(problems) == ["damaged-container"]

    def test_one_without_bytes_holds_no_page(self) -> None:
        _, problems = both(self.made(WebResourceData="text"))
        assert codes(problems) == ["no-pages"]
