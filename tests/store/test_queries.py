"""Questions to an archive: both databases answer alike, and as plain Python over the coded pages does."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import LargeBinary, select

from dragoman.errors import InputError
from dragoman.export import status_of
from dragoman.export.days import days_of
from dragoman.model import Coded, Event, Lane, Participant, Place, Statement, Style, Verdict
from dragoman.store import Archive, Reader, anchor_of, schema as t
from dragoman.store.queries import (
    Filters,
    Meant,
    Period,
    actors,
    behind,
    events,
    names,
    plain,
    quotes,
    relation,
    search,
    who,
)
from tests.store.conftest import Places
from tests.store.made import AT, KIT, VERSION, Example, judged, put, tiny

Both = tuple[Archive, Archive]


def pages(coded: tuple[Example, ...]) -> list[Coded]:
    return [one.coded for one in coded]


def page_days(coded: Coded) -> tuple[str | None, str | None]:
    article = coded.article
    if article is None:
        return None, None
    value = (article.published.value if article.published else None) or article.written
    return bounds(value or (f"../{article.not_after}" if article.not_after else None))


def bounds(value: str | None) -> tuple[str | None, str | None]:
    days = days_of(value)
    return (
        days.first.isoformat() if days.first else None,
        days.last.isoformat() if days.last else None,
    )


def between(found: tuple[str | None, str | None], filters: Filters) -> bool:
    first, last = found
    since, until = filters.since, filters.until
    if filters.possibly:
        return (since is None or last is None or last >= since) and (
            until is None or first is None or first <= until
        )
    return (since is None or (first is not None and first >= since)) and (
        until is None or (last is not None and last <= until)
    )


def on_page(coded: Coded, filters: Filters) -> bool:
    outlet = coded.page.supplied.outlet or coded.page.outlet
    about = coded.article.about if coded.article else None
    outlet = outlet or (about.outlet.text if about and about.outlet else None)
    if filters.outlet is not None and filters.outlet.lower() not in (outlet or "").lower():
        return False
    return filters.page is None or coded.page.id.startswith(filters.page)


def is_folded(coded: Coded, comment: int | None) -> bool:
    return comment is not None and coded.thread is not None and bool(coded.thread.comments[comment].labels)


def ids_of(coded: list[Coded], meant: Meant) -> set[str]:
    if meant.countries:
        return {one.id for page in coded for one in page.actors if one.country in meant.countries}
    return set(meant.ids)


def quote_fits(page: Coded, one: Statement, filters: Filters, ids: dict[str, set[str]]) -> bool:
    status = "withheld" if one.style is Style.SILENCE else str(status_of(one.factuality))
    sources = [layer.source.actor if layer.source else None for layer in one.chain]
    own = filters.styles or filters.speaker or filters.actor or filters.statuses
    return (
        on_page(page, filters)
        and filters.lane in {None, one.lane}
        and (filters.lane is Lane.ARTICLE or filters.folded or not is_folded(page, one.comment))
        and between(page_days(page), filters)
        and (
            str(one.style) in filters.styles if filters.styles else bool(own) or one.style is not Style.OUTLET
        )
        and (not filters.statuses or status in filters.statuses)
        and (filters.least is None or one.confidence >= filters.least)
        and filters.reviewed is not True
        and (filters.speaker is None or (bool(sources) and sources[-1] in ids[filters.speaker]))
        and (filters.actor is None or bool(ids[filters.actor] & set(sources)))
    )


def country(one: Participant) -> str | None:
    code = (one.code or "")[:3]
    return code if len(code) == 3 and code.isupper() else None


def stands_for(one: Participant, meant: Meant) -> bool:
    return country(one) in meant.countries if meant.countries else one.actor in meant.ids


def pairs(one: Event) -> Iterator[tuple[Participant, Participant]]:
    for first in one.actors:
        for second in one.recipients or one.actors:
            if first is not second:
                yield first, second


def event_fits(page: Coded, one: Event, filters: Filters, meant: dict[str, Meant]) -> bool:
    parties = (*one.actors, *one.recipients)
    asked = [(name.upper(), mode) for name, _, mode in (item.partition("/") for item in filters.categories)]
    where = one.where or Place(name="", span=anchor_of(one)[0])
    return (
        on_page(page, filters)
        and between(bounds(one.when.value if one.when else None), filters)
        and (not asked or any(one.category == name and mode in {"", one.mode} for name, mode in asked))
        and (not filters.statuses or str(status_of(one.factuality)) in filters.statuses)
        and (filters.least is None or one.confidence >= filters.least)
        and filters.reviewed is not True
        and (filters.actor is None or any(stands_for(party, meant[filters.actor]) for party in parties))
        and (filters.dyad is None or dyad_fits(one, filters.dyad, meant))
        and (
            filters.place is None
            or where.country == filters.place
            or (bool(where.name) and filters.place.lower() in where.name.lower())
        )
    )


def dyad_fits(one: Event, dyad: tuple[str, str], meant: dict[str, Meant]) -> bool:
    first, second = (meant[name] for name in dyad)
    return any(
        stands_for(party, here) and stands_for(other, there)
        for party, other in pairs(one)
        for here, there in ((first, second), (second, first))
        if _keys(party) & set(here.keys) and _keys(other) & set(there.keys)
    )


def _keys(one: Participant) -> set[str | None]:
    return {country(one), one.actor}


def meanings(reader: Reader, filters: Filters) -> dict[str, Meant]:
    asked = [filters.actor, filters.speaker, *(filters.dyad or ())]
    return {name: who(reader, name) for name in asked if name is not None}


QUOTES = {
    "all": Filters(),
    "both lanes": Filters(lane=None),
    "comments": Filters(lane=Lane.COMMENTS),
    "hateful too": Filters(lane=Lane.COMMENTS, folded=True),
    "outlet's own": Filters(styles=("outlet",)),
    "two styles": Filters(styles=("direct", "silence")),
    "denied": Filters(statuses=("denied",)),
    "two statuses": Filters(statuses=("asserted", "intention")),
    "no such status": Filters(statuses=("nonsense",)),
    "since": Filters(since="2022-10-29"),
    "until": Filters(until="2022-10-29"),
    "a day": Filters(since="2022-11-02", until="2022-11-02"),
    "possibly since": Filters(since="2022-10-29", possibly=True),
    "possibly until": Filters(until="2022-10-29", possibly=True),
    "outlet": Filters(outlet="lantern"),
    "outlet in capitals": Filters(outlet="QUAYSIDE"),
    "outlet with a wildcard": Filters(outlet="%"),
    "sure": Filters(least=0.7),
    "speaker by id": Filters(speaker="hulusi-akar"),
    "speaker by name": Filters(speaker="Hulusi Akar"),
    "speaker by country": Filters(speaker="TUR"),
    "a country speaks": Filters(speaker="Russia"),
    "source": Filters(actor="RUS"),
    "reviewed": Filters(reviewed=True),
    "not reviewed": Filters(reviewed=False),
    "many": Filters(
        actor="TUR", statuses=("denied", "asserted"), least=0.2, since="2022-01-01", possibly=True
    ),
}
EVENTS = {
    "all": Filters(),
    "category": Filters(categories=("ASSAULT",)),
    "in small letters": Filters(categories=("assault", "agree")),
    "with a mode": Filters(categories=("ASSAULT/heavy-weapons", "ACCUSE")),
    "denied": Filters(statuses=("denied",)),
    "since": Filters(since="2022-07-20"),
    "until": Filters(until="2022-07-24"),
    "within": Filters(since="2022-07-20", until="2022-11-02"),
    "possibly within": Filters(since="2022-07-20", until="2022-07-24", possibly=True),
    "country": Filters(actor="RUS"),
    "actor": Filters(actor="russia"),
    "a person": Filters(actor="hulusi-akar"),
    "dyad": Filters(dyad=("RUS", "UKR")),
    "dyad turned": Filters(dyad=("UKR", "RUS")),
    "dyad by names": Filters(dyad=("Russia", "Ukraine")),
    "place by country": Filters(place="UKR"),
    "place by name": Filters(place="odes"),
    "place in capitals": Filters(place="ODES"),
    "sure": Filters(least=0.6),
    "outlet": Filters(outlet="harrow & weald"),
}


@pytest.mark.parametrize("filters", QUOTES.values(), ids=QUOTES)
def test_quotes_are_those_that_fit(both: Both, coded: tuple[Example, ...], filters: Filters) -> None:
    first, second = (quotes(one.reader(), filters) for one in both)
    assert first == second
    meant = meanings(both[0].reader(), filters)
    ids = {name: ids_of(pages(coded), one) for name, one in meant.items()}
    wanted = {
        (page.page.id, one.id)
        for page in pages(coded)
        for one in page.statements
        if quote_fits(page, one, filters, ids)
    }
    assert {(one.sha, one.row) for one in first.rows} == wanted
    assert first.total == len(first.rows) == len(wanted)
    days = [
        (page_days(page)[0] or "~", one.sha, one.ordinal)
        for one in first.rows
        for page in pages(coded)
        if page.page.id == one.sha
    ]
    assert days == sorted(days)


@pytest.mark.parametrize("filters", EVENTS.values(), ids=EVENTS)
def test_events_are_those_that_fit(both: Both, coded: tuple[Example, ...], filters: Filters) -> None:
    first, second = (events(one.reader(), filters) for one in both)
    assert first == second
    meant = meanings(both[0].reader(), filters)
    wanted = {
        (page.page.id, one.id)
        for page in pages(coded)
        for one in page.events
        if event_fits(page, one, filters, meant)
    }
    assert {(one.sha, one.row) for one in first.rows} == wanted
    assert first.total == len(first.rows) == len(wanted)
    own = {page.page.id: page_days(page)[0] for page in pages(coded)}
    days = [
        (one.first_day or one.last_day or own[one.sha] or "~", one.sha, one.ordinal) for one in first.rows
    ]
    assert days == sorted(days)


def test_most_filters_find_something(both: Both) -> None:
    reader = both[0].reader()
    empty = {name for name, filters in QUOTES.items() if not quotes(reader, filters).total}
    empty |= {name for name, filters in EVENTS.items() if not events(reader, filters).total}
    assert empty <= {"no such status", "outlet with a wildcard", "reviewed", "hateful too", "a person"}, empty


def test_a_row_says_what_the_coded_one_does(filled: Archive, coded: tuple[Example, ...]) -> None:
    by_id = {one.coded.page.id: one.coded for one in coded}
    for row in events(filled.reader(), Filters()).rows:
        page = by_id[row.sha]
        one = page.events[row.ordinal - 1]
        assert (one.id, one.category, one.mode, one.cameo, one.intensity, one.confidence) == (
            row.row, row.category, row.mode, row.cameo, row.intensity, row.confidence,
        )  # fmt: skip
        assert row.start == anchor_of(one)[0].start
        assert row.end == anchor_of(one)[-1].end
        assert page.page.text[row.start : row.end].split()[0] in row.words
        assert row.main == (page.main is not None and page.main.event == one.id)
        for party in one.actors:
            assert f"“{' '.join(page.page.quote(party.span).split())}”" in row.actors
    for row in quotes(filled.reader(), Filters(lane=None, folded=True)).rows:
        one_said = by_id[row.sha].statements[row.ordinal - 1]
        assert (one_said.id, str(one_said.style), len(one_said.chain)) == (row.row, row.style, row.depth)


def test_a_limit_cuts_the_list_and_not_the_count(both: Both) -> None:
    for archive in both:
        for ask in (quotes, events):
            whole = ask(archive.reader(), Filters())
            few = ask(archive.reader(), Filters(limit=3))
            assert (few.total, few.rows) == (whole.total, whole.rows[:3])
            assert ask(archive.reader(), Filters(limit=10_000)) == whole


def test_what_was_judged_can_be_asked_for(filled: Archive, coded: tuple[Example, ...]) -> None:
    page = coded[0].coded
    writer = filled.writer()
    writer.begin("judge", version=VERSION, kit=KIT, at=AT)
    writer.judge([judged(page.page, page.events[0], Verdict.ACCEPT)])
    (one,) = events(filled.reader(), Filters(reviewed=True)).rows
    assert (one.row, one.review) == (page.events[0].id, "accept")
    total = events(filled.reader(), Filters()).total
    assert events(filled.reader(), Filters(reviewed=False)).total == total - 1


def test_the_page_can_be_named_in_several_ways(filled: Archive, coded: tuple[Example, ...]) -> None:
    page = coded[2].coded
    found = {
        name: {one.sha for one in quotes(filled.reader(), Filters(page=name)).rows}
        for name in (page.page.id, page.page.id[:8].upper(), page.page.locator.file)
    }
    assert set(map(frozenset, found.values())) == {frozenset({page.page.id})}
    for name in ("nothing", page.page.id[:3], "%", ""):
        with pytest.raises(InputError, match="holds no page"):
            quotes(filled.reader(), Filters(page=name))


def test_nobody_of_that_name_is_told(filled: Archive) -> None:
    for name in ("Nobody At All", "%", "_", "", "''", "\0"):
        with pytest.raises(InputError, match="nobody in the archive"):
            who(filled.reader(), name)


def test_who_is_meant_is_the_same_on_both(both: Both, coded: tuple[Example, ...]) -> None:
    asked = {one.name for page in pages(coded) for one in page.actors} | {"RUS", "akar", "LAVROV", "Russian"}
    for name in sorted(asked):
        answers = []
        for archive in both:
            try:
                answers.append(who(archive.reader(), name))
            except InputError:
                answers.append(Meant())
        assert answers[0] == answers[1], name


def test_actors_are_counted_alike(both: Both, coded: tuple[Example, ...]) -> None:
    first, second = (actors(one.reader()) for one in both)
    assert first == second
    named: Counter[str] = Counter()
    for page in pages(coded):
        spans = [one.span for one in page.thread.comments] if page.thread else []
        headers = [one.header for one in page.thread.comments if one.header] if page.thread else []
        starts = min((span.start for span in (*spans, *headers)), default=len(page.page.text))
        named.update(one.actor for one in page.mentions if one.actor and one.span.start < starts)
    assert {one.id: one.named for one in first} == dict(named)
    for archive in both:
        for one in actors(archive.reader(), limit=5):
            meant, seen = names(archive.reader(), one.id)
            assert (meant.ids, sum(words.times for words in seen)) == ((one.id,), one.named)
    asked: list[dict[str, Any]] = [
        {"kind": "country"},
        {"country": "TUR"},
        {"name": "akar"},
        {"name": "%"},
        {"limit": 2},
    ]
    for how in asked:
        assert actors(both[0].reader(), **how) == actors(both[1].reader(), **how)
    assert actors(both[0].reader(), name="%") == ()


def test_names_are_the_same_on_both(both: Both) -> None:
    for one in actors(both[0].reader()):
        assert names(both[0].reader(), one.id) == names(both[1].reader(), one.id)
    assert names(both[0].reader(), "RUS") == names(both[1].reader(), "RUS")


@pytest.mark.parametrize("every", Period)
@pytest.mark.parametrize("dyad", [("RUS", "UKR"), ("TUR", "RUS"), ("Russia", "Ukraine")])
def test_relations_count_the_events_behind_them(
    both: Both, coded: tuple[Example, ...], every: Period, dyad: tuple[str, str]
) -> None:
    for filters in (Filters(), Filters(statuses=("asserted",), least=0.3), Filters(since="2022-07-01")):
        first, second = (relation(one.reader(), *dyad, every, filters) for one in both)
        assert first == second
        rows, others = (list(behind(one.reader(), *dyad, every, filters)) for one in both)
        assert rows == others
        counted = Counter((row["period"], row["forth"], row["quad"], row["status"]) for row in rows)
        assert {(one.period, one.forth, one.quad, one.status): one.events for one in first} == counted
        fit = events(both[0].reader(), replace(filters, dyad=dyad))
        assert {row["row"] for row in rows} == {one.row for one in fit.rows}


# ---------------------------------------------------------------------------- letters beyond ASCII


OUTLETS = ("Чёрное Море", "Ísland í dag", "ÖSTERBLATT", "Straße", "Αιγαίο")


ASKED = ("чёрное", "МОРЕ", "черное", "ísland", "ISLAND", "österblatt", "STRASSE", "αιγαίο", "ΑΙΓΑΙΟ")


def test_neither_capitals_nor_accents_matter_in_any_script(archive: Archive) -> None:
    for number, outlet in enumerate(OUTLETS):
        one = tiny(number)
        (event,) = one.coded.events
        event = replace(event, where=Place(name=outlet, span=anchor_of(event)[0]))
        page = replace(one.coded.page, outlet=outlet)
        put(archive, Example(coded=replace(one.coded, page=page, events=(event,)), payload=one.payload))
    for asked in ASKED:
        by_outlet = [one.outlet for one in events(archive.reader(), Filters(outlet=asked)).rows]
        by_place = [one.place for one in events(archive.reader(), Filters(place=asked)).rows]
        assert by_outlet == by_place
        assert len(by_place) == 1, asked


# --------------------------------------------------------------------------------------- commenters


def test_comments_are_searched_and_listed_only_when_asked_for(filled: Archive) -> None:
    reader = filled.reader()
    for ask in (quotes(reader, Filters()), search(reader, "the", Filters())):
        assert {one.lane for one in ask.rows} == {"article"}
    for ask in (
        quotes(reader, Filters(lane=Lane.COMMENTS)),
        search(reader, "the", Filters(lane=Lane.COMMENTS)),
    ):
        assert {one.lane for one in ask.rows} == {"comments"}
    assert {one.lane for one in search(reader, "the", Filters(lane=None)).rows} == {"article", "comments"}


def texts(archive: Archive) -> Iterator[tuple[str, str]]:
    """All that is text in all tables."""
    for table in t.metadata.sorted_tables:
        columns = [one for one in table.c if not isinstance(one.type, LargeBinary)]
        for row in archive.reader().rows(select(*columns)):
            for name, value in row.items():
                if isinstance(value, str):
                    yield f"{table.name}.{name}", value


def commenters(coded: tuple[Example, ...]) -> set[str]:
    found = set()
    for page in pages(coded):
        for one in page.thread.comments if page.thread else ():
            for span in (one.author, one.reply_name):
                found |= {page.page.quote(span)} if span else set()
    return found


def test_no_table_but_the_evidence_holds_the_name_of_a_commenter(
    filled: Archive, coded: tuple[Example, ...]
) -> None:
    writer = filled.writer()
    writer.begin("judge", version=VERSION, kit=KIT, at=AT)
    for page in pages(coded):
        said = [one for one in page.statements if one.lane is Lane.COMMENTS and anchor_of(one)]
        writer.judge([judged(page.page, one, Verdict.ACCEPT) for one in said])
    hidden = {name for name in commenters(coded) if not name.islower()}
    assert len(hidden) > 10
    leaks = {
        (where, name)
        for where, value in texts(filled)
        for name in hidden
        if name.casefold() in value.casefold()
    }
    assert not leaks


def test_pseudonyms_are_the_same_on_all_pages_of_an_archive_and_in_no_other(
    filled: Archive, places: Places, coded: tuple[Example, ...]
) -> None:
    from dragoman.store import make_archive

    def words(archive: Archive) -> set[str]:
        query = select(t.passage.c.words).where(t.passage.c.lane == "comments")
        return {row["words"] for row in archive.reader().rows(query)}

    with make_archive(places.nothing(), AT, key=bytes(32)) as other:
        put(other, *(replace(one, ready=None) for one in coded))
        assert words(other) != words(filled)
    assert next(plain(quotes(filled.reader(), Filters(limit=1))))["lane"] == "article"
