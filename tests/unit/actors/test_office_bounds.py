"""When a page can have been written, by the offices it gives people."""

from dragoman.library import code

TEXT = (
    "Talks in the capital\n\n"
    "Turkish Defence Minister Hulusi Akar and Turkish intelligence chief Hakan Fidan met guests on Saturday.\n\n"
    "“We agreed,” the Turkish foreign minister said.\n"
)


def test_offices_bound_an_undated_page() -> None:
    coded = code(TEXT.encode())
    assert coded.article is not None
    assert coded.article.written is not None
    assert coded.article.written.startswith("2018-07-10/2023-06")
    (problem,) = [one for one in coded.problems if one.code == "no-published-date"]
    assert "Hulusi Akar was defense minister of Turkey" in problem.detail
    titles = {coded.page.quote(one.span): one.actor for one in coded.mentions if one.kind.value == "title"}
    assert titles["Turkish foreign minister"] == "mevlut-cavusoglu"


def test_a_dated_page_needs_no_bounds() -> None:
    coded = code(TEXT.encode(), published="2019-03-02")
    assert coded.article is not None
    assert coded.article.written is None


def test_offices_that_cannot_be_held_at_once_bound_nothing_and_are_told() -> None:
    text = (
        "A talk\n\nBritish Prime Minister Tony Blair met the guests at noon.\n\n"
        "French President Emmanuel Macron said the food was good.\n"
    )
    coded = code(text.encode())
    assert coded.article is not None
    assert coded.article.written is None
    (problem,) = [one for one in coded.problems if one.code == "no-published-date"]
    assert "cannot both be" in problem.detail
