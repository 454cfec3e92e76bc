"""The law of judgements: whatever the coder says next, every judgement has one outcome, and none is moved to another row."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings, strategies as st

from dragoman.errors import InputError
from dragoman.model import Coded, Event, Evidence, Judgement, Outcome, RowKind, Span, Statement, Verdict
from dragoman.model.codec import encode
from dragoman.store import FIELDS, Replayed, anchor_of, judge, judgement_id, kind_of, value_of, with_value
from dragoman.store.judging import checked, standing
from tests.store.made import AT, judged, tiny

PAGE = tiny(1).coded
(STATEMENT,), (EVENT,) = PAGE.statements, PAGE.events
OTHER = tiny(2).coded


def changed(row: Event | Statement, field: str, value: object) -> Any:
    return with_value(row, field, json.dumps(value), PAGE.page.id)


def recoded(
    *, statements: tuple[Statement, ...] = (STATEMENT,), events: tuple[Event, ...] = (EVENT,)
) -> Coded:
    return replace(PAGE, statements=statements, events=events, main=None)


def on_other_words(row: Event, words: str, name: str = "") -> Event:
    start = PAGE.page.text.index(words)
    evidence = (Evidence(role="trigger", span=PAGE.page.span(start, start + len(words))),)
    return replace(row, evidence=evidence, id=name or row.id)


AGREES = judged(PAGE.page, EVENT, Verdict.CHANGE, field="category", value='"AGREE"')


def outcome_of(coded: Coded, one: Judgement) -> tuple[Coded, Outcome]:
    laid, (done,) = judge(coded, [one])
    return laid, done.outcome


def test_a_judgement_of_an_unchanged_row_is_kept() -> None:
    for one, events in (
        (judged(PAGE.page, EVENT, Verdict.ACCEPT), (EVENT,)),
        (judged(PAGE.page, EVENT, Verdict.REJECT), ()),
        (AGREES, (changed(EVENT, "category", "AGREE"),)),
    ):
        laid, outcome = outcome_of(PAGE, one)
        assert (laid.events, outcome) == (events, Outcome.KEPT)


def test_it_is_kept_by_its_words_when_the_row_has_another_id() -> None:
    again = replace(EVENT, id="0" * 16, rule="another", confidence=0.25)
    laid, outcome = outcome_of(recoded(events=(again,)), AGREES)
    assert (laid.events, outcome) == ((replace(again, category="AGREE"),), Outcome.KEPT)
    assert [one.row for one in laid.reviews] == [again.id]


def test_the_coder_comes_to_agree() -> None:
    again = replace(EVENT, category="AGREE")
    laid, outcome = outcome_of(recoded(events=(again,)), AGREES)
    assert (laid.events, outcome) == ((again,), Outcome.AGREED)
    laid, outcome = outcome_of(recoded(events=()), judged(PAGE.page, EVENT, Verdict.REJECT))
    assert (laid.events, outcome) == ((), Outcome.AGREED)


def test_a_third_thing_is_a_conflict_and_the_analyst_s_word_holds() -> None:
    again = replace(EVENT, category="PROTEST")
    laid, outcome = outcome_of(recoded(events=(again,)), AGREES)
    assert (laid.events, outcome) == ((replace(again, category="AGREE"),), Outcome.CONFLICT)
    assert [(one.row, one.doubtful) for one in laid.reviews] == [(EVENT.id, True)]
    laid, outcome = outcome_of(recoded(events=(again,)), judged(PAGE.page, EVENT, Verdict.ACCEPT))
    assert (laid.events, outcome) == ((again,), Outcome.CONFLICT)
    assert laid.reviews[0].doubtful


def test_a_row_that_is_gone_leaves_its_judgement_waiting() -> None:
    for left in (
        recoded(events=()),
        recoded(events=(on_other_words(EVENT, "open"),)),  # the same id on other words
        recoded(events=(on_other_words(EVENT, "open", "1" * 16),)),
        # Two rows on the same words: it cannot be told which is meant.
        recoded(events=(replace(EVENT, id="1" * 16), replace(EVENT, id="2" * 16, category="AID"))),
    ):
        laid, outcome = outcome_of(left, AGREES)
        assert outcome is Outcome.GONE
        assert laid == left


def test_a_page_whose_text_is_another_one_is_told() -> None:
    text = PAGE.page.text.replace("meeting", "greeting")
    for other in (replace(PAGE, page=replace(PAGE.page, text=text)), OTHER):
        laid, outcome = outcome_of(other, AGREES)
        assert (laid, outcome) == (other, Outcome.GONE)


def test_a_row_of_the_same_id_on_another_page_is_not_taken() -> None:
    twin = replace(OTHER, events=(replace(OTHER.events[0], id=EVENT.id),), main=None)
    assert anchor_of(twin.events[0])[0].start == anchor_of(EVENT)[0].start
    laid, outcome = outcome_of(twin, AGREES)
    assert (laid, outcome) == (twin, Outcome.GONE)


def test_rows_that_rest_on_no_words_are_never_found_by_them() -> None:
    bare = replace(EVENT, evidence=(), actors=(), recipients=(), id="3" * 16)
    one = replace(judged(PAGE.page, bare, Verdict.ACCEPT), row="4" * 16)
    laid, outcome = outcome_of(recoded(events=(bare,)), one)
    assert (laid.reviews, outcome) == ((), Outcome.GONE)


def test_an_event_and_a_statement_on_the_same_words_are_not_confused() -> None:
    (content,) = STATEMENT.content
    told = replace(EVENT, evidence=(Evidence(role="trigger", span=content),))
    one = judged(PAGE.page, told, Verdict.REJECT)
    laid, outcome = outcome_of(recoded(events=()), one)
    assert (laid.statements, outcome) == ((STATEMENT,), Outcome.AGREED)


def test_a_rejected_statement_takes_its_events_along() -> None:
    laid, outcome = outcome_of(PAGE, judged(PAGE.page, STATEMENT, Verdict.REJECT))
    assert (laid.statements, laid.events, outcome) == ((), (), Outcome.KEPT)
    assert laid.main is not None
    assert laid.main.event is None


def added_event(words: str = "open", **other: Any) -> Judgement:
    row = replace(on_other_words(EVENT, words, "a" * 16), **other)
    return judged(PAGE.page, row, Verdict.ADD, value=json.dumps(encode(row)))


def test_a_row_is_added_until_the_coder_has_it() -> None:
    one = added_event()
    laid, outcome = outcome_of(PAGE, one)
    assert outcome is Outcome.KEPT
    assert [row.id for row in laid.events] == [EVENT.id, "a" * 16]
    same = replace(laid.events[1], id="5" * 16, rule="the coder's")
    again, outcome = outcome_of(recoded(events=(EVENT, same)), one)
    assert (again.events, outcome) == ((EVENT, same), Outcome.AGREED)
    other = replace(same, category="AID")
    again, outcome = outcome_of(recoded(events=(EVENT, other)), one)
    assert ([row.id for row in again.events], outcome) == ([EVENT.id, "5" * 16, "a" * 16], Outcome.CONFLICT)


def test_a_row_added_by_hand_is_judged_like_the_coder_s() -> None:
    one = added_event()
    (row,) = (row for row in judge(PAGE, [one])[0].events if row.id == one.row)
    later = AT + timedelta(hours=1)
    more = judged(PAGE.page, row, Verdict.CHANGE, field="category", value='"AID"', at=later)
    laid, done = judge(PAGE, [one, more])
    assert [row.category for row in laid.events] == ["CONSULT", "AID"]
    assert [one.outcome for one in done] == [Outcome.KEPT, Outcome.KEPT]
    wrong = judged(PAGE.page, row, Verdict.REJECT, at=later)
    laid, done = judge(PAGE, [one, wrong])
    assert laid.events == PAGE.events
    assert [one.outcome for one in done] == [Outcome.KEPT, Outcome.KEPT]


def taken_back(one: Judgement, hours: int) -> Judgement:
    made = replace(one, id="", at=AT + timedelta(hours=hours), replaces=one.id)
    return replace(made, id=judgement_id(made))


@pytest.mark.parametrize("one", [AGREES, judged(PAGE.page, EVENT, Verdict.REJECT), added_event()], ids=str)
def test_what_is_taken_back_says_nothing_any_more(one: Judgement) -> None:
    back = taken_back(one, 1)
    assert judge(PAGE, [back, one]) == (PAGE, ())
    # The taking back taken back: the judgement stands again.
    again = taken_back(back, 2)
    assert judge(PAGE, [again, back, one]) == judge(PAGE, [one])
    assert judge(PAGE, [again, back, one, taken_back(again, 3)]) == (PAGE, ())


def test_the_order_in_time_decides() -> None:
    first, second = AT + timedelta(hours=1), AT + timedelta(hours=2)

    def category(value: str, at: Any) -> Judgement:
        return judged(PAGE.page, EVENT, Verdict.CHANGE, field="category", value=json.dumps(value), at=at)

    aid, yields = category("AID", first), category("CONCEDE", second)
    for order in ([aid, yields], [yields, aid]):
        assert judge(PAGE, order)[0].events[0].category == "CONCEDE"
    away, right = (
        judged(PAGE.page, EVENT, Verdict.REJECT, at=first),
        judged(PAGE.page, EVENT, Verdict.ACCEPT, at=second),
    )
    assert judge(PAGE, [right, away])[0].events == (EVENT,)
    assert judge(PAGE, [replace(right, at=AT), away])[0].events == ()
    # What was corrected before the rejection is still so when the row comes back.
    assert judge(PAGE, [replace(aid, at=AT), away, right])[0].events[0].category == "AID"


@pytest.mark.parametrize(("kind", "row"), [(RowKind.STATEMENT, STATEMENT), (RowKind.EVENT, EVENT)], ids=str)
def test_every_field_can_be_set_to_its_own_value(kind: RowKind, row: Event | Statement) -> None:
    for field in FIELDS[kind]:
        assert with_value(row, field, value_of(row, field), PAGE.page.id) == row


@pytest.mark.parametrize("value", ["AGREE", "{", '"no such kind"', "7", "[[3, 1]]", "null"])
def test_what_is_no_value_is_refused(value: str) -> None:
    for field in ("kind", "content"):
        with pytest.raises(InputError, match="is no value of"):
            with_value(STATEMENT, field, value, PAGE.page.id)


def a_change(field: str, value: str, row: Event | Statement = EVENT) -> Judgement:
    return replace(
        AGREES,
        kind=kind_of(row),
        row=row.id,
        anchor=anchor_of(row),
        words=_words(row),
        field=field,
        value=value,
    )


def _words(row: Event | Statement) -> tuple[str, ...]:
    return tuple(PAGE.page.quote(span) for span in anchor_of(row))


@pytest.mark.parametrize(
    ("one", "why"),
    [
        (replace(AGREES, page=OTHER.page.id), "is about page"),
        (replace(AGREES, words=("greeting",)), "words that do not stand"),
        (replace(AGREES, field=None), "does not say which field"),
        (replace(AGREES, field="confidence"), "cannot be judged"),
        (a_change("actors", "[[1, 2]]"), "is no value of"),
        (a_change("actors", '[{"span": [1, 99999]}]'), "the row would stand beyond"),
        (replace(AGREES, verdict=Verdict.ADD, value=json.dumps(encode(EVENT))), "has a row"),
        (replace(added_event(), value="{}"), "is no event"),
        (replace(added_event(), row="b" * 16), "is not the one"),
    ],
)
def test_a_judgement_that_could_not_be_applied_is_refused(one: Judgement, why: str) -> None:
    with pytest.raises(InputError, match=why):
        checked(PAGE, one)


def test_a_change_that_leaves_a_row_without_words_is_refused_and_never_applied() -> None:
    bare = replace(EVENT, evidence=())
    page = recoded(events=(bare,))
    both = [
        judged(page.page, bare, Verdict.CHANGE, field=field, value="[]", at=AT + timedelta(hours=at))
        for at, field in enumerate(("actors", "recipients"))
    ]
    for one in both:
        checked(page, one)
    laid, done = judge(page, both)
    assert [one.outcome for one in done] == [Outcome.KEPT, Outcome.GONE]
    assert anchor_of(laid.events[0])


# -------------------------------------------------------------------------------------- the law


def spans_of(page: str, text: str) -> st.SearchStrategy[Span]:
    words = [at for at in range(len(text) - 1) if text[at].isalpha() and not text[at - 1].isalpha()]

    def word(start: int) -> Span:
        end = next(at for at in range(start, len(text) + 1) if at == len(text) or not text[at].isalpha())
        return Span(page=page, start=start, end=end)

    return st.sampled_from(words).map(word)


SPANS = spans_of(PAGE.page.id, PAGE.page.text)
CATEGORIES = st.sampled_from(("AGREE", "AID", "CONSULT", "PROTEST"))
NAMES = st.sampled_from(tuple(f"{number:016x}" for number in range(4)))


@st.composite
def events_made(draw: st.DrawFn) -> Event:
    where = draw(st.lists(SPANS, min_size=0, max_size=2))
    return replace(
        EVENT,
        id=draw(NAMES),
        category=draw(CATEGORIES),
        mode=draw(st.sampled_from((None, "meet", "sign"))),
        evidence=tuple(Evidence(role="trigger", span=span) for span in where),
    )


@st.composite
def statements_made(draw: st.DrawFn) -> Statement:
    style = draw(st.sampled_from(tuple(type(STATEMENT.style))))
    return replace(STATEMENT, id=draw(NAMES), content=(draw(SPANS),), style=style)


def unique(rows: list[Any]) -> tuple[Any, ...]:
    return tuple({one.id: one for one in rows}.values())


@st.composite
def pages_made(draw: st.DrawFn) -> Coded:
    return recoded(
        statements=(STATEMENT, *unique(draw(st.lists(statements_made(), max_size=3)))),
        events=unique(draw(st.lists(events_made(), max_size=4))),
    )


@st.composite
def judgements_made(draw: st.DrawFn, coded: Coded) -> tuple[Judgement, ...]:
    made: list[Judgement] = []
    rows: list[Event | Statement] = [*coded.events, *coded.statements]
    for _ in range(draw(st.integers(0, 6))):
        row = draw(st.sampled_from(rows))
        verdict = draw(st.sampled_from((Verdict.ACCEPT, Verdict.REJECT, Verdict.CHANGE)))
        field = value = None
        if verdict is Verdict.CHANGE:
            field = "category" if isinstance(row, Event) else "style"
            value = json.dumps(draw(CATEGORIES) if isinstance(row, Event) else "mixed")
        at = AT + timedelta(minutes=draw(st.integers(0, 5)))
        one = judged(coded.page, row, verdict, field=field, value=value, at=at)
        if made and draw(st.integers(0, 4)) == 0:
            one = taken_back(draw(st.sampled_from(made)), 1 + len(made))
        if draw(st.integers(0, 9)) == 0:
            one = replace(one, page=OTHER.page.id)
        if all(
            one.id != other.id and (one.replaces is None or one.replaces != other.replaces) for other in made
        ):
            made.append(one)
    return tuple(made)


@st.composite
def histories(draw: st.DrawFn) -> tuple[tuple[Judgement, ...], Coded]:
    """What was judged of a page, and the page as it is coded next: some of its rows, changed ones and new ones."""
    before = draw(pages_made())
    judgements = draw(judgements_made(before))
    after = draw(pages_made())
    stay = [row for row in before.events if draw(st.booleans())]
    said = [row for row in before.statements if draw(st.booleans())]
    events, statements = unique([*after.events, *stay]), unique([*after.statements, *said])
    return judgements, recoded(statements=statements, events=events)


def meant(coded: Coded, one: Judgement) -> Any | None:
    """The row that a judgement is about, found in another way than the code does."""
    if one.page != coded.page.id or not one.anchor:
        return None
    rows: tuple[Any, ...] = coded.events if one.kind is RowKind.EVENT else coded.statements
    on_them = [row for row in rows if anchor_of(row) == one.anchor]
    named = [row for row in on_them if row.id == one.row]
    if named:
        return named[0]
    return on_them[0] if len(on_them) == 1 and all(row.id != one.row for row in rows) else None


def expected(coded: Coded, done: tuple[Replayed, ...]) -> dict[tuple[RowKind, str], Any]:
    """The rows that must be there: each judgement applied to the row that it means, in the order of time."""
    rows: tuple[Any, ...] = (*coded.statements, *coded.events)
    now = {(kind_of(row), row.id): row for row in rows}
    rejected: set[tuple[RowKind, str]] = set()
    for one in done:
        row = meant(coded, one.judgement)
        if row is None:
            continue
        key = (kind_of(row), row.id)
        (rejected.add if one.judgement.verdict is Verdict.REJECT else rejected.discard)(key)
        if one.judgement.verdict is Verdict.CHANGE:
            assert one.judgement.field is not None
            now[key] = changed(now[key], one.judgement.field, json.loads(one.judgement.value or ""))
    gone = {name for kind, name in rejected if kind is RowKind.STATEMENT}
    return {
        key: row
        for key, row in now.items()
        if key not in rejected and not (key[0] is RowKind.EVENT and row.statement in gone)
    }


@given(histories())
@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@example(((AGREES, judged(PAGE.page, EVENT, Verdict.REJECT)), PAGE))
def test_every_judgement_has_one_outcome_and_none_is_moved(
    history: tuple[tuple[Judgement, ...], Coded],
) -> None:
    judgements, coded = history
    laid, done = judge(coded, judgements)
    assert [one.judgement for one in done] == list(standing(judgements))
    back = {one.replaces for one in judgements}
    for one in judgements:
        if one.replaces is None and one.id not in back:
            assert sum(other.judgement == one for other in done) == 1
    for replayed in done:
        row = meant(coded, replayed.judgement)
        if replayed.outcome in {Outcome.KEPT, Outcome.CONFLICT}:
            assert row is not None
        if row is None:
            rejected = (
                replayed.judgement.verdict is Verdict.REJECT and replayed.judgement.page == coded.page.id
            )
            assert replayed.outcome is (Outcome.AGREED if rejected else Outcome.GONE)
        else:
            assert anchor_of(row) == replayed.judgement.anchor
    rows: tuple[Any, ...] = (*laid.statements, *laid.events)
    # Events hang on a statement that is made up and may be gone with it.
    assert {(kind_of(row), row.id): row for row in rows} == expected(coded, done)
    seen = {one.row for one in laid.reviews}
    targets = [meant(coded, replayed.judgement) for replayed in done]
    assert seen <= {row.id for row in targets if row is not None}
    again, _ = judge(coded, reversed(judgements))
    assert again == laid


def test_the_law_sees_a_judgement_that_is_moved(monkeypatch: pytest.MonkeyPatch) -> None:
    # The law itself is tried: one that takes any row of the kind must break it.
    def nearest(self: Any, one: Judgement) -> Any:
        return next(iter(self.made[one.kind].values()), None)

    monkeypatch.setattr("dragoman.store.judging._Laid._target", nearest)
    law: Callable[..., None] = test_every_judgement_has_one_outcome_and_none_is_moved.hypothesis.inner_test  # type: ignore[attr-defined]
    with pytest.raises(AssertionError):
        law((((AGREES,)), recoded(events=(on_other_words(EVENT, "open", "1" * 16),))))
