"""The verbs on the command line. The thin top of the house: it prints, the rooms below do not."""

from __future__ import annotations

import sys
from collections.abc import Sequence


def main(argv: Sequence[str] | None = None) -> None:
    """Run the command line ``argv`` (default: that of the process) and leave with its exit code.

    Raises:
        SystemExit: always; :class:`dragoman.cli.streams.Exit` lists the codes.
    """
    from dragoman.cli.app import app
    from dragoman.cli.streams import speak_utf8

    speak_utf8()
    app(args=list(sys.argv[1:] if argv is None else argv), prog_name="dragoman")


__all__ = ["main"]
