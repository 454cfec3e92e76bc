"""The crosswalk of CAMEO codes to PLOVER, read from a codebook's ``cameo.csv``.

Its sources are the crosswalk that PLOVER's authors published in 2021 and, where that still has older names or the text
goes another way, the manual 0.8; the values of the Goldstein scale are those of the public table for CAMEO.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from io import StringIO
from typing import Final

from dragoman.errors import KnowledgeError

COLUMNS: Final = ("code", "category", "mode", "goldstein", "basis")
#: Where a row comes from: the crosswalk of 2021, the manual 0.8, codes younger than both; and codes that are no event of
#: their own: statements (01), and appeals (02), which the crosswalk drops and which a REQUEST takes in.
#: ``own`` is for codes of the user's own.
BASES: Final = ("2021", "0.8", "later", "statement", "appeal", "own")


@dataclass(frozen=True, slots=True, kw_only=True)
class CameoCode:
    """A CAMEO code: PLOVER's category and mode, and its value on the Goldstein scale, -10 to 10.

    ``category`` is None of a statement, ``goldstein`` where the public table has none.
    """

    code: str
    category: str | None
    mode: str | None
    goldstein: float | None
    basis: str


def parse_cameo(text: str) -> dict[str, CameoCode]:
    """The codes in a ``cameo.csv`` by code, in its order; an empty text has none.

    Raises:
        KnowledgeError: ``cameo.csv:17: ...`` for a missing column, a code that is none or stands twice, an unknown basis,
            a value that is no number from -10 to 10.
    """
    reader = csv.reader(StringIO(text.removeprefix("\ufeff"), newline=""), strict=True)
    codes: dict[str, CameoCode] = {}
    try:
        header = next(reader, None)
        if header is not None and tuple(header) != COLUMNS:
            raise KnowledgeError(f"cameo.csv:1: the columns are not {', '.join(COLUMNS)}")
        for cells in reader:
            if not any(cells) or cells[0].startswith("#"):
                continue
            place = f"cameo.csv:{reader.line_num}"
            if len(cells) != len(COLUMNS):
                raise KnowledgeError(f"{place}: {len(cells)} cells, not {len(COLUMNS)}")
            one = _code(place, dict(zip(COLUMNS, (cell.strip() for cell in cells), strict=True)))
            if one.code in codes:
                raise KnowledgeError(f"{place}: the code {one.code} stands twice")
            codes[one.code] = one
    except csv.Error as error:
        raise KnowledgeError(f"cameo.csv:{reader.line_num}: {error}") from error
    return codes


def _code(place: str, cells: Mapping[str, str]) -> CameoCode:
    code, basis = cells["code"], cells["basis"]
    if not (code.isascii() and code.isdigit() and 2 <= len(code) <= 4):
        raise KnowledgeError(f"{place}: {code!r} is no CAMEO code: two to four digits")
    if basis not in BASES:
        raise KnowledgeError(f"{place}: basis {basis!r} is none of {', '.join(BASES)}")
    if bool(cells["category"]) is (basis == "statement"):
        raise KnowledgeError(f"{place}: a statement has no category, every other code has one")
    try:
        value = float(cells["goldstein"]) if cells["goldstein"] else None
    except ValueError as error:
        raise KnowledgeError(f"{place}: {cells['goldstein']!r} is no number") from error
    if value is not None and not -10 <= value <= 10:
        raise KnowledgeError(f"{place}: {value} is not from -10 to 10")
    return CameoCode(
        code=code,
        category=cells["category"] or None,
        mode=cells["mode"] or None,
        goldstein=value,
        basis=basis,
    )
