"""Small containers made for tests, in own words, by writers that are not dragoman's."""

from __future__ import annotations

import base64
import gzip
import io
import quopri
import tarfile
import zipfile
from collections.abc import Mapping, Sequence
from email.message import EmailMessage

from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from dragoman.model import Page, Problem
from dragoman.pages import Limits, read

PNG = b"\x89PNG\r\n\x1a\n" + bytes(range(64))


def html(title: str, *paragraphs: str, head: str = "") -> bytes:
    """A page of a headline and paragraphs."""
    body = "".join(
        f"<p>{paragraph}</p>\n" for paragraph in paragraphs or (f"Grain left the port for {title}.",)
    )
    return f"<!doctype html><html><head><title>{title}</title>{head}</head><body><h1>{title}</h1>\n{body}</body></html>".encode()


def both(data: bytes, limits: Limits | None = None) -> tuple[list[Page], list[Problem]]:
    """The pages and the problems that come of ``data``."""
    found = list(read(data, limits=limits))
    pages = [one for one in found if isinstance(one, Page)]
    return pages, [one for one in found if isinstance(one, Problem)]


def codes(problems: Sequence[Problem]) -> list[str]:
    """The codes of problems, in order."""
    return [problem.code for problem in problems]


def zipped(members: Mapping[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip archive."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, data in members.items():
            archive.writestr(zipfile.ZipInfo(name), data, method)
    return out.getvalue()


def tarred(members: Mapping[str, bytes], form: int = tarfile.PAX_FORMAT) -> bytes:
    """A tar archive."""
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w", format=form) as archive:
        for name, data in members.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return out.getvalue()


class Warc:
    """A WARC file in the making."""

    def __init__(self, *, packed: bool = True) -> None:
        self._out = io.BytesIO()
        self._writer = WARCWriter(self._out, gzip=packed)
        self.ends: list[int] = []

    def info(self) -> Warc:
        """A warcinfo record."""
        return self.record("", "warcinfo", b"software: a test\r\n", "application/warc-fields")

    def answer(
        self,
        url: str,
        body: bytes,
        kind: str = "text/html; charset=utf-8",
        *,
        status: str = "200 OK",
        date: str = "2022-07-22T10:00:00Z",
        headers: Sequence[tuple[str, str]] = (),
    ) -> Warc:
        """A response record."""
        http = StatusAndHeaders(status, [("Content-Type", kind), *headers], protocol="HTTP/1.1")
        record = self._writer.create_warc_record(
            url,
            "response",
            payload=io.BytesIO(body),
            length=len(body),
            http_headers=http,
            warc_headers_dict=self._headers(date),
        )
        return self._add(record)

    def record(self, url: str, kind: str, body: bytes, media_type: str) -> Warc:
        """A record of another kind."""
        record = self._writer.create_warc_record(
            url,
            kind,
            payload=io.BytesIO(body),
            length=len(body),
            warc_content_type=media_type,
            warc_headers_dict=self._headers("2022-07-22T10:00:00Z"),
        )
        return self._add(record)

    def _headers(self, date: str) -> dict[str, str]:
        # Without a date and an id of its own a record would differ in every run.
        number = len(self.ends)
        return {"WARC-Date": date, "WARC-Record-ID": f"<urn:uuid:00000000-0000-0000-0000-{number:012d}>"}

    def _add(self, record: object) -> Warc:
        self._writer.write_record(record)
        self.ends.append(self._out.tell())
        return self

    def data(self) -> bytes:
        """The file so far."""
        return self._out.getvalue()


def in_chunks(body: bytes, size: int = 50) -> bytes:
    """A body in HTTP's chunks."""
    pieces = [body[at : at + size] for at in range(0, len(body), size)]
    return b"".join(b"%x\r\n%s\r\n" % (len(piece), piece) for piece in pieces) + b"0\r\n\r\n"


def mhtml(
    parts: Sequence[tuple[Mapping[str, str], bytes]], headers: Mapping[str, str] | None = None
) -> bytes:
    """An MHTML file whose parts are encoded as their headers say."""
    top = {
        "From": "<Saved by Blink>",
        "Snapshot-Content-Location": "https://harbour.example/news/1",
        "Subject": "=?utf-8?Q?Grain_=E2=80=93_ships?=",
        "Date": "Fri, 22 Jul 2022 10:00:00 -0000",
        "MIME-Version": "1.0",
        "Content-Type": 'multipart/related;\r\n\ttype="text/html";\r\n\tboundary="----Mark----"',
        **(headers or {}),
    }
    out = ["".join(f"{name}: {value}\r\n" for name, value in top.items() if value).encode()]
    for said, body in parts:
        coding = said.get("Content-Transfer-Encoding", "")
        coded = quopri.encodestring(body) if coding == "quoted-printable" else body
        coded = base64.encodebytes(body) if coding == "base64" else coded
        lines = "".join(f"{name}: {value}\r\n" for name, value in said.items()).encode()
        out.append(b"\r\n------Mark----\r\n" + lines + b"\r\n" + coded)
    return b"".join(out) + b"\r\n------Mark------\r\n"


def mail(body: bytes) -> bytes:
    """A mail of one HTML part, as old browsers saved pages without pictures."""
    message = EmailMessage()
    message["Subject"] = "Grain"
    message["MIME-Version"] = "1.0"
    message.set_content(body.decode(), subtype="html", charset="utf-8", cte="quoted-printable")
    return message.as_bytes()


def gzipped(data: bytes) -> bytes:
    """``data`` packed by gzip."""
    return gzip.compress(data, mtime=0)
