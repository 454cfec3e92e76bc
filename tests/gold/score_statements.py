"""Score predicted statements against the gold passages. Standard library only.

    python tests/gold/score_statements.py GOLD PRED [--json OUT]
    python tests/gold/score_statements.py --selftest

GOLD is ``statements.jsonl``. PRED has one passage a line: ``{"id": ..., "statements": [...]}``, each statement in
the shape of the gold or of a record (a source may be ``[start, end]`` or ``{"span": [start, end], ...}``).
Offsets are 0-based, half-open code points of the passage's text.

Two statements meet when the tokens of their contents have an F1 of at least .5; two silences meet by their
topics, or by their innermost sources where one has no topic. Pairs are taken best first, one to one. Figures:

found           recall, precision and F1 of attributed statements (the outlet's own sentences are not counted);
                a prediction that meets an outlet sentence of the gold is left out, and so is a guess without a source
                that meets a trap of hearsay; any other is an extra
source right    of those found: the innermost sources share a token that is not an article or preposition
chain right     of those found: as many layers, each with the right source and role
chained right   the same, over ALL gold statements of two layers or more, found or not
style, kind     of those found; kind also as macro-F1 over the kinds, where what is not found counts as missed
polarity, certainty, time    of those found
condition       of the conditional ones found: the condition spans have a token F1 of at least .5
silences        F1 of silences
traps           how many trap spans were stored as facts, see `fell_for`
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

Row = dict[str, Any]
Span = list[int]

ENOUGH = 0.5
FORM = ("title", "scare", "idiom")
KINDS = ("asserted", "denied", "conditional", "intention", "demand", "speculated", "withheld")
IDLE = {"the", "a", "an", "of", "in", "and", "to", "by", "for", "from", "at", "on", "s", "’s", "'s"}
_TOKEN = re.compile(r"\w+")


def tokens(text: str, spans: Iterable[Span]) -> set[int]:
    """The starts of the words that lie wholly or partly in the spans."""
    places = [(match.start(), match.end()) for match in _TOKEN.finditer(text)]
    return {start for start, end in places for left, right in spans if start < right and left < end}


def f1(one: set[int], other: set[int]) -> float:
    """F1 of two sets of tokens, 0..1."""
    return 2 * len(one & other) / (len(one) + len(other)) if one and other else 0.0


def span_of(value: Any) -> Span | None:
    """A span given bare or inside a record's object."""
    span: Span | None = value["span"] if isinstance(value, dict) else value
    return span


def sources_of(layer: Row) -> list[Span]:
    """The span of a layer's source, and of its other accepted mentions."""
    found = [span_of(layer.get("source")), *layer.get("mentions", [])]
    return [span for span in found if span]


def same_source(text: str, gold: Row, guess: Row) -> bool:
    """Whether two layers name the same source, or both none."""
    wanted, given = sources_of(gold), sources_of(guess)
    if not wanted or not given:
        return not wanted and not given
    shared = tokens(text, wanted) & tokens(text, given)
    return any(_word(text, start) not in IDLE for start in shared)


def _word(text: str, start: int) -> str:
    match = _TOKEN.match(text, start)
    return match.group().lower() if match else ""


def source_right(text: str, gold: Row, guess: Row) -> bool:
    """Whether the innermost sources are the same."""
    return bool(gold["chain"] and guess["chain"]) and same_source(text, gold["chain"][-1], guess["chain"][-1])


def chain_right(text: str, gold: Row, guess: Row) -> bool:
    """Whether all layers are there, in order, with their roles."""
    return len(gold["chain"]) == len(guess["chain"]) and all(
        one["role"] == other["role"] and same_source(text, one, other)
        for one, other in zip(gold["chain"], guess["chain"], strict=True)
    )


def likeness(text: str, gold: Row, guess: Row) -> float:
    """How far two statements meet, 0..1; silences by topic, else by source."""
    if (gold["style"] == "silence") != (guess["style"] == "silence"):
        return 0.0
    if gold["style"] != "silence":
        return f1(tokens(text, gold["content"]), tokens(text, guess["content"]))
    topics = span_of(gold.get("topic")), span_of(guess.get("topic"))
    if topics[0] and topics[1]:
        return f1(tokens(text, [topics[0]]), tokens(text, [topics[1]]))
    return 1.0 if source_right(text, gold, guess) else 0.0


