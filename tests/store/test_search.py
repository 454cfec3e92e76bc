"""Searching: the same words are found on both databases, in any form, and whatever is typed is no error of a database."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings, strategies as st

from dragoman.errors import InputError
from dragoman.store import Archive, open_archive
from dragoman.store.queries import Filters, search
from dragoman.store.search_text import asked, stems
from tests.store import postgres
from tests.store.conftest import KINDS, Places
from tests.store.made import put, tiny

SAID = (
    "Çavuşoğlu threatened to close the straits",
    "The threat of closing is over; the strait’s open",
    "Зеленский заявил: пролив открыт",
    "أعلن الوزير أن المضيق مفتوح",
    "Über Nacht brannte die Straße, AND NOT the naïve café’s OR its near co-operative",
    "On 24.02.2022 the no-fly zone (art. 5) cost 1,5 million to e-mail x@y.example and www.example.org/a_b",
    "日本の外相は述べた ½ ² ﬁsh",
)


@pytest.fixture(scope="module")
def searched(
    tmp_path_factory: pytest.TempPathFactory, common: Path, server: postgres.Server
) -> Iterator[tuple[Archive, Archive]]:
    folder = tmp_path_factory.mktemp("searched")
    with ExitStack() as stack:
        places = [Places(folder, kind, None if kind == "sqlite" else server, common) for kind in KINDS]
        for one in places:
            stack.callback(one.close)
        first, second = (stack.enter_context(open_archive(one.empty())) for one in places)
        pages = [tiny(number, words=words) for number, words in enumerate(SAID)]
        put(first, *pages)
        put(second, *pages)
        yield first, second


def found(archive: Archive, query: str) -> list[tuple[str, int]]:
    said = search(archive.reader(), query, Filters())
    assert said.total == len(said.rows)
    return [(one.sha, one.start) for one in said.rows]


def numbers(both: tuple[Archive, Archive], query: str) -> set[int]:
    """On which of the pages a query finds something, the same on both databases."""
    first, second = (found(one, query) for one in both)
    assert first == second, query
    pages = {tiny(number, words=words).coded.page.id: number for number, words in enumerate(SAID)}
    return {pages[sha] for sha, _ in first}


@pytest.mark.parametrize(
    ("query", "wanted"),
    [
        ("threatens", {0}),
        ("THREAT", {1}),
        ("closed straits", {0, 1}),
        ("Cavusoglu", {0}),
        ("çavuşoğlu", {0}),
        ('"close the straits"', {0}),
        ('"straits the close"', set()),
        ("“closing is over”", {1}),
        ('threat "is over"', {1}),
        ("зеленский", {2}),
        ("ПРОЛИВ", {2}),
        ("المضيق", {3}),
        ("strasse", {4}),
        ("Straße", {4}),
        ("STRASSE uber", {4}),
        ("naive cafe", {4}),
        ("strait’s", {1}),
        ("strait's", {1}),
        ("co-operative", {4}),
        ("AND NOT OR", {4}),
        ("NEAR", {4}),
        ("2022", {5}),
        ("24.02.2022", {5}),
        ("no-fly", {5}),
        ("e-mail", {5}),
        ("a_b", {5}),
        ("www.example.org", {5}),
        ("外相", set()),
        ("日本の外相は述べた", {6}),
        ("fish", {6}),
        ("zzz", set()),
    ],
)
def test_words_are_found(searched: tuple[Archive, Archive], query: str, wanted: set[int]) -> None:
    assert numbers(searched, query) == wanted


@pytest.mark.parametrize(
    "query",
    [
        '"', '"threat', 'threat"', '""threat""', "threat*", "*threat", "threat AND", "AND threat", "NOT threat", "threat OR (",
        "NEAR(threat, 2)", "terms:threat", "-threat", "+threat", "^threat", "{threat}", "threat\\", "threat'", "'; drop table page; --",
        "threat:*", "threat & !open", "<->", "a <-> threat", "threat\0over", "threat\ud800", "%threat%", "threat_over", "“threat", "”threat“",
    ],
)  # fmt: skip
def test_odd_queries_are_taken_as_words(searched: tuple[Archive, Archive], query: str) -> None:
    try:
        hits = numbers(searched, query)
    except InputError:
        assert not asked(query)
        return
    assert hits <= {0, 1, 4}


@pytest.mark.parametrize("query", ["", "   ", '""', "*", "'", "—", "\0", "_"])
def test_a_query_without_words_is_told(searched: tuple[Archive, Archive], query: str) -> None:
    for archive in searched:
        with pytest.raises(InputError, match="no word to search for"):
            search(archive.reader(), query, Filters())


WORDS = sorted({word for said in SAID for word in said.split()})


@given(
    st.one_of(
        st.text(max_size=12),
        st.lists(
            st.sampled_from([*WORDS, '"', "AND", "OR", "NOT", "NEAR/2", "*", "-", "(", ")", ":"]), max_size=5
        ).map(" ".join),
    )
)
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@example('"the strait')
@example("\u1c90\u1c91")
@example("\U0001e900")
@example("ˮ ʼ")
def test_any_query_finds_what_plain_python_finds(searched: tuple[Archive, Archive], query: str) -> None:
    phrases = asked(query)
    if not phrases:
        return
    wanted = set()
    for number, words in enumerate(SAID):
        page = tiny(number, words=words).coded
        assert page.article is not None
        for span in (page.article.title, *page.article.paragraphs):
            assert span is not None
            there = f" {' '.join(stems(page.page.quote(span)))} "
            if all(f" {' '.join(phrase)} " in there for phrase in phrases):
                wanted.add(number)
    assert numbers(searched, query) == wanted


def test_the_newest_is_first_and_the_undated_last(archive: Archive) -> None:
    days = ("2022-03-01", "2022-07-22", "2021-01-01")
    pages = [tiny(number, words="same", day=day) for number, day in enumerate(days)]
    undated = tiny(9, words="same")
    assert undated.coded.article is not None
    article = replace(undated.coded.article, published=None)
    put(archive, *pages, replace(undated, coded=replace(undated.coded, article=article)))
    hits = search(archive.reader(), "same", Filters()).rows
    assert [one.published for one in hits] == ["2022-07-22", "2022-03-01", "2021-01-01", None]
    some = search(archive.reader(), "same", Filters(since="2022-01-01", limit=1))
    assert (some.total, [one.published for one in some.rows]) == (2, ["2022-07-22"])


def test_a_page_coded_anew_is_found_by_its_new_words_alone(archive: Archive) -> None:
    one = tiny(1, words="Oranges and lemons")
    put(archive, one)
    assert one.coded.article is not None
    shorter = replace(one.coded, article=replace(one.coded.article, paragraphs=()))
    put(archive, replace(one, coded=shorter))
    assert search(archive.reader(), "lemons", Filters()).total == 0
    assert search(archive.reader(), "notice", Filters()).total == 1
    if archive.engine.dialect.name == "sqlite":
        with archive.engine.begin() as connection:
            connection.exec_driver_sql(
                "insert into passage_search(passage_search) values ('integrity-check')"
            )


def test_passages_of_any_length_are_searched_whole(archive: Archive) -> None:
    # PostgreSQL counts no more than 16,383 words of a text, and takes no more than a megabyte of them.
    many = " ".join(f"{number:05}{'я' * 30}" for number in range(17_500))
    put(archive, tiny(1, words=f"Alpha omega {many} the very end"))
    last = f"17498{'я' * 30} 17499{'я' * 30}"
    for query in ('"alpha omega"', f'"{last} the very end"', f"09999{'я' * 30}"):
        assert search(archive.reader(), query, Filters()).total == 1, query[:20]
    assert search(archive.reader(), '"omega alpha"', Filters()).total == 0
