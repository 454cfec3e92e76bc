"""`python -m training COMMAND`: from the data to the shipped file. See training/README.md."""

from __future__ import annotations

import argparse
import os
from pathlib import Path

HERE = Path(__file__).parent


def main() -> None:
    """Reads the command line and runs one command."""
    parser = argparse.ArgumentParser(prog="python -m training", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    for name, what in (
        ("all", "train (or go on), export, measure the exported file: everything"),
        ("train", "train, or go on where the folder's checkpoint stands"),
        ("export", "the folder's averaged weights to ONNX, int8 and fp32"),
        ("evaluate", "the dev table, with the shared scorers"),
        ("curve", "the learning curve so far, as a table"),
        (
            "levers",
            "what each part of the recipe is worth: short runs from the --base run's checkpoint, as a table",
        ),
    ):
        command = commands.add_parser(name, help=what)
        command.add_argument("--shared", type=Path, default=Path("../shared"), help="data and scorers")
        command.add_argument("--out", type=Path, default=Path("../train-run"), help="the run's folder")
        command.add_argument("--recipe", type=Path, default=HERE / "recipe.toml")
        command.add_argument("--start", type=Path, help="an earlier checkpoint to begin with (m6.fp16.pt)")
        command.add_argument("--encoder", type=Path, help="folder with model.safetensors and vocab.txt")
        command.add_argument("--threads", type=int, default=1)
        command.add_argument("--total", type=int, help="pieces to train on, instead of the recipe's")
        command.add_argument(
            "--base", type=Path, default=Path("../train-run"), help="levers: the run to begin with"
        )
        command.add_argument("--seconds", type=float, help="stop training after so long")
        command.add_argument(
            "--model", type=Path, help="evaluate: an exported .onnx file instead of the run's checkpoint"
        )
        command.add_argument("--limit", type=int, help="evaluate: so many sentences or articles of each set")
    args = parser.parse_args()
    os.environ.setdefault("OMP_NUM_THREADS", str(args.threads))
    from training import commands as verbs

    getattr(verbs, args.command if args.command != "all" else "everything")(args)


if __name__ == "__main__":
    main()
