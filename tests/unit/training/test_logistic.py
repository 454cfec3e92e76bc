"""The regression finds the odds of a feature, and draws to zero what it is told to."""

from __future__ import annotations

import math

import pytest

from training.logistic import regression

ROWS = [{"always": 1.0, "odd": float(number % 2)} if number % 2 else {"always": 1.0} for number in range(400)]
#: 3 of 4 right without the feature, 1 of 4 with it.
RIGHT = [(number // 2) % 4 == 0 if number % 2 else (number // 2) % 4 != 0 for number in range(400)]


def test_it_finds_the_odds() -> None:
    found = regression(ROWS, RIGHT, [1.0] * 400, penalty=1e-6, free={"always"}, least=1)
    assert found["always"] == pytest.approx(math.log(3), abs=1e-3)
    assert found["odd"] == pytest.approx(-2 * math.log(3), abs=1e-3)


def test_a_penalty_draws_to_zero_and_few_rows_are_left_out() -> None:
    drawn = regression(ROWS, RIGHT, [1.0] * 400, penalty=50.0, free={"always"}, least=1)
    assert -1.5 < drawn["odd"] < 0
    assert set(regression(ROWS, RIGHT, [1.0] * 400, penalty=1.0, free=set(), least=201)) == {"always"}
    assert regression([], [], [], penalty=1.0, free=set(), least=1) == {}


def test_a_row_may_count_more() -> None:
    rows = [{"always": 1.0}, {"always": 1.0}]
    found = regression(rows, [True, False], [3.0, 1.0], penalty=1.0, free={"always"}, least=1)
    assert found["always"] == pytest.approx(math.log(3), abs=1e-3)
