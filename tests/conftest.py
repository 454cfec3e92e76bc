"""What all tests share: hypothesis profiles, the example pages, and material that may be absent."""

import os
from pathlib import Path

import pytest
from hypothesis import settings

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"
SHARED_ABSENT = "the folder ../shared (seed pages and gold data) is absent"

# A loaded machine is no failure, so no profile has a deadline.
settings.register_profile("dev", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True, print_blob=True)
settings.register_profile("fuzz", deadline=None, max_examples=5_000)
settings.load_profile("ci" if os.environ.get("CI") else "dev")


@pytest.fixture(scope="session")
def root() -> Path:
    """The root of the repository."""
    return ROOT


@pytest.fixture(scope="session")
def examples() -> Path:
    """The folder of example pages that is part of the repository."""
    return ROOT / "examples"


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder beside the repository with pages and gold that cannot be committed; skips without it."""
    if not SHARED.is_dir():
        pytest.skip(SHARED_ABSENT)
    return SHARED


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say loudly, after the list of skips, that part of the proof was not run."""
    skipped = terminalreporter.stats.get("skipped", [])
    missed = [report.nodeid for report in skipped if SHARED_ABSENT in str(report.longrepr)]
    if missed:
        terminalreporter.section("NOT PROVED HERE", sep="!", yellow=True, bold=True)
        terminalreporter.line(f"{len(missed)} tests did not run: {SHARED_ABSENT}.")
        for nodeid in sorted(missed):
            terminalreporter.line(f"  {nodeid}")
