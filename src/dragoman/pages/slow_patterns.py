"""Finding regular expressions that take too long on lines that nearly fit, by trying them within bounds."""

from __future__ import annotations

import re
import time
from collections.abc import Iterable, Iterator

#: A pattern that needs more seconds than this for one line is too slow.
TOO_LONG = 0.05
_PUMPS = ("a", "1", " ", "a ", "1 ", "a,", ".", "-", "aa ")
#: Letters that a pattern itself repeats.
_REPEATED = re.compile(r"(?<!\\)[a-z0-9](?=[+*{])")
_LENGTHS = (8, 12, 16, 20, 24, 28, 32, 36, 40, 60, 100, 200, 400)
_SUSPECT = 0.001
_PLACES = 6


def slow_line(pattern: re.Pattern[str], examples: Iterable[str]) -> str | None:
    """A line on which ``pattern`` takes too long, or None when none was found.

    Beginnings of the examples are pumped up with repeated pieces and a sign at the end that fits nothing. Lengths rise
    slowly as soon as the time does, so a try stays short even where the time doubles with every letter.
    """
    pumps = dict.fromkeys((*_PUMPS, *_REPEATED.findall(pattern.pattern)[:6]))
    for head in dict.fromkeys(_heads(examples)):
        for pump in pumps:
            if (found := _tried(pattern, head, pump)) is not None:
                return found
    return None


def _heads(examples: Iterable[str]) -> Iterator[str]:
    yield ""
    for example in list(examples)[:3]:
        step = max(1, len(example) // _PLACES)
        for at in range(step, len(example) + 1, step):
            yield example[:at]


def _tried(pattern: re.Pattern[str], head: str, pump: str) -> str | None:
    lengths = list(_LENGTHS)
    while lengths:
        length = lengths.pop(0)
        line = head + pump * (length // len(pump)) + "\x01"
        took = _seconds(pattern, line)
        # A busy machine is slow once, a bad pattern every time.
        if took > TOO_LONG and min(took, _seconds(pattern, line)) > TOO_LONG:
            return line
        step = max(4, length // 4)
        if took > _SUSPECT and lengths and lengths[0] > length + step:
            lengths.insert(0, length + step)
    return None


def _seconds(pattern: re.Pattern[str], line: str) -> float:
    # The thread's own time: another program's load is not the pattern's.
    begin = time.thread_time()
    pattern.match(line)
    return time.thread_time() - begin
