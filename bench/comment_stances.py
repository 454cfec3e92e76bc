"""The project's own gold of comments (``tests/gold/comments``): stances, and what comments say others said.

Usage: ``python -m bench.comment_stances [--unparsed] [--misses]``. Each line is the comment of a page with its article.
``--unparsed`` leaves the parser out of comments, ``--misses`` names the lines that are not right.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from bench.predict_actors import page_of
from dragoman.actors import find_mentions
from dragoman.kit import load_kit
from dragoman.language import parse, split
from dragoman.model import (
    Article,
    Block,
    BlockKind,
    Comment,
    CommentPart,
    Lane,
    Page,
    ReplyBasis,
    Span,
    Stance,
    Statement,
    Thread,
)
from dragoman.pages.quotes import add_quotes
from dragoman.statements import find_stances, find_statements, speaking

GOLD = Path(__file__).parent.parent / "tests" / "gold" / "comments"
STANCES = ("stances.jsonl", "stances_fresh.jsonl", "stances_second.jsonl")
SAID = ("stances.jsonl", "said.jsonl")
_WRITERS = ("Skipper_Hollis", "wheelhouse9")
_FIRST = "Did the ferry run on Sunday?"

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Read:
    """A line read as the last comment of a page; ``at`` is where its text begins (code points)."""

    page: Page
    at: int
    statements: tuple[Statement, ...]
    stances: tuple[Stance, ...]


@dataclass(frozen=True, slots=True)
class Tally:
    """Counts of one kind of row: in the gold, predicted, found, and of these with the right target or source."""

    gold: int
    predicted: int
    found: int
    right: int
    wrong_lines: tuple[str, ...]

    @property
    def precision(self) -> float:
        """Found of the predicted, in 0..1."""
        return self.found / self.predicted if self.predicted else 1.0

    @property
    def recall(self) -> float:
        """Found of the gold, in 0..1."""
        return self.found / self.gold if self.gold else 1.0


def lines(name: str) -> list[Row]:
    """The rows of one file of the gold; none where it is absent."""
    path = GOLD / name
    return (
        [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()] if path.is_file() else []
    )


@cache
def _articles() -> dict[str, str]:
    found: dict[str, str] = json.loads((GOLD / "articles.json").read_text(encoding="utf-8"))
    return found


def read_line(row: Row, *, parsed: bool = True) -> Read:
    """The page of a line's article with the line as its last comment, its statements and stances."""
    return read_under(_articles()[row["article"]], row["text"], answers=row["answers"], parsed=parsed)


def read_under(article: str, comment: str, *, answers: bool = False, parsed: bool = True) -> Read:
    """A comment under an article, a paragraph a line; one that ``answers`` stands below another comment."""
    bodies = [*([_FIRST] if answers else []), comment]
    kit = load_kit()
    page = page_of("\n".join([article, *(f"{_WRITERS[n]}\n{body}" for n, body in enumerate(bodies))]))
    blocks, spans, at = [], [], 0
    for part in article.split("\n"):
        spans.append(page.span(at, at + len(part)))
        blocks.append(Block(kind=BlockKind.PARAGRAPH, span=spans[-1], path="", rule="given"))
        at += len(part) + 1
    comments: list[Comment] = []
    for number, body in enumerate(bodies):
        name = page.span(at, at + len(_WRITERS[number]))
        at += len(name) + 1
        span = page.span(at, at + len(body))
        at += len(body) + 1
        for part, place in ((CommentPart.HEADER, name), (CommentPart.BODY, span)):
            blocks.append(
                Block(kind=BlockKind.COMMENT, span=place, path="", rule="given", part=part, comment=number)
            )
        answered = number or None
        basis = ReplyBasis.NESTED if number else ReplyBasis.NONE
        comments.append(
            Comment(
                span=span,
                header=name,
                author=name,
                reply_to=None if answered is None else answered - 1,
                reply_basis=basis,
            )
        )
    read = Article(page=page.id, title=None, dek=None, paragraphs=tuple(spans))
    thread = Thread(page=page.id, comments=tuple(add_quotes(page, read, comments)))
    sentences, _ = parse(split(page, blocks, kit.boundaries)[0], kit.parser)
    found, _ = find_mentions(sentences, kit.actors, None)
    actors = {actor.id: actor for actor in found.actors}
    heard = parse(sentences, kit.parser, at=speaking(sentences, kit.cues))[0] if parsed else sentences
    statements, _ = find_statements(heard, found.mentions, actors, kit.cues, thread)
    stances = find_stances(page, heard, statements, found.mentions, actors, kit.cues, thread)
    return Read(page, thread.comments[-1].span.start, statements, stances)


