"""The commands of `python -m training`."""

from __future__ import annotations

import argparse
import dataclasses
import json
from pathlib import Path

import torch

from dragoman.language.lemma import Lemmas
from dragoman.language.model_files import UNLEARNT
from training import checkpoint, log
from training.corpora import dev_corpora, training_corpora
from training.curve import table_of
from training.evaluate import Predictor, dev_table
from training.example import Example
from training.files import for_training
from training.inventory import Labels, gather
from training.lemmas import dictionary
from training.measure import predict
from training.net import Net
from training.pieces import Pieces
from training.recipe import Recipe, read_recipe
from training.run import Pace, Run
from training.start import encoder_folder, from_encoder, from_first_model
from training.treebank import read_treebank

#: Every how-many-th dev sentence the learning curve is measured on.
DEV_STEP = {"ewt": 6, "gum": 3, "politics": 2, "polnear": 8}
#: Every how-many-th parsed training sentence tells how large the features are (training.smooth, training.ranges).
CALIBRATE_STEP = 25


def train(args: argparse.Namespace) -> None:
    """Trains in the folder, from its checkpoint where there is one."""
    torch.set_num_threads(args.threads)
    args.out.mkdir(parents=True, exist_ok=True)
    run = _run(args, _recipe(args))
    if run.resume():
        log.append(args.out, {"pieces": run.counts.pieces, "resumed": True})
    else:
        log.append(args.out, {"pieces": 0, "recipe": run.recipe.plain(), "coverage": run.coverage})
        run.measure()
    run.go(Pace(seconds=args.seconds))


def _recipe(args: argparse.Namespace) -> Recipe:
    recipe = read_recipe(args.recipe)
    if args.total is None:
        return recipe
    return dataclasses.replace(recipe, schedule=dataclasses.replace(recipe.schedule, total=args.total))


def _run(args: argparse.Namespace, recipe: Recipe) -> Run:
    corpora = training_corpora(
        args.shared, with_polnear=recipe.with_polnear, silver_weight=recipe.silver_weight
    )
    labels = gather([*corpora["ewt"], *corpora["gum"]])
    if not recipe.with_polnear:
        labels = Labels({**labels.names, UNLEARNT: ("source", "cue", "content")})
    labels.save(args.out / "labels.json")
    folder = encoder_folder(args.encoder)
    torch.manual_seed(recipe.seed)
    net = Net(labels, dropout=recipe.dropout)
    if args.start is None:
        from_encoder(net, folder / "model.safetensors")
    else:
        from_first_model(net, labels, args.start, Labels.load(args.start.parent / "labs.json"))
    pieces = Pieces.load(folder / "vocab.txt")
    return Run(args.out, recipe, labels, pieces, net, corpora, _thinned(args.shared))


def _thinned(shared: Path) -> dict[str, tuple[Example, ...]]:
    return {source: examples[:: DEV_STEP[source]] for source, examples in dev_corpora(shared).items()}


def evaluate(args: argparse.Namespace) -> None:
    """Prints the dev table of a checkpoint's averaged weights, of `--start`, or of an exported `--model`."""
    torch.set_num_threads(args.threads)
    table = dev_table(_predictor(args), args.shared, args.out / "dev", args.limit)
    print(json.dumps(table, indent=1))


def _predictor(args: argparse.Namespace) -> Predictor:
    if args.model is not None and args.model.suffix == ".onnx":
        from training.exported import Exported

        return Exported(args.model).predict
    pieces = Pieces.load(encoder_folder(args.encoder) / "vocab.txt")
    net, labels = _loaded(args)
    lemmas = Lemmas(dictionary(_parsed(args)))
    return lambda examples: predict(net, labels, pieces, examples, lemmas)


def _loaded(args: argparse.Namespace) -> tuple[Net, Labels]:
    """The averaged weights of the run's checkpoint, or the first model where `--start` names it."""
    if args.start is not None:
        labels = Labels.load(args.start.parent / "labs.json")
        net = Net(labels)
        from_first_model(net, labels, args.start, labels)
        return net.eval(), labels
    labels = Labels.load(args.out / "labels.json")
    state = checkpoint.read(args.out)
    if state is None:
        raise SystemExit(f"no checkpoint in {args.out}")
    net = Net(labels)
    net.load_state_dict(state["average"])
    return net.eval(), labels


def _parsed(args: argparse.Namespace) -> list[Example]:
    ud = args.shared / "data" / "ud"
    return [
        one
        for name in ("ewt", "gum")
        for one in read_treebank(for_training(ud / f"{name}-train.conllu"), name)
    ]


def export(args: argparse.Namespace) -> None:
    """Writes the files that ship into the run's folder `model`."""
    from training.export import export as write
    from training.smooth import smooth

    torch.set_num_threads(args.threads)
    net, labels = _loaded(args)
    parsed = _parsed(args)
    vocabulary = encoder_folder(args.encoder) / "vocab.txt"
    typical = parsed[::CALIBRATE_STEP]
    smooth(net, Pieces.load(vocabulary), typical)
    write(net, labels, vocabulary, dictionary(parsed), typical, args.out / "model")


def everything(args: argparse.Namespace) -> None:
    """Trains to the end, exports, measures the int8 file."""
    train(args)
    args.start = None  # what is exported is the run, not what it began with
    export(args)
    args.model = args.out / "model" / "model.int8.onnx"
    evaluate(args)


def curve(args: argparse.Namespace) -> None:
    """Prints the dev figures that the log holds, one line a measurement."""
    print(table_of(log.rows(args.out)))


def levers(args: argparse.Namespace) -> None:
    """Runs the variants of the recipe that are not done yet, and prints the table."""
    from training.levers import run_levers

    torch.set_num_threads(args.threads)
    recipe = read_recipe(args.recipe)
    corpora = training_corpora(args.shared, silver_weight=recipe.silver_weight)
    pieces = Pieces.load(encoder_folder(args.encoder) / "vocab.txt")
    print(run_levers(args.out, args.base, recipe, (corpora, _thinned(args.shared)), pieces))
