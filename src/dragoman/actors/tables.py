"""The actor files: CSV texts in, an actor book out, every defect named with its file and line."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final, TypeVar

from dragoman.actors.book import (
    ActorBook,
    Demonym,
    Effect,
    Entry,
    Example,
    Form,
    HeldRole,
    Holds,
    Mask,
    Office,
    People,
    naming_of,
)
from dragoman.actors.lexicon import Lexicon
from dragoman.actors.period import ALWAYS, Period, period_of
from dragoman.actors.phrases import Case, Phrase, index_of, key_of, phrase_of, words_of
from dragoman.actors.rows import Row, rows_of
from dragoman.errors import KnowledgeError, ValueRuleError
from dragoman.model import Actor, ActorCode, ActorKind, Alias, Role, Succession, SuccessionKind

_ID: Final = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_NONE: Final[Mapping[str, str]] = {}
_WIKIDATA: Final = re.compile(r"Q[1-9][0-9]*")


def parse_actors(files: Mapping[str, str], own: Mapping[str, str] = _NONE) -> ActorBook:
    """The actor book that the CSV texts describe; ``files`` maps a path (``people/europe/roles.csv``) to its text.

    The last part of a path names the table (:data:`dragoman.actors.rows.COLUMNS`); tables of one name are one table.
    ``own`` are files of the user's own in the same shape: their names have priority over the same names in ``files``,
    and an actor there takes the place of the one with the same id.

    The name in actors.csv is itself an alias unless aliases.csv lists the same words.

    Raises:
        KnowledgeError: ``groups/aliases.csv:17: ...`` for any defect: a missing file or column, an unknown id, kind,
            sector or effect, a bad EDTF date, an end before its start, a duplicate with overlapping dates.
    """
    rows = rows_of(files, own)
    if not any(path.rsplit("/", 1)[-1] == "actors.csv" for path in files):
        raise KnowledgeError("actors.csv:1: the file is missing")
    actors, countries = _actors(rows["actors.csv"])
    users = frozenset(row.cells["id"] for row in rows["actors.csv"] if row.own)
    aliases = _aliases(rows["aliases.csv"], actors, users)
    held = _roles(rows["roles.csv"], actors, countries)
    codes = _codes(rows["codes.csv"], actors)
    by_actor = _group((role.actor, role) for role in held)
    complete = {
        key: replace(
            actor,
            aliases=tuple(one.alias for one in aliases[key]),
            roles=tuple(role.role for role in by_actor.get(key, ())),
            codes=codes.get(key, ()),
        )
        for key, actor in actors.items()
    }
    return ActorBook(
        actors=complete,
        index=index_of(
            (
                *_names(complete, aliases),
                *_demonyms(rows["demonyms.csv"], countries),
                *_peoples(rows["peoples.csv"], countries),
                *_offices(rows["offices.csv"]),
                *_masks(rows["contexts.csv"]),
            )
        ),
        roles=_group(((role.position, role.owner), role) for role in held),
        held=by_actor,
        countries=countries,
        contexts=_contexts(rows["contexts.csv"]),
        given=_given(complete),
        lexicon=_lexicon(rows),
        pronouns=_weights(rows["coreference.csv"]),
        nominals={row.need("noun"): frozenset(row.need("kinds").split()) for row in rows["nominals.csv"]},
        successions=tuple(_successions(rows["successions.csv"], actors)),
        examples=tuple(_examples((*rows["offices.csv"], *rows["contexts.csv"]))),
    )


def _actors(rows: Iterable[Row]) -> tuple[dict[str, Actor], dict[str, str]]:
    actors: dict[str, Actor] = {}
    countries: dict[str, str] = {}
    own: set[str] = set()
    for row in rows:
        key, kind, country = row.need("id"), row.one_of("kind", ActorKind), row.country()
        if not _ID.fullmatch(key):
            raise row.error(f"id {key!r} is no slug of a-z, 0-9 and single hyphens")
        if key in actors:
            if key in own and not row.own:
                continue
            raise row.error(f"id {key!r} stands twice")
        if row.own:
            own.add(key)
        if kind is ActorKind.COUNTRY:
            if country is None or country in countries:
                raise row.error(f"a country needs a code of its own, not {country!r}")
            countries[country] = key
        row.period()
        wikidata = row.maybe("wikidata")
        if wikidata is not None and not _WIKIDATA.fullmatch(wikidata):
            raise row.error(f"wikidata {wikidata!r} is not Q and a number")
        actors[key] = Actor(
            id=key,
            name=row.need("name"),
            kind=kind,
            country=country,
            type=row.maybe("type"),
            sector=row.sector(),
            since=row.maybe("since"),
            until=row.maybe("until"),
            wikidata=wikidata,
        )
    return actors, countries


@dataclass(frozen=True, slots=True, kw_only=True)
class _Name:
    """A name of an actor, how it must be met, its days, and whether it stands in a dictionary of the user's own."""

    alias: Alias
    case: Case
    period: Period
    own: bool = False


