"""How the block classifier's answers are prepared: units against known texts, folds by site."""

from __future__ import annotations

import numpy as np
import pytest

from dragoman.model import Page
from dragoman.pages import read
from dragoman.pages.units import html_units
from training.blocks.labels import folded, goal_of, shares
from training.blocks.learn import FOLDS, folds
from training.blocks.pages import Known
from training.blocks.silver import TEACHERS

SOURCE = """<html><head><title>Ferry fares</title></head><body>
<aside><p>Fares on the ferry will rise by a tenth in spring, the harbour company said on Monday.</p></aside>
<nav>Home</nav><nav>Town</nav><nav>Harbour</nav><nav>Weather</nav><h1>Ferry fares to rise in spring</h1>
<p>Fares on the ferry will rise by a tenth in spring, the harbour company said on Monday.</p>
<table><tr><td>Adult</td><td>4.40</td></tr><tr><td>Child</td><td>2.20</td></tr></table>
<p>The last rise was four years ago, when the second boat was bought from a yard in the north.</p>
</body></html>"""
BODY = """Fares on the ferry will rise by a tenth in spring, the harbour company said on Monday.
Adult 4.40
Child 2.20
The last rise was four years ago, when the second boat was bought from a yard in the north."""


def known(*, body: str | None = None, inside: tuple[str, ...] = (), site: str = "a.example") -> Known:
    page = next(one for one in read(SOURCE.encode()) if isinstance(one, Page))
    units = html_units(page)
    return Known(
        id="one",
        of="articles",
        site=site,
        page=page,
        units=units,
        numbers=np.zeros((len(units), 200), dtype=np.float32),
        body=body,
        inside=inside,
    )


def test_a_unit_belongs_to_the_text_that_holds_its_words() -> None:
    one = known()
    found = [unit.raw for unit, share in zip(one.units, shares(one.units, BODY), strict=True) if share >= 0.5]
    assert [" ".join(text.split()) for text in found] == [
        "Fares on the ferry will rise by a tenth in spring, the harbour company said on Monday.",
        "Adult",
        "4.40",
        "Child",
        "2.20",
        "The last rise was four years ago, when the second boat was bought from a yard in the north.",
    ]


def test_of_a_text_that_stands_twice_the_place_by_the_rest_counts() -> None:
    one = known()
    found = shares(one.units, BODY)
    twice = [i for i, unit in enumerate(one.units) if unit.raw.startswith("Fares on")]
    assert [found[i] >= 0.5 for i in twice] == [False, True]


def test_a_known_article_is_proven_whole() -> None:
    one = known(body=BODY)
    goal = goal_of(one, {name: {} for name in TEACHERS})
    assert goal.proven.all()
    assert goal.wanted.sum() == 6
    assert goal.weight.sum() == pytest.approx(1)
    assert goal.votes.shape[0] == len(one.units)


def test_elsewhere_the_teachers_vote_and_known_texts_are_proven() -> None:
    one = known(inside=("The last rise was four years ago",))
    goal = goal_of(one, {name: {"one": BODY.splitlines()[0]} for name in TEACHERS})
    last = [unit.raw.startswith("The last rise") for unit in one.units].index(True)
    assert list(np.flatnonzero(goal.proven)) == [last]
    assert goal.wanted[last] == 1
    voted = [unit.raw.startswith("Fares on") for unit in one.units]
    assert goal.wanted[voted].max() == 1


def test_pages_of_one_site_are_in_one_fold() -> None:
    pages = [known(site=site) for site in ("a.example", "b.example", "a.example", "c.example")]
    found = folds(pages)
    assert found[0] == found[2]
    assert set(found) <= set(range(FOLDS))


def test_white_space_is_folded_as_the_scorer_does() -> None:
    assert folded("a \n\t b") == "a b"


def test_trees_become_a_graph_that_answers_as_they_do() -> None:
    pytest.importorskip("onnx", reason="ONNX is not installed (needed for training only)")
    import onnxruntime

    from training.blocks.graph import graph_of

    leaf = [{"leaf_value": value} for value in (-1.0, 0.5, 2.0)]
    inner = {"split_feature": 1, "threshold": 0.1, "left_child": leaf[0], "right_child": leaf[1]}
    root = {"split_feature": 0, "threshold": 3.0, "left_child": inner, "right_child": leaf[2]}

    class Trees:
        def feature_name(self) -> list[str]:
            return ["first", "second"]

        def dump_model(self) -> dict[str, object]:
            return {"tree_info": [{"tree_structure": root}, {"tree_structure": leaf[1]}]}

    session = onnxruntime.InferenceSession(graph_of(Trees()), providers=["CPUExecutionProvider"])
    rows = np.asarray([[3.0, 0.05], [3.0, 0.2], [3.5, 0.0]], dtype=np.float32)
    (answer,) = session.run(None, {"numbers": rows})
    wanted = 1 / (1 + np.exp(-np.asarray([-0.5, 1.0, 2.5])))
    assert answer.reshape(-1) == pytest.approx(wanted, abs=1e-6)
