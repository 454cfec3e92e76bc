"""How the time of something grows with its size, measured so that a busy machine does not decide."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable


def cpu_seconds(work: Callable[[], object], *, runs: int = 3) -> float:
    """The least CPU seconds of several runs.

    Garbage is not collected meanwhile: a full collection walks everything that other tests have loaded, and costs
    many times what is measured.
    """
    was = gc.isenabled()
    gc.collect()
    gc.disable()
    try:
        return min(_once(work) for _ in range(runs))
    finally:
        if was:
            gc.enable()


def _once(work: Callable[[], object]) -> float:
    begin = time.process_time()
    work()
    return time.process_time() - begin
