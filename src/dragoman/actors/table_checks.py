"""What an actor file must be: every row is read as it will be used, and compared with those it must agree with."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from dragoman.actors.book import Effect, Form, Holds
from dragoman.actors.period import Period, period_of
from dragoman.actors.phrases import Case, first_key, words_of
from dragoman.actors.rows import Row
from dragoman.errors import ValueRuleError
from dragoman.model import ActorKind, SuccessionKind

_ID: Final = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_WIKIDATA: Final = re.compile(r"Q[1-9][0-9]*")


@dataclass(frozen=True, slots=True)
class Names:
    """The rows that name an actor: its own row where aliases.csv does not list its name, then those of aliases.csv.

    Rows of a user's dictionary put aside those of the same words that ship.
    """

    rows: tuple[Row, ...]

    @classmethod
    def of(cls, actor: Row, aliases: Sequence[Row]) -> Names:
        """The names of an actor's row and of its rows in aliases.csv."""
        name, kept = actor.cell("name"), tuple(aliases)
        # Rows of the user's own come first.
        if kept and kept[0].own:
            own = {row.cell("alias") for row in kept if row.own}
            kept = tuple(row for row in kept if row.own or row.cell("alias") not in own)
        for row in kept:
            if row.values[row.places["alias"]] == name:
                return cls(kept)
        return cls((actor, *kept))


class _AliasCase(StrEnum):
    EXACT = Case.EXACT.value
    FOLDED = Case.FOLDED.value


def check_rows(rows: Mapping[str, Sequence[Row]]) -> None:
    """Check all tables.

    Raises:
        KnowledgeError: for the first defect, with file and line.
    """
    actors, countries = _actors(rows["actors.csv"])
    _aliases(rows["aliases.csv"], actors)
    _roles(rows["roles.csv"], actors, countries)
    _codes(rows["codes.csv"], actors)
    _demonyms(rows["demonyms.csv"], actors, countries)
    _peoples(rows["peoples.csv"], countries)
    _offices(rows["offices.csv"])
    for row in rows["agents.csv"]:
        row.need("words")
        row.need("code")
    _contexts(rows["contexts.csv"])
    _successions(rows["successions.csv"], actors)
    _words(rows)


def period_in(row: Row, edtf: str) -> Period:
    """The days of an EDTF date in a row; KnowledgeError when it is none."""
    try:
        return period_of(edtf)
    except ValueRuleError as error:
        raise row.error(str(error)) from error


def _actors(rows: Iterable[Row]) -> tuple[set[str], set[str]]:
    actors: dict[str, Row] = {}
    countries: set[str] = set()
    for row in rows:
        key, kind, country = row.need("id"), row.one_of("kind", ActorKind), row.country()
        if not _ID.fullmatch(key):
            raise row.error(f"id {key!r} is no slug of a-z, 0-9 and single hyphens")
        if key in actors:
            if actors[key].own and not row.own:
                continue
            raise row.error(f"id {key!r} stands twice")
        if kind is ActorKind.COUNTRY:
            if country is None or country in countries:
                raise row.error(f"a country needs a code of its own, not {country!r}")
            countries.add(country)
        row.need("name")
        row.period()
        row.sector()
        wikidata = row.maybe("wikidata")
        if wikidata is not None and not _WIKIDATA.fullmatch(wikidata):
            raise row.error(f"wikidata {wikidata!r} is not Q and a number")
        actors[key] = row
    return set(actors), countries


def _aliases(rows: Iterable[Row], actors: set[str]) -> None:
    found: dict[tuple[str, str], list[tuple[Row, Period]]] = {}
    for row in rows:
        key, text, period = row.need("actor"), row.need("alias"), row.period()
        if key not in actors:
            raise row.error(f"actor {key!r} is not in actors.csv")
        if first_key(text) is None:
            raise row.error(f"alias {text!r} holds no letter or digit")
        row.one_of("case", _AliasCase)
        row.flag("metonym", "no")
        row.flag("alone", "yes")
        same = found.setdefault((key, text), [])
        if any(days.overlaps(period) and other.own == row.own for other, days in same):
            raise row.error(f"alias {text!r} of {key!r} stands twice for the same days")
        same.append((row, period))


