import pytest

from bench.spacy_small.convert import SIZES, grouped, names_of, syntax_of
from training.example import Example


def _tree(words: str, heads: tuple[int, ...]) -> Example:
    forms = tuple(words.split())
    count = len(forms)
    return Example(
        source="made",
        words=forms,
        inside=(False,) * count,
        joined=(*(False,) * (count - 2), True, False),
        upos=("X",) * count,
        xpos=("XX",) * count,
        lemmas=("_", *forms[1:]),
        heads=heads,
        deprel=tuple("root" if head == 0 else "nsubj" for head in heads),
    )


def _named(*tags: str | None) -> Example:
    return Example(source="made", words=("w",) * len(tags), inside=(False,) * len(tags), ner=tags)


def test_every_sentence_is_in_one_document_and_the_seed_decides() -> None:
    examples = [_tree(f"He left{number} .", (2, 0, 2)) for number in range(60)]
    groups = list(grouped(examples, 1))
    assert [one for group in groups for one in group] == examples
    assert {len(group) for group in groups[:-1]} == set(SIZES)
    assert list(grouped(examples, 1)) == groups
    assert list(grouped(examples, 2)) != groups


def test_trees_of_a_document_count_its_words_from_0() -> None:
    made = syntax_of([_tree("He left .", (2, 0, 2)), _tree("So she", (2, 0))])
    assert made["words"] == ["He", "left", ".", "So", "she"]
    assert made["spaces"] == [True, False, True, False, True]
    assert made["heads"] == [1, 1, 1, 4, 4]
    assert made["deps"] == ["nsubj", "ROOT", "nsubj", "nsubj", "ROOT"]
    assert made["sent_starts"] == [True, False, False, True, False]
    assert made["lemmas"] == ["He", "left", ".", "So", "she"]
    assert made["tags"] == ["XX"] * 5
    with pytest.raises(ValueError, match="no tree"):
        syntax_of([_named("O")])


def test_names_are_spans_and_unknown_words_are_kept_apart() -> None:
    names, unknown = names_of(_named("B-PER", "I-PER", "B-PER", None, None, "I-ORG", "I-LOC", "O"))
    assert names == [("PER", 0, 2), ("PER", 2, 3), ("ORG", 5, 6), ("LOC", 6, 7)]
    assert unknown == [(3, 4), (4, 5)]
    with pytest.raises(ValueError, match="no names"):
        names_of(_tree("He left", (2, 0)))
