"""Both seed pages against their gold: no fault in pages and quotations, at most the known ones in statements."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from bench import predict

SEEDS = ("000_1acf8550610d356f.txt", "002_bbf848533a022158.txt")
#: Faults of ``score_seeds.py`` that are allowed; only ever lowered.
MOST_FAULTS = {"pages": 0, "quotations": 0, "statements": 1}


@pytest.fixture(scope="module")
def records(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    folder = tmp_path_factory.mktemp("records")
    out = []
    for name in SEEDS:
        target = folder / f"{name[:3]}.json"
        assert predict.main(["record", str(shared / "seeds" / name), str(target)]) == 0
        out.append(str(target))
    return out


@pytest.mark.parametrize("what", MOST_FAULTS)
def test_faults_on_the_seeds(what: str, records: list[str], shared: Path) -> None:
    scorer = shared / "eval" / "seeds" / "score_seeds.py"
    done = subprocess.run(
        [sys.executable, str(scorer), what, *records], capture_output=True, text=True, check=False
    )
    faults = [line for line in done.stdout.splitlines() if line.strip() and not line.startswith(f"{what}:")]
    assert len(faults) <= MOST_FAULTS[what], "\n".join(faults)
    assert f"{what}: " in done.stdout, done.stderr
