"""``dragoman.code``: one call from a saved page to its record."""

from __future__ import annotations

from pathlib import Path

from dragoman.dates import is_valid
from dragoman.errors import InputError
from dragoman.kit import Kit, load_kit
from dragoman.model import Coded, Problem, Supplied
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
    ``saved_at``. They are kept apart from what the page states, which is never overruled.

    Raises:
        InputError: when no page comes of the source, or a date is not EDTF.
        KnowledgeError: when the shipped knowledge is damaged.
    """
    for name, value in (("published", published), ("saved_at", saved_at)):
        if value is not None and not is_valid(value):
            raise InputError(f"{name}={value!r} is not an EDTF date; write it like 2016-07-01 or 2016-07")
    supplied = Supplied(outlet=outlet, url=url, published=published, saved_at=saved_at)
    where = Path(source) if isinstance(source, str) else source
    kit = kit or load_kit()
    for found in read(where, encoding=encoding, supplied=supplied, layouts=kit.layouts):
        if isinstance(found, Problem):
            raise InputError(f"{found.file}: {found.detail}. {found.remedy}")
        return code_page(found, kit)
    raise InputError(f"{source!r} holds no page")
