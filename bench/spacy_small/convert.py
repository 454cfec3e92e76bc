"""The training and dev data of our language model in spaCy's format.

Usage: ``python -m bench.spacy_small.convert --shared ../shared --out FOLDER`` (needs spaCy). Writes
``syntax-train.spacy`` (EWT and GUM without its non-commercial genres), ``syntax-dev.spacy``, ``names-train.spacy``
(CrossNER's ai, literature, music, science, and politics train) and ``names-dev.spacy`` (politics dev). All files
are opened by :mod:`training.files`, which refuses a test split. The same seed gives the same files.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Iterator, Sequence
from importlib import import_module
from pathlib import Path
from typing import Any

from training.corpora import dev_corpora, training_corpora
from training.example import Example

#: Sentences that a document of the syntax data holds, one of these by chance: alone as they are measured, and in
#: company, because from raw text the parser finds the sentences' beginnings too.
SIZES = (1, 1, 2, 4, 8)
#: How often a sentence of politics train is shown: about the share of the pieces that our own recipe gives it.
POLITICS = 3


def grouped(examples: Sequence[Example], seed: int) -> Iterator[tuple[Example, ...]]:
    """Neighbouring sentences in documents of one of :data:`SIZES` each; every sentence is in exactly one."""
    chance = random.Random(seed)  # noqa: S311 - no secret
    at = 0
    while at < len(examples):
        size = chance.choice(SIZES)
        yield tuple(examples[at : at + size])
        at += size


def syntax_of(group: Sequence[Example]) -> dict[str, list[Any]]:
    """What ``spacy.tokens.Doc`` takes for sentences with trees: one entry a word in every list.

    ``heads`` counts words of the document from 0, a root is its own head; ``spaces`` says which words have white
    space after them; a root's relation is ``ROOT``, as spaCy writes it. Raises ValueError for a sentence without
    a tree.
    """
    out: dict[str, list[Any]] = {
        name: [] for name in ("words", "spaces", "tags", "pos", "lemmas", "heads", "deps", "sent_starts")
    }
    for one in group:
        if one.upos is None or one.xpos is None or one.lemmas is None or not one.heads or one.deprel is None:
            raise ValueError(f"a sentence of {one.source} has no tree")
        start = len(out["words"])
        out["words"] += one.words
        out["spaces"] += [not joined for joined in one.joined or (False,) * len(one.words)]
        out["tags"] += one.xpos
        out["pos"] += one.upos
        out["lemmas"] += [
            lemma if lemma != "_" else word for word, lemma in zip(one.words, one.lemmas, strict=True)
        ]
        out["heads"] += [start + (head - 1 if head else at) for at, head in enumerate(one.heads)]
        out["deps"] += [
            "ROOT" if head == 0 else name for head, name in zip(one.heads, one.deprel, strict=True)
        ]
        out["sent_starts"] += [at == 0 for at in range(len(one.words))]
    return out


def names_of(one: Example) -> tuple[list[tuple[str, int, int]], list[tuple[int, int]]]:
    """The names (kind, start, end) and the stretches of words whose kind is unknown; half-open, words from 0.

    Raises ValueError for a sentence without names.
    """
    if one.ner is None:
        raise ValueError(f"a sentence of {one.source} has no names")
    names: list[tuple[str, int, int]] = []
    unknown: list[tuple[int, int]] = []
    for at, tag in enumerate(one.ner):
        if tag is None:
            unknown.append((at, at + 1))
        elif tag[0] == "B" or (tag[0] == "I" and not (names and names[-1] == (tag[2:], names[-1][1], at))):
            names.append((tag[2:], at, at + 1))
        elif tag[0] == "I":
            names[-1] = (tag[2:], names[-1][1], at + 1)
    return names, unknown


def _syntax(examples: Sequence[Example], seed: int) -> Iterator[Any]:
    tokens, vocab = import_module("spacy.tokens"), import_module("spacy.vocab").Vocab()
    for group in grouped(examples, seed):
        yield tokens.Doc(vocab, **syntax_of(group))


def _names(examples: Sequence[Example]) -> Iterator[Any]:
    tokens, vocab = import_module("spacy.tokens"), import_module("spacy.vocab").Vocab()
    for one in examples:
        doc = tokens.Doc(vocab, words=list(one.words))
        names, unknown = names_of(one)
        doc.set_ents(
            [tokens.Span(doc, start, end, label=kind) for kind, start, end in names],
            missing=[doc[start:end] for start, end in unknown],
            default="outside",
        )
        yield doc


def _write(docs: Iterator[Any], file: Path) -> None:
    made = import_module("spacy.tokens").DocBin(docs=docs)
    made.to_disk(file)
    print(f"{file}: {len(made):,} documents")


def main(shared: Path, out: Path, seed: int) -> None:
    """Writes the four files into ``out``."""
    out.mkdir(parents=True, exist_ok=True)
    train, dev = training_corpora(shared, with_polnear=False), dev_corpora(shared)
    _write(_syntax([*train["ewt"], *train["gum"]], seed), out / "syntax-train.spacy")
    _write(_syntax([*dev["ewt"], *dev["gum"]], seed), out / "syntax-dev.spacy")
    _write(_names([*train["crossner"], *train["politics"] * POLITICS]), out / "names-train.spacy")
    _write(_names(dev["politics"]), out / "names-dev.spacy")


if __name__ == "__main__":
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--shared", type=Path, default=Path("../shared"))
    asked.add_argument("--out", type=Path, required=True)
    asked.add_argument("--seed", type=int, default=1)
    given = asked.parse_args()
    main(given.shared, given.out, given.seed)
