"""Files made to exhaust time or memory: what each costs, and that the page behind it is still read.

Usage: ``python -m bench.bombs`` prints the table of ``bench/results/bombs.md``; ``python -m bench.bombs NAME`` runs
one case. Each case runs in a process of its own, which is killed at 60 s of CPU and may have 1 GiB of memory.
A case is read page by page, as the command line does, and after it comes one more small page.
"""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import os
import re
import resource
import subprocess
import sys
import tempfile
import time
import zipfile
import zlib
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

SECONDS, MIB = 60, 1024
_PIECE = 1 << 20
GOOD = b"<!doctype html><html><body><h1>Ships sail</h1><p>Grain ships left the port, officials said.</p></body></html>"

Maker = Callable[[Path], None]


def _nested_tags(path: Path) -> None:
    path.write_bytes(b"<html><body>" + b"<div>" * 10_000 + b"Ships sail." + b"</div>" * 10_000)


def _nested_million(path: Path) -> None:
    path.write_bytes(b"<html><body>" + b"<b>" * 490_000 + b"Ships sail.")


def _wide_page(path: Path) -> None:
    path.write_bytes(b"<html><body>" + b"<p>Lavrov said that ships will sail.</p>\n" * 2_500_000)


def _dense_page(path: Path) -> None:
    path.write_bytes(b"<html><body>" + b"<p>a" * 490_000)


