"""What stands beside a painted page: the rows that were read, each with a link to its words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from html import escape

from dragoman.export.choosing import FACTS, status_of
from dragoman.export.happenings import basis, circumstances, event_of, headline, main_first, trigger, warning
from dragoman.export.plain import one_line, plain
from dragoman.export.reading import ASIDE, comment_regions, folded, saved, within
from dragoman.export.wording import Words, count, factuality, place
from dragoman.model import Actor, DateEvidence, DateKind, Event, Lane, Problem, Statement, Style


def facts_of(words: Words) -> Iterator[tuple[str, str]]:
    """What is known about the page as a whole, as pairs of a name and a value."""
    page, article = words.coded.page, words.coded.article
    published = article.published.value if article and article.published else page.supplied.published
    yield "Outlet", page.supplied.outlet or page.outlet or "unknown"
    yield "Published", published or "unknown"
    yield "Saved", saved(words.coded) or "unknown"
    yield "Address", page.supplied.url or page.url or "unknown"
    yield "File", page.locator.file + page.locator.inside
    yield (
        "Page",
        f"{page.id[:16]}…, {len(page.text):,} characters, {page.encoding.name}, layout {words.coded.layout.name}",
    )


def sections(words: Words) -> Iterator[str]:
    """The sections beside the page as HTML; empty ones are left out."""
    coded = words.coded
    named = [(f"s{at}", one) for at, one in enumerate(coded.statements, start=1)]
    own = [pair for pair in named if pair[1].lane is Lane.ARTICLE]
    said = [pair for pair in own if pair[1].style is not Style.SILENCE]
    silent = [pair for pair in own if pair[1].style is Style.SILENCE]
    dates = enumerate(coded.article.dates if coded.article else (), start=1)
    facts = [pair for pair in main_first(coded) if status_of(pair[1].factuality) in FACTS]
    others = [pair for pair in main_first(coded) if status_of(pair[1].factuality) not in FACTS]
    yield from _section("Main event", _main(words), counted=False)
    yield from _section("Events", (_event(words, *pair) for pair in facts))
    yield from _section("Not told as facts", (_event(words, *pair) for pair in others))
    yield from _section("Statements", (_statement(words, *pair) for pair in said))
    yield from _section("Silences", (_statement(words, *pair) for pair in silent))
    yield from _section(
        "Dates", (_date(words, f"d{at}", date) for at, date in dates if date.kind is not DateKind.COMMENT)
    )
    yield from _section("Actors in the article", _actors(words))
    yield from _section("Comments", _thread(words))
    yield from _section("Statements in comments", _in_comments(words, named))
    yield from _section(
        "Problems", (_problem(words, f"p{at}", one) for at, one in enumerate(coded.problems, start=1))
    )


def _section(title: str, items: Iterable[str], *, counted: bool = True) -> Iterator[str]:
    rows = list(items)
    if not rows:
        return
    number = f" <small>{len(rows)}</small>" if counted else ""
    yield f'<section class="card" aria-label="{title}"><h2>{title}{number}</h2>\n<ul class="rows">\n'
    yield from rows
    yield "</ul></section>\n"


def _t(text: str) -> str:
    return escape(plain(text), quote=True)


def _chips(*names: str) -> str:
    return "".join(f'<span class="chip">{_t(name)}</span>' for name in names)


def _statement(words: Words, name: str, one: Statement) -> str:
    spans = one.content or ((one.topic,) if one.topic else ())
    said = f'<a class="name" href="#{name}">{name}</a>' if spans else f'<span class="name">{name}</span>'
    out = [f'<li id="row-{name}"><p>{said}{_t(words.chain(one))}</p>']
    if spans:
        out.append(f'<p class="said" dir="auto">{_t(words.content(one, 400))}</p>')
    if one.factuality.condition:
        out.append(f"<p>condition: {_t(words.quote(one.factuality.condition, 120))}</p>")
    chips = _chips(str(one.style), *factuality(one.factuality).split(", "))
    return (
        f'{"".join(out)}<p>{chips}<span class="soft">{place(spans)} · rule {_t(one.rule)}</span></p></li>\n'
    )


def _main(words: Words) -> Iterator[str]:
    about = words.coded.main
    if about is None:
        return
    event = event_of(words.coded, about.event)
    asked = (("who", about.who), ("what", about.what), ("when", about.when), ("where", about.where))
    said = "".join(
        f'<p><span class="soft">{name}</span> {_t(words.quote(span, 160))} <span class="soft">{place((span,))}</span></p>'
        for name, span in asked
        if span
    )
    head = f"<p>{_link(*event)}{_t(headline(words, event[1]))}</p>" if event else ""
    if head or said:
        yield f"<li>{head}{said}</li>\n"


def _event(words: Words, name: str, one: Event) -> str:
    bad = _t(warning(one).rstrip(": "))
    chips = f'<span class="chip bad">{bad}</span>' if bad else ""
    chips += _chips(*factuality(one.factuality).split(", "))
    said = _t(headline(words, one).removeprefix(warning(one)))
    return (
        f'<li id="row-{name}"><p>{_link(name, one)}{said}</p><p>{_t(circumstances(words, one))}</p>'
        f'<p>{chips}<span class="soft">{_t(basis(words, one))} · rule {_t(one.rule)}</span></p></li>\n'
    )


def _link(name: str, one: Event) -> str:
    """The event's name, with a link to the words that told it."""
    return (
        f'<a class="name" href="#{name}">{name}</a>' if trigger(one) else f'<span class="name">{name}</span>'
    )


