"""The codebook: what counts as which event, read from its CSV files."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from io import StringIO
from typing import Final

from dragoman.errors import KnowledgeError
from dragoman.events.details import Details, parse_details
from dragoman.events.hedges import Hedges, parse_hedges

COLUMNS: Final[Mapping[str, tuple[str, ...]]] = {
    "categories.csv": ("category", "quad", "intensity", "recipient"),
    "groups.csv": ("group", "words"),
    "senses": (
        "id",
        "words",
        "class",
        "needs",
        "category",
        "mode",
        "cameo",
        "actor",
        "recipient",
        "example",
        "expected",
    ),
    "embedders.csv": (
        "id",
        "words",
        "class",
        "needs",
        "takes",
        "effect",
        "category",
        "recipient",
        "example",
        "expected",
    ),
}


#: Kinds of names that a condition may ask for, and how the language model tags them.
NAMES: Final[Mapping[str, str]] = {"person": "PER", "body": "ORG", "place": "LOC", "other": "MISC"}


class WordClass(StrEnum):
    """The word class of a trigger."""

    VERB = "verb"
    NOUN = "noun"
    ADJECTIVE = "adjective"


class Effect(StrEnum):
    """What an embedder makes of the event it takes."""

    DO = "do"
    COMMIT = "commit"
    CONSENT = "consent"
    REFUSE = "refuse"
    DEMAND = "demand"
    THREATEN = "threaten"
    ACCUSE = "accuse"
    STOP = "stop"
    FAIL = "fail"
    SAY = "say"
    TRY = "try"
    MAYBE = "maybe"
    UNDERGO = "undergo"


@dataclass(frozen=True, slots=True, kw_only=True)
class Category:
    """A PLOVER category, its quad class (1 to 4) and its intensity (-10 to 10)."""

    name: str
    quad: int
    intensity: float
    needs_recipient: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Need:
    """A condition: a slot that must be filled, by one of ``lemmas`` or a name of one of ``kinds`` where there are any; or
    must not. ``several`` wants more than one there."""

    slot: str
    lemmas: frozenset[str] = frozenset()
    kinds: frozenset[str] = frozenset()
    wanted: bool = True
    several: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Sense:
    """A trigger's meaning. ``particle`` is a further word that must hang on it."""

    id: str
    lemma: str
    particle: str | None
    kind: WordClass
    needs: tuple[Need, ...]
    category: str
    mode: str | None
    cameo: str | None
    actor: tuple[str, ...]
    recipient: tuple[str, ...]
    row: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Embedder:
    """A word that takes another event in one of the slots ``takes`` and changes it, where its conditions hold."""

    id: str
    lemma: str
    particle: str | None
    kind: WordClass
    needs: tuple[Need, ...]
    takes: tuple[str, ...]
    effect: Effect
    category: str | None
    recipient: tuple[str, ...]
    row: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeExample:
    """An example of a row (``file:line``) and what must be coded in it."""

    row: str
    sentence: str
    expected: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Codebook:
    """Categories, and senses and embedders by lemma, in the order of the files.

    ``groups`` are the named groups of nouns; ``known`` are all lemmas that any row speaks of; ``details`` tell contexts
    and modes, ``hedges`` what is no fact.
    """

    name: str
    categories: Mapping[str, Category]
    senses: Mapping[str, tuple[Sense, ...]]
    embedders: Mapping[str, tuple[Embedder, ...]]
    groups: Mapping[str, frozenset[str]]
    known: frozenset[str]
    examples: tuple[CodeExample, ...]
    details: Details
    hedges: Hedges


_ACTOR: Final = {
    WordClass.VERB: ("subject",),
    WordClass.ADJECTIVE: ("subject",),
    WordClass.NOUN: ("subject", "by", "owner"),
}
_RECIPIENT: Final = {
    WordClass.VERB: ("object",),
    WordClass.ADJECTIVE: ("to", "with", "against", "on", "for", "of"),
    WordClass.NOUN: ("against", "on", "with", "to", "of", "in"),
}


