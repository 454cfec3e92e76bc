"""Turns of printed conversations."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from dragoman.model import Style

if TYPE_CHECKING:
    Bench = Any


def test_a_turn_is_its_speakers_words(bench: Bench) -> None:
    text = "SAAR: Ships will pass. Nobody objects.\nLUNDE: For how long?\nSAAR: For a year."
    assert bench.rows(text) == [
        (Style.DIRECT, "SAAR", "Ships will pass. Nobody objects."),
        (Style.DIRECT, "LUNDE", "For how long?"),
        (Style.DIRECT, "SAAR", "For a year."),
    ]


def test_what_a_turn_tells_of_others_lies_in_it(bench: Bench) -> None:
    text = "SAAR: Berg said that the lock is shut.\nLUNDE: Is it?\nSAAR: So he told us."
    statements = bench.read(text)
    assert [bench.chain(one) for one in statements][:2] == [["SAAR"], ["SAAR", "Berg"]]
    assert statements[1].within == statements[0].id


def test_a_turn_in_marks_goes_on_in_the_next_paragraph(bench: Bench) -> None:
    text = "“SAAR: Ships will pass.\n“And nobody objects.\n“LUNDE: For how long?\n“SAAR: For a year.”"
    statements = bench.read(text)
    assert [bench.content(one) for one in statements] == [
        ["Ships will pass.", "“And nobody objects."],
        ["For how long?"],
        ["For a year.”"],
    ]


def test_full_names_must_come_again(bench: Bench) -> None:
    turns = "Kaja Saar: Ships will pass.\nMona Lunde: For how long?\nKaja Saar: For a year."
    assert bench.read(turns) == ()
    again = bench.read(turns + "\nMona Lunde: And then?")
    assert [bench.chain(one) for one in again] == [
        ["Kaja Saar"],
        ["Mona Lunde"],
        ["Kaja Saar"],
        ["Mona Lunde"],
    ]


@pytest.mark.parametrize(
    "text",
    [
        "SAAR: Ships will pass.",
        "SAAR: Ships will pass.\nLUNDE: Boats too.",
        "Venue: The old mill.\nPrice: Nothing.\nMusic: Two pipers.\nFood: Fish.",
        "WATCH: The ferry sails.\nREAD MORE: The ferry sank.\nWATCH: The ferry is raised.",
        "SAAR: One.\nRain fell.\nIt fell all day.\nMen ran.\nDogs ran.\nLUNDE: Two.\nSAAR: Three.",
    ],
)
def test_no_conversation(bench: Bench, text: str) -> None:
    assert bench.read(text) == ()
