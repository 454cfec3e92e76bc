"""Pages far too large: CPU seconds and peak memory of one 50 MB line, by what it holds.

Usage: ``python -m bench.oversized`` (some seconds a case; each runs in a process of its own).
"""

from __future__ import annotations

import resource
import subprocess
import sys
import time

from dragoman import code
from dragoman.errors import InputError

SIZE = 50_000_000
CASES = {
    "one word": b"a",
    "quotation marks": b'"',
    "sentences": b'Lavrov said that "we will go" and Turkey said no to Moscow in July 2016. ',
    "one HTML paragraph": b"<p>Lavrov said that we will go to Moscow. ",
}


def measure(name: str) -> str:
    """One case in this process, as a row of the table."""
    piece = CASES[name]
    data = (piece * (SIZE // len(piece) + 1))[:SIZE]
    if name == "one HTML paragraph":
        data = b"<html><body>" + data.replace(b"<p>", b"", -1)
    begin = time.process_time()
    try:
        coded = code(data)
        what = ", ".join(sorted({problem.code for problem in coded.problems})) or "no problem"
    except InputError as error:
        what = str(error)[:60]
    spent = time.process_time() - begin
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return f"| {name} | {spent:.1f} | {memory:,.0f} | {what} |"


if __name__ == "__main__":
    if len(sys.argv) > 1:
        print(measure(sys.argv[1]))
    else:
        print("| 50 MB in one line | CPU s | peak MiB | problems |\n|---|---|---|---|", flush=True)
        for case in CASES:
            subprocess.run([sys.executable, "-m", "bench.oversized", case], check=True)
