"""The dev table of a model, through the shared scorers: parses, names and attributions."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from dragoman.language.protocol import Parsed
from dragoman.language.wordpiece import quoted
from training.articles import attributions_of, examples_in, paragraphs_of, shipped_boundaries
from training.attribution import Article, read_articles
from training.example import Example
from training.files import for_measuring
from training.names import read_tagged
from training.treebank import read_treebank

Predictor = Callable[[Sequence[Example]], Sequence[Parsed]]


def dev_table(predict: Predictor, shared: Path, work: Path, limit: int | None = None) -> dict[str, float]:
    """Figures by name, in per cent; predictions and inputs are written to `work`. `limit` cuts every set short."""
    work.mkdir(parents=True, exist_ok=True)
    out: dict[str, float] = {}
    for name in ("ewt", "gum"):
        gold = for_measuring(shared / "data" / "ud" / f"{name}-dev.conllu")
        out |= {f"{name}.{key}": value for key, value in _parse(predict, shared, work, gold, limit).items()}
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


def _parse(predict: Predictor, shared: Path, work: Path, gold: str, limit: int | None) -> dict[str, float]:
    blocks = [block for block in gold.replace("\r", "").split("\n\n") if block.strip()][:limit]
    (work / "gold.conllu").write_text("\n\n".join(blocks) + "\n\n", encoding="utf-8")
    examples = read_treebank((work / "gold.conllu").read_text(encoding="utf-8"), "dev")
    found = predict([_alone(one) for one in examples])
    text = "".join(conllu(one.words, parsed) for one, parsed in zip(examples, found, strict=True))
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


def conllu(words: Sequence[str], parsed: Parsed) -> str:
    """A sentence in CoNLL-U."""
    rows = zip(words, parsed.lemmas, parsed.upos, parsed.xpos, parsed.heads, parsed.relations, strict=True)
    lines = (
        f"{number}\t{word}\t{lemma}\t{upos}\t{xpos}\t_\t{head}\t{relation}\t_\t_\n"
        for number, (word, lemma, upos, xpos, head, relation) in enumerate(rows, start=1)
    )
    return "".join(lines) + "\n"


def _names(predict: Predictor, shared: Path, work: Path, gold: str, limit: int | None) -> dict[str, float]:
    blocks = [block for block in gold.replace("\r", "").split("\n\n") if block.strip()][:limit]
    (work / "gold.txt").write_text("\n\n".join(blocks) + "\n\n", encoding="utf-8")
    examples = read_tagged((work / "gold.txt").read_text(encoding="utf-8"), "dev")
    rows = [
        "".join(f"{w}\t{t}\n" for w, t in zip(one.words, parsed.names.tags, strict=True))
        for one, parsed in zip(examples, predict(examples), strict=True)
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
    rows, boundaries = [], shipped_boundaries()
    for article in articles:
        paragraphs = tuple(paragraphs_of(article.text, boundaries))
        parsed = predict(examples_in(article, paragraphs))
        rows.append({"id": article.id, "attributions": attributions_of(paragraphs, parsed)})
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
