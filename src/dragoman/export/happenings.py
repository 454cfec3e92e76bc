"""How events are put into words, for the report, the painted page, the explanations and the annotations."""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.export.choosing import Status, status_of
from dragoman.export.plain import one_line
from dragoman.export.wording import Words, count, place
from dragoman.model import Coded, Event, Participant, Polarity, Size, SizeKind, Span, Statement

#: PLOVER's quad classes by category (manual 0.8): verbal and material cooperation, verbal and material conflict.
QUADS = {
    **dict.fromkeys(("AGREE", "CONSULT", "SUPPORT", "CONCEDE"), 1),
    **dict.fromkeys(("COOPERATE", "AID", "RETREAT"), 2),
    **dict.fromkeys(("REQUEST", "ACCUSE", "REJECT", "THREATEN"), 3),
    **dict.fromkeys(("PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"), 4),
}
#: What stands before an event that is not told as a fact.
WARNINGS = {
    Status.FUTURE: "NOT YET",
    Status.NEGATED: "DID NOT HAPPEN",
    Status.OPEN: "LEFT OPEN",
    Status.DENIED: "DENIED",
    Status.CONDITIONAL: "ONLY IF",
    Status.INTENTION: "ONLY MEANT",
    Status.DEMAND: "ONLY DEMANDED",
    Status.SPECULATED: "ONLY GUESSED",
    Status.WITHHELD: "NOT SAID",
}
_COUNTED = {
    SizeKind.DEAD: "dead",
    SizeKind.INJURED: "injured",
    SizeKind.ARRESTED: "arrested",
    SizeKind.DISPLACED: "displaced",
    SizeKind.CROWD: "people",
}
_PARTY = 48
_OPEN = frozenset({"", ".."})
#: EDTF's marks of doubt in words.
_DOUBT = {"?": "{} (uncertain)", "~": "about {}", "%": "about {} (uncertain)"}


def warning(event: Event) -> str:
    """``DENIED: `` and the like before an event that is not told as a fact; nothing before one that is."""
    status = status_of(event.factuality)
    said = WARNINGS.get(status)
    if said is None:
        return ""
    negated = event.factuality.polarity is Polarity.NEGATIVE and status not in {Status.NEGATED, Status.DENIED}
    return f"{said}, NEGATED: " if negated else f"{said}: "


def category(event: Event) -> str:
    """``ASSAULT/aerial``."""
    return one_line(f"{event.category}/{event.mode}" if event.mode else event.category)


def headline(words: Words, event: Event, limit: int = _PARTY) -> str:
    """The event in a line: ``DENIED: ASSAULT/aerial RUSMIL “Russian jets” → SYRREB “rebels”``."""
    who = " + ".join(party(words, one, limit) for one in event.actors) or "nobody named"
    whom = " + ".join(party(words, one, limit) for one in event.recipients)
    return f"{warning(event)}{category(event)} {who}{f' → {whom}' if whom else ''}"


def party(words: Words, one: Participant, limit: int = _PARTY) -> str:
    """An actor or recipient: its code and its words."""
    said = f"“{words.quote(one.span, limit)}”"
    return f"{one_line(one.code)} {said}" if one.code else said


def circumstances(words: Words, event: Event) -> str:
    """When, where, and how many; a day that nobody knows is said to be unknown."""
    parts = [when(event)]
    if event.where:
        parts.append(one_line(event.where.name, 60) or f"“{words.quote(event.where.span, 60)}”")
    parts += [f"{size(one)} {_COUNTED[one.kind]}" for one in event.sizes]
    return "; ".join(parts)


def when(event: Event) -> str:
    """When an event happened, in words; of a day that nobody knows the bounds: ``day unknown, by 2016-07-02``."""
    value = one_line(event.when.value) if event.when and event.when.value else None
    if value is None:
        return "day unknown"
    first, mark, last = value.partition("/")
    if not mark:
        return _said(value)
    if first in _OPEN:
        return f"day unknown, by {_said(last)}"
    return f"day unknown, from {_said(first)} on" if last in _OPEN else f"{_said(first)} to {_said(last)}"


def _said(day: str) -> str:
    """``about 2016-07`` for ``2016-07~``."""
    return _DOUBT[day[-1]].format(day[:-1]) if day[-1:] in _DOUBT else day


def size(one: Size) -> str:
    """A number of people: ``12``, ``12-15``, ``12+`` where there may be more."""
    if one.at_least or one.high is None:
        return f"{one.low}+"
    return str(one.low) if one.low == one.high else f"{one.low}-{one.high}"


def trigger(event: Event) -> tuple[Span, ...]:
    """The words that told the event; the first evidence where none is called so."""
    found = tuple(item.span for item in event.evidence if item.role == "trigger")
    return found or tuple(item.span for item in event.evidence[:1])


def basis(words: Words, event: Event) -> str:
    """The words that told it, with their place, and who vouches: ``“struck” [12–18] · Harbour Post → TASS said (s4)``."""
    spans = trigger(event)
    told = " … ".join(f"“{words.quote(span, 40)}”" for span in spans)
    parts = [f"{told} {place(spans)}"] if spans else []
    statement = statement_of(words.coded, event.statement)
    if statement is not None:
        name, one = statement
        parts.append(f"{words.chain(one)} ({name})")
    if event.also:
        parts.append(f"told {count(len(event.also), 'more time')}")
    return " · ".join(parts)


def statement_of(coded: Coded, statement_id: str) -> tuple[str, Statement] | None:
    """The statement with this id and its row name; None when the page has none."""
    for at, one in enumerate(coded.statements, start=1):
        if one.id == statement_id:
            return f"s{at}", one
    return None


def event_of(coded: Coded, event_id: str | None) -> tuple[str, Event] | None:
    """The event with this id and its row name; None when the page has none."""
    for at, one in enumerate(coded.events, start=1):
        if one.id == event_id:
            return f"e{at}", one
    return None


def main_first(coded: Coded) -> Iterator[tuple[str, Event]]:
    """All events with their row names, in page order, what the article is about before the others."""
    about = event_of(coded, coded.main.event) if coded.main else None
    if about:
        yield about
    for at, one in enumerate(coded.events, start=1):
        if about is None or about[0] != f"e{at}":
            yield f"e{at}", one
