"""The tables of a codebook that tell an event's contexts and its mode, parsed from their CSV texts."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from io import StringIO
from typing import Final

from dragoman.errors import KnowledgeError

#: PLOVER's contexts (manual 0.8), in its order.
CONTEXTS: Final = (
    "military", "intelligence", "executive", "legislative", "election", "political_institutions", "pro_democracy",
    "pro_autocracy", "economic", "legal", "reparations", "human_rights", "rights_freedoms", "repression",
    "human_security", "gender", "lgbt", "religion_ethnicity", "inequality", "diplomatic", "territory", "peacekeeping",
    "health", "asylum", "migration", "disasters", "natural_resource", "environment", "technology", "terrorism", "cbrn",
    "cyber", "misinformation", "crime", "corruption", "illegal_drugs", "trafficking",
)  # fmt: skip
#: PLOVER's modes (manual 0.8) by category; the other categories have none.
MODES: Final[Mapping[str, frozenset[str]]] = {
    "CONSULT": frozenset({"visit", "third-party", "multilateral", "phone"}),
    "RETREAT": frozenset(
        {"withdraw", "release", "disarm", "ceasefire", "access", "resign"}
    ),
    "REQUEST": frozenset({"assist", "change", "yield", "meet"}),
    "REJECT": frozenset({"assist", "change", "yield", "meet"}),
    "ACCUSE": frozenset({"disapprove", "investigate", "allege"}),
    "THREATEN": frozenset({"restrict", "arrest", "relations", "expel", "territory", "violence"}),
    "PROTEST": frozenset({"demo", "riot", "strike", "hunger", "boycott", "obstruct", "vandalize"}),
    "SANCTION": frozenset({"convict", "expel", "withdraw", "discontinue"}),
    "MOBILIZE": frozenset({"troops", "weapons", "police", "militia"}),
    "COERCE": frozenset(
        {
            "seize", "restrict", "censor", "curfew", "martial-law", "arrest", "deport", "withhold",
            "misinformation", "cyber",
        }
    ),
    "ASSAULT": frozenset(
        {
            "abduct", "beat", "torture", "sexual", "targeted", "destroy", "primitive", "firearms", "explosives",
            "suicide-attack", "aerial", "drone", "heavy-weapons", "crowd-control", "unconventional",
        }
    ),
}  # fmt: skip
#: A strong word tells its context alone; it takes two weak ones, or a weak one in the trigger.
WEIGHTS: Final[Mapping[str, int]] = {"strong": 2, "weak": 1}
_CONTEXTS: Final = ("context", "class", "words", "example", "expected")
_MODES: Final = ("category", "mode", "over", "words", "needs", "example", "expected")


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """A word or phrase of a context: ``words`` are lemmas or forms in lower case, hyphens parted; ``weight`` is 1 or 2."""

    context: str
    words: tuple[str, ...]
    weight: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Filled:
    """A slot that must (or, not ``wanted``, must not) be filled, by one of ``lemmas`` where there are any."""

    slot: str
    lemmas: frozenset[str]
    wanted: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ModeRule:
    """What gives acts of a category a mode: one of ``words`` (phrases) near the trigger, and all of ``needs``.

    ``over`` are the modes it stands above; an act without a mode may always take it, and ``*`` is every mode.
    """

    category: str
    mode: str
    over: frozenset[str]
    words: tuple[tuple[str, ...], ...]
    needs: tuple[Filled, ...]
    row: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DetailExample:
    """An example of a row (``file:line``); ``expected`` are contexts parted by `` + ``, or ``CATEGORY/mode``."""

    row: str
    sentence: str
    expected: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Details:
    """Terms of contexts by their first word, longest first; rules of modes in the order of the file; the examples."""

    terms: Mapping[str, tuple[Term, ...]]
    modes: tuple[ModeRule, ...]
    contexts_examples: tuple[DetailExample, ...]
    modes_examples: tuple[DetailExample, ...]


def parse_details(files: Mapping[str, str]) -> Details:
    """The details that ``contexts.csv`` and ``modes.csv`` describe; a codebook may have neither.

    Raises:
        KnowledgeError: ``modes.csv:17: ...`` for a missing column, an unknown context, class, category or mode, a row
            without words and conditions, an example or expectation that is missing.
    """
    terms: dict[str, list[Term]] = {}
    examples: list[DetailExample] = []
    for place, cells in _rows("contexts.csv", files, _CONTEXTS):
        examples.append(_example(place, cells))
        for term in _terms(place, cells):
            terms.setdefault(term.words[0], []).append(term)
    rules: list[ModeRule] = []
    told: list[DetailExample] = []
    for place, cells in _rows("modes.csv", files, _MODES):
        told.append(_example(place, cells))
        rules.append(_rule(place, cells))
    return Details(
        terms={first: tuple(sorted(some, key=lambda one: -len(one.words))) for first, some in terms.items()},
        modes=tuple(rules),
        contexts_examples=tuple(examples),
        modes_examples=tuple(told),
    )


def _rows(
    name: str, files: Mapping[str, str], columns: tuple[str, ...]
) -> Iterator[tuple[str, Mapping[str, str]]]:
    reader = csv.reader(StringIO(files.get(name, "").removeprefix("\ufeff"), newline=""), strict=True)
    try:
        header = next(reader, None)
        if header is not None and tuple(header) != columns:
            raise KnowledgeError(f"{name}:1: the columns are not {', '.join(columns)}")
        for cells in reader:
            if not any(cell.strip() for cell in cells) or cells[0].lstrip().startswith("#"):
                continue
            if len(cells) != len(columns):
                raise KnowledgeError(f"{name}:{reader.line_num}: {len(cells)} cells, not {len(columns)}")
            yield (
                f"{name}:{reader.line_num}",
                dict(zip(columns, (cell.strip() for cell in cells), strict=True)),
            )
    except csv.Error as error:
        raise KnowledgeError(f"{name}:{reader.line_num}: {error}") from error


def _example(place: str, cells: Mapping[str, str]) -> DetailExample:
    if not cells["example"] or not cells["expected"]:
        raise KnowledgeError(f"{place}: a rule needs an example and what is expected of it")
    return DetailExample(row=place, sentence=cells["example"], expected=cells["expected"])


def _phrases(text: str) -> tuple[tuple[str, ...], ...]:
    parts = (part.replace("-", " ").lower().split() for part in text.split("|"))
    return tuple(dict.fromkeys(tuple(part) for part in parts if part))


def _terms(place: str, cells: Mapping[str, str]) -> Iterator[Term]:
    if cells["context"] not in CONTEXTS:
        raise KnowledgeError(f"{place}: {cells['context']!r} is no context")
    if cells["class"] not in WEIGHTS:
        raise KnowledgeError(f"{place}: class {cells['class']!r} is none of {', '.join(WEIGHTS)}")
    phrases = _phrases(cells["words"])
    if not phrases:
        raise KnowledgeError(f"{place}: the row names no word")
    for words in phrases:
        yield Term(context=cells["context"], words=words, weight=WEIGHTS[cells["class"]])


def _rule(place: str, cells: Mapping[str, str]) -> ModeRule:
    category, mode = cells["category"], cells["mode"]
    if mode not in MODES.get(category, ()):
        raise KnowledgeError(f"{place}: {mode!r} is no mode of {category!r}")
    over = frozenset(cells["over"].split())
    if strange := sorted(over - MODES[category] - {"*"}):
        raise KnowledgeError(f"{place}: {strange[0]!r} is no mode of {category!r}")
    words = _phrases(cells["words"])
    needs = tuple(_filled(place, part.strip()) for part in cells["needs"].split(";") if part.strip())
    if not words and not needs:
        raise KnowledgeError(f"{place}: the row has neither words nor conditions")
    return ModeRule(category=category, mode=mode, over=over, words=words, needs=needs, row=place)


def _filled(place: str, text: str) -> Filled:
    slot, sign, given = text.removeprefix("not ").partition("=")
    lemmas = frozenset(part.strip() for part in given.split("|") if part.strip())
    if not slot.strip() or (sign and not lemmas):
        raise KnowledgeError(f"{place}: {text!r} names no slot or no word")
    return Filled(slot=slot.strip(), lemmas=lemmas, wanted=not text.startswith("not "))
