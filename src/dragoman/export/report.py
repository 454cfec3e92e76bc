"""The readable report of a coded page: who says what through whom, with offsets and row names to ask about."""

from __future__ import annotations

import textwrap
from collections import Counter
from collections.abc import Iterable, Iterator

from dragoman.export.choosing import FACTS, status_of
from dragoman.export.happenings import basis, circumstances, event_of, headline, main_first
from dragoman.export.plain import one_line, plain
from dragoman.export.pseudonyms import Names, mask_of
from dragoman.export.reading import comment_regions, folded, saved, within
from dragoman.export.wording import Words, count, factuality, folding, place
from dragoman.model import (
    Actor,
    Coded,
    Comment,
    DateEvidence,
    DateKind,
    Event,
    FactualityKind,
    Lane,
    Problem,
    Stance,
    StanceKind,
    Stated,
    Statement,
    Style,
    Thread,
)

#: Text of one entry: the first line's beginning, and the paragraphs that follow under it.
Lines = Iterator[str]
_INDENT = 2
_NAME = 6
_LONGEST = 600


def report(
    coded: Coded, *, width: int = 88, comments: Names = Names.PSEUDONYMOUS, key: bytes | None = None
) -> str:
    """The report of one page as plain text, lines of at most ``width`` characters where words allow.

    Offsets are code points of the page's text. Names of commenters are shown as ``comments`` and ``key`` say;
    the words of a comment with a warning label are never shown. No control character of the page gets through.
    The same value gives the same text.
    """
    words = Words(coded=coded, mask=mask_of(coded, comments, key))
    width = max(width, 40)
    sections = (
        _head(words, width),
        _main(words, width),
        *(_dates(words, width, group) for group in ("DATES ACCEPTED", "DATES REFUSED", "DATES IN THE TEXT")),
        _events(words, width, told=True),
        _events(words, width, told=False),
        _said(words, width),
        _silences(words, width),
        _guesses(words, width),
        _own(words, width),
        _actors(words, width),
        _thread(words, width),
        _problems(words, width),
        _balance(words, width),
    )
    parts = ("\n".join(lines) for lines in sections)
    return plain("\n\n".join(part for part in parts if part) + "\n")


def _entry(name: str, paragraphs: Iterable[str], width: int) -> Lines:
    indent = " " * (_INDENT + _NAME)
    first = " " * _INDENT + name.ljust(_NAME - 1) + " "
    for paragraph in filter(None, paragraphs):
        yield from textwrap.wrap(
            paragraph,
            width,
            initial_indent=first,
            subsequent_indent=indent,
            break_long_words=False,
            break_on_hyphens=False,
        )
        first = indent


def _section(title: str, entries: Iterable[tuple[str, Iterable[str]]], width: int) -> Lines:
    """A heading and its entries; nothing at all without entries."""
    headed = False
    for name, paragraphs in entries:
        if not headed:
            yield title
            headed = True
        yield from _entry(name, paragraphs, width)


# ------------------------------------------------------------------------------------------------ head


def _head(words: Words, width: int) -> Lines:
    coded = words.coded
    page, article = coded.page, coded.article
    about = article.about if article else None
    stated = one_line(about.title.text, 300) if about and about.title else "(no title)"
    title = words.quote(article.title, 300) if article and article.title else stated
    wrapped = textwrap.wrap(title, width, break_long_words=False, break_on_hyphens=False) or [title]
    yield from wrapped
    yield "═" * min(width, max(map(len, wrapped)))
    made = f"{page.media_type}, {page.encoding.name} ({page.encoding.basis}), {len(page.text):,} characters"
    replaced = f", {page.encoding.replaced:,} replaced" if page.encoding.replaced else ""
    facts = {
        "outlet": _either(page.supplied.outlet, page.outlet, about.outlet if about else None, "--outlet"),
        "url": _either(page.supplied.url, page.url, about.url if about else None, "--url"),
        "published": _published(words),
        "saved": _saved(coded),
        "file": one_line(page.locator.file + page.locator.inside),
        "page": f"{page.id[:16]}…  {made}{replaced}, layout {coded.layout.name}",
    }
    for name, fact in facts.items():
        hang = " " * 11
        yield from textwrap.wrap(
            fact,
            width,
            initial_indent=name.ljust(11),
            subsequent_indent=hang,
            break_long_words=False,
            break_on_hyphens=False,
        )


