"""PDF files that could cost much: told from the others, read apart with the same result, ended when time is over."""

import marshal
import zlib

import pytest

from dragoman.model import Page, Problem
from dragoman.pages import read
from dragoman.pages.containers import pdf_worker
from dragoman.pages.containers.glyphs import Most
from dragoman.pages.containers.pdf_worker import is_tame, read_sheets
from tests.made_papers import Line, column, pdf

TEXTS = ("Forty ships were waiting at the mouth of the Bosporus on Thursday night, the harbour office said.",)
PLAIN = pdf([column(40, 700, TEXTS), column(40, 700, TEXTS)], info={"Title": "Ships"})
#: A comment is enough to make a file one that is read apart, and changes nothing else.
WILD = PLAIN + b"\n% /Form\n"
MOST = Most(sheets=10, on_sheet=10_000, characters=10_000)


def test_what_can_call_itself_and_what_inflates_is_not_tame() -> None:
    inflating = b"stream\n" + zlib.compress(bytes(80 << 20), 9) + b"\nendstream"
    assert is_tame(PLAIN)
    assert not is_tame(WILD)
    assert not is_tame(PLAIN + inflating)


def test_a_file_read_apart_gives_the_same() -> None:
    here, apart = read_sheets(PLAIN, MOST), read_sheets(WILD, MOST)
    assert here == apart
    assert here.facts == (("Title", "Ships"),)
    assert (here.count, here.failure, len(here.sheets)) == (2, None, 2)


def test_time_that_is_over_is_a_problem(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf_worker, "SECONDS", 0.001)
    (problem,) = read(WILD)
    assert isinstance(problem, Problem)
    assert problem.code == "too-large"
    assert "seconds" in problem.detail


def test_what_was_read_before_the_end_is_kept() -> None:
    replies: list[tuple[str, int | tuple[str, str]]] = [
        ("count", 2),
        ("unread", 1),
        ("fact", ("Title", "Ships")),
    ]
    packed = [marshal.dumps(one) for one in replies]
    whole = b"".join(len(one).to_bytes(8, "little") + one for one in packed)
    assert [kind for kind, _ in pdf_worker._replies(whole[:-3])] == ["count", "unread"]


@pytest.mark.parametrize(
    "bound", [Most(sheets=1, on_sheet=999, characters=999), Most(sheets=9, on_sheet=30, characters=40)]
)
def test_bounds_hold(bound: Most) -> None:
    found = read_sheets(PLAIN, bound)
    assert len(found.sheets) <= bound.sheets
    assert sum(sheet.characters for sheet in found.sheets) <= bound.characters


def test_a_crowded_sheet_is_read_from_top_to_bottom() -> None:
    lines = [Line(10 + 90 * (n % 6), 830 - 0.7 * (n // 6), f"w{n}", 3) for n in range(6_600)]
    (page,) = (one for one in read(pdf([lines])) if isinstance(one, Page))
    assert page.text.startswith("w0")
    assert len(page.parts) > 6_000
