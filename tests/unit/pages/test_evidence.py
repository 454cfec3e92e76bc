import pytest

from dragoman.model import DateEvidence, DateKind
from tests.unit.pages.made import ARTICLE, BODY, PROSE, TITLE, article

HEAD = f"<html><head><title>{TITLE}</title>{{}}</head><body><h1>{TITLE}</h1>{{}}<p>{'</p><p>'.join(PROSE)}</p>{{}}</body></html>"
UNDATED = f"{TITLE}\n\nBy Ann Reed\n\n{BODY}\n"


def dated(source: str, **supplied: str) -> tuple[str | None, list[DateEvidence]]:
    """The accepted publication date, and all evidence that fixes a date ("on Friday" in the text does not)."""
    _, found = article(source, **supplied)
    return (found.published.value if found.published else None), [date for date in found.dates if date.value]


def html(meta: str = "", under: str = "", below: str = "") -> str:
    return HEAD.format(meta, under, below)


class TestPublished:
    @pytest.mark.parametrize(
        "line",
        [
            "22 July 2022",
            "Published: 22 July 2022",
            "July 22, 2022",
            "2022-07-22",
            "Friday, 22 July 2022",
            "22.07.2022",
        ],
    )
    def test_a_date_between_headline_and_text_is_believed(self, line: str) -> None:
        assert dated(ARTICLE.replace("22 July 2022", line))[0] == "2022-07-22"

    def test_a_date_in_the_byline_is_believed(self) -> None:
        assert dated(UNDATED.replace("By Ann Reed", "By Ann Reed, July 22, 2022"))[0] == "2022-07-22"

    def test_no_date_is_unknown(self) -> None:
        assert dated(UNDATED) == (None, [])

    def test_a_weekday_alone_fixes_no_date(self) -> None:
        assert dated(ARTICLE.replace("22 July 2022", "Published: Friday"))[0] is None

    def test_a_date_in_the_text_is_not_the_publication_date(self) -> None:
        published, dates = dated(UNDATED.replace("on Friday", "on 3 May 2021"))
        assert published is None
        assert [(date.value, date.kind, date.accepted) for date in dates] == [
            ("2021-05-03", DateKind.IN_TEXT, False)
        ]

    def test_a_date_below_the_body_is_not_believed(self) -> None:
        published, dates = dated(f"{UNDATED}\nShare\n\n3 May 2021\n")
        assert published is None
        assert [date.accepted for date in dates] == [False]

    def test_a_date_below_the_body_that_says_so_is_believed(self) -> None:
        assert dated(f"{UNDATED}\nPublished on 22 July 2022\n")[0] == "2022-07-22"

    def test_a_date_of_another_story_is_nobodys(self) -> None:
        published, dates = dated(
            f"{UNDATED}\nRelated articles\n\nShips Sail Again On 3 May 2021 As Promised\n"
        )
        assert (published, dates) == (None, [])

    def test_a_change_is_no_publication(self) -> None:
        published, dates = dated(ARTICLE.replace("22 July 2022", "Updated: 23 July 2022"))
        assert published is None
        assert [date.kind for date in dates] == [DateKind.MODIFIED]

    def test_of_publication_and_change_on_one_line_only_the_first_is_believed(self) -> None:
        published, dates = dated(
            ARTICLE.replace("22 July 2022", "Published 22 July 2022, updated 23 July 2022")
        )
        assert published == "2022-07-22"
        assert [(date.kind, date.accepted) for date in dates] == [
            (DateKind.PUBLISHED, True),
            (DateKind.MODIFIED, False),
        ]

    def test_of_two_different_dates_one_is_accepted_and_the_other_says_why_not(self) -> None:
        published, dates = dated(ARTICLE.replace("22 July 2022", "22 July 2022\n\nPublished: 24 July 2022"))
        assert published == "2022-07-22"
        assert [date.accepted for date in dates] == [True, False]
        assert "2022-07-22" in dates[1].why

    def test_two_dates_that_agree_are_both_accepted(self) -> None:
        _, dates = dated(
            html('<meta property="article:published_time" content="2022-07-22">', "<p>22 July 2022</p>")
        )
        assert [date.accepted for date in dates] == [True, True]


