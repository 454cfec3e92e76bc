"""Actor and agent files in the format that PETRARCH reads (CAMEO, Phoenix, PLOVER dictionaries).

An actor entry is a name in capitals with underscores between its words, lines with ``+SYNONYM``, and codes in square
brackets, each with or without dates: ``[CODE]``, ``[CODE 19940922-20040712]``, ``[CODE >20040309]``,
``[CODE <20040101]``. ``#`` and ``;`` start a note, and so does ``<!--``. An agent line is a phrase, its plural in braces
(``{}``: none; nothing at all: with an s) and ``[~CODE]``; ``!MARKER! = A, B`` defines sets that phrases use.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from dragoman.actors.dictionaries.tables import Dictionary, Tables, prefix_of

_NOTE: Final = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_CODES: Final = re.compile(r"\[([^\[\]\n]*)(\]?)")
_DATES: Final = re.compile(r"(?P<first>[<>]?)\s*(?P<from>\d+)(?:\s*-\s*(?P<to>\d+))?")
_CODE: Final = re.compile(r"[A-Za-z][A-Za-z0-9/]*")
_COUNTRY: Final = re.compile(r"[A-Z]{3}")
_PLURAL: Final = re.compile(r"\{([^}\n]*)\}?")
_MARKER: Final = re.compile(r"!([^!]+)!")
#: Small words that stay small in a name, wherever they stand but for the articles of Arabic names first of all.
_SMALL: Final = frozenset(
    "a an al el ul bin ibn bint abu de del der den das dos da di du des la le las los van von zu of the and for in on at to y e".split()
)
_ARTICLES: Final = frozenset({"al", "el", "ul"})
#: Capitals this short are matched letter for letter: US, UN, IRA.
_ACRONYM: Final = 4
#: Two-digit years up to this one are of this century, as PETRARCH reads them.
_CENTURY: Final = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class _Line:
    number: int
    text: str


def is_agents(text: str) -> bool:
    """Whether a file is one of agents: more of its codes have a tilde than have none."""
    codes = [match[1] for match in _CODES.finditer(text)]
    return sum("~" in code for code in codes) * 2 > len(codes)


def read_actor_file(name: str, text: str) -> Dictionary:
    """The actors of a PETRARCH actor file as tables; codes keep their dates and stand in ``codes.csv``.

    Defects: a date that is none, a range that ends before it starts, a date without a sign, brackets that are not
    closed, a code that is none, an entry without a code, codes or synonyms before any name. The entry is kept with all
    that could be read of it: a code whose dates are wrong is kept without them.
    """
    tables = Tables(prefix=prefix_of(name), source=name)
    entry: _Entry | None = None
    for line in _lines(text):
        found = _CODES.search(line.text)
        words = line.text[: found.start()] if found else line.text
        words = words.strip()
        if words.startswith("+"):
            if entry is None:
                tables.defect(line.number, f"a synonym before any name: {words}")
                continue
            entry.names.append(words[1:].strip())
        elif words:
            if entry is not None:
                _write(tables, entry)
            entry = _Entry(line=line.number, names=[words], codes=[])
        if found and entry is None:
            tables.defect(line.number, f"a code before any name: {line.text.strip()}")
        elif found and entry is not None:
            entry.codes.extend(_codes(tables, line))
    if entry is not None:
        _write(tables, entry)
    return tables.done()


def read_agent_file(name: str, text: str) -> Dictionary:
    """The agents of a PETRARCH agent file as office words, each phrase and its plural with the sector of its code.

    Defects: an agent without a code, or with one that has no tilde, a marker that is not defined.
    """
    tables = Tables(prefix=prefix_of(name), source=name)
    markers: dict[str, tuple[str, ...]] = {}
    seen: set[str] = set()
    for line in _lines(text):
        head, sign, tail = line.text.partition("=")
        if sign and (marker := _MARKER.fullmatch(head.strip())):
            markers[marker[1].strip()] = tuple(part.strip() for part in tail.split(",") if part.strip())
            continue
        code = _CODES.search(line.text)
        if code is None or "~" not in code[1]:
            tables.defect(line.number, f"no code such as [~GOV]: {line.text.strip()}")
            continue
        phrase = line.text[: code.start()]
        forms = _forms(phrase)
        for form in forms:
            for words in _expanded(tables, line.number, form, markers):
                if words and words not in seen:
                    seen.add(words)
                    tables.add("agents", words=words, code=code[1].replace(" ", ""))
    return tables.done()


@dataclass(slots=True, kw_only=True)
class _Entry:
    line: int
    names: list[str]
    codes: list[tuple[str, str, str]]


def _lines(text: str) -> Iterator[_Line]:
    text = _NOTE.sub(lambda match: "\n" * match[0].count("\n"), text)
    for number, line in enumerate(text.split("\n"), 1):
        cut = re.split(r"[#;]", line, maxsplit=1)[0]
        if cut.strip():
            yield _Line(number=number, text=cut)


def _codes(tables: Tables, line: _Line) -> Iterator[tuple[str, str, str]]:
    for match in _CODES.finditer(line.text):
        if not match[2]:
            tables.defect(line.number, f"the bracket is not closed: [{match[1].strip()}")
        code, _, days = match[1].strip().partition(" ")
        if not _CODE.fullmatch(code):
            tables.defect(line.number, f"{match[1].strip()!r} is no code")
            continue
        since, until = _period(tables, line.number, days.strip()) if days.strip() else ("", "")
        yield code.upper(), since, until


def _period(tables: Tables, line: int, text: str) -> tuple[str, str]:
    """The EDTF days of a code's dates; two empty strings, and a defect, when they are not as they should be."""
    match = _DATES.fullmatch(text)
    first = _day(match["from"]) if match else None
    last = _day(match["to"]) if match and match["to"] else None
    if match is None or first is None or (match["to"] and last is None):
        tables.defect(line, f"{text!r} are no dates: the code is kept without them")
        return "", ""
    if last is not None:
        if last < first:
            tables.defect(line, f"{text!r} ends before it starts: the code is kept without dates")
            return "", ""
        return first.isoformat(), last.isoformat()
    if not match["first"]:
        tables.defect(line, f"{text!r} has no sign (<, > or a range): the code is kept without dates")
        return "", ""
    return ("", first.isoformat()) if match["first"] == "<" else (first.isoformat(), "")


