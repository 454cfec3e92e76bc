"""Learns the weights of sentence boundaries: ``python -m training.boundaries TREEBANK... --out boundaries.csv``.

The treebanks (CoNLL-U, training files only) are turned back into raw text in three guises: single paragraphs, as a
layout gives them; whole documents with line breaks, some of them also wrapped at a width as plain text is; and
documents with blank lines. A logistic regression with an L1 penalty over the features of
`dragoman.language.gaps` keeps the few thousand features that matter. Needs numpy and scikit-learn, nothing of
which ships. The seed is fixed: the same files give the same table.
"""

from __future__ import annotations

import argparse
import csv
import random
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from dragoman.language.boundaries import IN_COMMENTS
from dragoman.language.gaps import ALWAYS, gaps
from training.raw import Document, Paragraph, Range, read_raw

SEED = 20
COMMON_AT_LEAST = 6
FEATURE_AT_LEAST = 3
WRAPPED = 0.35  # share of the documents that are wrapped in lines
TIGHT = 0.06  # share of the comments' paragraphs in which the spaces between sentences are left out
#: Added to what was learnt, in log-odds: cases of which the treebanks have only a handful, with as many exceptions.
BY_RULE = {
    "both=face|Title*": 1.2,
    "both=face|Title+": 1.0,
    "both=face|I": 1.2,
    "kind=.|Dotted|Title*": 1.0,  # "in the U.S. The ..."
}

Sample = tuple[tuple[str, ...], bool, float]


def main(arguments: Sequence[str] | None = None) -> None:
    """Read the treebanks, learn, write the table."""
    parser = argparse.ArgumentParser(prog="python -m training.boundaries", description=__doc__)
    parser.add_argument("treebank", nargs="+", type=Path)
    parser.add_argument("--out", required=True, type=Path)
    parser.add_argument("--strength", type=float, default=0.7, help="inverse of the L1 penalty")
    options = parser.parse_args(arguments)
    documents = [one for file in options.treebank for one in read_raw(file.read_text(encoding="utf-8"))]
    common = common_words(documents)
    samples = list(all_samples(documents, common))
    weights = learn(samples, options.strength)
    write(options.out, weights, common)
    print(
        f"{len(samples):,} gaps, {len(weights):,} weights, {len(common):,} common words -> {options.out.name}"
    )


def common_words(documents: Sequence[Document]) -> frozenset[str]:
    """Words that stand mostly in lower case inside sentences."""
    low: Counter[str] = Counter()
    high: Counter[str] = Counter()
    for document in documents:
        for paragraph in document.paragraphs:
            first = {start for start, _ in paragraph.sentences}
            for start, end in paragraph.words:
                word = paragraph.text[start:end]
                if word.isalpha() and len(word) > 1:
                    if word.islower():
                        low[word] += 1
                    elif start not in first:
                        high[word.lower()] += 1
    return frozenset(
        word for word, count in low.items() if count >= COMMON_AT_LEAST and count > 4 * high[word]
    )


def all_samples(documents: Sequence[Document], common: frozenset[str]) -> Iterator[Sample]:
    """Gaps with their answers and how much they count."""
    lots = random.Random(SEED)  # noqa: S311 - a draw, no secret
    for document in documents:
        begin = "" if is_edited(document) else IN_COMMENTS
        for paragraph in document.paragraphs:
            yield from _samples(paragraph.text, paragraph.sentences, common, begin)
        if begin:
            for paragraph in document.paragraphs:
                if len(paragraph.sentences) > 1 and lots.random() < TIGHT:
                    yield from _samples(*without_spaces(paragraph), common, begin, 0.5)
                text = with_lost_lines(paragraph, lots)
                if text != paragraph.text:
                    yield from _samples(text, paragraph.sentences, common, begin, 0.5)
        text, sentences = joined(document.paragraphs, lots.choice(("\n", "\n", "\n\n")))
        if lots.random() < WRAPPED:
            text = wrapped(text, lots.randrange(56, 80))
        yield from _samples(text, sentences, common, begin, 0.5)


def is_edited(document: Document) -> bool:
    """Whether the text went through an editor's hands: GUM's genres; EWT's are nearer to comments."""
    return document.name.startswith("GUM_")


