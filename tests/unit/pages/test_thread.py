import pytest

from dragoman.kit import load_kit
from dragoman.model import ReplyBasis
from dragoman.pages import lay_out, thread_of
from tests.unit.pages.made import ARTICLE, PROSE, TITLE, bodies, page_of, quote, thread

SAYS = "{} says:\n{}\n\n{}\n\nReply\n\n"


def comments(*rows: tuple[str, str], date: str = "July 22, 2022 at 4:12 pm") -> str:
    return "".join(SAYS.format(name, date, text) for name, text in rows)


def page_with(*rows: tuple[str, str], declared: str = "") -> str:
    return f"{ARTICLE}\n{declared}\n\n{comments(*rows)}"


TWO = (("dockhand", "It will not last."), ("Quay_7", "We shall see about that."))


def test_a_page_without_comments_has_no_thread() -> None:
    page, kit = page_of(ARTICLE), load_kit()
    assert thread_of(page, lay_out(page, kit.layouts)[0], None, kit.layouts, kit.labels) is None


def test_authors_dates_and_texts() -> None:
    page, found = thread(page_with(*TWO))
    assert [quote(page, c.author) for c in found.comments] == ["dockhand", "Quay_7"]
    assert bodies(page, found.comments) == ["It will not last.", "We shall see about that."]
    first = found.comments[0]
    assert (first.posted, quote(page, first.posted_basis)) == ("2022-07-22T16:12", "July 22, 2022 at 4:12 pm")
    assert quote(page, first.header) == "dockhand says:"


@pytest.mark.parametrize(("declared", "missing"), [("2 Comments", 0), ("9 Comments", 7), ("1 Comment", -1)])
def test_the_declared_number_is_kept_beside_what_is_found(declared: str, missing: int) -> None:
    _, found = thread(page_with(*TWO, declared=declared))
    assert (len(found.comments), found.missing) == (2, missing)


def test_a_page_that_is_only_comments_has_a_thread() -> None:
    page, found = thread("2 Comments\n\n" + comments(*TWO))
    assert bodies(page, found.comments) == ["It will not last.", "We shall see about that."]


@pytest.mark.parametrize("name", ["avatar", "Avatar", "gravatar"])
def test_the_text_of_a_picture_is_no_name(name: str) -> None:
    source = f"{ARTICLE}\nAll comments\n\n    • {name}\n      It will not last.\n    • Quay_7\n      We shall see.\n"
    page, found = thread(source)
    assert [quote(page, c.author) for c in found.comments] == [None, "Quay_7"]


def test_a_name_cut_inside_a_bracket_is_kept_as_it_stands() -> None:
    source = f"{ARTICLE}\n2 Comments\n\nOld Sailor (the one\n\nIt will not last, I think.\n\nMara Tolsen\n\nWe shall see about that.\n"
    page, found = thread(source)
    assert quote(page, found.comments[0].author) == "Old Sailor (the one"


def test_glued_reply_marks_are_read() -> None:
    source = (
        f"{ARTICLE}\nAll comments\n\n    • dockhand\n      It will not last.\n"
        "    • Quay_7in reply todockhand(Show commentHide comment)\n      We shall see.\n"
    )
    page, found = thread(source)
    answer = found.comments[1]
    assert (quote(page, answer.author), quote(page, answer.reply_name)) == ("Quay_7", "dockhand")
    assert (answer.reply_to, answer.reply_basis) == (0, ReplyBasis.MARKED)


def test_votes_are_numbers() -> None:
    source = (
        f"{ARTICLE}\n2 Comments\n\ndockhand • 2 days ago\n\nIt will not last.\n\n3 △ ▽ Reply Share ›\n\n"
        "Quay_7 • a day ago\n\nWe shall see.\n\n△ ▽ • Reply • Share ›\n"
    )
    _, found = thread(source)
    assert [comment.votes for comment in found.comments] == [3, None]


def test_an_age_is_no_date() -> None:
    source = f"{ARTICLE}\n2 Comments\n\ndockhand • 2 days ago\n\nIt will not last.\n\nQuay_7 • a day ago\n\nWe shall see.\n"
    assert [comment.posted for comment in thread(source)[1].comments] == [None, None]


def html(*items: str) -> str:
    return (
        f"<html><body><h1>{TITLE}</h1><p>{'</p><p>'.join(PROSE)}</p><div id='comments'>{''.join(items)}</div>"
    )


ITEM = "<div class='comment'><b class='author'>{}</b>{}<p>{}</p></div>"


def test_says_inside_the_element_of_the_name_is_no_part_of_it() -> None:
    page, found = thread(html(ITEM.format("dockhand says:", "", "No.")))
    assert quote(page, found.comments[0].author) == "dockhand"


def test_a_time_attribute_fixes_when_a_comment_was_posted() -> None:
    time = "<time datetime='2022-07-22T16:12:00Z'>{}</time>"
    items = [ITEM.format(f"u{i}", time.format("July 22, 2022"), "No.") for i in range(2)]
    _, found = thread(html(*items, ITEM.format("u3", "<time>July 23, 2022</time>", "No.")))
    assert [c.posted for c in found.comments] == [
        "2022-07-22T16:12:00Z",
        "2022-07-22T16:12:00Z",
        "2022-07-23",
    ]


def test_a_thousand_comments_take_as_long_as_ten_times_a_hundred() -> None:
    time = "<time datetime='2022-07-22'>July 22, 2022</time>"
    page, found = thread(html(*(ITEM.format(f"user {i}", time, "No.") for i in range(1000))))
    assert len(found.comments) == 1000
    assert quote(page, found.comments[-1].author) == "user 999"
