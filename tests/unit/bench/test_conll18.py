"""The method of the CoNLL 2018 shared task, on cases small enough to be counted by hand."""

from __future__ import annotations

import pytest

from bench.conll18 import Count, read_parses, score
from dragoman.errors import InputError


def sentence(*tokens: str) -> str:
    """CoNLL-U of tokens; one with words behind it ("don't do n't") has those. Every word hangs on the first."""
    lines, number = [], 0
    for token in tokens:
        written, *words = token.split(" ")
        if words:
            lines.append("\t".join([f"{number + 1}-{number + len(words)}", written, *"________"]))
        for form in words or [written]:
            number += 1
            head, relation = ("0", "root") if number == 1 else ("1", "dep:sub")
            lines.append(
                "\t".join([str(number), form, form.lower(), "X", "XX", "_", head, relation, "_", "_"])
            )
    return "\n".join(["# text = any", *lines, ""])


def right(gold: list[str], found: list[str]) -> int:
    return score(read_parses([sentence(*gold)]), read_parses([sentence(*found)]))["words"].right


@pytest.mark.parametrize(
    ("gold", "found", "same"),
    [
        (["He", "left", "."], ["He", "left", "."], 3),
        (["He", "left", "."], ["He", "left."], 1),
        (["left", "home"], ["le", "ft", "home"], 1),
        # A token of several words: its words by their forms, whatever the other side calls tokens.
        (["don't do n't", "go"], ["do", "n't", "go"], 3),
        (["do", "n't", "go"], ["don't do n't", "go"], 3),
        (["don't do not", "go"], ["do", "n't", "go"], 2),
        (["wanna want to", "go"], ["wan", "na", "go"], 1),
        # Two such tokens that overlap are one stretch; a word that sticks out of it matches nothing.
        (["abc ab c", "d"], ["a", "bcd bc d"], 1),
        (["ab a b", "cd c d"], ["a", "bc", "d"], 2),
        (["a", "b", "cd c d"], ["ab a b", "c", "d"], 4),
    ],
)
def test_words_are_matched_by_place_and_inside_tokens_by_form(
    gold: list[str], found: list[str], same: int
) -> None:
    assert right(gold, found) == same


def test_different_texts_are_refused() -> None:
    with pytest.raises(InputError, match="different texts: 'went' is not 'left'"):
        right(["He", "went"], ["He", "left"])
    with pytest.raises(InputError, match="different texts"):
        right(["He", "left", "."], ["He", "left"])


def test_figures_of_matched_words() -> None:
    gold = read_parses([sentence("He", "left", "home"), sentence("Good")])
    found = read_parses([sentence("He", "left", "home", "Good")])
    counts = score(gold, found)
    assert counts["words"] == Count(4, 4, 4)
    assert counts["sentences"] == Count(0, 2, 1)
    assert counts["UAS"] == counts["LAS"] == Count(3, 4, 4)  # the second root hangs on the first word
    assert counts["UPOS"].f1 == 100


def test_a_head_must_be_matched_itself() -> None:
    counts = score(read_parses([sentence("He", "left")]), read_parses([sentence("H", "e", "left")]))
    assert counts["words"] == Count(1, 2, 3)
    assert counts["UAS"].right == 0


def test_subtypes_are_cut_and_an_open_lemma_accepts_any() -> None:
    gold = sentence("He", "left").replace("\tleft\tX", "\t_\tX").replace("dep:sub", "dep:other")
    counts = score(read_parses([gold]), read_parses([sentence("He", "left")]))
    assert counts["lemma"].right == counts["LAS"].right == 2


def test_empty_nodes_are_passed_over() -> None:
    gold = sentence("He", "left").replace("\n2\t", "\n1.1\twas\twas\tX\tXX\t_\t_\t_\t_\t_\n2\t")
    assert score(read_parses([gold]), read_parses([sentence("He", "left")]))["words"] == Count(2, 2, 2)


def test_nothing_wanted_and_nothing_found() -> None:
    assert Count().f1 == 0
