"""The made pages of comment systems: every expectation must be true of its page."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from bench.thread_pages import FOLDER, PAGES, SCORED, gold, load, main, table
from dragoman.model import Page
from dragoman.pages import read

GOLD = load()
CASES = [pytest.param(page, id=page["page"].removesuffix(".html")) for page in GOLD]
KEYS = {"page", "layout", "lang", "basis", "source", "declared", "article", "comments"}
MORE = {"note", "pings", "not_comments"}
COMMENT_KEYS = {*SCORED, "reply_basis"}
COMMENT_MORE = {"date_shown", "reply_name", "quotes", "removed", "cut"}
BASES = {"marked", "nested", "indented", "quoted", "named", "none"}
#: Systems that the set must hold, as their layouts name them.
NAMED = (
    "wpDiscuz 5, wpDiscuz 7, html5 comment list, xhtml commentlist, Drupal 6, Drupal 7, Drupal 8, Blogger, SPIP, "
    "XenForo, vBulletin, phpBB, Discourse, Hacker News, old Reddit, new Reddit, Sputnik"
).split(", ")
#: Hosts that name a vocabulary or a programme inside the markup; all others are invented.
STANDARDS = frozenset(
    "schema.org www.w3.org purl.org gmpg.org ogp.me rdfs.org xmlns.com data-vocabulary.org www.google.com "
    "www.facebook.com github.com".split()
)


def squeezed(text: str) -> str:
    """Letters without any space: markup may put blanks and line ends between words as it likes."""
    return "".join(text.split())


def lines(text: str) -> list[str]:
    return [squeezed(line) for line in text.split("\n") if line.strip()]


def page_of(want: dict[str, Any]) -> Page:
    found = next(read(PAGES / want["page"]))
    assert isinstance(found, Page)
    return found


def values(page: Page) -> set[str]:
    """Every value of an attribute on the page."""
    assert page.tree is not None
    return {value for pairs in page.tree.attributes for value in dict(pairs).values() if value}


def starts(text: str, want: dict[str, Any]) -> list[int]:
    """Where each comment's text begins in ``text``, each sought after the one before."""
    found, at = [], 0
    for comment in want["comments"]:
        first = None
        for line in lines(comment["text"]):
            at = text.find(line, at)
            assert at >= 0, line
            first = at if first is None else first
            at += len(line)
        assert first is not None
        found.append(first)
    return found


def test_every_page_has_an_expectation_and_every_expectation_a_page() -> None:
    assert {page["page"] for page in GOLD} == {path.name for path in PAGES.iterdir()}
    assert [path.stem + ".html" for path in sorted(FOLDER.glob("*.json"))] == [page["page"] for page in GOLD]


@pytest.mark.parametrize("system", NAMED)
def test_every_named_system_is_there(system: str) -> None:
    assert any(system in page["layout"] and page["comments"] for page in GOLD)


@pytest.mark.parametrize("want", CASES)
def test_an_expectation_has_its_fields(want: dict[str, Any]) -> None:
    assert KEYS <= set(want) <= KEYS | MORE
    assert want["basis"] in {"looked up", "recalled"}
    assert want["source"]
    assert set(want["article"]) == {"title", "published", "paragraphs"}
    for number, comment in enumerate(want["comments"]):
        assert COMMENT_KEYS <= set(comment) <= COMMENT_KEYS | COMMENT_MORE
        assert comment["text"].strip()
        assert comment["reply_basis"] in BASES
        assert comment["author"] or comment.get("removed") or want["layout"].startswith("Sputnik")
        parent = comment["reply_to"]
        assert parent is None or 0 <= parent < number
        assert (parent is None) == (comment["reply_basis"] in {"none", "named"})


@pytest.mark.parametrize("want", CASES)
def test_article_and_comments_stand_in_the_page_in_this_order(want: dict[str, Any]) -> None:
    text, article = squeezed(page_of(want).text), want["article"]
    assert squeezed(article["title"]) in text
    at = 0
    for paragraph in article["paragraphs"]:
        at = text.find(squeezed(paragraph), at)
        assert at >= 0, paragraph
    begun = starts(text, want)
    assert all(at < begin for begin in begun)
    assert begun == sorted(set(begun))


@pytest.mark.parametrize("want", CASES)
def test_authors_dates_and_votes_stand_in_the_page(want: dict[str, Any]) -> None:
    page = page_of(want)
    text, stated = squeezed(page.text), values(page)
    for comment in want["comments"]:
        if comment["author"]:
            assert squeezed(comment["author"]) in text
        for shown in (comment["date"], comment.get("date_shown")):
            assert shown is None or squeezed(shown) in text or shown in stated
        votes = comment["votes"]
        if votes is not None:
            forms = {str(votes), f"+{votes}", f"{votes / 1000:.1f}k"}
            assert any(form in text for form in forms) or str(votes) in stated
    if want["declared"] is not None:
        assert str(want["declared"]) in text


@pytest.mark.parametrize("want", CASES)
def test_nothing_else_is_in_a_comment(want: dict[str, Any]) -> None:
    text = squeezed(page_of(want).text)
    own = [line for comment in want["comments"] for line in lines(comment["text"])]
    for foreign in [*want.get("pings", []), *want.get("not_comments", [])]:
        assert squeezed(foreign) in text
        assert not any(squeezed(foreign) in line for line in own)
    quoted = {squeezed(quote["text"]) for comment in want["comments"] for quote in comment.get("quotes", [])}
    for paragraph in want["article"]["paragraphs"]:
        assert squeezed(paragraph) not in own or squeezed(paragraph) in quoted
    assert len(own) == len(set(own))


@pytest.mark.parametrize("want", CASES)
def test_a_quote_is_in_what_it_is_of(want: dict[str, Any]) -> None:
    article = squeezed(" ".join(want["article"]["paragraphs"]))
    for number, comment in enumerate(want["comments"]):
        mine = squeezed(comment["text"])
        for quote in comment.get("quotes", []):
            words = squeezed(quote["text"].strip("> "))
            # A boxed quote is the system's and no part of the text; the others are the commenter's own.
            assert (words in mine) != quote["boxed"]
            if quote["of"] == "article":
                assert words in article
            elif quote["of"] is not None:
                assert 0 <= quote["of"] < number
                assert words in squeezed(want["comments"][quote["of"]]["text"])


@pytest.mark.parametrize("path", sorted(PAGES.iterdir()), ids=lambda path: path.stem)
def test_every_address_is_invented(path: Path) -> None:
    for host in re.findall(
        r"(?:https?:)?//([a-z0-9-]+(?:\.[a-z0-9-]+)+)", path.read_bytes().decode("latin-1")
    ):
        assert host in STANDARDS or host.endswith(".example")


def test_what_is_scored_is_written(tmp_path: Path) -> None:
    target = tmp_path / "gold.json"
    assert main([str(target)]) == 0
    written = json.loads(target.read_text(encoding="utf-8"))
    assert written == gold()
    assert [set(comment) for page in written for comment in page["comments"]] == [set(SCORED)] * sum(
        len(page["comments"]) for page in GOLD
    )


def test_the_table_has_a_row_for_every_page(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([]) == 0
    assert capsys.readouterr().out.strip() == table(GOLD)
    assert table(GOLD).count("\n") == len(GOLD) + 1


def test_a_file_that_cannot_be_written_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(tmp_path / "none" / "gold.json")]) == 2
    assert "thread_pages" in capsys.readouterr().err
