"""Reliability: bins, the calibration error and what chance alone makes of it, the order of right and wrong."""

from __future__ import annotations

import math

from bench.calibration import bins, brier, by_chance, ece, ranked, summary, table

HALF = [(0.55, True), (0.55, False), (0.95, True), (1.0, True)]


def test_bins_hold_mean_and_share() -> None:
    low, high = bins(HALF)
    assert (low.low, low.count, low.said, low.right) == (0.5, 2, 0.55, 0.5)
    assert (high.low, high.count, high.right) == (0.9, 2, 1.0)
    assert math.isclose(high.said, 0.975)


def test_the_error_is_the_mean_distance() -> None:
    assert math.isclose(ece(HALF), (2 * 0.05 + 2 * 0.025) / 4)
    assert math.isclose(brier([(0.5, True), (1.0, False)]), 0.625)
    assert ece([]) == 0.0


def test_chance_alone_shrinks_with_the_number() -> None:
    few, many = by_chance([(0.5, True)] * 10), by_chance([(0.5, True)] * 1000)
    assert math.isclose(few, math.sqrt(2 * 10 * 0.25 / math.pi) / 10)
    assert math.isclose(few, 10 * many)
    assert by_chance([(1.0, True)]) == 0.0


def test_how_often_a_right_one_has_more() -> None:
    assert ranked(HALF) == (2 + 0.5) / 3
    assert ranked([(0.9, True)]) == 0.5


def test_tables_name_what_they_count() -> None:
    assert next(table(HALF, "events")) == "| confidence | events | mean confidence | share right |"
    assert list(summary([("all", HALF)], "events"))[-1].startswith("| all | 4 | 0.762 | 0.750 |")
