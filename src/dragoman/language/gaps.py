"""The places where a sentence may end, and what can be seen around each.

The text is cut at white space (and behind a mark that a capital follows without a space) into pieces; between
two pieces is a gap. A gap where something speaks for a boundary is described by features: short strings such as
``mark=.`` or ``next=Title``, whose weights `dragoman.language.boundaries` adds up. One pass, in time linear in
the text's length.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from dragoman.language.abbreviations import ALL, BEFORE_NAMES, BEFORE_NUMBERS

_PIECE = re.compile(r"\S++")
_GLUED = re.compile(
    r"(?<=[^\W\d_]{2})[.!?…]++[\"'”’)]{0,2}+(?=[\"“(]?[A-Z][a-z'’]|I\b|A\b)|(?<!\.)\.{2,}+(?=[A-Za-z])|(?<![!?])[!?]++(?=[a-z])|(?<=[a-z]{3})\.(?=[a-z]{2,9}\b(?![.@/]))"
)
_CLOSERS = "\"'”’»)]}›*_"
_OPENERS = "\"'“„«‘‚([{‹*_¿¡`"
_STOPS = ".!?…"
_FACE = re.compile(r"[:;=8xX]['^o-]?[()DPpO\]\[/\\|*]+|\^[_.-]?\^|<3|\({1,}[:;=]|\){2,}|[xX]D+")
_NET = re.compile(r"(?:https?|ftp)://|www\.|[\w.+-]+@[\w.-]+\Z|[\w-]+\.(?:com|org|net|ru|html?)\W*\Z")
_NOTE = re.compile(r"(?:\[[\d,–-]{1,9}\])+\Z")
_DOTTED = re.compile(r"(?:[A-Z]-)?(?:[^\W\d_]\.)+[^\W\d_]?")
_BULLET = re.compile(r"[-–—•·*#>+=~_|]+\Z")
_LABEL = re.compile(r"\(?(?:\d{1,2}|[a-zA-Z]|[ivx]{1,4})[.):]+\Z")

#: Words that, capitalised, rather begin a sentence than stand in a name.
_STARTERS = frozenset(
    """
    the a an this that these those he she it they we you i his her its their our my your there here in on at for
    from by with as after before during when while since until if unless although though because but and or so
    yet however meanwhile moreover still then now also both some many most all no not who what why how where
    which according later last one two are is was were do does did can could would please thanks thank
    """.split()
)

#: Pieces that stand for an end mark, being none of the words of the sentence.
_WHOLE = frozenset({"face", "net", "sign", "note"})

#: The feature that every gap has.
ALWAYS = "always"


@dataclass(frozen=True, slots=True)
class Gap:
    """A gap: the piece before ends at letter ``end``, the next begins at ``start``; what is seen around it."""

    end: int
    start: int
    features: tuple[str, ...]


class _Piece(NamedTuple):  # made for every word: cheaper than a frozen class
    """A piece of the text taken apart: opening marks, core, end mark, closing marks."""

    start: int
    end: int
    core: str
    low: str
    shape: str
    opening: str
    mark: str
    closing: str


def pieces(text: str) -> list[tuple[int, int]]:
    """The text between white space, cut also where a sentence seems to begin without a space before it."""
    out: list[tuple[int, int]] = []
    for match in _PIECE.finditer(text):
        start, end = match.span()
        if end - start > 4 and "://" not in match.group() and not _NET.match(match.group()):
            for glued in _GLUED.finditer(text, start, end):
                if start < glued.end() < end:
                    out.append((start, glued.end()))
                    start = glued.end()
        out.append((start, end))
    return out


def gaps(text: str, common: frozenset[str]) -> Iterator[Gap]:
    """The gaps of ``text`` where a sentence may end, in order.

    ``common`` holds words that are mostly written in lower case: a capital there is a sign of a beginning.
    """
    cut = pieces(text)
    if len(cut) < 2:
        return
    around = [_piece(text, start, end) for start, end in cut]
    reach = _to_next_stop(around)
    loose = f"loose={_looseness(around)}"
    quoted = False
    since = 0
    for place in range(len(around) - 1):
        before, after = around[place], around[place + 1]
        since += 1
        if text.count('"', before.start, before.end) % 2:
            quoted = not quoted
        line = _line(text, before.end, after.start)
        if _may_end(before, after, line):
            features = _features(around, place, line, common)
            features.append(f"inside={int(quoted)}{before.mark[-1:]}")
            features.append(f"since={min(since, 6)}{before.mark[:1]}")
            features.append(f"reach={min(reach[place + 1], 6)}{before.mark[:1]}")
            features.append(f"{loose}{before.mark[:1]}{after.shape}")
            yield Gap(before.end, after.start, tuple(features))
        if before.mark[-1:] in {".", "!", "?", "…"} or line:
            since = 0


def _line(text: str, end: int, start: int) -> str:
    """What the white space says: nothing, a line's end, or a blank line."""
    if start - end == 1 and text[end] == " ":
        return ""
    breaks = text.count("\n", end, start)
    return "" if not breaks else "line" if breaks == 1 else "blank"


def _may_end(before: _Piece, after: _Piece, line: str) -> bool:
    if line or before.mark or before.end == after.start:
        return True
    if before.shape in {"net", "face", "sign"} or after.shape in {"net", "face", "sign", "label", "digit"}:
        return True
    return after.opening != "" or after.shape in {"Title", "UPPER", "Single", "I"}


