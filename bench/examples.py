"""How well the example pages are read: every field of the record against its expectation.

Usage: ``python -m bench.examples [FOLDER] [--faults]`` prints a table of hits, misses and false finds by field. FOLDER
holds other expectations, and their pages in ``FOLDER/pages`` (``tests/pages/more``); without it the pages are those of
``examples/``, whose expectations were written before any layout code (``tests/pages/README.md``).
"""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
EXAMPLES, EXPECTED = ROOT / "examples", ROOT / "tests" / "pages"


@dataclass
class Score:
    """Counts by field: found as expected, expected but missed, found but not expected."""

    hits: Counter[str] = field(default_factory=Counter)
    missed: Counter[str] = field(default_factory=Counter)
    extra: Counter[str] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)

    def compare(self, name: str, want: Iterable[Any], have: Iterable[Any], *, sample: bool = False) -> None:
        """Compare two bags of values; a ``sample`` of expectations makes no false finds."""
        wanted, had = Counter(map(_key, want)), Counter(map(_key, have))
        self.hits[name] += (wanted & had).total()
        missed, extra = wanted - had, Counter() if sample else had - wanted
        self.missed[name] += missed.total()
        self.extra[name] += extra.total()
        self.faults += [f"{name}: missed {value[:110]}" for value in missed.elements()]
        self.faults += [f"{name}: not expected {value[:110]}" for value in extra.elements()]

    def f1(self, name: str) -> float:
        """F1 of a field in 0..1 (1.0 when there is nothing to find and nothing was found)."""
        wrong = self.missed[name] + self.extra[name]
        total = 2 * self.hits[name] + wrong
        return 2 * self.hits[name] / total if total else 1.0

    def table(self) -> str:
        """The counts as a Markdown table."""
        names = list(dict.fromkeys([*self.hits, *self.missed, *self.extra]))
        rows = ["| field | as expected | missed | not expected | F1 |", "|---|---|---|---|---|"]
        rows += [
            f"| {n} | {self.hits[n]} | {self.missed[n]} | {self.extra[n]} | {self.f1(n):.3f} |" for n in names
        ]
        return "\n".join(rows)


def _key(value: Any) -> str:
    if isinstance(value, str):
        return " ".join(value.replace("\u00a0", " ").split())
    return json.dumps(value, ensure_ascii=False, sort_keys=True)


def _edtf(value: str | None) -> str | None:
    """A date without empty seconds and with UTC written one way: how it is printed is not at stake."""
    return value and re.sub(r"(T\d\d:\d\d):00(?=\D|$)", r"\1", value).replace("+00:00", "Z")


def _ends(text: str) -> str:
    text = _key(text)
    return f"{text[:25]} ... {text[-25:]}"


def _long(entry: Any, key: str = "start") -> str:
    if isinstance(entry, str):
        return _ends(entry)
    return f"{_key(entry[key])[:25]} ... {_key(entry['end'])[-25:]}"


def score_page(record: dict[str, Any], text: str, want: dict[str, Any], score: Score) -> None:
    """Add one page's comparison to ``score``. ``record`` names commenters; ``text`` is the page's text."""
    article = record["article"] or {
        "title": None,
        "paragraphs": [],
        "authors": [],
        "tags": [],
        "related": [],
        "dates": [],
    }
    blocks: dict[str, list[str]] = {}
    for block in record["blocks"]:
        blocks.setdefault(block["kind"], []).append(text[block["span"][0] : block["span"][1]].strip())
    score.compare(
        "title",
        [want["title"]] if want["title"] else [],
        [article["title"]["text"]] if article["title"] else [],
    )
    score.compare("title repeats", [want["title_repeats"]], [len(blocks.get("title", []))])
    deks = [want["dek"]] if isinstance(want["dek"], str) else want["dek"] or []
    score.compare("dek", deks, blocks.get("dek", []))
    score.compare("authors", want["authors"], [a["text"] for a in article["authors"]])
    score.compare(
        "paragraphs", map(_long, want["paragraphs"]), [_ends(p["text"]) for p in article["paragraphs"]]
    )
    for name, kind in (("subheads", "subhead"), ("captions", "caption"), ("credits", "credit")):
        bare = [text.strip(" ()[]") for text in blocks.get(kind, [])]
        score.compare(name, [text.strip(" ()[]") for text in want[name]], bare)
    score.compare("tags", want["tags"], article["tags"])
    score.compare("related", want["related"], [r["text"] for r in article["related"]])
    furniture = "\n".join(map(_key, blocks.get("furniture", [])))
    score.compare("furniture", want["furniture"], [f for f in want["furniture"] if _key(f) in furniture])
    published = article["published"]["value"] if record["article"] and article["published"] else None
    score.compare("published", [_edtf(want["published"])], [_edtf(published)])
    dates = [d for d in want["dates"] if d["kind"] != "in text"]
    have = [d for d in article["dates"] if d["kind"] != "in text"]
    triples = ([[d["kind"], _edtf(d["value"]), d["accepted"]] for d in side] for side in (dates, have))
    score.compare("dates", *triples)
    _score_thread(record["thread"], want["thread"], text, score)


