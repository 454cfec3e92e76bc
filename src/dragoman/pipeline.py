"""The stages in order, nothing else."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from dragoman._version import __version__
from dragoman.actors import Mentions, find_mentions, office_bounds, readings_of
from dragoman.dates import Anchors, Bound, Limits, bound, limits
from dragoman.events import Surroundings, code_events, main_event
from dragoman.kit import Kit
from dragoman.language import parse, split
from dragoman.model import (
    Actor,
    ActorKind,
    Article,
    BlockKind,
    Coded,
    DateKind,
    Lane,
    Mention,
    MentionKind,
    Page,
    Problem,
    ReplyBasis,
    Run,
    Span,
    Thread,
)
from dragoman.pages import article_of, lay_out, thread_of
from dragoman.places import find_places
from dragoman.statements import find_days, find_stances, find_statements, speaking, weighed

#: Languages, in ISO 639-1, whose sentences are coded.
CODED_LANGUAGES = frozenset({"en"})
_NO_PLACES = frozenset({ActorKind.PERSON, ActorKind.GROUP, ActorKind.OUTLET, ActorKind.AGENCY})


def code_page(page: Page, kit: Kit) -> Coded:
    """Everything that is read from ``page`` with the knowledge in ``kit``.

    A pure function: the same page and kit give the same rows. Comments never change a row of the article.
    """
    layout, layout_problems = lay_out(page, kit.layouts)
    article = article_of(page, layout, kit.layouts)
    thread = thread_of(page, layout, article, kit.layouts, kit.labels)
    language = _unread_language(article)
    # Rules for English would only guess in other languages: the page is read and laid out, and not coded.
    coded_blocks = layout.blocks if language is None else ()
    whole, split_problems = split(page, coded_blocks, kit.boundaries)
    sentences, parse_problems = parse(whole, kit.parser)
    mentions, mention_problems = find_mentions(sentences, kit.actors, _on(article))
    bounds = _bounds(article, mentions, kit)
    article = _within(article, bounds)
    if article is not None and article.written is not None:
        # Who is meant by an office depends on the days, and the offices named have told them.
        mentions, mention_problems = find_mentions(sentences, kit.actors, article.written)
    actors = {actor.id: actor for actor in mentions.actors}
    named, place_problems = find_places(
        page,
        [one for one in sentences if one.lane is Lane.ARTICLE],
        kit.places,
        named=_no_places(mentions.mentions, actors),
    )
    # Comments are parsed for their statements alone: who is named in them is read from the words.
    heard, heard_problems = parse(sentences, kit.parser, at=speaking(sentences, kit.cues))
    statements, statement_problems = find_statements(heard, mentions.mentions, actors, kit.cues, thread)
    stances = find_stances(page, heard, statements, mentions.mentions, actors, kit.cues, thread)
    places = tuple(one.as_place() for one in named if one.place is not None)
    around = Surroundings(
        readings=readings_of(sentences, mentions, kit.actors, _on(article), places),
        statements=statements,
        dated=find_days(sentences, _anchors(article)),
        places=places,
        written=_written(article),
    )
    events, own = code_events(sentences, around, kit.codebook)
    problems = (
        *_page_problems(page),
        *layout_problems,
        *_date_problems(page, article, bounds),
        *_language_problems(page, language),
        *_thread_problems(page, thread),
        *split_problems,
        *parse_problems,
        *mention_problems,
        *place_problems,
        *heard_problems,
        *statement_problems,
    )
    return Coded(
        page=page,
        layout=layout,
        article=article,
        thread=thread,
        mentions=mentions.mentions,
        actors=mentions.actors,
        statements=(*statements, *weighed(own, kit.cues)),
        events=events,
        problems=problems,
        run=Run(version=__version__, kit=kit.digest),
        places=places,
        stances=stances,
        main=main_event(sentences, events, around.dated, places, around.written),
    )


def sentence_starts(coded: Coded, kit: Kit) -> tuple[int, ...]:
    """Where the sentences of headline, text under it, subheads and paragraphs begin, in page order (code points).

    A record holds no sentences; for a page that was coded with ``kit`` these are those that were read.
    """
    sentences, _ = split(coded.page, coded.layout.blocks, kit.boundaries)
    return tuple(
        one.span.start for one in sentences if one.lane is Lane.ARTICLE and one.kind is not BlockKind.CAPTION
    )


def _no_places(mentions: Sequence[Mention], actors: Mapping[str, Actor]) -> tuple[Span, ...]:
    """The names of those who are no places: persons, groups, media, international bodies."""
    spans = []
    for mention in mentions:
        actor = actors.get(mention.actor or "")
        if actor is None or mention.kind is not MentionKind.NAME:
            continue
        if actor.kind in _NO_PLACES or (actor.kind is ActorKind.BODY and actor.type == "igo"):
            spans.append(mention.span)
    return tuple(spans)


def _on(article: Article | None) -> str | None:
    """The date as of which actors are resolved: the publication date, else everything up to the last day."""
    if article is None:
        return None
    if article.published is not None and article.published.value is not None:
        return article.published.value
    return f"../{article.not_after}" if article.not_after else None


def _written(article: Article | None) -> str | None:
    """When the article was written in EDTF: its day, else the interval that is left, else what ends it."""
    if article is None:
        return None
    if article.published is not None and article.published.value is not None:
        return article.published.value
    return article.written or (f"../{article.not_after}" if article.not_after else None)


def _anchors(article: Article | None) -> Anchors:
    """What the dates of the text count from: the day of publication, else between which days that lies."""
    written = _written(article)
    if article is None or written is None:
        return Anchors()
    if article.published is not None and article.published.value is not None:
        return Anchors(metadata=written)
    return Anchors(bounds=(Bound(interval=written, why="the page was written then"),))


def _page_problems(page: Page) -> tuple[Problem, ...]:
    problems = []
    if (nul := page.text.find("\0")) >= 0:
        detail = f"{page.text.count(chr(0))} NUL characters, the first here"
        problems.append(
            Problem(code="nul-character", page=page.id, span=page.span(nul, nul + 1), detail=detail)
        )
    if page.encoding.replaced:
        at = page.text.find("\ufffd")
        detail = f"{page.encoding.replaced} places are not {page.encoding.name} ({page.encoding.basis})"
        span = page.span(at, at + 1) if at >= 0 else None
        problems.append(Problem(code="undecodable-bytes", page=page.id, span=span, detail=detail))
    return tuple(problems)


def _unread_language(article: Article | None) -> str | None:
    """The language of the article when it is known and none that is coded; else None."""
    about = article.about if article is not None else None
    stated = about.language if about is not None else None
    # What only markup states is often a template's: it takes the text itself to leave a page uncoded.
    if stated is None or stated.text in CODED_LANGUAGES or stated.path is not None:
        return None
    return stated.text


def _language_problems(page: Page, language: str | None) -> tuple[Problem, ...]:
    if language is None:
        return ()
    detail = f"the article is written in another language ({language}): read and laid out, not coded"
    return (Problem(code="language-unsupported", page=page.id, detail=detail),)


def _bounds(article: Article | None, mentions: Mentions, kit: Kit) -> Limits:
    """Between which days an undated page can have been written: the offices that it gives people, and when it was saved."""
    if article is None or (article.published is not None and article.published.value is not None):
        return Limits()
    told = [Bound(interval=days, why=why) for days, why in office_bounds(mentions.titled, kit.actors)]
    if not told:
        return Limits()
    if article.not_after:
        told.append(Bound(interval=f"../{article.not_after}", why="the page was loaded or saved then"))
    return limits(told)


def _within(article: Article | None, bounds: Limits) -> Article | None:
    if article is None or (bounds.not_before is None and bounds.not_after is None):
        return article
    first = bounds.not_before.isoformat() if bounds.not_before else ".."
    last = bounds.not_after.isoformat() if bounds.not_after else ".."
    return replace(article, written=f"{first}/{last}")


def _date_problems(page: Page, article: Article | None, bounds: Limits) -> tuple[Problem, ...]:
    if article is None:
        return ()
    problems = [
        Problem(
            code="page-clock-refused",
            page=page.id,
            span=date.basis,
            detail=f"{date.value or 'a date'}: {date.why}",
        )
        for date in article.dates
        if date.kind is DateKind.PAGE_CLOCK
    ]
    if article.published is None:
        detail = "the page does not say when it was published"
        if bounds.contradiction is not None:
            detail += f"; {' and '.join(bounds.contradiction)}, which cannot both be"
        if bounds.not_before is not None:
            detail += f"; not before {bounds.not_before}: {bounds.why_before}"
        if bounds.not_after is not None:
            detail += f"; not after {bounds.not_after}: {bounds.why_after}"
        problems.append(Problem(code="no-published-date", page=page.id, detail=detail))
    if (why := _contradiction(page, article)) is not None:
        span = article.published.basis if article.published is not None else None
        problems.append(Problem(code="supplied-contradicts", page=page.id, span=span, detail=why))
    return tuple(problems)


def _contradiction(page: Page, article: Article) -> str | None:
    """What the page says that cannot be true together with the publication date the user supplied."""
    supplied, stated = page.supplied.published, article.published
    if supplied is None:
        return None
    first, last = bound(supplied)
    if stated is not None and stated.value is not None and (stated.basis or stated.path):
        begin, end = bound(stated.value)
        if (last and begin and last < begin) or (first and end and end < first):
            return f"supplied {supplied}, but the page says {stated.value}"
    if first is not None and article.not_after is not None and first.isoformat() > article.not_after:
        return f"supplied {supplied}, but the page was loaded or saved by {article.not_after}"
    return None


def _thread_problems(page: Page, thread: Thread | None) -> tuple[Problem, ...]:
    if thread is None:
        return ()
    problems = []
    if thread.missing:
        detail = f"the page declares {thread.declared} comments and {len(thread.comments)} are found"
        problems.append(
            Problem(code="comments-missing", page=page.id, span=thread.declared_basis, detail=detail)
        )
    for number, comment in enumerate(thread.comments):
        if comment.reply_basis is ReplyBasis.NAMED:
            detail = f"comment c{number + 1} answers someone whose comment cannot be told on this page"
            problems.append(
                Problem(code="reply-unresolved", page=page.id, span=comment.reply_name, detail=detail)
            )
    return tuple(problems)
