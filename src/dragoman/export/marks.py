"""What is marked on a painted page, and how its blocks are gathered into lanes and comments."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby

from dragoman.export.choosing import FACTS, status_of
from dragoman.export.happenings import category, size, trigger, warning, when
from dragoman.export.reading import ASIDE
from dragoman.export.sweep import Mark
from dragoman.export.wording import factuality
from dragoman.model import Block, BlockKind, Coded, Comment, Event, Factuality, Lane, Span, Statement, Style


class Strand(StrEnum):
    """The three strands of a page, kept apart on paper and screen."""

    ARTICLE = "article"
    FURNITURE = "furniture"
    COMMENTS = "comments"


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """Blocks that follow each other in one strand and, in the comments, belong to one comment.

    ``comment`` is its index in the thread; ``folded`` says that its words are hidden until asked for.
    """

    strand: Strand
    blocks: tuple[tuple[int, Block], ...]
    comment: int | None = None
    folded: bool = False


def strand_of(block: Block) -> Strand:
    """The strand that a block belongs to."""
    if block.kind is BlockKind.COMMENT:
        return Strand.COMMENTS
    return Strand.FURNITURE if block.kind is BlockKind.FURNITURE else Strand.ARTICLE


def stretches(coded: Coded) -> Iterator[Stretch]:
    """All blocks of the page, in order, gathered into stretches; blocks are numbered from 1."""
    owners = _owners(coded)
    hidden = [comment.span for comment in _comments(coded) if comment.labels]

    def place_of(numbered: tuple[int, Block]) -> tuple[Strand, int | None, bool]:
        number, block = numbered
        return strand_of(block), owners.get(number), any(block.span.overlaps(span) for span in hidden)

    for (strand, comment, folded), group in groupby(enumerate(coded.layout.blocks, start=1), place_of):
        yield Stretch(strand=strand, blocks=tuple(group), comment=comment, folded=folded)


def _comments(coded: Coded) -> tuple[Comment, ...]:
    return coded.thread.comments if coded.thread else ()


def _owners(coded: Coded) -> dict[int, int]:
    """For each comment block (numbered from 1), the index of the comment whose header or body it holds."""
    pieces = sorted(
        (span.start, span.end, at)
        for at, comment in enumerate(_comments(coded))
        for span in (comment.header, comment.span)
        if span
    )
    out: dict[int, int] = {}
    at, last = 0, None
    for number, block in enumerate(coded.layout.blocks, start=1):
        while at < len(pieces) and pieces[at][1] <= block.span.start:
            at += 1
        if block.kind is not BlockKind.COMMENT:
            continue
        if block.comment is not None and 0 <= block.comment < len(_comments(coded)):
            last = block.comment
        elif at < len(pieces) and pieces[at][0] < block.span.end:
            last = pieces[at][2]
        # A further line of a header (a date, a count of votes) follows the line with the name.
        if last is not None:
            out[number] = last
    return out


def marks_of(coded: Coded) -> tuple[Mark, ...]:
    """Everything that is marked on the page; titles hold no words of commenters."""
    found: list[Mark] = []
    for at, one in enumerate(coded.statements, start=1):
        found += _statement(f"s{at}", one)
    for at, event in enumerate(coded.events, start=1):
        found += _event(f"e{at}", event)
    for at, mention in enumerate(coded.mentions, start=1):
        found += _mark(mention.span, "mention", f"m{at}: {mention.actor or 'nobody known'}", f"m{at}")
    for at, date in enumerate(coded.article.dates if coded.article else (), start=1):
        # A date in the text or of a comment is not refused: nobody took it for the date of publication.
        in_text, verdict = date.kind in ASIDE, "accepted" if date.accepted else "refused"
        said = " ".join(
            part for part in (f"d{at}:", date.kind, date.value, "" if in_text else verdict) if part
        )
        found += _mark(date.basis, "date" if in_text else f"date-{verdict}", said, f"d{at}")
    for at, comment in enumerate(_comments(coded), start=1):
        found += _mark(comment.author, "author", f"c{at}: who wrote it")
        found += _mark(comment.reply_name, "author", f"c{at}: who is answered")
        for pair in comment.quotes:
            what = "the article" if pair.of is None else f"c{pair.of + 1}"
            where = f"{pair.source.start}–{pair.source.end}"
            found += _mark(pair.comment, "repeat", f"c{at} quotes {what} [{where}]")
        for stance in coded.stances:
            if stance.comment == at - 1:
                found += _mark(stance.span, "cue", f"c{at}: {stance.kind}")
        for label in comment.labels:
            found += _mark(label.span, "label", f"{label.name}: {label.category}, rule {label.rule}")
    return tuple(found)


def marks_by_block(coded: Coded) -> dict[int, tuple[Mark, ...]]:
    """For each block (numbered from 1), the marks that share a character with it."""
    blocks = sorted(enumerate(coded.layout.blocks, start=1), key=lambda pair: pair[1].span.start)
    out: dict[int, list[Mark]] = {number: [] for number, _ in blocks}
    ends = [block.span.end for _, block in blocks]
    for mark in marks_of(coded):
        for at in range(bisect_right(ends, mark.span.start), len(blocks)):
            number, block = blocks[at]
            if block.span.start >= mark.span.end:
                break
            out[number].append(mark)
    return {number: tuple(marks) for number, marks in out.items()}


def _statement(name: str, one: Statement) -> Iterator[Mark]:
    said = f"{name}: {one.style}, {factuality(one.factuality)}"
    kind = f"content-{one.style}" if one.lane is Lane.ARTICLE else "content-comment"
    for at, span in enumerate(one.content):
        yield from _mark(span, kind, said, name if at == 0 else None)
    yield from _mark(one.topic, "topic", said, name if not one.content else None)
    for layer in one.chain:
        if layer.source:
            yield from _mark(layer.source.span, "source", f"{name}: {layer.role}")
        for cue in layer.cues:
            yield from _mark(cue, "cue", f"{name}: cue")
    if one.addressee:
        yield from _mark(one.addressee.span, "source", f"{name}: addressee")
    yield from _mark(one.factuality.condition, "condition", f"{name}: condition")
    for cue in one.factuality.cues:
        yield from _mark(cue, "cue", f"{name}: shows {one.factuality.kind}")
    for span in one.insertions:
        yield from _mark(span, "inserted", f"{name}: inserted by the editor")


def _event(name: str, one: Event) -> Iterator[Mark]:
    """The words that told an event, wherever the page tells it, and the numbers that belong to it."""
    said = f"{name}: {warning(one)}{category(one)}, {when(one)}, {factuality(one.factuality)}"
    kind = _kind(one.factuality)
    for at, span in enumerate(trigger(one)):
        yield from _mark(span, kind, said, name if at == 0 else None)
    for telling in one.also:
        again = f"{name}: told again, {factuality(telling.factuality)}"
        yield from _mark(telling.trigger, _kind(telling.factuality), again)
    for number in one.sizes:
        yield from _mark(number.span, "size", f"{name}: {number.kind} {size(number)}")


def _kind(value: Factuality) -> str:
    return "event" if status_of(value) in FACTS else "event-not"


def _mark(span: Span | None, kind: str, title: str, anchor: str | None = None) -> Iterator[Mark]:
    if span is not None:
        yield Mark(span=span, kind=kind, title=title, anchor=anchor)


#: What each kind of mark means, for the legend, in the order in which it is shown.
LEGEND = {
    f"content-{Style.DIRECT}": "quoted word for word",
    f"content-{Style.INDIRECT}": "reported speech",
    f"content-{Style.OUTLET}": "the outlet itself",
    "topic": "what is kept silent about",
    "source": "who vouches",
    "cue": "words that show it",
    "condition": "on condition",
    "event": "told as a fact",
    "event-not": "not told as a fact",
    "mention": "someone named",
    "date-refused": "date, refused",
    "repeat": "quotes the page",
}