def _aliases(
    rows: Iterable[Row], actors: Mapping[str, Actor], own: frozenset[str]
) -> dict[str, tuple[_Name, ...]]:
    found: dict[str, list[_Name]] = {key: [] for key in actors}
    for row in rows:
        key, text, period = row.need("actor"), row.need("alias"), row.period()
        if key not in actors:
            raise row.error(f"actor {key!r} is not in actors.csv")
        if not len(words_of(text)):
            raise row.error(f"alias {text!r} holds no letter or digit")
        if any(one.alias.text == text and one.period.overlaps(period) for one in found[key]):
            if any(one.own for one in found[key]) and not row.own:
                continue
            raise row.error(f"alias {text!r} of {key!r} stands twice for the same days")
        alias = Alias(
            text=text,
            lang=row.maybe("lang"),
            since=row.maybe("since"),
            until=row.maybe("until"),
            metonym=row.flag("metonym", "no"),
        )
        case = row.one_of("case", _AliasCase).case
        found[key].append(_Name(alias=alias, case=case, period=period, own=row.own))
    for key, actor in actors.items():
        if all(one.alias.text != actor.name for one in found[key]):
            name = _Name(alias=Alias(text=actor.name), case=Case.FOLDED, period=ALWAYS, own=key in own)
            found[key].insert(0, name)
    return {key: tuple(rows) for key, rows in found.items()}


class _AliasCase(StrEnum):
    EXACT = "exact"
    FOLDED = "folded"

    @property
    def case(self) -> Case:
        return Case(self.value)


def _roles(
    rows: Iterable[Row], actors: Mapping[str, Actor], countries: Mapping[str, str]
) -> tuple[HeldRole, ...]:
    found: list[HeldRole] = []
    offices: dict[tuple[str, str, str], list[HeldRole]] = {}
    for row in rows:
        key, country, body = row.need("actor"), row.country(), row.maybe("body")
        for name in (key, body):
            if name is not None and name not in actors:
                raise row.error(f"{name!r} is not in actors.csv")
        if (country is None) == (body is None):
            raise row.error("a role needs a country or a body, and not both")
        if country is not None and country not in countries:
            raise row.error(f"country {country!r} is not in actors.csv")
        position = row.need("position")
        role = Role(
            sector=row.sector(),
            position=position if body is None else f"{position}, {actors[body].name}",
            country=country,
            since=row.maybe("since"),
            until=row.maybe("until"),
            citation=row.maybe("citation"),
        )
        held = HeldRole(
            actor=key,
            owner=country or body or "",
            position=position,
            role=role,
            period=row.period(),
            certain=row.flag("certain", "yes"),
            leads=row.flag("leads", "no"),
            row=f"{row.file}:{row.line}",
        )
        same = offices.setdefault((held.actor, held.owner, held.position), [])
        if any(_inside(other.period, held.period) for other in same):
            raise row.error(f"{key!r} holds {position!r} twice in the same days")
        same.append(held)
        found.append(held)
    return tuple(found)


def _inside(one: Period, other: Period) -> bool:
    # Two terms may meet in one month or on one day; more is a slip of the pen.
    return min(one.last, other.last) - max(one.first, other.first) > 31


def _codes(rows: Iterable[Row], actors: Mapping[str, Actor]) -> dict[str, tuple[ActorCode, ...]]:
    found: dict[str, list[ActorCode]] = {}
    for row in rows:
        key = row.need("actor")
        if key not in actors:
            raise row.error(f"actor {key!r} is not in actors.csv")
        row.period()
        code = ActorCode(text=row.need("code"), since=row.maybe("since"), until=row.maybe("until"))
        found.setdefault(key, []).append(code)
    return {key: tuple(codes) for key, codes in found.items()}


def _successions(rows: Iterable[Row], actors: Mapping[str, Actor]) -> Iterator[Succession]:
    seen: set[tuple[str, str]] = set()
    for row in rows:
        before, after = row.need("from"), row.need("to")
        for name in (before, after):
            if name not in actors:
                raise row.error(f"{name!r} is not in actors.csv")
        if before == after or (before, after) in seen:
            raise row.error(f"{before!r} to {after!r} stands twice, or leads to itself")
        seen.add((before, after))
        if (date := row.maybe("date")) is not None:
            _period(row, date)
        yield Succession(
            before=before,
            after=after,
            kind=row.one_of("kind", SuccessionKind),
            date=date,
            certain=row.flag("certain", "yes"),
            source=row.maybe("source"),
        )


def _period(row: Row, edtf: str) -> Period:
    try:
        return period_of(edtf)
    except ValueRuleError as error:
        raise row.error(str(error)) from error


def _names(
    actors: Mapping[str, Actor], aliases: Mapping[str, tuple[_Name, ...]]
) -> Iterator[Phrase[Entry] | None]:
    for key, rows in aliases.items():
        for one in rows:
            single = len(words_of(one.alias.text)) == 1
            naming = naming_of(actors[key], one.alias, one.period, single=single, own=one.own)
            yield phrase_of(one.alias.text, one.case, naming)


