"""What other libraries take for the article of each page: ``python -m training.blocks silver``.

They are needed for training only: trafilatura, readability-lxml, resiliparse (``training/README.md`` pins them).
"""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

from dragoman.text import decode
from training.blocks.pages import content, sources

#: The teachers and the weight of each one's word.
TEACHERS = {"trafilatura": 0.35, "trafilatura-precision": 0.35, "readability": 0.2, "resiliparse": 0.1}


def write_silver(folder: Path) -> None:
    """Every teacher's text of every page, as ``TEACHER.json`` in ``folder``; a page it fails on has an empty text."""
    folder.mkdir(parents=True, exist_ok=True)
    pages = {key: decode(content(file), markup=True)[0] for key, file in sources().items()}
    for name, extract in _teachers().items():
        texts = {key: _text(extract, html) for key, html in pages.items()}
        (folder / f"{name}.json").write_text(json.dumps(texts, ensure_ascii=False), encoding="utf-8")
        print(f"{name}: {sum(map(bool, texts.values()))} of {len(texts)} pages")


def _text(extract: Callable[[str], str | None], html: str) -> str:
    try:
        return extract(html) or ""
    except Exception as error:  # noqa: BLE001 - one page must not cost the others
        print(f"  {type(error).__name__}: {error}"[:100])
        return ""


def _teachers() -> dict[str, Callable[[str], str | None]]:
    import lxml.html
    import trafilatura
    from readability import Document
    from resiliparse.extract.html2text import extract_plain_text

    return {
        "trafilatura": lambda html: trafilatura.extract(html, include_comments=False),
        "trafilatura-precision": lambda html: trafilatura.extract(
            html, include_comments=False, favor_precision=True
        ),
        "readability": lambda html: "\n".join(lxml.html.fromstring(Document(html).summary()).itertext()),
        "resiliparse": lambda html: extract_plain_text(
            html, main_content=True, alt_texts=False, comments=False, list_bullets=False
        ),
    }
