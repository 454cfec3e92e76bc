"""From raw text to all layers of language, in words per CPU second: ``python -m bench.language_speed [TEXTS.jsonl]``.

Every text (the field ``text`` of a JSON line; an article, its paragraphs at line breaks) is divided into sentences
and words and parsed by itself, as a page would be: word classes, lemmas, tree, names, source, cue and content. One thread;
the run-time sees to that. Without a file the PolNeAR dev articles beside the repository are taken. Rounds are
repeated and the median is given, because other work on the machine slows a round down.

:func:`timed` measures any parser in the same way, so that two can take turns in one process.
"""

from __future__ import annotations

import json
import resource
import statistics
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.predict_language import model
from bench.segmentation import shipped
from dragoman.language.boundaries import Boundaries, sentence_ranges
from dragoman.language.model import Model
from dragoman.language.protocol import Parser
from dragoman.language.tokens import words_of
from dragoman.language.wordpiece import quoted

TEXTS = Path("../shared/eval/attribution/polnear_dev.jsonl")
ROUNDS = 5

Words = list[str]


@dataclass(frozen=True, slots=True)
class Timing:
    """Words of the texts, and the CPU seconds of each round."""

    words: int
    seconds: tuple[float, ...]

    @property
    def speed(self) -> float:
        """Words per CPU second, of the median round."""
        return self.words / statistics.median(self.seconds)


def timed(
    parsers: Mapping[str, Callable[[str], int]], texts: Sequence[str], rounds: int = ROUNDS
) -> dict[str, Timing]:
    """What each parser takes for all texts; they take turns, after one round that does not count.

    A parser gets a text and gives the number of words in it.
    """
    words: dict[str, int] = {}
    seconds: dict[str, list[float]] = {name: [] for name in parsers}
    for number in range(rounds + 1):
        for name, parse in parsers.items():
            begin = time.process_time()
            words[name] = sum(parse(text) for text in texts)
            if number:
                seconds[name].append(time.process_time() - begin)
    return {name: Timing(words[name], tuple(spent)) for name, spent in seconds.items()}


def divided(text: str, boundaries: Boundaries) -> list[list[str]]:
    """The sentences of each paragraph (a line)."""
    return [
        [line[start:end] for start, end in sentence_ranges(line, boundaries)]
        for line in text.split("\n")
        if line.strip()
    ]


def read(paragraphs: Sequence[Sequence[str]]) -> tuple[list[Words], list[bool]]:
    """The words of each sentence, and whether a quotation is open before it."""
    words: list[Words] = []
    opened: list[bool] = []
    for sentences in paragraphs:
        inside = False
        for sentence in sentences:
            words.append([word.text for word in words_of(sentence)])
            opened.append(inside)
            _, inside = quoted(words[-1], inside=inside)
    return words, opened


def whole(parser: Parser, boundaries: Boundaries) -> Callable[[str], int]:
    """From a text to all layers; gives the number of words."""

    def parse(text: str) -> int:
        words, opened = read(divided(text, boundaries))
        return sum(map(len, parser.parse(words, quoted=opened)))

    return parse


def stages(parser: Model, boundaries: Boundaries, texts: Sequence[str]) -> dict[str, Callable[[str], int]]:
    """Each stage alone, on what the stages before it gave; every one gives the number of words."""
    cut = {text: divided(text, boundaries) for text in texts}
    read_ = {text: read(cut[text]) for text in texts}
    encoded = {text: parser.encoded(read_[text][0], quoted=read_[text][1]) for text in texts}
    count = {text: sum(map(len, read_[text][0])) for text in texts}

    def network(text: str) -> int:
        scores = parser.network.scores(encoded[text])
        parser.network.relations(scores.dependant[1:], scores.governor[1:])
        return count[text]

    def pieces(text: str) -> int:
        parser.encoded(read_[text][0], quoted=read_[text][1])
        return count[text]

    def splitting(text: str) -> int:
        divided(text, boundaries)
        return count[text]

    return {
        "splitting into sentences": splitting,
        "words": lambda text: sum(map(len, read(cut[text])[0])),
        "word pieces": pieces,
        "network": network,
        "parse": lambda text: sum(map(len, parser.parse(read_[text][0], quoted=read_[text][1]))),
    }


def table(parser: Model, texts: Sequence[str], rounds: int = ROUNDS) -> str:
    """A Markdown table of the stages, their share of the whole, and the whole."""
    boundaries = shipped()
    all_ = {"all": whole(parser, boundaries)} | stages(parser, boundaries, texts)
    found = timed(all_, texts, rounds)
    spent = {name: statistics.median(one.seconds) for name, one in found.items()}
    words = found["all"].words
    spent["decoding"] = spent.pop("parse") - spent["network"] - spent["word pieces"]
    total = spent.pop("all")
    rows = ["| stage | share of CPU | words per CPU second |", "|---|---|---|"]
    rows += [f"| {name} | {100 * cost / total:.0f} % | {words / cost:,.0f} |" for name, cost in spent.items()]
    rows.append(f"| **raw text to all layers** | 100 % | **{words / total:,.0f}** |")
    return "\n".join(rows)


def main(arguments: Sequence[str]) -> int:
    """Print the table; 2 when the file is not there."""
    source = Path(arguments[0]) if arguments else TEXTS
    if not source.is_file():
        print(f"{source}: no such file. {(__doc__ or '').splitlines()[0]}", file=sys.stderr)
        return 2
    lines = source.read_text(encoding="utf-8").split("\n")
    texts = [json.loads(line)["text"] for line in lines if line.strip()]
    begin = time.process_time()
    parser = model()
    load = time.process_time() - begin
    print(f"{len(texts)} texts; model loaded in {load:.2f} CPU s\n")
    print(table(parser, texts))
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"\npeak memory {memory:,.0f} MiB")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
