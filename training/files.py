"""Which files may be read, and for what. Every reader of this package opens its files here and nowhere else.

A test split is never read: a file whose name says "test" is refused, except the four CrossNER domains that are given
to training whole. A file that is for measuring is refused by `for_training`.
"""

from __future__ import annotations

import gzip
from pathlib import Path

#: CrossNER's domains of which every split is training data; of politics only train is.
WHOLE = ("ai", "literature", "music", "science")


class WrongSplitError(Exception):
    """A file was asked for that this step must not read."""


def for_training(path: Path) -> str:
    """The text of a training file (unpacked where it ends in .gz); raises WrongSplitError on any other split."""
    whole = path.parent.name in WHOLE and path.parent.parent.name == "crossner"
    if not whole and ("train" not in path.name or "dev" in path.name or "test" in path.name):
        raise WrongSplitError(f"{path.name} is not training data")
    return _text(path)


def for_measuring(path: Path) -> str:
    """The text of a dev file; raises WrongSplitError on a test split, and on training data."""
    if "dev" not in path.name or "test" in path.name or path.parent.name in WHOLE:
        raise WrongSplitError(f"{path.name} is not for measuring")
    return _text(path)


def _text(path: Path) -> str:
    if path.suffix == ".gz":
        with gzip.open(path, "rt", encoding="utf-8", newline="") as file:
            return file.read()
    return path.read_bytes().decode("utf-8")
