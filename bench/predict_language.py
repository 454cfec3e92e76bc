"""Predictions of the language model: the tasks ``parse`` and ``names`` of :mod:`bench.predict`.

The model is read from ``knowledge/model`` of the package, or from the folder that ``DRAGOMAN_MODEL`` names.
"""

from __future__ import annotations

import os
from importlib import resources
from pathlib import Path

from dragoman.errors import InputError
from dragoman.language.model import Model, read_model
from dragoman.language.model_files import DIGESTS, FILES, MEND


def model() -> Model:
    """The model.

    Raises:
        InputError: when there is no folder of it.
        KnowledgeError: when a file in it is missing or damaged.
    """
    named = os.environ.get("DRAGOMAN_MODEL")
    folder = Path(named) if named else resources.files("dragoman") / "knowledge" / "model"
    if not folder.is_dir():
        raise InputError(f"{folder}: there is no language model here. {MEND}")
    files = [folder / name for name in (*FILES, DIGESTS)]
    return read_model({file.name: file.read_bytes() for file in files if file.is_file()})


def parse(source: Path, target: Path) -> None:
    """CoNLL-U for text with one sentence a line, its words separated by spaces."""
    sentences = _lines(source)
    blocks = []
    for words, parsed in zip(sentences, model().parse(sentences), strict=True):
        rows = zip(
            words, parsed.lemmas, parsed.upos, parsed.xpos, parsed.heads, parsed.relations, strict=True
        )
        blocks.append(
            "".join(
                f"{number}\t{word}\t{lemma}\t{upos}\t{xpos}\t_\t{head}\t{relation}\t_\t_\n"
                for number, (word, lemma, upos, xpos, head, relation) in enumerate(rows, start=1)
            )
        )
    target.write_text("".join(block + "\n" for block in blocks), encoding="utf-8")


def names(source: Path, target: Path) -> None:
    """Word TAB tag for the same input, a blank line after each sentence."""
    sentences = _lines(source)
    blocks = [
        "".join(f"{word}\t{tag}\n" for word, tag in zip(words, parsed.names.tags, strict=True))
        for words, parsed in zip(sentences, model().parse(sentences), strict=True)
    ]
    target.write_text("".join(block + "\n" for block in blocks), encoding="utf-8")


def _lines(source: Path) -> list[list[str]]:
    lines = _text(source).split("\n")
    return [[word for word in line.rstrip("\r").split(" ") if word.strip()] for line in lines if line.strip()]


def _text(source: Path) -> str:
    try:
        return source.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise InputError(f"{source}: not UTF-8 ({error})") from error
