"""``dragoman.code`` and ``code_all``: one call from a saved page, or a file of many, to the records."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from dragoman.dates import is_valid
from dragoman.errors import InputError
from dragoman.kit import Kit, load_kit
from dragoman.model import Coded, Page, Problem, Supplied
from dragoman.pages import read
from dragoman.pipeline import code_page


def code(
    source: str | Path | bytes,
    *,
    outlet: str | None = None,
    url: str | None = None,
    published: str | None = None,
    saved_at: str | None = None,
    encoding: str | None = None,
    kit: Kit | None = None,
) -> Coded:
    """Read one saved page (a path, or its bytes) and code it.

    What the page does not say can be said: ``outlet``, ``url``, and the EDTF dates ``published`` and
    ``saved_at``. They are kept apart from what the page states, which is never overruled. The source may be packed
    or a container as long as it holds one page; :func:`code_all` takes files of many, and tells what was left out.

    Raises:
        InputError: when no page or more than one comes of the source, or a date is not EDTF.
        KnowledgeError: when the shipped knowledge is damaged.
    """
    kit = kit or load_kit()
    found = _read(source, outlet, url, published, saved_at, encoding, kit)
    problem: Problem | None = None
    page: Page | None = None
    for one in found:
        if isinstance(one, Problem):
            problem = problem or (one if one.grave else None)
        elif page is not None:
            raise InputError(f"{page.locator.file} holds several pages; dragoman.code_all gives all of them")
        else:
            page = one
    if page is None and problem is not None:
        raise InputError(f"{problem.file}: {problem.detail}. {problem.remedy}")
    if page is None:
        raise InputError(f"{source!r} holds no page")
    return code_page(page, kit)


def code_all(
    source: str | Path | bytes,
    *,
    outlet: str | None = None,
    url: str | None = None,
    published: str | None = None,
    saved_at: str | None = None,
    encoding: str | None = None,
    kit: Kit | None = None,
) -> Iterator[Coded | Problem]:
    """Every page of a file, coded, and every problem that stood in the way, in the file's order.

    For files that hold many pages (a WARC, a feed, an archive). Each page is read and coded when it is asked for,
    so a file of any size takes the memory of one page. What is said of the source is said of all its pages.

    Raises:
        InputError: when a date is not EDTF, or the encoding is not known.
        KnowledgeError: when the shipped knowledge is damaged.
    """
    kit = kit or load_kit()
    found = _read(source, outlet, url, published, saved_at, encoding, kit)
    return _coded(found, kit)


def _coded(found: Iterator[Page | Problem], kit: Kit) -> Iterator[Coded | Problem]:
    for one in found:
        yield one if isinstance(one, Problem) else code_page(one, kit)


def _read(
    source: str | Path | bytes,
    outlet: str | None,
    url: str | None,
    published: str | None,
    saved_at: str | None,
    encoding: str | None,
    kit: Kit,
) -> Iterator[Page | Problem]:
    for name, value in (("published", published), ("saved_at", saved_at)):
        if value is not None and not is_valid(value):
            raise InputError(f"{name}={value!r} is not an EDTF date; write it like 2016-07-01 or 2016-07")
    supplied = Supplied(outlet=outlet, url=url, published=published, saved_at=saved_at)
    where = Path(source) if isinstance(source, str) else source
    return read(where, encoding=encoding, supplied=supplied, layouts=kit.layouts)
