"""The page painted for a terminal: every character of it, with what each block is and what was seen in it."""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.export.marks import Strand, Stretch, marks_by_block, stretches
from dragoman.export.plain import plain
from dragoman.export.pseudonyms import Names, mask_of
from dragoman.export.sweep import Mark, sweep
from dragoman.export.wording import Words, folding
from dragoman.model import Block, Coded

#: Which mark decides how a piece looks when several hold it: the first one here that it has.
_FOREMOST = (
    "label",
    "author",
    "event-not",
    "event",
    "size",
    "source",
    "cue",
    "condition",
    "inserted",
    "date-accepted",
    "date-refused",
    "date",
    "topic",
    "content-direct",
    "content-mixed",
    "content-indirect",
    "content-outlet",
    "content-comment",
    "repeat",
    "mention",
)


def paint_terminal(
    coded: Coded, *, comments: Names = Names.PSEUDONYMOUS, key: bytes | None = None
) -> Iterator[tuple[str, str]]:
    """The page as pieces ``(kind, text)`` in order, to be coloured by kind.

    Each block begins with a piece of kind ``margin`` that is no part of the page: the row's name and the block's
    kind. A comment with a warning label is one piece of kind ``folded`` instead of its words. Other kinds are
    the strands ``article``, ``furniture`` and ``comments`` for unmarked text, and those of marks (``source``,
    ``cue``, ``content-direct`` ...). White space at the end of a block is left out; text holds no control
    character but line feeds and tabs.
    """
    words = Words(coded=coded, mask=mask_of(coded, comments, key))
    marks = marks_by_block(coded)
    for stretch in stretches(coded):
        for number, block in stretch.blocks:
            yield "margin", _label(stretch, number, block)
            if stretch.folded:
                yield "folded", _folded(words, stretch)
            else:
                yield from _block(words, block, stretch.strand, marks[number])


def _label(stretch: Stretch, number: int, block: Block) -> str:
    name = f"b{number}" if stretch.comment is None else f"c{stretch.comment + 1}"
    return f"{name} {block.part or block.kind}"


def _folded(words: Words, stretch: Stretch) -> str:
    thread = words.coded.thread
    if thread is None or stretch.comment is None:
        return "(folded)"
    return f"(folded: {folding(thread.comments[stretch.comment])})"


def _block(words: Words, block: Block, strand: Strand, marks: tuple[Mark, ...]) -> Iterator[tuple[str, str]]:
    start, end = block.span.start, block.span.end
    held: list[tuple[str, str]] = []
    for piece in sweep(words.mask, start, end, marks):
        kinds = {mark.kind for mark in piece.marks}
        kind = next((kind for kind in _FOREMOST if kind in kinds), str(strand))
        # White space at the end of the block waits for text that never comes.
        text = piece.text.rstrip()
        if text:
            yield from held
            held = []
            yield kind, plain(text)
        if rest := piece.text[len(text) :]:
            held.append((kind, plain(rest)))