def _score_thread(have: Any, want: Any, text: str, score: Score) -> None:
    score.compare("thread", [want is not None], [have is not None])
    if want is None or have is None:
        return
    score.compare("declared", [want["declared"]], [have["declared"]])
    ours, theirs = have["comments"], want["comments"]
    score.compare(
        "comments", [_long(c) for c in theirs], [_ends(text[c["span"][0] : c["span"][1]]) for c in ours]
    )
    for name in (
        "author",
        "date",
        "votes",
        "reply_to",
        "reply_name",
        "reply_inferred",
        "reply_basis",
        "labels",
    ):
        wanted, had = (
            [
                [i, _edtf(c[name]) if name == "date" else c[name]]
                for i, c in enumerate(side)
                if c[name] not in (None, [], "none")
            ]
            for side in (theirs, ours)
        )
        score.compare(f"comment {name}", wanted, had)
    quotes = [[i, _key(q["article"])] for i, c in enumerate(theirs) for q in c["quotes"]]
    own = [
        [i, _key(text[q["article"][0] : q["article"][1]])] for i, c in enumerate(ours) for q in c["quotes"]
    ]
    score.compare("comment quotes", quotes, own)
    of = [[i, q["of"], _key(q["comment"])] for i, c in enumerate(theirs) for q in c["comment_quotes"]]
    own = [
        [i, q["of"], _key(text[q["comment"][0] : q["comment"][1]])]
        for i, c in enumerate(ours)
        for q in c["comment_quotes"]
    ]
    score.compare("comment comment_quotes", of, own)


def _overlap(a: tuple[int, int], b: list[list[int]]) -> float:
    one, two = set(range(*a)), {i for start, end in b for i in range(start, end)}
    return 2 * len(one & two) / (len(one) + len(two) or 1)


def _inside(a: tuple[int, int], b: list[list[int]]) -> float:
    one, two = set(range(*a)), {i for start, end in b for i in range(start, end)}
    return len(one & two) / (len(one) or 1)


def _place(text: str, entry: Any, begin: int) -> tuple[int, int] | None:
    if isinstance(entry, str):
        at = text.find(entry, begin)
        return (at, at + len(entry)) if at >= 0 else None
    at = text.find(entry["start"], begin)
    end = text.find(entry["end"], max(at, 0))
    return (at, end + len(entry["end"])) if 0 <= at <= end else None


