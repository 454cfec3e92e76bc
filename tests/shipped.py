"""The files of the language model that the tests run on: the shipped one, or the folder that ``DRAGOMAN_MODEL`` names."""

from __future__ import annotations

import os
from pathlib import Path

import dragoman
from dragoman.language.model_files import DIGESTS, FILES

KNOWLEDGE = Path(dragoman.__file__).parent / "knowledge"


def model_files() -> dict[str, bytes]:
    """Their contents by name. The model ships with the code: where it is missing, its tests fail and do not skip."""
    named = os.environ.get("DRAGOMAN_MODEL")
    folder = Path(named) if named else KNOWLEDGE / "model"
    return {name: (folder / name).read_bytes() for name in (*FILES, DIGESTS)}
