"""The label inventories of all heads, in a fixed order, and their file."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from training.example import Example
from training.lemmas import script

#: Below this many occurrences in the training data a label is not learnt.
RARE_RELATION = 30
RARE_SCRIPT = 4
IGNORED = -100
NAMES = ("O", *(edge + kind for kind in ("PER", "ORG", "LOC", "MISC") for edge in ("B-", "I-")))
ROLE = ("O", "B", "I")


@dataclass(frozen=True)
class Labels:
    """Inventories by head name: upos, xpos, lemma, deprel, ner, source, cue, content."""

    names: dict[str, tuple[str, ...]]

    @cached_property
    def _at(self) -> dict[str, dict[str, int]]:
        return {head: {name: i for i, name in enumerate(names)} for head, names in self.names.items()}

    def size(self, head: str) -> int:
        """How many labels a head has."""
        return len(self.names[head])

    def number(self, head: str, name: str | None) -> int:
        """The number of a label, `IGNORED` where it is None or not learnt (a relation falls back on its stem)."""
        if name is None:
            return IGNORED
        at = self._at[head]
        if head == "deprel" and name not in at:
            name = name.partition(":")[0]
        return at.get(name, IGNORED)

    @classmethod
    def load(cls, path: Path) -> Labels:
        """Reads the file that `save` wrote."""
        read = json.loads(path.read_text(encoding="utf-8"))
        return cls({head: tuple(names) for head, names in read.items()})

    def save(self, path: Path) -> None:
        """Writes the inventories as JSON."""
        path.write_text(json.dumps(self.names, ensure_ascii=False) + "\n", encoding="utf-8")


def gather(examples: Iterable[Example]) -> Labels:
    """The inventories seen in parsed sentences, the frequent ones first, ties in alphabetical order."""
    seen: dict[str, Counter[str]] = {head: Counter() for head in ("upos", "xpos", "lemma", "deprel")}
    for example in examples:
        if example.heads is None:
            continue
        seen["upos"].update(example.upos or ())
        seen["xpos"].update(example.xpos or ())
        seen["deprel"].update(example.deprel or ())
        seen["lemma"].update(
            script(word, lemma) for word, lemma in zip(example.words, example.lemmas or (), strict=True)
        )
    return Labels(
        {
            "upos": tuple(sorted(seen["upos"])),
            "xpos": tuple(sorted(seen["xpos"])),
            "lemma": _frequent(seen["lemma"], RARE_SCRIPT),
            "deprel": _frequent(seen["deprel"], RARE_RELATION),
            "ner": NAMES,
            "source": ROLE,
            "cue": ROLE,
            "content": ROLE,
        }
    )


def _frequent(counts: Counter[str], least: int) -> tuple[str, ...]:
    kept = [(name, count) for name, count in counts.items() if count >= least]
    return tuple(name for name, _ in sorted(kept, key=lambda pair: (-pair[1], pair[0])))