def score_statements(record: dict[str, Any], text: str, want: dict[str, Any], score: Score) -> None:
    """Statements and actors of one page against the expectation (statements there are complete for quotations)."""
    names = {actor["id"]: {actor["name"], *actor["aliases"]} for actor in record["actors"]}
    # The outlet's own sentences are there for the events on them; the expectation lists none.
    own = [s for s in record["statements"] if s["lane"] == "article" and s["rule"] != "own-sentence"]
    begin = record["article"]["paragraphs"][0]["span"][0] if record["article"] else 0
    used: set[str] = set()
    for entry in want["statements"]:
        place = _place(text, entry["content"], begin)
        if place is None:
            score.faults.append(f"expectation not on the page: {entry['content']}")
            continue
        spans = {s["id"]: s["content"] or ([s["topic"]["span"]] if s.get("topic") else []) for s in own}
        best = max(
            own, key=lambda s: (_overlap(place, spans[s["id"]]), _inside(place, spans[s["id"]])), default=None
        )
        whole = max(own, key=lambda s: _inside(place, spans[s["id"]]), default=None)
        if (
            best is not None
            and whole is not None
            and _overlap(place, spans[best["id"]]) < 0.5
            and len(spans[whole["id"]]) > 1
        ):
            best = whole  # a quotation that its cue splits is one statement here
        quoted = entry["style"] in {"direct", "mixed"}
        name = "quotations" if quoted else f"statements {entry['style']}"
        found = best is not None and (
            _overlap(place, spans[best["id"]]) >= 0.5
            or (len(spans[best["id"]]) > 1 and _inside(place, spans[best["id"]]) >= 0.9)
        )
        shown = _key(text[place[0] : place[1]])[:80]
        score.compare(name, [shown], [shown] if found else [])
        if best is None or not found:
            continue
        used.add(best["id"])
        layers = [layer["source"] for layer in best["chain"] if layer["source"]]
        speaker = layers[-1] if layers else None
        score.compare("statement style", [[shown, entry["style"]]], [[shown, best["style"]]])
        score.compare("statement kind", [[shown, entry["kind"]]], [[shown, best["factuality"]["kind"]]])
        if entry["source"] and best["style"] != "silence":
            same = speaker is not None and (
                entry["source"] in speaker["text"] or speaker["text"] in entry["source"]
            )
            had = entry["source"] if same else speaker and speaker["text"]
            score.compare("statement source", [[shown, entry["source"]]], [[shown, had]])
        if entry["speaker"] and best["style"] != "silence":
            known = names.get(speaker["actor"], set()) if speaker else set()
            had = entry["speaker"] if entry["speaker"] in known else min(known, default=None)
            score.compare("statement speaker", [[shown, entry["speaker"]]], [[shown, had]])
        middle = [layer["text"] for layer in layers[:-1]]
        wanted = entry["intermediaries"]
        had = [
            w
            if any(
                w in m or m in w or w in names.get(x["actor"], ())
                for m, x in zip(middle, layers[:-1], strict=True)
            )
            else "-"
            for w in wanted
        ]
        score.compare("statement intermediaries", wanted, had)
    rest = [
        s for s in own if s["style"] in {"direct", "mixed"} and s["id"] not in used and not s.get("within")
    ]
    score.compare("quotations", [], [_key(text[s["content"][0][0] : s["content"][-1][1]])[:80] for s in rest])
    wanted = [[a["text"], a["actor"]] for a in want["actors"]]
    score.compare("actors", wanted, [[a["text"], _named(record, text, names, a)] for a in want["actors"]])


def _named(record: dict[str, Any], text: str, names: dict[str, set[str]], want: dict[str, str]) -> str | None:
    """The expected actor, when a mention at some place of these words means it; else what a mention there means."""
    places = [m.span() for m in re.finditer(re.escape(want["text"]), text)]
    inside = [
        names.get(m["actor"] or "", set())
        for m in record["mentions"]
        if any(a <= m["span"][0] and m["span"][1] <= b for a, b in places)
    ]
    if any(want["actor"] in known for known in inside):
        return want["actor"]
    return next((min(known) for known in inside if known), None)


def run(expected: Path = EXPECTED, pages: Path = EXAMPLES) -> Score:
    """All pages with an expectation in ``expected`` through the library, compared.

    Statements and actors are compared only where a page's expectation lists any.
    """
    from dragoman import code
    from dragoman.export import Names, encode_record

    score = Score()
    for path in sorted(expected.glob("*.json")):
        want = json.loads(path.read_text(encoding="utf-8"))
        coded = code(pages / want["file"])
        record = encode_record(coded, comments=Names.NAMED)
        before = len(score.faults)
        score_page(record, coded.page.text, want, score)
        if want["statements"] or want["actors"]:
            score_statements(record, coded.page.text, want, score)
        score.faults[before:] = [f"{want['file'][:24]}: {fault}" for fault in score.faults[before:]]
    return score


if __name__ == "__main__":
    folders = [Path(argument) for argument in sys.argv[1:] if not argument.startswith("--")]
    result = run(folders[0], folders[0] / "pages") if folders else run()
    if "--faults" in sys.argv:
        print("\n".join(result.faults))
    print(result.table())
