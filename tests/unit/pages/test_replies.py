from dragoman.model import Comment, ReplyBasis
from tests.unit.pages.made import ARTICLE, quote, thread


def read(*rows: tuple[str, str]) -> list[tuple[str | None, Comment]]:
    source = f"{ARTICLE}\n{len(rows)} Comments\n\n"
    source += "".join(f"{name} says:\n{text}\n\nReply\n\n" for name, text in rows)
    page, found = thread(source)
    assert len(found.comments) == len(rows)
    return [(quote(page, comment.reply_name), comment) for comment in found.comments]


def parents(*rows: tuple[str, str]) -> list[tuple[int | None, int | None, ReplyBasis]]:
    return [(c.reply_to, c.reply_inferred, c.reply_basis) for _, c in read(*rows)]


NONE = (None, None, ReplyBasis.NONE)


def test_a_comment_that_addresses_nobody_answers_nobody() -> None:
    assert parents(("dockhand", "It will not last."), ("Quay_7", "Grain is dear this year.")) == [NONE, NONE]


def test_an_at_mark_with_one_bearer_is_proof() -> None:
    rows = read(("dockhand", "It will not last."), ("Quay_7", "@dockhand We shall see."))
    assert (rows[1][1].reply_to, rows[1][1].reply_basis) == (0, ReplyBasis.MARKED)
    assert rows[1][0] == "dockhand"


def test_an_at_mark_with_two_comments_of_its_bearer_is_not() -> None:
    found = parents(
        ("dockhand", "It will not last."), ("dockhand", "Really."), ("Quay_7", "@dockhand We shall see.")
    )
    assert found[2] == (None, 1, ReplyBasis.NAMED)


def test_an_at_mark_whose_bearer_is_not_on_the_page_is_kept() -> None:
    rows = read(("dockhand", "It will not last."), ("Quay_7", "@absentee We shall see."))
    assert (rows[1][0], rows[1][1].reply_to, rows[1][1].reply_basis) == ("absentee", None, ReplyBasis.NAMED)


def test_a_name_at_the_start_is_a_guess() -> None:
    assert parents(("dockhand", "It will not last."), ("Quay_7", "dockhand, we shall see."))[1] == (
        None,
        0,
        ReplyBasis.INFERRED,
    )


def test_nobody_answers_a_later_comment() -> None:
    assert parents(("dockhand", "Quay_7, it will not last."), ("Quay_7", "We shall see."))[0] == NONE


def test_nobody_answers_himself() -> None:
    assert parents(("dockhand", "It will not last."), ("dockhand", "dockhand, that is me."))[1] == NONE


def test_a_quoted_line_of_one_comment_is_proof() -> None:
    line = "My cousin has seen three ships turn back before the strait on Sunday."
    assert parents(("dockhand", line), ("Quay_7", f"> {line}\nHe has not."))[1] == (
        0,
        None,
        ReplyBasis.QUOTED,
    )


def test_the_same_words_without_a_mark_are_a_guess() -> None:
    line = "My cousin has seen three ships turn back before the strait on Sunday."
    assert parents(("dockhand", line), ("Quay_7", f"{line} He has not."))[1] == (None, 0, ReplyBasis.INFERRED)


def test_an_indent_is_proof() -> None:
    source = f"{ARTICLE}\nAll comments\n\n• dockhand\n   It will not last.\n   • Quay_7\n      We shall see.\n• Mara\n   Grain is dear.\n"
    _, found = thread(source)
    assert [(c.reply_to, c.reply_basis) for c in found.comments] == [
        (None, ReplyBasis.NONE),
        (0, ReplyBasis.INDENTED),
        (None, ReplyBasis.NONE),
    ]
