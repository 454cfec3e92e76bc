import pytest

from dragoman import __version__
from dragoman.kit import load_kit
from dragoman.model import Coded, Lane
from dragoman.pipeline import code_page
from tests.unit.pages.made import ARTICLE, BODY, PROSE, TITLE, page_of

UNDATED = f"{TITLE}\n\n{BODY}\n"


def coded(source: str | bytes, **supplied: str) -> Coded:
    return code_page(page_of(source, **supplied), load_kit())


def codes(source: str | bytes, **supplied: str) -> list[str]:
    return [problem.code for problem in coded(source, **supplied).problems]


def test_a_page_without_fault_has_no_grave_problem() -> None:
    assert not any(problem.grave for problem in coded(ARTICLE).problems)


def test_the_run_names_version_and_kit() -> None:
    run = coded(ARTICLE).run
    assert (run.version, run.kit) == (__version__, load_kit().digest)


def test_every_event_hangs_on_a_statement_of_the_article() -> None:
    result = coded(ARTICLE.replace(PROSE[0], f"{PROSE[0]} Turkey expelled two Greek diplomats on Monday."))
    lanes = {one.id: one.lane for one in result.statements}
    assert result.events
    assert {lanes[event.statement] for event in result.events} == {Lane.ARTICLE}


def test_the_same_page_gives_the_same_rows() -> None:
    assert coded(ARTICLE) == coded(ARTICLE)


class TestProblems:
    def test_nuls_are_counted_and_the_first_is_shown(self) -> None:
        result = coded(ARTICLE.replace("grain", "gr\0ain").replace("strait", "str\0ait"))
        (problem,) = [p for p in result.problems if p.code == "nul-character"]
        assert problem.span is not None
        assert result.page.quote(problem.span) == "\0"
        assert problem.detail.startswith("2 NUL")
        assert result.article is not None
        assert len(result.article.paragraphs) == 3

    def test_undecodable_bytes_are_counted_and_shown(self) -> None:
        result = coded(("é " * 200 + ARTICLE).encode() + b"\xff")
        (problem,) = [p for p in result.problems if p.code == "undecodable-bytes"]
        assert problem.span is not None
        assert result.page.quote(problem.span) == "\ufffd"
        assert "utf-8" in problem.detail

    def test_no_publication_date(self) -> None:
        assert "no-published-date" in codes(UNDATED)
        assert "no-published-date" not in codes(ARTICLE)
        assert "no-published-date" not in codes(UNDATED, published="2022-07-22")

    def test_a_clock_is_refused_aloud(self) -> None:
        found = codes(f"26 March 2023 17:57 GMT\n\nHome\n\n{UNDATED}")
        assert "page-clock-refused" in found
        assert "no-published-date" in found

    @pytest.mark.parametrize(
        ("published", "contradicts"),
        [("2022-07-22", False), ("2022-07-22T10:00:00Z", False), ("2022-07-25", True)],
    )
    def test_a_supplied_date_that_the_page_contradicts(self, published: str, contradicts: bool) -> None:
        assert ("supplied-contradicts" in codes(ARTICLE, published=published)) is contradicts

    def test_a_supplied_month_does_not_contradict_a_day_in_it(self) -> None:
        assert "supplied-contradicts" not in codes(ARTICLE, published="2022-07")
        assert "supplied-contradicts" in codes(ARTICLE, published="2022-08")

    def test_a_supplied_date_after_the_page_was_saved(self) -> None:
        assert "supplied-contradicts" in codes(UNDATED, published="2022-07-25", saved_at="2022-07-24")
        assert "supplied-contradicts" in codes(
            f"26 March 2022 17:57 GMT\n\nHome\n\n{UNDATED}", published="2022-07-25"
        )
        assert "supplied-contradicts" not in codes(UNDATED, published="2022-07", saved_at="2022-07-24")

    @pytest.mark.parametrize(("declared", "missing"), [(1, False), (3, True), (0, True)])
    def test_a_declared_number_that_is_not_what_is_found(self, declared: int, missing: bool) -> None:
        source = f"{ARTICLE}\n{declared} Comments\n\ndockhand says:\n\nIt will not last.\n\nReply\n"
        assert ("comments-missing" in codes(source)) is missing

    def test_an_answer_to_someone_who_is_not_there(self) -> None:
        rows = "dockhand says:\n\nNo.\n\nReply\n\nQuay_7 says:\n\n@absentee We shall see.\n"
        result = coded(f"{ARTICLE}\n2 Comments\n\n{rows}")
        (problem,) = [p for p in result.problems if p.code == "reply-unresolved"]
        assert problem.span is not None
        assert result.page.quote(problem.span) == "absentee"

    def test_a_page_that_is_only_comments_keeps_them(self) -> None:
        result = coded("2 Comments\n\ndockhand says:\n\nNo.\n\nReply\n\nQuay_7 says:\n\nYes.\n")
        assert [p.code for p in result.problems if p.grave] == ["no-article"]
        assert result.article is None
        assert result.thread is not None
        assert len(result.thread.comments) == 2


def test_a_comment_is_never_evidence_for_the_article() -> None:
    source = f"{ARTICLE}\n1 Comment\n\ndockhand says:\n\n“We have sunk a ship,” the minister said.\n\nReply\n"
    result = coded(source)
    assert result.article is not None
    end = result.article.paragraphs[-1].end
    for statement in result.statements:
        spans = (*statement.content, *([statement.topic] if statement.topic else []))
        assert all((span.start < end) == (statement.lane is Lane.ARTICLE) for span in spans)
