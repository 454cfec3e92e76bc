"""What needs PyTorch: a resumed run is the run that was never stopped; the losses; the export's decoding.

Skipped, with the reason printed, where PyTorch is not installed: it is needed for training only.
"""

import dataclasses
import importlib
import itertools
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from training.augment import Chances
from training.example import Example
from training.inventory import gather
from training.pieces import Pieces
from training.recipe import Recipe
from training.schedule import Schedule

torch = pytest.importorskip("torch", reason="PyTorch is not installed (needed for training only)")

VOCABULARY = [
    "[PAD]",
    "[UNK]",
    "[CLS]",
    "[SEP]",
    "[MASK]",
    *"abcdefghijklmnopqrstuvwxyz.",
    *("##" + c for c in "abcdefghij"),
]
FRONT: dict[str, Any] = {
    "batch_pieces": 64,
    "batches_per_step": 2,
    "average_pieces": 500,
    "shares": {"ewt": 0.6, "polnear": 0.4},
}
WEIGHTS = dict.fromkeys(("head", "deprel", "upos", "xpos", "lemma", "ner", "source", "cue", "content"), 1.0)


def module(name: str) -> Any:
    return importlib.import_module(f"training.{name}")


def examples() -> dict[str, tuple[Example, ...]]:
    parsed = []
    for number in range(12):
        words = tuple("abcdefgh"[(number + at) % 8] for at in range(3 + number % 4))
        many = len(words)
        parsed.append(
            Example(
                source="ewt",
                words=words,
                inside=(False,) * many,
                upos=("NOUN",) * many,
                xpos=("NN",) * many,
                lemmas=words,
                heads=tuple(range(many)),
                deprel=("root", *["dep"] * (many - 1)),
            )
        )
    tagged = tuple(
        Example(
            source="polnear",
            words=one.words,
            inside=one.inside,
            ner=("B-PER", None, *["O"] * (len(one.words) - 2)),
            roles=dict.fromkeys(("source", "cue", "content"), ("B", *["O"] * (len(one.words) - 1))),
        )
        for one in parsed
    )
    return {"ewt": tuple(parsed) * 3, "polnear": tagged}


def run_in(folder: Path, **changes: Any) -> Any:
    folder.mkdir(exist_ok=True)
    recipe = Recipe(
        **FRONT,
        weights=WEIGHTS,
        chances=Chances(upper=0.3),
        schedule=Schedule(total=4_000, warm=200),
        **changes,
    )
    corpora = examples()
    labels = gather(corpora["ewt"] * 10)
    net_module = module("net")
    shape = net_module.Shape(
        pieces=len(VOCABULARY), positions=64, width=24, inner=32, heads=2, layers=2, arc=8, relation=6
    )
    torch.manual_seed(5)
    net = net_module.Net(labels, shape, dropout=0.1)
    return module("run").Run(folder, recipe, labels, Pieces(VOCABULARY), net, corpora, {})


def steps(run: Any, many: int) -> None:
    window, batches = module("run")._Window(), run._batches()
    for _ in range(many):
        run._step(batches, window)


@pytest.fixture(autouse=True)
def one_thread() -> None:
    torch.set_num_threads(1)


@pytest.mark.filterwarnings("ignore")
def test_a_resumed_run_is_the_run_that_was_never_stopped(tmp_path: Path) -> None:
    whole = run_in(tmp_path / "whole")
    steps(whole, 9)
    killed = run_in(tmp_path / "killed")
    steps(killed, 5)
    module("checkpoint").write(killed.folder, killed.state())
    steps(killed, 2)  # lost: the kill came after the checkpoint
    resumed = run_in(tmp_path / "killed")
    assert resumed.resume()
    steps(resumed, 4)
    assert resumed.counts == dataclasses.replace(whole.counts, cpu_seconds=resumed.counts.cpu_seconds)
    for name, value in whole.net.named_parameters():
        assert torch.equal(value, dict(resumed.net.named_parameters())[name]), name
        assert torch.equal(whole.average[name], resumed.average[name]), name


@pytest.mark.filterwarnings("ignore")
def test_another_recipe_cannot_take_up_a_checkpoint(tmp_path: Path) -> None:
    run = run_in(tmp_path)
    module("checkpoint").write(tmp_path, run.state())
    with pytest.raises(ValueError, match="dropout"):
        run_in(tmp_path, dropout=0.5).resume()


@pytest.mark.filterwarnings("ignore")
def test_a_run_learns_and_stops_at_its_end(tmp_path: Path) -> None:
    run = run_in(tmp_path)
    run.go(module("run").Pace(log_pieces=400))
    rows = [row for row in module("log").rows(tmp_path) if "losses" in row]
    assert run.counts.pieces >= 4_000
    assert sum(rows[-1]["losses"].values()) < sum(rows[0]["losses"].values())
    assert module("checkpoint").read(tmp_path)["counts"]["pieces"] == run.counts.pieces


def test_a_half_written_checkpoint_is_never_taken(tmp_path: Path) -> None:
    checkpoint = module("checkpoint")
    checkpoint.write(tmp_path, {"n": 1})
    checkpoint.write(tmp_path, {"n": 2})
    (tmp_path / "checkpoint.pt.new").write_bytes(b"half")
    assert checkpoint.read(tmp_path) == {"n": 2}
    (tmp_path / "checkpoint.pt").unlink()  # killed between the two renames
    assert checkpoint.read(tmp_path) == {"n": 1}