class TestClock:
    @pytest.mark.parametrize(
        "clock",
        [
            "17:57 GMT +326 March 2023",
            "Sunday, 26 March 2023 | 17:57 GMT",
            "Today is 26 March 2023",
            "26 March 2023",
        ],
    )
    def test_a_clock_at_the_top_of_the_page_is_refused_and_bounds_from_above(self, clock: str) -> None:
        source = f"{clock}\n\nHome\n\n{UNDATED}"
        published, dates = dated(source)
        assert published is None
        assert [(date.kind, date.accepted) for date in dates] == [(DateKind.PAGE_CLOCK, False)]
        assert article(source)[1].not_after == "2023-03-26"

    def test_a_clock_does_not_hide_the_date_under_the_headline(self) -> None:
        _, found = article(f"26 March 2023 17:57 GMT\n\nHome\n\n{ARTICLE}")
        assert found.published is not None
        assert found.published.value == "2022-07-22"
        assert found.not_after == "2023-03-26"

    def test_the_earliest_bound_counts(self) -> None:
        _, found = article(f"26 March 2023 17:57 GMT\n\nHome\n\n{UNDATED}", saved_at="2023-03-20")
        assert found.not_after == "2023-03-20"


class TestSupplied:
    def test_what_is_supplied_counts_where_the_page_does_not_say(self) -> None:
        _, found = article(UNDATED, published="2022-07-25")
        assert found.published is not None
        assert (found.published.value, found.published.basis, found.published.path) == (
            "2022-07-25",
            None,
            None,
        )

    def test_what_the_page_says_is_not_overruled(self) -> None:
        assert dated(ARTICLE, published="2022-07-25")[0] == "2022-07-22"

    def test_when_the_page_was_saved_bounds_from_above(self) -> None:
        _, found = article(UNDATED, saved_at="2023-01")
        assert found.not_after == "2023-01-31"


class TestMarkup:
    def test_a_meta_tag_is_believed(self) -> None:
        published, dates = dated(
            html('<meta property="article:published_time" content="2022-07-22T10:00:00Z">')
        )
        assert published == "2022-07-22T10:00:00Z"
        assert dates[0].path is not None
        assert dates[0].basis is None

    def test_a_changed_meta_tag_is_not(self) -> None:
        assert dated(html('<meta property="article:modified_time" content="2022-07-23">'))[0] is None

    @pytest.mark.parametrize("value", ["soon", "2022-13-45", "0", "2022-07-22/2022-07-24", "22/07 or 23/07"])
    def test_a_meta_tag_that_is_no_date_is_not(self, value: str) -> None:
        published, dates = dated(html(f'<meta property="article:published_time" content="{value}">'))
        assert published is None
        assert not any(date.accepted for date in dates)

    def test_a_time_element_gives_the_exact_value_of_the_words_it_shows(self) -> None:
        published, dates = dated(html("", "<time datetime='2022-07-22T10:15:00Z'>22 July 2022</time>"))
        assert published == "2022-07-22T10:15:00Z"
        assert dates[0].basis is not None

    def test_the_words_may_stand_in_a_span_inside_it(self) -> None:
        source = html("", "<time datetime='2022-07-22T10:15:00Z'><span>22 July 2022</span></time>")
        assert dated(source)[0] == "2022-07-22T10:15:00Z"

    def test_a_time_attribute_that_is_no_date_leaves_the_words(self) -> None:
        assert dated(html("", "<time datetime='yesterday'>22 July 2022</time>"))[0] == "2022-07-22"

    def test_a_time_element_of_another_date_says_nothing_about_this_one(self) -> None:
        source = html(
            "",
            "<p class='date'>22 July 2022</p>",
            "<aside><time datetime='2020-01-01'>1 January 2020</time></aside>",
        )
        assert dated(source)[0] == "2022-07-22"
