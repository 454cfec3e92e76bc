import numpy as np
import pytest

from dragoman.errors import KnowledgeError
from dragoman.places.scorer import parse_scorer, score
from tests.made_places import weights

TABLE = """stage,network,column,direct,unit 1
first,1,size,2,1
first,1,rank,-1,0
first,1,(bias),0,0.5
first,1,(out),0,3
second,1,size,1,0
second,1,(bias),0,0
second,1,(out),0,0
"""


def test_a_score_is_what_the_table_says() -> None:
    networks = parse_scorer(TABLE).first
    found = score(networks, (("size", np.array([1.0, 0.0])), ("rank", np.array([0.0, 2.0]))))
    assert found == pytest.approx([2 + 3 * np.tanh(1.5), -2 + 3 * np.tanh(0.5)])


def test_other_columns_are_refused() -> None:
    with pytest.raises(KnowledgeError, match="learnt for other columns"):
        score(parse_scorer(TABLE).second, (("rank", np.array([1.0])),))


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("first,1,size,2,1", "first,1,size,two,1", "scorer.csv:2"),
        ("first,1,size,2,1", "first,1", "scorer.csv:2"),
        ("first,1,(bias),0,0.5\n", "", "lacks a row"),
        ("first,1,size,2,1", "first,1,size,2", "lacks a row or a weight"),
        ("second", "third", "a network is missing"),
    ],
)
def test_a_broken_table_is_named(old: str, new: str, message: str) -> None:
    with pytest.raises(KnowledgeError, match=message):
        parse_scorer(TABLE.replace(old, new))


def test_the_shipped_table_is_read() -> None:
    scorer = parse_scorer(weights())
    assert len(scorer.first) == len(scorer.second) == 3
    assert set(scorer.first[0].columns) < set(scorer.second[0].columns)
