"""Closed classes of news English in made sentences: ``kinds.toml`` gives members and templates, each pair is a test."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from bench.gold_statements import shape, statements_in
from tests.gold.score_statements import ENOUGH, f1, same_source, span_of, tokens

FILE = Path(__file__).with_name("kinds.toml")
_MARK = re.compile(r"[<>\[\]{}]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A made sentence; spans are code points of ``text``, None where nothing is marked."""

    row: str
    text: str
    source: list[int] | None
    content: list[int] | None
    topic: list[int] | None
    kind: str
    polarity: str
    certainty: str


def cases() -> Iterator[Case]:
    """Every member of every class in every template of its class, without those the class leaves out."""
    for row in tomllib.loads(FILE.read_text(encoding="utf-8"))["class"]:
        silent = row["kind"] == "withheld"
        for template in row["templates"]:
            for member in row["members"]:
                if any(_is_left_out(one, member, template) for one in row.get("skip", [])):
                    continue
                text, spans = _unmarked(_capital(template.replace("*", member).replace(" ’", "’")))
                yield Case(
                    row=row["id"],
                    text=text,
                    source=spans.get("<"),
                    content=spans.get("["),
                    topic=spans.get("{"),
                    kind=row["kind"],
                    polarity=row.get("polarity", "unknown" if silent else "positive"),
                    certainty=row.get("certainty", "unknown" if silent else "certain"),
                )


def _is_left_out(one: str, member: str, template: str) -> bool:
    """Whether a member is left out ("Should") or only in templates with some words ("Should: said that")."""
    name, _, words = one.partition(":")
    return name == member and words.strip() in template


def _capital(marked: str) -> str:
    at = next(place for place, letter in enumerate(marked) if letter.isalnum())
    return marked[:at] + marked[at].upper() + marked[at + 1 :]


def _unmarked(marked: str) -> tuple[str, dict[str, list[int]]]:
    text, spans, at = "", {}, 0
    opened: dict[str, int] = {}
    closing = {">": "<", "]": "[", "}": "{"}
    for match in _MARK.finditer(marked):
        text += marked[at : match.start()]
        at = match.end()
        if match.group() in closing:
            spans[closing[match.group()]] = [opened[closing[match.group()]], len(text)]
        else:
            opened[match.group()] = len(text)
    return text + marked[at:], spans


CASES = tuple(cases())


def fault(case: Case) -> str | None:
    """What is wrong with the statements found in a sentence, in words; None where the expected one is among them."""
    found = [shape(one) for one in statements_in(case.text)]
    heard = [one for one in found if _meets(case, one)]
    if not heard:
        return f"not found, but {[_told(case.text, one) for one in found]}"
    best = max(heard, key=lambda one: _as_wanted(case, one))
    return None if _as_wanted(case, best) else f"wrong: {[_told(case.text, one) for one in heard]}"


def _meets(case: Case, one: dict[str, Any]) -> bool:
    if case.source is not None:
        layers = one["chain"]
        if not layers or not same_source(case.text, {"source": case.source}, layers[-1]):
            return False
    if case.kind == "withheld":
        topic = span_of(one["topic"])
        if one["style"] != "silence" or (case.topic is None) is not (topic is None):
            return case.topic is None and one["style"] == "silence"
        return topic is None or case.topic is None or _alike(case.text, [case.topic], [topic])
    return case.content is not None and _alike(case.text, [case.content], one["content"])


def _alike(text: str, wanted: list[list[int]], given: list[list[int]]) -> bool:
    return f1(tokens(text, wanted), tokens(text, given)) >= ENOUGH


def _as_wanted(case: Case, one: dict[str, Any]) -> bool:
    how = one["factuality"]
    return (how["kind"], how["polarity"], how["certainty"]) == (case.kind, case.polarity, case.certainty)


def _told(text: str, one: dict[str, Any]) -> str:
    how = one["factuality"]
    content = " … ".join(text[start:end] for start, end in one["content"])
    sources = [span_of(layer["source"]) for layer in one["chain"]]
    chain = " > ".join("?" if span is None else text[slice(*span)] for span in sources)
    return f"{chain}: {one['style']} {how['kind']} {how['polarity']} {how['certainty']} ({content})"


@pytest.mark.parametrize("case", CASES, ids=lambda one: f"{one.row}: {one.text[:60]}")
def test_the_members_of_a_class_make_its_kind(case: Case) -> None:
    assert fault(case) is None


def test_there_are_several_hundred_sentences_and_no_two_are_the_same() -> None:
    texts = [case.text for case in CASES]
    assert len(texts) > 500
    assert len(set(texts)) == len(texts)
