"""Finding sources, cues and contents."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from dragoman.model import BlockKind, Style

if TYPE_CHECKING:
    Bench = Any


def test_a_quotation_over_three_sentences_is_one_statement(bench: Bench) -> None:
    text = "“They must go. If they stay, we act. Otherwise nothing changes,” Berg said."
    (statement,) = bench.read(text)
    assert bench.content(statement) == [text[: text.index(" Berg")]]
    assert bench.chain(statement) == ["Berg"]


def test_an_interrupted_quotation_is_one_discontinuous_statement(bench: Bench) -> None:
    (statement,) = bench.read("“The road,” Berg said on Monday, “is open.”")
    assert bench.content(statement) == ["“The road,”", "“is open.”"]


def test_quotations_after_the_tag_go_on_even_into_reopened_paragraphs(bench: Bench) -> None:
    first, second = bench.read("“One,” Berg said. “Two goes on.\n“Three ends.”")
    assert bench.content(first) == ["“One,”"]
    assert bench.content(second) == ["“Two goes on.", "“Three ends.”"]
    assert second.carried == first.id
    assert second.chain == first.chain
    assert bench.problems == ()


def test_a_reopened_quotation_takes_the_cue_of_the_later_paragraph(bench: Bench) -> None:
    (statement,) = bench.read("“One goes on.\n“Two,” said Berg.")
    assert bench.content(statement) == ["“One goes on.", "“Two,”"]
    assert statement.style is Style.DIRECT


def test_a_missing_mark_never_swallows_the_next_paragraph(bench: Bench) -> None:
    statements = bench.read("“We go, Berg said.\nLunde left. “We stay,” Lunde said.")
    assert [bench.content(s) for s in statements] == [["“We stay,”"]]
    assert [p.code for p in bench.problems] == ["unbalanced-quotation"]
    assert statements[0].confidence == pytest.approx(0.95)


def test_a_missing_opening_mark_gives_a_bounded_guess_with_less_confidence(bench: Bench) -> None:
    (statement,) = bench.read(
        "Rain fell. We will stay,” the Nordwire agency quoted Berg as saying.", {"Berg": "person"}
    )
    assert bench.content(statement) == ["We will stay,”"]
    assert bench.chain(statement) == ["the Nordwire agency", "Berg"]
    assert statement.confidence < 0.5


@pytest.mark.parametrize(
    "text",
    [
        "The so-called “peace” came.",
        "He read “The Hill” and left.",
        "Two “friends” met the “enemy” there.",
        "The fishermen’s boats and the traders’ stalls burnt.",
        "",
        "   ",
        "“”",
        "”",
    ],
)
def test_no_statement(bench: Bench, text: str) -> None:
    assert bench.read(text or " ") == ()


@pytest.mark.parametrize(
    ("text", "source", "content"),
    [
        ("“Why now?” Berg asked.", "Berg", "“Why now?”"),
        ("“Never!” shouted the crowd.", "the crowd", "“Never!”"),
        ("Asked about it, Berg said, “No.”", "Berg", "“No.”"),
        ("Berg, 54, a lawyer from Bergen, added: “No.”", "Berg, 54, a lawyer from Bergen", "“No.”"),
        ("“No,” Sen. Mona Berg (D-N.Y.) said Tuesday.", "Sen. Mona Berg (D-N.Y.", "“No,”"),
        ("“No,” another guard, Mona Berg, told reporters.", "another guard, Mona Berg", "“No,”"),
        ("As for Lunde, he agreed.\n“The ice is thin.”", "he", "“The ice is thin.”"),
        ("Said Berg, “The ice is thin.”", "Berg", "“The ice is thin.”"),
        (
            "\"It can't be 'later, later' for ever,\" Berg said.",
            "Berg",
            "\"It can't be 'later, later' for ever,\"",
        ),
        ("«Nous partons», said Berg.", "Berg", "«Nous partons»"),
        ("„Wir gehen“, Berg said.", "Berg", "„Wir gehen“"),
    ],
)
def test_orders_and_marks(bench: Bench, text: str, source: str, content: str) -> None:
    assert (Style.DIRECT, source, content) in bench.rows(text)


@pytest.mark.parametrize(
    ("text", "row"),
    [
        (
            "Berg said the plan “was dead on arrival” and left.",
            (Style.MIXED, "Berg", "the plan “was dead on arrival” and left"),
        ),
        (
            "Lunde praised the pilots and said that both would “stay the course.”",
            (Style.MIXED, "Lunde", "that both would “stay the course.”"),
        ),
        (
            'Oslo turns to a "smaller fleet," Berg told Nordwire.',
            (Style.MIXED, "Berg", 'Oslo turns to a "smaller fleet,"'),
        ),
        (
            "Berg said that the talks were “useful” and confirmed that the guests left.",
            (Style.INDIRECT, "Berg", "that the guests left"),
        ),
        ("Both banks, Berg said, were closed.", (Style.INDIRECT, "Berg", "Both banks | were closed")),
    ],
)
def test_mixed_and_shared_sources(bench: Bench, text: str, row: tuple[Style, str, str]) -> None:
    assert row in bench.rows(text)


def test_titles_and_captions_give_nothing(bench: Bench) -> None:
    kinds = {0: BlockKind.TITLE, 1: BlockKind.CAPTION, 2: BlockKind.DEK}
    found = bench.read("“We go,” Berg said.\n“We go,” Berg said.\n“We stay,” Berg said.", kinds=kinds)
    assert [bench.content(s) for s in found] == [["“We stay,”"]]


def test_insertions_are_kept_apart(bench: Bench) -> None:
    (statement,) = bench.read("“They [the guards] left the Watch [Vakta],” Berg said.")
    assert [bench.page.quote(span) for span in statement.insertions] == ["[the guards]", "[Vakta]"]


def test_comments_are_a_lane_of_their_own(bench: Bench) -> None:
    found = bench.read(
        "“We go,” Berg said.", comments=["Peter I used to say: “Trust nobody.” Berg said he lied."]
    )
    assert [(s.lane.value, s.comment, bench.chain(s)) for s in found] == [
        ("article", None, ["Berg"]),
        ("comments", 0, ["Peter I"]),
    ]


def test_a_statement_inside_another_knows_its_place(bench: Bench) -> None:
    outer, inner = bench.read(
        "“Oslo believes that its call for a truce is lost,” Berg told Nordwire.", {"Nordwire": "agency"}
    )[:2]
    assert bench.chain(outer) == ["Nordwire", "Berg"]
    assert bench.chain(inner) == ["Nordwire", "Berg", "Oslo"]
    assert inner.within == outer.id


def test_first_person_opens_no_inner_statement(bench: Bench) -> None:
    assert len(bench.read("“I think that we believe in it,” Berg said.")) == 1


def test_words_of_a_quotation_that_end_with_a_comma_are_read_to_their_end(bench: Bench) -> None:
    (statement,) = bench.read("“Anna told reporters, rightly,” Berg said.")
    assert bench.content(statement) == ["“Anna told reporters, rightly,”"]


@pytest.mark.parametrize(
    ("text", "content"),
    [
        (
            "“When the tide turns,” Berg said, noting the new moon of Friday, “we shall sail.”",
            ["“When the tide turns,”", "“we shall sail.”"],
        ),
        (
            "“I like the crew,” Berg said, but “when it rains they sleep.”",
            ["“I like the crew,”", "“when it rains they sleep.”"],
        ),
    ],
)
def test_a_quotation_goes_on_behind_an_aside_or_a_conjunction(
    text: str, content: list[str], bench: Bench
) -> None:
    (statement,) = bench.read(text)
    assert bench.content(statement) == content


def test_a_bare_quotation_goes_on_with_the_quoted_one_before_what_he_told(bench: Bench) -> None:
    first, second, third = bench.read("“We sail,” Berg said. He said that rain is near. “Nothing stops us.”")
    assert bench.content(third) == ["“Nothing stops us.”"]
    assert third.carried == first.id
    assert second.carried is None
