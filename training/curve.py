"""The learning curve out of a run's log."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

#: What the table shows, with its column's name.
COLUMNS = {
    "ewt.las": "EWT LAS",
    "ewt.uas": "UAS",
    "ewt.upos": "UPOS",
    "gum.las": "GUM LAS",
    "politics.ner4": "names 4",
    "politics.ner3": "names 3",
    "polnear.source.span": "source",
    "polnear.cue.span": "cue",
    "polnear.content.span": "content",
    "polnear.content.token": "content tokens",
}


def table_of(rows: Iterable[Mapping[str, object]]) -> str:
    """A Markdown table: millions of pieces, pieces a CPU second since the last line, then the dev figures."""
    lines = [
        "| M pieces | " + " | ".join(COLUMNS.values()) + " | pieces/CPU s |",
        "|" + "---|" * (len(COLUMNS) + 2),
    ]
    speeds: list[float] = []
    for row in rows:
        if isinstance(row.get("pieces_per_cpu_second"), int | float):
            speeds.append(float(str(row["pieces_per_cpu_second"])))
        dev = row.get("dev")
        if isinstance(dev, Mapping):
            figures = " | ".join(f"{dev[name]:.1f}" if name in dev else "" for name in COLUMNS)
            speed = f"{sum(speeds) / len(speeds):,.0f}" if speeds else ""
            lines.append(f"| {float(str(row['pieces'])) / 1e6:.2f} | {figures} | {speed} |")
            speeds = []
    return "\n".join(lines)
