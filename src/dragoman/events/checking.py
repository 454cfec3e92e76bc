"""Checking tables and dictionaries of the user's own against the codebook that they lie over."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Final

from dragoman.errors import KnowledgeError
from dragoman.events.codebook import Codebook, CodeExample, Sense, parse_codebook
from dragoman.events.details import MODES
from dragoman.events.examples import expected_of
from dragoman.events.overlaps import Overlap, overlaps_of
from dragoman.events.table_rows import Overlay

_SLOTS: Final = frozenset(
    "subject object owner place that infinitive aim participle word-before word-after - "
    "about above across after against along alongside amid among amongst around as at before behind below beneath beside "
    "besides between beyond by concerning despite down during following for from in inside into near of off on onto out "
    "outside over pending per regarding since through throughout to toward towards under until up upon via with within "
    "without away back forward aside apart together".split()
)
_WORD: Final = re.compile(r"[^\W\d_][\w'\u2019-]*|\d+|[^\w\s]")
_SMALL: Final = frozenset(
    "the a an in on at after before no two three four five six some many all more".split()
)


@dataclass(frozen=True, slots=True, kw_only=True)
class CodebookCheck:
    """What was checked: the codebook with the overlays, mistakes (``FILE:LINE: ...``), overlaps, and how many rows and
    examples the overlays have."""

    book: Codebook
    mistakes: tuple[str, ...]
    overlaps: tuple[Overlap, ...]
    rows: int
    examples: tuple[CodeExample, ...]


def check_codebook(name: str, files: Mapping[str, str], own: Sequence[Overlay]) -> CodebookCheck:
    """Check overlays over the codebook that ``files`` describe: their rows, and what these have in common with others.
    Without any it is the codebook's own rows that are checked, and their overlaps are left out.

    Raises:
        KnowledgeError: when the codebook itself is wrong.
    """
    shipped = parse_codebook(name, files)
    mistakes: list[str] = []
    book = parse_codebook(name, files, own, mistakes)
    mine = frozenset(path for one in own for path in (*one.shown.values(), *one.rows)) or frozenset(files)
    senses = {sense.row: sense for some in book.senses.values() for sense in some if _in(sense.row, mine)}
    embedders = {one.row: one for some in book.embedders.values() for one in some if _in(one.row, mine)}
    known = _slots(shipped)
    for sense in senses.values():
        mistakes.extend(f"{sense.row}: {detail}" for detail in _sense(sense, known, shipped, book))
    for embedder in embedders.values():
        asked = (slot for need in embedder.needs for slot in need.slot.split("|"))
        slots = (*embedder.takes, *embedder.recipient, *asked)
        mistakes.extend(f"{embedder.row}: {detail}" for detail in _unknown(slots, known))
    examples = tuple(one for one in book.examples if _in(one.row, mine))
    mistakes.extend(_expectations(examples))
    mistakes.extend(_twice(book.examples, mine))
    return CodebookCheck(
        book=book,
        mistakes=tuple(sorted(dict.fromkeys(mistakes), key=by_line)),
        overlaps=overlaps_of(book, mine) if own else (),
        rows=len(senses) + len(embedders),
        examples=examples,
    )


def _in(row: str, files: Collection[str]) -> bool:
    return row.rsplit(":", 1)[0] in files


def by_line(mistake: str) -> tuple[str, int]:
    """Sorts mistakes by file and line."""
    file, line, *_ = (*mistake.split(":"), "")
    return file, int(line) if line.isdecimal() else 0


def _slots(book: Codebook) -> frozenset[str]:
    """All slots that the codebook's own rows name."""
    senses = [sense for some in book.senses.values() for sense in some]
    named = {slot for sense in senses for slot in (*sense.actor, *sense.recipient)}
    named |= {slot for sense in senses for need in sense.needs for slot in need.slot.split("|")}
    named |= {
        slot for some in book.embedders.values() for one in some for slot in (*one.takes, *one.recipient)
    }
    return _SLOTS | {part for slot in named for part in slot.split("/")}


def _sense(sense: Sense, known: Collection[str], shipped: Codebook, book: Codebook) -> Iterator[str]:
    needs = [slot for need in sense.needs for slot in need.slot.split("|")]
    yield from _unknown((*needs, *sense.actor, *sense.recipient), known)
    modes = MODES.get(sense.category, frozenset()) | {
        one.mode
        for some in shipped.senses.values()
        for one in some
        if one.category == sense.category and one.mode
    }
    if sense.mode is not None and sense.mode not in modes:
        yield f"mode {sense.mode!r} is none of {sense.category}: {', '.join(sorted(modes)) or 'it has none'}"
    if sense.cameo is not None and sense.cameo not in book.cameo:
        yield f"{sense.cameo!r} is no CAMEO code: cameo.csv lists them, and yours may add some"


def _unknown(slots: Iterable[str], known: Collection[str]) -> Iterator[str]:
    for part in dict.fromkeys(part.strip() for slot in slots for part in slot.split("/")):
        if part in known or (part.endswith("ly") and part.isalpha()):
            continue
        near = get_close_matches(part, sorted(known), n=1)
        yield f"slot {part!r} is unknown" + (f"; is {near[0]!r} meant?" if near else "")


def _expectations(examples: Iterable[CodeExample]) -> Iterator[str]:
    for example in examples:
        try:
            expected_of(example.expected)
        except KnowledgeError as error:
            yield f"{example.row}: {error}"


def _twice(examples: Iterable[CodeExample], files: Collection[str]) -> Iterator[str]:
    """The examples that are another one's with other names: they test nothing new."""
    seen: dict[str, str] = {}
    for example in sorted(examples, key=lambda one: _in(one.row, files)):
        first = seen.setdefault(_nameless(example.sentence), example.row)
        if first != example.row and _in(example.row, files):
            yield f"{example.row}: the example is that of {first} with other names; write another sentence"


def _nameless(sentence: str) -> str:
    """A sentence with each run of capitalised words as one sign."""
    out: list[str] = []
    for at, word in enumerate(_WORD.findall(sentence)):
        named = word[:1].isupper() and (at > 0 or word.lower() not in _SMALL)
        if not (named and out and out[-1] == "*"):
            out.append("*" if named else word.lower())
    return " ".join(out)
