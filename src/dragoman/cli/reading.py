"""Reading and coding what was asked for, page after page, and keeping the balance."""

from __future__ import annotations

import codecs
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from dragoman.cli.inputs import Input, Inputs
from dragoman.cli.streams import Exit, broken, broken_knowledge, say
from dragoman.errors import DragomanError, InputError, KnowledgeError
from dragoman.export import Names, mask_of
from dragoman.export.plain import one_line
from dragoman.export.wording import count
from dragoman.model import Coded, Page, Problem

if TYPE_CHECKING:
    from dragoman.kit import Kit
    from dragoman.pages import Layouts

_MANY = 3
#: So many defects of actor dictionaries are told one by one.
_NOTES = 5
_NAME = 60
#: So many characters of a page's id name it; fewer may be a number.
_ID = 8


@dataclass(slots=True, kw_only=True)
class Balance:
    """What came of the files: pages, problems in the place of pages, notes on what was left out of containers,
    grave problems on pages that were read, and errors of dragoman's own."""

    asked: int
    pages: int = 0
    lost: int = 0
    notes: int = 0
    grave: int = 0
    broken: int = 0

    @property
    def code(self) -> Exit:
        """The exit code of the command."""
        if self.broken:
            return Exit.BROKEN
        return Exit.PROBLEM if self.lost or self.grave else Exit.FINE

    def line(self) -> str:
        """The closing balance: what went in is what came out."""
        left = f"{count(self.asked, 'file')} in"
        right = f"{count(self.pages, 'page')} + {count(self.lost, 'problem')}"
        if self.broken:
            right += f" + {count(self.broken, 'failure')} of dragoman"
        sums = self.pages + self.lost + self.broken == self.asked
        grave = f"; {count(self.grave, 'grave problem')} on the pages read" if self.grave else ""
        notes = f"; {count(self.notes, 'note')} on what was left out" if self.notes else ""
        return f"{left} {'=' if sums else 'gave'} {right}{grave}{notes}"


def checked_encoding(name: str | None) -> str | None:
    """``name`` when it is a known text encoding.

    Raises:
        InputError: when it is not.
    """
    if name is None:
        return None
    try:
        codecs.lookup(name)
        "".encode(name)
    except (LookupError, ValueError) as error:
        raise InputError(
            f"--encoding {name!r} is no known text encoding; try utf-8 or windows-1252"
        ) from error
    return name


def checked_parser(name: str | None) -> str | None:
    """``name`` when an installed package brings a parser of that name.

    Raises:
        InputError: when none does.
    """
    if name is None:
        return None
    from dragoman.plugins import parser_names

    if name not in (there := parser_names()):
        raise InputError(
            f"--parser {one_line(name, _NAME)!r}: no installed package brings it"
            f" (installed: {', '.join(there) or 'none'}); without the option the shipped model parses"
        )
    return name


def key_from(path: Path | None, comments: Names) -> bytes | None:
    """The key in a file, without white space around it.

    Raises:
        InputError: when the file cannot be read or holds no key, or no pseudonyms are asked for.
    """
    if path is None:
        return None
    if comments is not Names.PSEUDONYMOUS:
        raise InputError(f"--key-file makes pseudonyms, but --comments {comments} asks for none")
    try:
        key = path.read_bytes().strip()
    except OSError as error:
        raise InputError(f"--key-file {path}: {error.strerror}") from error
    if not key:
        raise InputError(f"--key-file {path} holds no key")
    return key


def code_all(
    inputs: Inputs,
    balance: Balance,
    *,
    encoding: str | None,
    parser: str | None,
    debug: bool,
    pick: str | None = None,
    layouts: Sequence[Path] = (),
    actors: Sequence[Path] = (),
    codebooks: Sequence[Path] = (),
    loaded: Callable[[Kit], object] = lambda kit: None,  # noqa: ARG005
) -> Iterator[tuple[Input, Coded]]:
    """Every page of every file, coded. Problems are told on standard error and counted; nothing stops the rest.

    With ``pick`` it is only the page of that number, address, member or id in each file. A parser plugged in that
    fails on a page costs that page only. ``loaded`` is given the kit, before the first page.

    Raises:
        InputError: when one of the user's own ``layouts``, ``actors`` or ``codebooks`` is not as it should be.
        KnowledgeError: when the knowledge that ships with dragoman cannot be read, or the parser plugged in.
    """
    from dragoman.kit import load_kit

    tell_lost(inputs, balance)
    if not inputs.files:
        return
    kit = load_kit(parser=parser, layouts=layouts, actors=actors, codebook=codebooks)
    loaded(kit)
    tell_notes(kit)
    with _progress(len(inputs.files)) as step:
        for one in inputs.files:
            pages = pages_of(one, balance, kit.layouts, encoding=encoding, debug=debug, pick=pick)
            for page in pages:
                coded = coded_of(page, one, kit, balance, debug=debug)
                if coded is not None:
                    yield one, coded
            step()


