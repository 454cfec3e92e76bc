from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from dragoman.dates import Anchors, Kind, Role, resolve_text
from dragoman.model import Tense

Case = tuple[str, Tense, str, str]


def cases() -> Iterator[Case]:
    anchor, tense = "", Tense.UNKNOWN
    for line in (Path(__file__).parent / "expressions.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("@"):
            _, anchor, named = line.split()
            tense = Tense(named)
        elif line and not line.startswith("#"):
            words, _, value = line.rpartition(" = ")
            yield anchor, tense, words, value


CASES = list(cases())


def test_there_are_enough_cases() -> None:
    assert len(CASES) >= 250
    assert len(set(CASES)) == len(CASES)


@pytest.mark.parametrize(("anchor", "tense", "words", "wanted"), CASES)
def test_an_expression_has_its_value(anchor: str, tense: Tense, words: str, wanted: str) -> None:
    found = resolve_text(words, Anchors(metadata=None if anchor == "none" else anchor), tense=tense)
    if wanted == "none":
        assert all(one.value is None for one in found)
        return
    assert len(found) == 1, found
    one = found[0]
    if one.kind is not Kind.DATE:
        assert one.kind == wanted
        return
    role = "" if one.role is Role.IN else f"{one.role} "
    assert f"{role}{one.value}" == wanted
