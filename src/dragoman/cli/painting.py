"""The painted page on a terminal."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TextIO

_STYLES = {
    "article": "",
    "furniture": "dim",
    "comments": "",
    "folded": "italic red",
    "label": "red underline",
    "author": "bold yellow",
    "event": "bold white on blue",
    "event-not": "strike bold blue",
    "size": "bold blue",
    "source": "bold magenta",
    "cue": "green",
    "condition": "blue",
    "inserted": "italic",
    "date": "cyan",
    "date-accepted": "bold cyan",
    "date-refused": "cyan strike",
    "topic": "reverse",
    "content-direct": "black on yellow",
    "content-mixed": "black on yellow",
    "content-indirect": "yellow",
    "content-outlet": "blue",
    "content-comment": "yellow",
    "repeat": "underline yellow",
    "mention": "underline",
}
_WITHOUT_TERMINAL = 100


def print_painted(pieces: Iterable[tuple[str, str]], out: TextIO) -> None:
    """Print the pieces of :func:`dragoman.export.paint_terminal`: margin on the left, words on the right."""
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    wide = None if out.isatty() else _WITHOUT_TERMINAL
    console = Console(file=out, width=wide, highlight=False, emoji=False, markup=False)
    words = Text()
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(style="dim", no_wrap=True, min_width=14)
    table.add_column(ratio=1)
    for kind, text in pieces:
        if kind == "margin":
            words = Text()
            table.add_row(Text(text), words)
        else:
            words.append(text, style=_STYLES.get(kind, ""))
    if out.isatty():
        console.print(table)
        return
    with console.capture() as captured:
        console.print(table)
    # Without a terminal nobody needs the column filled up with spaces.
    out.writelines(f"{line.rstrip()}\n" for line in captured.get().splitlines())
