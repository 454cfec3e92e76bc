"""WARC files: what becomes a page, what is left out and counted, and what damage costs."""

import hashlib
import io
import zlib
from datetime import UTC, datetime
from pathlib import Path

import brotli
import pytest

from dragoman.model import Page
from dragoman.pages import Limits, read
from tests.unit.pages.containers.made import PNG, Warc, both, codes, gzipped, html, in_chunks


def three(*, packed: bool = True) -> Warc:
    warc = Warc(packed=packed).info()
    for number in (1, 2, 3):
        warc.answer(f"https://harbour.example/{number}", html(f"Report {number}"))
    return warc


@pytest.mark.parametrize("packed", [True, False], ids=["packed", "plain"])
class TestPages:
    def test_each_answer_is_a_page(self, packed: bool) -> None:
        pages, problems = both(three(packed=packed).data())
        assert [page.url for page in pages] == [f"https://harbour.example/{n}" for n in (1, 2, 3)]
        assert all(page.fetched_at == datetime(2022, 7, 22, 10, tzinfo=UTC) for page in pages)
        assert [page.id for page in pages] == [
            hashlib.sha256(html(f"Report {n}")).hexdigest() for n in (1, 2, 3)
        ]
        assert codes(problems) == ["records-left-out"]
        assert "4 records: 3 read as pages, 1 left out (1 warcinfo records)" in problems[0].detail

    def test_offset_and_length_find_the_record_again(self, packed: bool) -> None:
        warc = three(packed=packed)
        for number, page in enumerate(both(warc.data())[0], start=1):
            where = page.locator
            assert where.offset == warc.ends[number - 1]
            assert where.length == warc.ends[number] - warc.ends[number - 1]
            ((alone,), _) = both(warc.data()[where.offset : where.offset + where.length])
            assert alone.id == page.id

    def test_what_is_no_page_is_counted(self, packed: bool) -> None:
        warc = three(packed=packed)
        warc.answer("https://harbour.example/a.png", PNG, "image/png")
        warc.answer("https://harbour.example/b.js", b"var ship = 1;", "application/javascript")
        warc.answer("https://harbour.example/old", b"moved", status="301 Moved Permanently")
        warc.answer("https://harbour.example/gone", html("Gone"), status="404 Not Found")
        warc.answer("https://harbour.example/none", b"")
        warc.record("https://harbour.example/1", "request", b"GET / HTTP/1.1\r\n\r\n", "application/http")
        warc.record("urn:x", "metadata", b"via: nothing", "application/warc-fields")
        pages, problems = both(warc.data())
        assert len(pages) == 3
        (balance,) = problems
        assert (balance.code, balance.grave) == ("records-left-out", False)
        assert "11 records: 3 read as pages, 8 left out" in balance.detail
        for part in (
            "1 images",
            "1 scripts and styles",
            "1 answers with status 3xx",
            "1 answers with status 4xx",
        ):
            assert part in balance.detail
        for part in ("1 empty bodies", "1 request records", "1 metadata records", "1 warcinfo records"):
            assert part in balance.detail

    def test_resources_and_conversions_are_pages(self, packed: bool) -> None:
        warc = Warc(packed=packed)
        warc.record("https://harbour.example/r", "resource", html("Saved"), "text/html")
        warc.record("https://harbour.example/t", "conversion", b"Ships sail from Odesa.", "text/plain")
        pages, problems = both(warc.data())
        assert [(page.media_type, page.url) for page in pages] == [
            ("text/html", "https://harbour.example/r"),
            ("text/plain", "https://harbour.example/t"),
        ]
        assert problems == []

    def test_a_cut_file_gives_what_came_before(self, packed: bool) -> None:
        warc = three(packed=packed)
        pages, problems = both(warc.data()[: warc.ends[-1] - 60])
        assert [page.url for page in pages][:2] == ["https://harbour.example/1", "https://harbour.example/2"]
        assert "damaged-container" in codes(problems)

    def test_damage_costs_one_record(self, packed: bool) -> None:
        warc = three(packed=packed)
        data = bytearray(warc.data())
        begin = warc.ends[1] + (20 if packed else 0)
        data[begin : begin + 12] = b"\xaa" * 12
        pages, problems = both(bytes(data))
        assert [page.url for page in pages if page.url] == [
            "https://harbour.example/1",
            "https://harbour.example/3",
        ]
        assert codes(problems) == ["damaged-container", "records-left-out"]

    def test_rubbish_between_records_is_told(self, packed: bool) -> None:
        warc = three(packed=packed)
        data, cut = warc.data(), warc.ends[1]
        pages, problems = both(data[:cut] + b"rubbish rubbish\r\n" * 3 + data[cut:])
        assert len(pages) == 3
        assert codes(problems) == ["damaged-container", "records-left-out"]

    def test_a_large_file_is_read_as_it_is_asked_for(self, packed: bool, tmp_path: Path) -> None:
        path = tmp_path / "made.warc"
        path.write_bytes(three(packed=packed).data() + b"not a record at all")
        first = next(read(path))
        assert isinstance(first, Page)
        assert first.url == "https://harbour.example/1"

    def test_a_record_beyond_the_limit_is_told_and_the_next_is_read(self, packed: bool) -> None:
        warc = Warc(packed=packed)
        warc.answer("https://harbour.example/long", html("Long", "Ships sail. " * 20_000))
        warc.answer("https://harbour.example/short", html("Short"))
        pages, problems = both(warc.data(), Limits(payload=100_000))
        assert [page.url for page in pages] == ["https://harbour.example/short"]
        assert codes(problems) == ["too-large", "records-left-out"]


