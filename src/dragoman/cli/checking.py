"""Checking layouts, actor files and codebooks, told as compilers do: file, line, what is wrong."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from importlib import resources
from importlib.abc import Traversable
from pathlib import Path

from dragoman.cli.streams import Exit
from dragoman.errors import InputError
from dragoman.export.plain import one_line
from dragoman.export.wording import count


def check_files(paths: Sequence[Path], *, examples: bool = False) -> Exit:
    """Check layouts, actor files and codebooks and those in folders, or the ones that ship; print the mistakes, or what
    was checked. With ``examples`` those of codebooks are coded.

    Raises:
        InputError: when a file cannot be read, or a folder holds nothing to check.
    """
    from dragoman.cli.checking_codebooks import are_codebook, check_codebooks

    books = [path for path in paths if are_codebook(path)]
    layouts, actors = _sorted([path for path in paths if path not in books])
    codes = []
    if layouts or not paths:
        codes.append(_check_layouts(layouts))
    if actors:
        codes.append(_check_dictionaries(actors))
    if books or not paths:
        codes.append(check_codebooks(books, examples=examples))
    if not paths:
        codes.append(_check_actors())
    return Exit.PROBLEM if Exit.PROBLEM in codes else Exit.FINE


def _sorted(paths: Sequence[Path]) -> tuple[list[Path], list[Path]]:
    """The layouts and the actor files in ``paths``; a folder with any layout holds layouts."""
    layouts: list[Path] = []
    actors: list[Path] = []
    for path in paths:
        inside = sorted(path.rglob("*.toml")) if path.is_dir() else [path] if path.suffix == ".toml" else []
        layouts.extend(inside)
        if inside:
            continue
        if path.is_dir() and not any(one.is_file() for one in path.rglob("*")):
            raise InputError(f"{path} holds no layout (a file that ends in .toml) and no actor file")
        actors.append(path)
    return layouts, actors


def _check_layouts(paths: Sequence[Path]) -> Exit:
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


def _check_dictionaries(paths: Sequence[Path]) -> Exit:
    """Actor dictionaries of the user's own, read together with what ships."""
    from dragoman.actors.checking import check_book
    from dragoman.kit import load_kit

    kit = load_kit(actors=paths)
    for note in kit.notes:
        print(one_line(note))
    check = check_book(kit.actors)
    own = [one for one in check.mistakes if one.startswith("own/")]
    for mistake in own:
        print(one_line(mistake))
    _tell_counts(check.counts, len(kit.notes) + len(own))
    return Exit.PROBLEM if kit.notes or own else Exit.FINE


def _check_actors() -> Exit:
    """The actor files that ship."""
    from dragoman.actors.checking import check_book, rows_at
    from dragoman.kit import load_kit

    check = check_book(load_kit().actors)
    for mistake in rows_at(check.mistakes):
        print(f"actors/{one_line(mistake)}")
    _tell_counts(check.counts, len(check.mistakes))
    print(f"offices that are nobody's for a time between two holders: {len(check.gaps)}")
    return Exit.PROBLEM if check.mistakes else Exit.FINE


def _tell_counts(counts: Sequence[tuple[str, int]], mistakes: int) -> None:
    for name, number in counts:
        print(f"{number:>7,}  {name}")
    print("no mistakes" if not mistakes else count(mistakes, "mistake"))


def _texts(paths: Sequence[Path]) -> Iterator[tuple[str, str]]:
    if not paths:
        home = resources.files("dragoman") / "knowledge" / "layouts"
        yield from ((name, file.read_text(encoding="utf-8")) for name, file in _shipped(home, "layouts"))
    for file in paths:
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