def _day(digits: str) -> date | None:
    if len(digits) == 6:
        digits = ("20" if int(digits[:2]) <= _CENTURY else "19") + digits
    try:
        return date(int(digits[:4]), int(digits[4:6]), int(digits[6:])) if len(digits) == 8 else None
    except ValueError:
        return None


def _write(tables: Tables, entry: _Entry) -> None:
    names = [named for text in entry.names if (named := _named(text))[0]]
    if not names:
        tables.defect(entry.line, "a name without a letter or digit")
        return
    if not entry.codes:
        tables.defect(entry.line, f"{names[0][0]} has no code")
    countries = {code[:3] for code, _, _ in entry.codes if _COUNTRY.match(code)}
    key = tables.new_id(names[0][0])
    tables.actor(key, names[0][0], "unknown", country=countries.pop() if len(countries) == 1 else "")
    for text, exact in names:
        tables.alias(key, text, exact=exact)
    for code, since, until in entry.codes:
        tables.add("codes", actor=key, code=code, since=since, until=until)


def _named(text: str) -> tuple[str, bool]:
    """A name of capitals and underscores as running text has it, and whether it must be met letter for letter."""
    words = " ".join(text.replace("_", " ").split())
    if " " not in words and len(words) <= _ACRONYM and words.isupper():
        return words, True
    if words != words.upper():
        return words, False
    parts = re.split(r"([\s\-]+)", words.lower())
    for at, part in enumerate(parts):
        small = part in _ARTICLES or (at and part in _SMALL)
        parts[at] = part if small else part[:1].upper() + part[1:]
    return "".join(parts), False


def _forms(phrase: str) -> tuple[str, ...]:
    plural = _PLURAL.search(phrase)
    one = _low(phrase[: plural.start()] if plural else phrase)
    if plural is None:
        return (one, one + "s")
    more = _low(plural[1])
    return (one, more) if more else (one,)


def _low(text: str) -> str:
    # A marker keeps its capitals: it is looked up, not read.
    return "".join(
        part if part.startswith("!") else part.replace("_", " ").lower()
        for part in re.split(r"(![^!]+!)", text)
    ).strip()


def _expanded(tables: Tables, line: int, phrase: str, markers: dict[str, tuple[str, ...]]) -> Iterator[str]:
    found = _MARKER.search(phrase)
    if found is None:
        yield " ".join(phrase.split())
        return
    if found[1] not in markers:
        tables.defect(line, f"the set !{found[1]}! is not defined above")
        return
    for member in markers[found[1]]:
        yield from _expanded(
            tables, line, phrase[: found.start()] + _low(member) + phrase[found.end() :], markers
        )
