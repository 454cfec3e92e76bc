"""The weights of pronoun resolution, fitted on GUM's training part, and their figures on its dev part.

Usage: ``python -m training.coreference ../shared/data/ud [--sorts | --ship]``; ``--sorts`` writes first what nouns stand
for. Every pronoun of the third person that GUM gives a
phrase before it is a choice among the phrases that fit; right is any phrase of the same entity. The ranking is fitted by
gradient steps on the logarithm of the probability of the right ones, with an L2 penalty chosen on five folds of documents
of the training part. GUM (v11, the genres without a non-commercial clause) is CC BY 4.0: NOTICE names it.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np

from dragoman.actors.antecedents import Head, traits
from dragoman.actors.pronouns import choices
from dragoman.kit import load_kit
from dragoman.language import Parsed, Parser

_MARK: Final = re.compile(r"\(\d+[^()]*\)?|\d+\)")
_PENALTIES: Final = (0.3, 1.0, 3.0)
_STEPS: Final = 300
_SORTS: Final = {
    "person": "person",
    "organization": "org",
    "place": "place",
    "time": "time",
    "event": "event",
}
_SORTS_TARGET: Final = Path("src/dragoman/knowledge/actors/words/sorts.csv")
TARGET: Final = Path("src/dragoman/knowledge/actors/words/coreference.csv")


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """Sentences as words and parses, and the entity of each word that heads a phrase, by (sentence, word)."""

    name: str
    sentences: tuple[tuple[int, tuple[str, ...], Parsed], ...]
    entities: Mapping[tuple[int, int], frozenset[str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """The traits of each fitting phrase of one pronoun, and which are right."""

    document: str
    pronoun: Head
    fitting: tuple[Head, ...]
    rows: tuple[tuple[str, ...], ...]
    right: tuple[bool, ...]


def documents(path: Path, parser: Parser) -> Iterator[Document]:
    """The documents of a GUM file, parsed as pages are."""
    for text in path.read_text(encoding="utf-8").split("# newdoc id = ")[1:]:
        name, _, rest = text.partition("\n")
        words: list[tuple[str, ...]] = []
        entities: dict[tuple[int, int], set[str]] = {}
        for block in rest.split("\n\n"):
            rows = [line.split("\t") for line in block.split("\n") if line[:1].isdigit()]
            rows = [row for row in rows if row[0].isdigit()]
            if rows:
                _entities(rows, len(words), entities)
                words.append(tuple(row[1] for row in rows))
        parsed = parser.parse(words)
        yield Document(
            name=name,
            sentences=tuple(
                (at, one, tree) for at, (one, tree) in enumerate(zip(words, parsed, strict=True))
            ),
            entities={place: frozenset(names) for place, names in entities.items()},
        )


def _entities(rows: Sequence[Sequence[str]], number: int, entities: dict[tuple[int, int], set[str]]) -> None:
    """Note for each phrase of a sentence the entity of its head."""
    for name, _, head in _phrases(rows):
        entities.setdefault((number, head), set()).add(name)


def _phrases(rows: Sequence[Sequence[str]]) -> Iterator[tuple[str, str, int]]:
    """The entity, sort and head of each phrase of a sentence: the head is the word whose own head lies outside."""
    opened: dict[str, list[tuple[int, str]]] = {}
    tree = [int(row[6]) - 1 for row in rows]
    for at, row in enumerate(rows):
        marks = next((part[7:] for part in row[9].split("|") if part.startswith("Entity=")), "")
        for mark in _MARK.findall(marks):
            name = mark.strip("()").split("-")[0]
            if mark.startswith("("):
                opened.setdefault(name, []).append((at, mark.split("-")[1]))
            if mark.endswith(")") and opened.get(name):
                start, sort = opened[name].pop()
                inside = range(start, at + 1)
                yield name, sort, next((word for word in inside if tree[word] not in inside), at)


def sorts(path: Path) -> dict[str, str]:
    """What nouns stand for in a GUM file: those met twice at least, seven times of ten for the same."""
    counts: dict[str, Counter[str]] = {}
    for block in path.read_text(encoding="utf-8").split("\n\n"):
        rows = [row for line in block.split("\n") if (row := line.split("\t"))[0].isdigit()]
        for _, sort, head in _phrases(rows):
            if rows[head][3] == "NOUN" and rows[head][2].isalpha():
                counts.setdefault(rows[head][2].lower(), Counter())[_SORTS.get(sort, "thing")] += 1
    best = {noun: (count.most_common(1)[0], count.total()) for noun, count in counts.items()}
    return {
        noun: sort
        for noun, ((sort, most), total) in sorted(best.items())
        if total >= 2 and most >= 0.7 * total
    }


def collect(found: Sequence[Document]) -> list[Choice]:
    """All choices of some documents; those without a right answer among the phrases that fit are kept too."""
    lexicon = load_kit().actors.lexicon
    out = []
    for document in found:
        for pronoun, fitting, counts in choices(document.sentences, lexicon):
            own = document.entities.get((pronoun.sentence, pronoun.word), frozenset())
            before = {
                name
                for place, names in document.entities.items()
                if place < (pronoun.sentence, pronoun.word)
                for name in names
            }
            if not own & before:
                continue  # nothing before it is meant
            rows = tuple(
                tuple(traits(pronoun, other, counts[other.text], between))
                for between, other in enumerate(fitting)
            )
            right = tuple(
                bool(own & document.entities.get((o.sentence, o.word), frozenset())) for o in fitting
            )
            out.append(
                Choice(document=document.name, pronoun=pronoun, fitting=fitting, rows=rows, right=right)
            )
    return out


def fit(given: Sequence[Choice], penalty: float) -> dict[str, float]:
    """The weights of traits seen at least three times."""
    counts: dict[str, int] = {}
    for one in given:
        for row in one.rows:
            for trait in row:
                counts[trait] = counts.get(trait, 0) + 1
    names = [name for name, count in counts.items() if count >= 3]
    index = {name: at for at, name in enumerate(names)}
    taught = [one for one in given if any(one.right)]
    owner = np.concatenate([np.full(len(one.rows), at) for at, one in enumerate(taught)])
    rows = [row for one in taught for row in one.rows]
    cells = [(at, index[trait]) for at, row in enumerate(rows) for trait in row if trait in index]
    row_of = np.array([at for at, _ in cells])
    column = np.array([at for _, at in cells])
    right = np.array([yes for one in taught for yes in one.right])
    weights, moment, square = (np.zeros(len(names)) for _ in range(3))
    for step in range(1, _STEPS + 1):
        scores = np.bincount(row_of, weights[column], len(rows))
        top = np.full(len(taught), -np.inf)
        np.maximum.at(top, owner, scores)
        exps = np.exp(scores - top[owner])
        total = np.bincount(owner, exps, len(taught))
        good = np.bincount(owner, exps * right, len(taught))
        slope = exps / total[owner] - exps * right / np.maximum(good, 1e-12)[owner]
        gradient = np.bincount(column, slope[row_of], len(names)) + penalty * weights
        moment = 0.9 * moment + 0.1 * gradient
        square = 0.999 * square + 0.001 * gradient**2
        weights -= 0.05 * (moment / (1 - 0.9**step)) / (np.sqrt(square / (1 - 0.999**step)) + 1e-8)
    return dict(zip(names, weights.tolist(), strict=True))


def accuracy(given: Sequence[Choice], weights: Mapping[str, float]) -> dict[str, tuple[int, int]]:
    """Right answers and pronouns, by pronoun and in all."""
    out: dict[str, tuple[int, int]] = {}
    for one in given:
        scores = [sum(weights.get(trait, 0.0) for trait in row) for row in one.rows]
        hit = one.right[max(range(len(scores)), key=scores.__getitem__)]
        for name in (one.pronoun.group or "", "all"):
            right, count = out.get(name, (0, 0))
            out[name] = (right + hit, count + 1)
    return out


def curve(given: Sequence[Choice], weights: Mapping[str, float]) -> Iterator[tuple[float, float, float]]:
    """Share answered and share right of these, when only links at or above a probability are taken."""
    scored = []
    for one in given:
        scores = np.array([sum(weights.get(trait, 0.0) for trait in row) for row in one.rows])
        best = int(scores.argmax())
        scored.append((float(1 / np.exp(scores - scores[best]).sum()), one.right[best]))
    for least in (0.0, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9):
        taken = [right for score, right in scored if score >= least]
        yield least, len(taken) / len(scored), sum(taken) / max(1, len(taken))


def main(arguments: list[str]) -> int:
    """Fit, print the figures, and with ``--ship`` write the weights."""
    folder = Path(arguments[0])
    if "--sorts" in arguments:
        note = '"# what a noun stands for most often in the training part of GUM (CC BY 4.0)"'
        rows = "".join(f"{noun},{sort}\n" for noun, sort in sorts(folder / "gum-train.conllu").items())
        _SORTS_TARGET.write_text(f"noun,sort\n{note}\n{rows}", encoding="utf-8")
        return 0
    parser = load_kit().parser
    train = collect(tuple(documents(folder / "gum-train.conllu", parser)))
    dev = collect(tuple(documents(folder / "gum-dev.conllu", parser)))
    names = sorted({one.document for one in train})
    best = (0.0, 0.0)
    for penalty in _PENALTIES:
        right = count = 0
        for fold in range(5):
            held = set(names[fold::5])
            weights = fit([one for one in train if one.document not in held], penalty)
            hits, size = accuracy([one for one in train if one.document in held], weights)["all"]
            right, count = right + hits, count + size
        print(f"penalty {penalty}: five folds {right / count:.3f} of {count}")
        best = max(best, (right / count, penalty))
    weights = fit(train, best[1])
    for name, (right, count) in sorted(accuracy(dev, weights).items()):
        print(f"dev {name}: {right / count:.3f} of {count}")
    nearest = sum(one.right[0] for one in dev) / len(dev)
    print(
        f"dev, the nearest phrase that fits: {nearest:.3f}; any right: {sum(any(o.right) for o in dev) / len(dev):.3f}"
    )
    for least, answered, precision in curve(dev, weights):
        print(f"dev, probability at least {least}: answered {answered:.3f}, right of these {precision:.3f}")
    if "--ship" in arguments:
        kept = {name: weight for name, weight in sorted(weights.items()) if abs(weight) >= 0.02}
        TARGET.write_text(
            "trait,weight\n" + "".join(f"{name},{weight:.2f}\n" for name, weight in kept.items()),
            encoding="utf-8",
        )
        print(f"{TARGET}: {len(kept)} traits")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
