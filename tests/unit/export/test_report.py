"""The report reads well, tells offsets and names, and keeps what must be kept."""

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings

from dragoman.export import Names, explain, report, row_named, rows_of, rules_of
from dragoman.model import About, Coded, DateEvidence, DateKind, ReplyBasis, Stated
from tests.unit.export.factory import ARTICLE, CODED, QUOTED, THREAD, find, without
from tests.unit.export.strategies import coded_pages


class TestReport:
    def test_head(self) -> None:
        text = report(CODED)
        assert text.startswith("Ministers Agree on <b>Harbour</b> Rules\n═══")
        assert "outlet     Harbour Post (supplied)" in text
        assert "url        unknown (say it with --url)" in text
        assert "published  unknown" in text
        assert "saved      2017-03-27 (supplied)" in text

    def test_a_title_that_only_markup_states_stands_in_the_head(self) -> None:
        article = replace(
            ARTICLE, title=None, repeats=(), about=About(title=Stated(text="Ships  sail", path="/t"))
        )
        assert report(without(CODED, article=article)).startswith("Ships sail\n══════════\n")
        assert report(without(CODED, article=replace(article, about=None))).startswith("(no title)\n")

    def test_published_with_its_reason(self) -> None:
        date = DateEvidence(
            value="2017-03-26",
            kind=DateKind.PUBLISHED,
            accepted=True,
            why="it follows the byline",
            basis=find("26 March 2017"),
        )
        text = report(without(CODED, article=replace(ARTICLE, published=date, dates=(date,))))
        assert "published  2017-03-26 (it follows the byline [10–23] “26 March 2017”)" in text
        assert "DATES ACCEPTED" in text

    def test_refused_dates(self) -> None:
        text = report(CODED)
        assert (
            "DATES REFUSED\n  d1    “17:57 GMT 26 March 2017” [0–23] = 2017-03-26T17:57Z, page clock: "
            in text
        )

    def test_chains(self) -> None:
        text = report(CODED, width=120)
        assert (
            "  s1    Harbour Post → Anadolu Agency quoted → Mevlut Cavusoglu as saying (direct, intention, future):"
            in text
        )
        assert "        “We will keep the harbour open,” [66–96]" in text
        assert "Harbour Post → according to Sergei Lavrov (indirect, conditional, future):" in text
        assert "condition: “that do not report” [195–213]" in text

    def test_an_actor_beside_other_words_for_him(self) -> None:
        source = replace(QUOTED.chain[1].source, span=find("his", "March"))  # type: ignore[type-var]
        layer = replace(QUOTED.chain[1], source=source)
        text = report(without(CODED, statements=(replace(QUOTED, chain=(layer,)),)))
        assert "Mevlut Cavusoglu (“his”)" in text

    def test_silences_and_guesses(self) -> None:
        text = report(CODED)
        assert "SILENCES\n  s4    Harbour Post → Moscow has not commented on: the cranes" in text
        assert (
            "THE OUTLET'S OWN SPECULATION\n  s3    Harbour Post (speculated, possible, by “may indicate”): talks go on"
            in text
        )

    def test_actors(self) -> None:
        assert "Sergei Lavrov, RUS — Minister of Foreign Affairs (GOV), 2004-03-09– · 1 mention" in report(
            CODED
        )

    def test_comments(self) -> None:
        text = report(CODED)
        assert "4 comments found, 4 declared; 4 commenters named" in text
        assert "c4    commenter 5 answers c1 (inferred, not proven)" in text
        assert "c2    commenter 2 answers commenter 3 (so says the page; which comment is unknown)" in text
        assert "c3    1 comment folded (hateful: origin, rule dehumanising-noun)" in text
        for words in ("vermin", "Halloway", "Hollis", "kit77", "\x1b", "\u202e"):
            assert words not in text

    def test_stances(self) -> None:
        text = report(CODED)
        assert "stances taken outright: 1 disputes, 1 doubts" in text
        assert "c4    commenter 5 disputes s2: “is lying” [" in text
        assert "c3    commenter 4 doubts the article [" in text

    def test_proven_replies_and_missing_comments(self) -> None:
        last = replace(THREAD.comments[3], reply_to=0, reply_inferred=None, reply_basis=ReplyBasis.NESTED)
        text = report(
            without(CODED, thread=replace(THREAD, declared=9, comments=(*THREAD.comments[:3], last)))
        )
        assert "c4    commenter 5 answers c1 (proven: nested)" in text
        assert "4 comments found, 9 declared, 5 not on the page" in text

    def test_names_when_asked_for(self) -> None:
        assert "Lantern99 answers c1" in report(CODED, comments=Names.NAMED)

    def test_problems_with_remedies_and_the_balance(self) -> None:
        text = report(CODED)
        assert (
            "  p1    no-published-date: the page states no date of publication\n        → Say it with" in text
        )
        assert "3 statements, 1 silence, 6 mentions, 4 comments, 1 event, 2 problems from 16 blocks" in text

    @pytest.mark.parametrize("width", [40, 72, 110])
    def test_width(self, width: int) -> None:
        text = report(without(CODED, problems=()), width=width)
        assert max(map(len, text.splitlines())) <= width

    @settings(max_examples=30, suppress_health_check=[HealthCheck.too_slow])
    @given(coded=coded_pages())
    def test_any_page(self, coded: Coded) -> None:
        text = report(coded)
        assert report(coded) == text
        assert not set(text) & {"\x1b", "\x07", "\u202e", "\r", "\0"}


