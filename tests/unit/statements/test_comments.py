"""Statements in comments start with the commenter; what a comment copies is not the commenter's."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from bench.comment_stances import Read, read_under
from bench.predict_actors import page_of
from dragoman.export import Names, encode_record, explain, report
from dragoman.export.record import dump_record
from dragoman.export.rows import rows_of
from dragoman.kit import load_kit
from dragoman.model import BlockKind, Coded, Lane, Page, SourceRole, StanceKind, Statement
from dragoman.pages import read
from dragoman.pipeline import code_page
from dragoman.statements import comments, speaking
from tests.made_sentences import sentences_in

ARTICLE = """The old bridge will stay shut until June, Engineer Olga Kowalski said.
“The pillars are safe,” Kowalski told reporters.
Mayor Henrik Berg denied that the money was spent."""


def _own(found: Read) -> list[Statement]:
    return [one for one in found.statements if one.lane is Lane.COMMENTS]


def _chain(found: Read, one: Statement) -> list[str | None]:
    return [found.page.quote(layer.source.span) if layer.source else None for layer in one.chain]


class TestChains:
    def test_the_commenter_passes_on(self) -> None:
        found = read_under(ARTICLE, "My brother said that the ferry is full.")
        (one,) = _own(found)
        assert _chain(found, one) == ["Skipper_Hollis", "My brother"]
        assert [layer.role for layer in one.chain] == [SourceRole.INTERMEDIARY, SourceRole.SPEAKER]
        assert one.chain[0].source is not None
        assert one.chain[0].source.actor is None

    def test_an_i_is_the_commenter(self) -> None:
        found = read_under(ARTICLE, "I believe that the ferry is too small.")
        (one,) = _own(found)
        assert _chain(found, one) == ["Skipper_Hollis"]
        assert one.chain[0].role is SourceRole.SPEAKER
        assert one.chain[0].cues

    def test_a_copied_passage_is_cut_out(self) -> None:
        copied = "The old bridge will stay shut until June, Engineer Olga Kowalski said."
        assert _own(read_under(ARTICLE, copied)) == []
        found = read_under(ARTICLE, f"{copied} My sister says that June is too late.")
        assert [_chain(found, one)[-1] for one in _own(found)] == ["My sister"]

    def test_nothing_is_said_where_a_word_stands_alone(self) -> None:
        assert _own(read_under(ARTICLE, "I doubt it. Who said that?")) == []

    def test_the_article_is_as_without_comments(self) -> None:
        found = read_under(ARTICLE, "My brother said that Kowalski said that Berg is lying.")
        alone = read_under(ARTICLE, "Hello.")
        article = [one for one in found.statements if one.lane is Lane.ARTICLE]
        bare = [one for one in alone.statements if one.lane is Lane.ARTICLE]
        assert [(o.content[0].start, o.rule, o.confidence) for o in article] == [
            (o.content[0].start, o.rule, o.confidence) for o in bare
        ]


def test_what_is_parsed_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    line = "My brother said so. It rains. My sister says no. "
    page, book = page_of(line * 3), load_kit().cues
    sentences = sentences_in(page, (0, len(page.text)), lane=Lane.COMMENTS, kind=BlockKind.COMMENT, comment=0)
    assert speaking(sentences, book) == (0, 2, 3, 5, 6, 8)
    monkeypatch.setattr(comments, "PARSED", 40)
    assert speaking(sentences, book) == (0, 2)
    assert speaking(sentences_in(page, (0, len(line))), book) == ()


class TestStances:
    def test_the_same_thing_twice_counts_once(self) -> None:
        found = read_under(ARTICLE, "Nonsense. Complete rubbish! Nonsense again.")
        assert [one.kind for one in found.stances] == [StanceKind.DISPUTES]

    def test_an_answer_needs_the_article_in_its_words(self) -> None:
        assert read_under(ARTICLE, "Nonsense.", answers=True).stances == ()
        (one,) = read_under(ARTICLE, "The article is nonsense.", answers=True).stances
        assert one.target is None
        (two,) = read_under(ARTICLE, "Berg is lying.", answers=True).stances
        assert two.target is not None

    def test_spans_are_the_words(self) -> None:
        found = read_under(ARTICLE, "“The pillars are safe” – that is a lie.")
        (one,) = found.stances
        assert found.page.quote(one.span) == "is a lie"
        assert one.basis is not None
        assert "The pillars are safe" in found.page.quote(one.basis)
        (target,) = (statement for statement in found.statements if statement.id == one.target)
        assert target.lane is Lane.ARTICLE

    def test_no_thread_no_stance(self) -> None:
        assert code_page(_page(), load_kit()).stances == ()


def _page() -> Page:
    (page,) = read(b"A bridge\n\nThe bridge is shut, Kowalski said. That is a lie.\n")
    assert isinstance(page, Page)
    return page


class TestNames:
    """No name of a commenter gets out, whatever the statements and stances point at."""

    @staticmethod
    def _coded(examples: Path) -> Coded:
        (page,) = read(examples / "pontic-post-return.html")
        assert isinstance(page, Page)
        return code_page(page, load_kit())

    def test_record_report_and_explanations(self, examples: Path) -> None:
        coded = self._coded(examples)
        assert coded.thread
        assert coded.stances
        names = {
            coded.page.quote(span)
            for one in coded.thread.comments
            for span in (one.author, one.reply_name)
            if span is not None
        }
        said = [one for one in coded.statements if one.lane is Lane.COMMENTS]
        assert said
        assert all(one.chain[0].source for one in said)
        texts = [report(coded), dump_record(encode_record(coded))]
        texts += [line for row in rows_of(coded) for _, line in explain(coded, row)]
        for name in names:
            assert not [text for text in texts if f" {name}" in text or f'"{name}' in text]

    def test_without_comments_there_is_no_stance(self, examples: Path) -> None:
        coded = self._coded(examples)
        record = encode_record(coded, comments=Names.NONE)
        assert record["stances"] == []
        bare = replace(coded, stances=())
        assert encode_record(bare, comments=Names.NONE) == record