def pair(text: str, golds: list[Row], guesses: list[Row]) -> list[tuple[int, int]]:
    """One-to-one pairs of indices (gold, guess), best content first, then by source and chain."""
    rated = []
    for i, gold in enumerate(golds):
        for j, guess in enumerate(guesses):
            like = likeness(text, gold, guess)
            if like >= ENOUGH:
                rank = like + source_right(text, gold, guess) / 2 + chain_right(text, gold, guess) / 4
                rated.append((-rank, i, j))
    pairs: list[tuple[int, int]] = []
    for _, i, j in sorted(rated):
        if all(i != one and j != other for one, other in pairs):
            pairs.append((i, j))
    return pairs


def is_fact(statement: Row) -> bool:
    """Whether a statement is put forward as so: asserted, not negative, not a guess."""
    how = statement["factuality"]
    return (
        how["kind"] == "asserted"
        and how.get("polarity") != "negative"
        and how.get("certainty") not in {"possible", "probable"}
    )


def fell_for(text: str, trap: Row, golds: list[Row], guesses: list[Row]) -> bool:
    """Whether a trap was stored as a fact.

    A trap of form (title, scare, idiom) is fallen for by any statement that somebody is given for; any other by a
    statement put forward as so. The content must meet the trap (token F1 .5), and must not meet a gold
    statement that may stand there (of any sort for form, put forward as so otherwise) at least as well.
    """
    form = trap["why"].split(":")[0] in FORM
    span = tokens(text, [trap["span"]])
    allowed = [gold for gold in golds if (form or is_fact(gold))]
    for guess in guesses:
        if guess["style"] == "silence" or not (guess["chain"] if form else is_fact(guess)):
            continue
        content = tokens(text, guess["content"])
        like = f1(span, content)
        if like >= ENOUGH and all(f1(tokens(text, gold["content"]), content) < like for gold in allowed):
            return True
    return False


def is_hearsay(text: str, guess: Row, traps: list[Row]) -> bool:
    """Whether a prediction is a guess of nobody ("is said to be") about the words of a trap of hearsay."""
    if guess["factuality"]["kind"] != "speculated" or any(sources_of(layer) for layer in guess["chain"]):
        return False
    content = tokens(text, guess["content"])
    hearsay = [trap["span"] for trap in traps if trap["why"].split(":")[0] == "hearsay"]
    return any(f1(content, tokens(text, [span])) >= ENOUGH for span in hearsay)


def ratio(part: float, whole: float) -> float:
    """A share, 1 when there is nothing to share."""
    return part / whole if whole else 1.0


def score(gold_rows: list[Row], guess_rows: list[Row]) -> dict[str, float]:
    """All figures: shares are 0..1, counts are whole. Raises ValueError on ids or spans that do not fit."""
    by_id = {row["id"]: row.get("statements") or [] for row in guess_rows}
    unknown = set(by_id) - {row["id"] for row in gold_rows}
    if unknown:
        raise ValueError(f"unknown passages {sorted(unknown)[:3]}")
    pairs: list[tuple[str, Row, Row]] = []
    missed: list[Row] = []
    extra: list[Row] = []
    traps = fallen = 0
    for row in gold_rows:
        text, golds, guesses = row["text"], row["statements"], by_id.get(row["id"], [])
        check(text, guesses, row["id"])
        taken = pair(text, golds, guesses)
        pairs += [(text, golds[i], guesses[j]) for i, j in taken if golds[i]["chain"]]
        missed += [one for i, one in enumerate(golds) if one["chain"] and i not in {a for a, _ in taken}]
        met = {j for _, j in taken}
        left = [one for j, one in enumerate(guesses) if one["chain"] and j not in met]
        extra += [one for one in left if not is_hearsay(text, one, row["traps"])]
        traps += len(row["traps"])
        fallen += sum(fell_for(text, trap, golds, guesses) for trap in row["traps"])
    return {
        **_found(pairs, missed, extra),
        **_right(pairs, missed, extra),
        "traps": traps,
        "traps as facts": fallen,
    }


def check(text: str, guesses: list[Row], where: str) -> None:
    """Raises ValueError on a content that does not lie inside the text."""
    for guess in guesses:
        for start, end in guess["content"]:
            if not 0 <= start < end <= len(text):
                raise ValueError(f"{where}: {start}..{end} is not inside the text")


