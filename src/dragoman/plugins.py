"""What other packages plug in, found by entry point: parsers (``docs/how-to/another-parser.md``).

A package names an object in its ``pyproject.toml``; called without arguments, it gives a
:class:`~dragoman.language.protocol.Parser`::

    [project.entry-points."dragoman.parsers"]
    english-ud = "our_parsers:english"

Nothing of that package is imported before its parser is asked for by name.
"""

from __future__ import annotations

import reprlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import EntryPoint, entry_points
from typing import Any

from dragoman.errors import DragomanError, KnowledgeError
from dragoman.language.protocol import CLASSES, NAMES, RELATIONS, Parsed, Parser, Tagged

#: The group of entry points in which parsers are looked for.
GROUP = "dragoman.parsers"
#: Every parser that is found parses this first, so that one that cannot is refused before a run and not in it.
_TRIAL = ("Ankara", "sent", "its", "envoys", "home", ".")
_MEND = (
    "Use another parser, or tell those who wrote this one; "
    "dragoman.language.protocol.Parser says what a parser gives."
)
#: The tags of a name, and those of a source, a cue or a content, which have no kinds.
_NAMES = frozenset({"O", *(f"{begin}-{kind}" for begin in "BI" for kind in NAMES)})
_ROLES = frozenset("OBI")
#: By layer of words: what is lawful, and how it is called.
_LAWFUL: Mapping[str, tuple[Callable[[str], bool], str]] = {
    "upos": (CLASSES.__contains__, "a word class of Universal Dependencies"),
    "xpos": (bool, "a tag"),
    "lemmas": (bool, "a lemma"),
    "relations": (lambda one: one.partition(":")[0] in RELATIONS, "a relation of Universal Dependencies"),
    "names.tags": (_NAMES.__contains__, "O, or B- or I- with PER, ORG, LOC or MISC"),
    "source.tags": (_ROLES.__contains__, "O, B or I"),
    "cue.tags": (_ROLES.__contains__, "O, B or I"),
    "content.tags": (_ROLES.__contains__, "O, B or I"),
}


def parser_names() -> tuple[str, ...]:
    """The names of the parsers that installed packages bring, in alphabetical order; the shipped one has no name."""
    return tuple(sorted({entry.name for entry in entry_points(group=GROUP)}))


def find_parser(name: str) -> Parser:
    """The parser of that name, loaded, and tried on one sentence.

    What it gives later is looked at too, answer by answer: its ``parse`` raises KnowledgeError, naming the parser and
    the number of the sentence, when it breaks off or an answer is not what ``Parsed`` says.

    Raises:
        KnowledgeError: when no package brings it, more than one does, it cannot be loaded, or it is no parser.
    """
    entry = _entry(name)
    where = f"parser {name!r} ({_place(entry)})"
    try:
        parser = entry.load()()
    except DragomanError as error:  # says itself how to mend it
        raise KnowledgeError(f"{where}: {error}") from error
    except Exception as error:  # the code is somebody else's: it may raise anything
        raise KnowledgeError(
            f"{where}: cannot be loaded: {type(error).__name__}: {error}. "
            "Install that package again with all it needs, or tell those who wrote it."
        ) from error
    try:
        digest, parse = getattr(parser, "digest", None), getattr(parser, "parse", None)
    except Exception as error:  # here too
        raise KnowledgeError(f"{where}: is no parser: {type(error).__name__}: {error}. {_MEND}") from error
    if not isinstance(digest, str) or not digest.strip() or len(digest.splitlines()) != 1:
        fault = f"its digest is {reprlib.repr(digest)}, and must be one line of text"
        raise KnowledgeError(f"{where}: is no parser: {fault}. {_MEND}")
    if not callable(parse):
        raise KnowledgeError(f"{where}: is no parser: it has no method parse. {_MEND}")
    _Checked(where=f"{where}: a trial", digest=digest, inner=parser).parse(
        [_TRIAL, ()], quoted=[False, False]
    )
    return _Checked(where=where, digest=digest, inner=parser)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Checked:
    """A plug-in whose answers are looked at before anything rests on them."""

    where: str
    digest: str
    inner: Parser

    def parse(
        self, sentences: Sequence[Sequence[str]], *, quoted: Sequence[bool] | None = None
    ) -> tuple[Parsed, ...]:
        """What the plug-in answers.

        Raises:
            KnowledgeError: when it raises anything, or an answer is not what :class:`Parsed` says.
        """
        counts = [len(words) for words in sentences]
        answers = self._asked(sentences, quoted)
        if len(answers) != len(counts):
            raise KnowledgeError(
                f"{self.where}: its answers are not one a sentence: {len(answers)} for {len(counts)}. {_MEND}"
            )
        for number, (answer, count) in enumerate(zip(answers, counts, strict=True), start=1):
            if fault := next(_faults(answer, count), None):
                place = f"sentence {number} of {len(counts)} (its words: {count})"
                raise KnowledgeError(f"{self.where}: {place}: {fault}. {_MEND}")
        return answers

    def _asked(self, sentences: Sequence[Sequence[str]], quoted: Sequence[bool] | None) -> tuple[Parsed, ...]:
        try:
            return tuple(self.inner.parse(sentences, quoted=quoted))
        except DragomanError as error:  # says itself how to mend it
            raise KnowledgeError(f"{self.where}: {self._broken_by(sentences, quoted)}: {error}") from error
        except Exception as error:  # the code is somebody else's: it may raise anything
            place = self._broken_by(sentences, quoted)
            raise KnowledgeError(
                f"{self.where}: {place}: ended in {type(error).__name__}: {error}. {_MEND}"
            ) from error

    def _broken_by(self, sentences: Sequence[Sequence[str]], quoted: Sequence[bool] | None) -> str:
        """The first sentence at which the plug-in breaks off when it is asked alone."""
        for at, words in enumerate(sentences):
            try:
                tuple(self.inner.parse([words], quoted=None if quoted is None else quoted[at : at + 1]))
            except Exception:  # noqa: BLE001 - only where it happens is asked here; what happened is told
                return f"sentence {at + 1} of {len(sentences)} (its words: {len(words)})"
        return f"all {len(sentences)} sentences together, none of them alone"


