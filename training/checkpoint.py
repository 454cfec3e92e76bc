"""Checkpoints that survive being killed at any moment: written beside, synced, then renamed."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import torch

NAME, BEFORE = "checkpoint.pt", "checkpoint.before.pt"


def write(folder: Path, state: dict[str, Any]) -> None:
    """Makes `state` the folder's checkpoint; the one before it is kept under another name."""
    fresh = folder / (NAME + ".new")
    with fresh.open("wb") as file:
        torch.save(state, file)
        file.flush()
        os.fsync(file.fileno())
    if (folder / NAME).exists():
        (folder / NAME).replace(folder / BEFORE)
    fresh.replace(folder / NAME)


def read(folder: Path) -> dict[str, Any] | None:
    """The last whole checkpoint of the folder, or None where there is none."""
    for name in (NAME, BEFORE):
        if (folder / name).exists():
            found: dict[str, Any] = torch.load(folder / name, map_location="cpu", weights_only=True)
            return found
    return None
