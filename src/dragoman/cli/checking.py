"""Checking layout files, told as compilers do: file, line, what is wrong."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from importlib import resources
from importlib.abc import Traversable
from pathlib import Path

from dragoman.cli.streams import Exit
from dragoman.errors import InputError
from dragoman.export.plain import one_line
from dragoman.export.wording import count


def check_files(paths: Sequence[Path]) -> Exit:
    """Check layout files and those in folders, or the ones that ship; print the mistakes, or what was checked.

    Raises:
        InputError: when a file cannot be read, or a folder holds no layout.
    """
    from dragoman.pages.layout_check import check_layout

    files = rules = examples = mistakes = 0
    for name, text in _texts(paths):
        checked = check_layout(text)
        files, rules, examples = files + 1, rules + checked.rules, examples + checked.examples
        mistakes += len(checked.mistakes)
        for one in checked.mistakes:
            print(f"{name}:{one.line}: {one_line(one.message)}")
    if mistakes:
        return Exit.PROBLEM
    print(f"{count(files, 'layout')}, {count(rules, 'rule')}, {count(examples, 'example')}: no mistakes")
    return Exit.FINE


def _texts(paths: Sequence[Path]) -> Iterator[tuple[str, str]]:
    if not paths:
        home = resources.files("dragoman") / "knowledge" / "layouts"
        yield from ((name, file.read_text(encoding="utf-8")) for name, file in _shipped(home, "layouts"))
    for path in paths:
        inside = sorted(path.rglob("*.toml")) if path.is_dir() else [path]
        if not inside:
            raise InputError(f"{path} holds no layout (a file that ends in .toml)")
        for file in inside:
            try:
                yield file.as_posix(), file.read_text(encoding="utf-8")
            except (OSError, UnicodeDecodeError) as error:
                raise InputError(f"{file} cannot be read: {error}") from error


def _shipped(folder: Traversable, name: str) -> Iterator[tuple[str, Traversable]]:
    for item in sorted(folder.iterdir(), key=lambda one: one.name):
        if item.is_dir():
            yield from _shipped(item, f"{name}/{item.name}")
        elif item.name.endswith(".toml"):
            yield f"{name}/{item.name}", item