class TestExplain:
    def test_every_row_has_reasons(self) -> None:
        for row in rows_of(CODED):
            pairs = explain(CODED, row)
            assert pairs[0][1].startswith(row.name)
            assert len(pairs) > 1
            text = "\n".join(line for _, line in pairs)
            for words in ("Halloway", "Hollis", "kit77", "\x1b"):
                assert words not in text, (row, pairs)

    def test_a_statement(self) -> None:
        row = row_named(CODED, "s1")
        assert row
        pairs = explain(CODED, row)
        assert ("rule", "quoted-as-saying") in pairs
        assert ("content", "[66–96] “We will keep the harbour open,”") in pairs
        assert any(line.startswith("b3, paragraph, line 4 (rule general.paragraph)") for _, line in pairs)
        assert rules_of(row) == ("quoted-as-saying",)

    def test_a_folded_comment_is_not_told_as_a_whole(self) -> None:
        for name in ("c3", "b14"):
            row = row_named(CODED, name)
            assert row
            text = "\n".join(line for _, line in explain(CODED, row))
            assert "All of those people" not in text

    def test_a_stance(self) -> None:
        row = row_named(CODED, "t1")
        assert row
        pairs = explain(CODED, row)
        assert ("stance", "c4 disputes s2") in pairs
        assert any(name == "target" and "Sergei Lavrov" in line for name, line in pairs)
        assert rules_of(row) == ("is-lying",)

    def test_the_words_of_a_folded_comment_are_not_shown(self) -> None:
        row = row_named(CODED, "t2")
        assert row
        text = "\n".join(line for _, line in explain(CODED, row))
        assert "those people" not in text
        assert "folded" in text

    def test_rows_by_id(self) -> None:
        assert row_named(CODED, QUOTED.id) == row_named(CODED, QUOTED.id[:8]) == row_named(CODED, " S1 ")
        for name in ("", "s", "s0", "s99", QUOTED.id[:3]):
            assert row_named(CODED, name) is None

    @settings(max_examples=20, suppress_health_check=[HealthCheck.too_slow])
    @given(coded=coded_pages())
    def test_any_page(self, coded: Coded) -> None:
        for row in rows_of(coded):
            assert explain(coded, row)
            rules_of(row)
