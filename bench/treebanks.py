"""Development treebanks for measuring: their documents, as raw text and as the sentences of the file.

The files are opened by :mod:`training.files`, which refuses a test split.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from dragoman.errors import InputError
from training.files import WrongSplitError, for_measuring, for_training
from training.raw import Document, read_raw

SHARED = Path(__file__).resolve().parents[2] / "shared"
UD = SHARED / "data" / "ud"
#: The dev treebanks by the name that figures carry.
DEV = {"EWT": UD / "ewt-dev.conllu", "GUM": UD / "gum-dev.conllu"}
_DOCUMENT = re.compile(r"^# newdoc id = (.+?)\s*$", re.MULTILINE)
#: Registers that a figure is wanted for together.
TOGETHER = {"weblog": "weblog+newsgroup", "newsgroup": "weblog+newsgroup"}
ALL = "all"
#: All but documents that stand in a training file too: one of GUM's dev documents (court_loan) does.
UNSEEN = "all unseen"


@dataclass(frozen=True, slots=True, kw_only=True)
class Gold:
    """One document: its raw text with places, and the lines of each sentence (CoNLL-U, comments among them)."""

    raw: Document
    sentences: tuple[str, ...]

    @property
    def registers(self) -> tuple[str, ...]:
        """What the document's figures count for: its register, the group of it where there is one, and all."""
        group = TOGETHER.get(self.raw.register)
        unseen = (UNSEEN,) if self.raw.name not in _trained_on() else ()
        return (self.raw.register, *((group,) if group else ()), *unseen, ALL)


def read_dev(path: Path) -> str:
    """The text of a dev file.

    Raises:
        InputError: when the file is absent or is none that may be measured on.
    """
    try:
        return for_measuring(path)
    except WrongSplitError as error:
        raise InputError(str(error)) from error
    except FileNotFoundError as error:
        raise InputError(f"{path} is absent: dev data lies in ../shared, beside the repository") from error


def documents(text: str) -> tuple[Gold, ...]:
    """The documents of a CoNLL-U file, in order."""
    groups: list[list[str]] = []
    for sentence in _blocks(text):
        if not groups or "# newdoc id" in sentence:
            groups.append([])
        groups[-1].append(sentence)
    return tuple(Gold(raw=read_raw("\n".join(one))[0], sentences=tuple(one)) for one in groups)


def in_order(register: str) -> tuple[bool, bool, bool, str]:
    """A key that puts registers by name, then groups of them, then all unseen, then all."""
    return register == ALL, register == UNSEEN, "+" in register, register


@cache
def _trained_on() -> frozenset[str]:
    """The names of the training files' documents; none where the files are absent."""
    files = [path for path in (UD / "ewt-train.conllu", UD / "gum-train.conllu") if path.is_file()]
    return frozenset(name for path in files for name in _DOCUMENT.findall(for_training(path)))


def _blocks(text: str) -> Iterator[str]:
    for block in text.replace("\r", "").split("\n\n"):
        if block.strip():
            yield block.strip("\n") + "\n"
