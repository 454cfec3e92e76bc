"""The one door for predictions: the shipped code and knowledge, run on a scorer's input.

Usage: ``python -m bench.predict TASK INPUT OUTPUT``. Tasks so far: ``record`` (one saved page in any format; the
whole record as JSON, commenters named); of folders of saved pages ``article`` (:mod:`bench.predict_article`),
``metadata`` (:mod:`bench.predict_metadata`) and ``threads`` (:mod:`bench.predict_pages`); and, from
:mod:`bench.predict_language`, ``parse`` and ``names``; ``attribution`` (:mod:`bench.predict_attribution`); of given toponyms ``places``
(:mod:`bench.predict_places`); of rows of articles ``stories`` (:mod:`bench.predict_stories`); of rows of date expressions ``dates`` (:mod:`bench.predict_dates`). One bad row gives an
empty prediction and a line on standard error; bad
usage or unreadable input ends with status 2.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

from bench import (
    predict_actors,
    predict_article,
    predict_attribution,
    predict_dates,
    predict_events,
    predict_fivew,
    predict_language,
    predict_metadata,
    predict_pages,
    predict_places,
    predict_stories,
)
from dragoman.errors import DragomanError, InputError
from dragoman.export import Names, dump_record, encode_record
from dragoman.kit import load_kit
from dragoman.model import Problem
from dragoman.pages import read
from dragoman.pipeline import code_page


def record(source: Path, target: Path) -> None:
    """The record of one saved page.

    Raises:
        InputError: when no page comes of ``source``.
    """
    for found in read(source):
        if isinstance(found, Problem):
            raise InputError(f"{found.file}: {found.detail}. {found.remedy}")
        coded = code_page(found, load_kit())
        target.write_text(dump_record(encode_record(coded, comments=Names.NAMED)) + "\n", encoding="utf-8")


TASKS: dict[str, Callable[[Path, Path], None]] = {
    "record": record,
    "metadata": predict_metadata.metadata,
    "parse": predict_language.parse,
    "names": predict_language.names,
    "attribution": predict_attribution.attribution,
    "threads": predict_pages.threads,
    "article": predict_article.article,
    "dates": predict_dates.dates,
    "actors": predict_actors.actors,
    "places": predict_places.places,
    "events": predict_events.events,
    "fivew": predict_fivew.fivew,
    "stories": predict_stories.stories,
}


def main(arguments: list[str]) -> int:
    """Run one task; 0 when a prediction was written, 2 otherwise."""
    if len(arguments) != 3 or arguments[0] not in TASKS:
        print(f"usage: python -m bench.predict {{{','.join(TASKS)}}} INPUT OUTPUT", file=sys.stderr)
        return 2
    task, source, target = arguments
    try:
        TASKS[task](Path(source), Path(target))
    except (DragomanError, OSError) as error:
        print(f"predict {task}: {error}", file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
