"""Checking codebooks: the user's own over the one that ships, or the one that ships."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from dragoman.cli.streams import Exit
from dragoman.errors import InputError
from dragoman.export.plain import one_line
from dragoman.export.wording import count

if TYPE_CHECKING:
    from dragoman.events import Codebook
    from dragoman.events.codebook import CodeExample
    from dragoman.events.overlaps import Overlap
    from dragoman.kit import Kit
    from dragoman.language import Parsed

#: So many rows that go before others are told, and so many of the others by name.
_OVERLAPS = 40
_PLACES = 2
_NOTHING = "no event"


def are_codebook(path: Path) -> bool:
    """Whether a file is a codebook's, or any file in a folder.

    Raises:
        InputError: when it cannot be read.
    """
    from dragoman.events.overlay import is_codebook

    try:
        files = sorted(one for one in path.rglob("*") if one.is_file()) if path.is_dir() else [path]
        return any(is_codebook(file.name, file.read_bytes().decode("latin-1")) for file in files)
    except OSError as error:
        raise InputError(f"{path} cannot be read: {error}") from error


def check_codebooks(paths: Sequence[Path], *, examples: bool) -> Exit:
    """Check codebooks of the user's own together, each over those before it; without any, the one that ships. Print the
    mistakes, the rows that overlap, and what was checked.

    Raises:
        InputError: when one cannot be read, or holds nothing.
    """
    from dragoman.events.checking import by_line, check_codebook
    from dragoman.kit import CODEBOOK, codebook_shipped, load_kit, own_codebooks

    shipped = codebook_shipped()
    books = own_codebooks(paths, shipped)
    check = check_codebook(CODEBOOK, shipped, [one.read.overlay for one in books])
    notes = [note for one in books for note in one.read.notes]
    mistakes = [*notes, *check.mistakes]
    told = check.examples if books else check.book.examples
    if examples:
        mistakes += _coded_otherwise(told, check.book, load_kit())
    mistakes.sort(key=by_line)
    for mistake in mistakes:
        print(one_line(mistake))
    _tell_overlaps(check.overlaps)
    for one in books:
        for name, read in one.read.dictionaries.items():
            said = f"{count(read.lines, 'line')}: {read.taken} taken, {read.silent} of verbs without an event"
            print(f"{name}: {said}, {count(len(read.notes), 'note')}")
    coded = ", coded" if examples else ""
    end = count(len(mistakes), "mistake") if mistakes else "no mistakes"
    print(f"codebook: {count(check.rows, 'row')}, {count(len(told), 'example')}{coded}: {end}")
    return Exit.PROBLEM if mistakes else Exit.FINE


def _tell_overlaps(overlaps: Sequence[Overlap]) -> None:
    """One line for each row and word that goes before others, with these by category."""
    if not overlaps:
        return
    rows: dict[tuple[str, str, str], dict[str, list[str]]] = {}
    for one in overlaps:
        key = (one.row, one.word, one.category or _NOTHING)
        rows.setdefault(key, {}).setdefault(one.over_category or _NOTHING, []).append(one.over)
    print(f"{count(len(overlaps), 'pair')} of rows may match the same words; the first of each counts:")
    for (row, word, category), others in list(rows.items())[:_OVERLAPS]:
        over = ", ".join(f"{other} ({_some(places)})" for other, places in others.items())
        print(f"  {row}: {word}: {category} over {over}")
    if len(rows) > _OVERLAPS:
        print(f"  and {len(rows) - _OVERLAPS:,} rows more")


def _some(places: Sequence[str]) -> str:
    more = len(places) - _PLACES
    return ", ".join(places[:_PLACES]) + (f" and {more} more" if more > 0 else "")


def _coded_otherwise(examples: Sequence[CodeExample], book: Codebook, kit: Kit) -> Iterator[str]:
    """The examples that are not coded as their rows say."""
    from dragoman.errors import KnowledgeError
    from dragoman.events import acts_of
    from dragoman.events.clauses import Clauses
    from dragoman.events.examples import expected_of, fits, shown

    for example in examples:
        try:
            wanted = expected_of(example.expected)
        except KnowledgeError:
            continue  # told already
        found: list[str] = []
        right = False
        for words, parsed in _parsed(example.sentence, kit):
            clauses = Clauses(words, parsed, book.known)
            for act in acts_of(words, parsed, book):
                right = right or fits(wanted, act, clauses)
                found.append(f"{shown(act, clauses)} by {act.rule}")
        if not right:
            yield f"{example.row}: {example.sentence!r} is coded {' and '.join(found) or 'as no event'}, not {example.expected}"


def _parsed(text: str, kit: Kit) -> Iterator[tuple[tuple[str, ...], Parsed]]:
    """The words and the trees of a text that is a paragraph of its own."""
    from dragoman.language import parse, split
    from dragoman.model import Block, BlockKind, Encoding, EncodingBasis, Locator, Page, bytes_id

    page = Page(
        id=bytes_id(text.encode("utf-8", "surrogatepass")),
        text=text,
        encoding=Encoding(name="utf-8", basis=EncodingBasis.DECLARED),
        media_type="text/plain",
        locator=Locator(file="example"),
    )
    block = Block(kind=BlockKind.PARAGRAPH, span=page.span(0, len(text)), path="line 1", rule="example")
    for sentence in parse(split(page, (block,), kit.boundaries)[0], kit.parser)[0]:
        if sentence.parsed is not None:
            yield tuple(word.text for word in sentence.words), sentence.parsed
