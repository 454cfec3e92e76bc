"""Verb dictionaries in the format of PETRARCH and PETRARCH2 (CAMEO.2.0 and its kin), and of TABARI as PETRARCH reads it.

A file has sets of synonyms (``&NAME`` and lines with ``+WORD``) and blocks: ``--- NAME [CODE] ---``, verbs with irregular
forms in braces and a code of their own where they have one, and patterns ``- ... * ... [CODE]`` that hold for each verb of
the block. ``+BEEF_UP`` is a verb of several words, + before the one that is inflected. A code of two parts,
``[042:043]``, says what the source does and what the target does; ``[---]`` is no event. ``#``, ``;`` and ``<!-- -->`` are
remarks. Transformations (``~ a (b . ATTACK) SAY = a b 112``) stand at the end.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from dragoman.events.cameo import CameoCode
from dragoman.events.dictionaries.patterns import Conditions, PatternError, conditions_of, phrase_of
from dragoman.events.dictionaries.rows import Note, SenseRow

_REMARK: Final = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_HEADER: Final = re.compile(r"---+\s*(?P<name>[^\[\]]*?)\s*(?:\[(?P<code>[^\]]*)\])?\s*-*\s*")
_CODE: Final = re.compile(r"\[(?P<code>[^\[\]]*)\]?\s*")
_FORMS: Final = re.compile(r"\{(?P<forms>[^{}]*)\}?")
_VERB: Final = re.compile(r"[A-Za-z][A-Za-z'+_-]*|\+[A-Za-z][A-Za-z'_-]*")
_NULL: Final = frozenset({"", "-", "--", "---"})
#: Where the target of a verb stands whose code is that of the target's deed.
_TARGET: Final = ("by", "before", "object", "with", "to", "against", "on", "at", "in", "from")
#: Where the target stands beside an object that the pattern itself names.
_BESIDE: Final = tuple(
    "to with against for from on object/to object/with object/against object/of object/for object/from object/on "
    "object/owner object".split()
)
#: Which embedder does what a transformation does, by the category of its code.
_EFFECTS: Final = {
    "REQUEST": "demand",
    "THREATEN": "threaten",
    "ACCUSE": "accuse",
    "REJECT": "refuse",
    "AGREE": "commit",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class VerbDictionary:
    """What was read: senses, notes in the order of lines, and how many lines say something (``lines``), of which
    ``taken`` gave a sense, a word or a set, and ``silent`` are verbs alone whose code is no event of PLOVER."""

    rows: tuple[SenseRow, ...]
    notes: tuple[Note, ...]
    lines: int
    taken: int
    silent: int


@dataclass(slots=True, kw_only=True)
class _Block:
    code: str | None
    named: bool
    verbs: list[tuple[str, ...]] = field(default_factory=list)
    patterns: bool = False


def read_verbs(name: str, text: str, cameo: Mapping[str, CameoCode]) -> VerbDictionary:
    """The senses in a verb dictionary; ``name`` leads their ids (``name:LINE``), ``cameo`` is the crosswalk to PLOVER.

    Nothing is raised and nothing lost without a note: a code that is none, a pattern without a verb or with a set that is
    not defined, a second half of a code that is an event of another kind, a transformation.
    """
    lines = tuple(_lines(text))
    reader = _Reader(name, cameo, _synsets(lines))
    for number, line in lines:
        reader.line(number, line)
    return reader.done()


def _lines(text: str) -> Iterator[tuple[int, str]]:
    text = _REMARK.sub(lambda match: "\n" * match[0].count("\n"), text)
    for number, line in enumerate(text.split("\n"), 1):
        said = re.split(r"[#;]", line, maxsplit=1)[0].strip()
        if said or not line.strip():  # a line with a remark alone parts nothing
            yield number, said


def _synsets(lines: Sequence[tuple[int, str]]) -> dict[str, tuple[str, ...]]:
    """The words of all sets by name; a set may stand behind the patterns that use it, and hold other sets."""
    given: dict[str, list[str]] = {}
    open_set: list[str] | None = None
    for _, line in lines:
        if line.startswith("&"):
            open_set = given.setdefault(line.split()[0].rstrip("_"), [])
        elif line.startswith("+") and open_set is not None and not _is_verb_line(line):
            open_set.append(line[1:].strip())
        elif line:
            open_set = None
    return {name: tuple(dict.fromkeys(_spelled(name, given, frozenset()))) for name in given}


def _is_verb_line(line: str) -> bool:
    """Whether a line with + has what only a verb has, a code or forms: sets and blocks may follow one another."""
    return "[" in line or "{" in line


def _spelled(name: str, given: Mapping[str, Sequence[str]], above: frozenset[str]) -> Iterator[str]:
    for word in given.get(name, ()):
        inner = word.rstrip("_")
        if word.startswith("&") and inner not in above:
            yield from _spelled(inner, given, above | {name})
        elif not word.startswith("&"):
            yield phrase_of(word)


class _Reader:
    def __init__(
        self, name: str, cameo: Mapping[str, CameoCode], synsets: Mapping[str, tuple[str, ...]]
    ) -> None:
        self.name = name
        self.cameo = cameo
        self.synsets = synsets
        self.rows: list[SenseRow] = []
        self.notes: list[Note] = []
        self.block: _Block | None = None
        self.in_set = self.ended = False
        self.seen: dict[tuple[str, ...], tuple[int, str]] = {}
        self.lines = self.taken = self.silent = 0

    def done(self) -> VerbDictionary:
        return VerbDictionary(
            rows=tuple(self.rows),
            notes=tuple(self.notes),
            lines=self.lines,
            taken=self.taken,
            silent=self.silent,
        )

    def line(self, number: int, line: str) -> None:
        if not line:
            if self.block is not None and (self.block.patterns or not self.block.named):
                self.ended = True
            return
        self.lines += 1
        in_set, self.in_set = self.in_set, False
        if line.startswith("&"):
            self._set(number, line)
        elif line.startswith("+") and in_set and not _is_verb_line(line):
            self._member(number, line)
        elif line.startswith("---"):
            self._header(number, line)
        elif line.startswith("-"):
            self._pattern(number, line[1:].strip())
        elif line.startswith("~"):
            self._transformation(number, line)
        else:
            self._verb(number, line)

    def _note(self, number: int, message: str) -> None:
        self.notes.append(Note(line=number, message=message))

    # --- sets

    def _set(self, number: int, line: str) -> None:
        self.in_set = True
        name, *more = line.split()
        if more:
            self._note(number, f"only {name} is read of it: the words of a set stand on lines of their own")
        if self.synsets.get(name.rstrip("_")):
            self.taken += 1
        else:
            self._note(number, f"the set {name} holds no word: write each on a line of its own, after a +")

    def _member(self, number: int, line: str) -> None:
        self.in_set = True
        word = line[1:].strip()
        if not word.strip("_"):
            self._note(number, "a + without a word")
        elif word.startswith("&") and word.rstrip("_") not in self.synsets:
            self._note(
                number, f"the set {word} is not defined in the file: add it, with a + before each word"
            )
        else:
            self.taken += 1

    # --- blocks and verbs

    def _header(self, number: int, line: str) -> None:
        match = _HEADER.fullmatch(line)
        if match is None:
            self.block, self.ended = _Block(code=None, named=True), False
            self._note(number, "not the head of a block: write --- NAME [CODE] ---")
            return
        self.taken += 1
        self.ended = False
        self.block = _Block(code=(match["code"] or "---").strip(), named=True)

    def _verb(self, number: int, line: str) -> None:
        code = _CODE.search(line)
        forms = _FORMS.search(line)
        head = line[: min(match.start() for match in (code, forms) if match)] if code or forms else line
        word = head.strip().rstrip("_ ")
        if not _VERB.fullmatch(word):
            self._note(number, f"{head.strip()!r} is no verb: words of one verb are joined by _")
            return
        if self.block is None or self.ended or (self.block.patterns and not self.block.named):
            self.block = _Block(code=code["code"].strip() if code else None, named=False)
            self.ended = False
        words = tuple(dict.fromkeys(_spellings(word, forms["forms"].split() if forms else ())))
        self.block.verbs.append(words)
        own = code["code"].strip() if code else self.block.code
        given = self._codes(number, own or "---")
        if given is None:
            return
        if not any(given):
            self.silent += 1
            return
        self._row(number, words, given, Conditions(needs=()))

    # --- patterns

    def _pattern(self, number: int, text: str) -> None:
        if self.block is None or not self.block.verbs:
            self._note(number, "a pattern before any verb: write the verbs of its block above it")
            return
        self.block.patterns = True
        code = _CODE.search(text)
        if code is None:
            self._note(number, "the pattern has no code: write it in square brackets at the end")
            return
        if any(char.isalnum() for char in text[code.end() :]):
            self._note(number, f"what stands behind the code is not read: {text[code.end() :].strip()}")
        given = self._codes(number, code["code"].strip())
        if given is None:
            return
        try:
            found = conditions_of(text[: code.start()], self.synsets)
        except PatternError as error:
            self._note(number, str(error))
            return
        words = tuple(word for verb in self.block.verbs for word in verb)
        if found.particle:
            words = tuple(f"{word} {found.particle}" for word in words)
        self._row(number, words, given, found, veto=True)

    def _codes(self, number: int, text: str) -> tuple[CameoCode | None, CameoCode | None] | None:
        """What source and target do; None where the code is none."""
        first, _, second = text.partition(":")
        found: list[CameoCode | None] = []
        for part in (first.strip(), second.strip()):
            one = self.cameo.get(part)
            if one is None and part not in _NULL:
                self._note(number, f"{part!r} is no CAMEO code: cameo.csv lists them, and yours may add some")
                return None
            found.append(one if one is not None and one.category is not None else None)
        return found[0], found[1]

    def _row(
        self,
        number: int,
        words: Sequence[str],
        codes: tuple[CameoCode | None, CameoCode | None],
        found: Conditions,
        *,
        veto: bool = False,
    ) -> None:
        does, suffers = codes
        actor, recipient = found.actor, found.recipient
        if does is None and suffers is not None:
            actor, recipient = recipient or _TARGET, actor or ("subject",)
        elif does is not None and suffers is not None and does.category != suffers.category:
            message = f"what the target does ({suffers.code}, {suffers.category}) is left out: a verb gives one event"
            self._note(number, message)
        recipient = recipient or _unmarked(found)
        code = does or suffers
        key = (" ".join(words), *sorted(found.needs))
        if (first := self.seen.setdefault(key, (number, code.code if code else "")))[0] != number:
            if first[1] != (code.code if code else ""):
                self._note(number, f"line {first[0]} has the same condition with another code, which counts")
                return
            self.taken += 1  # said twice
            return
        self.taken += 1
        cells = {
            "id": f"{self.name}:{number}",
            "words": "|".join(words),
            "class": "verb",
            "needs": ";".join(found.needs),
            "category": (code.category or "") if code else "",
            "mode": (code.mode or "") if code else "",
            "cameo": code.code if code else "",
            "actor": " ".join(actor),
            "recipient": " ".join(recipient),
            "example": "",
            "expected": "",
        }
        if code is not None or veto:
            self.rows.append(SenseRow(line=number, cells=cells))

    # --- transformations

    def _transformation(self, number: int, line: str) -> None:
        code = self.cameo.get(line.rsplit(" ", 1)[-1].strip())
        effect = _EFFECTS.get(code.category or "", "say") if code else "say"
        self._note(
            number,
            f"a transformation is not taken: what a verb makes of another is a row of embedders.csv (effect {effect!r})",
        )


def _unmarked(found: Conditions) -> tuple[str, ...]:
    """Where the target stands that a pattern does not mark: beside the object it names, else in its phrases."""
    first = _BESIDE if any(need.startswith("object|") for need in found.needs) else ("object",)
    if not found.phrases:
        return first if first is _BESIDE else ()
    inner = tuple(f"{one}/{name}" for one in found.phrases for name in ("with", "against", "of"))
    return (*first, *inner, *found.phrases)


def _spellings(word: str, forms: Sequence[str]) -> Iterator[str]:
    """A verb as the codebook has it: the inflected word, then the others; and its irregular forms."""
    for one in (word, *(form for form in forms if not _is_regular(word, form))):
        yield from _one_verb(one.lower())


def _one_verb(text: str) -> Iterator[str]:
    parts = [part for part in text.split("_") if part]
    at = next((at for at, part in enumerate(parts) if part.startswith("+")), 0)
    parts[at] = parts[at].removeprefix("+")
    others = parts[:at] + parts[at + 1 :]
    if at and len(parts) == 2:
        yield f"{parts[0]}-{parts[1]}"
        yield "".join(parts)
        if len(parts[0]) <= 2:
            return  # "re-" and the like are no words
    yield " ".join((parts[at], *others))


def _is_regular(word: str, form: str) -> bool:
    """Whether a form has a regular ending, so that its lemma is found without it."""
    stem, low = _inflected(word).rstrip("ey"), _inflected(form)
    return low.startswith(stem) and low.endswith(("s", "ed", "ing"))


def _inflected(text: str) -> str:
    """The word of a verb that is inflected: the one after a +, or the only one."""
    return next((part for part in text.lower().split("_") if part.startswith("+")), text.lower()).strip("+_")
