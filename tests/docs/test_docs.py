"""The code blocks of README.md and docs/ are run as they stand."""

import shutil
from pathlib import Path
from typing import Any

import pytest

from tests.docs.blocks import RUN, SHOWN, blocks_in, commands_in, links_in, run_command, run_python

ROOT = Path(__file__).resolve().parents[2]
FILES = [path for path in (ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))) if path.is_file()]
BLOCKS = {path.relative_to(ROOT).as_posix(): blocks_in(path.read_text(encoding="utf-8")) for path in FILES}


@pytest.fixture
def desk(tmp_path: Path, examples: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder to work in, with a copy of the examples, so that a block may write what it likes."""
    if examples.is_dir():
        shutil.copytree(examples, tmp_path / "examples")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize(
    "name", [name for name, found in BLOCKS.items() if {b.language for b in found} & RUN]
)
def test_code_blocks_do_what_they_show(name: str, desk: Path) -> None:
    namespace: dict[str, Any] = {"__name__": name}
    for block in BLOCKS[name]:
        if block.language == "python":
            run_python(block, namespace, name)
        elif block.language == "console":
            for command in commands_in(block):
                run_command(command, desk)


@pytest.mark.parametrize("name", BLOCKS)
def test_every_block_names_a_known_language(name: str) -> None:
    unknown = [(block.line, block.language) for block in BLOCKS[name] if block.language not in RUN | SHOWN]
    assert not unknown, f"{name}: a block that nobody runs by mistake, at (line, language) {unknown}"


@pytest.mark.parametrize("name", BLOCKS)
def test_relative_links_lead_somewhere(name: str) -> None:
    page = ROOT / name
    targets = links_in(page.read_text(encoding="utf-8"))
    lost = [target for target in targets if not (page.parent / target).exists()]
    assert not lost, f"{name}: {lost}"