def stances_of(rows: Sequence[Row]) -> Tally:
    """How the stances meet the gold: same kind, and words that share a letter."""
    gold = predicted = found = right = 0
    wrong: list[str] = []
    for row in rows:
        read = read_line(row)
        left = list(read.stances)
        gold, predicted = gold + len(row["stances"]), predicted + len(left)
        good = True
        for want in row["stances"]:
            start, end = (read.at + place for place in want["words"])
            hit = next((one for one in left if _meets(one, want["kind"], start, end)), None)
            if hit is None:
                good = False
                continue
            left.remove(hit)
            found += 1
            same = _target_right(read, hit, want["target"])
            right, good = right + same, good and same
        if left or not good:
            wrong.append(row["id"])
    return Tally(gold, predicted, found, right, tuple(wrong))


def _meets(one: Stance, kind: str, start: int, end: int) -> bool:
    return one.kind == kind and one.span.start < end and start < one.span.end


def _target_right(read: Read, one: Stance, want: str | None) -> bool:
    if want is None or want == "*":
        return one.target is None and (one.basis is not None) is (want == "*")
    target = next((statement for statement in read.statements if statement.id == one.target), None)
    return target is not None and any(want in read.page.quote(span) for span in target.content)


def said_of(rows: Sequence[Row], *, parsed: bool = True) -> Tally:
    """How the statements in comments meet the gold: contents that share more than half of their letters."""
    gold = predicted = found = right = 0
    wrong: list[str] = []
    for row in rows:
        read = read_line(row, parsed=parsed)
        left = [one for one in read.statements if one.lane is Lane.COMMENTS and one.content]
        if row["stances"]:  # the gold of these lines leaves out what is the commenter's own
            left = [one for one in left if len(one.chain) > 1]
        gold, predicted = gold + len(row["said"]), predicted + len(left)
        good = True
        for want in row["said"]:
            start = read.at + row["text"].index(want["content"])
            hit = next((one for one in left if _holds(one, start, start + len(want["content"]))), None)
            if hit is None:
                good = False
                continue
            left.remove(hit)
            found += 1
            same = _source_right(read, hit, want["source"])
            right, good = right + same, good and same
        if left or not good:
            wrong.append(row["id"])
    return Tally(gold, predicted, found, right, tuple(wrong))


def _holds(one: Statement, start: int, end: int) -> bool:
    shared = sum(max(0, min(span.end, end) - max(span.start, start)) for span in one.content)
    return 2 * shared > end - start


def _source_right(read: Read, one: Statement, want: str | None) -> bool:
    """Whether the chain begins with the writer and ends with the source; an "I" is the writer alone."""
    layers = [read.page.quote(layer.source.span) if layer.source else None for layer in one.chain]
    if want == "I":
        return layers == [_writer(read)]
    return len(layers) > 1 and layers[0] == _writer(read) and _same(layers[-1], want)


def _writer(read: Read) -> str:
    return read.page.text[: read.at].rstrip("\n").rsplit("\n", 1)[-1]


def _same(has: str | None, want: str | None) -> bool:
    if has is None or want is None:
        return has is want
    return want.casefold() in has.casefold()


def _words(read: Read, span: Span | None) -> str:
    return "-" if span is None else read.page.quote(span)


def main(arguments: Sequence[str]) -> int:
    """Print the figures."""
    parser = argparse.ArgumentParser(prog="python -m bench.comment_stances", description=__doc__)
    parser.add_argument("--unparsed", action="store_true", help="leave the parser out of comments")
    parser.add_argument("--misses", action="store_true", help="name the lines that are not right")
    options = parser.parse_args(arguments)
    print("| | gold | predicted | found | precision | recall | target or source right | lines all right |")
    print("|---|---|---|---|---|---|---|---|")
    tallies = [(name, stances_of(rows), len(rows)) for name in STANCES if (rows := lines(name))]
    for name in SAID:
        rows = lines(name)
        tallies.append((f"said in {name}", said_of(rows, parsed=not options.unparsed), len(rows)))
    for name, one, count in tallies:
        shares = f"{one.precision:.2f} | {one.recall:.2f} | {one.right} | {count - len(one.wrong_lines)} of {count}"
        print(f"| {name} | {one.gold} | {one.predicted} | {one.found} | {shares} |")
    if options.misses:
        for name, one, _ in tallies:
            print(f"{name}: {' '.join(one.wrong_lines)}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
