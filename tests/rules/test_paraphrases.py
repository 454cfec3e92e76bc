"""Sentences such as agencies write, held against the codebook as a whole: shares that must not fall.

A file ``paraphrases-NAME.csv`` states its floors in its head: ``# floors: category 0.80, roles 0.70``. They are shares of
its sentences whose event that counts most has the category expected, and also the actors and recipients expected.
"""

import csv
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Self

import pytest

from bench.predict_actors import page_of
from dragoman.events import acts_of
from dragoman.events.clauses import Clauses
from dragoman.events.examples import expected_of, fits, shown
from dragoman.kit import load_kit
from dragoman.language import Sentence, parse, split
from dragoman.model import Block, BlockKind

FILES = sorted(Path(__file__).parent.glob("paraphrases-*.csv"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A sentence, and what of its expected event was found; ``got`` is the event found, as an example names it."""

    sentence: str
    expected: str
    category: bool
    mode: bool
    roles: bool
    got: str

    @classmethod
    def of(cls, sentence: str, expected: str) -> Self:
        kit, wanted = load_kit(), expected_of(expected)
        best = None
        for one in sentences(sentence):
            words = [word.text for word in one.words]
            assert one.parsed is not None
            clauses = Clauses(words, one.parsed, kit.codebook.known)
            for act in acts_of(words, one.parsed, kit.codebook)[:1]:
                if best is None or act.weight > best[0].weight:
                    best = act, clauses
        if best is None:
            return cls(
                sentence=sentence, expected=expected, category=False, mode=False, roles=False, got="nothing"
            )
        act, clauses = best
        category = act.category == wanted.category
        return cls(
            sentence=sentence,
            expected=expected,
            category=category,
            mode=category and act.mode == wanted.mode,
            roles=fits(replace(wanted, mode=None), act, clauses),
            got=f"{shown(act, clauses)} by {act.rule}",
        )


def sentences(text: str) -> tuple[Sentence, ...]:
    kit, page = load_kit(), page_of(text)
    block = Block(kind=BlockKind.PARAGRAPH, span=page.span(0, len(text)), path="line 1", rule="paraphrase")
    return parse(split(page, (block,), kit.boundaries)[0], kit.parser)[0]


def rows(path: Path) -> Iterator[tuple[str, str]]:
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    for row in csv.DictReader(lines, strict=True):
        yield row["sentence"], row["expected"]


def floors(path: Path) -> tuple[float, float]:
    found = re.search(r"^# floors: category ([01]\.\d+), roles ([01]\.\d+)$", path.read_text("utf-8"), re.M)
    assert found, f"{path.name} states no floors"
    return float(found[1]), float(found[2])


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_as_many_paraphrases_are_coded_right_as_before(path: Path) -> None:
    cases = [Case.of(*row) for row in rows(path)]
    wrong = [case for case in cases if not (case.roles and case.mode)]
    told = [f"{case.sentence}\n    {case.expected}\n    {case.got}\n" for case in wrong]
    category, mode, roles = (
        sum(getattr(case, what) for case in cases) / len(cases) for what in ("category", "mode", "roles")
    )
    told.append(
        f"{path.name}: {len(cases)} sentences, category {category:.3f}, mode {mode:.3f}, roles {roles:.3f}\n"
    )
    sys.stdout.writelines(told)
    least_category, least_roles = floors(path)
    assert category >= least_category
    assert roles >= least_roles


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_no_paraphrase_is_an_example_of_the_codebook(path: Path) -> None:
    examples = {example.sentence for example in load_kit().codebook.examples}
    given = [sentence for sentence, _ in rows(path)]
    assert len(set(given)) == len(given)
    assert not examples & set(given)
