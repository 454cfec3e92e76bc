"""Pages, sentences and small actor books for the tests of this room."""

import hashlib
import re
from collections.abc import Iterable, Mapping
from itertools import pairwise
from pathlib import Path

import dragoman
from dragoman.actors import ActorBook, Mentions, find_mentions, parse_actors
from dragoman.actors.rows import COLUMNS
from dragoman.language.sentence import Sentence
from dragoman.model import BlockKind, Encoding, EncodingBasis, Lane, Locator, Mention, Page, Problem, Span
from dragoman.text import passage_of

KNOWLEDGE = Path(dragoman.__file__).parent / "knowledge" / "actors"
_END = re.compile(r"(?<=[.!?])(?<!U\.S\.)(?<!U\.N\.)(?<!Mr\.)(?<!Gen\.)(?<!\b[A-Z]\.)[\"”]?\s+(?=[\"“A-Z])")

Part = tuple[str, Lane, BlockKind]


def shipped() -> dict[str, str]:
    """The shipped actor files, by their path below the folder."""
    return {
        path.relative_to(KNOWLEDGE).as_posix(): path.read_text(encoding="utf-8")
        for path in sorted(KNOWLEDGE.rglob("*.csv"))
    }


def book_of(**files: str) -> ActorBook:
    """A book of small files: ``actors="a,A,person,,"`` holds rows without the header."""
    return parse_actors(
        {f"{name}.csv": ",".join(COLUMNS[f"{name}.csv"]) + "\n" + rows for name, rows in files.items()}
    )


def prose(*texts: str) -> tuple[Part, ...]:
    return tuple((text, Lane.ARTICLE, BlockKind.PARAGRAPH) for text in texts)


def comments(*texts: str) -> tuple[Part, ...]:
    return tuple((text, Lane.COMMENTS, BlockKind.COMMENT) for text in texts)


def title(text: str) -> tuple[Part, ...]:
    return ((text, Lane.ARTICLE, BlockKind.TITLE),)


def page_of(text: str) -> Page:
    return Page(
        id=hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest(),
        text=text,
        encoding=Encoding(name="utf-8", basis=EncodingBasis.DECLARED),
        media_type="text/plain",
        locator=Locator(file="page.txt"),
    )


def sentences_of(page: Page, parts: Iterable[Part]) -> tuple[Sentence, ...]:
    """The sentences of parts that stand in the page one after the other, each on a line of its own."""
    found, at = [], 0
    for number, (text, lane, kind) in enumerate(parts):
        cuts = [0, *(match.end() for match in _END.finditer(text)), len(text)]
        for start, end in pairwise(cuts):
            if not text[start:end].strip():
                continue
            span = Span(page=page.id, start=at + start, end=at + end)
            found.append(
                Sentence(
                    span=span,
                    passage=passage_of(page, span),
                    words=(),
                    lane=lane,
                    kind=kind,
                    block=number,
                    paragraph=number,
                    comment=number if lane is Lane.COMMENTS else None,
                )
            )
        at += len(text) + 1
    return tuple(found)


class Found:
    """The mentions of a small page, by their words."""

    def __init__(self, book: ActorBook, parts: Iterable[Part], on: str | None = None) -> None:
        parts = tuple(parts)
        self.page = page_of("\n".join(text for text, _, _ in parts))
        self.sentences = sentences_of(self.page, parts)
        result: tuple[Mentions, tuple[Problem, ...]] = find_mentions(self.sentences, book, on)
        self.mentions, self.actors = result[0].mentions, {actor.id: actor for actor in result[0].actors}
        self.problems = result[1]

    def words(self, mention: Mention) -> str:
        return self.page.quote(mention.span)

    @property
    def pairs(self) -> list[tuple[str, str | None]]:
        """(words, actor id or name of a page-local actor) of every mention, in order."""
        return [(self.words(mention), self._name(mention.actor)) for mention in self.mentions]

    def rules(self) -> Mapping[str, str]:
        """The rule of the best candidate, by the words of the mention."""
        return {self.words(m): m.candidates[0].rule for m in self.mentions if m.candidates}

    def of(self, words: str) -> Mention:
        """The first mention of these words."""
        return next(mention for mention in self.mentions if self.words(mention) == words)

    def _name(self, actor: str | None) -> str | None:
        if actor is None or not actor.startswith("local:"):
            return actor
        return "local:" + self.actors[actor].name