def _piece(text: str, start: int, end: int) -> _Piece:
    whole = text[start:end]
    if whole.isalpha():
        return _Piece(start, end, whole, whole.lower(), _shape(whole), "", "", "")
    if _FACE.fullmatch(whole):
        return _Piece(start, end, whole, "", "face", "", "", "")
    if _BULLET.match(whole):
        return _Piece(start, end, whole, whole[:3], "sign", "", "", "")
    if _NET.match(whole):
        return _Piece(start, end, whole, "", "net", "", _mark(whole[-1:]), "")
    note = _NOTE.search(whole, max(0, end - start - 60)) if whole[-1] == "]" else None
    if note and not note.start():
        return _Piece(start, end, whole, "", "note", "", "", "")
    body = whole[: note.start()] if note and note.start() else whole
    stem = body.rstrip(_CLOSERS)
    closing = "note" if body != whole else _closing(body[len(stem) :])
    core = stem.rstrip(".!?…:;,-–—")
    mark = _mark(stem[len(core) :])
    inner = core.lstrip(_OPENERS)
    opening = _opening(core[: len(core) - len(inner)])
    if _LABEL.match(whole):
        return _Piece(start, end, inner, inner.lower(), "label", opening, mark, closing)
    return _Piece(start, end, inner, inner.lower() or whole[:3], _shape(inner), opening, mark, closing)


def _closing(marks: str) -> str:
    if not marks:
        return ""
    return "quote" if any(mark in "\"'”’»›" for mark in marks) else "bracket"


def _opening(marks: str) -> str:
    if not marks:
        return ""
    return "quote" if any(mark in "\"'“„«‘‚‹`" for mark in marks) else "bracket"


def _mark(marks: str) -> str:
    """The kind of an end mark: runs are written with one or two letters."""
    if len(marks) <= 1:
        return marks
    if set(marks) <= {".", "…"}:
        return "..."
    if "?" in marks:
        return "?"
    if "!" in marks:
        return "!!"
    return marks[0] if marks[0] == "." and marks[-1] in ",;:" else marks[-1]


def _shape(core: str) -> str:
    if not core:
        return "none"
    first = core[0]
    if first.isdigit():
        return "digit"
    if len(core) == 1:
        return (
            "I" if core == "I" else "Single" if first.isupper() else "single" if first.islower() else "other"
        )
    if _DOTTED.fullmatch(core):
        return "dotted" if first.islower() else "Dotted"
    if first.isupper():
        return "UPPER" if core.isupper() else "Title"
    if first.islower():
        return "lower" if core.islower() else "mixed"
    return "other"


def _features(around: list[_Piece], place: int, line: str, common: frozenset[str]) -> list[str]:
    before, after = around[place], around[place + 1]
    mark = before.mark or (before.shape if before.shape in _WHOLE else "none")
    end = f"{mark}{before.closing}"
    start = after.opening + after.shape
    known = after.low.split("'")[0].split("’")[0] in common
    if after.shape == "Title" or after.low == "a":
        start += "*" if after.low in _STARTERS else "+" if known else ""
    kind = _kind(before)
    out = [
        ALWAYS,
        f"end={end}",
        f"start={start}",
        f"both={end}|{start}",
        f"kind={mark}|{kind}",
        f"kind={mark}|{kind}|{start}",
        f"line={line}",
        f"length={mark}|{min(len(before.core), 5)}",
        f"next={after.low[:12]}",
        f"next={mark}|{after.low[:12]}",
        f"last={mark}|{before.low[:12]}",
        f"follows={mark}|{after.mark}",
    ]
    if before.end == after.start:
        out.append(f"glued={mark}|{start}")
    if line:
        out += [f"line={line}|{mark}", f"line={line}|{start}", f"line={line}|{end}|{start}"]
    if place:
        earlier = around[place - 1]
        out.append(f"earlier={mark}|{earlier.shape}{earlier.mark}|{before.shape}")
    if place + 2 < len(around):
        later = around[place + 2]
        out.append(f"later={mark}|{start}|{later.shape}")
        if mark == "none":
            out.append(f"second={later.low[:12]}")
    return out


def _kind(piece: _Piece) -> str:
    low = piece.low
    if low in BEFORE_NAMES:
        return "title"
    if low in BEFORE_NUMBERS:
        return "numbered"
    if low in ALL:
        return "short"
    return piece.shape


def _to_next_stop(around: list[_Piece]) -> list[int]:
    """For each piece, in how many pieces the next end mark comes (0: it has one itself)."""
    out = [9] * len(around)
    distance = 9
    for place in range(len(around) - 1, -1, -1):
        distance = 0 if around[place].mark[-1:] in set(_STOPS) else min(distance + 1, 9)
        out[place] = distance
    return out


def _looseness(around: list[_Piece]) -> int:
    """How often a word in lower case follows an end mark in this text: 0 never, 1 seldom, 2 often, 3 unknown."""
    stops = lows = 0
    for before, after in pairwise(around):
        if before.mark in {".", "!", "?", "!!"} and before.shape not in {"Dotted", "dotted", "Single"}:
            stops += 1
            lows += after.shape in {"lower", "single"} and before.low not in ALL
    if stops < 2:
        return 3
    return 0 if not lows else 1 if lows * 3 < stops else 2
