from hypothesis import given, strategies as st

from dragoman.language.network import AT_ONCE, LONGEST, fed, grouped
from dragoman.language.wordpiece import Encoded

SLOTS = 4


def _sentence(counts: list[int]) -> Encoded:
    """A sentence whose words have so many pieces; every piece's number is its place."""
    ids = list(range(sum(counts) + 2))
    return Encoded(ids, [0] * len(ids), [1 + sum(counts[:at]) for at in range(len(counts))])


sentences = st.lists(
    st.lists(st.integers(1, 10), min_size=1, max_size=25).map(_sentence), min_size=1, max_size=12
)


def test_sentences_stand_behind_each_other() -> None:
    given_ = fed([_sentence([1, 2]), _sentence([3])], SLOTS)
    assert given_["ids"].tolist() == [[0, 1, 2, 3, 4, 0, 1, 2, 3, 4]] == given_["places"].tolist()
    assert given_["nodes"].tolist() == [0, 1, 2, 5, 6]  # the roots are 0 and 5
    assert given_["piece_counts"].tolist() == [5, 5, 0, 0]
    assert given_["node_counts"].tolist() == [3, 2, 0, 0]


@given(sentences)
def test_every_sentence_goes_through_once_in_order_and_none_is_cut(many: list[Encoded]) -> None:
    groups = list(grouped(many, SLOTS))
    assert [one for group in groups for one in group] == many
    for group in groups:
        pieces = sum(len(one.ids) for one in group)
        assert 1 <= len(group) <= SLOTS
        assert pieces <= AT_ONCE or len(group) == 1
        nodes = fed(group, SLOTS)["nodes"]
        assert len(nodes) == sum(len(one.first) + 1 for one in group)
        assert nodes.max() < pieces


def test_the_longest_sentence_fits() -> None:
    assert fed([_sentence([1] * (LONGEST - 2))], SLOTS)["places"].max() == LONGEST - 1
