"""Builds pages, sentences and mentions for the statement tests."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from importlib.resources import files

import pytest

from dragoman.language.sentence import Sentence
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
from tests.made_sentences import sentences_in


@dataclass
class Bench:
    """Reads texts: one paragraph a line; ``comments`` are appended, one comment a text."""

    book: CueBook = field(repr=False)
    page: Page = field(init=False)
    problems: tuple[Problem, ...] = ()

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
            found += sentences_in(self.page, line.span(), kind=kind, block=block)
        at = len(text)
        for number, comment in enumerate(comments):
            at += 2
            for line in re.finditer(r"[^\n]+", comment):
                start, end = line.start() + at, line.end() + at
                found += sentences_in(
                    self.page,
                    (start, end),
                    lane=Lane.COMMENTS,
                    kind=BlockKind.COMMENT,
                    block=1000 + number,
                    comment=number,
                )
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
