import pytest

from dragoman.kit import load_kit
from dragoman.model import BlockKind, CommentPart
from dragoman.pages.comment_lines import find_comments
from dragoman.pages.comment_marks import declared_in, start_of
from dragoman.pages.lines import Rules
from dragoman.pages.units import Unit, line_text, plain_units
from tests.unit.pages.made import ARTICLE, BODY, bodies, laid, page_of, quote, texts, thread

SAYS = "dockhand says:\nJuly 22, 2022 at 4:12 pm\n\nIt will not last.\n\nReply\n\nQuay_7 says:\nJuly 23, 2022 at 9:00 am\n\nWe shall see.\n\nReply\n"


@pytest.fixture(scope="module")
def rules() -> Rules:
    general = load_kit().layouts.general
    return Rules.of(general, general)


@pytest.mark.parametrize(
    ("line", "number"),
    [
        ("9 Comments", 9),
        ("1,204 comments", 1204),
        ("Comments (12)", 12),
        ("12 thoughts on “Grain deal signed”", 12),
        ("Show new comments", None),
        ("The deal drew 9 comments from the ministry.", None),
        ("0 Comments", 0),
    ],
)
def test_the_number_a_line_declares(line: str, number: int | None, rules: Rules) -> None:
    found = declared_in(line_text(line), rules)
    assert (found[0] if found else None) == number
    if found:
        assert line[found[1] : found[2]].replace(",", "") == str(number)


@pytest.mark.parametrize(
    ("line", "opens"),
    [("All comments", True), ("9 Comments", True), ("Oldest", True), ("He had no comments to make.", False)],
)
def test_lines_that_open_a_thread(line: str, opens: bool, rules: Rules) -> None:
    assert (start_of(Unit(start=0, end=len(line), raw=line, path="line 1"), rules) is not None) is opens


def test_a_page_without_a_thread_has_none(rules: Rules) -> None:
    assert find_comments(plain_units(page_of(ARTICLE)), rules) is None


def test_two_strong_headers_are_a_thread_without_a_line_that_opens_it() -> None:
    page, found = thread(f"{ARTICLE}\n{SAYS}")
    assert bodies(page, found.comments) == ["It will not last.", "We shall see."]
    assert found.declared is None


def test_one_header_alone_is_no_proof(rules: Rules) -> None:
    source = f"{ARTICLE}\ndockhand says:\nIt will not last.\n"
    assert find_comments(plain_units(page_of(source)), rules) is None


def test_the_buttons_of_a_comment_are_furniture() -> None:
    assert texts(f"{ARTICLE}\n2 Comments\n\n{SAYS}", BlockKind.FURNITURE) == ["2 Comments", "Reply", "Reply"]


def test_a_comments_date_is_part_of_its_header() -> None:
    page, layout = laid(f"{ARTICLE}\n2 Comments\n\n{SAYS}")
    heads = [page.quote(b.span).strip() for b in layout.blocks if b.part is CommentPart.HEADER]
    assert heads[:2] == ["dockhand says:", "July 22, 2022 at 4:12 pm"]


def test_a_thread_that_is_announced_but_empty_keeps_its_number() -> None:
    page, found = thread(f"{ARTICLE}\n0 Comments\n")
    assert (found.comments, found.declared, quote(page, found.declared_basis)) == ((), 0, "0")


def test_a_comment_of_one_word_that_is_furniture_elsewhere_stays_a_comment() -> None:
    source = f"{ARTICLE}\n2 Comments\n\n" + SAYS.replace("It will not last.", "OK")
    page, found = thread(source)
    assert bodies(page, found.comments) == ["OK", "We shall see."]


def test_names_on_lines_of_their_own_need_an_opening_line() -> None:
    names = (
        "Mara Tolsen\n\nI hope the ships come back.\n\nOld Sailor\n\nThey never do, my friend, believe me.\n"
    )
    page, found = thread(f"{ARTICLE}\n2 Comments\n\n{names}")
    assert [quote(page, c.author) for c in found.comments] == ["Mara Tolsen", "Old Sailor"]


def test_a_bulleted_list_in_an_article_is_no_thread(rules: Rules) -> None:
    source = (
        f"{ARTICLE}\n• Grain leaves the ports\n• Ships are inspected\n• The deal runs for 120 days\n\n{BODY}"
    )
    assert find_comments(plain_units(page_of(source)), rules) is None


def test_a_short_comment_that_begins_with_only_is_kept() -> None:
    page, found = thread(
        ARTICLE
        + "\n\n2 Comments\n\nAnders\n23 July 2022 at 10:01\nA good day for bread.\n\nMiro\n23 July 2022 at 10:05\nOnly on paper, I fear.\n"
    )
    assert bodies(page, found.comments) == ["A good day for bread.", "Only on paper, I fear."]