def _entry(name: str) -> EntryPoint:
    found = {(entry.value, _package(entry)): entry for entry in entry_points(group=GROUP, name=name)}
    if not found:
        there = ", ".join(parser_names()) or "none"
        raise KnowledgeError(
            f"parser {name!r}: no installed package brings it (installed: {there}). "
            "Install the package that does, with the Python that runs dragoman."
        )
    if len(found) > 1:
        places = "; ".join(sorted(_place(entry) for entry in found.values()))
        raise KnowledgeError(f"parser {name!r}: more than one is installed: {places}. Uninstall all but one.")
    return next(iter(found.values()))


def _package(entry: EntryPoint) -> str:
    return entry.dist.name if entry.dist else ""


def _place(entry: EntryPoint) -> str:
    package = _package(entry)
    return f"{entry.value} of the package {package}" if package else entry.value


def _faults(answer: object, count: int) -> Iterator[str]:
    """What is wrong with the answer for a sentence of ``count`` words; the first fault is what counts."""
    if not isinstance(answer, Parsed):
        yield f"the answer is {reprlib.repr(answer)}, and must be a Parsed"
        return
    layers: dict[str, Any] = {
        name: getattr(answer, name) for name in ("upos", "xpos", "lemmas", "heads", "relations")
    }
    for name in ("names", "source", "cue", "content"):
        tagged = getattr(answer, name)
        if not isinstance(tagged, Tagged):
            yield f"{name} is {reprlib.repr(tagged)}, and must be a Tagged"
            return
        layers |= {f"{name}.tags": tagged.tags, f"{name}.scores": tagged.scores}
    for name, layer in layers.items():
        if not isinstance(layer, tuple):
            yield f"{name} is {reprlib.repr(layer)}, and must be a tuple"
        elif len(layer) != count:
            yield f"not one label a word in every layer: {name} has {len(layer)}"
    yield from _part_faults(answer.parts, count)
    yield from _label_faults(layers)
    yield from _chain_faults("names", answer.names.tags, frozenset())
    for name in ("source", "cue", "content"):
        yield from _chain_faults(name, getattr(answer, name).tags, frozenset({0, *answer.parts}))
    yield from _tree_faults(answer.heads)


def _label_faults(layers: Mapping[str, Any]) -> Iterator[str]:
    for name, layer in layers.items():
        for word, label in enumerate(layer, start=1):
            if name in _LAWFUL:
                lawful, what = _LAWFUL[name]
                if not isinstance(label, str) or not lawful(label):
                    yield f"word {word}: {name} is {reprlib.repr(label)}, and must be {what}"
            elif name == "heads":
                if type(label) is not int or not 0 <= label <= len(layer):
                    yield (
                        f"no tree with one root: word {word} hangs on {reprlib.repr(label)}, "
                        f"and must hang on an int from 0 to {len(layer)}"
                    )
            elif not isinstance(label, int | float) or not 0 <= label <= 1:  # NaN is neither
                yield f"word {word}: {name} is {reprlib.repr(label)}, and must be a float from 0 to 1"


def _chain_faults(name: str, tags: Sequence[str], free: frozenset[int]) -> Iterator[str]:
    """An I goes on from a B or I of its kind; ``free``: numbers (from 0) of words at which it may go on from before."""
    for at, (before, tag) in enumerate(zip(("O", *tags), tags, strict=False)):
        if tag[0] == "I" and (before == "O" or before[1:] != tag[1:]) and at not in free:
            yield f"word {at + 1}: {name}.tags is {tag!r} and goes on from {before!r}"


def _tree_faults(heads: Sequence[int]) -> Iterator[str]:
    if heads and heads.count(0) != 1:
        yield f"no tree with one root: {heads.count(0)} words hang on 0"
    settled = {0}
    for start in range(1, len(heads) + 1):
        way: set[int] = set()
        at = start
        while at not in settled:
            if at in way:
                yield f"no tree with one root: word {at} hangs on itself by a circle"
                return
            way.add(at)
            at = heads[at - 1]
        settled |= way


def _part_faults(parts: object, count: int) -> Iterator[str]:
    if not isinstance(parts, tuple) or not all(type(one) is int for one in parts):
        yield f"parts is {reprlib.repr(parts)}, and must be a tuple of ints"
    elif list(parts) != sorted({*parts}) or not all(0 < one < count for one in parts):
        yield f"parts is {reprlib.repr(parts)}, and must ascend from 1 to {count - 1}"
