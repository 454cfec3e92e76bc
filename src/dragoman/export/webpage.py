"""The page painted as one HTML file that can be opened and sent: no script, nothing loaded from anywhere."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from html import escape

from dragoman.export.marks import LEGEND, Strand, Stretch, marks_by_block, stretches
from dragoman.export.plain import one_line, plain
from dragoman.export.pseudonyms import Names, mask_of
from dragoman.export.sidebar import facts_of, sections
from dragoman.export.style import CSS
from dragoman.export.sweep import Mark, Piece, sweep
from dragoman.export.wording import Words, folding
from dragoman.model import Block, Coded

_HEADINGS = {Strand.ARTICLE: "Article", Strand.FURNITURE: "Page furniture", Strand.COMMENTS: "Comments"}
_SPOKEN = ("content-", "topic")


def paint_html(coded: Coded, *, comments: Names = Names.PSEUDONYMOUS, key: bytes | None = None) -> str:
    """The whole page as one self-contained HTML document.

    Every character of the page is shown once, in page order, strand by strand; what was seen is marked in it and
    listed beside it with offsets (code points). Comments with a warning label are closed until opened. All text
    is escaped, and a content security policy in the file forbids scripts and loads. Commenters are shown as
    ``comments`` and ``key`` say.
    """
    words = Words(coded=coded, mask=mask_of(coded, comments, key))
    title = (
        words.quote(coded.article.title, 300)
        if coded.article and coded.article.title
        else "Page without a title"
    )
    return "".join(_document(words, title))


def _document(words: Words, title: str) -> Iterator[str]:
    yield from _head(title)
    yield '<body>\n<a class="skip" href="#page">Skip to the page</a>\n'
    yield '<header class="top"><p class="kicker">dragoman · the page as it was read</p>'
    yield f"<h1>{_text(title)}</h1>\n{_facts(words)}</header>\n"
    yield '<div class="sheet">\n<main id="page" class="card">\n'
    yield "".join(_legend())
    yield from _page(words)
    yield '</main>\n<aside class="side" aria-label="What was read">\n'
    yield from sections(words)
    yield "</aside>\n</div>\n"
    yield f'<footer class="foot"><p>{_made(words)}</p></footer>\n</body>\n</html>\n'


def _head(title: str) -> Iterator[str]:
    digest = base64.b64encode(hashlib.sha256(CSS.encode()).digest()).decode()
    policy = (
        f"default-src 'none'; style-src 'sha256-{digest}'; img-src data:; base-uri 'none'; form-action 'none'"
    )
    yield '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
    yield f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
    yield '<meta name="referrer" content="no-referrer">\n<link rel="icon" href="data:,">\n'
    yield f"<title>{_text(one_line(title, 90))} · dragoman</title>\n<style>{CSS}</style>\n</head>\n"


def _text(text: str) -> str:
    return escape(plain(text), quote=True)


def _facts(words: Words) -> str:
    items = (f"<div><dt>{_text(name)}</dt><dd>{_text(fact)}</dd></div>" for name, fact in facts_of(words))
    return f'<dl class="facts">{"".join(items)}</dl>'


def _legend() -> Iterator[str]:
    yield '<ul class="legend" aria-label="What the marks mean">'
    for strand in Strand:
        yield f'<li class="bar {strand}">{_HEADINGS[strand].lower()}</li>'
    for kind, meaning in LEGEND.items():
        yield f'<li><span class="{kind}">{_text(meaning)}</span></li>'
    yield "</ul>\n"


def _made(words: Words) -> str:
    run = words.coded.run
    shown = {
        Names.NAMED: "commenters by the names they used",
        Names.PSEUDONYMOUS: "commenters under pseudonyms",
        Names.NONE: "comments left out",
    }[words.mask.names]
    return _text(
        f"Made by dragoman {run.version} with knowledge {run.kit[:12]}; {shown}. "
        "Numbers in brackets are code points of the page's text."
    )


# --------------------------------------------------------------------------------- the page, strand by strand


def _page(words: Words) -> Iterator[str]:
    marks, anchored = marks_by_block(words.coded), set[str]()
    strand: Strand | None = None
    for stretch in stretches(words.coded):
        if stretch.strand is not strand:
            yield "</section>\n" if strand else ""
            strand = stretch.strand
            yield f'<section class="strand {strand}" aria-label="{_HEADINGS[strand]}">\n'
        yield from _stretch(words, stretch, marks, anchored)
    yield "</section>\n" if strand else ""


def _stretch(
    words: Words, stretch: Stretch, marks: Mapping[int, Sequence[Mark]], anchored: set[str]
) -> Iterator[str]:
    blocks = (
        _block(words, number, block, stretch.comment, marks[number], anchored)
        for number, block in stretch.blocks
    )
    if not stretch.folded:
        yield from blocks
        return
    why = "carries a warning label"
    if words.coded.thread and stretch.comment is not None:
        why = folding(words.coded.thread.comments[stretch.comment])
    yield f"<details><summary>1 comment folded — {_text(why)}. Open to read it.</summary>\n"
    yield from blocks
    yield "</details>\n"


def _block(
    words: Words, number: int, block: Block, comment: int | None, marks: Sequence[Mark], anchored: set[str]
) -> str:
    name = f"b{number}" if comment is None else f"c{comment + 1} · b{number}"
    identity = ""
    if comment is not None and f"c{comment + 1}" not in anchored:
        anchored.add(f"c{comment + 1}")
        identity = f' id="c{comment + 1}"'
    pieces = tuple(sweep(words.mask, block.span.start, block.span.end, marks))
    before, inner, after = _without_rest(pieces)
    text = _rest(before) + "".join(render(inner, anchored)) + _rest(after)
    kind = f'<div class="kind"><b>{block.part or block.kind}</b> {name}</div>'
    title = _text(f"{block.kind}, {block.path}, rule {block.rule}")
    classes = f"block {block.kind}{f' {block.part}' if block.part else ''}"
    return f'<div class="{classes}"{identity} title="{title}">{kind}<div class="text" dir="auto">{text}</div></div>\n'


def _without_rest(pieces: tuple[Piece, ...]) -> tuple[str, tuple[Piece, ...], str]:
    """The white space before the first letter, the pieces from there to the last one, and the white space after."""
    before, after = "", ""
    while pieces and not pieces[0].text.lstrip():
        before, pieces = before + pieces[0].text, pieces[1:]
    if pieces:
        text = pieces[0].text.lstrip()
        before += pieces[0].text[: len(pieces[0].text) - len(text)]
        pieces = (replace(pieces[0], text=text), *pieces[1:])
    while pieces and not pieces[-1].text.rstrip():
        after, pieces = pieces[-1].text + after, pieces[:-1]
    if pieces:
        text = pieces[-1].text.rstrip()
        after = pieces[-1].text[len(text) :] + after
        pieces = (*pieces[:-1], replace(pieces[-1], text=text))
    return before, pieces, after


def _rest(text: str) -> str:
    return f'<span class="rest">{_text(text)}</span>' if text else ""


def render(pieces: Iterable[Piece], anchored: set[str]) -> Iterator[str]:
    """Pieces as nested elements; ``anchored`` collects the ids given out, so that each is given once."""
    opened: list[Mark] = []
    for piece in pieces:
        kept = 0
        while kept < min(len(opened), len(piece.marks)) and opened[kept] is piece.marks[kept]:
            kept += 1
        while len(opened) > kept:
            yield _close(opened.pop(), piece.start)
        for mark in piece.marks[kept:]:
            yield _open(mark, anchored)
            opened.append(mark)
        yield _text(piece.text)
    while opened:
        yield _close(opened.pop(), None)


def _open(mark: Mark, anchored: set[str]) -> str:
    identity = ""
    if mark.anchor and mark.anchor not in anchored:
        anchored.add(mark.anchor)
        identity = f' id="{mark.anchor}"'
    tag = "mark" if mark.kind.startswith(_SPOKEN) else "span"
    return f'<{tag} class="m {mark.kind}"{identity} title="{_text(mark.title)}">'


def _close(mark: Mark, at: int | None) -> str:
    if not mark.kind.startswith(_SPOKEN):
        return "</span>"
    ends = at is None or mark.span.end <= at
    name = mark.anchor
    if not ends or name is None:
        return "</mark>"
    return f'</mark><a class="ref" href="#row-{name}" data-row="{name}" aria-label="to statement {name}"></a>'
