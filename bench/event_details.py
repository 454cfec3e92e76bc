"""Modes and contexts of given events against gold: ``python -m bench.event_details GOLD``.

Each row of the gold is a sentence with events; the event is given, so an act of its category is looked for in the sentence,
else the sentence's main act stands for it. The gold uses the names of PLOVER 0.5 (2016): the tables below say which names of
0.8 answer to them.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from bench.predict_actors import page_of
from dragoman.events import Act, acts_of
from dragoman.events.clauses import Clauses
from dragoman.events.contexts import contexts_of
from dragoman.events.modes import mode_of
from dragoman.kit import Kit, load_kit
from dragoman.language import Sentence, parse, split
from dragoman.model import Block, BlockKind

GOVERNMENT: Final = frozenset(
    {"executive", "legislative", "political_institutions", "pro_democracy", "pro_autocracy", "repression"}
)
RIGHTS: Final = frozenset(
    {"human_rights", "rights_freedoms", "repression", "gender", "lgbt", "pro_democracy"}
)
#: The contexts of 0.8 that answer to one of 0.5. What answers to none of them is not scored.
CONTEXTS: Final[Mapping[str, frozenset[str]]] = {
    "military": frozenset({"military", "peacekeeping", "intelligence"}),
    "diplomatic": frozenset({"diplomatic"}),
    "foreign": frozenset({"diplomatic"}),
    "political": GOVERNMENT,
    "government": GOVERNMENT,
    "legal": frozenset({"legal", "crime", "corruption", "illegal_drugs", "trafficking"}),
    "economic": frozenset({"economic"}),
    "assets": frozenset({"economic", "reparations", "natural_resource", "territory"}),
    "resource": frozenset({"natural_resource", "territory", "environment"}),
    "resources": frozenset({"natural_resource", "territory", "environment"}),
    "terrorism": frozenset({"terrorism"}),
    "refugee": frozenset({"asylum", "migration"}),
    "refugees": frozenset({"asylum", "migration"}),
    "rights": RIGHTS,
    "discrimination": frozenset({"religion_ethnicity", "inequality"}),
    "religion": frozenset({"religion_ethnicity"}),
    "election": frozenset({"election"}),
    "cbrn": frozenset({"cbrn"}),
    "cyber": frozenset({"cyber"}),
}
KNOWN: Final = frozenset(name for names in CONTEXTS.values() for name in names)
#: A mode of 0.8 that answers to one of 0.5. ``other`` has none and is not scored.
MODES: Final[Mapping[str, frozenset[str]]] = {
    "host": frozenset({"visit"}),
    "confiscate": frozenset({"seize"}),
    "detain": frozenset({"arrest"}),
    "riot-spon": frozenset({"riot"}),
    "demo-org": frozenset({"demo"}),
    "demo-spon": frozenset({"demo"}),
    "strike-hun": frozenset({"hunger"}),
    "strike-gen": frozenset({"strike"}),
    "assassinate": frozenset({"targeted"}),
    "ban": frozenset({"restrict"}),
    "political": frozenset({"restrict"}),
}
#: What 0.8 says otherwise of some pairs of category and older mode: curfews threatened are restrictions, destruction is
#: an assault, and air attacks are no heavy weapons.
PAIRS: Final[Mapping[tuple[str, str], frozenset[str]]] = {
    ("THREATEN", "curfew"): frozenset({"restrict"}),
    ("THREATEN", "martial-law"): frozenset({"restrict"}),
    ("ASSAULT", "heavy-weapons"): frozenset({"heavy-weapons", "aerial"}),
}

#: Where 0.8 counts a pair of category and older mode to another category, acts of that one are looked for.
CATEGORIES: Final[Mapping[tuple[str, str], str]] = {
    ("COERCE", "destroy"): "ASSAULT",
    ("COERCE", "firearms"): "ASSAULT",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What gold and we say of one event; a mode of gold is a set of names that answer to it."""

    record: str
    category: str
    same: bool
    modes: frozenset[str]
    mode: str | None
    wanted: tuple[frozenset[str], ...]
    contexts: tuple[str, ...]


def answers(rows: Sequence[Mapping[str, Any]], kit: Kit) -> Iterator[Answer]:
    """An answer for each event of the gold."""
    for row in rows:
        page = page_of(row["text"])
        block = Block(
            kind=BlockKind.PARAGRAPH, span=page.span(0, len(row["text"])), path="line 1", rule="given"
        )
        read = [
            (clauses, acts_of(clauses.words, clauses.parsed, kit.codebook))
            for one in parse(split(page, (block,), kit.boundaries)[0], kit.parser)[0]
            for clauses in _clauses(one, kit)
        ]
        for event in row["events"]:
            yield _answer(event, read, kit)


def _clauses(sentence: Sentence, kit: Kit) -> Iterator[Clauses]:
    if sentence.parsed is not None and sentence.words:
        yield Clauses([word.text for word in sentence.words], sentence.parsed, kit.codebook.known)