@dataclass(frozen=True, slots=True)
class _Row:
    file: str
    line: int
    cells: Mapping[str, str]

    def error(self, detail: str) -> KnowledgeError:
        return KnowledgeError(f"{self.file}:{self.line}: {detail}")


def parse_codebook(name: str, files: Mapping[str, str]) -> Codebook:
    """The codebook that the CSV texts describe; ``files`` maps a path (``senses/assault.csv``) to its text.

    Raises:
        KnowledgeError: ``senses/assault.csv:17: ...`` for any defect: a missing file or column, an unknown class, effect,
            category or group, an id that stands twice, an example or expectation that is missing.
    """
    for needed in ("categories.csv", "embedders.csv"):
        if needed not in files:
            raise KnowledgeError(f"{needed}:1: the file is missing")
    categories = {
        row.cells["category"]: _category(row) for row in _rows("categories.csv", files, "categories.csv")
    }
    groups = {
        row.cells["group"]: frozenset(_words(row.cells["words"]))
        for row in (_rows("groups.csv", files, "groups.csv") if "groups.csv" in files else ())
    }
    seen: set[str] = set()
    examples: list[CodeExample] = []
    senses: dict[str, list[Sense]] = {}
    for path in sorted(files):
        if path.startswith("senses/"):
            for row in _rows(path, files, "senses"):
                _once(row, seen)
                examples.append(_example(row))
                for sense in _senses(row, categories, groups):
                    senses.setdefault(sense.lemma, []).append(sense)
    embedders: dict[str, list[Embedder]] = {}
    for row in _rows("embedders.csv", files, "embedders.csv"):
        _once(row, seen)
        examples.append(_example(row))
        for embedder in _embedders(row, categories, groups):
            embedders.setdefault(embedder.lemma, []).append(embedder)
    hedges = parse_hedges(files)
    return Codebook(
        name=name,
        categories=categories,
        senses={lemma: tuple(found) for lemma, found in senses.items()},
        embedders={lemma: tuple(found) for lemma, found in embedders.items()},
        groups=groups,
        known=frozenset(
            {
                *senses,
                *embedders,
                *hedges.words,
                *(lemma for group in groups.values() for lemma in group),
                *(
                    lemma
                    for rows in (senses, embedders)
                    for found in rows.values()
                    for one in found
                    for need in one.needs
                    for lemma in need.lemmas
                ),
            }
        ),
        examples=tuple(examples),
        details=parse_details(files),
        hedges=hedges,
    )


def _rows(path: str, files: Mapping[str, str], table: str) -> Iterator[_Row]:
    reader = csv.reader(StringIO(files[path].removeprefix("\ufeff"), newline=""), strict=True)
    try:
        header = [cell.strip() for cell in next(reader, [])]
        if missing := [name for name in COLUMNS[table] if name not in header]:
            raise KnowledgeError(f"{path}:1: the column {missing[0]!r} is missing")
        for cells in reader:
            if not any(cell.strip() for cell in cells) or cells[0].lstrip().startswith("#"):
                continue
            if len(cells) != len(header):
                raise KnowledgeError(
                    f"{path}:{reader.line_num}: {len(cells)} cells, the header has {len(header)}"
                )
            yield _Row(
                path, reader.line_num, dict(zip(header, (cell.strip() for cell in cells), strict=True))
            )
    except csv.Error as error:
        raise KnowledgeError(f"{path}:{reader.line_num}: {error}") from error


def _once(row: _Row, seen: set[str]) -> None:
    key = row.cells["id"]
    if not key or key in seen:
        raise row.error(f"id {key!r} is empty or stands twice")
    seen.add(key)


def _example(row: _Row) -> CodeExample:
    if not row.cells["example"] or not row.cells["expected"]:
        raise row.error("a rule needs an example and what is expected of it")
    return CodeExample(
        row=f"{row.file}:{row.line}", sentence=row.cells["example"], expected=row.cells["expected"]
    )


