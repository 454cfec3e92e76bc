"""Where output goes: data to standard output or a file, all else to standard error, and the exit codes."""

from __future__ import annotations

import io
import os
import shutil
import sys
import tempfile
import traceback
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from enum import IntEnum
from pathlib import Path
from typing import TextIO

import typer

from dragoman.errors import ArchiveError, InputError, KnowledgeError
from dragoman.export.plain import one_line

REPORT_AT = "please report it with the line above and the output of the same command with --debug"
_WIDTH, _NARROWEST, _WIDEST = 88, 60, 110


class Exit(IntEnum):
    """What the exit code says."""

    FINE = 0
    PROBLEM = 1
    WRONG_USE = 2
    BROKEN = 3
    INTERRUPTED = 130


def speak_utf8() -> None:
    """Make standard output and error UTF-8 with plain line feeds, whatever the console thinks."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")


def say(text: str) -> None:
    """A line on standard error; its control characters are made harmless."""
    with suppress(BrokenPipeError):
        print(one_line(text), file=sys.stderr, flush=True)


def width() -> int:
    """The width for text: that of the terminal within bounds, 88 when output goes elsewhere."""
    if not sys.stdout.isatty():
        return _WIDTH
    return min(max(shutil.get_terminal_size((_WIDTH, 24)).columns, _NARROWEST), _WIDEST)


@contextmanager
def guarded(*, debug: bool) -> Iterator[None]:
    """Turn every way to fail into one line on standard error and an exit code; ``debug`` adds the traceback."""
    try:
        yield
        sys.stdout.flush()
    except typer.Exit:
        raise
    except InputError as error:
        _tell(f"dragoman: {error}", debug=debug)
        raise typer.Exit(Exit.WRONG_USE) from error
    except KnowledgeError as error:
        broken_knowledge(error, "", debug=debug)
        raise typer.Exit(Exit.BROKEN) from error
    except ArchiveError as error:
        _tell(f"dragoman: {error}", debug=debug)
        raise typer.Exit(Exit.BROKEN) from error
    except KeyboardInterrupt:
        say(
            "dragoman: broken off; what an archive holds is whole, and 'add' given again goes on where it stopped"
        )
        raise typer.Exit(Exit.INTERRUPTED) from None
    except BrokenPipeError:
        _forget_stdout()
        raise typer.Exit(Exit.FINE) from None
    except Exception as error:  # the last line of defence: an error of dragoman's own
        broken(error, "", debug=debug)
        raise typer.Exit(Exit.BROKEN) from error


def broken(error: Exception, where: str, *, debug: bool) -> None:
    """Say that dragoman itself failed, and how to report it."""
    _tell(f"dragoman: {where}unexpected {type(error).__name__}: {error}", debug=debug)
    say(f"This is a mistake in dragoman, not in the page: {REPORT_AT}.")


def broken_knowledge(error: KnowledgeError, where: str, *, debug: bool) -> None:
    """Say that dragoman's knowledge, or a parser plugged in, is broken; the error says how to mend it."""
    _tell(f"dragoman: {where}its knowledge is broken: {error}", debug=debug)


def _tell(text: str, *, debug: bool) -> None:
    if debug:
        traceback.print_exc(file=sys.stderr)
    say(text)


def _forget_stdout() -> None:
    # Whoever read has gone (`| head`): what is still buffered must not raise again at the end.
    with suppress(OSError, ValueError, io.UnsupportedOperation):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


@contextmanager
def output_to(path: Path | None) -> Iterator[TextIO]:
    """Standard output, or a file that appears only when everything has been written.

    Raises:
        InputError: when the file cannot be written.
    """
    if path is None or str(path) == "-":
        yield sys.stdout
        return
    try:
        folder = path.resolve().parent
        handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=folder)
    except OSError as error:
        raise InputError(f"{path} cannot be written: {error.strerror}") from error
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n", errors="backslashreplace") as out:
            yield out
        Path(name).chmod(_mode(path))
        Path(name).replace(path)
    except OSError as error:
        raise InputError(f"{path} cannot be written: {error.strerror}") from error
    finally:
        Path(name).unlink(missing_ok=True)


def _mode(path: Path) -> int:
    with suppress(OSError):
        return path.stat().st_mode & 0o777
    return 0o644