def _answer(event: Mapping[str, Any], read: Sequence[tuple[Clauses, tuple[Act, ...]]], kit: Kit) -> Answer:
    category = CATEGORIES.get((event["type"], event["mode"]), event["type"])
    every = [(clauses, act) for clauses, acts in read for act in acts]
    same = [(clauses, act) for clauses, act in every if act.category == category]
    given = next(iter(same or every), None)
    mode: str | None = None
    contexts: tuple[str, ...] = ()
    if given is not None:
        clauses, act = given
        mode = mode_of(act, clauses, kit.codebook.details)
        contexts = contexts_of(clauses.words, clauses.lemmas, act.trigger, kit.codebook.details)
    elif read:
        contexts = contexts_of(read[0][0].words, read[0][0].lemmas, (), kit.codebook.details)
    older = event["mode"]
    modes = PAIRS.get((category, older)) or MODES.get(older) or frozenset({older} - {None, "other"})
    return Answer(
        record=event["record"],
        category=category,
        same=bool(same),
        modes=modes,
        mode=mode,
        wanted=tuple(CONTEXTS[name] for name in event["context"] if name in CONTEXTS),
        contexts=tuple(name for name in contexts if name in KNOWN),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Scores:
    """Accuracy of modes, and precision, recall and F1 of contexts, each in 0..1 with its counts."""

    modes: int
    modes_right: int
    wanted: int
    given: int
    hit: int
    right: int
    first: int
    events: int

    @property
    def accuracy(self) -> float:
        """Modes that are right, of the events to which gold gives one."""
        return self.modes_right / self.modes if self.modes else 0.0

    @property
    def precision(self) -> float:
        """Contexts given that answer to one of gold."""
        return self.right / self.given if self.given else 0.0

    @property
    def recall(self) -> float:
        """Contexts of gold that one given answers to."""
        return self.hit / self.wanted if self.wanted else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of the two."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def scores(found: Sequence[Answer]) -> Scores:
    """The scores over all events; contexts only where gold has one."""
    moded = [one for one in found if one.modes]
    told = [one for one in found if one.wanted]
    return Scores(
        modes=len(moded),
        modes_right=sum(one.mode in one.modes for one in moded),
        wanted=sum(len(one.wanted) for one in told),
        given=sum(len(one.contexts) for one in told),
        hit=sum(any(name in names for name in one.contexts) for one in told for names in one.wanted),
        right=sum(any(name in names for names in one.wanted) for one in told for name in one.contexts),
        first=sum(any(one.contexts[0] in names for names in one.wanted) for one in told if one.contexts),
        events=len(told),
    )


def table(found: Sequence[Answer]) -> str:
    """The table of the results file."""
    all_, met = scores(found), scores([one for one in found if one.same])
    lines = ["| events | n | mode right | accuracy | contexts P | R | F1 | first context right |"]
    lines.append("|---|---|---|---|---|---|---|---|")
    for label, size, one in (
        ("all", len(found), all_),
        ("act of the category found", sum(answer.same for answer in found), met),
    ):
        lines.append(
            f"| {label} | {size} | {one.modes_right} of {one.modes} | {one.accuracy:.3f} | {one.precision:.3f} "
            f"| {one.recall:.3f} | {one.f1:.3f} | {one.first} of {one.events} |"
        )
    return "\n".join(lines)


def by_context(found: Sequence[Answer]) -> str:
    """Of each context given, how often it answers to gold."""
    given: Counter[str] = Counter()
    right: Counter[str] = Counter()
    for one in found:
        for name in one.contexts if one.wanted else ():
            given[name] += 1
            right[name] += any(name in names for names in one.wanted)
    lines = ["| context | given | right |", "|---|---|---|"]
    lines += [f"| {name} | {count} | {right[name]} |" for name, count in given.most_common()]
    return "\n".join(lines)


def main() -> None:
    """Print the tables; with ``--errors`` the events that are wrong as well."""
    reader = argparse.ArgumentParser(description=__doc__)
    reader.add_argument("gold", type=Path)
    reader.add_argument("--errors", action="store_true")
    given = reader.parse_args()
    rows = [json.loads(line) for line in given.gold.read_text(encoding="utf-8").splitlines() if line.strip()]
    found = list(answers(rows, load_kit()))
    print(table(found), by_context(found), sep="\n\n")
    for one in found if given.errors else ():
        if one.modes and one.mode not in one.modes:
            print(f"{one.record}: mode {one.mode}, not {'/'.join(sorted(one.modes))}, found={one.same}")
        missed = [names for names in one.wanted if not names & set(one.contexts)]
        extra = [name for name in one.contexts if not any(name in names for names in one.wanted)]
        if one.wanted and (missed or extra):
            print(f"{one.record}: missed {[min(n) for n in missed]}, extra {extra}, all {one.contexts}")


if __name__ == "__main__":
    main()