def _category(row: _Row) -> Category:
    try:
        return Category(
            name=row.cells["category"],
            quad=int(row.cells["quad"]),
            intensity=float(row.cells["intensity"]),
            needs_recipient=row.cells["recipient"] == "required",
        )
    except ValueError as error:
        raise row.error(f"quad or intensity is no number: {error}") from error


def _senses(
    row: _Row, categories: Mapping[str, Category], groups: Mapping[str, frozenset[str]]
) -> Iterator[Sense]:
    cells = row.cells
    kind = _kind(row)
    if cells["category"] not in categories:
        raise row.error(f"category {cells['category']!r} is none of {', '.join(categories)}")
    needs = _needs(row, groups)
    for words in _words(cells["words"]):
        lemma, _, particle = words.partition(" ")
        yield Sense(
            id=cells["id"],
            lemma=lemma,
            particle=particle or None,
            kind=kind,
            needs=needs,
            category=cells["category"],
            mode=cells["mode"] or None,
            cameo=cells["cameo"] or None,
            actor=tuple(cells["actor"].split()) or _ACTOR[kind],
            recipient=tuple(cells["recipient"].split()) or _RECIPIENT[kind],
            row=f"{row.file}:{row.line}",
        )


def _embedders(
    row: _Row, categories: Mapping[str, Category], groups: Mapping[str, frozenset[str]]
) -> Iterator[Embedder]:
    cells = row.cells
    category = cells["category"] or None
    if category is not None and category not in categories:
        raise row.error(f"category {category!r} is none of {', '.join(categories)}")
    try:
        effect = Effect(cells["effect"])
    except ValueError as error:
        raise row.error(f"effect {cells['effect']!r} is none of {', '.join(Effect)}") from error
    needs = _needs(row, groups)
    for words in _words(cells["words"]):
        lemma, _, particle = words.partition(" ")
        yield Embedder(
            id=cells["id"],
            lemma=lemma,
            particle=particle or None,
            kind=_kind(row),
            needs=needs,
            takes=tuple(cells["takes"].split()),
            effect=effect,
            category=category,
            recipient=tuple(cells["recipient"].split()),
            row=f"{row.file}:{row.line}",
        )


def _kind(row: _Row) -> WordClass:
    try:
        return WordClass(row.cells["class"])
    except ValueError as error:
        raise row.error(f"class {row.cells['class']!r} is none of {', '.join(WordClass)}") from error


def _needs(row: _Row, groups: Mapping[str, frozenset[str]]) -> tuple[Need, ...]:
    return tuple(_need(row, part.strip(), groups) for part in row.cells["needs"].split(";") if part.strip())


def _need(row: _Row, text: str, groups: Mapping[str, frozenset[str]]) -> Need:
    wanted = not text.startswith("not ")
    rest = text.removeprefix("not ")
    several = rest.startswith("several ")
    slot, sign, given = rest.removeprefix("several ").partition("=")
    lemmas: set[str] = set()
    kinds: set[str] = set()
    for word in _words(given):
        if word.startswith("@"):
            if word[1:] not in groups:
                raise row.error(f"group {word!r} is not in groups.csv")
            lemmas |= groups[word[1:]]
        elif word.startswith("#"):
            if word[1:] not in NAMES:
                raise row.error(f"kind of name {word!r} is none of {', '.join('#' + one for one in NAMES)}")
            kinds.add(NAMES[word[1:]])
        else:
            lemmas.add(word)
    if sign and not lemmas and not kinds:
        raise row.error(f"{text!r} names no word")
    return Need(
        slot=slot.strip(),
        lemmas=frozenset(lemmas),
        kinds=frozenset(kinds),
        wanted=wanted,
        several=several,
    )


def _words(text: str) -> Iterable[str]:
    return (part.strip() for part in text.split("|") if part.strip())
