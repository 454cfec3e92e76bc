"""Events as PLOVER's JSON (manual 0.8, data fields): one object an event, to be written one a line.

The field names are PLOVER's own; what it has no field for stands under ``dragoman``, in the form of the record
(``docs/reference/record.md``). The columns of this file are described in ``docs/reference/events-out.md``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from dragoman.export.choosing import FACTS, Export, Status, Undated, choose, status_of
from dragoman.export.days import days_of
from dragoman.export.happenings import QUADS, size, statement_of, trigger
from dragoman.export.plain import one_line
from dragoman.export.pseudonyms import Names, mask_of
from dragoman.export.reading import named_by, public_actors
from dragoman.export.shape import Viewer, dress
from dragoman.export.shapes import SHAPES
from dragoman.model import Actor, Coded, Event, Participant, Place, Statement
from dragoman.model.codec import Json

_CODE = re.compile(r"(?P<country>[A-Z]{3})(?P<sector>[A-Z]{3}(?:[A-Z]{3})?)?", re.ASCII)


def encode_plover(
    coded: Coded,
    *,
    include: Iterable[Status] = FACTS,
    undated: Undated = Undated.OUT,
    comments: Names = Names.PSEUDONYMOUS,
    key: bytes | None = None,
) -> Export[dict[str, Json]]:
    """The events of ``coded`` as PLOVER objects, JSON-able, in page order.

    PLOVER demands a day: what becomes of an event without one says ``undated``. ``include`` are the statuses of the
    events wanted. Offsets are code points of the page's text. Events come of the article alone; ``comments`` and ``key``
    mask what else could name a commenter.
    """
    chosen = choose(coded, include, undated, by_day=True)
    mask = mask_of(coded, comments, key)
    viewer = Viewer(coded=coded, mask=mask, table=SHAPES, public=public_actors(coded))
    return Export(records=tuple(_record(viewer, *pair) for pair in chosen.events), chosen=chosen)


def _record(viewer: Viewer, name: str, event: Event) -> dict[str, Json]:
    found = statement_of(viewer.coded, event.statement)
    statement = found[1] if found else None
    record: dict[str, Json] = {"id": event.id, **_time(event)}
    record["actor"] = [_party(viewer, one) for one in event.actors]
    if event.recipients:
        record["recipient"] = [_party(viewer, one) for one in event.recipients]
    record["event"] = [event.category]
    record["mode"] = [*((event.mode,) if event.mode else ()), *(str(one) for one in event.auxiliary)]
    record["context"] = list(event.contexts)
    record["quad_code"] = QUADS.get(event.category)
    record["event_scale"] = event.intensity
    record["event_text"] = [viewer.words(span) for span in trigger(event)]
    record["event_loc"] = _location(event.where) if event.where else None
    record["size"] = _sizes(event)
    record |= _text(viewer, statement)
    record["cite_info"] = _citation(viewer, event)
    record["coder"] = f"dragoman {viewer.coded.run.version}"
    shown: dict[str, Json] = {
        key: value for key, value in record.items() if value is not None or key == "date"
    }
    return shown | {"dragoman": _own(viewer, name, event, statement)}


def _time(event: Event) -> dict[str, Json]:
    days = days_of(event.when.value if event.when else None)
    if days.known and days.first is not None:
        # PLOVER: date + "T" + time is an ISO 8601 time.
        return {"date": days.first.isoformat(), "time": days.time}
    if days.first is None or days.last is None:
        return {"date": None}
    return {"date": days.first.isoformat(), "enddate": days.last.isoformat()}


def _party(viewer: Viewer, one: Participant) -> Json:
    code = _CODE.fullmatch(one.code or "")
    actor = next((actor for actor in viewer.coded.actors if actor.id == one.actor), None)
    shown: dict[str, Json] = {
        "code": code["country"] if code else None,
        "sector": code["sector"] if code else None,
        "actor_text": viewer.words(one.span),
        "identifier_id": actor.wikidata if actor else None,
        "identifier_text": _name(viewer, actor) if actor else None,
    }
    return {key: value for key, value in shown.items() if value is not None}


def _name(viewer: Viewer, actor: Actor) -> str:
    return actor.name if actor.id in viewer.public else viewer.mask.say(actor.name)


def _location(place: Place) -> Json:
    shown: dict[str, Json] = {
        "geonameid": place.geonames,
        "name": place.name,
        "latitude": place.lat,
        "longitude": place.lon,
        "cc3": place.country,
        "resolution": place.level,
    }
    return {key: value for key, value in shown.items() if value is not None}


def _sizes(event: Event) -> Json:
    """Of each kind the first that the page tells: a number, or a range in words ("12-15", "12+")."""
    shown: dict[str, Json] = {}
    for one in event.sizes:
        exact = one.low == one.high and not one.at_least
        shown.setdefault(str(one.kind), one.low if exact else size(one))
    return shown or None


def _text(viewer: Viewer, statement: Statement | None) -> dict[str, Json]:
    if statement is None or not statement.content:
        return {}
    words = " … ".join(viewer.words(span) for span in statement.content)
    first = min(span.start for span in statement.content)
    last = max(span.end for span in statement.content)
    return {"text": words, "text_info": {"start": first, "end": last}}


def _citation(viewer: Viewer, event: Event) -> Json:
    coded = viewer.coded
    article, about = coded.article, coded.article.about if coded.article else None
    named = named_by(coded)
    shown: dict[str, Json] = {
        "citation": f"sha256:{coded.page.id}",
        "url": named.url,
        "title": one_line(viewer.words(article.title)) if article and article.title else None,
        "language": about.language.text if about and about.language else None,
        "publication": named.outlet,
        "coder": f"dragoman {coded.run.version}",
        "codebook": event.codebook,
        "version": coded.run.kit,
    }
    return {key: value for key, value in shown.items() if value is not None}


def _own(viewer: Viewer, name: str, event: Event, statement: Statement | None) -> Json:
    """What PLOVER has no field for: where the words stand, who vouches, whether it is told as a fact, by which rule."""
    coded = viewer.coded
    days = days_of(event.when.value if event.when else None)
    return {
        "page": coded.page.id,
        "row": name,
        "main": coded.main is not None and coded.main.event == event.id,
        "status": str(status_of(event.factuality)),
        "not_before": days.first.isoformat() if days.first else None,
        "not_after": days.last.isoformat() if days.last else None,
        "published": coded.article.published.value if coded.article and coded.article.published else None,
        "event": dress(event, viewer),
        "statement": dress(statement, viewer) if statement else None,
    }
