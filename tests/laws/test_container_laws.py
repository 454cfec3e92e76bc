"""Laws of the readers of containers: whatever the bytes, nothing is raised, nothing is lost, and all is bounded."""

from __future__ import annotations

import bz2
import gzip
import json
import lzma
import plistlib
import zipfile
from collections.abc import Callable

import pytest
from hypothesis import example, given, strategies as st

from dragoman.model import Page, Problem
from dragoman.pages import Limits, read, same_address
from dragoman.pages.containers.kinds import HEAD
from dragoman.pages.containers.media import kind_left_out
from dragoman.pages.containers.saved_from import saved_from
from dragoman.pages.containers.streams import Budget, Inflate, bytes_stream, members_of
from dragoman.pages.containers.xml_scan import Kind, scan
from tests.unit.pages.containers.made import PNG, Warc, html, in_chunks, mhtml, tarred, zipped

_SMALL = Limits(payload=200_000, page=100_000, tags=5_000, total=1_000_000, ratio=1, depth=4, members=50)
_PARTS = [
    ({"Content-Type": "image/png", "Content-Transfer-Encoding": "base64"}, PNG),
    (
        {"Content-Type": "text/html; charset=utf-8", "Content-Transfer-Encoding": "quoted-printable"},
        html("Frame"),
    ),
    ({"Content-Type": "text/html", "Content-Location": "https://harbour.example/news/1"}, html("Root")),
]
_ITEM = "<item><title>Ships {n}</title><link>https://n.example/{n}</link><description>&lt;p&gt;Sail&lt;/p&gt;</description></item>"


def _warc(*, packed: bool) -> bytes:
    warc = Warc(packed=packed).info().answer("https://n.example/1", html("One"))
    warc.answer("https://n.example/2", in_chunks(gzip.compress(html("Two"), mtime=0)), headers=[
        ("Content-Encoding", "gzip"), ("Transfer-Encoding", "chunked")])  # fmt: skip
    return (
        warc.answer("https://n.example/3.png", PNG, "image/png")
        .answer("https://n.example/4", html("Four"))
        .data()
    )


def _feed() -> bytes:
    items = "".join(_ITEM.format(n=n) for n in range(4))
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>Harbour</title>{items}</channel></rss>'.encode()


def _webarchive() -> bytes:
    part = {
        "WebResourceData": html("Root"),
        "WebResourceURL": "https://n.example/",
        "WebResourceMIMEType": "text/html",
    }
    return plistlib.dumps({"WebMainResource": part, "WebSubresources": [part]}, fmt=plistlib.FMT_BINARY)


_MEMBERS = {"a.html": html("A"), "b.png": PNG, "c.txt": b"Ships sail.", "d.warc.gz": _warc(packed=True)}
SEEDS: dict[str, bytes] = {
    "warc": _warc(packed=False),
    "warc.gz": _warc(packed=True),
    "zip": zipped(_MEMBERS),
    "zip, stored": zipped(_MEMBERS, zipfile.ZIP_STORED),
    "zip, bzip2": zipped(_MEMBERS, zipfile.ZIP_BZIP2),
    "wacz": zipped({"datapackage.json": b"{}", "archive/a.warc.gz": _warc(packed=True), "pages/pages.jsonl": b'{"url": "https://n.example/1", "title": "One"}\n'}),
    "tar": tarred(_MEMBERS),
    "tar.gz": gzip.compress(tarred({"n" * 150: html("Long")}), mtime=0),
    "gzip": gzip.compress(html("One"), mtime=0),
    "bzip2": bz2.compress(html("One")),
    "xz": lzma.compress(html("One")),
    "mhtml": mhtml(_PARTS),
    "rss": _feed(),
    "atom": b'<feed xmlns="http://www.w3.org/2005/Atom"><entry><title>A</title><content type="xhtml"><div>B</div></content></entry></feed>',
    "opml": b'<opml version="1.0"><body><outline xmlUrl="https://n.example/feed"/></body></opml>',
    "json feed": json.dumps({"version": "https://jsonfeed.org/version/1", "items": [{"title": "A", "content_html": "<p>B</p>"}]}).encode(),
    "web archive": _webarchive(),
    "html": b"<!-- saved from url=(0018)https://n.example/ --><html><body><p>Ships sail.</p></body></html>",
}  # fmt: skip
_seeds = st.sampled_from(sorted(SEEDS))


@st.composite
def damaged(draw: st.DrawFn) -> bytes:
    """A container with some bytes changed, cut out, doubled, or put where they do not belong."""
    data = SEEDS[draw(_seeds)]
    for _ in range(draw(st.integers(0, 4))):
        at = draw(st.integers(0, len(data)))
        size = draw(st.integers(0, 40))
        what = draw(st.sampled_from(["set", "cut", "double", "end", "graft"]))
        if what == "set":
            data = data[:at] + draw(st.binary(max_size=8)) + data[at + size :]
        elif what == "cut":
            data = data[:at] + data[at + size :]
        elif what == "double":
            data = data[:at] + data[max(0, at - size * 20) : at] + data[at:]
        elif what == "end":
            data = data[:at]
        else:
            other = SEEDS[draw(_seeds)]
            data = data[:at] + other[draw(st.integers(0, len(other))) :]
    return data


def check(data: bytes) -> list[Page | Problem]:
    """Read ``data``: something comes of it, in bounds, and the same twice."""
    found = list(read(data, limits=_SMALL))
    assert found, "neither a page nor a problem"
    assert any(isinstance(one, Page) or one.grave for one in found)
    for one in found:
        if isinstance(one, Page):
            assert one.text.strip("\0") or one.text
            assert one.fetched_at is None or one.fetched_at.tzinfo is not None
            assert "" not in {one.url, one.outlet, one.locator.member}
    return found


