"""A small runner for the code blocks of a Markdown file.

Three rules, so that what a reader copies is what a test has run:

- ``python`` blocks are executed in order and share one namespace per file;
- ``console`` blocks hold lines ``$ dragoman ...`` or ``$ python -m dragoman ...`` (a last ``> FILE`` is
  understood, ``*`` is expanded), each followed by the output it gives: standard output and standard error
  together. No lines after a command: its output is not compared. A line ``...`` stands for any lines. A command
  must succeed, unless ``$ echo $?`` follows it with another exit code;
- blocks of the other languages in ``SHOWN`` are for reading only; any other name is a mistake.
"""

import difflib
import os
import re
import shlex
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

RUN = frozenset({"python", "console"})
SHOWN = frozenset({"csv", "html", "ini", "json", "make", "powershell", "sh", "text", "toml"})

_LINK = re.compile(r"\]\((?P<target>[^)\s#]+)(?:#[^)\s]*)?\)")
_FENCE = re.compile(r"^(?P<indent> *)(?P<mark>`{3,}|~{3,}) *(?P<info>[^`]*?) *$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """One fenced block: its language, its text, and the line (from 1) on which that text begins."""

    language: str
    text: str
    line: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """One ``$`` line of a console block with the output and the exit code that are promised for it."""

    line: int
    words: tuple[str, ...]
    output: tuple[str, ...]
    exit_code: int = 0


def blocks_in(markdown: str) -> tuple[Block, ...]:
    """All fenced blocks, in order; ValueError for one that is never closed."""
    found: list[Block] = []
    lines = iter(enumerate(markdown.splitlines(), start=1))
    for number, line in lines:
        if fence := _FENCE.match(line):
            body = "\n".join(_body(lines, fence, number))
            language = fence["info"].partition(" ")[0]
            found.append(Block(language=language, text=body, line=number + 1))
    return tuple(found)


def _body(lines: Iterator[tuple[int, str]], fence: re.Match[str], opened: int) -> Iterator[str]:
    for _, line in lines:
        closing = _FENCE.match(line)
        if closing and not closing["info"] and closing["mark"].startswith(fence["mark"]):
            return
        yield line.removeprefix(fence["indent"])
    raise ValueError(f"the block opened on line {opened} is never closed")


def links_in(markdown: str) -> tuple[str, ...]:
    """The targets of links to other files, without their ``#part``; web and mail addresses are left out."""
    targets = (match["target"] for match in _LINK.finditer(markdown))
    return tuple(target for target in targets if not target.startswith(("http:", "https:", "mailto:")))


def commands_in(block: Block) -> tuple[Command, ...]:
    """The commands of a console block; ValueError for output that no command precedes."""
    found: list[Command] = []
    for number, words, output in _prompts(block):
        if words != ("echo", "$?"):
            found.append(Command(line=number, words=words, output=output))
        elif found and len(output) == 1:
            last = found.pop()
            code = int(output[0])
            found.append(Command(line=last.line, words=last.words, output=last.output, exit_code=code))
        else:
            raise ValueError(f"line {number}: `echo $?` needs a command before it and one number after it")
    return tuple(found)


def _prompts(block: Block) -> Iterator[tuple[int, tuple[str, ...], tuple[str, ...]]]:
    text = block.text
    if text.strip() and not text.startswith("$ "):
        raise ValueError(f"line {block.line}: a console block begins with a line `$ command`")
    number = block.line
    for part in re.split(r"^\$ ", text, flags=re.MULTILINE)[1:]:
        # A command may go on after a backslash at the end of its line.
        command, _, output = part.replace("\\\n", "").partition("\n")
        yield number, tuple(shlex.split(command)), tuple(output.rstrip().splitlines())
        number += part.count("\n")


def run_python(block: Block, namespace: dict[str, Any], name: str) -> None:
    """Execute a python block in `namespace`; a traceback shows the line in the Markdown file `name`."""
    code = compile("\n" * (block.line - 1) + block.text, name, "exec", dont_inherit=True)
    exec(code, namespace)  # noqa: S102 - running the documentation is what this is for


def run_command(command: Command, desk: Path) -> None:
    """Run one command in the folder `desk`; AssertionError with the difference if a promise is broken."""
    words, into = _redirect(command.words)
    done = subprocess.run(
        [*_interpreter(words), *_expanded(words, desk)],
        cwd=desk,
        env=_environment(),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT if into is None else subprocess.PIPE,
        encoding="utf-8",
        timeout=120,
        check=False,
    )
    shown = done.stdout if into is None else done.stderr
    said = f"line {command.line}: $ {' '.join(command.words)}"
    assert done.returncode == command.exit_code, f"{said}\nexit code {done.returncode}\n{shown}"
    if into is not None:
        (desk / into).write_text(done.stdout, encoding="utf-8", newline="")
    if command.output:
        assert fits(command.output, shown), f"{said}\n{difference(command.output, shown)}"


def _redirect(words: tuple[str, ...]) -> tuple[tuple[str, ...], str | None]:
    if len(words) > 2 and words[-2] == ">":
        return words[:-2], words[-1]
    return words, None


def _interpreter(words: tuple[str, ...]) -> tuple[str, ...]:
    if words[:1] != ("dragoman",) and words[:3] != ("python", "-m", "dragoman"):
        raise ValueError(f"only dragoman is run here, not: {' '.join(words)}")
    return sys.executable, "-m", "dragoman"


def _expanded(words: tuple[str, ...], desk: Path) -> Iterator[str]:
    for word in words[1 if words[0] == "dragoman" else 3 :]:
        matches = sorted(p.relative_to(desk).as_posix() for p in desk.glob(word)) if "*" in word else []
        yield from matches or [word]


def _environment() -> dict[str, str]:
    """The environment less what would colour or change the output, with a fixed width; compiled code is kept between runs."""
    colours = {"FORCE_COLOR", "PY_COLORS", "GITHUB_ACTIONS"}
    kept = {n: v for n, v in os.environ.items() if n not in colours and not n.startswith("DRAGOMAN_")}
    compiled = {
        "PYTHONDONTWRITEBYTECODE": "",
        "PYTHONPYCACHEPREFIX": str(Path(tempfile.gettempdir(), "dragoman-compiled")),
    }
    return kept | compiled | {"COLUMNS": "100", "NO_COLOR": "1", "TERM": "dumb", "PYTHONUTF8": "1"}


def fits(promised: tuple[str, ...], shown: str) -> bool:
    """Whether `shown` is what was promised; spaces at line ends do not count, ``...`` is any lines."""
    pattern = "".join(
        r"(?:.*\n)*?" if line.strip() == "..." else re.escape(line.rstrip()) + r"\n" for line in promised
    )
    return re.fullmatch(pattern, "".join(f"{line}\n" for line in _lines(shown))) is not None


def difference(promised: tuple[str, ...], shown: str) -> str:
    """A unified difference between the promised lines and the lines shown."""
    rows = difflib.unified_diff(promised, _lines(shown), "in the docs", "given now", lineterm="")
    return "\n".join(rows)


def _lines(shown: str) -> tuple[str, ...]:
    return tuple(line.rstrip() for line in shown.rstrip().splitlines())
