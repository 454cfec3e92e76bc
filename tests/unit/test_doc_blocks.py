"""The runner that proves the documentation is proved itself."""

import traceback
from pathlib import Path
from typing import Any

import pytest

from tests.docs.blocks import (
    Block,
    Command,
    blocks_in,
    commands_in,
    difference,
    fits,
    links_in,
    run_command,
    run_python,
)


def console(text: str) -> Block:
    return Block(language="console", text=text, line=10)


class TestBlocks:
    def test_a_file_without_blocks_gives_none(self) -> None:
        assert blocks_in("") == ()
        assert blocks_in("# Title\n\nProse with `code` and ```` ``` ```` in a line.\n") == ()

    def test_language_text_and_line_of_each(self) -> None:
        markdown = "intro\n\n```python\na = 1\n\nb = 2\n```\n~~~console title=x\n$ dragoman\n~~~\n"
        assert blocks_in(markdown) == (
            Block(language="python", text="a = 1\n\nb = 2", line=4),
            Block(language="console", text="$ dragoman", line=9),
        )

    def test_a_longer_fence_holds_a_shorter_one(self) -> None:
        (block,) = blocks_in("````text\n```python\n```\n````\n")
        assert block == Block(language="text", text="```python\n```", line=2)

    def test_a_block_in_a_list_loses_the_indent_of_the_list(self) -> None:
        (block,) = blocks_in("- see\n\n  ```python\n  if x:\n      y\n  ```\n")
        assert block.text == "if x:\n    y"

    def test_a_fence_without_a_language(self) -> None:
        assert blocks_in("```\nx\n```")[0].language == ""

    def test_an_open_block_is_a_mistake(self) -> None:
        with pytest.raises(ValueError, match="opened on line 2 is never closed"):
            blocks_in("a\n```python\nx = 1\n")

    def test_links_to_files_only(self) -> None:
        text = "[a](b/c.md) [d](e.md#part) [f](#part) [g](https://example.org/x) [h](mailto:a@example.org)"
        assert links_in(text) == ("b/c.md", "e.md")


class TestCommands:
    def test_each_command_with_its_output(self) -> None:
        assert commands_in(console("$ dragoman --version\ndragoman 1\n\n$ dragoman code 'a b'")) == (
            Command(line=10, words=("dragoman", "--version"), output=("dragoman 1",)),
            Command(line=13, words=("dragoman", "code", "a b"), output=()),
        )

    def test_a_command_over_two_lines(self) -> None:
        (command,) = commands_in(console("$ dragoman code \\\n  a.txt\nout"))
        assert command.words == ("dragoman", "code", "a.txt")
        assert command.output == ("out",)

    def test_echo_sets_the_exit_code_of_the_command_before(self) -> None:
        (command,) = commands_in(console("$ dragoman code no\nno such file\n$ echo $?\n2"))
        assert command.exit_code == 2
        assert command.output == ("no such file",)

    @pytest.mark.parametrize(
        "text", ["dragoman code", "out\n$ dragoman", "$ echo $?\n1", "$ dragoman\n$ echo $?"]
    )
    def test_what_cannot_be_meant_is_a_mistake(self, text: str) -> None:
        with pytest.raises(ValueError, match="line 1"):
            commands_in(console(text))

    def test_an_empty_block_holds_no_command(self) -> None:
        assert commands_in(console("")) == ()

    @pytest.mark.parametrize("words", [("rm", "-r", "x"), ("python", "x.py"), ("python", "-m", "pip"), ("",)])
    def test_only_dragoman_is_run(self, words: tuple[str, ...], tmp_path: Path) -> None:
        with pytest.raises(ValueError, match="only dragoman is run"):
            run_command(Command(line=1, words=words, output=()), tmp_path)

    def test_an_unexpected_exit_code_is_a_failure(self, tmp_path: Path) -> None:
        command = Command(line=7, words=("dragoman", "--help"), output=(), exit_code=99)
        with pytest.raises(AssertionError, match=r"line 7: \$ dragoman --help\nexit code"):
            run_command(command, tmp_path)


class TestFits:
    @pytest.mark.parametrize(
        ("promised", "shown", "fit"),
        [
            (("a", "b"), "a\nb\n", True),
            (("a  ", "b"), "a\nb   \n\n", True),
            (("a",), "a\nb\n", False),
            (("a", "..."), "a\nb\nc\n", True),
            (("a", "..."), "a\n", True),
            (("...", "c"), "a\nb\nc\n", True),
            (("a", "...", "d"), "a\nb\nc\n", False),
            (("a", "  ...", "c"), "a\n\nb\nc\n", True),
            (("a.c",), "abc\n", False),
            (("...",), "", True),
        ],
    )
    def test_lines_and_wildcards(self, promised: tuple[str, ...], shown: str, fit: bool) -> None:
        assert fits(promised, shown) is fit

    def test_the_difference_names_both_sides(self) -> None:
        rows = difference(("a", "b"), "a\nc\n")
        assert "-b" in rows
        assert "+c" in rows


class TestPython:
    def test_blocks_share_a_namespace(self) -> None:
        namespace: dict[str, Any] = {}
        run_python(Block(language="python", text="x = 1", line=3), namespace, "doc.md")
        run_python(Block(language="python", text="y = x + 1", line=9), namespace, "doc.md")
        assert namespace["y"] == 2

    def test_a_traceback_names_the_line_of_the_document(self) -> None:
        with pytest.raises(ZeroDivisionError) as caught:
            run_python(Block(language="python", text="x = 0\n1 / x", line=20), {}, "doc.md")
        last = traceback.extract_tb(caught.value.__traceback__)[-1]
        assert (last.filename, last.lineno) == ("doc.md", 21)