def _either(supplied: str | None, found: str | None, said: Stated | None, option: str) -> str:
    """What is known of the page's origin: from the user, from the container, or from the page itself."""
    if supplied:
        return f"{one_line(supplied)} (supplied)"
    if found:
        return one_line(found)
    return f"{one_line(said.text)} (the page says so)" if said else f"unknown (say it with {option})"


def _published(words: Words) -> str:
    article, supplied = words.coded.article, words.coded.page.supplied.published
    if article and article.published:
        date = article.published
        return f"{date.value or 'unknown'} ({_why(words, date)})"
    if supplied:
        return f"{one_line(supplied)} (supplied)"
    return "unknown: no date on the page can be taken for it (say it with --published)"


def _why(words: Words, date: DateEvidence) -> str:
    where = f" {place((date.basis,))} “{words.quote(date.basis, 60)}”" if date.basis else ""
    return f"{one_line(words.mask.say(date.why))}{where}"


def _saved(coded: Coded) -> str:
    value = saved(coded)
    if value is None:
        return "unknown (say it with --saved-at)"
    return f"{one_line(value)} (supplied)" if coded.page.supplied.saved_at else one_line(value)


def _dates(words: Words, width: int, group: str) -> Lines:
    dates = words.coded.article.dates if words.coded.article else ()
    named = ((f"d{at}", date) for at, date in enumerate(dates, start=1))
    entries = ((name, (_date(words, date),)) for name, date in named if _group(date) == group)
    yield from _section(group, entries, width)


def _group(date: DateEvidence) -> str:
    if date.kind is DateKind.COMMENT:
        return "DATES OF COMMENTS"  # not listed one by one: the comments are counted
    if date.kind is DateKind.IN_TEXT:
        return "DATES IN THE TEXT"
    return "DATES ACCEPTED" if date.accepted else "DATES REFUSED"


def _date(words: Words, date: DateEvidence) -> str:
    where = f"“{words.quote(date.basis, 60)}” {place((date.basis,))}" if date.basis else "not in the text"
    value = f" = {date.value}" if date.value else ""
    return f"{where}{value}, {date.kind}: {one_line(words.mask.say(date.why))}"


# ---------------------------------------------------------------------------------------------- events


def _main(words: Words, width: int) -> Lines:
    """What the article is about, as far as it says so."""
    about = words.coded.main
    if about is None:
        return
    event = event_of(words.coded, about.event)
    asked = (("who", about.who), ("what", about.what), ("when", about.when), ("where", about.where))
    lines = [f"{name}: “{words.quote(span, 160)}” {place((span,))}" for name, span in asked if span]
    if event:
        lines = [headline(words, event[1]), *lines]
    elif not lines:
        return
    yield from _section("MAIN EVENT", [(event[0] if event else "", lines)], width)


def _events(words: Words, width: int, *, told: bool) -> Lines:
    """The events told as facts, or the others: never both under one heading."""
    entries = [
        (
            name,
            (headline(words, one), f"{circumstances(words, one)} · {basis(words, one)}", _doubt(words, one)),
        )
        for name, one in main_first(words.coded)
        if told == (status_of(one.factuality) in FACTS)
    ]
    yield from _section("EVENTS" if told else "NOT TOLD AS FACTS", entries, width)


def _doubt(words: Words, event: Event) -> str:
    """How far the source commits itself; empty where it says the plain thing."""
    value = event.factuality
    said = factuality(value)
    if value.condition:
        said += f"; condition: “{words.quote(value.condition, 80)}” {place((value.condition,))}"
    return "" if said in {"asserted", "asserted, past"} else said


# ------------------------------------------------------------------------------------------ statements


def _numbered(words: Words, *, style: set[Style] | None = None) -> Iterator[tuple[str, Statement]]:
    for at, one in enumerate(words.coded.statements, start=1):
        if one.lane is Lane.ARTICLE and (style is None or one.style in style):
            yield f"s{at}", one


def _guessed(one: Statement) -> bool:
    return not one.chain and one.factuality.kind is FactualityKind.SPECULATED


