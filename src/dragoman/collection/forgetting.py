"""Cutting a person out of a coded page: letters become blocks of ink, so that every other row keeps its place."""

from __future__ import annotations

import dataclasses
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from dragoman._version import __version__
from dragoman.errors import InputError
from dragoman.export import Names, mask_of
from dragoman.export.names import fold_name
from dragoman.model import Coded, MarkupFact, Problem, Span, Thread, Tree
from dragoman.store import Archive, Held, prepare
from dragoman.store.forgetting import clear_traces, forget_page, forget_part

_INK = "█"
_PSEUDONYM = re.compile(r"commenter-[0-9a-f]{10}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Gone:
    """What was forgotten of a page: the rows that went by table, and how many characters of text were blackened."""

    sha: str
    file: str
    rows: dict[str, int]
    characters: int


def forget(
    archive: Archive, name: str, *, now: Callable[[], datetime], page: bool, dry: bool = False
) -> tuple[Gone, ...]:
    """Forget a page (an id's beginning, an address, a file), or a person: a name as pages print it, or a pseudonym.

    Of a page everything goes. Of a person the comments he wrote and his name wherever it stands; the bytes as saved go
    with them, the rest of the page stays. With ``dry`` nothing is done, and what would be is told.

    Raises:
        InputError: when the archive has no such page or person.
        ArchiveError: when it cannot be written.
    """
    reader, writer = archive.reader(), archive.writer()
    held = [reader.page(name)] if page else list(reader.pages())
    found: list[Gone] = []
    if not dry:
        writer.begin("forget", version=__version__, kit="", at=now())
    for one in held:
        at = now()
        gone = _page(archive, one, at, dry=dry) if page else _person(archive, one, name, at, dry=dry)
        found += [] if gone is None else [gone]
    if not found:
        raise InputError(
            f"{name!r} stands on no page of the archive, neither as a writer of comments nor in a text"
        )
    if not dry:
        writer.end(f"{len(found)} page{'' if len(found) == 1 else 's'}", now())
        clear_traces(archive)
    return tuple(found)


def _page(archive: Archive, held: Held, at: datetime, *, dry: bool) -> Gone:
    characters = len(archive.reader().as_coded(held.sha).page.text)
    rows = Counter[str]() if dry else forget_page(archive, held.sha, at)
    return Gone(sha=held.sha, file=held.file, rows=dict(rows), characters=characters)


def _person(archive: Archive, held: Held, name: str, at: datetime, *, dry: bool) -> Gone | None:
    coded = archive.reader().as_coded(held.sha)
    names = _names(coded, name, archive.key)
    ranges = _ranges(coded, names)
    if not ranges:
        return None
    cut = without(coded, names, ranges)
    rows = Counter[str]() if dry else forget_part(archive, prepare(cut, archive.key), at)
    characters = sum(end - start for start, end in ranges)
    return Gone(sha=held.sha, file=held.file, rows=dict(rows), characters=characters)


def _names(coded: Coded, name: str, key: bytes) -> tuple[str, ...]:
    """How the page prints the person: the name itself, or the names behind a pseudonym."""
    if not _PSEUDONYM.fullmatch(name):
        return (name,)
    mask = mask_of(coded, Names.PSEUDONYMOUS, key)
    printed = (span for one in _comments(coded) for span in (one.author, one.reply_name) if span)
    return tuple(dict.fromkeys(coded.page.quote(span) for span in printed if mask.name(span) == name))


def _comments(coded: Coded) -> Sequence[Any]:
    return coded.thread.comments if coded.thread else ()


def _ranges(coded: Coded, names: Sequence[str]) -> tuple[tuple[int, int], ...]:
    """The ranges to be blackened (code points, in order, disjoint): the person's comments, and the name anywhere."""
    folded = {fold_name(one) for one in names}
    found: list[tuple[int, int]] = []
    for comment in _comments(coded):
        if comment.author and fold_name(coded.page.quote(comment.author)) in folded:
            found += [
                (span.start, span.end) for span in (comment.header, comment.author, comment.span) if span
            ]
    for name in names:
        for match in _finder(name).finditer(coded.page.text):
            found.append(match.span())
    out: list[tuple[int, int]] = []
    for start, end in sorted(found):
        if out and start <= out[-1][1]:
            out[-1] = (out[-1][0], max(end, out[-1][1]))
        else:
            out.append((start, end))
    return tuple(out)


def _finder(name: str) -> re.Pattern[str]:
    words = r"\s+".join(map(re.escape, name.split()))
    return re.compile(rf"(?<!\w){words}(?!\w)", re.IGNORECASE)


def without(coded: Coded, names: Sequence[str], ranges: Sequence[tuple[int, int]]) -> Coded:
    """``coded`` with the text of ``ranges`` blackened, without the rows that stand on it, and without the names in
    what is stored beside the text. Offsets stay."""
    page = coded.page
    text = list(page.text)
    for start, end in ranges:
        text[start:end] = [one if one.isspace() else _INK for one in text[start:end]]

    def clean(said: str) -> str:
        for name in names:
            said = _finder(name).sub(_INK * 3, said)
        return said

    def touched(value: Any) -> bool:
        return any(span.start < end and start < span.end for span in _spans(value) for start, end in ranges)

    cut = replace(
        page,
        text="".join(text),
        tree=None if page.tree is None else _tree(page.tree, clean),
        facts=tuple(MarkupFact(name=one.name, value=clean(one.value), path=one.path) for one in page.facts),
    )
    statements = tuple(one for one in coded.statements if not touched(one))
    kept = {one.id for one in statements}
    statements = tuple(
        replace(
            one,
            within=one.within if one.within in kept else None,
            carried=one.carried if one.carried in kept else None,
        )
        for one in statements
    )
    events = tuple(
        replace(
            one, also=tuple(other for other in one.also if other.statement in kept and not touched(other))
        )
        for one in coded.events
        if one.statement in kept and not touched(replace(one, also=()))
    )
    there = {one.id for one in events}
    main = coded.main
    if main is not None and (touched(main) or main.event not in there):
        main = replace(
            main,
            event=None,
            **{name: None for name in ("who", "what", "when", "where") if touched(getattr(main, name))},
        )
    mentions = tuple(one for one in coded.mentions if not touched(one))
    named = {one.actor for one in mentions} | {fit.actor for one in mentions for fit in one.candidates}
    return replace(
        coded,
        page=cut,
        article=None if coded.article is None else _cleaned(coded.article, clean),
        thread=None if coded.thread is None else _thread(coded.thread, touched),
        mentions=mentions,
        actors=tuple(one for one in coded.actors if one.id in named or not one.id.startswith("local:")),
        statements=statements,
        events=events,
        stances=tuple(
            one for one in coded.stances if not touched(one) and (one.target is None or one.target in kept)
        ),
        places=tuple(one for one in coded.places if not touched(one)),
        problems=tuple(_problem(one, clean) for one in coded.problems if not touched(one)),
        main=main,
    )


def _spans(value: Any) -> Iterator[Span]:
    if isinstance(value, Span):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from _spans(item)
    elif dataclasses.is_dataclass(value) and not isinstance(value, type):
        for one in dataclasses.fields(value):
            yield from _spans(getattr(value, one.name))


def _tree(tree: Tree, clean: Callable[[str], str]) -> Tree:
    cleaned = tuple(
        tuple((name, clean(value)) for name, value in attributes) for attributes in tree.attributes
    )
    return replace(tree, attributes=cleaned)


def _cleaned(value: Any, clean: Callable[[str], str]) -> Any:
    """``value`` with every text in it cleaned, however deep."""
    if isinstance(value, str) and type(value) is str:
        return clean(value)
    if isinstance(value, tuple):
        return tuple(_cleaned(item, clean) for item in value)
    if dataclasses.is_dataclass(value) and not isinstance(value, type | Span):
        changed = {one.name: _cleaned(getattr(value, one.name), clean) for one in dataclasses.fields(value)}
        return replace(value, **changed)
    return value


def _thread(thread: Thread, touched: Callable[[Any], bool]) -> Thread:
    comments = []
    for one in thread.comments:
        bare = replace(one, quotes=tuple(pair for pair in one.quotes if not touched(pair)))
        if one.author and touched(one.author):
            bare = replace(bare, author=None)
        if one.reply_name and touched(one.reply_name):
            bare = replace(bare, reply_name=None)
        comments.append(
            replace(bare, labels=tuple(label for label in bare.labels if not touched(label.span)))
        )
    return replace(thread, comments=tuple(comments))


def _problem(one: Problem, clean: Callable[[str], str]) -> Problem:
    return replace(one, detail=clean(one.detail))
