"""The task ``stories``: the storyline of each row."""

from __future__ import annotations

import json
import sys
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from dragoman.errors import InputError
from dragoman.model import Span
from dragoman.stories import Account, Rarity, day_of, group, read_rarity


def stories(source: Path, target: Path) -> None:
    """``id`` and ``story`` for JSONL rows with ``id``, ``title``, ``text``, ``date``, ``outlet``; a bad row is a story alone.

    Raises:
        InputError: when ``source`` is not UTF-8.
    """
    try:
        lines = source.read_text(encoding="utf-8").split("\n")
    except UnicodeDecodeError as error:
        raise InputError(f"{source}: not UTF-8 ({error})") from error
    accounts: dict[str, Account] = {}
    order: list[str | None] = []
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        found: Any = None
        try:
            found = json.loads(line)
            account = account_of_row(found)
        except (ValueError, KeyError, TypeError) as error:
            print(f"predict stories: line {number}: {error!r}", file=sys.stderr)
            order.append(found.get("id") if isinstance(found, dict) else None)
            continue
        accounts[account.page] = account
        order.append(account.page)
    of = group(accounts.values(), rarity()).storyline_of()
    rows = ({"id": one, "story": of.get(one or "", f"alone-{number}")} for number, one in enumerate(order))
    target.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")


def account_of_row(row: dict[str, Any]) -> Account:
    """The account of a row; its whole text is body. A date that is no day counts as unknown.

    Raises:
        KeyError, TypeError: when the row has no id or no text, or a field is no string.
    """
    for name in ("id", "title", "text", "date", "outlet"):
        if not isinstance(row.get(name), str | None) or (name in {"id", "text"} and row[name] is None):
            raise TypeError(f"{name} is no string")
    text, day = row["text"], row.get("date")
    return Account(
        page=row["id"],
        text=text,
        body=(Span(page=row["id"], start=0, end=len(text)),) if text else (),
        title=row.get("title") or None,
        outlet=row.get("outlet") or None,
        published=day_of(day[:10]) if day else None,
    )


@cache
def rarity() -> Rarity:
    """The shipped word counts."""
    file = files("dragoman") / "knowledge" / "stories" / "words.csv"
    return read_rarity(file.read_text(encoding="utf-8").splitlines())