def _said(words: Words, width: int) -> Lines:
    styles = {Style.DIRECT, Style.INDIRECT, Style.MIXED}
    entries = [
        (name, _statement(words, one)) for name, one in _numbered(words, style=styles) if not _guessed(one)
    ]
    yield from _section("STATEMENTS", entries, width)


def _statement(words: Words, one: Statement) -> Iterator[str]:
    yield f"{words.chain(one)} ({one.style}, {factuality(one.factuality)}):"
    yield f"{words.content(one, _LONGEST)} {place(one.content)}"
    if one.factuality.condition:
        yield f"condition: “{words.quote(one.factuality.condition, 120)}” {place((one.factuality.condition,))}"
    if one.addressee:
        yield f"to: {words.source(one.addressee)} {place((one.addressee.span,))}"
    if one.insertions:
        inserted = "; ".join(words.quote(span, 60) for span in one.insertions)
        yield f"inserted by the editor: {inserted} {place(one.insertions)}"


def _silences(words: Words, width: int) -> Lines:
    entries = []
    for name, one in _numbered(words, style={Style.SILENCE}):
        topic = f" {place((one.topic,))}" if one.topic else ""
        entries.append((name, (f"{words.chain(one)}: {words.content(one, 200) or 'topic unknown'}{topic}",)))
    yield from _section("SILENCES", entries, width)


def _guesses(words: Words, width: int) -> Lines:
    entries = [(name, _guess(words, one)) for name, one in _numbered(words) if _guessed(one)]
    yield from _section("THE OUTLET'S OWN SPECULATION", entries, width)


def _guess(words: Words, one: Statement) -> Iterator[str]:
    cues = ", ".join(f"“{words.quote(cue, 40)}”" for cue in one.factuality.cues)
    said = f"{words.outlet()} ({factuality(one.factuality)}{', by ' + cues if cues else ''}):"
    yield f"{said} {words.content(one, _LONGEST)} {place(one.content)}"


def _own(words: Words, width: int) -> Lines:
    own = [pair for pair in _numbered(words, style={Style.OUTLET}) if not _guessed(pair[1])]
    entries = [(name, _statement(words, one)) for name, one in own]
    yield from _section("IN THE OUTLET'S OWN WORDS", entries, width)


# ---------------------------------------------------------------------------------------------- actors


def _actors(words: Words, width: int) -> Lines:
    coded = words.coded
    regions = comment_regions(coded)
    named = Counter(one.actor for one in coded.mentions if one.actor and not within(regions, one.span))
    known = [(f"a{at}", one) for at, one in enumerate(coded.actors, start=1) if named[one.id]]
    known.sort(key=lambda pair: (-named[pair[1].id], pair[1].name))
    entries = [(name, (_actor(words, one, named[one.id]),)) for name, one in known]
    yield from _section("ACTORS IN THE ARTICLE", entries, width)
    unresolved = sum(1 for one in coded.mentions if one.actor is None and not within(regions, one.span))
    if entries and unresolved:
        open_ones = f"and {count(unresolved, 'mention')} of nobody known, or of two who fit equally well"
        yield from _entry("", (open_ones,), width)


def _actor(words: Words, one: Actor, mentions: int) -> str:
    learnt = ", learnt from this page" if one.id.startswith("local:") else ""
    name = one_line(words.mask.say(one.name))
    country = f", {one.country}" if one.country else ""
    return f"{name}{country} — {words.office(one)}{learnt} · {count(mentions, 'mention')}"


# ---------------------------------------------------------------------------------------------- thread


def _thread(words: Words, width: int) -> Lines:
    thread = words.coded.thread
    if thread is None:
        return
    yield "COMMENTS"
    named = [(f"c{at}", one) for at, one in enumerate(thread.comments, start=1)]
    yield from _entry("", _counts(words, thread), width)
    for name, one in named:
        if answer := words.reply(one):
            yield from _entry(name, (f"{words.commenter(one)} answers {answer}",), width)
    for name, one in named:
        for pair in one.quotes:
            yield from _entry(name, (_quotation(words, one, pair.of, place((pair.source,))),), width)
    for number, (name, one) in enumerate(named):
        for stance in words.coded.stances:
            if stance.comment == number:
                yield from _entry(name, (_stance(words, one, stance),), width)
    hidden = [(name, one) for name, one in named if folded(one)]
    for name, one in hidden:
        text = f"1 comment folded ({folding(one)}) {place((one.span,))}"
        yield from _entry(name, (text,), width)


