"""Who is named on both seed pages: actor, country, and the office held on the day of the page.

``seed_actors.csv`` says whom each name, title and group stands for; it was checked by hand against who held which office
on those days. It holds names and ids alone.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

from dragoman.actors.period import period_of
from dragoman.kit import load_kit
from dragoman.library import code
from dragoman.model import MentionKind

TABLE = Path(__file__).parent / "seed_actors.csv"
FILES = {"000": "000_1acf8550610d356f.txt", "002": "002_bbf848533a022158.txt"}
#: Neither page states its date; these are from what they report.
DAYS = {"000": "2016-07", "002": "2018-12-29"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """Words of a seed, the actor they name with its country, and the position and its owner on the day of the page."""

    seed: str
    words: str
    actor: str
    country: str
    position: str
    owner: str


def rows() -> list[Row]:
    with TABLE.open(encoding="utf-8", newline="") as lines:
        return [Row(**row) for row in csv.DictReader(lines)]


@cache
def named(folder: Path, seed: str) -> tuple[tuple[str, MentionKind, str | None], ...]:
    """The words of each mention, its kind and its actor."""
    coded = code(folder / "seeds" / FILES[seed])
    return tuple(
        (" ".join(coded.page.quote(one.span).split()), one.kind, one.actor) for one in coded.mentions
    )


@pytest.mark.parametrize("row", rows(), ids=lambda row: f"{row.seed} {row.words}")
def test_words_name_whom_the_table_says(row: Row, shared: Path) -> None:
    found = {actor for words, _, actor in named(shared, row.seed) if words == row.words}
    assert found == {row.actor}


@pytest.mark.parametrize(
    "row",
    {row.actor: row for row in rows()}.values(),
    ids=lambda row: row.actor,
)
def test_actors_have_their_country(row: Row) -> None:
    assert (load_kit().actors.actors[row.actor].country or "") == row.country


@pytest.mark.parametrize(
    "row", [row for row in rows() if row.position], ids=lambda row: f"{row.seed} {row.words}"
)
def test_actors_hold_their_office_on_the_day(row: Row) -> None:
    on = period_of(DAYS[row.seed])
    held = load_kit().actors.held[row.actor]
    assert (row.position, row.owner) in {
        (role.position, role.owner) for role in held if role.period.overlaps(on)
    }


@pytest.mark.parametrize("seed", FILES)
def test_no_other_name_is_found(seed: str, shared: Path) -> None:
    known = {row.words for row in rows() if row.seed == seed}
    others = {
        words
        for words, kind, _ in named(shared, seed)
        if kind in {MentionKind.NAME, MentionKind.TITLE} and words not in known
    }
    assert not others


def test_all_nine_officials_of_one_meeting_stand_in_the_table() -> None:
    officials = {row.actor for row in rows() if row.seed == "002" and row.position}
    assert len(officials) == 9