def _demonyms(rows: Iterable[Row], countries: Mapping[str, str]) -> Iterator[Phrase[Entry] | None]:
    seen: set[tuple[str, Form, str | None]] = set()
    for row in rows:
        word, form, country = row.need("word"), row.one_of("form", Form), row.country()
        if country is None or country not in countries:
            raise row.error(f"country {country!r} is not in actors.csv")
        if (word, form, country) in seen:
            raise row.error(f"{word!r} stands twice")
        seen.add((word, form, country))
        yield phrase_of(word, Case.FOLDED, Demonym(country=country, form=form))


def _peoples(rows: Iterable[Row], countries: Mapping[str, str]) -> Iterator[Phrase[Entry] | None]:
    seen: set[str] = set()
    for row in rows:
        homes = tuple(row.need("countries").split())
        if missing := [home for home in homes if home not in countries]:
            raise row.error(f"country {missing[0]!r} is not in actors.csv")
        for word in dict.fromkeys((row.need("word"), row.need("plural"))):
            if word in seen:
                raise row.error(f"{word!r} stands twice")
            seen.add(word)
            yield phrase_of(word, Case.FOLDED, People(countries=homes))


def _offices(rows: Iterable[Row]) -> Iterator[Phrase[Entry] | None]:
    seen: set[str] = set()
    for row in rows:
        words, country = row.need("words"), row.country()
        if words in seen:
            raise row.error(f"{words!r} stands twice")
        seen.add(words)
        office = Office(
            words=words,
            sector=row.sector(),
            positions=tuple(part for part in row.cells["position"].split("|") if part),
            holds=row.one_of("holds", Holds),
            country=country,
        )
        yield phrase_of(words, Case.FREE, office)


def _masks(rows: Iterable[Row]) -> Iterator[Phrase[Entry] | None]:
    for row in rows:
        if row.one_of("effect", Effect) is Effect.NO_ACTOR:
            words = row.need("words")
            yield phrase_of(words, Case.FOLDED, Mask(words=words))


def _contexts(rows: Iterable[Row]) -> dict[Effect, frozenset[str]]:
    found: dict[Effect, set[str]] = {effect: set() for effect in Effect}
    for row in rows:
        effect, words = row.one_of("effect", Effect), words_of(row.need("words"))
        key = " ".join(words.keys)
        if key in found[effect]:
            raise row.error(f"{row.cells['words']!r} stands twice for {effect}")
        found[effect].add(key)
    return {effect: frozenset(keys) for effect, keys in found.items()}


def _lexicon(rows: Mapping[str, Sequence[Row]]) -> Lexicon:
    sexes = {row.need("word"): row.need("pronoun") for row in rows["sexes.csv"]}
    sorts = {row.need("noun"): row.need("sort") for row in rows["sorts.csv"]}
    for row in rows["offices.csv"]:
        words = row.cells["words"].lower()
        if row.cells["holds"] in {"person", "rank"} and " " not in words:
            sorts.setdefault(words, "person")
    for row in rows["contexts.csv"]:
        words = row.cells["words"].lower()
        if row.cells["effect"] == Effect.ORGANISATION and " " not in words:
            sorts.setdefault(words, "org")
    return Lexicon(sorts=sorts, sexes=sexes)


def _weights(rows: Iterable[Row]) -> dict[str, float]:
    found: dict[str, float] = {}
    for row in rows:
        try:
            found[row.need("trait")] = float(row.need("weight"))
        except ValueError as error:
            raise row.error(f"weight {row.cells['weight']!r} is no number") from error
    return found


def _given(actors: Mapping[str, Actor]) -> dict[str, frozenset[str]]:
    return {
        key: frozenset(
            key_of(words.words[0]) for alias in actor.aliases if len(words := words_of(alias.text)) > 1
        )
        for key, actor in actors.items()
        if actor.kind is ActorKind.PERSON
    }


def _examples(rows: Iterable[Row]) -> Iterator[Example]:
    for row in rows:
        if not row.cells["example"]:
            continue
        if (on := row.maybe("on")) is not None:
            _period(row, on)
        expected = []
        for part in row.need("expected").split(";"):
            words, sign, actor = (piece.strip() for piece in part.partition("="))
            if not (sign and words in row.cells["example"] and actor):
                raise row.error(f"expected {part!r} is not 'words of the example = actor id, ? or -'")
            expected.append((words, actor))
        yield Example(
            row=f"{row.file}:{row.line}", sentence=row.cells["example"], on=on, expected=tuple(expected)
        )


K = TypeVar("K")
V = TypeVar("V")


def _group(pairs: Iterable[tuple[K, V]]) -> dict[K, tuple[V, ...]]:
    found: dict[K, list[V]] = {}
    for key, value in pairs:
        found.setdefault(key, []).append(value)
    return {key: tuple(values) for key, values in found.items()}
