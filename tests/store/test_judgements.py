"""Judgements in an archive: they show in its rows, outlive a changed codebook, and all are accounted for."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from itertools import cycle
from typing import Any

import pytest
from sqlalchemy import select

from dragoman.errors import InputError
from dragoman.model import Event, Judgement, Outcome, RowKind, Statement, Verdict
from dragoman.model.codec import encode
from dragoman.store import (
    Archive,
    Replayed,
    Stored,
    Writer,
    anchor_of,
    judgement_id,
    prepare,
    schema as t,
    value_of,
)
from dragoman.store.index import index_of
from dragoman.store.queries import Filters, events, quotes
from tests.store.made import AT, KEY, KIT, VERSION, Example, judged, put, tiny

ONE = tiny(1)
PAGE = ONE.coded.page
(STATEMENT,), (EVENT,) = ONE.coded.statements, ONE.coded.events


@pytest.fixture
def writer(archive: Archive) -> Writer:
    """A writer of an archive with two pages."""
    put(archive, ONE, tiny(2))
    made = archive.writer()
    made.begin("judge", version=VERSION, kit=KIT, at=AT)
    return made


def rows_of(archive: Archive, sha: str, table: Any) -> list[dict[str, Any]]:
    query = select(table).join(t.page, t.page.c.id == table.c.page).where(t.page.c.sha == sha)
    left_out = {"id", "page"}
    return [
        {name: value for name, value in row.items() if name not in left_out}
        for row in archive.reader().rows(query.order_by(table.c.ordinal))
    ]


def assert_indexed(archive: Archive, sha: str) -> None:
    """The index of a page is what its coding and its judgements say."""
    made = index_of(archive.reader().coded(sha), archive.key)
    assert rows_of(archive, sha, t.statement) == made.statements
    assert rows_of(archive, sha, t.event) == made.events


def test_each_verdict_shows_in_the_rows(archive: Archive, writer: Writer) -> None:
    row = replace(EVENT, id="a" * 16, category="AID", evidence=EVENT.evidence)
    start = PAGE.text.index("open again")
    other = replace(row.evidence[0], span=PAGE.span(start, start + 4))
    row = replace(row, evidence=(other,))
    writer.judge(
        [
            judged(PAGE, STATEMENT, Verdict.ACCEPT),
            judged(PAGE, STATEMENT, Verdict.CHANGE, field="kind", value='"denied"'),
            judged(PAGE, EVENT, Verdict.CHANGE, field="category", value='"AGREE"'),
            judged(
                PAGE,
                EVENT,
                Verdict.CHANGE,
                field="when",
                value='{"value": "2022-07-01/2022-07-03", "basis": null}',
            ),
            judged(PAGE, row, Verdict.ADD, value=json.dumps(encode(row))),
        ]
    )
    reader = archive.reader()
    found = events(reader, Filters(page=PAGE.id)).rows
    assert [(one.category, one.first_day, one.last_day, one.review) for one in found] == [
        ("AGREE", "2022-07-01", "2022-07-03", "change"),
        ("AID", None, None, "add"),
    ]
    (said,) = quotes(reader, Filters(page=PAGE.id)).rows
    assert (said.kind, said.status, said.review, said.doubtful) == ("denied", "denied", "change", False)
    assert_indexed(archive, PAGE.id)
    assert reader.as_coded(PAGE.id) == ONE.coded
    assert [one.sha for one in reader.judged_pages()] == [PAGE.id]
    status = reader.status()
    assert (status.counts["judgement"], status.reviewed, status.queue) == (5, 3, 0)


def test_a_rejected_row_is_not_listed(archive: Archive, writer: Writer) -> None:
    writer.judge([judged(PAGE, EVENT, Verdict.REJECT)])
    assert events(archive.reader(), Filters(page=PAGE.id)).total == 0
    assert quotes(archive.reader(), Filters(page=PAGE.id)).total == 1
    assert events(archive.reader(), Filters()).total == 1
    assert not list(archive.reader().rows(select(t.dyad).where(t.dyad.c.event.not_in(select(t.event.c.id)))))


def take_back(one: Judgement, hours: int) -> Judgement:
    made = replace(one, id="", at=AT + timedelta(hours=hours), by="S. Analyst", replaces=one.id)
    return replace(made, id=judgement_id(made))


def test_taking_back_leaves_the_rows_as_the_coder_made_them(archive: Archive, writer: Writer) -> None:
    before = rows_of(archive, PAGE.id, t.event)
    one = judged(PAGE, EVENT, Verdict.REJECT)
    writer.judge([one])
    assert writer.judge([take_back(one, 1)]) == ()
    assert rows_of(archive, PAGE.id, t.event) == before
    assert archive.reader().coded(PAGE.id) == ONE.coded
    assert len(archive.reader().judgements(PAGE.id)) == 2
    with pytest.raises(InputError, match="taken back already"):
        writer.judge([take_back(one, 2)])


def test_a_judgement_is_appended_once(archive: Archive, writer: Writer) -> None:
    one = judged(PAGE, EVENT, Verdict.ACCEPT)
    first = writer.judge([one])
    assert writer.judge([one, one]) == first
    assert archive.reader().judgements(PAGE.id) == (one,)


@pytest.mark.parametrize(
    ("wrong", "why"),
    [
        (lambda: judged(tiny(2).coded.page, tiny(2).coded.events[0], Verdict.REJECT), "is about page"),
        (lambda: replace(judged(PAGE, EVENT, Verdict.REJECT), words=("other",)), "do not stand"),
        (lambda: judged(PAGE, EVENT, Verdict.CHANGE, field="category", value="AGREE"), "is no value"),
        (lambda: judged(PAGE, EVENT, Verdict.REJECT, replaces="0" * 16), "no judgement 0+ to take back"),
    ],
)
def test_what_cannot_be_applied_is_refused_whole(
    archive: Archive, writer: Writer, wrong: Callable[[], Judgement], why: str
) -> None:
    with pytest.raises(InputError, match=why):
        writer.judge([judged(PAGE, EVENT, Verdict.ACCEPT), wrong()])
    assert archive.reader().judgements(PAGE.id) == ()
    assert archive.reader().coded(PAGE.id) == ONE.coded


def test_an_unknown_page_is_told(writer: Writer) -> None:
    three = tiny(3).coded
    with pytest.raises(InputError, match="holds no page"):
        writer.judge([judged(three.page, three.events[0], Verdict.ACCEPT)])
    assert writer.judge([]) == ()


def test_notes_and_names_may_hold_anything(archive: Archive, writer: Writer) -> None:
    one = replace(judged(PAGE, EVENT, Verdict.ACCEPT), by="Ö. \0 N.", note="a\ud800b 😀")
    writer.judge([replace(one, id=judgement_id(one))])
    (kept,) = archive.reader().judgements(PAGE.id)
    assert (kept.by, kept.note) == ("Ö. \ufffd N.", "a\ufffdb 😀")


def recode(archive: Archive, again: Any, kit: str) -> tuple[Replayed, ...]:
    writer = archive.writer()
    writer.begin("recode", version=VERSION, kit=kit, at=AT + timedelta(days=1))
    change = writer.add(prepare(again, archive.key), None)
    assert change.stored is Stored.RECODED
    return change.replayed


def test_what_became_of_each_is_kept_and_waits_in_the_queue(archive: Archive, writer: Writer) -> None:
    agrees = judged(PAGE, EVENT, Verdict.CHANGE, field="category", value='"AGREE"')
    right = judged(PAGE, STATEMENT, Verdict.ACCEPT)
    writer.judge([agrees, right])
    for number, (events_now, outcome) in enumerate(
        (
            ((replace(EVENT, id="b" * 16, mode="phone"),), Outcome.KEPT),
            ((replace(EVENT, category="AGREE"),), Outcome.AGREED),
            ((replace(EVENT, category="PROTEST"),), Outcome.CONFLICT),
            ((), Outcome.GONE),
        )
    ):
        again = replace(ONE.coded, events=events_now, main=None)
        replayed = recode(archive, again, f"{number}" * 64)
        assert [(one.judgement.id, one.outcome) for one in replayed] == sorted(
            [(agrees.id, outcome), (right.id, Outcome.KEPT)]
        )
        queued = list(archive.reader().queue())
        waits = outcome in {Outcome.CONFLICT, Outcome.GONE}
        assert [done.judgement for _, done in queued] == [agrees] * waits
        assert all(held.sha == PAGE.id for held, _ in queued)
        assert archive.reader().status().queue == len(queued)
        shown = events(archive.reader(), Filters(page=PAGE.id)).rows
        assert [one.category for one in shown] == ["AGREE"] * len(events_now)
        assert [one.doubtful for one in shown] == [outcome is Outcome.CONFLICT] * len(events_now)
        assert_indexed(archive, PAGE.id)
    kept = list(archive.reader().rows(select(t.replay).order_by(t.replay.c.id)))
    assert Counter(row["outcome"] for row in kept) == {"kept": 5, "agreed": 1, "conflict": 1, "gone": 1}


def test_a_recoding_that_is_seen_again_replays_what_was_judged_since(
    archive: Archive, writer: Writer
) -> None:
    other = replace(ONE.coded, events=(replace(EVENT, category="PROTEST"),))
    recode(archive, other, "1" * 64)
    one = judged(PAGE, other.events[0], Verdict.CHANGE, field="category", value='"CONSULT"')
    archive.writer()
    writer.judge([one])
    (done,) = recode(archive, ONE.coded, "2" * 64)
    assert done.outcome is Outcome.AGREED
    assert_indexed(archive, PAGE.id)


# ------------------------------------------------------------------------- after a changed codebook


def two_hundred(coded: tuple[Example, ...]) -> Iterator[Judgement]:
    """Judgements on the rows of the examples, round and round, each at its own moment, until there are 200."""
    verdicts = cycle((Verdict.ACCEPT, Verdict.CHANGE, Verdict.CHANGE, Verdict.REJECT))
    other = cycle(("CONCEDE", "COERCE", "PROTEST", "THREATEN", "AID"))
    rows: list[tuple[Example, Event | Statement]] = [
        *((one, row) for one in coded for row in one.coded.events),
        *((one, row) for one in coded for row in one.coded.statements),
    ]
    for number, (one, row) in enumerate(cycle(rows)):
        if number == 200:
            return
        verdict, at = next(verdicts), AT + timedelta(minutes=number)
        if not anchor_of(row):
            verdict = Verdict.ACCEPT
        field = value = None
        if verdict is Verdict.CHANGE:
            field, value = ("category", next(other)) if isinstance(row, Event) else ("kind", "denied")
            value = json.dumps(value)
        yield judged(one.coded.page, row, verdict, field=field, value=value, at=at)


def test_two_hundred_judgements_outlive_a_changed_codebook(
    filled: Archive, coded: tuple[Example, ...], recoded: tuple[Example, ...]
) -> None:
    judgements = tuple(two_hundred(coded))
    assert len({one.id for one in judgements}) == 200
    writer = filled.writer()
    writer.begin("judge", version=VERSION, kit=KIT, at=AT)
    for one in coded:
        writer.judge([judgement for judgement in judgements if judgement.page == one.coded.page.id])
    differ = sum(
        first.coded.events != second.coded.events for first, second in zip(coded, recoded, strict=True)
    )
    assert differ >= 4
    writer.begin("recode", version=VERSION, kit="l" * 64, at=AT)
    outcomes: dict[str, Outcome] = {}
    for one in recoded:
        for done in writer.add(one.ready or prepare(one.coded, KEY), None).replayed:
            assert done.judgement.id not in outcomes
            outcomes[done.judgement.id] = done.outcome
    changed_pages = {
        second.coded.page.id
        for first, second in zip(coded, recoded, strict=True)
        if first.coded != second.coded
    }
    assert set(outcomes) == {one.id for one in judgements if one.page in changed_pages}
    assert set(Counter(outcomes.values())) == set(Outcome)
    # Each by hand: what the analyst saw, what the coder says now.
    now = {one.coded.page.id: one.coded for one in recoded}
    for judgement in judgements:
        if judgement.id in outcomes:
            assert outcomes[judgement.id] is fate(judgement, now[judgement.page]), judgement
    for one in recoded:
        assert_indexed(filled, one.coded.page.id)
    queued = {done.judgement.id for _, done in filled.reader().queue()}
    assert queued == {
        name for name, outcome in outcomes.items() if outcome in {Outcome.CONFLICT, Outcome.GONE}
    }


def fate(one: Judgement, coded: Any) -> Outcome:
    rows = coded.events if one.kind is RowKind.EVENT else coded.statements
    there = [row for row in rows if anchor_of(row) == one.anchor]
    row = next((row for row in there if row.id == one.row), there[0] if len(there) == 1 else None)
    if row is None:
        return Outcome.AGREED if one.verdict is Verdict.REJECT else Outcome.GONE
    if one.verdict is not Verdict.CHANGE or one.field is None:
        return Outcome.KEPT if judged(coded.page, row, one.verdict).seen == one.seen else Outcome.CONFLICT
    value = value_of(row, one.field)
    return {one.old: Outcome.KEPT, one.value: Outcome.AGREED}.get(value, Outcome.CONFLICT)
