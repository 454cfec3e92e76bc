"""The events of a page's record against the gold of that page (:mod:`tests.gates.event_gold`).

Usage: ``python -m tests.gates.score_page_events {seeds,examples,fresh,fresh2} [RECORD.json ...] [--misses]``. A record is what
``python -m bench.predict record PAGE RECORD.json`` writes, and finds its gold by the page's id; without records the pages
are coded here. ``--misses`` lists every fault by its offsets. Each gold file is one annotator's.

Each telling of an event (its own words, and those of ``also``) is a prediction. It *touches* a gold event when their
triggers overlap, or when its trigger lies in the gold's sentence with the same category and the same parties. Predictions
are paired with gold events one to one, the best pairs first. A gold event is *found* when it has a prediction; the other
figures are shares of those found (``day`` asks for the day itself, ``when`` lets wider bounds pass, ``sizes`` for each size of
the gold among those of the event, wherever it is told). Doubtful gold events take predictions and count in no figure. A *false fact* is an
asserted positive prediction on a trap, on a gold event that is no fact, or on nothing. Events of comments are left out.
"""

from __future__ import annotations

import csv
import json
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dragoman import code
from dragoman.export import Names, dump_record, encode_record
from dragoman.model import Page
from dragoman.pages import read
from tests.gates import event_gold as gold_file
from tests.gates.event_gold import Answers, GoldEvent, GoldSize, Main, PageGold, Range, Trap
from tests.gates.event_tellings import Counted, Prediction, predictions, span_of

