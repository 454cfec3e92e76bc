import pytest

from dragoman.model import QuotePair
from tests.unit.pages.made import ARTICLE, PROSE, quote, thread

SAYS = "{} says:\n{}\n\nReply\n\n"


def pairs(*comment_texts: str) -> list[list[tuple[str | None, str | None, int | None]]]:
    source = f"{ARTICLE}\n{len(comment_texts)} Comments\n\n"
    source += "".join(SAYS.format(f"user{i}", text) for i, text in enumerate(comment_texts))
    page, found = thread(source)
    assert len(found.comments) == len(comment_texts)

    def shown(pair: QuotePair) -> tuple[str | None, str | None, int | None]:
        return quote(page, pair.comment), quote(page, pair.source), pair.of

    return [[shown(pair) for pair in comment.quotes] for comment in found.comments]


OTHER = "Nobody on this quay believes a word of it."
WHOLE = PROSE[1].rstrip(".")


def test_a_sentence_of_the_article_is_found() -> None:
    found, _ = pairs(f"{PROSE[1]} Really?", OTHER)
    assert [(a is not None and a.startswith(WHOLE), of) for a, _, of in found] == [(True, None)]
    assert found[0][0] == found[0][1]


@pytest.mark.parametrize(
    "changed",
    [
        WHOLE.upper(),
        WHOLE.replace(" ", "\u00a0"),
        WHOLE.replace(" ", "  "),
        f"[{WHOLE}]",
        f"“{WHOLE}”",
        f"> {WHOLE}",
        f"so he says: {WHOLE} and that is that",
    ],
)
def test_case_spaces_and_marks_do_not_matter(changed: str) -> None:
    found, _ = pairs(changed, OTHER)
    assert len(found) == 1
    assert found[0][1] is not None
    assert WHOLE in found[0][1]


def test_the_same_subject_in_other_words_is_no_quotation() -> None:
    assert pairs("The first ships should leave in some two weeks if the lanes are marked.", OTHER)[0] == []


def test_a_few_common_words_are_chance() -> None:
    assert pairs("It should sail within two weeks, they say.", OTHER)[0] == []


def test_fewer_words_are_enough_inside_quotation_marks() -> None:
    found, _ = pairs("What “within two weeks” means we know.", OTHER)
    assert [(a, b) for a, b, _ in found] == [("within two weeks", "within two weeks")]


def test_no_word_is_cut() -> None:
    found, _ = pairs(WHOLE.replace("The first", "Thirst").replace("marked", "marketed"), OTHER)
    (pair,) = found
    assert pair[0] is not None
    assert pair[0].startswith("vessels should")
    assert pair[0].endswith("minefields are")


def test_an_earlier_comment_is_quoted() -> None:
    old = "My cousin has seen three ships turn back before the strait on Sunday."
    found = pairs(old, f"> {old}\nHe has not.")
    assert found[0] == []
    assert [of for _, _, of in found[1]] == [0]


def test_the_article_comes_before_a_comment_that_quotes_it() -> None:
    found = pairs(PROSE[1], f"“{WHOLE}” again!")
    assert [of for _, _, of in found[1]] == [None]
