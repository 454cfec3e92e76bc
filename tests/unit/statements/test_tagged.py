"""Candidates from tags beside those of the rules."""

from __future__ import annotations

import pytest

from dragoman.statements import CueBook
from dragoman.statements.grammar import verb_groups
from dragoman.statements.linking import Linked
from dragoman.statements.merging import UNCONFIRMED, merged
from dragoman.statements.paragraph import Skeleton, skeletons
from dragoman.statements.sentences import read_sentence
from dragoman.statements.tagged import tagged_drafts
from dragoman.statements.tags import Draft
from dragoman.text.quotation import find_quotations


def row_of(text: str) -> Skeleton:
    quotes = [quotation for quotation in find_quotations([text]) if quotation.depth == 0]
    (row,) = skeletons(text, (0, len(text)), quotes, (len(text),))
    return row


def linked(text: str, source: str | None, cue: str, content: str, trust: float = 0.9) -> Linked:
    def place(part: str) -> tuple[int, int]:
        return text.index(part), text.index(part) + len(part)

    return Linked(
        cue=place(cue),
        source=None if source is None else place(source),
        content=(place(content),),
        trust=trust,
    )


def shown(text: str, row: Skeleton, draft: Draft) -> tuple[str, str | None, str]:
    source = draft.source and text[row[draft.source[0]].start : row[draft.source[1] - 1].end]
    return draft.rule, source, " … ".join(text[start:end] for start, end in draft.content)


def both(text: str, tags: list[Linked], book: CueBook) -> list[tuple[str, str | None, str]]:
    row = row_of(text)
    drafts = merged(
        row,
        read_sentence(row, verb_groups(row, book), book),
        tagged_drafts(row, verb_groups(row, book), tags, book),
        book,
    )
    return [shown(text, row, draft) for draft in drafts]


def test_a_cue_that_no_list_has(book: CueBook) -> None:
    text = "The dockers are of one mind that the contract is void."
    tag = linked(text, "The dockers", "are of one mind", "that the contract is void")
    assert both(text, [tag], book) == [("tagged", "The dockers", "that the contract is void")]


def test_a_whole_quotation_is_the_rules_affair(book: CueBook) -> None:
    text = "“The contract is void,” Berg said on Monday."
    tag = linked(text, "Berg", "said", "“The contract is")
    assert both(text, [tag], book) == [("quote-source-cue", "Berg", "“The contract is void,”")]


def test_edges_are_those_of_whole_quotations(book: CueBook) -> None:
    text = "Berg is of the view that it is “void and dead”."
    tag = linked(text, "Berg", "is of the view", "that it is “void and")
    assert both(text, [tag], book) == [("tagged", "Berg", "that it is “void and dead”")]


def test_where_both_see_the_same_the_rule_and_the_tagged_source_are_kept(book: CueBook) -> None:
    text = "Berg, the mayor, said that the contract was void."
    tag = linked(text, "Berg, the mayor", "said", "that the contract was void")
    assert both(text, [tag], book) == [("said-that", "Berg, the mayor", "that the contract was void")]


def test_where_they_differ_the_tags_decide(book: CueBook) -> None:
    text = "Berg said that the contract was void after he had read it."
    tag = linked(text, "Berg", "said", "that the contract was void")
    assert both(text, [tag], book) == [("tagged", "Berg", "that the contract was void")]


def test_a_rule_that_no_tag_confirms_is_kept_with_less_trust(book: CueBook) -> None:
    row = row_of("Berg said that the contract was void.")
    (draft,) = merged(row, read_sentence(row, verb_groups(row, book), book), [], book)
    assert (draft.rule, draft.trust) == ("said-that", UNCONFIRMED)


@pytest.mark.parametrize(
    ("text", "cue", "content", "kind"),
    [
        ("Oslo asked both fleets to leave the sound.", "asked", "both fleets to leave the sound", "demand"),
        ("Oslo vowed that it would stay.", "vowed", "that it would stay", "intention"),
        ("Oslo plans to stay.", "plans", "to stay", "intention"),
        ("Oslo is of the view that it may stay.", "is of the view", "that it may stay", "asserted"),
        ("Oslo repeated its denial that it took part.", "repeated its denial", "that it took part", "denied"),
        ("The raid was denied by Oslo.", "was denied", "The raid", "denied"),
    ],
)
def test_the_cue_is_read_with_what_follows_it(
    book: CueBook, text: str, cue: str, content: str, kind: str
) -> None:
    (draft,) = tagged_drafts(
        row_of(text), verb_groups(row_of(text), book), [linked(text, "Oslo", cue, content)], book
    )
    assert draft.kind.value == kind


def test_a_negated_cue(book: CueBook) -> None:
    text = "Oslo did not hold that it had lost."
    (draft,) = tagged_drafts(
        row_of(text),
        verb_groups(row_of(text), book),
        [linked(text, "Oslo", "did not hold", "that it had lost")],
        book,
    )
    assert draft.negated


def test_a_tag_inside_a_quotation_makes_no_draft(book: CueBook) -> None:
    text = "Nobody knew of “the plan he said they had” then."
    assert (
        tagged_drafts(
            row_of(text), verb_groups(row_of(text), book), [linked(text, "he", "said", "they had")], book
        )
        == []
    )


def test_words_in_marks_are_part_of_a_clause_that_the_tags_see(book: CueBook) -> None:
    text = "Berg said “old ferries” and the two barges would be sold."
    tag = linked(text, "Berg", "said", "“old ferries” and the two barges would be sold")
    assert both(text, [tag], book) == [("tagged", "Berg", "“old ferries” and the two barges would be sold")]


@pytest.mark.parametrize(
    ("text", "source", "cue", "content", "kept"),
    [
        ("Berg said “no comment” and hung up.", "Berg", "said", "“no comment” and hung up", "“no comment”"),
        (
            "The captain says the hull “is sound”, the Courier wrote.",
            "the Courier",
            "wrote",
            "The captain says the hull “is sound”",
            "“is sound”",
        ),
    ],
)
def test_a_second_verb_or_a_cue_in_front_makes_no_part(
    text: str, source: str, cue: str, content: str, kept: str, book: CueBook
) -> None:
    assert [found[2] for found in both(text, [linked(text, source, cue, content)], book)] == [kept]


@pytest.mark.parametrize(
    ("text", "source", "cue", "content", "kept"),
    [
        (
            "Berg decided not to sign the deal.",
            "Berg",
            "decided not to sign",
            "not to sign the deal",
            "the deal",
        ),
        ("Voters expect Berg to win.", "Voters", "expect", "Voters expect Berg to win", "Berg to win"),
    ],
)
def test_a_content_ends_where_its_cue_begins(
    text: str, source: str, cue: str, content: str, kept: str, book: CueBook
) -> None:
    row = row_of(text)
    assert tagged_drafts(row, verb_groups(row, book), [linked(text, None, cue, content)], book) == []
    (draft,) = tagged_drafts(row, verb_groups(row, book), [linked(text, source, cue, content)], book)
    assert shown(text, row, draft) == ("tagged", source, kept)


def test_a_verb_of_doing_makes_a_cue_with_some_nouns(book: CueBook) -> None:
    texts = (
        ("Berg made clear that he would stay.", "made clear", "that he would stay", 1),
        ("Berg made room for all.", "made room", "for all", 0),
    )
    for text, cue, content, count in texts:
        row = row_of(text)
        tag = linked(text, "Berg", cue, content)
        assert len(tagged_drafts(row, verb_groups(row, book), [tag], book)) == count