def _counts(words: Words, thread: Thread) -> Iterator[str]:
    declared = "the page declares no number"
    if thread.declared is not None:
        missing = f", {thread.missing} not on the page" if thread.missing else ""
        declared = f"{thread.declared} declared{missing}"
    names = {words.commenter(one) for one in thread.comments if one.author}
    nameless = sum(1 for one in thread.comments if one.author is None)
    yield f"{count(len(thread.comments), 'comment')} found, {declared}; {_people(len(names), nameless)}"
    proven = sum(1 for one in thread.comments if one.reply_to is not None)
    inferred = sum(1 for one in thread.comments if one.reply_inferred is not None)
    of_article = sum(1 for one in thread.comments for pair in one.quotes if pair.of is None)
    rows = sum(1 for one in words.coded.statements if one.lane is Lane.COMMENTS)
    said = (count(proven, "proven reply", "proven replies"), count(inferred, "inferred one"))
    yield f"{', '.join(said)}; {count(of_article, 'quotation')} of the article; {count(rows, 'statement')} in comments"
    if words.coded.stances:
        yield _stances(words.coded.stances)
    if dated := sorted(one.posted for one in thread.comments if one.posted):
        yield f"{count(len(dated), 'comment')} dated, from {one_line(dated[0])} to {one_line(dated[-1])}"


def _stances(stances: Iterable[Stance]) -> str:
    """How many stances of each kind: ``stances: 2 agree, 1 disputes``."""
    kinds = Counter(one.kind for one in stances)
    return "stances taken outright: " + ", ".join(
        f"{kinds[kind]} {kind}" for kind in StanceKind if kinds[kind]
    )


def _stance(words: Words, comment: Comment, one: Stance) -> str:
    """One line; the words of a folded comment are not shown."""
    said = "" if folded(comment) else f": “{words.quote(one.span, 80)}”"
    return f"{words.commenter(comment)} {words.stance(one)}{said} {place((one.span,))}"


def _people(names: int, nameless: int) -> str:
    said = f"{count(names, 'commenter')} named"
    return f"{said}, {count(nameless, 'comment')} without a name" if nameless else said


def _quotation(words: Words, comment: Comment, of: int | None, where: str) -> str:
    what = "the article" if of is None else f"c{of + 1}"
    return f"{words.commenter(comment)} quotes {what} {where}"


# -------------------------------------------------------------------------------------------- problems


def _problems(words: Words, width: int) -> Lines:
    named = [(f"p{at}", one) for at, one in enumerate(words.coded.problems, start=1)]
    named.sort(key=lambda pair: not pair[1].grave)
    entries = [(name, problem_lines(words, one)) for name, one in named]
    yield from _section("PROBLEMS", entries, width)


def problem_lines(words: Words, one: Problem) -> Iterator[str]:
    """A problem in words: what, where, and how to mend it."""
    where = f" {place((one.span,))}" if one.span else ""
    grave = "GRAVE: " if one.grave else ""
    yield f"{grave}{one.code}: {one_line(words.mask.say(one.detail))}{where}"
    yield f"→ {one.remedy}"


def _balance(words: Words, width: int) -> Lines:
    coded = words.coded
    own = [one for one in coded.statements if one.lane is Lane.ARTICLE]
    silent = sum(1 for one in own if one.style is Style.SILENCE)
    said = [
        count(len(own) - silent, "statement"),
        count(silent, "silence"),
        count(len(coded.mentions), "mention"),
        count(len(coded.thread.comments) if coded.thread else 0, "comment"),
        count(len(coded.events), "event"),
        count(len(coded.problems), "problem"),
    ]
    blocks = count(len(coded.layout.blocks), "block")
    made = f"dragoman {coded.run.version}, knowledge {coded.run.kit[:12]}"
    yield "─" * min(width, 88)
    yield from textwrap.wrap(f"{', '.join(said)} from {blocks} · {made}", width, break_on_hyphens=False)
