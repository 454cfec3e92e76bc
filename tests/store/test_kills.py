"""Whatever is killed in the middle leaves an archive that is whole, and the next run ends where nobody would have been killed."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from tests.store.conftest import Places
from tests.store.killing import PAGES, Job, killed, preload, ready


@pytest.mark.parametrize("workers", [0, 2], ids=["storing", "adding with two workers"])
def test_a_run_that_is_killed_goes_on_where_it_was(places: Places, tmp_path: Path, workers: int) -> None:
    preload()
    ready(tmp_path)
    jobs = [Job(place=places.nothing(), folder=tmp_path, workers=workers) for _ in range(2)]
    done = killed(jobs[0], jobs[1], 3, random.Random())  # noqa: S311 - the moments of killing
    assert done.faults == ()
    assert done.orphans == 0
    assert done.same, done
    assert list(done.stored) == sorted(done.stored)
    # It was killed in its midst, not when all was done.
    assert 0 < done.stored[1] < PAGES