ROOT = Path(__file__).resolve().parent.parent.parent
#: The gold file and the folder of the pages, by name.
SETS = {
    "seeds": (gold_file.SEED_EVENTS, ROOT.parent / "shared" / "seeds"),
    "examples": (gold_file.EXAMPLE_EVENTS, ROOT / "examples"),
    "fresh": (gold_file.FRESH_EVENTS, ROOT / "tests" / "pages" / "events"),
    "fresh2": (gold_file.FRESH2_EVENTS, ROOT / "tests" / "pages" / "events"),
}
#: Shares of the gold events found, in the order of the table.
OF_FOUND = (
    "category",
    "mode",
    "parties",
    "countries",
    "kind",
    "time",
    "sources",
    "when",
    "day",
    "where",
    "sizes",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """Counts over one or more pages: ``right`` of ``asked`` by figure, predictions in all, and faults by offsets."""

    right: Counter[str]
    asked: Counter[str]
    predicted: int
    false_facts: int
    faults: tuple[str, ...]

    def share(self, figure: str) -> float:
        """Share in 0..1; 0.0 when nothing was asked."""
        return self.right[figure] / self.asked[figure] if self.asked[figure] else 0.0


def _overlap(one: Iterable[Range], other: Iterable[Range]) -> bool:
    other = tuple(other)
    return any(a < d and c < b for a, b in one for c, d in other)


def _category_fits(guess: Prediction, gold: GoldEvent) -> bool:
    negative = guess.polarity != "positive" and guess.category in gold.negated
    return guess.category in gold.category or negative


def _kind_fits(guess: Prediction, gold: GoldEvent) -> bool:
    negative = guess.polarity == "negative" and guess.category in gold.negated
    return guess.kind in gold.kind and (negative or guess.polarity in gold.polarity)


def _filled(codes: Sequence[str], slots: Sequence[Answers], also: Answers, letters: int | None) -> bool:
    """Whether each slot has one of its codes, and each code its slot; ``letters`` of a code are compared."""
    have = {code[:letters] for code in codes}
    want = [{str(code)[:letters] for code in slot} for slot in slots]
    known = {str(code)[:letters] for code in also}.union(*want)
    return all(slot & have for slot in want) and have <= known


def _parties_fit(guess: Prediction, gold: GoldEvent, letters: int | None = None) -> bool:
    if gold.reciprocal:
        return _filled(
            (*guess.actors, *guess.recipients), (*gold.actors, *gold.recipients), gold.also, letters
        )
    return _filled(guess.actors, gold.actors, gold.also, letters) and _filled(
        guess.recipients, gold.recipients, gold.also, letters
    )


def _touches(guess: Prediction, gold: GoldEvent) -> bool:
    if _overlap(guess.trigger, gold.trigger):
        return True
    near = _overlap(guess.trigger, [gold.sentence])
    return near and _category_fits(guess, gold) and _parties_fit(guess, gold)


def _closeness(guess: Prediction, gold: GoldEvent) -> tuple[bool, ...]:
    return (
        _category_fits(guess, gold),
        _overlap(guess.trigger, gold.trigger),
        _kind_fits(guess, gold),
        _parties_fit(guess, gold),
        guess.time in gold.time,
    )


def _is_trapped(guess: Prediction, trap: Trap, events: Iterable[GoldEvent]) -> bool:
    """Whether a prediction states what the trap says is none; a gold fact in the same words excuses it."""
    if not _overlap(guess.trigger, [trap.span]) or (
        trap.categories and guess.category not in trap.categories
    ):
        return False
    if trap.actor and not any(code.startswith(trap.actor) for code in guess.actors):
        return False
    excuses = (
        gold
        for gold in events
        if gold.is_fact and _overlap(guess.trigger, gold.trigger) and _category_fits(guess, gold)
    )
    return not any(_parties_fit(guess, gold) or trap.actor is None for gold in excuses)


def is_false_fact(guess: Prediction, gold: PageGold) -> bool:
    """Whether a prediction asserts what the page does not."""
    if not guess.states_a_fact:
        return False
    if any(_is_trapped(guess, trap, gold.events) for trap in gold.traps):
        return True
    touched = [event for event in gold.events if _touches(guess, event)]
    return not touched or not max(touched, key=lambda event: _closeness(guess, event)).is_fact


def pairs(guesses: Sequence[Prediction], gold: PageGold) -> dict[str, Prediction]:
    """The prediction of each gold event that has one, by the gold's id: one to one, the closest first."""
    edges = [
        (_closeness(guess, event), -at, event.id, guess)
        for at, guess in enumerate(guesses)
        for event in gold.events
        if _touches(guess, event) and not is_false_fact(guess, gold)
    ]
    out: dict[str, Prediction] = {}
    used: set[int] = set()
    for _, at, name, guess in sorted(edges, key=lambda edge: edge[:3], reverse=True):
        if name not in out and at not in used:
            out[name] = guess
            used.add(at)
    return out


def verdict(guess: Prediction, gold: PageGold) -> tuple[bool, bool] | None:
    """Whether category and countries of a prediction are right; None where it states no fact on words that are a trap."""
    touched = [event for event in gold.events if _touches(guess, event)]
    if touched:
        best = max(touched, key=lambda event: _closeness(guess, event))
        return _category_fits(guess, best), _parties_fit(guess, best, 3)
    trapped = any(_overlap(guess.trigger, [trap.span]) for trap in gold.traps)
    return None if trapped and not guess.states_a_fact else (False, False)


def _sources_fit(guess: Prediction, gold: GoldEvent) -> bool:
    return any(
        len(chain) == len(guess.chain)
        and all(
            have is None or have & {str(code)[:3] for code in want}
            for have, want in zip(guess.chain, chain, strict=True)
        )
        for chain in gold.chains
    )


def _bounds(edtf: str) -> tuple[str, str]:
    """First and last day of a date or interval as texts that compare; an open end is before or after all."""
    start, _, end = edtf.partition("/")
    return start.replace("..", ""), (end or start).replace("..", "9") + "-99"


def _when_fits(guess: str | None, gold: Answers) -> bool:
    """Whether a day is right, or bounds hold a right day; where no day can be known, open bounds cannot be wrong."""
    days = [day for day in gold if day is not None]
    if guess in gold:
        return True
    if guess is None:
        return False
    start, end = _bounds(guess)
    if not days:
        return ".." in guess
    return any(start <= first and last <= end for first, last in map(_bounds, days))


def _figures(guess: Prediction, gold: GoldEvent) -> dict[str, bool]:
    """What is right of an event found; a figure that does not apply is left out."""
    category = _category_fits(guess, gold)
    out = {
        "category": category,
        "parties": _parties_fit(guess, gold),
        "countries": _parties_fit(guess, gold, 3),
        "kind": _kind_fits(guess, gold),
        "time": guess.time in gold.time,
        "sources": _sources_fit(guess, gold),
        "when": _when_fits(guess.when, gold.when),
    }
    if gold.when[0] is not None:
        out["day"] = guess.when in gold.when
    if category:
        out["mode"] = guess.mode in gold.mode
    if gold.where is not None:
        out["where"] = guess.where is not None and _overlap([guess.where], [gold.where])
    if gold.sizes:
        out["sizes"] = all(any(_counts(have, size) for have in guess.sizes) for size in gold.sizes)
    return out


def _counts(have: Counted, size: GoldSize) -> bool:
    """Whether a size is the gold's; of *at least N* the upper end does not matter."""
    kind, low, high, at_least = have
    same_end = size.at_least or high == size.high
    return kind == size.kind and low in size.low and same_end and at_least == size.at_least


def _dice(one: Range, other: Range) -> float:
    shared = max(0, min(one[1], other[1]) - max(one[0], other[0]))
    return 2 * shared / (one[1] - one[0] + other[1] - other[0])


def _main_figures(record: dict[str, Any], main: Main, found: dict[str, Prediction]) -> dict[str, bool]:
    """Whether the main event is one of the gold's, and each slot covers about the gold's words (Dice of .5 or more)."""
    said = record.get("main") or {}
    named = {found[name].event for name in main.events if name in found}
    out = {"main": said.get("event") is not None and said.get("event") in named}
    for slot, wanted in main.slots.items():
        have = span_of(said.get(slot))
        out[f"main {slot}"] = have is not None and any(_dice(have, span) >= 0.5 for span in wanted)
    return out


def score(record: dict[str, Any], gold: PageGold) -> Score:
    """The score of one record."""
    guesses = predictions(record)
    found = pairs(guesses, gold)
    false = [guess for guess in guesses if is_false_fact(guess, gold)]
    right: Counter[str] = Counter()
    asked: Counter[str] = Counter()
    faults = [f"{gold.file} false fact {_words(guess)}" for guess in false]

    def count(figures: dict[str, bool], what: str) -> None:
        for name, good in figures.items():
            asked[name] += 1
            right[name] += good
            if not good:
                faults.append(f"{gold.file} {name} {what}")

    for event in gold.events:
        if event.doubtful:
            continue
        what = f"of {event.id} {list(event.trigger)} {event.category[0]}"
        count({"found": event.id in found}, what)
        if event.id in found:
            count(_figures(found[event.id], event), f"{what}: {_words(found[event.id])}")
    count(_main_figures(record, gold.main, found), "")
    return Score(
        right=right, asked=asked, predicted=len(guesses), false_facts=len(false), faults=tuple(faults)
    )


def _words(guess: Prediction) -> str:
    parties = f"{'+'.join(guess.actors) or '-'} > {'+'.join(guess.recipients) or '-'}"
    return (
        f"{list(guess.trigger)} {guess.category}/{guess.mode or '-'} {parties} {guess.kind} {guess.polarity} "
        f"{guess.time} {len(guess.chain)} sources {guess.when or '-'}"
    )


def total(scores: Iterable[Score]) -> Score:
    """The sum of scores."""
    scores = tuple(scores)
    return Score(
        right=sum((one.right for one in scores), Counter()),
        asked=sum((one.asked for one in scores), Counter()),
        predicted=sum(one.predicted for one in scores),
        false_facts=sum(one.false_facts for one in scores),
        faults=tuple(fault for one in scores for fault in one.faults),
    )


def page_of(path: Path) -> Page:
    """The page of a file that holds one."""
    (page,) = (found for found in read(path) if isinstance(found, Page))
    return page


def gold_of(name: str) -> tuple[PageGold, ...]:
    """The gold of a set, in offsets."""
    source, folder = SETS[name]
    rows = gold_file.entries(source)
    if name != "seeds":
        rows = [gold_file.placed(row, page_of(folder / row["file"]).text) for row in rows]
    return tuple(gold_file.read_entry(row) for row in rows)


def record_of(path: Path) -> dict[str, Any]:
    """The record of a page, coded now with what the manifest beside it says of it.

    Raises:
        InputError: when the page could not be coded.
    """
    manifest = path.parent / "manifest.csv"
    lines = manifest.read_text(encoding="utf-8").splitlines() if manifest.exists() else []
    rows = list(csv.DictReader(lines))
    said = next((row for row in rows if row["file"] == path.name), {})
    coded = code(
        path,
        outlet=said.get("outlet") or None,
        url=said.get("url") or None,
        published=said.get("published") or None,
        saved_at=said.get("saved_at") or None,
    )
    record: dict[str, Any] = json.loads(dump_record(encode_record(coded, comments=Names.NAMED)))
    return record


def run(name: str, records: Sequence[Path] = ()) -> dict[str, Score]:
    """The score of each page of a set by its file; from ``records`` when given, else coded now.

    Raises:
        ValueError: when a record is of no page of the set.
    """
    gold = {one.sha256: one for one in gold_of(name)}
    folder = SETS[name][1]
    read_in = (
        [json.loads(path.read_text(encoding="utf-8")) for path in records]
        if records
        else [record_of(folder / one.file) for one in gold.values()]
    )
    unknown = [record["page"]["id"] for record in read_in if record["page"]["id"] not in gold]
    if unknown:
        raise ValueError(f"records of other pages: {unknown}")
    return {gold[one["page"]["id"]].file: score(one, gold[one["page"]["id"]]) for one in read_in}


def table(scores: dict[str, Score]) -> str:
    """The figures as a Markdown table: one line a page, and the sum."""
    rows = {**scores, "all": total(scores.values())}
    mains = tuple(
        dict.fromkeys(name for one in rows.values() for name in one.asked if name.startswith("main"))
    )
    names = ("found", *OF_FOUND, *mains)
    lines = [
        f"| page | tellings | false facts | {' | '.join(names)} |",
        "|---" * (len(names) + 3) + "|",
    ]
    for page, one in rows.items():
        cells = [f"{one.right[name]}/{one.asked[name]}" for name in names]
        lines.append(f"| {page} | {one.predicted} | {one.false_facts} | {' | '.join(cells)} |")
    return "\n".join(lines)


def main(arguments: Sequence[str]) -> int:
    """Print the table of a set; 2 on bad usage."""
    rest = [one for one in arguments if one != "--misses"]
    if not rest or rest[0] not in SETS:
        sys.stderr.write(__doc__ or "")
        return 2
    scores = run(rest[0], [Path(one) for one in rest[1:]])
    sys.stdout.write(table(scores) + "\n")
    if "--misses" in arguments:
        sys.stdout.write("".join(f"{fault}\n" for fault in total(scores.values()).faults))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