def tell_notes(kit: Kit) -> None:
    """Tell the first of what is wrong with the user's own dictionaries."""
    for note in kit.notes[:_NOTES]:
        say(note)
    if len(kit.notes) > _NOTES:
        say(f"and {len(kit.notes) - _NOTES} more; 'dragoman check' lists all of a dictionary")


def tell_lost(inputs: Inputs, balance: Balance) -> None:
    """Tell and count the names that stand for no file."""
    for problem in inputs.problems:
        _told(problem, balance)


def pages_of(
    one: Input,
    balance: Balance,
    layouts: Layouts,
    *,
    encoding: str | None,
    debug: bool,
    pick: str | None = None,
) -> Iterator[Page]:
    """The pages of one file as they come, exports divided by ``layouts``. Problems are told and counted."""
    from dragoman.pages import read

    found = read(one.source, encoding=encoding, supplied=one.supplied, layouts=layouts)
    number = 0
    while True:
        # Only reading is guarded here: what the caller does with a page is its own affair.
        try:
            page = next(found, None)
        except DragomanError:
            raise
        except Exception as error:  # noqa: BLE001 - one file must not cost the others
            balance.broken += 1
            broken(error, f"{one.name}: ", debug=debug)
            return
        if page is None:
            return
        if isinstance(page, Problem):
            _told(page, balance)
            continue
        number += 1
        if pick is None or is_picked(page, number, pick):
            yield page
            if pick is not None and pick.isdecimal():
                return


def is_picked(page: Page, number: int, pick: str) -> bool:
    """Whether ``pick`` names this page: by its number in the file, its address, its member, or its id's beginning."""
    from dragoman.pages import same_address

    if pick.isdecimal() and len(pick) < _ID:
        return int(pick) == number
    url = page.supplied.url or page.url
    if url is not None and same_address(url) == same_address(pick):
        return True
    return page.locator.member == pick or (len(pick) >= _ID and page.id.startswith(pick.lower()))


def coded_of(page: Page, one: Input, kit: Kit, balance: Balance, *, debug: bool) -> Coded | None:
    """A page coded and counted; None where dragoman failed on it, which is told and counted."""
    from dragoman.pipeline import code_page

    where = one.name + page.locator.inside
    try:
        coded = code_page(page, kit)
    except KnowledgeError as error:  # a parser plugged in failed on this page
        balance.broken += 1
        broken_knowledge(error, f"{where}: ", debug=debug)
        return None
    except DragomanError:
        raise
    except Exception as error:  # noqa: BLE001 - one page must not cost the others
        balance.broken += 1
        broken(error, f"{where}: ", debug=debug)
        return None
    balance.pages += 1
    _tell_grave(coded, where, balance)
    return coded


def _told(problem: Problem, balance: Balance) -> None:
    balance.lost += problem.grave
    balance.notes += not problem.grave
    say(f"{problem.file or 'a page'}: {problem.code}: {problem.detail}. {problem.remedy}")


def _tell_grave(coded: Coded, name: str, balance: Balance) -> None:
    mask = mask_of(coded)
    for problem in coded.problems:
        if problem.grave:
            balance.grave += 1
            where = f" [{problem.span.start}–{problem.span.end}]" if problem.span else ""
            say(f"{name}: {problem.code}: {mask.say(problem.detail)}{where}. {problem.remedy}")


@contextmanager
def _progress(total: int) -> Iterator[Callable[[], None]]:
    # Where pages scroll by on the terminal, they are the progress.
    if total < _MANY or not sys.stderr.isatty() or sys.stdout.isatty():
        yield lambda: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TimeRemainingColumn

    columns = ("coding", BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("coding", total=total)
        yield lambda: bar.advance(task)
