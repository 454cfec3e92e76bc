"""Score predicted findings of a comparison of pages against the gold. Standard library only.

    python -m tests.gold.comparison.score PRED [--held-back] [--loose] [--json OUT]
    python -m tests.gold.comparison.score --gold SECOND PRED
    python -m tests.gold.comparison.score --selftest

PRED is JSON Lines in the shape of ``findings.jsonl``: ``set``, ``kind``, ``slot``, ``readings`` and ``silent``, each
reading with ``page``, ``start``, ``end`` (code points of the page) and, where it has one, ``value``.

A reading meets a gold reading of the same page when the words of their spans, or of a span under ``also``, have an F1
of at least .5 (with ``--loose``: share a word). A predicted finding meets a gold one of its set and kind (and slot) when

same, conflict, update   readings of two pages or more meet; of conflict and update, two with different gold values
only                     its one reading meets
silent                   a reading meets, and the same page or pages are silent

Pairs are taken best first, one to one. A ``silent`` with one reading is an ``only`` seen from the other page, and is
read as one. Left out, neither found nor too much: a ``same`` whose readings are those of a gold ``silent``; what meets
nothing in a set that is not complete; what is predicted a second time for a gold finding is too much.

Figures: precision, recall, F1 of all, by kind, by kind and slot. ``aligned`` is the same with kind and slot left aside,
``label`` the share of those aligned that have kind and slot right; ``proof`` the share of found silences with a proof
sentence that meets that of the gold; ``value`` the share of met readings of conflicts and updates with the gold value.
"""

from __future__ import annotations

import argparse
import copy
import json
import re
import sys
from collections.abc import Callable
from pathlib import Path

if __package__ in (None, ""):  # run as a file
    sys.path.insert(0, str(Path(__file__).resolve().parents[3]))

from tests.gold.comparison.corpus import HELD_BACK, HERE, Row, rows_of, sets_of, texts_of

ENOUGH = 0.5
_WORD = re.compile(r"\w+")

Texts = dict[tuple[str, str], str]
Fit = Callable[[Row, Row], float]


class Meeting:
    """How well readings and findings meet on the pages of a folder."""

    def __init__(self, texts: Texts, *, loose: bool = False) -> None:
        self._words = {key: [m.span() for m in _WORD.finditer(text)] for key, text in texts.items()}
        self._least = 1e-9 if loose else ENOUGH

    def _tokens(self, name: str, page: str, start: int, end: int) -> set[int]:
        places = self._words.get((name, page), [])
        return {left for left, right in places if left < end and start < right}

    def reading(self, name: str, gold: Row, guess: Row) -> float:
        """F1 of the words of two readings, 0 when they do not meet."""
        if gold["page"] != guess["page"]:
            return 0.0
        given = self._tokens(name, guess["page"], guess["start"], guess["end"])
        best = 0.0
        for start, end in ([gold["start"], gold["end"]], *gold.get("also", [])):
            wanted = self._tokens(name, gold["page"], start, end)
            if wanted and given:
                best = max(best, 2 * len(wanted & given) / (len(wanted) + len(given)))
        return best if best >= self._least else 0.0

    def pairs(self, gold: Row, guess: Row) -> list[tuple[Row, Row, float]]:
        """The readings that meet, page by page."""
        met = []
        for one in gold["readings"]:
            fits = [(self.reading(gold["set"], one, other), other) for other in guess["readings"]]
            best = max(fits, key=lambda fit: fit[0], default=None)
            if best and best[0]:
                met.append((one, best[1], best[0]))
        return met

    def aligned(self, gold: Row, guess: Row) -> float:
        """Sum of F1 over the pages that meet, kind and slot left aside; 0 when too few meet."""
        if gold["set"] != guess["set"]:
            return 0.0
        met = self.pairs(gold, guess)
        least = min(2, len(gold["readings"]), len(guess["readings"]))
        return sum(fit for _, _, fit in met) if met and len(met) >= least else 0.0

    def finding(self, gold: Row, guess: Row) -> float:
        """Sum of F1 over the pages that meet, 0 when the findings do not meet."""
        if label(gold) != label(guess) or gold["set"] != guess["set"]:
            return 0.0
        met, kind = self.pairs(gold, guess), gold["kind"]
        values = {one.get("value") for one, _, _ in met}
        if kind in ("same", "conflict", "update") and len(met) < 2:
            return 0.0
        if kind in ("conflict", "update") and gold["slot"] != "quotation" and len(values) < 2:
            return 0.0
        if kind == "silent" and quiet(gold) != quiet(guess):
            return 0.0
        return sum(fit for _, _, fit in met)


