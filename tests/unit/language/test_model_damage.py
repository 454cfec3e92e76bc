"""Every way a file of the model can be missing, cut or changed: refused, naming the file and how to mend it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from bench import predict
from dragoman.errors import KnowledgeError
from dragoman.kit import ROOMS, load_kit
from dragoman.language.model_files import DIGESTS, FILES, LABELS, MEND, digests_of, read_files
from tests.shipped import KNOWLEDGE, model_files


@pytest.fixture(scope="module")
def files() -> dict[str, bytes]:
    return model_files()


def refused(files: dict[str, bytes], name: str) -> None:
    with pytest.raises(KnowledgeError) as error:
        read_files(files)
    assert name in str(error.value)
    assert MEND in str(error.value)


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("left", [0, 1, 100, -100, -1])
def test_a_cut_file(files: dict[str, bytes], name: str, left: int) -> None:
    refused(files | {name: files[name][:left]}, name)


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("place", [0, 1, 2])
@pytest.mark.parametrize("bit", [1, 128])
def test_one_byte_changed(files: dict[str, bytes], name: str, place: int, bit: int) -> None:
    data = bytearray(files[name])
    data[place * (len(data) - 1) // 2] ^= bit
    refused(files | {name: bytes(data)}, name)


@pytest.mark.parametrize("name", FILES)
def test_something_added_at_the_end(files: dict[str, bytes], name: str) -> None:
    refused(files | {name: files[name] + b"\n"}, name)


@pytest.mark.parametrize(("one", "other"), [(FILES[at - 1], FILES[at]) for at in range(len(FILES))])
def test_two_files_that_changed_places(files: dict[str, bytes], one: str, other: str) -> None:
    refused(files | {one: files[other], other: files[one]}, "is damaged or of another version")


@pytest.mark.parametrize("name", FILES)
def test_a_file_of_another_export(files: dict[str, bytes], name: str) -> None:
    lines = files[DIGESTS].decode("ascii").splitlines(keepends=True)
    others = "".join(f"{'0' * 64}  {name}\n" if line.split()[1] == name else line for line in lines)
    refused(files | {DIGESTS: others.encode("ascii")}, name)
    without = "".join(line for line in lines if line.split()[1] != name)
    refused(files | {DIGESTS: without.encode("ascii")}, name)


@pytest.mark.parametrize("data", [b"", b"\xff\xfe\x00", b"no digest here\n"])
def test_digests_that_cannot_be_read(files: dict[str, bytes], data: bytes) -> None:
    refused(files | {DIGESTS: data}, DIGESTS)


@pytest.mark.parametrize(
    "changed",
    [
        {"more": 3},
        {"more": None},
        {"more": "text"},
        {"more": ["a", 3]},
        {"more": ["a", "a"]},
        {"upos": ["NOUN", "NOUN"]},
        {"ner": []},
        {"cue": None},
    ],
    ids=str,
)
def test_labels_that_are_not_lists_of_distinct_strings(
    files: dict[str, bytes], changed: dict[str, Any]
) -> None:
    data = json.dumps(json.loads(files[LABELS]) | changed).encode()
    fresh = files | {LABELS: data}
    fresh[DIGESTS] = digests_of(fresh)
    refused(fresh, f"{LABELS}: {next(iter(changed))} must be a list of ")


def test_what_helps_is_said_for_those_with_pip_and_those_with_a_clone() -> None:
    assert MEND.startswith("Install the language model again")
    assert "`pip install --force-reinstall dragoman`" in MEND
    assert "`git checkout -- src/dragoman/knowledge/model`" in MEND


@pytest.mark.parametrize("name", [*FILES, DIGESTS])
def test_the_kit_and_the_door_say_it_too(
    files: dict[str, bytes],
    name: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    knowledge, folder = tmp_path / "knowledge", tmp_path / "knowledge" / "model"
    folder.mkdir(parents=True)
    for room in ROOMS:
        (knowledge / room).symlink_to(KNOWLEDGE / room, target_is_directory=True)
    for other in (*FILES, DIGESTS):
        if other != name:
            (folder / other).write_bytes(files[other])
    with pytest.raises(KnowledgeError) as error:
        load_kit(knowledge)
    assert f"{name} is missing. {MEND}" in str(error.value)
    monkeypatch.setenv("DRAGOMAN_MODEL", str(folder))
    source = tmp_path / "in.txt"
    source.write_text("He left .\n", encoding="utf-8")
    assert predict.main(["parse", str(source), str(tmp_path / "out")]) == 2
    assert f"{name} is missing. {MEND}" in capsys.readouterr().err