def test_the_chain_loss_is_what_counting_all_sequences_gives() -> None:
    chain = module("chain")
    scores, table = torch.randn(1, 3, 2), torch.randn(3, 3)
    gold = torch.tensor([[1, -100, 0]])

    def score(tags: tuple[int, ...]) -> float:
        inner = sum(float(table[a, b]) for a, b in itertools.pairwise(tags))
        return (
            float(table[2, tags[0]])
            + inner
            + float(table[tags[-1], 2])
            + sum(float(scores[0, i, t]) for i, t in enumerate(tags))
        )

    every = list(itertools.product(range(2), repeat=3))
    right = [tags for tags in every if tags[0] == 1 and tags[2] == 0]
    total, held = (
        torch.logsumexp(torch.tensor([score(tags) for tags in group]), 0) for group in (every, right)
    )
    loss = chain.chain_loss(scores, table, gold, torch.tensor([3]))
    assert float(loss) == pytest.approx(float(total - held), abs=1e-4)
    decoded = importlib.import_module("dragoman.language.chains").best_tags
    assert tuple(decoded(scores.numpy(), table.numpy()[None], np.array([3]))[0]) == max(every, key=score)


def test_padding_changes_no_chain_loss() -> None:
    chain = module("chain")
    scores, table = torch.randn(1, 3, 3), torch.randn(4, 4)
    gold = torch.tensor([[1, 2, 0]])
    wide = torch.cat([scores, torch.randn(1, 2, 3)], 1)
    more = torch.tensor([[1, 2, 0, -100, -100]])
    args = torch.tensor([3])
    assert torch.allclose(
        chain.chain_loss(scores, table, gold, args), chain.chain_loss(wide, table, more, args), atol=1e-5
    )


def trees(many: int) -> list[tuple[int, ...]]:
    """All trees with one root over so many words."""
    nodes = range(1, many + 1)
    every = itertools.product(range(many + 1), repeat=many)
    return [heads for heads in every if heads.count(0) == 1 and all(_reaches_root(heads, at) for at in nodes)]


def _reaches_root(heads: tuple[int, ...], at: int) -> bool:
    for _ in heads:
        at = heads[at - 1]
        if at == 0:
            return True
    return False


@pytest.mark.parametrize("many", [1, 2, 3, 4])
def test_trees_are_weighed_and_decoded_as_counting_all_of_them_does(many: int) -> None:
    torch.manual_seed(many)
    arcs = torch.randn(1, many, many + 1) * 3
    every = trees(many)
    scores = [sum(float(arcs[0, at, head]) for at, head in enumerate(heads)) for heads in every]
    gold = every[len(every) // 2]
    loss = module("trees").tree_loss(arcs, torch.tensor([gold]), torch.tensor([many]))
    expected = float(torch.logsumexp(torch.tensor(scores), 0)) - scores[len(every) // 2]
    assert float(loss) == pytest.approx(expected, abs=1e-4)
    wide = torch.full((1, many + 2, many + 3), -1.0e4)
    wide[:, :many, : many + 1] = arcs
    padded = torch.tensor([[*gold, -100, -100]])
    assert float(module("trees").tree_loss(wide, padded, torch.tensor([many]))) == pytest.approx(
        expected, abs=1e-4
    )
    best = every[max(range(len(every)), key=lambda at: scores[at])]
    assert tuple(importlib.import_module("dragoman.language.tree").trees([arcs[0].numpy()])) == best


@pytest.mark.filterwarnings("ignore")
def test_an_answer_has_what_was_asked_in_its_order_and_dictionary_lemmas(tmp_path: Path) -> None:
    run = run_in(tmp_path)
    some = [one for one in run.corpora["ewt"] for _ in range(3)]
    lemmas = importlib.import_module("dragoman.language.lemma").Lemmas({"a\tNN": "known"})
    found = module("measure").predict(run.net, run.labels, run.pieces, some, lemmas, batch_pieces=40)
    alone = module("measure").predict(run.net, run.labels, run.pieces, some[5:6], lemmas)
    assert [len(one) for one in found] == [len(one.words) for one in some]
    assert (found[5].heads, found[5].upos, found[5].content.tags) == (
        alone[0].heads,
        alone[0].upos,
        alone[0].content.tags,
    )
    assert all(
        lemma == "known"
        for one, parsed in zip(some, found, strict=True)
        for word, xpos, lemma in zip(one.words, parsed.xpos, parsed.lemmas, strict=True)
        if (word, xpos) == ("a", "NN")
    )


@pytest.mark.filterwarnings("ignore")
def test_smoothing_changes_nothing_that_the_network_says(tmp_path: Path) -> None:
    run = run_in(tmp_path)
    steps(run, 3)
    run.net.eval()
    batch = module("batches").batch_of(run.corpora["ewt"][:6], run.pieces)
    with torch.no_grad():
        before = run.net(batch.ids, batch.kinds, batch.mask, batch.first)
        module("smooth").smooth(run.net, run.pieces, run.corpora["ewt"][:6])
        after = run.net(batch.ids, batch.kinds, batch.mask, batch.first)
    for name, value in before.items():
        assert torch.allclose(value, after[name], atol=1e-4), name