def label(row: Row) -> tuple[str, str | None]:
    """Kind and slot."""
    return row["kind"], row.get("slot") if row["kind"] in ("conflict", "update") else None


def quiet(row: Row) -> set[str]:
    """The silent pages."""
    return {one["page"] for one in row.get("silent", ())}


def read_as(row: Row) -> Row:
    """The finding as it is scored: a silence with one reading is an ``only``."""
    lonely = row["kind"] == "silent" and len(row["readings"]) == 1
    return {**row, "kind": "only", "silent": []} if lonely else row


def one_to_one(gold: list[Row], guesses: list[Row], fit: Fit) -> list[tuple[int, int]]:
    """Pairs (gold, guess) of places in the lists, best fit first; ties go to the earlier."""
    by_set: dict[str, list[int]] = {}
    for at, row in enumerate(guesses):
        by_set.setdefault(row["set"], []).append(at)
    fits = [
        (fit(row, guesses[at]), -place, -at)
        for place, row in enumerate(gold)
        for at in by_set.get(row["set"], [])
    ]
    taken: tuple[set[int], set[int]] = set(), set()
    pairs = []
    for value, place, at in sorted(fits, reverse=True):
        if value and -place not in taken[0] and -at not in taken[1]:
            taken[0].add(-place)
            taken[1].add(-at)
            pairs.append((-place, -at))
    return pairs


def score(
    gold: list[Row], predicted: list[Row], sets: dict[str, Row], texts: Texts, *, loose: bool = False
) -> Row:
    """All figures; see the module."""
    meeting = Meeting(texts, loose=loose)
    guesses = [read_as(row) for row in predicted]
    pairs = one_to_one(gold, guesses, meeting.finding)
    hit = {at for _, at in pairs}
    counted = [
        at for at in range(len(guesses)) if at in hit or not _left_out(guesses[at], gold, sets, meeting)
    ]
    figures: Row = {"all": _figures(len(pairs), len(gold), len(counted))}
    for name in sorted({key for row in (*gold, *guesses) for key in _names(row)}):
        found = sum(name in _names(gold[place]) for place, _ in pairs)
        wanted = sum(name in _names(row) for row in gold)
        figures[name] = _figures(found, wanted, sum(name in _names(guesses[at]) for at in counted))
    aligned = one_to_one(gold, guesses, meeting.aligned)
    figures["aligned"] = _figures(len(aligned), len(gold), max(len(counted), len(aligned)))
    right = sum(label(gold[place]) == label(guesses[at]) for place, at in aligned)
    figures["label"] = _share(right, len(aligned))
    figures["proof"] = _share(*_proofs(gold, guesses, pairs, meeting))
    figures["value"] = _share(*_values(gold, guesses, pairs, meeting))
    return figures


def _names(row: Row) -> list[str]:
    kind, slot = label(row)
    return [kind, f"{kind} {slot}"] if slot else [kind]


def _left_out(guess: Row, gold: list[Row], sets: dict[str, Row], meeting: Meeting) -> bool:
    here = [row for row in gold if row["set"] == guess["set"]]
    if guess["kind"] == "same" and any(
        row["kind"] == "silent" and len(meeting.pairs(row, guess)) > 1 for row in here
    ):
        return True
    open_set = not sets.get(guess["set"], {"complete": True})["complete"]
    return open_set and not any(meeting.aligned(row, guess) for row in here)


def _proofs(
    gold: list[Row], guesses: list[Row], pairs: list[tuple[int, int]], meeting: Meeting
) -> tuple[int, int]:
    right = total = 0
    for place, at in pairs:
        for one in gold[place]["silent"]:
            total += 1
            right += any(meeting.reading(gold[place]["set"], one, other) for other in guesses[at]["silent"])
    return right, total


def _values(
    gold: list[Row], guesses: list[Row], pairs: list[tuple[int, int]], meeting: Meeting
) -> tuple[int, int]:
    met = [
        (one["value"], other.get("value"))
        for place, at in pairs
        for one, other, _ in meeting.pairs(gold[place], guesses[at])
        if one.get("value")
    ]
    return sum(one == other for one, other in met), len(met)


