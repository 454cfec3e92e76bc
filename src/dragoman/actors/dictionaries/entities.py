"""Entities in the manner of FollowTheMoney: JSON objects with an id, a schema and lists of properties, a line each or in
one list.

Read are the schemata of people, bodies and companies with their names, countries, topics and Wikidata numbers; positions;
and occupancies, which give a person an office from one day to another.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from dragoman.actors.dictionaries.tables import Dictionary, Tables, prefix_of
from dragoman.actors.period import between
from dragoman.errors import ValueRuleError

_KINDS: Final[Mapping[str, str]] = {
    "Person": "person",
    "Organization": "body",
    "PublicBody": "body",
    "Company": "body",
    "LegalEntity": "unknown",
}
_TYPES: Final[Mapping[str, str]] = {"Company": "company", "PublicBody": "ministry"}
_NAMES: Final = ("name", "alias", "previousName", "weakAlias", "abbreviation")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Entity:
    line: int
    key: str
    schema: str
    properties: Mapping[str, tuple[str, ...]]

    def first(self, name: str) -> str:
        return next(iter(self.properties.get(name, ())), "")


def read_entities(name: str, text: str, iso3: Mapping[str, str]) -> Dictionary:
    """The entities as tables; ``iso3`` gives the ISO 3166 alpha-3 code of an alpha-2 code.

    Defects: a line that is not JSON, an object without an id, a schema or a name, a country that is not known, an
    occupancy whose holder or post does not stand in the file, or whose dates are none.
    """
    tables = Tables(prefix=prefix_of(name), source=name)
    entities = tuple(_entities(tables, text))
    ids: dict[str, str] = {}
    countries: dict[str, str] = {}
    for one in entities:
        if one.schema in _KINDS:
            _actor(tables, one, ids, countries, iso3)
    posts = {one.key: one for one in entities if one.schema == "Position"}
    for one in entities:
        if one.schema == "Occupancy":
            _occupancy(tables, one, ids, posts, countries, iso3)
    return tables.done()


def _entities(tables: Tables, text: str) -> Iterator[_Entity]:
    for line, data in _objects(tables, text):
        if not isinstance(data, dict):
            tables.defect(line, "no JSON object")
            continue
        key, schema, given = data.get("id"), data.get("schema"), data.get("properties")
        if not (isinstance(key, str) and isinstance(schema, str) and isinstance(given, dict)):
            tables.defect(line, "an object needs 'id', 'schema' and 'properties'")
            continue
        properties = {str(name): _texts(value) for name, value in given.items()}
        yield _Entity(line=line, key=key, schema=schema, properties=properties)


def _objects(tables: Tables, text: str) -> Iterator[tuple[int, object]]:
    text = text.removeprefix("\ufeff")
    if text.lstrip().startswith("["):
        try:
            yield from ((1, one) for one in json.loads(text))
        except (ValueError, RecursionError) as error:
            tables.defect(1, f"this is not JSON: {error}")
        return
    for line, part in enumerate(text.split("\n"), 1):
        if part.strip():
            try:
                yield line, json.loads(part)
            except (ValueError, RecursionError) as error:
                tables.defect(line, f"this is not JSON: {error}")


def _texts(value: object) -> tuple[str, ...]:
    values = value if isinstance(value, list) else [value]
    # A property may hold another entity whole: its id is what it names.
    found = (one.get("id") if isinstance(one, dict) else one for one in values)
    return tuple(one for one in found if isinstance(one, str) and one.strip())


def _actor(
    tables: Tables, one: _Entity, ids: dict[str, str], countries: dict[str, str], iso3: Mapping[str, str]
) -> None:
    name = one.first("name")
    if not name:
        tables.defect(one.line, f"{one.key} has no name")
        return
    key = ids[one.key] = tables.new_id(name)
    country = countries[one.key] = _country(tables, one, iso3)
    wikidata = one.first("wikidataId")
    good = wikidata[:1] == "Q" and wikidata[1:].isdigit()
    tables.actor(
        key,
        name,
        _KINDS[one.schema],
        country=country,
        type=_TYPES.get(one.schema, ""),
        wikidata=wikidata if good else "",
    )
    for text in dict.fromkeys(text for column in _NAMES for text in one.properties.get(column, ())):
        tables.alias(key, text, exact=text.isupper() and len(text) <= 4)
    if country:
        for position in one.properties.get("position", ()):
            tables.add(
                "roles", actor=key, position=position, country=country, certain="no", citation=tables.source
            )


def _country(tables: Tables, one: _Entity, iso3: Mapping[str, str]) -> str:
    for column in ("country", "nationality", "jurisdiction", "mainCountry"):
        for code in one.properties.get(column, ()):
            if found := iso3.get(code.upper()) or (code.upper() if code.upper() in iso3.values() else None):
                return found
            tables.defect(one.line, f"country {code!r} is not known")
    return ""


def _occupancy(
    tables: Tables,
    one: _Entity,
    ids: Mapping[str, str],
    posts: Mapping[str, _Entity],
    countries: Mapping[str, str],
    iso3: Mapping[str, str],
) -> None:
    holder, post = one.first("holder"), posts.get(one.first("post"))
    if holder not in ids or post is None:
        tables.defect(one.line, f"{one.key} names a holder or a post that does not stand in this file")
        return
    since, until = one.first("startDate"), one.first("endDate")
    try:
        between(since or None, until or None)
    except ValueRuleError as error:
        tables.defect(one.line, f"{error}: the office is kept without dates")
        since = until = ""
    country = _country(tables, post, iso3) or countries.get(holder, "")
    if not country or not post.first("name"):
        tables.defect(one.line, f"the post {post.key} has no country or no name")
        return
    tables.add(
        "roles",
        actor=ids[holder],
        position=post.first("name"),
        country=country,
        since=since,
        until=until,
        certain="yes" if since else "no",
        citation=tables.source,
    )
