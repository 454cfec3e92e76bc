"""The dates of an HTML page: what its markup, its address and its text say, and the one that is believed."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date

from dragoman.dates import FoundDate, earliest, find_dates
from dragoman.dates.absolute import whole_day
from dragoman.model import Block, BlockKind, CommentPart, DateEvidence, DateKind, Layout, MarkupFact, Page
from dragoman.pages.date_candidates import Candidate, addresses, month_in, stated_candidates, stated_value
from dragoman.pages.date_places import Places, anchors_of
from dragoman.pages.date_trust import Choice, barred, choose, in_context
from dragoman.pages.date_verdicts import Zones, judge, label_before
from dragoman.pages.fact_names import Tells, told_by
from dragoman.pages.headline import Headline
from dragoman.pages.time_elements import stated_time

#: How much of a block is read around a day, in characters: labels stand before it, the time of day beside it.
_BEFORE, _AFTER = 64, 40
#: So many days of one page are looked at closely; more stand in a table or a thread.
_MOST = 400
_AGREES = "; it agrees with the one chosen"


def day_candidates(page: Page, layout: Layout, headline: Headline | None) -> list[Candidate]:
    """Every day that might be that of publication, with its traits, agreement among them too. Empty for plain text."""
    if page.tree is None:
        return []
    stated = stated_candidates(page, headline.text if headline else "")
    anchors = anchors_of(layout.blocks, headline.span if headline else None)
    places = Places(page, page.tree, layout.blocks, anchors)
    shown = places.candidates({one.day for one in stated}, day_first=day_first(page))
    month = month_in(address for address, _ in addresses(page))
    pictures = month_in(fact.value for fact in page.facts if fact.name == "og:image")
    return in_context([*stated, *shown], month, pictures)


def day_first(page: Page) -> bool | None:
    """Whether 03/04 is 3 April, by the language that the page states; None where English does not say whose."""
    stated = [
        fact.value.lower().replace("_", "-")
        for name in ("og:locale", "lang")
        for fact in page.facts
        if fact.name == name
    ]
    for language in stated:
        if not language.startswith("en"):
            return True
        if "-" in language:
            return language[3:5] not in {"us", "ph"}
    return None


def html_dates(
    page: Page, layout: Layout, headline: Headline | None
) -> tuple[list[DateEvidence], DateEvidence | None]:
    """All evidence of an HTML page, markup before text, and the one that is believed, if any."""
    candidates = day_candidates(page, layout, headline)
    choice = choose(candidates)
    listed = [*_in_markup(page.facts), *_in_text(page, layout.blocks, candidates)]
    listed += _unlisted(listed, choice)
    judged = [_verdict(one, choice) for one in listed]
    if choice is not None and not any(one.accepted for one in judged):
        judged = [*_without_place(judged, choice), _chosen(choice)]
    return judged, _best(judged, choice)


def _in_markup(facts: Iterable[MarkupFact]) -> Iterator[DateEvidence]:
    """Meta tags and linked data that say when the article appeared or changed."""
    for fact in facts:
        tells = told_by(fact.name.removeprefix("json-ld:").removeprefix("itemprop:"))
        if tells is Tells.MODIFIED or tells is Tells.PUBLISHED:
            value = stated_value(fact.value)
            good = tells is Tells.PUBLISHED and value is not None
            why = "the page's markup states it" if good else "it tells of a change" if value else "not a date"
            kind = DateKind.PUBLISHED if tells is Tells.PUBLISHED else DateKind.MODIFIED
            yield DateEvidence(value=value and value[1], kind=kind, accepted=good, why=why, path=fact.path)


def _in_text(page: Page, blocks: Sequence[Block], candidates: Iterable[Candidate]) -> Iterator[DateEvidence]:
    """The days in the text, in page order, as their blocks have them judged."""
    zones, starts = Zones(blocks), [block.span.start for block in blocks]
    spans = sorted({(one.basis.start, one.basis.end, one.day) for one in candidates if one.basis is not None})
    done = -1
    for start, end, day in spans[:_MOST]:
        at = max(0, bisect_right(starts, start) - 1)
        block = blocks[at]
        if start < done or block.kind is BlockKind.RELATED or block.part is CommentPart.BODY:
            continue
        text, found = _around(page, block, start, end, day)
        if found is None:
            continue
        done = block.span.start + found.end
        exact = stated_time(page, start)
        told = replace(found, value=exact) if exact and block.kind is BlockKind.COMMENT else found
        evidence = judge(page, block, told, text, zones.place(at, label_before(page, blocks, at)))
        if evidence is not None:
            exact = None if evidence.kind is DateKind.IN_TEXT else exact
            yield replace(evidence, value=exact or evidence.value)


def _around(page: Page, block: Block, start: int, end: int, day: date) -> tuple[str, FoundDate | None]:
    """The text of a block near a day, all before it blank, and the day as found there, with its time of day."""
    first, last = max(block.span.start, start - _BEFORE), min(block.span.end, end + _AFTER)
    if last <= start:
        return "", None
    blank = first - block.span.start
    near = page.text[first:last]
    for found in find_dates(near, day_first=None):
        if (
            found.start + first < end
            and start < found.end + first
            and found.value
            and earliest(found.value) == day
        ):
            break
    else:
        if end > last:
            return "", None
        found = whole_day(start - first, end - first, day)
    return " " * blank + near, replace(found, start=found.start + blank, end=found.end + blank)


def _chosen(choice: Choice) -> DateEvidence:
    """The best candidate as evidence of its own, where no block and no statement proved it."""
    top = next((one for one in choice.candidates if not barred(one)), choice.candidates[0])
    why = _place(top) if top.basis is not None else _SOURCE.get(top.group, _SOURCE["meta"])
    return DateEvidence(
        value=top.value, kind=DateKind.PUBLISHED, accepted=True, why=why, basis=top.basis, path=top.path
    )


def _without_place(judged: Sequence[DateEvidence], choice: Choice) -> list[DateEvidence]:
    """The evidence without what stands where the chosen date stands: it is said once."""
    basis = _chosen(choice).basis
    return [one for one in judged if basis is None or one.basis is None or not one.basis.overlaps(basis)]


def _unlisted(listed: Sequence[DateEvidence], choice: Choice | None) -> Iterator[DateEvidence]:
    """What the page's address and other markup say of the day that is believed, and nothing else has said yet."""
    paths = {one.path for one in listed if one.path is not None}
    spans = [one.basis for one in listed if one.basis is not None]
    for one in choice.candidates if choice is not None else ():
        if one.path in paths and one.path is not None:
            continue
        if one.basis is not None and any(one.basis.overlaps(span) for span in spans):
            continue
        if one.group == "text" or (
            one.group == "time" and one.traits & {"aside", "in comment", "in related", "at below"}
        ):
            continue
        paths |= {one.path} if one.path is not None else set()
        yield DateEvidence(
            value=one.value, kind=DateKind.PUBLISHED, accepted=True, why=_SOURCE.get(one.group, _SOURCE["meta"]),
            basis=one.basis, path=one.path,
        )  # fmt: skip