def _figures(found: int, wanted: int, given: int) -> Row:
    recall, precision = found / wanted if wanted else None, found / given if given else None
    both = 2 * found / (wanted + given) if wanted + given else None
    return {
        "precision": precision,
        "recall": recall,
        "f1": both,
        "found": found,
        "gold": wanted,
        "given": given,
    }


def _share(right: int, total: int) -> Row:
    return {"share": right / total if total else None, "right": right, "of": total}


def perturbed(gold: list[Row]) -> dict[str, list[Row]]:
    """The gold spoiled in several ways, each of which must cost."""
    spoiled = {
        name: copy.deepcopy(gold)
        for name in ("dropped", "doubled", "relabelled", "moved", "other slot", "other page")
    }
    spoiled["dropped"] = spoiled["dropped"][::2]
    spoiled["doubled"] += copy.deepcopy(gold[::3])
    turned = {
        "same": "conflict",
        "conflict": "update",
        "update": "conflict",
        "only": "same",
        "silent": "same",
    }
    for row in spoiled["relabelled"]:
        row["kind"] = turned[row["kind"]]
    for row in spoiled["moved"]:
        for one in row["readings"]:
            one["start"], one["end"] = one["end"] + 1, 2 * one["end"] - one["start"] + 1
    for row in spoiled["other slot"]:
        row["slot"] = "place" if row["slot"] == "number" else "number"
    for row in spoiled["other page"]:
        for one in (*row["readings"], *row["silent"]):
            one["page"] = {"a": "b", "b": "c", "c": "d", "d": "a"}[one["page"]]
    return spoiled


def selftest() -> int:
    """0 when the gold scores 1 against itself and less when it is spoiled."""
    wrong = 0
    for folder in (HERE, HELD_BACK):
        gold, sets, texts = rows_of(folder / "findings.jsonl"), sets_of(folder), texts_of(folder)
        own = score(gold, gold, sets, texts)
        perfect = [own[name]["f1"] for name in own if "f1" in own[name]] + [own["label"]["share"]]
        wrong += set(perfect) != {1.0}
        sys.stdout.write(f"{folder.name}: gold against itself {own['all']['f1']:.3f}\n")
        for name, rows in perturbed(gold).items():
            f1 = score(gold, rows, sets, texts)["all"]["f1"]
            wrong += f1 >= 1
            sys.stdout.write(f"  {name}: {f1:.3f}\n")
    return 1 if wrong else 0


def table(figures: Row) -> str:
    """The figures as lines of text."""
    lines = [f"{'':24}{'P':>7}{'R':>7}{'F1':>7}{'found':>7}{'gold':>6}{'given':>7}"]
    for name, row in figures.items():
        if "f1" in row:
            shares = "".join(
                f"{'-':>7}" if row[k] is None else f"{row[k]:7.3f}" for k in ("precision", "recall", "f1")
            )
            lines.append(f"{name:24}{shares}{row['found']:>7}{row['gold']:>6}{row['given']:>7}")
        else:
            share = "-" if row["share"] is None else f"{row['share']:.3f}"
            lines.append(f"{name:24}{share:>7}  ({row['right']} of {row['of']})")
    return "\n".join(lines)


def main() -> int:
    """Score the file that is named."""
    parser = argparse.ArgumentParser(description="Score predicted findings against the gold.")
    parser.add_argument("predicted", nargs="?", type=Path)
    parser.add_argument(
        "--gold", type=Path, help="other gold than the folder's; only the sets it names are scored"
    )
    parser.add_argument("--held-back", action="store_true")
    parser.add_argument("--loose", action="store_true")
    parser.add_argument("--json", type=Path)
    parser.add_argument("--selftest", action="store_true")
    given = parser.parse_args()
    if given.selftest:
        return selftest()
    if given.predicted is None:
        parser.error("a file of predicted findings is needed")
    folder = HELD_BACK if given.held_back else HERE
    gold, predicted = rows_of(given.gold or folder / "findings.jsonl"), rows_of(given.predicted)
    if given.gold:
        named = {row["set"] for row in gold}
        predicted = [row for row in predicted if row["set"] in named]
    figures = score(gold, predicted, sets_of(folder), texts_of(folder), loose=given.loose)
    sys.stdout.write(table(figures) + "\n")
    if given.json:
        given.json.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
