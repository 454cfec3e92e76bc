"""What other packages plug in, found by entry point: parsers (``docs/how-to/another-parser.md``).

A package names an object in its ``pyproject.toml``; called without arguments, it gives a
:class:`~dragoman.language.protocol.Parser`::

    [project.entry-points."dragoman.parsers"]
    english-ud = "our_parsers:english"

Nothing of that package is imported before its parser is asked for by name.
"""

from __future__ import annotations

from collections.abc import Sequence
from importlib.metadata import EntryPoint, entry_points

from dragoman.errors import DragomanError, KnowledgeError
from dragoman.language.protocol import Parsed, Parser

#: The group of entry points in which parsers are looked for.
GROUP = "dragoman.parsers"
#: Every parser that is found parses this first, so that one that cannot is refused before a run and not in it.
_TRIAL = ("Ankara", "sent", "its", "envoys", "home", ".")
_MEND = (
    "Use another parser, or tell those who wrote this one; "
    "dragoman.language.protocol.Parser says what a parser gives."
)


def parser_names() -> tuple[str, ...]:
    """The names of the parsers that installed packages bring, in alphabetical order; the shipped one has no name."""
    return tuple(sorted({entry.name for entry in entry_points(group=GROUP)}))


def find_parser(name: str) -> Parser:
    """The parser of that name, loaded, and tried on one sentence.

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
        fault = _fault(parser)
    except Exception as error:  # here too
        raise KnowledgeError(f"{where}: a trial ended in {type(error).__name__}: {error}. {_MEND}") from error
    if fault:
        raise KnowledgeError(f"{where}: is no parser: {fault}. {_MEND}")
    return parser  # type: ignore[no-any-return] # just looked at


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


def _fault(parser: object) -> str | None:
    """What keeps ``parser`` from being one, None where nothing does."""
    digest = getattr(parser, "digest", None)
    if not isinstance(digest, str) or not digest.strip() or len(digest.splitlines()) != 1:
        return f"its digest is {digest!r}, and must be one line of text"
    parse = getattr(parser, "parse", None)
    if not callable(parse):
        return "it has no method parse"
    return _misfit(tuple(parse([_TRIAL, ()], quoted=[False, False])))


def _misfit(answers: Sequence[Parsed]) -> str | None:
    """What is wrong with the answers to the trial: a sentence, and one without words."""
    if [len(answer) for answer in answers] != [len(_TRIAL), 0]:
        return "its answers to a trial are not one a sentence with one label a word"
    answer = answers[0]
    tagged = (answer.names, answer.source, answer.cue, answer.content)
    counts = {len(layer) for layer in (answer.upos, answer.xpos, answer.lemmas, answer.relations)}
    counts |= {len(layer) for one in tagged for layer in (one.tags, one.scores)}
    if counts != {len(_TRIAL)}:
        return "its answer to a trial has not one label a word in every layer"
    if answer.heads.count(0) != 1 or not all(0 <= head <= len(_TRIAL) for head in answer.heads):
        return "its answer to a trial is no tree with one root"
    return None