def _found(pairs: list[tuple[str, Row, Row]], missed: list[Row], extra: list[Row]) -> dict[str, float]:
    silent = sum(gold["style"] == "silence" for _, gold, _ in pairs)
    not_heard = sum(row["style"] == "silence" for row in missed)
    made_up = sum(row["style"] == "silence" for row in extra)
    hits = len(pairs)
    return {
        "gold": hits + len(missed),
        "predicted": hits + len(extra),
        "found recall": ratio(hits, hits + len(missed)),
        "found precision": ratio(hits, hits + len(extra)),
        "found F1": ratio(2 * hits, 2 * hits + len(missed) + len(extra)),
        "silences F1": ratio(2 * silent, 2 * silent + not_heard + made_up),
    }


def _right(pairs: list[tuple[str, Row, Row]], missed: list[Row], extra: list[Row]) -> dict[str, float]:
    count = len(pairs)
    deep = [one for one in pairs if len(one[1]["chain"]) > 1]
    all_deep = len(deep) + sum(len(row["chain"]) > 1 for row in missed)
    conditional = [one for one in pairs if one[1]["factuality"]["condition"]]
    shares = {
        "source right": ratio(sum(source_right(*one) for one in pairs), count),
        "chain right": ratio(sum(chain_right(*one) for one in pairs), count),
        "chained right, of all": ratio(sum(chain_right(*one) for one in deep), all_deep),
        "style": ratio(sum(gold["style"] == guess["style"] for _, gold, guess in pairs), count),
        "condition": ratio(sum(_same_condition(*one) for one in conditional), len(conditional)),
    }
    for field in ("kind", "polarity", "certainty", "time"):
        same = sum(one["factuality"][field] == two["factuality"].get(field) for _, one, two in pairs)
        shares[field] = ratio(same, count)
    by_kind = {kind: _kind_f1(kind, pairs, missed, extra) for kind in KINDS}
    shares["kind macro-F1"] = sum(by_kind.values()) / len(by_kind)
    return {**shares, **{f"kind {kind} F1": value for kind, value in by_kind.items()}}


def _same_condition(text: str, gold: Row, guess: Row) -> bool:
    spans = [span_of(row["factuality"].get("condition")) for row in (gold, guess)]
    one, other = (tokens(text, [span]) if span else set() for span in spans)
    return f1(one, other) >= ENOUGH


def _kind_f1(kind: str, pairs: list[tuple[str, Row, Row]], missed: list[Row], extra: list[Row]) -> float:
    golds = sum(gold["factuality"]["kind"] == kind for _, gold, _ in pairs)
    guesses = sum(guess["factuality"]["kind"] == kind for _, _, guess in pairs)
    both = sum(one["factuality"]["kind"] == kind == two["factuality"]["kind"] for _, one, two in pairs)
    golds += sum(row["factuality"]["kind"] == kind for row in missed)
    guesses += sum(row["factuality"]["kind"] == kind for row in extra)
    return ratio(2 * both, golds + guesses)


def read(path: Path) -> list[Row]:
    """The rows of a JSONL file."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def selftest(gold: list[Row]) -> dict[str, float]:
    """Gold against gold. Raises ValueError unless every share is 1 and no trap is stored as a fact."""
    figures = score(gold, gold)
    counted = ("gold", "predicted", "traps", "traps as facts")
    wrong = [name for name, value in figures.items() if name not in counted and value != 1]
    if wrong or figures["traps as facts"]:
        raise ValueError(f"gold against gold is not perfect: {wrong}, {figures['traps as facts']} traps")
    return figures


def main() -> int:
    """Read the command line, print the figures."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("gold", nargs="?", type=Path, default=Path(__file__).with_name("statements.jsonl"))
    parser.add_argument("pred", nargs="?", type=Path)
    parser.add_argument("--json", type=Path, help="write the figures here as well")
    parser.add_argument("--selftest", action="store_true", help="score the gold against itself")
    asked = parser.parse_args()
    if not asked.selftest and asked.pred is None:
        parser.error("GOLD and PRED are needed, or --selftest")
    gold = read(asked.gold)
    figures = selftest(gold) if asked.selftest else score(gold, read(asked.pred))
    for name, value in figures.items():
        sys.stdout.write(f"{name:<24} {round(value, 3)}\n")
    if asked.json:
        asked.json.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
