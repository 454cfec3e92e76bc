"""The quotation-mark state machine."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given, strategies as st

from dragoman.text.quotation import find_quotations


def _outer(*paragraphs: str) -> list[str]:
    return [paragraphs[q.paragraph][q.start : q.end] for q in find_quotations(paragraphs) if q.depth == 0]


@pytest.mark.parametrize(
    ("text", "quotations"),
    [
        ("He said “yes” and “no.”", ["“yes”", "“no.”"]),
        ('He said "yes" and "no."', ['"yes"', '"no."']),
        ("He said ``yes'' today.", ["``yes''"]),
        ("He said «oui» and »ja« and „doch“.", ["«oui»", "»ja«", "„doch“"]),
        ("”Hej,” he said.", ["”Hej,”"]),
        ('"mixed marks” and “mixed marks"', ['"mixed marks”', '“mixed marks"']),
        (
            "“the traders’ stalls and the guards’ boats,” he said",
            ["“the traders’ stalls and the guards’ boats,”"],
        ),
        ("the traders’ stalls and the guards’ boats", []),
        ("'The traders' stalls don't burn,' he said", ["'The traders' stalls don't burn,'"]),
        ("the ‘old’ and the 'new'", ["‘old’", "'new'"]),
        ("the '90s, rock 'n' roll, get 'em, ’tis", []),
        ("It's Lars' boat and James' house", []),
        ('a 6\'2" guard said "no"', ['"no"']),
        ('word"glued"word', ['"glued"']),
        ("“ spaced ” marks", ["“ spaced ”"]),
        ('("in brackets") —"after a dash"', ['"in brackets"', '"after a dash"']),
        ("They see that. “", []),
    ],
)
def test_one_paragraph(text: str, quotations: list[str]) -> None:
    assert _outer(text) == quotations
    assert all(q.balanced for q in find_quotations([text]))


def test_inner_quotations_know_their_depth() -> None:
    text = "“He told me ‘no’ twice,” she said."
    rows = [(text[q.start : q.end], q.depth, q.single) for q in find_quotations([text])]
    assert rows == [("“He told me ‘no’ twice,”", 0, False), ("‘no’", 1, True)]


def test_a_quotation_reopened_in_the_next_paragraph_is_whole() -> None:
    first, second = find_quotations(["“It rains.", "“It pours,” he said."])
    assert (first.goes_on, first.closed, first.balanced) == (True, False, True)
    assert second.continues == 0


def test_a_missing_closing_mark_ends_before_the_next_quotation() -> None:
    text = "“It rains. “It pours,” he said."
    first, second = find_quotations([text])
    assert (text[first.start : first.end], first.balanced) == ("“It rains.", False)
    assert (text[second.start : second.end], second.balanced) == ("“It pours,”", True)


def test_a_missing_closing_mark_ends_with_the_paragraph() -> None:
    first, second = find_quotations(["“It rains, he said.", "She left. “It pours,” she said."])
    assert (first.paragraph, first.balanced, first.goes_on) == (0, False, False)
    assert (second.paragraph, second.balanced, second.continues) == (1, True, None)


def test_a_missing_opening_mark_is_guessed_at_the_sentence() -> None:
    text = "She left. It pours,” he said."
    (only,) = find_quotations([text])
    assert (text[only.start : only.end], only.opened) == ("It pours,”", False)


def test_one_closing_mark_shared_by_two() -> None:
    text = "“They defend the isle’s “old order.”"
    outer, inner = find_quotations([text])
    assert (text[outer.start : outer.end], outer.closed) == (text, False)
    assert (text[inner.start : inner.end], inner.depth) == ("“old order.”", 1)


def test_insertions() -> None:
    text = "“They [the guards] left [Oslo],” he [Berg] said."
    (only,) = find_quotations([text])
    assert [text[a:b] for a, b in only.insertions] == ["[the guards]", "[Oslo]"]


def test_inner_range_leaves_the_marks_out() -> None:
    (only,) = find_quotations(["``ab''"])
    assert only.inner == (2, 4)


@given(st.lists(st.text(alphabet="“”\"'‘’«»„`[]a sS.,\n9-", max_size=80), max_size=4))
def test_laws(paragraphs: list[str]) -> None:
    found = find_quotations(paragraphs)
    assert found == find_quotations(paragraphs)
    for number, text in enumerate(paragraphs):
        own = [q for q in found if q.paragraph == number]
        assert all(0 <= q.start < q.end <= len(text) for q in own)
        assert all(q.start <= a < b <= q.end for q in own for a, b in q.insertions)
        outer = [q for q in own if q.depth == 0]
        assert all(a.end <= b.start for a, b in itertools.pairwise(outer))
        assert all(q.start <= q.inner[0] <= q.inner[1] <= q.end for q in own)
    assert all(q.continues is None or found[q.continues].goes_on for q in found)