def _roles(rows: Iterable[Row], actors: set[str], countries: set[str]) -> None:
    offices: dict[tuple[str, str, str], list[Period]] = {}
    for row in rows:
        key, country, body = row.need("actor"), row.country(), row.maybe("body")
        for name in (key, body):
            if name is not None and name not in actors:
                raise row.error(f"{name!r} is not in actors.csv")
        if (country is None) == (body is None):
            raise row.error("a role needs a country or a body, and not both")
        if country is not None and country not in countries:
            raise row.error(f"country {country!r} is not in actors.csv")
        position, period = row.need("position"), row.period()
        row.sector()
        row.flag("certain", "yes")
        row.flag("leads", "no")
        same = offices.setdefault((key, country or body or "", position), [])
        if any(_inside(other, period) for other in same):
            raise row.error(f"{key!r} holds {position!r} twice in the same days")
        same.append(period)


def _inside(one: Period, other: Period) -> bool:
    # Two terms may meet in one month or on one day; more is a slip of the pen.
    return min(one.last, other.last) - max(one.first, other.first) > 31


def _codes(rows: Iterable[Row], actors: set[str]) -> None:
    for row in rows:
        key = row.need("actor")
        if key not in actors:
            raise row.error(f"actor {key!r} is not in actors.csv")
        row.need("code")
        row.period()


def _demonyms(rows: Iterable[Row], actors: set[str], countries: set[str]) -> None:
    seen: set[tuple[str, Form, str]] = set()
    for row in rows:
        word, form, country, body = (
            row.need("word"),
            row.one_of("form", Form),
            row.country(),
            row.maybe("body"),
        )
        if (country is None) == (body is None):
            raise row.error("a demonym needs a country or a body, and not both")
        if country is not None and country not in countries:
            raise row.error(f"country {country!r} is not in actors.csv")
        if body is not None and body not in actors:
            raise row.error(f"{body!r} is not in actors.csv")
        if (word, form, country or body or "") in seen:
            raise row.error(f"{word!r} stands twice")
        seen.add((word, form, country or body or ""))


def _peoples(rows: Iterable[Row], countries: set[str]) -> None:
    seen: set[str] = set()
    for row in rows:
        if missing := [home for home in row.need("countries").split() if home not in countries]:
            raise row.error(f"country {missing[0]!r} is not in actors.csv")
        for word in dict.fromkeys((row.need("word"), row.need("plural"))):
            if word in seen:
                raise row.error(f"{word!r} stands twice")
            seen.add(word)


def _offices(rows: Iterable[Row]) -> None:
    seen: set[str] = set()
    for row in rows:
        words = row.need("words")
        if words in seen:
            raise row.error(f"{words!r} stands twice")
        seen.add(words)
        row.country()
        row.sector()
        row.one_of("holds", Holds)


def _contexts(rows: Iterable[Row]) -> None:
    seen: set[tuple[Effect, str]] = set()
    for row in rows:
        effect, words = row.one_of("effect", Effect), words_of(row.need("words"))
        key = (effect, " ".join(words.keys))
        if key in seen:
            raise row.error(f"{row.cell('words')!r} stands twice for {effect}")
        seen.add(key)


def _successions(rows: Iterable[Row], actors: set[str]) -> None:
    seen: set[tuple[str, str]] = set()
    for row in rows:
        before, after = row.need("from"), row.need("to")
        for name in (before, after):
            if name not in actors:
                raise row.error(f"{name!r} is not in actors.csv")
        if before == after or (before, after) in seen:
            raise row.error(f"{before!r} to {after!r} stands twice, or leads to itself")
        seen.add((before, after))
        row.one_of("kind", SuccessionKind)
        row.flag("certain", "yes")
        if (date := row.maybe("date")) is not None:
            period_in(row, date)


def _words(rows: Mapping[str, Sequence[Row]]) -> None:
    for row in rows["coreference.csv"]:
        row.need("trait")
        try:
            float(row.need("weight"))
        except ValueError as error:
            raise row.error(f"weight {row.cell('weight')!r} is no number") from error
    for table, columns in {
        "sexes.csv": ("word", "pronoun"),
        "sorts.csv": ("noun", "sort"),
        "nominals.csv": ("noun", "kinds"),
    }.items():
        for row in rows[table]:
            for column in columns:
                row.need(column)