@given(st.binary(max_size=3_000))
@example(b"WARC/1.0\r\nContent-Length: 0\r\n\r\n")
@example(b"PK\x03\x04")
@example(b"\x1f\x8b\x08")
@example(b"bplist00WebMainResource")
@example(b"MIME-Version: 1.0\r\nContent-Type: text/html\r\n\r\n")
@example(b"<rss><item>")
def test_any_bytes_give_pages_or_problems(data: bytes) -> None:
    check(data)


@given(_seeds, st.binary(max_size=300))
def test_any_bytes_behind_a_true_beginning(name: str, rest: bytes) -> None:
    check(SEEDS[name][: min(len(SEEDS[name]) // 2, 400)] + rest)


@given(damaged())
def test_damage_raises_nothing(data: bytes) -> None:
    check(data)


@given(damaged())
def test_reading_twice_gives_the_same(data: bytes) -> None:
    assert list(read(data, limits=_SMALL)) == list(read(data, limits=_SMALL))


@pytest.mark.parametrize("name", sorted(SEEDS))
@given(cut=st.floats(0, 1))
def test_a_cut_container_gives_what_came_before(name: str, cut: float) -> None:
    data = SEEDS[name]
    whole = [one for one in read(data) if isinstance(one, Page)]
    kept = [one.id for one in check(data[: int(len(data) * cut)]) if isinstance(one, Page)]
    # The last page may be cut itself, then it is another page; all before it are there, in their order.
    before = kept[: max(0, len(kept) - 1)]
    assert before == [page.id for page in whole][: len(before)]


@pytest.mark.parametrize("name", ["warc", "warc.gz", "tar", "zip, stored", "rss"])
@given(cut=st.floats(0, 1))
def test_all_that_lies_before_the_cut_is_there(name: str, cut: float) -> None:
    data = SEEDS[name]
    end = int(len(data) * cut)
    kept = {one.id for one in check(data[:end]) if isinstance(one, Page)}
    for page in (one for one in read(data) if isinstance(one, Page)):
        where = page.locator
        if where.member is None and where.offset is not None and where.offset + (where.length or 0) <= end:
            assert page.id in kept


@given(_seeds, st.integers(0, 5))
def test_packing_deeper_gives_the_same_pages_or_says_it_is_too_deep(name: str, times: int) -> None:
    data = SEEDS[name]
    plain = [one.id for one in read(data) if isinstance(one, Page)]
    for _ in range(times):
        data = zipped({"inner": data})
    found = list(read(data))
    deep = [one.id for one in found if isinstance(one, Page)]
    assert deep == plain or any(isinstance(one, Problem) and one.code == "nested-too-deep" for one in found)


@given(
    st.binary(max_size=2_000),
    st.sampled_from([gzip.compress, bz2.compress, lzma.compress]),
    st.integers(0, 100),
)
def test_unpacking_gives_the_bytes_that_were_packed(
    data: bytes, pack: Callable[[bytes], bytes], left: int
) -> None:
    packed = pack(data)
    if packed.startswith(b"\x1f"):
        stream = members_of(bytes_stream(packed + bytes(left)), Inflate, Budget(left=10_000))
        assert (stream.read(10_000), stream.fault) == (data, None)
    page = [one for one in read(packed) if isinstance(one, Page) and one.locator.member is None]
    direct = [one for one in read(data) if isinstance(one, Page) and one.locator.member is None]
    assert [one.id for one in page] == [one.id for one in direct]


@given(st.binary(max_size=600), st.lists(st.integers(0, 80), max_size=12))
def test_a_stream_gives_every_byte_once(data: bytes, sizes: list[int]) -> None:
    stream = bytes_stream(data)
    out = b""
    for at, size in enumerate(sizes):
        assert stream.position == len(out)
        assert stream.peek(size) == data[len(out) : len(out) + size]
        if at % 3 == 0:
            out += data[len(out) : len(out) + stream.skip(size)]
        elif at % 3 == 1:
            out += stream.read(size)
        else:
            piece = stream.some()
            stream.unread(piece[size:])
            out += piece[:size]
    assert out + stream.read(len(data) + 1) == data


@given(st.text(alphabet=st.sampled_from("<>/!?-[]=\"' ab&;:CDATADOCTYPE\n"), max_size=300))
def test_scanning_goes_forward_and_covers_all_text(source: str) -> None:
    at = 0
    for token in scan(source):
        assert at <= token.start <= token.end <= len(source)
        at = token.start if token.kind in {Kind.OPEN, Kind.CLOSE} else token.end
        if token.kind is Kind.TEXT:
            assert token.text == source[token.start : token.end]


@given(st.binary(max_size=HEAD), st.none() | st.text(max_size=20), st.none() | st.text(max_size=20))
def test_telling_what_a_member_is_raises_nothing(
    head: bytes, media_type: str | None, name: str | None
) -> None:
    kind_left_out(head, media_type=media_type, name=name)
    saved_from(head)


@given(
    st.text(max_size=60)
    | st.from_regex(r"https?://[a-z.]{1,9}(:[0-9]{1,6})?/[a-z/%?&=#]{0,20}", fullmatch=True)
)
def test_the_form_of_an_address_raises_nothing(url: str) -> None:
    assert same_address(url) == same_address(url)