def _page_within_limits(path: Path) -> None:
    piece = b"<p>" + b"Ships will sail on Friday, he said. " * 30 + b"</p>\n"
    path.write_bytes(b"<html><body>" + piece * (60_000_000 // len(piece)))


def _text_within_limits(path: Path) -> None:
    path.write_bytes(b"Ships will sail on Friday, he said.\n\n" * (60_000_000 // 37))


def _gzip_bomb(path: Path, size: int = 1 << 30) -> None:
    with gzip.open(path, "wb", compresslevel=6) as out:
        for _ in range(size // _PIECE):
            out.write(bytes(_PIECE))


def _xz_bomb(path: Path) -> None:
    with lzma.open(path, "wb", preset=1) as out:
        for _ in range(1 << 10):
            out.write(bytes(_PIECE))


def _bzip2_bomb(path: Path) -> None:
    with bz2.open(path, "wb") as out:
        for _ in range(1 << 10):
            out.write(bytes(_PIECE))


def _gzip_in_gzip(path: Path) -> None:
    _gzip_bomb(path)
    for _ in range(9):
        path.write_bytes(gzip.compress(path.read_bytes()))


def _nested_zip(path: Path) -> None:
    data = GOOD
    for _ in range(50):
        data = _zip({"inner.zip": data})
    path.write_bytes(data)


def _zip_of_zips(path: Path) -> None:
    inner = _zip({f"{n}.txt": bytes(1 << 20) for n in range(10)})
    for _ in range(3):
        inner = _zip({f"{n}.zip": inner for n in range(10)})
    path.write_bytes(inner)


def _members(path: Path) -> None:
    path.write_bytes(_zip({f"{n}.html": GOOD.replace(b"port", b"port %d" % n) for n in range(10_000)}))


def _million_members(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as out:
        for number in range(300_000):
            out.writestr(f"{number}.txt", b"x")


def _overlapping(path: Path) -> None:
    """A zip whose many entries all point at one packed member."""
    packed = zlib.compressobj(9, zlib.DEFLATED, -15)
    body = packed.compress(bytes(100 << 20)) + packed.flush()
    crc = zlib.crc32(bytes(100 << 20))
    sizes = crc.to_bytes(4, "little") + len(body).to_bytes(4, "little") + (100 << 20).to_bytes(4, "little")
    local = b"PK\x03\x04\x14\0\0\0\x08\0\0\0\0\0" + sizes + b"\x05\0\0\0" + b"a.txt"
    entry = b"PK\x01\x02\x14\0\x14\0\0\0\x08\0\0\0\0\0" + sizes + b"\x05\0" + bytes(12) + bytes(4) + b"a.txt"
    count = 5_000
    start = len(local) + len(body)
    end = b"PK\x05\x06\0\0\0\0" + count.to_bytes(2, "little") * 2
    end += (len(entry) * count).to_bytes(4, "little") + start.to_bytes(4, "little") + b"\0\0"
    path.write_bytes(local + body + entry * count + end)


def _bzip2_in_zip(path: Path) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_BZIP2) as archive, archive.open("bomb.txt", "w") as member:
        for _ in range(1 << 10):
            member.write(bytes(_PIECE))
    path.write_bytes(out.getvalue())


def _laughs(path: Path) -> None:
    entities = '<!ENTITY lol0 "lol">' + "".join(
        f'<!ENTITY lol{n} "{f"&lol{n - 1};" * 10}">' for n in range(1, 12)
    )
    item = "<item><title>Ships</title><description>&lol11; Grain ships left.</description></item>"
    path.write_text(
        f'<?xml version="1.0"?><!DOCTYPE rss [{entities}]><rss><channel>{item * 100}</channel></rss>'
    )


def _outside_entity(path: Path) -> None:
    doctype = '<!DOCTYPE rss [<!ENTITY secret SYSTEM "file:///etc/passwd">]>'
    path.write_text(f"{doctype}<rss><channel><item><title>Ships &secret;</title></item></channel></rss>")


def _deep_feed(path: Path) -> None:
    path.write_bytes(b"<rss><channel><item><description>" + b"<a>" * 3_000_000 + b"Ships")


def _feed_of_items(path: Path) -> None:
    item = b"<item><title>Ships sail</title><description>Grain ships left the port.</description></item>"
    path.write_bytes(b"<rss><channel>" + item * 99_000 + b"</channel></rss>")


def _unclosed_feed(path: Path) -> None:
    path.write_bytes(b"<rss><channel>" + b"<item><![CDATA[ <a href='" * 2_000_000)


def _deep_mhtml(path: Path) -> None:
    head = b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=b0\r\n\r\n"
    part = b"--b%d\r\nContent-Type: multipart/related; boundary=b%d\r\n\r\n"
    path.write_bytes(head + b"".join(part % (n, n + 1) for n in range(100_000)))


def _mhtml_of_parts(path: Path) -> None:
    head = b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=b\r\n\r\n"
    path.write_bytes(
        head + b"--b\r\n\r\n" * 5_000_000 + b"--b\r\nContent-Type: text/html\r\n\r\n" + GOOD + b"\r\n--b--"
    )


def _large_mhtml(path: Path) -> None:
    head = b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=b\r\n\r\n--b\r\n"
    page = b"Content-Type: text/html\r\nContent-Transfer-Encoding: base64\r\n\r\n"
    path.write_bytes(head + page + b"PGh0bWw+\r\n" * 12_000_000 + b"--b--")


def _json_feed(path: Path) -> None:
    path.write_bytes(b'{"version":"https://jsonfeed.org/version/1","items":' + b"[" * 10_000_000)


def _warc_bomb(path: Path) -> None:
    head = b"WARC/1.0\r\nWARC-Type: resource\r\nContent-Type: text/html\r\nContent-Length: 1073741824\r\n\r\n"
    with gzip.open(path, "wb", compresslevel=6) as out:
        out.write(head)
        for _ in range(1 << 10):
            out.write(bytes(_PIECE))
    with path.open("ab") as raw:
        raw.write(gzip.compress(head.replace(b"1073741824", str(len(GOOD)).encode()) + GOOD + b"\r\n\r\n"))


def _tar_name_bomb(path: Path) -> None:
    name = b"./@LongLink".ljust(100, b"\0") + b"0000644\0" * 3 + b"%011o\0" % (1 << 30) + b"00000000000\0"
    block = bytearray((name + b" " * 8 + b"L").ljust(257, b"\0") + b"ustar  \0")
    block = bytearray(bytes(block).ljust(512, b"\0"))
    block[148:156] = b"%06o\0 " % sum(block)
    with gzip.open(path, "wb", compresslevel=6) as out:
        out.write(bytes(block))
        for _ in range(1 << 10):
            out.write(bytes(_PIECE))


def _broken_pdf(path: Path) -> None:
    path.write_bytes(
        b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n" + os.urandom(5_000_000)
    )


def _binary_plist(path: Path) -> None:
    trailer = bytes(6) + b"\x01\x08" + (1 << 60).to_bytes(8, "big") + bytes(8) + (8).to_bytes(8, "big")
    path.write_bytes(b"bplist00" + b"WebMainResource" * 100 + trailer)


CASES: dict[str, Maker] = {
    "10,000 nested tags": _nested_tags,
    "490,000 nested tags": _nested_million,
    "a page of 100 MB": _wide_page,
    "490,000 tiny elements": _dense_page,
    "a page of 60 MB": _page_within_limits,
    "a text of 60 MB": _text_within_limits,
    "gzip bomb, 1 GiB": _gzip_bomb,
    "gzip bomb in 9 more gzips": _gzip_in_gzip,
    "xz bomb, 1 GiB": _xz_bomb,
    "bzip2 bomb, 1 GiB": _bzip2_bomb,
    "bzip2 bomb in a zip": _bzip2_in_zip,
    "50 nested zips": _nested_zip,
    "zips of zips, 10^4 x 1 MiB": _zip_of_zips,
    "5,000 overlapping members": _overlapping,
    "10,000 members": _members,
    "300,000 members": _million_members,
    "tar with a name of 1 GiB": _tar_name_bomb,
    "WARC record of 1 GiB, packed": _warc_bomb,
    "billion laughs": _laughs,
    "an entity from outside": _outside_entity,
    "3,000,000 nested feed tags": _deep_feed,
    "feed of 99,000 items": _feed_of_items,
    "feed that never closes": _unclosed_feed,
    "JSON feed, 10^7 brackets": _json_feed,
    "MHTML, 100,000 levels": _deep_mhtml,
    "MHTML, 5,000,000 parts": _mhtml_of_parts,
    "MHTML, 120 MB in base64": _large_mhtml,
    "broken PDF": _broken_pdf,
    "property list with 2^60 objects": _binary_plist,
}


def _zip(members: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return out.getvalue()


def _peak() -> int:
    """The peak of this process in KiB, 0 where it is not told: ``ru_maxrss`` begins with that of the process it was forked from."""
    try:
        status = Path("/proc/self/status").read_text(encoding="ascii", errors="replace")
    except OSError:
        return 0
    found = re.search(r"^VmHWM:\s+(\d+) kB", status, re.MULTILINE)
    return int(found[1]) if found else 0


def _both(path: Path, good: Path) -> Iterator[object]:
    from dragoman.pages import read

    yield from read(path)
    yield from read(good)


def measure(path: Path, good: Path) -> str:
    """One case in this process and those it starts: CPU seconds, peak memory in MiB, pages, problems."""
    from dragoman.model import Page, Problem

    counts: Counter[str] = Counter()
    pages, last = 0, None
    begin = time.process_time()
    for found in _both(path, good):
        last = found if isinstance(found, Page) else None
        pages += isinstance(found, Page)
        if isinstance(found, Problem):
            counts[found.code] += 1
    own, started = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
    spent = time.process_time() - begin + started.ru_utime + started.ru_stime
    memory = max(_peak() or own.ru_maxrss, started.ru_maxrss) / 1024
    assert last is not None
    assert last.text.startswith("Ships sail"), "the page behind the bomb was not read"
    problems = ", ".join(
        f"{code} {number}" if number > 1 else code for code, number in sorted(counts.items())
    )
    return f"{spent:.1f} | {memory:,.0f} | {pages - 1:,} | {problems or 'none'}"


def _limited() -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    # Address space is more than memory in use: libraries and threads reserve some.
    resource.setrlimit(resource.RLIMIT_AS, ((MIB + 512) << 20,) * 2)


def run_case(name: str, folder: Path) -> str:
    """One case in a process of its own, as a row of the table."""
    path, good = folder / "bomb", folder / "good.html"
    CASES[name](path)
    good.write_bytes(GOOD)
    size = path.stat().st_size
    command = [sys.executable, "-m", "bench.bombs", "--measure", str(path), str(good)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, preexec_fn=_limited)
    lines = done.stderr.strip().splitlines()
    row = done.stdout.strip() or f"FAILED | {done.returncode} | | {lines[-1] if lines else 'killed'}"
    path.unlink()
    return f"| {name} | {size:,} | {row} |"


if __name__ == "__main__":
    if sys.argv[1:2] == ["--measure"]:
        print(measure(Path(sys.argv[2]), Path(sys.argv[3])))
    else:
        with tempfile.TemporaryDirectory() as made:
            print(
                "| file | bytes | CPU s | peak MiB | pages | problems |\n|---|---|---|---|---|---|",
                flush=True,
            )
            for case in sys.argv[1:] or CASES:
                print(run_case(case, Path(made)), flush=True)
