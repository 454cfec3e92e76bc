from hypothesis import given, strategies as st

from dragoman.language.parts import joined, starts_of
from dragoman.language.protocol import Parsed, Tagged


def _parsed(heads: tuple[int, ...]) -> Parsed:
    words = len(heads)
    tagged = Tagged(tags=("O",) * words, scores=(1.0,) * words)
    plain = ("X",) * words
    relations = tuple("dep" if head else "root" for head in heads)
    return Parsed(
        upos=plain,
        xpos=plain,
        lemmas=plain,
        heads=heads,
        relations=relations,
        names=tagged,
        source=tagged,
        cue=tagged,
        content=tagged,
    )


@given(
    st.lists(st.tuples(st.sampled_from(["a", ",", ";", "and"]), st.integers(1, 4)), min_size=1, max_size=60)
)
def test_no_part_is_too_long_and_no_word_is_lost(drawn: list[tuple[str, int]]) -> None:
    words, pieces = [word for word, _ in drawn], [count for _, count in drawn]
    starts = starts_of(words, pieces, 10)
    ends = (*starts[1:], len(words))
    assert starts[0] == 0
    assert all(0 < sum(pieces[a:b]) <= 10 for a, b in zip(starts, ends, strict=True))


def test_a_part_ends_at_the_best_place() -> None:
    words = "one two three , four five six seven eight nine".split()
    assert starts_of(words, [1] * 10, 6) == (0, 4)
    words = "one two three four and five six seven eight".split()
    assert starts_of(words, [1] * 9, 6) == (0, 4)
    assert starts_of(["a"] * 5, [1] * 5, 2) == (0, 2, 4)


def test_parts_become_one_tree() -> None:
    whole = joined([_parsed((2, 0)), _parsed((0, 1))], (0, 2))
    assert whole.heads == (2, 0, 2, 3)
    assert whole.relations == ("dep", "root", "parataxis", "dep")
    assert whole.parts == (2,)
    assert len(whole) == 4
