"""A coder that costs nothing, kills its process when told to, and can be carried into other processes."""

from __future__ import annotations

import multiprocessing
import os
import sys
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any, cast

from dragoman.collection import Making
from dragoman.model import Coded, Page
from tests.store.made import coded_of

if TYPE_CHECKING:
    from dragoman.kit import Kit

#: A page with this word kills the process that codes it; one with the other breaks its coder.
KILLER, BREAKER = "Kraken", "Gorgon"


@dataclass(frozen=True, slots=True, kw_only=True)
class FakeKit:
    """What a run asks of a kit."""

    digest: str
    spared: Path
    layouts: None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Fake(Making):
    """Makes a kit for :func:`code_page`, below. While the file ``spared`` is there, no page does harm."""

    spared: Path
    digest: str = "f" * 64

    def kit(self) -> Kit:
        if multiprocessing.parent_process() is not None:
            # A worker codes with what it finds under this name; the real one takes seconds to import.
            pipeline = ModuleType("dragoman.pipeline")
            vars(pipeline)["code_page"] = code_page
            sys.modules["dragoman.pipeline"] = pipeline
        return cast("Kit", FakeKit(digest=self.digest, spared=self.spared))


def code_page(page: Page, kit: Any) -> Coded:
    """The rows of a tiny page."""
    if not kit.spared.exists():
        if KILLER in page.text:
            os._exit(13)
        if BREAKER in page.text:
            raise RuntimeError("turned to stone")
    from dataclasses import replace

    from dragoman._version import __version__

    coded = coded_of(page)
    return replace(coded, run=replace(coded.run, version=__version__, kit=kit.digest))
