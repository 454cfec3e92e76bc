"""The bench of bombs: its cases run, within the limits that it sets."""

import sys
from pathlib import Path

import pytest

from bench.bombs import CASES, MIB, SECONDS, run_case


@pytest.mark.skipif(sys.platform == "win32", reason="limits of processes are set as on POSIX systems")
@pytest.mark.parametrize(
    ("name", "pages", "problem"),
    [
        ("billion laughs", "100", "none"),
        ("50 nested zips", "0", "nested-too-deep"),
        ("10,000 nested tags", "1", "none"),
        ("JSON feed, 10^7 brackets", "0", "damaged-container"),
    ],
)
def test_a_case_is_a_row_within_the_limits(name: str, pages: str, problem: str, tmp_path: Path) -> None:
    cells = [cell.strip() for cell in run_case(name, tmp_path).strip("|").split("|")]
    assert cells[0] == name
    assert float(cells[2]) < SECONDS
    assert float(cells[3].replace(",", "")) < MIB
    assert cells[4:] == [pages, problem]


def test_no_case_goes_by_two_names() -> None:
    assert len(set(CASES.values())) == len(CASES)