def _date(words: Words, name: str, date: DateEvidence) -> str:
    link = f'<a class="name" href="#{name}">{name}</a>' if date.basis else f'<span class="name">{name}</span>'
    verdict = _chips("accepted") if date.accepted else '<span class="chip bad">refused</span>'
    verdict = "" if date.kind in ASIDE else verdict
    quoted = f"“{words.quote(date.basis, 80)}” {place((date.basis,))}" if date.basis else "not in the text"
    why = one_line(words.mask.say(date.why))
    return (
        f'<li id="row-{name}"><p>{link}{_t(date.value or "no fixed date")} {verdict}{_chips(date.kind)}</p>'
        f'<p class="soft">{_t(quoted)}: {_t(why)}</p></li>\n'
    )


def _actors(words: Words) -> Iterator[str]:
    regions = comment_regions(words.coded)
    inside = [
        (at, one) for at, one in enumerate(words.coded.mentions, start=1) if not within(regions, one.span)
    ]
    named = Counter(one.actor for _, one in inside if one.actor)
    first = {one.actor: f"m{at}" for at, one in reversed(inside)}
    known = [(at, one) for at, one in enumerate(words.coded.actors, start=1) if named[one.id]]
    for at, one in sorted(known, key=lambda pair: (-named[pair[1].id], pair[1].name)):
        yield _actor(words, f"a{at}", one, named[one.id], first[one.id])


def _actor(words: Words, name: str, one: Actor, mentions: int, first: str) -> str:
    learnt = ", learnt from this page" if one.id.startswith("local:") else ""
    shown = one_line(words.mask.say(one.name))
    country = _chips(one.country) if one.country else ""
    return (
        f'<li id="row-{name}"><p><a class="name" href="#{first}">{_t(shown)}</a>{country}</p>'
        f'<p class="soft">{_t(words.office(one))}{learnt} · {count(mentions, "mention")}</p></li>\n'
    )


def _thread(words: Words) -> Iterator[str]:
    thread = words.coded.thread
    for at, one in enumerate(thread.comments if thread else (), start=1):
        notes = [f"answers {answer}"] if (answer := words.reply(one)) else []
        quoted = sum(1 for pair in one.quotes if pair.of is None)
        notes += [count(quoted, "quotation") + " of the article"] if quoted else []
        notes += [words.stance(stance) for stance in words.coded.stances if stance.comment == at - 1]
        chip = '<span class="chip bad">folded</span>' if folded(one) else ""
        said = f'<p class="soft">{_t("; ".join(notes))}</p>' if notes else ""
        yield f'<li><p><a class="name" href="#c{at}">c{at}</a>{_t(words.commenter(one))} {chip}</p>{said}</li>\n'


def _in_comments(words: Words, named: list[tuple[str, Statement]]) -> Iterator[str]:
    for name, one in named:
        if one.lane is Lane.COMMENTS and not words.folds(one.comment):
            yield _statement(words, name, one)


def _problem(words: Words, name: str, one: Problem) -> str:
    where = f" {place((one.span,))}" if one.span else ""
    grave = '<span class="chip bad">grave</span>' if one.grave else ""
    return (
        f'<li id="row-{name}"><p><span class="name">{_t(one.code)}</span>{grave}</p>'
        f'<p>{_t(one_line(words.mask.say(one.detail)))}{where}</p><p class="soft">{_t(one.remedy)}</p></li>\n'
    )
