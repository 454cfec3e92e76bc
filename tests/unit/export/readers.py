"""Strict readers of the formats that leave the house: whatever the format does not allow is an AssertionError.

``read_plover`` follows the tables of data fields of PLOVER's manual 0.8, ``read_annotations`` the MUSTs of the Web Annotation
Data Model for the classes used, ``read_csv`` RFC 4180.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from dragoman.events.details import CONTEXTS, MODES
from dragoman.export import COLUMNS

QUADS = {
    "AGREE": 1, "CONSULT": 1, "SUPPORT": 1, "CONCEDE": 1, "COOPERATE": 2, "AID": 2, "RETREAT": 2, "REQUEST": 3,
    "ACCUSE": 3, "REJECT": 3, "THREATEN": 3, "PROTEST": 4, "SANCTION": 4, "MOBILIZE": 4, "COERCE": 4, "ASSAULT": 4,
}  # fmt: skip
SECTORS = frozenset(
    "COP GOV JUD LEG MIL PRM PTY REB SPY UAF UNK AGR BUS CRM CVL EDU ELI JRN LAB MED REF OPP PRE REL SOC".split()
)
AUXILIARY = frozenset({"historical", "future", "hypothetical", "negation"})
_COUNTRY = re.compile(r"[A-Z]{3}")
_RANGE = re.compile(r"\d+(-\d+|\+)")
_WIKIDATA = re.compile(r"Q\d+")
_IRI = re.compile(r"[a-z][a-z0-9+.-]*:\S+")

_PLOVER = frozenset(
    "id date time enddate actor recipient event mode context quad_code event_scale event_text event_loc size text text_info"
    " cite_info coder dragoman".split()
)
_ENTITY = {"code": str, "sector": str, "actor_text": str, "identifier_id": str, "identifier_text": str}
_LOCATION = {
    "geonameid": int,
    "name": str,
    "latitude": float,
    "longitude": float,
    "cc3": str,
    "resolution": int,
}
_CITATION = dict.fromkeys(
    ("citation", "url", "title", "language", "publication", "coder", "codebook", "version"), str
)


def read_plover(line: str) -> dict[str, Any]:
    """One event of a file of PLOVER, checked."""
    assert "\n" not in line
    event: dict[str, Any] = json.loads(line)
    assert {"id", "date", "actor", "event"} <= event.keys() <= _PLOVER
    assert isinstance(event["id"], str)
    assert event["id"]
    _dates(event)
    for party in (*event["actor"], *event.get("recipient", [])):
        _entity(party)
    assert event.get("recipient") != []
    (category,) = event["event"]
    assert event["quad_code"] == QUADS[category]
    assert {*event["mode"]} <= MODES.get(category, frozenset()) | AUXILIARY
    assert len([mode for mode in event["mode"] if mode not in AUXILIARY]) <= 1
    assert {*event["context"]} <= {*CONTEXTS}
    assert -10 <= event.get("event_scale", 0.0) <= 10
    assert all(isinstance(words, str) for words in event["event_text"])
    _fields(event.get("event_loc", {}), _LOCATION)
    assert 1 <= event.get("event_loc", {}).get("resolution", 1) <= 5
    _sizes(event.get("size"))
    if "text" in event:
        assert 0 <= event["text_info"]["start"] < event["text_info"]["end"]
    _fields(event["cite_info"], _CITATION)
    return event


def _dates(event: dict[str, Any]) -> None:
    day = date.fromisoformat(event["date"])
    assert event["date"] == day.isoformat()
    assert date.fromisoformat(event.get("enddate", event["date"])) >= day
    if "time" in event:
        datetime.fromisoformat(f"{event['date']}T{event['time']}")


def _entity(party: dict[str, Any]) -> None:
    _fields(party, _ENTITY)
    assert "actor_text" in party
    assert _COUNTRY.fullmatch(party.get("code", "UNK"))
    sector = party.get("sector", "")
    assert {sector[at : at + 3] for at in range(0, len(sector), 3)} <= SECTORS
    assert _WIKIDATA.fullmatch(party.get("identifier_id", "Q1"))


def _sizes(sizes: dict[str, Any] | None) -> None:
    assert sizes is None or sizes
    for kind, number in (sizes or {}).items():
        assert kind in {"dead", "injured", "arrested", "displaced", "crowd"}
        assert (isinstance(number, int) and number >= 0) or _RANGE.fullmatch(number)


def _fields(data: dict[str, Any], known: Mapping[str, type]) -> None:
    assert data.keys() <= known.keys()
    for name, value in data.items():
        assert isinstance(value, known[name]), (name, value)


def read_csv(text: str) -> list[dict[str, str]]:
    """The rows of a table by the grammar of RFC 4180, written here anew so that no leniency of a library helps."""
    records: list[list[str]] = []
    at = 0
    while at < len(text):
        record: list[str] = []
        while True:
            if text[at : at + 1] == '"':
                match = re.compile(r'"((?:[^"]|"")*)"').match(text, at)
                assert match, text[at : at + 40]
                record.append(match[1].replace('""', '"'))
            else:
                match = re.compile(r'[^",\r\n]*').match(text, at)
                assert match
                record.append(match[0])
            at = match.end()
            if text[at : at + 1] != ",":
                break
            at += 1
        assert text[at : at + 2] == "\r\n", text[at : at + 40]
        at += 2
        records.append(record)
    header, *rows = records
    assert header == [*COLUMNS]
    assert all(len(row) == len(header) for row in rows)
    return [dict(zip(header, row, strict=True)) for row in rows]


def read_annotations(line: str, text: str) -> list[dict[str, Any]]:
    """The annotations of one collection; every quotation stands in ``text`` where its position says."""
    collection: dict[str, Any] = json.loads(line)
    assert collection["@context"] == "http://www.w3.org/ns/anno.jsonld"
    assert _IRI.fullmatch(collection["id"])
    assert collection["type"] == "AnnotationCollection"
    assert isinstance(collection["label"], str)
    assert ("first" in collection) == (collection["total"] > 0) == ("last" in collection)
    page = collection.get("first", {"items": []})
    items: list[dict[str, Any]] = page["items"]
    assert len(items) == collection["total"]
    if items:
        assert page["type"] == "AnnotationPage"
        assert page["id"] == collection["last"]
        assert page["startIndex"] == 0
        assert "@context" not in page
    for item in items:
        _annotation(item, text)
    assert len({item["id"] for item in items}) == len(items)
    return items


def _annotation(item: dict[str, Any], text: str) -> None:
    assert _IRI.fullmatch(item["id"])
    assert item["type"] == "Annotation"
    assert item["motivation"] in {"describing", "classifying"}
    for body in item["body"]:
        assert body["type"] == "TextualBody"
        assert isinstance(body["value"], str)
        assert body["purpose"] in {"describing", "classifying", "tagging"}
        if body["format"] == "application/json":
            json.loads(body["value"])
    assert item["target"]
    for target in item["target"]:
        assert target["type"] == "SpecificResource"
        assert _IRI.fullmatch(target["source"]["id"])
        assert target["state"]["type"] == "TimeState"
        _selectors(target["selector"], text)


def _selectors(selectors: list[dict[str, Any]], text: str) -> None:
    position, *rest = selectors
    start, end = position["start"], position["end"]
    assert position["type"] == "TextPositionSelector"
    assert 0 <= start <= end <= len(text)
    for quote in rest:
        assert quote["type"] == "TextQuoteSelector"
        assert quote["exact"] == text[start:end]
        assert text.endswith(quote["prefix"], 0, start)
        assert text.startswith(quote["suffix"], end)
    assert len(rest) <= 1
