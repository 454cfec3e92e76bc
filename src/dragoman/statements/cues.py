"""The cue book: cue words, statement forms and factuality signs, parsed from the TOML files of the knowledge."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, TypeVar

from dragoman.errors import KnowledgeError
from dragoman.model import Certainty, FactualityKind, Polarity, Time
from dragoman.statements.stance_cues import FILE as STANCES, NO_STANCES, StanceBook, parse_stances
from dragoman.statements.weights import FILE as WEIGHTS, Weights, parse_weights
from dragoman.text.prefilter import Prefilter

#: What may follow or surround a verb, as explained at the head of verbs.toml.
FRAMES = frozenset(
    {"quote", "quoted", "that", "bare", "person", "object", "to", "ask", "object-to", "until", "at"}
)
_TABLES = frozenset(
    {
        "words",
        "media",
        "irregular",
        "parts",
        "verbs",
        "nouns",
        "form",
        "chain",
        "silence",
        "speculation",
        "sign",
    }
)

_PART = re.compile(r"<<([\w-]+)>>")

E = TypeVar("E", bound=StrEnum)
P = TypeVar("P", "Pattern", "Sign")


@dataclass(frozen=True, slots=True, kw_only=True)
class Verb:
    """A cue verb: ``particles`` follow it ("point" + "out"); ``kind``, ``polarity`` and ``certainty`` are what it
    makes of its content, None where it leaves them alone. With ``claims`` it is one only where its object is what
    somebody says ("challenged the claim", not "challenged the champion"), with ``voicing`` where a stance noun follows
    that says it all ("issued a call for")."""

    lemma: str
    particles: tuple[str, ...]
    group: str
    kind: FactualityKind
    frames: frozenset[str]
    inside: bool
    polarity: Polarity | None = None
    certainty: Certainty | None = None
    claims: bool = False
    voicing: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Noun:
    """A stance noun with the word that opens its content ("demand" + "for").

    ``voiced`` nouns are cues only behind a verb that voices them ("expressed readiness to"), not by their owner alone.
    """

    words: tuple[str, ...]
    kind: FactualityKind
    polarity: Polarity | None = None
    certainty: Certainty | None = None
    voiced: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Pattern:
    """A silence or speculation of the outlet: a pattern over one masked sentence.

    ``sure`` marks a speculation that is the outlet's whatever else the sentence holds; its content follows.
    ``nobody`` marks a silence that is one only when its source begins with a word like "neither"; the group "who" in
    a pattern holds the source where it is no subject ("calls to the embassy went unanswered").
    """

    id: str
    confidence: float
    cue: re.Pattern[str]
    sure: bool
    nobody: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Sign:
    """Words in a content that change its factuality; a field that is None is left alone.

    ``groups`` and ``lemmas`` are the cue verbs behind which alone they do; none means all. ``own`` asks that the
    content's subject is the source or of its side. A group "at" in the pattern tells where the sign itself begins.
    """

    id: str
    cue: re.Pattern[str]
    clause: bool
    groups: frozenset[str] = frozenset()
    lemmas: frozenset[str] = frozenset()
    own: bool = False
    kind: FactualityKind | None = None
    polarity: Polarity | None = None
    certainty: Certainty | None = None
    time: Time | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CueExample:
    """An example sentence of an entry with the names in it and the coding expected, as TOML tables."""

    file: str
    entry: str
    text: str
    names: tuple[Mapping[str, str], ...]
    expect: tuple[Mapping[str, Any], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CueBook:
    """All cue knowledge. ``verbs`` maps a first word to its verbs, those with most particles first.

    Silences, speculations and signs know which of them can stand in a text at all, by what their patterns need.
    """

    words: Mapping[str, frozenset[str]]
    verbs: Mapping[str, tuple[Verb, ...]]
    nouns: Mapping[str, tuple[Noun, ...]]
    forms: Mapping[str, float]
    silences: Prefilter[Pattern]
    speculations: Prefilter[Pattern]
    signs: Prefilter[Sign]
    examples: tuple[CueExample, ...]
    stances: StanceBook = NO_STANCES
    weights: Weights | None = None


def parse_cues(files: Mapping[str, str]) -> CueBook:
    """The cue book from TOML texts by file name. The order of the names decides the order of rules.

    Raises:
        KnowledgeError: for any defect; the message names the file and the entry.
    """
    words: dict[str, frozenset[str]] = {}
    irregular: dict[str, list[str]] = {}
    entries: list[tuple[str, str, dict[str, Any]]] = []
    for file in sorted(set(files) - {STANCES, WEIGHTS}):
        data = _load(file, files[file])
        for table in ("words", "media"):
            words |= _word_lists(file, table, data.get(table, {}))
        irregular |= {
            lemma: _strings(file, "irregular", {lemma: forms}, lemma)
            for lemma, forms in data.get("irregular", {}).items()
        }
        entries += [(file, table, entry) for table in _TABLES for entry in _entries(file, table, data)]
    _unique(entries)
    examples = tuple(example for file, _, entry in entries for example in _examples(file, entry))
    return CueBook(
        words=words,
        verbs=_verbs([(f, e) for f, t, e in entries if t == "verbs"], irregular),
        nouns=_nouns([(f, e) for f, t, e in entries if t == "nouns"]),
        forms={e["id"]: _confidence(f, e) for f, t, e in entries if t == "form"},
        silences=_filtered(
            sorted((_pattern(f, e) for f, t, e in entries if t == "silence"), key=_names_no_source)
        ),
        speculations=_filtered([_pattern(f, e) for f, t, e in entries if t == "speculation"]),
        signs=_filtered([_sign(f, e) for f, t, e in entries if t == "sign"]),
        examples=examples,
        stances=parse_stances(files[STANCES]) if STANCES in files else NO_STANCES,
        weights=parse_weights(files[WEIGHTS]) if WEIGHTS in files else None,
    )


def _names_no_source(pattern: Pattern) -> bool:
    return "who" not in pattern.cue.groupindex


def _filtered(items: list[P]) -> Prefilter[P]:
    return Prefilter(items, [item.cue for item in items])


def _load(file: str, text: str) -> dict[str, Any]:
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise KnowledgeError(f"{file}: not TOML: {error}") from error
    if unknown := sorted(set(data) - _TABLES):
        raise KnowledgeError(f"{file}: unknown table {unknown[0]!r}")
    return data


def _entries(file: str, table: str, data: dict[str, Any]) -> list[dict[str, Any]]:
    if table in {"words", "media", "irregular", "parts"}:
        return []
    rows = data.get(table, [])
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise KnowledgeError(f"{file}: {table} must be [[{table}]] entries")
    for place, row in enumerate(rows):
        if not isinstance(row.get("id"), str) or not row["id"]:
            raise KnowledgeError(f"{file}: {table} entry {place + 1} has no id")
        if not row.get("example"):
            raise KnowledgeError(f"{file}: {row['id']}: has no example")
    return [_filled(file, row, data.get("parts", {})) for row in rows]


def _filled(file: str, row: dict[str, Any], parts: Mapping[str, str]) -> dict[str, Any]:
    """The entry, each <<part>> of its pattern in full; a part may hold others."""
    cue = row.get("cue")
    for _ in range(4):
        if not isinstance(cue, str) or "<<" not in cue:
            return {**row, "cue": cue} if "cue" in row else row
        try:
            cue = _PART.sub(lambda match: parts[match[1]], cue)
        except (KeyError, TypeError) as error:
            raise KnowledgeError(f"{file}: {row['id']}: there is no part {error}") from error
    raise KnowledgeError(f"{file}: {row['id']}: its parts lie too deep")


def _unique(entries: list[tuple[str, str, dict[str, Any]]]) -> None:
    seen: set[str] = set()
    for file, _, entry in entries:
        if entry["id"] in seen:
            raise KnowledgeError(f"{file}: {entry['id']}: the id stands twice")
        seen.add(entry["id"])


def _word_lists(file: str, table: str, lists: object) -> dict[str, frozenset[str]]:
    if not isinstance(lists, dict):
        raise KnowledgeError(f"{file}: {table} must be a table of word lists")
    return {name: frozenset(_strings(file, table, lists, name)) for name in lists}


def _strings(file: str, entry: str, row: Mapping[str, Any], field: str) -> list[str]:
    value = row.get(field)
    if not isinstance(value, list) or not value or not all(isinstance(item, str) and item for item in value):
        raise KnowledgeError(f"{file}: {entry}: {field} must be a list of words")
    return value


def _confidence(file: str, entry: Mapping[str, Any]) -> float:
    value = entry.get("confidence")
    if not isinstance(value, int | float) or isinstance(value, bool) or not 0 <= value <= 1:
        raise KnowledgeError(f"{file}: {entry['id']}: confidence must be a number in 0..1")
    return float(value)


def _member(file: str, entry: Mapping[str, Any], field: str, kind: type[E]) -> E | None:
    if field not in entry:
        return None
    try:
        return kind(entry[field])
    except ValueError as error:
        raise KnowledgeError(f"{file}: {entry['id']}: {field}: {error}") from error


def _regex(file: str, entry: Mapping[str, Any]) -> re.Pattern[str]:
    try:
        return re.compile(entry["cue"], re.IGNORECASE)
    except (re.error, KeyError, TypeError) as error:
        raise KnowledgeError(f"{file}: {entry['id']}: cue is no regular expression: {error}") from error


def _pattern(file: str, entry: Mapping[str, Any]) -> Pattern:
    return Pattern(
        id=entry["id"],
        confidence=_confidence(file, entry),
        cue=_regex(file, entry),
        sure=bool(entry.get("sure", False)),
        nobody=bool(entry.get("nobody", False)),
    )


def _sign(file: str, entry: Mapping[str, Any]) -> Sign:
    if entry.get("scope") not in {"clause", "content"}:
        raise KnowledgeError(f"{file}: {entry['id']}: scope must be clause or content")
    return Sign(
        id=entry["id"],
        cue=_regex(file, entry),
        clause=entry["scope"] == "clause",
        groups=frozenset(_strings(file, entry["id"], entry, "groups")) if "groups" in entry else frozenset(),
        lemmas=frozenset(_strings(file, entry["id"], entry, "lemmas")) if "lemmas" in entry else frozenset(),
        own=bool(entry.get("own", False)),
        kind=_member(file, entry, "kind", FactualityKind),
        polarity=_member(file, entry, "polarity", Polarity),
        certainty=_member(file, entry, "certainty", Certainty),
        time=_member(file, entry, "time", Time),
    )


def _verbs(
    rows: list[tuple[str, dict[str, Any]]], irregular: Mapping[str, list[str]]
) -> dict[str, tuple[Verb, ...]]:
    found: dict[str, list[Verb]] = {}
    for file, row in rows:
        frames = frozenset(_strings(file, row["id"], row, "frames"))
        if unknown := sorted(frames - FRAMES):
            raise KnowledgeError(f"{file}: {row['id']}: unknown frame {unknown[0]!r}")
        kind = _member(file, row, "kind", FactualityKind) or FactualityKind.ASSERTED
        for words in _strings(file, row["id"], row, "words"):
            lemma, *particles = words.split()
            verb = Verb(
                lemma=lemma,
                particles=tuple(particles),
                group=row["id"],
                kind=kind,
                frames=frames,
                inside=bool(row.get("inside", False)),
                polarity=_member(file, row, "polarity", Polarity),
                certainty=_member(file, row, "certainty", Certainty),
                claims=bool(row.get("claims", False)),
                voicing=bool(row.get("voicing", False)),
            )
            for form in _inflected(lemma, irregular.get(lemma)):
                found.setdefault(form, []).append(verb)
    return {
        form: tuple(sorted(verbs, key=lambda verb: -len(verb.particles))) for form, verbs in found.items()
    }


def _inflected(lemma: str, past: list[str] | None) -> Iterator[str]:
    """The forms of a verb: base, third person, participle and past."""
    if lemma == "be":
        yield from past or ()
        return
    consonant_y = lemma.endswith("y") and lemma[-2:-1] not in set("aeiou")
    stem = lemma.removesuffix("e")
    forms = [lemma]
    forms.append(
        f"{lemma[:-1]}ies"
        if consonant_y
        else lemma + ("es" if lemma.endswith(("s", "sh", "ch", "x", "z", "o")) else "s")
    )
    forms.append(lemma + "ing" if lemma.endswith("ee") else stem + "ing")
    if past:
        doubled = [form for form in past if form.endswith("ed") and form == lemma + lemma[-1] + "ed"]
        forms += [*past, *(form[:-2] + "ing" for form in doubled)]
    else:
        forms.append(f"{lemma[:-1]}ied" if consonant_y else stem + "ed")
    yield from dict.fromkeys(forms)


def _nouns(rows: list[tuple[str, dict[str, Any]]]) -> dict[str, tuple[Noun, ...]]:
    found: dict[str, list[Noun]] = {}
    for file, row in rows:
        kind = _member(file, row, "kind", FactualityKind) or FactualityKind.ASSERTED
        for words in _strings(file, row["id"], row, "words"):
            parts = tuple(words.split())
            found.setdefault(parts[0], []).append(
                Noun(
                    words=parts,
                    kind=kind,
                    polarity=_member(file, row, "polarity", Polarity),
                    certainty=_member(file, row, "certainty", Certainty),
                    voiced=bool(row.get("voiced", False)),
                )
            )
    return {word: tuple(nouns) for word, nouns in found.items()}


def _examples(file: str, entry: Mapping[str, Any]) -> Iterator[CueExample]:
    for place, row in enumerate(entry["example"]):
        if not isinstance(row, dict) or not isinstance(row.get("text"), str) or not row.get("expect"):
            raise KnowledgeError(f"{file}: {entry['id']}: example {place + 1} needs text and expect")
        yield CueExample(
            file=file,
            entry=entry["id"],
            text=row["text"],
            names=tuple(row.get("names", ())),
            expect=tuple(row["expect"]),
        )
