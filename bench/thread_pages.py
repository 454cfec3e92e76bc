"""The made pages of comment systems (``tests/pages/threads``) as one gold file for a thread scorer.

Usage: ``python -m bench.thread_pages GOLD`` writes a JSON list of ``{"page", "comments"}``, a page by its file name, a
comment with ``author``, ``date``, ``text``, ``reply_to`` (an index or null) and ``votes``. Without ``GOLD`` it prints
what there is, page by page.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).resolve().parent.parent / "tests" / "pages" / "threads"
PAGES = FOLDER / "pages"
#: What a thread scorer compares; the other fields of an expectation say more of the page.
SCORED = ("author", "date", "text", "reply_to", "votes")


def load(folder: Path = FOLDER) -> list[dict[str, Any]]:
    """Every expectation in ``folder``, by name of its file, as ``README.md`` there describes it."""
    return [json.loads(path.read_text(encoding="utf-8")) for path in sorted(folder.glob("*.json"))]


def gold(folder: Path = FOLDER) -> list[dict[str, Any]]:
    """What a thread scorer asks of every page in ``folder``."""
    return [
        {
            "page": page["page"],
            "comments": [{key: comment[key] for key in SCORED} for comment in page["comments"]],
        }
        for page in load(folder)
    ]


def table(pages: list[dict[str, Any]]) -> str:
    """The pages as a Markdown table: layout, language, where the markup is from, comments, replies, declared."""
    rows = [
        "| page | layout | language | markup | comments | replies | declared |",
        "|---|---|---|---|---|---|---|",
    ]
    for page in pages:
        replies = sum(comment["reply_to"] is not None for comment in page["comments"])
        cells = (
            page["page"].removesuffix(".html"),
            page["layout"],
            page["lang"],
            page["basis"],
            len(page["comments"]),
            replies,
            "-" if page["declared"] is None else page["declared"],
        )
        rows.append(f"| {' | '.join(map(str, cells))} |")
    return "\n".join(rows)


def main(arguments: list[str]) -> int:
    """Write the gold file, or print the table; 2 when the file cannot be written."""
    if not arguments:
        print(table(load()))
        return 0
    try:
        Path(arguments[0]).write_text(
            json.dumps(gold(), ensure_ascii=False, indent=1) + "\n", encoding="utf-8"
        )
    except OSError as error:
        print(f"thread_pages: {error}", file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