class TestBodies:
    BODY = html("Packed", *["The ministry said that grain ships would sail on Friday."] * 20)

    @pytest.mark.parametrize(
        ("headers", "body"),
        [
            ([("Content-Encoding", "gzip")], gzipped(BODY)),
            ([("Content-Encoding", "br")], brotli.compress(BODY)),
            ([("Content-Encoding", "deflate")], zlib.compress(BODY)),
            ([("Content-Encoding", "deflate")], zlib.compress(BODY)[2:-4]),
            ([("Transfer-Encoding", "chunked")], in_chunks(BODY)),
            ([("Transfer-Encoding", "chunked"), ("Content-Encoding", "gzip")], in_chunks(gzipped(BODY))),
            ([("Content-Encoding", "gzip, br")], brotli.compress(gzipped(BODY))),
            ([("Content-Encoding", "gzip")], BODY),
            ([("Content-Encoding", "br")], BODY),
            ([("Content-Encoding", "deflate")], BODY),
            ([("Transfer-Encoding", "chunked")], BODY),
        ],
        ids=[
            "gzip", "brotli", "zlib", "raw deflate", "chunks", "gzip in chunks", "gzip in brotli",
            "gzip named only", "brotli named only", "deflate named only", "chunks named only",
        ],
    )  # fmt: skip
    def test_codings_are_undone_where_they_are(self, headers: list[tuple[str, str]], body: bytes) -> None:
        (page,), problems = both(Warc().answer("https://n.example/", body, headers=headers).data())
        assert page.id == hashlib.sha256(self.BODY).hexdigest()
        assert problems == []

    @pytest.mark.parametrize("coding", ["gzip", "br"])
    def test_a_cut_body_is_kept_as_far_as_it_goes(self, coding: str) -> None:
        noise = "".join(f"Ship {n * 7919 % 10007} left port {n * 31 % 997}. " for n in range(2000))
        full = html("Packed", noise)
        packed = gzipped(full) if coding == "gzip" else brotli.compress(full)
        warc = Warc().answer(
            "https://n.example/", packed[: len(packed) // 2], headers=[("Content-Encoding", coding)]
        )
        (page,), problems = both(warc.data())
        assert page.text[:6] == "Packed"
        assert codes(problems) == ["damaged-container"]

    @pytest.mark.parametrize("coding", ["gzip", "br", "deflate"])
    def test_a_bomb_in_a_body_stops_and_the_next_record_is_read(self, coding: str) -> None:
        bomb = bytes(20_000_000)
        pack = {"gzip": gzipped, "br": brotli.compress, "deflate": zlib.compress}[coding]
        warc = Warc().answer("https://n.example/bomb", pack(bomb), headers=[("Content-Encoding", coding)])
        warc.answer("https://n.example/next", html("Next"))
        pages, problems = both(warc.data(), Limits(payload=1_000_000))
        assert [page.url for page in pages] == ["https://n.example/next"]
        assert "too-large" in codes(problems)

    def test_the_charset_of_the_header_counts(self) -> None:
        body = "<p>Прибыли корабли с зерном, сообщил министр.</p>".encode("cp1251")
        (page,), _ = both(Warc().answer("https://n.example/", body, "text/html; charset=windows-1251").data())
        assert (page.text, page.encoding.name) == ("Прибыли корабли с зерном, сообщил министр.", "cp1251")

    def test_a_declared_type_counts_where_content_does_not_tell(self) -> None:
        (page,), _ = both(
            Warc().answer("https://n.example/", b"<table><tr><td>Ships sail</td></tr></table>").data()
        )
        assert (page.media_type, page.text) == ("text/html", "Ships sail")

    def test_an_image_declared_as_a_page_is_an_image(self) -> None:
        _, problems = both(Warc().answer("https://n.example/", PNG).data())
        assert codes(problems) == ["records-left-out", "no-pages"]
        assert "1 images" in problems[0].detail


class TestPacking:
    def test_a_file_packed_as_one_member_is_read(self) -> None:
        pages, _ = both(gzipped(three(packed=False).data()))
        assert len(pages) == 3
        assert [page.locator.member for page in pages] == ["record 2", "record 3", "record 4"]
        assert [page.locator.offset for page in pages] == [None, None, None]

    def test_a_wrong_checksum_is_told_and_the_page_kept(self) -> None:
        warc = three()
        data = bytearray(warc.data())
        data[warc.ends[1] - 8] ^= 0xFF
        pages, problems = both(bytes(data))
        assert len(pages) == 3
        assert codes(problems) == ["damaged-container", "records-left-out"]

    def test_a_file_of_zeros_packed_into_a_record_stops(self) -> None:
        head = b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 40000000\r\n\r\n"
        data = gzipped(head + bytes(40_000_000)) + Warc().answer("https://n.example/", html("Next")).data()
        pages, problems = both(data, Limits(total=1_000_000, ratio=1))
        assert pages == []
        assert "too-large" in codes(problems)

    def test_lines_of_a_record_may_end_with_a_line_feed_alone(self) -> None:
        http = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + html("One")
        head = b"WARC/1.0\nWARC-Type: response\nWARC-Target-URI: https://n.example/\nContent-Length: %d\n\n"
        (page, again), problems = both((head % len(http) + http + b"\n\n") * 2)
        assert (page.text[:3], page.id, problems) == ("One", again.id, [])

    def test_empty_lines_before_the_first_record_are_no_matter(self) -> None:
        assert len(both(b"\r\n\r\n" + three(packed=False).data())[0]) == 3

    def test_a_stream_that_cannot_be_searched_is_enough(self) -> None:
        class Pipe(io.BytesIO):
            def seekable(self) -> bool:
                return False

        class Named(type(Path())):  # type: ignore[misc]
            def open(self, *_: object, **__: object) -> io.BytesIO:
                return Pipe(three().data())

        found = [one for one in read(Named("pipe")) if isinstance(one, Page)]
        assert len(found) == 3
