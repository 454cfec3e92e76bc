"""Builds pages, sentences and mentions for the statement tests."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from importlib.resources import files

import pytest

from dragoman.language.sentence import Sentence
from dragoman.language.split import split_passage, words_of
from dragoman.model import (
    Actor,
    ActorKind,
    BlockKind,
    Encoding,
    EncodingBasis,
    Lane,
    Locator,
    Mention,
    MentionKind,
    Page,
    Problem,
    Statement,
    Style,
)
from dragoman.statements import CueBook, find_statements, parse_cues
from dragoman.text import Passage, passage_of


@dataclass
class Bench:
    """Reads texts: one paragraph a line; ``comments`` are appended, one comment a text."""

    book: CueBook
    page: Page = field(init=False)
    problems: tuple[Problem, ...] = ()

    def sentences(
        self, start: int, end: int, lane: Lane, kind: BlockKind, block: int, comment: int | None = None
    ) -> list[Sentence]:
        passage = passage_of(self.page, self.page.span(start, end))
        out: list[Sentence] = []
        for first, last in split_passage(passage):
            own = Passage(
                page=self.page.id, text=passage.text[first:last], offsets=passage.offsets[first:last]
            )
            out.append(
                Sentence(
                    span=passage.span(first, last),
                    passage=own,
                    words=words_of(own.text),
                    lane=lane,
                    kind=kind,
                    block=block,
                    paragraph=block,
                    comment=comment,
                )
            )
        return out

    def read(
        self,
        text: str,
        names: Mapping[str, str] | None = None,
        comments: Sequence[str] = (),
        kinds: Mapping[int, BlockKind] | None = None,
    ) -> tuple[Statement, ...]:
        whole = "\n\n".join([text, *comments])
        self.page = Page(
            id="f" * 64,
            text=whole,
            encoding=Encoding(name="utf-8", basis=EncodingBasis.FORCED),
            media_type="text/plain",
            locator=Locator(file="test"),
        )
        found: list[Sentence] = []
        for block, line in enumerate(re.finditer(r"[^\n]+", text)):
            kind = (kinds or {}).get(block, BlockKind.PARAGRAPH)
            found += self.sentences(*line.span(), Lane.ARTICLE, kind, block)
        at = len(text)
        for number, comment in enumerate(comments):
            at += 2
            for line in re.finditer(r"[^\n]+", comment):
                start, end = line.start() + at, line.end() + at
                found += self.sentences(start, end, Lane.COMMENTS, BlockKind.COMMENT, 1000 + number, number)
            at += len(comment)
        actors = {
            name: Actor(id=name, name=name, kind=ActorKind(kind)) for name, kind in (names or {}).items()
        }
        mentions: list[Mention] = []
        for name in actors:
            for match in re.finditer(re.escape(name), whole):
                span = self.page.span(*match.span())
                mentions.append(Mention(span=span, head=span, kind=MentionKind.NAME, actor=name))
        statements, self.problems = find_statements(found, mentions, actors, self.book)
        return statements

    def content(self, statement: Statement) -> list[str]:
        return [self.page.quote(span) for span in statement.content]

    def chain(self, statement: Statement) -> list[str]:
        return [self.page.quote(layer.source.span) for layer in statement.chain if layer.source]

    def rows(self, text: str, names: Mapping[str, str] | None = None) -> list[tuple[Style, str, str]]:
        """Style, innermost source and content of each statement."""
        return [
            (s.style, (self.chain(s) or [""])[-1], " | ".join(self.content(s)))
            for s in self.read(text, names)
        ]


def load_book() -> CueBook:
    folder = files("dragoman") / "knowledge" / "statements"
    return parse_cues(
        {f.name: f.read_text(encoding="utf-8") for f in folder.iterdir() if f.name.endswith(".toml")}
    )


@pytest.fixture(scope="session")
def book() -> CueBook:
    return load_book()


@pytest.fixture
def bench(book: CueBook) -> Bench:
    return Bench(book)
