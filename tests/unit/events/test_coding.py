"""Events of a page: what they hang on, when and where, and one event for all its tellings."""

import pytest

from dragoman.model import SizeKind, Style
from tests.made_events import coded, words

ATTACK = "Syrian jets bombed the Turkish town of Reyhanli on 12 May 2013, killing at least 40 people."


def test_an_outlets_own_sentence_is_the_statement_of_its_events() -> None:
    page, (event,), statements = coded(ATTACK)
    (holder,) = [one for one in statements if one.id == event.statement]
    assert (holder.style, holder.chain) == (Style.OUTLET, ())
    assert words(page, holder.content[0]) == ATTACK


def test_an_event_in_what_somebody_said_hangs_on_that_statement() -> None:
    page, events, statements = coded("Ankara said Syrian jets bombed the town of Reyhanli.")
    (event,) = events
    (holder,) = [one for one in statements if one.id == event.statement]
    assert holder.chain
    assert words(page, holder.content[0]) == "Syrian jets bombed the town of Reyhanli"


def test_the_words_of_the_page_are_the_evidence() -> None:
    page, (event,), _ = coded(ATTACK)
    told = {one.role: words(page, one.span) for one in event.evidence}
    assert told == {
        "trigger": "bombed",
        "actor": "Syrian jets",
        "recipient": "the Turkish town of Reyhanli",
    }


def test_parties_day_place_and_size() -> None:
    page, (event,), _ = coded(ATTACK, written="2013-05-13")
    assert [part.code for part in event.actors] == ["SYRMIL"]
    assert event.recipients[0].code is not None
    assert event.recipients[0].code.startswith("TUR")
    assert event.when is not None
    assert event.when.value == "2013-05-12"
    assert event.where is not None
    assert words(page, event.where.span) == "Reyhanli"
    (size,) = event.sizes
    assert (size.kind, size.low, size.high, size.at_least) == (SizeKind.DEAD, 40, None, True)
    assert words(page, size.span) == "at least 40"


def test_without_a_day_the_bounds_are_kept() -> None:
    _, (past,), _ = coded("Syrian jets bombed the Turkish town of Reyhanli.", written="2013-05-13")
    assert past.when is not None
    assert (past.when.value, past.when.basis) == ("../2013-05-13", None)
    _, (undated,), _ = coded("Syrian jets bombed the Turkish town of Reyhanli.")
    assert undated.when is None


def test_a_day_in_another_clause_is_not_that_of_the_act() -> None:
    text = "Greece expelled two Turkish diplomats after Turkey seized a Greek ship on 3 June 2019."
    page, events, _ = coded(text, written="2019-07-01")
    days = {words(page, event.evidence[0].span): event.when and event.when.value for event in events}
    assert days["expelled"] == "../2019-07-01"
    assert days["seized"] == "2019-06-03"


def test_headline_lead_and_retelling_are_one_event() -> None:
    text = (
        "Syria bombs Turkish town\n"
        "Syrian jets bombed the Turkish town of Reyhanli on 12 May 2013.\n"
        "Turkey closed the border.\n"
        "The mayor said Syrian planes had bombed the Turkish market."
    )
    page, events, _ = coded(text, written="2013-05-13", title=True)
    (event,) = [one for one in events if one.category == "ASSAULT"]
    assert event.when is not None
    assert event.when.value == "2013-05-12"
    assert [words(page, one.trigger) for one in event.also] == ["bombs", "bombed"]


@pytest.mark.parametrize(
    "second",
    [
        "Syrian jets did not bomb the Turkish town of Kilis.",
        "Syrian jets may bomb the Turkish town of Kilis.",
        "Syrian jets bombed the Turkish town of Kilis on 3 June 2012.",
        "Iraqi jets bombed the Iranian town of Mehran.",
    ],
)
def test_what_cannot_be_the_same_is_not_merged(second: str) -> None:
    first = "Syrian jets bombed the Turkish town of Reyhanli on 12 May 2013."
    _, events, _ = coded(f"{first}\n{second}", written="2013-05-13")
    assert len(events) == 2
    assert not any(event.also for event in events)


def test_that_somebody_keeps_silent_is_no_event() -> None:
    assert coded("Egypt did not respond to a request for comment.")[1] == ()


def test_acts_without_a_known_party_are_no_events() -> None:
    assert coded("The cat attacked the curtain.")[1] == ()


def test_nothing_is_coded_twice() -> None:
    _, events, _ = coded(f"{ATTACK}\n{ATTACK}", written="2013-05-13")
    assert len(events) == 1
    assert len({event.id for event in events}) == len(events)


def test_an_act_hangs_on_the_innermost_statement_wherever_it_stands() -> None:
    text = (
        "Ankara said Syrian jets bombed the town of Reyhanli.\n"
        "Turkey expelled the Greek ambassador.\n"
        "Athens said that Paris had told it that Chad attacked Niger."
    )
    page, events, statements = coded(text)
    holders = {one.id: one for one in statements}
    told = {words(page, event.evidence[0].span): len(holders[event.statement].chain) for event in events}
    assert told["bombed"] == 1
    assert told["expelled"] == 0
    assert told["attacked"] >= 1


def test_a_paragraph_without_end_is_coded_in_its_length() -> None:
    line = "Turkey expelled the Greek ambassador. "
    _, events, _ = coded(line * 150)
    assert sum(1 + len(one.also) for one in events) == 150


@pytest.mark.parametrize(
    ("text", "category"),
    [
        ("The mayor praised a village where Turkish forces are now deployed.", "MOBILIZE"),
        ("A man who had been arrested by Turkish police praised the mayor.", "COERCE"),
    ],
)
def test_an_act_in_a_relative_clause_is_told_for_itself(text: str, category: str) -> None:
    assert category in {event.category for event in coded(text)[1]}


@pytest.mark.parametrize(
    "text",
    [
        "A lawyer who arrests Turkish rebels praised the mayor.",
        "A mayor who may arrest Turkish rebels praised the village.",
        "He did what the Turkish police ordered.",
    ],
)
def test_what_somebody_mostly_does_or_may_do_is_no_event_of_its_own(text: str) -> None:
    assert not [event for event in coded(text)[1] if event.category in {"COERCE", "REQUEST"}]
