"""The events that a page's record tells, as predictions to be scored (:mod:`tests.gates.score_page_events`)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from tests.gates.event_gold import Range

#: Kind, least and most people (None: open), and whether there may be more.
Counted = tuple[str, int, int | None, bool]


@dataclass(frozen=True, slots=True, kw_only=True)
class Prediction:
    """One telling of a predicted event; ``chain`` holds for each source the countries it may stand for (None: unknown)."""

    event: str
    category: str
    mode: str | None
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    kind: str
    polarity: str
    time: str
    trigger: tuple[Range, ...]
    chain: tuple[frozenset[str] | None, ...]
    when: str | None
    where: Range | None
    sizes: tuple[Counted, ...] = ()

    @property
    def states_a_fact(self) -> bool:
        return self.kind == "asserted" and self.polarity == "positive"


def predictions(record: dict[str, Any]) -> tuple[Prediction, ...]:
    """The tellings of the article's events in a record."""
    statements = {one["id"]: one for one in record["statements"]}
    actors = {one["id"]: one for one in record["actors"]}
    out = []
    for event in record["events"]:
        own = {"statement": event["statement"], "factuality": event["factuality"], "trigger": _trigger(event)}
        for telling in (own, *event.get("also", ())):
            statement = statements.get(telling["statement"])
            if statement is not None and statement["lane"] != "article":
                continue
            pieces = telling["trigger"]
            ranges = pieces if isinstance(pieces[0], list | tuple) else [pieces]
            out.append(
                Prediction(
                    event=event["id"],
                    category=event["category"],
                    mode=event["mode"],
                    actors=_codes(event["actors"]),
                    recipients=_codes(event["recipients"]),
                    kind=telling["factuality"]["kind"],
                    polarity=telling["factuality"]["polarity"],
                    time=telling["factuality"]["time"],
                    trigger=tuple((start, end) for start, end in ranges),
                    chain=_chain(statement, actors),
                    when=event["when"],
                    where=span_of((event.get("where") or {}).get("span")),
                    sizes=tuple(
                        (one["kind"], one["low"], one["high"], one["at_least"])
                        for one in event.get("sizes", ())
                    ),
                )
            )
    return tuple(out)


def _trigger(event: dict[str, Any]) -> list[list[int]]:
    """The spans whose role is the trigger; without roles, all evidence that is no party."""
    roles = [one["span"] for one in event.get("evidence_details", ()) if one["role"] == "trigger"]
    parties = [one["span"] for one in (*event["actors"], *event["recipients"])]
    return (
        roles or [span for span in event["evidence"] if span not in parties] or event["evidence"] or [[0, 0]]
    )


def _codes(parties: Iterable[dict[str, Any]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one["code"] for one in parties if one["code"]))


def _chain(
    statement: dict[str, Any] | None, actors: dict[str, dict[str, Any]]
) -> tuple[frozenset[str] | None, ...]:
    layers = statement["chain"] if statement else ()
    return tuple(_countries(actors.get((layer["source"] or {}).get("actor") or "")) for layer in layers)


def _countries(actor: dict[str, Any] | None) -> frozenset[str] | None:
    """The countries an actor or its offices belong to; None when unknown or international."""
    found = [actor["country"], *(role["country"] for role in actor["roles"])] if actor else [None]
    return None if None in found else frozenset(country for country in found if country)


def span_of(value: Any) -> Range | None:
    """The range of a span of the record, which stands alone or beside its words."""
    pair = value.get("span") if isinstance(value, dict) else value
    return None if pair is None else (pair[0], pair[1])
