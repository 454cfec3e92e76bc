"""The codebook: what counts as which event, read from its CSV files."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from dragoman.errors import KnowledgeError
from dragoman.events.cameo import CameoCode, parse_cameo
from dragoman.events.details import Details, parse_details
from dragoman.events.hedges import Hedges, parse_hedges
from dragoman.events.phrases import phrase_of
from dragoman.events.table_rows import Layers, Overlay, TableRow
from dragoman.events.weights import FILE as WEIGHTS, Weights, parse_weights

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
    MUST = "must"


@dataclass(frozen=True, slots=True, kw_only=True)
class Category:
    """A PLOVER category, its quad class (1 to 4) and its intensity (-10 to 10)."""

    name: str
    quad: int
    intensity: float
    needs_recipient: bool


#: What a condition counts for, where a word has several senses.
_PARTICLE, _WORDS, _FILLED, _EMPTY = 3.0, 4.0, 1.5, 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Need:
    """A condition: a slot that must be filled, by one of ``lemmas`` or a name of one of ``kinds`` where there are any; or
    must not. ``several`` wants more than one there. ``phrases`` are the lemmas of several words: the head's, and the others.
    """

    slot: str
    lemmas: frozenset[str] = frozenset()
    kinds: frozenset[str] = frozenset()
    wanted: bool = True
    several: bool = False
    phrases: tuple[tuple[str, frozenset[str]], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Sense:
    """A trigger's meaning. ``particle`` is a further word that must hang on it.

    ``rank`` is an overlay's number, 0 of the codebook's own. One without a ``category`` says that it is no event.
    """

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
    rank: int = 0

    @property
    def asks(self) -> float:
        """How much its conditions ask for: of two senses of one rank that match, the one that asks more is meant."""
        return _PARTICLE * (self.particle is not None) + sum(
            (_WORDS if need.lemmas or need.kinds else _FILLED) if need.wanted else _EMPTY
            for need in self.needs
        )


def meant(shipped: Sense | None, own: Sense | None) -> Sense | None:
    """Which sense is meant where one of the codebook and one of an overlay match: the overlay's.

    Save one that asks nothing against a verb with a particle, which is another verb: a row for "give" says nothing of
    "give up".
    """
    if own is None or (shipped is not None and shipped.particle is not None and not own.asks):
        return shipped
    return own


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
    and modes, ``hedges`` what is no fact; ``cameo`` is the crosswalk of CAMEO codes to PLOVER; ``weights`` tell how sure
    an event is.
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
    effects: Mapping[str, Effect]
    cameo: Mapping[str, CameoCode]
    weights: Weights | None = None


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


def parse_codebook(
    name: str,
    files: Mapping[str, str],
    own: Sequence[Overlay] = (),
    mistakes: list[str] | None = None,
) -> Codebook:
    """The codebook that the CSV texts describe; ``files`` maps a path (``senses/assault.csv``) to its text.

    ``own`` lie over it: their rows take the place of those with the same id, other rows win over it where they match, of
    two overlays the later. With ``mistakes`` what is wrong with a row of ``own`` is added there, and the row left out.

    Raises:
        KnowledgeError: ``senses/assault.csv:17: ...`` for any defect: a missing file or column, an unknown class, effect,
            category or group, an id that stands twice, an example or expectation that is missing.
    """
    for needed in ("categories.csv", "embedders.csv"):
        if needed not in files:
            raise KnowledgeError(f"{needed}:1: the file is missing")
    layers = Layers(files, own, mistakes)
    categories = {
        row.cells["category"]: one
        for row in layers.rows("categories.csv", COLUMNS["categories.csv"], "category")
        for one in layers.kept(row, lambda row: (_category(row),))
    }
    groups = {
        row.cells["group"]: frozenset(_words(row.cells["words"]))
        for row in layers.rows("groups.csv", COLUMNS["groups.csv"], "group")
    }
    examples: list[CodeExample] = []
    senses: dict[str, list[Sense]] = {}
    embedders: dict[str, list[Embedder]] = {}
    for row in layers.senses(COLUMNS["senses"]):
        for sense in layers.kept(row, lambda row: _senses(row, categories, groups)):
            senses.setdefault(sense.lemma, []).append(sense)
        examples.extend(layers.kept(row, _examples))
    # Of embedders the first that fits counts, so those of overlays stand before the others.
    takers = layers.rows("embedders.csv", COLUMNS["embedders.csv"], "id")
    for row in sorted(takers, key=lambda row: -row.rank):
        for embedder in layers.kept(row, lambda row: _embedders(row, categories, groups)):
            embedders.setdefault(embedder.lemma, []).append(embedder)
        examples.extend(layers.kept(row, _examples))
    hedges = parse_hedges(layers.merged("hedges.csv", parse_hedges))
    return Codebook(
        name=name,
        categories=categories,
        senses={lemma: tuple(found) for lemma, found in senses.items()},
        embedders={lemma: tuple(found) for lemma, found in embedders.items()},
        groups=groups,
        known=frozenset({*senses, *embedders, *hedges.words, *_told(groups, senses, embedders)}),
        examples=tuple(examples),
        details=parse_details(
            {**layers.merged("contexts.csv", parse_details), **layers.merged("modes.csv", parse_details)}
        ),
        hedges=hedges,
        effects={one.id: one.effect for some in embedders.values() for one in some},
        cameo=layers.all_of("cameo.csv", parse_cameo),
        # Fitted to the codebook that ships: an overlay has none of its own.
        weights=parse_weights(files[WEIGHTS]) if WEIGHTS in files else None,
    )


def _told(
    groups: Mapping[str, frozenset[str]],
    senses: Mapping[str, list[Sense]],
    embedders: Mapping[str, list[Embedder]],
) -> Iterator[str]:
    """The words that conditions ask for, those of phrases one by one."""
    needs = [need for some in senses.values() for one in some for need in one.needs]
    needs += [need for some in embedders.values() for one in some for need in one.needs]
    lemmas = [*groups.values(), *(need.lemmas for need in needs)]
    for lemma in frozenset().union(*lemmas):
        yield from lemma.split()


def _examples(row: TableRow) -> tuple[CodeExample, ...]:
    return () if row.foreign else (_example(row),)


def _example(row: TableRow) -> CodeExample:
    if not row.cells["example"] or not row.cells["expected"]:
        raise row.error("a rule needs an example and what is expected of it")
    return CodeExample(row=row.place, sentence=row.cells["example"], expected=row.cells["expected"])


def _category(row: TableRow) -> Category:
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
    row: TableRow, categories: Mapping[str, Category], groups: Mapping[str, frozenset[str]]
) -> Iterator[Sense]:
    cells = row.cells
    kind = _kind(row)
    if cells["category"] not in categories and not (row.foreign and not cells["category"]):
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
            row=row.place,
            rank=row.rank,
        )


def _embedders(
    row: TableRow, categories: Mapping[str, Category], groups: Mapping[str, frozenset[str]]
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
            row=row.place,
        )


def _kind(row: TableRow) -> WordClass:
    try:
        return WordClass(row.cells["class"])
    except ValueError as error:
        raise row.error(f"class {row.cells['class']!r} is none of {', '.join(WordClass)}") from error


def _needs(row: TableRow, groups: Mapping[str, frozenset[str]]) -> tuple[Need, ...]:
    return tuple(_need(row, part.strip(), groups) for part in row.cells["needs"].split(";") if part.strip())


def _need(row: TableRow, text: str, groups: Mapping[str, frozenset[str]]) -> Need:
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
        phrases=tuple(phrase_of(lemma.split()) for lemma in sorted(lemmas) if " " in lemma),
    )


def _words(text: str) -> Iterable[str]:
    return (part.strip() for part in text.split("|") if part.strip())
