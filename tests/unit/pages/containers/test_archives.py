"""Zip, tar and packed files: which members are pages, what is counted, and what damage and bombs cost."""

import bz2
import gzip
import io
import lzma
import tarfile
import zipfile
import zlib
from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from dragoman.pages import Limits
from tests.unit.pages.containers.made import PNG, Warc, both, codes, gzipped, html, tarred, zipped

PAGE = html("Report")
Pack = Callable[[bytes], bytes]


class TestPackedFiles:
    @pytest.mark.parametrize(
        "pack", [gzip.compress, bz2.compress, lzma.compress], ids=["gzip", "bzip2", "xz"]
    )
    def test_what_is_packed_is_the_page(self, pack: Pack) -> None:
        (page,), problems = both(pack(PAGE))
        assert (page.id, problems) == (both(PAGE)[0][0].id, [])

    @pytest.mark.parametrize(
        "pack", [gzip.compress, bz2.compress, lzma.compress], ids=["gzip", "bzip2", "xz"]
    )
    def test_several_members_are_one_text(self, pack: Pack) -> None:
        (page,), _ = both(pack(b"Ships sail ") + pack(b"from Odesa."))
        assert page.text == "Ships sail from Odesa."

    def test_a_cut_file_is_kept_as_far_as_it_goes(self) -> None:
        text = " ".join(f"Ship {n * 7919 % 10007} left port {n * 31 % 997}." for n in range(3000))
        packed = gzipped(text.encode())
        (page,), problems = both(packed[: len(packed) // 2])
        assert text.startswith(page.text)
        assert len(page.text) > len(text) // 3
        assert codes(problems) == ["damaged-container"]

    def test_damage_in_the_middle_keeps_what_came_before(self) -> None:
        text = " ".join(f"Ship {n * 7919 % 10007} left port {n * 31 % 997}." for n in range(9000))
        packed = bytearray(gzipped(text.encode()))
        packed[len(packed) // 2] ^= 0xFF
        pages, problems = both(bytes(packed))
        assert codes(problems) == ["damaged-container"]
        assert pages[0].text[:20_000] == text[:20_000]

    def test_what_follows_the_packed_data_is_no_matter(self) -> None:
        (page,), problems = both(gzipped(PAGE) + bytes(100))
        assert (page.text[:6], problems) == ("Report", [])

    def test_a_bomb_is_too_large(self) -> None:
        pages, problems = both(gzipped(bytes(3_000_000)), Limits(payload=1_000_000))
        assert (pages, codes(problems)) == ([], ["too-large"])


class TestZip:
    def test_pages_are_read_in_order_and_the_rest_counted(self) -> None:
        data = zipped(
            {
                "b.html": html("B"),
                "a.txt": b"Ships sail from Odesa.",
                "pictures/p.png": PNG,
                "site.js": b"var ship = 1;",
                "site.css": b"p { color: red }",
                "__MACOSX/._b.html": b"finder",
                ".DS_Store": b"finder",
                "nothing.html": b"",
                "noise.bin": bytes(5000),
            }
        )
        pages, problems = both(data)
        assert [page.locator.member for page in pages] == ["b.html", "a.txt"]
        assert codes(problems) == ["records-left-out"]
        assert "9 members: 2 handed on, 7 left out" in problems[0].detail
        for part in (
            "1 images",
            "2 scripts and styles",
            "2 files of the system",
            "1 empty files",
            "1 other binary",
        ):
            assert part in problems[0].detail

    @pytest.mark.parametrize("folder", ["Report_files", "Report-Dateien", "Report_archivos", "Report_файлы"])
    def test_a_page_saved_complete_is_one_page(self, folder: str) -> None:
        data = zipped({"Report.htm": PAGE, f"{folder}/frame.html": html("Frame"), f"{folder}/a.png": PNG})
        pages, problems = both(data)
        assert [page.locator.member for page in pages] == ["Report.htm"]
        assert "2 parts of pages saved complete" in problems[0].detail

    def test_such_a_folder_without_its_page_is_read(self) -> None:
        pages, _ = both(zipped({"Report_files/frame.html": html("Frame")}))
        assert len(pages) == 1

    def test_an_archive_in_an_archive_names_both_members(self) -> None:
        (page,), _ = both(zipped({"in.zip": zipped({"a.html": PAGE})}))
        assert page.locator.member == "in.zip!a.html"

    def test_records_in_an_archive_have_their_place(self) -> None:
        warc = Warc().info().answer("https://n.example/", PAGE)
        (page,), problems = both(zipped({"w.warc.gz": warc.data()}))
        assert (page.locator.member, page.locator.offset) == ("w.warc.gz", warc.ends[0])
        assert problems[0].file == "<bytes>!w.warc.gz"

    def test_nesting_stops_at_the_limit(self) -> None:
        data = PAGE
        for _ in range(4):
            data = zipped({"in.zip": data, "beside.html": html("Beside")})
        pages, problems = both(data, Limits(depth=3))
        assert [page.locator.member for page in pages] == [
            "in.zip!in.zip!beside.html",
            "in.zip!beside.html",
            "beside.html",
        ]
        assert "nested-too-deep" in codes(problems)

    @pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2])
    def test_ways_of_packing(self, method: int) -> None:
        assert len(both(zipped({"a.html": PAGE}, method))[0]) == 1

    def test_a_way_of_packing_that_is_not_read_is_told(self) -> None:
        pages, problems = both(zipped({"a.html": PAGE}, zipfile.ZIP_LZMA))
        assert (pages, codes(problems)) == ([], ["damaged-container"])
        assert "method 14" in problems[0].detail

    @pytest.mark.parametrize(
        ("name", "raw"), [("отчёт.html", "отчёт.html".encode()), ("é.html", b"\x82.html")]
    )
    def test_names_without_a_mark_are_decoded(self, name: str, raw: bytes) -> None:
        data = zipped({"X" * len(raw): PAGE}).replace(b"X" * len(raw), raw)
        assert both(data)[0][0].locator.member == name

    def test_a_locked_member_is_told_and_the_others_read(self) -> None:
        data = bytearray(zipped({"a.html": PAGE, "b.html": html("B")}))
        for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
            data[data.find(mark) + at] |= 1
        pages, problems = both(bytes(data))
        assert [page.locator.member for page in pages] == ["b.html"]
        assert codes(problems) == ["encrypted-member"]
        assert "a.html" in problems[0].detail

    def test_a_wrong_checksum_is_told_and_the_page_kept(self) -> None:
        data = bytearray(zipped({"a.html": PAGE}))
        data[data.find(b"PK\x01\x02") + 16] ^= 0xFF
        pages, problems = both(bytes(data))
        assert (len(pages), codes(problems)) == (1, ["damaged-container"])

    def test_without_its_directory_the_members_are_found(self) -> None:
        data = zipped({f"{n}.html": html(f"Report {n}") for n in range(5)})
        pages, problems = both(data[: data.find(b"PK\x01\x02")])
        assert [page.locator.member for page in pages] == [f"{n}.html" for n in range(5)]
        assert codes(problems)[0] == "damaged-container"

    def test_members_whose_size_follows_them_are_found_too(self) -> None:
        class Pipe(io.BytesIO):
            def seekable(self) -> bool:
                return False

            def tell(self) -> int:
                raise OSError

        out = Pipe()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
            for number in range(3):
                archive.writestr(f"{number}.html", html(f"Report {number}"))
        data = out.getvalue()
        assert len(both(data)[0]) == 3
        assert len(both(data[: data.find(b"PK\x01\x02")])[0]) == 3

    def test_a_cut_archive_gives_what_came_before(self) -> None:
        data = zipped({f"{n}.html": html(f"Report {n}") for n in range(5)}, zipfile.ZIP_STORED)
        pages, problems = both(data[: len(data) // 2])
        assert [page.locator.member for page in pages][:2] == ["0.html", "1.html"]
        assert "damaged-container" in codes(problems)

    def test_many_members_stop_at_the_limit(self) -> None:
        pages, problems = both(zipped({f"{n}.txt": b"Ships sail." for n in range(20)}), Limits(members=10))
        assert len(pages) == 10
        assert codes(problems) == ["too-large"]
        assert "10 of its members are not read" in problems[0].detail

    def test_all_that_is_unpacked_counts_together(self) -> None:
        data = zipped({f"{n}.txt": b"Ships sail. " * 10_000 for n in range(20)})
        pages, problems = both(data, Limits(total=500_000, ratio=1))
        assert 3 <= len(pages) <= 6
        assert codes(problems)[-1] == "too-large"

    @pytest.mark.parametrize("name", ["xl/workbook.xml", "ppt/presentation.xml"])
    def test_a_table_or_slides_are_no_pages(self, name: str) -> None:
        _, problems = both(zipped({"[Content_Types].xml": b"<Types/>", name: b"<x/>"}))
        assert codes(problems) == ["binary-page"]

    def test_maff_says_where_a_page_comes_from(self) -> None:
        note = (
            b'<RDF:RDF xmlns:MAF="http://maf.mozdev.org/metadata/rdf#"><RDF:Description RDF:about="urn:root">'
            b'<MAF:originalurl RDF:resource="https://n.example/?a=1&amp;b=2"/><MAF:title RDF:resource="Ships"/>'
            b'<MAF:archivetime RDF:resource="Fri, 22 Jul 2022 13:00:00 +0300"/></RDF:Description></RDF:RDF>'
        )
        (page,), _ = both(zipped({"1/index.rdf": note, "1/index.html": PAGE, "1/index_files/a.png": PNG}))
        assert page.url == "https://n.example/?a=1&b=2"
        assert page.fetched_at == datetime(2022, 7, 22, 10, tzinfo=UTC)
        assert ("title", "Ships") in [(fact.name, fact.value) for fact in page.facts]


class TestWacz:
    def wacz(self, listed: bytes) -> bytes:
        warc = (
            Warc()
            .info()
            .answer("https://n.example/1", html("One"))
            .answer("https://n.example/2", html("Two"))
        )
        return zipped(
            {
                "datapackage.json": b"{}",
                "archive/data.warc.gz": warc.data(),
                "pages/pages.jsonl": b'{"format":"json-pages-1.0","id":"pages"}\n' + listed,
                "indexes/index.cdx.gz": gzipped(b"index"),
            }
        )

    def test_records_are_pages_with_the_titles_of_the_list(self) -> None:
        pages, problems = both(self.wacz(b'{"url":"http://www.n.example/1/","title":"Listed"}\n'))
        assert [page.url for page in pages] == ["https://n.example/1", "https://n.example/2"]
        assert pages[0].locator.member == "archive/data.warc.gz"
        assert next((fact.name, fact.value, fact.path) for fact in pages[0].facts) == (
            "title",
            "Listed",
            "pages/pages.jsonl:2",
        )
        assert codes(problems) == ["records-left-out", "records-left-out"]

    def test_a_listed_page_that_is_missing_is_told(self) -> None:
        _, problems = both(self.wacz(b'{"url":"https://n.example/3"}\nnot json\n[1]\n{"url":5}\n'))
        (mismatch,) = [problem for problem in problems if problem.code == "declared-mismatch"]
        assert "1 pages are listed, 1 of them are in no record: https://n.example/3" in mismatch.detail


class TestTar:
    @pytest.mark.parametrize("form", [tarfile.USTAR_FORMAT, tarfile.GNU_FORMAT, tarfile.PAX_FORMAT])
    def test_pages_are_read_and_the_rest_counted(self, form: int) -> None:
        data = tarred({"a/b.html": PAGE, "a/p.png": PNG, "c.txt": b"Ships sail."}, form)
        for packed in (data, gzipped(data), bz2.compress(data)):
            pages, problems = both(packed)
            assert [page.locator.member for page in pages] == ["a/b.html", "c.txt"]
            assert codes(problems) == ["records-left-out"]

    @pytest.mark.parametrize("form", [tarfile.GNU_FORMAT, tarfile.PAX_FORMAT])
    def test_long_and_foreign_names(self, form: int) -> None:
        name = f"{'отчёт' * 40}/{'n' * 120}.html"
        assert both(tarred({name: PAGE}, form))[0][0].locator.member == name

    def test_links_are_no_pages(self) -> None:
        out = io.BytesIO()
        with tarfile.open(fileobj=out, mode="w") as archive:
            link = tarfile.TarInfo("link.html")
            link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
            archive.addfile(link)
        pages, problems = both(out.getvalue())
        assert (pages, codes(problems)) == ([], ["records-left-out", "no-pages"])

    def test_a_cut_archive_gives_what_came_before(self) -> None:
        data = tarred({f"{n}.html": html(f"Report {n}") for n in range(4)})
        pages, problems = both(data[:2100])
        assert [page.locator.member for page in pages][:2] == ["0.html", "1.html"]
        assert "damaged-container" in codes(problems)

    def test_a_damaged_header_is_told(self) -> None:
        data = bytearray(tarred({"a.html": PAGE, "b.html": PAGE}))
        data[1024 + 148] ^= 0xFF
        pages, problems = both(bytes(data))
        assert (len(pages), codes(problems)) == (1, ["damaged-container"])

    def test_a_name_without_end_is_bounded(self) -> None:
        out = io.BytesIO()
        with tarfile.open(fileobj=out, mode="w", format=tarfile.GNU_FORMAT) as archive:
            archive.addfile(tarfile.TarInfo("n" * 200_000 + ".html"))
        assert both(gzipped(out.getvalue()))[1]


def test_a_member_that_lies_about_its_size_is_read_to_its_end() -> None:
    data = bytearray(zipped({"a.html": PAGE}))
    at = data.find(b"PK\x01\x02")
    data[at + 24 : at + 28] = (10).to_bytes(4, "little")
    pages, problems = both(bytes(data))
    assert pages[0].id == both(PAGE)[0][0].id
    assert codes(problems) == ["damaged-container"]


def test_members_may_share_their_bytes_only_within_the_budget() -> None:
    body = zlib.compress(b"Ships sail. " * 100_000)[2:-4]
    crc = zlib.crc32(b"Ships sail. " * 100_000)
    sizes = b"".join(n.to_bytes(4, "little") for n in (crc, len(body), 1_200_000))
    local = b"PK\x03\x04\x14\0\0\0\x08\0\0\0\0\0" + sizes + b"\x05\0\0\0a.txt"
    entry = b"PK\x01\x02\x14\0\x14\0\0\0\x08\0\0\0\0\0" + sizes + b"\x05\0" + bytes(16) + b"a.txt"
    count = 50
    end = b"PK\x05\x06\0\0\0\0" + count.to_bytes(2, "little") * 2 + (len(entry) * count).to_bytes(4, "little")
    data = local + body + entry * count + end + (len(local) + len(body)).to_bytes(4, "little") + b"\0\0"
    pages, problems = both(data, Limits(total=5_000_000, ratio=1))
    assert len(pages) <= 5
    assert "too-large" in codes(problems)