def joined(paragraphs: Sequence[Paragraph], between: str) -> tuple[str, list[Range]]:
    """The paragraphs as one text, with their sentences."""
    sentences, at = [], 0
    for paragraph in paragraphs:
        sentences += [(at + start, at + end) for start, end in paragraph.sentences]
        at += len(paragraph.text) + len(between)
    return between.join(paragraph.text for paragraph in paragraphs), sentences


def without_spaces(paragraph: Paragraph) -> tuple[str, list[Range]]:
    """The paragraph as careless typists write it: no space between a stop and the next sentence."""
    text, sentences = "", []
    for start, end in paragraph.sentences:
        text += " " if text and text[-1] not in ".!?" else ""
        sentences.append((len(text), len(text) + end - start))
        text += paragraph.text[start:end]
    return text, sentences


def with_lost_lines(paragraph: Paragraph, lots: random.Random | None = None) -> str:
    """The paragraph with a line break where a sentence ends without an end mark.

    EWT keeps paragraphs but not line breaks; signatures, addresses, headings and list items run into each other.
    On the page there was a line break. With ``lots``, only most of them are put back, and a few false ones.
    """
    letters = list(paragraph.text)
    for (_, end), (start, _) in zip(paragraph.sentences, paragraph.sentences[1:], strict=False):
        bare = paragraph.text[end - 1] not in '.!?…:;"”)'
        if start - end == 1 and bare and (lots is None or lots.random() < 0.8):
            letters[end] = "\n"
    if lots is not None and "\n" in letters and lots.random() < 0.5:
        for at, letter in enumerate(letters):
            if letter == " " and lots.random() < 0.02:
                letters[at] = "\n"
    return "".join(letters)


def wrapped(text: str, width: int) -> str:
    """The same letters with lines broken at a width; places do not change."""
    letters = list(text)
    begin, last = 0, -1
    for at, letter in enumerate(text):
        if letter == "\n":
            begin, last = at + 1, -1
        elif letter == " ":
            last = at
        if at - begin >= width and last > begin:
            letters[last] = "\n"
            begin, last = last + 1, -1
    return "".join(letters)


def _samples(
    text: str, sentences: Sequence[Range], common: frozenset[str], begin: str, weight: float = 1.0
) -> Iterator[Sample]:
    starts = {start for start, _ in sentences}
    for gap in gaps(text, common):
        if "line=blank" not in gap.features:
            more = tuple(begin + feature for feature in gap.features) if begin else ()
            yield gap.features + more, gap.start in starts, weight


def learn(samples: Sequence[Sample], strength: float) -> dict[str, float]:
    """Weights of the features, those of no weight left out."""
    import numpy as np
    from scipy.sparse import csr_matrix
    from sklearn.linear_model import LogisticRegression

    counts = Counter(feature for features, _, _ in samples for feature in set(features))
    names = sorted(
        feature for feature, count in counts.items() if count >= FEATURE_AT_LEAST and feature != ALWAYS
    )
    index = {name: place for place, name in enumerate(names)}
    columns, edges = [], [0]
    for features, _, _ in samples:
        columns += [index[feature] for feature in sorted(set(features)) if feature in index]
        edges.append(len(columns))
    matrix = csr_matrix(
        (np.ones(len(columns)), np.array(columns, dtype=np.int32), np.array(edges, dtype=np.int64)),
        shape=(len(samples), len(names)),
    )
    answers = np.array([answer for _, answer, _ in samples])
    counting = np.array([weight for _, _, weight in samples])
    model = LogisticRegression(penalty="l1", C=strength, solver="liblinear", random_state=SEED, max_iter=200)
    model.fit(matrix, answers, sample_weight=counting)
    weights = {
        name: float(weight)
        for name, weight in zip(names, model.coef_[0], strict=True)
        if abs(weight) >= 0.0005
    }
    weights[ALWAYS] = float(model.intercept_[0])
    for name, more in BY_RULE.items():
        weights[name] = weights.get(name, 0.0) + more
    return weights


def write(file: Path, weights: dict[str, float], common: frozenset[str]) -> None:
    """The table, sorted, in thousandths."""
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("w", encoding="utf-8", newline="") as out:
        rows = csv.writer(out, lineterminator="\n")
        rows.writerow(("what", "value", "weight"))
        for name, weight in sorted(weights.items()):
            if round(weight * 1000):
                rows.writerow(("feature", name, round(weight * 1000)))
        for word in sorted(common):
            rows.writerow(("common", word, 0))


if __name__ == "__main__":
    main()
