"""Cells and lines of the tab-separated formats of the field: POLECAT's and GDELT's.

These formats have no quoting. So no cell holds a tab, a line end, a control character, or a straight double quotation
mark, which readers that expect quoting take for the beginning of a quoted cell.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from dragoman.export.plain import one_line


def tsv_line(cells: Iterable[str]) -> str:
    """The cells as one line with its line feed."""
    return "\t".join(cells) + "\n"


def text_cell(text: str | None) -> str:
    """Text on one line, ``"`` as ``'``. What a spreadsheet takes for a formula stays as it is: an apostrophe before it
    would be data for the programs that read these formats."""
    return one_line(text).replace('"', "'") if text else ""


def number_cell(value: float | None) -> str:
    """A number; empty where it is not known."""
    return "" if value is None else repr(value)


def day_cell(day: date | None) -> str:
    """``YYYY-MM-DD``; empty where it is not known."""
    return day.isoformat() if day else ""