_SOURCE = {
    "meta": "the page's markup states it",
    "address": "it stands in the page's address",
    "time": "an element of the page states it",
    "script": "the data of the page's program state it",
}


def _verdict(one: DateEvidence, choice: Choice | None) -> DateEvidence:
    """The evidence with its verdict in the light of the day that is believed."""
    day = earliest(one.value) if one.value else None
    if choice is not None and day == choice.day:
        return one if one.accepted else _raised(one, choice)
    if not one.accepted:
        return one
    if choice is None:
        return replace(one, accepted=False, why=f"{one.why}, but nothing else bears it out")
    why = f"{one.why}, but another date is trusted more: {choice.day.isoformat()}"
    return replace(one, accepted=False, why=why)


def _raised(one: DateEvidence, choice: Choice) -> DateEvidence:
    """Evidence of the day that is believed, which its block alone would not have proved."""
    top = choice.candidates[0]
    if (
        one.kind is not DateKind.IN_TEXT
        or one.basis is None
        or top.basis is None
        or not top.basis.overlaps(one.basis)
    ):
        return one
    return replace(one, kind=DateKind.PUBLISHED, accepted=True, why=_place(top))


def _place(top: Candidate) -> str:
    if "says published" in top.traits:
        return "the page says when it was published"
    if "first under title" in top.traits:
        return "it is the first date under the headline"
    return "of all dates on the page its place is that of a publication date"


def _best(judged: Sequence[DateEvidence], choice: Choice | None) -> DateEvidence | None:
    """The evidence that stands for the day that is believed: with a time of day before one without."""
    good = [one for one in judged if one.accepted]
    if not good or choice is None:
        return None
    timed = [one for one in good if one.value and "T" in one.value]
    return timed[0] if timed else good[0]
