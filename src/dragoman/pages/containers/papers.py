"""Papers: PDF, Word and rich text as pages, told by their first bytes."""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.model import Page, Problem, Supplied
from dragoman.pages.containers import docx, pdf, rtf
from dragoman.pages.containers.kinds import is_html
from dragoman.pages.containers.payload import Limits, Payload

#: A PDF may begin with a few foreign bytes; its readers look for the head in the first kilobyte. A page of markup may
#: speak of it there.
_SEARCHED = 1_024


def is_paper(data: bytes) -> bool:
    """Whether the bytes are a PDF, a Word document or rich text."""
    return data.startswith(rtf.HEAD) or _is_pdf(data) or docx.is_docx(data)


def _is_pdf(data: bytes) -> bool:
    return pdf.HEAD in data[:_SEARCHED] and not is_html(data)


def read_paper(payload: Payload, limits: Limits, supplied: Supplied) -> Iterator[Page | Problem]:
    """The page of a payload for which :func:`is_paper` holds, and the problems beside it.

    Problems: ``damaged-document``, ``encrypted-document``, ``no-text-layer``, ``too-large``, ``empty-page``.
    """
    if payload.data.startswith(rtf.HEAD):
        return rtf.read_rtf(payload, limits, supplied)
    if _is_pdf(payload.data):
        return pdf.read_pdf(payload, limits, supplied)
    return docx.read_docx(payload, limits, supplied)
