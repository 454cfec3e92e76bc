"""Articles in HTML pages beside other libraries, on the same pages in the same run: quality and CPU time.

Usage: ``python -m bench.articles`` (``../shared`` beside the repository). The shipped classifier was trained on these
pages, so its own row here says only that it works as shipped; the row to quote is "out of fold", which
``python -m training.blocks learn`` prints and ``bench/results/articles.md`` keeps. Peers that are not installed are
left out: ``pip install trafilatura readability-lxml resiliparse`` brings them.
"""

from __future__ import annotations

import json
import re
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.predict_article import body_of
from bench.predict_pages import pages_in
from bench.scorers import EVAL, printed
from dragoman.kit import load_kit
from dragoman.model import Page
from dragoman.pages import read
from dragoman.text import decode

PAGES = EVAL / "pages"
#: Only every so many pages are timed.
TIMED = 3


def sources(folder: str) -> dict[str, bytes]:
    """The saved pages of a set by id."""
    import gzip

    found = {}
    for name, path in pages_in(PAGES / folder / "html"):
        data = path.read_bytes()
        found[name.removesuffix(".html")] = gzip.decompress(data) if path.suffix == ".gz" else data
    return found


def own() -> Callable[[bytes], str]:
    """The reader of dragoman: from the bytes of a page to its article."""
    layouts = load_kit().layouts

    def article(data: bytes) -> str:
        page = next((one for one in read(data) if isinstance(one, Page)), None)
        return body_of(page, layouts) if page is not None else ""

    return article


def peers() -> Iterator[tuple[str, Callable[[bytes], str]]]:
    """The other libraries at hand, each from the bytes of a page to its article."""
    try:
        import trafilatura
    except ImportError:
        return
    yield "trafilatura", lambda data: trafilatura.extract(_html(data), include_comments=False) or ""
    yield (
        "trafilatura, precision",
        lambda data: trafilatura.extract(_html(data), include_comments=False, favor_precision=True) or "",
    )
    yield (
        "trafilatura, fast",
        lambda data: trafilatura.extract(_html(data), include_comments=False, fast=True) or "",
    )


def _html(data: bytes) -> str:
    return decode(data, markup=True)[0]


def run(extract: Callable[[bytes], str], data: Mapping[str, bytes]) -> tuple[dict[str, str], float]:
    """The articles by id, and CPU milliseconds a page over every :data:`TIMED` th page."""
    texts = {}
    for key, one in data.items():
        try:
            texts[key] = extract(one)
        except Exception as error:  # noqa: BLE001 - another reader may raise anything
            print(f"{key}: {type(error).__name__}")
            texts[key] = ""
    timed = list(data.values())[::TIMED]
    begin = time.process_time()
    for one in timed:
        try:
            extract(one)
        except Exception:  # noqa: BLE001, S112 - told of above
            continue
    return texts, 1000 * (time.process_time() - begin) / len(timed)


def main() -> None:
    """Print the table."""
    articles, chunks = sources("articles"), sources("chunks")
    print("| | articles F1 | P | R | exact | chunks F1 | P | R | CPU ms a page | times trafilatura's speed |")
    print("|---|---|---|---|---|---|---|---|---|---|")
    rows = []
    for name, extract in (("dragoman (trained on these pages)", own()), *peers()):
        whole, first = run(extract, articles)
        parts, second = run(extract, chunks)
        cost = (first * len(articles) + second * len(chunks)) / (len(articles) + len(chunks))
        rows.append((name, [*article_figures(whole), *chunk_figures(parts)], cost))
    base = next((cost for name, _, cost in rows if name == "trafilatura"), None)
    for name, figures, cost in rows:
        ratio = f"{base / cost:.1f}" if base else "-"
        print(f"| {name} | {' | '.join(f'{one:.3f}' for one in figures)} | {cost:.1f} | {ratio} |")


def article_figures(texts: Mapping[str, str]) -> list[float]:
    """F1, precision, recall and exact accuracy by the scorer of whole articles."""
    with TemporaryDirectory() as folder:
        target = Path(folder) / "found.json"
        target.write_text(json.dumps({key: {"articleBody": text} for key, text in texts.items()}), "utf-8")
        line = printed(PAGES / "score_article.py", PAGES / "articles" / "gold.json", target)
    found = json.loads(line[line.index("{") :])
    return [found[name] for name in ("f1", "precision", "recall", "accuracy")]


def chunk_figures(texts: Mapping[str, str]) -> list[float]:
    """F1, precision and recall by the scorer of texts that must and must not be in an article."""
    with TemporaryDirectory() as folder:
        target = Path(folder) / "found.json"
        target.write_text(json.dumps({key: {"articleBody": text} for key, text in texts.items()}), "utf-8")
        line = printed(PAGES / "score_chunks.py", PAGES / "chunks" / "gold.json", target)
    found = dict(re.findall(r"(F1|P|R) ([\d.]+)", line))
    return [float(found[name]) for name in ("F1", "P", "R")]


if __name__ == "__main__":
    main()
