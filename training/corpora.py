"""The training examples by source, and the dev examples, from the folders that hold the data."""

from __future__ import annotations

from pathlib import Path

from training.articles import examples_in, paragraphs_of, shipped_boundaries
from training.attribution import read_articles, with_silver
from training.example import Example
from training.files import WHOLE, for_measuring, for_training
from training.names import read_silver, read_tagged
from training.treebank import documents_in, read_treebank

Corpora = dict[str, tuple[Example, ...]]


def training_corpora(shared: Path, *, with_polnear: bool = True, silver_weight: float = 0.5) -> Corpora:
    """What is learnt from: ewt, gum, crossner (four whole domains), politics (its train split), polnear."""
    data = shared / "data"
    cross = data / "ner" / "crossner"
    domains = [cross / domain / f"{split}.txt" for domain in WHOLE for split in ("train", "dev", "test")]
    found: Corpora = {
        "ewt": read_treebank(for_training(data / "ud" / "ewt-train.conllu"), "ewt"),
        # One document of GUM's dev file stands in its training file too.
        "gum": read_treebank(
            for_training(data / "ud" / "gum-train.conllu"),
            "gum",
            entities=True,
            without=documents_in(for_measuring(data / "ud" / "gum-dev.conllu")),
        ),
        "crossner": tuple(one for path in domains for one in read_tagged(for_training(path), "crossner")),
        "politics": read_tagged(for_training(cross / "politics" / "train.txt"), "politics"),
    }
    if with_polnear:
        articles = read_articles(for_training(shared / "eval" / "attribution" / "polnear_train.jsonl"))
        silver = read_silver(for_training(data / "ner" / "polnear_train_silver.jsonl.gz"))
        found["polnear"] = with_silver(articles, silver, silver_weight)
    return found


def dev_corpora(shared: Path) -> Corpora:
    """What is measured on while training."""
    data = shared / "data"
    articles = read_articles(for_measuring(shared / "eval" / "attribution" / "polnear_dev.jsonl"))
    boundaries = shipped_boundaries()
    return {
        "ewt": read_treebank(for_measuring(data / "ud" / "ewt-dev.conllu"), "ewt"),
        "gum": read_treebank(for_measuring(data / "ud" / "gum-dev.conllu"), "gum"),
        "politics": read_tagged(
            for_measuring(data / "ner" / "crossner" / "politics" / "dev.txt"), "politics"
        ),
        "polnear": tuple(
            one
            for article in articles
            for one in examples_in(article, tuple(paragraphs_of(article.text, boundaries)))
        ),
    }
