"""Every entry of the stances' knowledge carries example comments; this file runs them all."""

from __future__ import annotations

from importlib.resources import files

import pytest

from bench.comment_stances import Read, read_under
from dragoman.errors import KnowledgeError
from dragoman.statements.stance_cues import FILE, StanceExample, parse_stances

TEXT = (files("dragoman") / "knowledge" / "statements" / FILE).read_text(encoding="utf-8")
BOOK = parse_stances(TEXT)


def _meant(read: Read, target: str | None, based: bool) -> str:
    if target is None:
        return "source" if based else "article"
    (statement,) = (one for one in read.statements if one.id == target)
    return " … ".join(read.page.quote(span) for span in statement.content)


@pytest.mark.parametrize("example", BOOK.examples, ids=lambda one: f"{one.entry}: {one.text[:40]}")
def test_example(example: StanceExample) -> None:
    read = read_under(BOOK.article, example.text)
    seen = [
        (read.page.quote(one.span), one.rule, _meant(read, one.target, one.basis is not None))
        for one in read.stances
    ]
    if example.words is None:
        assert seen == []
        return
    assert example.meant is not None
    assert any(
        words == example.words and rule == example.entry and example.meant.casefold() in meant.casefold()
        for words, rule, meant in seen
    ), seen


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('form = "alone"', 'form = "behind"', "form must be one of"),
        ('kind = "disputes"', 'kind = "hates"', "hates"),
        ('cue = "what ', 'cue = "(what ', "missing"),
        ("<<false>>", "<<wrong>>", "wrong"),
        ("irony = ", "ironies = ", "irony"),
        ('id = "is-lying"', 'id = "is-wrong"', "stands twice"),
    ],
)
def test_a_defect_names_its_entry(old: str, new: str, message: str) -> None:
    with pytest.raises(KnowledgeError, match=message):
        parse_stances(TEXT.replace(old, new, 1))
