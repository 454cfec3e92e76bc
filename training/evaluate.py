"""The dev table of a model, through the shared scorers: parses, names and attributions."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from training.attribution import Article, read_articles
from training.example import Example
from training.files import for_measuring
from training.linking import attributions_of
from training.names import read_tagged
from training.pieces import quoted
from training.rough import divided
from training.tags import Layers
from training.treebank import read_treebank

Predictor = Callable[[Sequence[Example]], list[Layers]]


def dev_table(
    predict: Predictor, shared: Path, work: Path, dictionary: Mapping[str, str], limit: int | None = None
) -> dict[str, float]:
    """Figures by name, in per cent; predictions and inputs are written to `work`. `limit` cuts every set short."""
    work.mkdir(parents=True, exist_ok=True)
    out: dict[str, float] = {}
    for name in ("ewt", "gum"):
        gold = for_measuring(shared / "data" / "ud" / f"{name}-dev.conllu")
        out |= {
            f"{name}.{key}": value
            for key, value in _parse(predict, shared, work, gold, dictionary, limit).items()
        }
    tagged = {
        "politics": shared / "data/ner/crossner/politics/dev.txt",
        "uner": shared / "data/ner/uner-ewt-dev.txt",
    }
    for name, path in tagged.items():
        out |= {
            f"{name}.{key}": value
            for key, value in _names(predict, shared, work, for_measuring(path), limit).items()
        }
    articles = read_articles(for_measuring(shared / "eval" / "attribution" / "polnear_dev.jsonl"))
    return out | _attribution(predict, shared, work, articles[:limit])


def _score(script: Path, *arguments: object) -> str:
    command = [sys.executable, str(script), *map(str, arguments)]
    # S603: the scorer that the caller named, with files of our own making.
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout  # noqa: S603


def _parse(
    predict: Predictor, shared: Path, work: Path, gold: str, dictionary: Mapping[str, str], limit: int | None
) -> dict[str, float]:
    blocks = [block for block in gold.replace("\r", "").split("\n\n") if block.strip()][:limit]
    (work / "gold.conllu").write_text("\n\n".join(blocks) + "\n\n", encoding="utf-8")
    examples = read_treebank((work / "gold.conllu").read_text(encoding="utf-8"), "dev")
    layers = predict([_alone(one) for one in examples])
    text = "".join(conllu(one, found, dictionary) for one, found in zip(examples, layers, strict=True))
    (work / "found.conllu").write_text(text, encoding="utf-8")
    printed = _score(shared / "eval/language/score_parse.py", work / "gold.conllu", work / "found.conllu")
    words = printed.splitlines()[1].split()
    return {
        name.lower(): round(100 * float(value), 2)
        for name, value in zip(words[::2], words[1::2], strict=True)
    }


def _alone(example: Example) -> Example:
    """The example as the predict task sees it: one sentence, nothing known of what stands before."""
    return Example(source=example.source, words=example.words, inside=quoted(example.words)[0])


def conllu(example: Example, layers: Layers, dictionary: Mapping[str, str]) -> str:
    """A sentence in CoNLL-U; lemmas from the dictionary of the training treebanks where it knows the word."""
    lines = []
    for at, word in enumerate(example.words):
        upos, xpos = layers["upos"][at], layers["xpos"][at]
        lemma = dictionary.get(f"{word.lower()}\t{xpos}", layers["lemma"][at])
        fields = (at + 1, word, lemma, upos, xpos, "_", layers["heads"][at], layers["deprel"][at], "_", "_")
        lines.append("\t".join(map(str, fields)))
    return "\n".join(lines) + "\n\n"


def _names(predict: Predictor, shared: Path, work: Path, gold: str, limit: int | None) -> dict[str, float]:
    blocks = [block for block in gold.replace("\r", "").split("\n\n") if block.strip()][:limit]
    (work / "gold.txt").write_text("\n\n".join(blocks) + "\n\n", encoding="utf-8")
    examples = read_tagged((work / "gold.txt").read_text(encoding="utf-8"), "dev")
    layers = predict(examples)
    rows = [
        "".join(f"{w}\t{t}\n" for w, t in zip(one.words, found["ner"], strict=True))
        for one, found in zip(examples, layers, strict=True)
    ]
    (work / "found.txt").write_text("\n".join(rows) + "\n", encoding="utf-8")
    out = {}
    for name, table in (("f1_4", "politics_map.json"), ("f1_3", "politics_map_3.json")):
        scorer = shared / "eval/language"
        printed = _score(
            scorer / "score_names.py", work / "gold.txt", work / "found.txt", "--map", scorer / table
        )
        out[name] = round(100 * float(printed.splitlines()[0].split()[-1]), 2)
        kinds = [line.split() for line in printed.splitlines()[2:]]
        out |= {line[0]: round(100 * float(line[-1]), 2) for line in kinds if name == "f1_4"}
    return out


def _attribution(
    predict: Predictor, shared: Path, work: Path, articles: Sequence[Article]
) -> dict[str, float]:
    rows = []
    for article in articles:
        sentences, examples = divided(article)
        layers = predict(examples)
        rows.append({"id": article.id, "attributions": attributions_of(article.text, sentences, layers)})
    (work / "found.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    gold = [
        line
        for line in for_measuring(shared / "eval/attribution/polnear_dev.jsonl").split("\n")
        if line.strip()
    ]
    (work / "gold.jsonl").write_text("\n".join(gold[: len(articles)]) + "\n", encoding="utf-8")
    scorer = shared / "eval/attribution/score_attribution.py"
    _score(scorer, work / "gold.jsonl", work / "found.jsonl", "--json", work / "scores.json")
    scores = json.loads((work / "scores.json").read_text(encoding="utf-8"))
    wanted = [
        f"{role}.{how}" for role in ("source", "cue", "content") for how in ("fragment_strict", "token")
    ]
    return {f"polnear.{name}": scores[name]["F1"] for name in [*wanted, "content.found", "link.relaxed"]}
