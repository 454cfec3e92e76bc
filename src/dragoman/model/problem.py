"""What is odd about one page: a value, never an exception."""

from __future__ import annotations

from dataclasses import dataclass

from dragoman.errors import ValueRuleError
from dragoman.model.span import Span

#: Every problem code: whether it is grave (the page was not read as it should be), and how to mend it.
CODES: dict[str, tuple[bool, str]] = {
    "unreadable-file": (True, "Check that the path exists, is a file and may be read."),
    "empty-page": (True, "Save the page again; the file holds no text."),
    "binary-page": (
        True,
        "Give the page as HTML or text; this file is something else (an image, an archive).",
    ),
    "damaged-container": (
        True,
        "Save or fetch the file again if you can; what could be read of it is there.",
    ),
    "too-large": (True, "Unpack or split the file; if you trust it, raise dragoman.pages.Limits."),
    "nested-too-deep": (True, "Unpack the outer containers yourself and give what is in them."),
    "encrypted-member": (True, "Unpack the archive with its password and give what is in it."),
    "no-pages": (True, "Give the pages themselves; this file names them or holds none."),
    "declared-mismatch": (
        False,
        "Check that the file is whole: it declares more pages than it holds.",
    ),
    "damaged-document": (
        True,
        "Open the document in its own program and save it again; what can be read is read.",
    ),
    "encrypted-document": (True, "Save the document without a password and give that file."),
    "no-text-layer": (
        True,
        "The sheet is a picture: have its letters recognised first (ocrmypdf or the like) and give that file.",
    ),
    "export-front": (
        False,
        "Nothing to mend: the cover, the list or the search summary of an export is kept as a page of its own.",
    ),
    "records-left-out": (False, "Nothing to mend: what is counted is no page of text."),
    "nul-character": (True, "Save the page again, or name the true encoding with --encoding; NULs are kept."),
    "undecodable-bytes": (True, "Name the true encoding with --encoding."),
    "no-article": (
        True,
        "If the page has an article, show how it was read with 'dragoman show' and name the layout.",
    ),
    "oversized-block": (
        True,
        "Split the file into pages; a block this long is kept but not searched for statements.",
    ),
    "divided-sentence": (
        False,
        "Check the rows of this sentence: no arc or tag crosses the places where it was divided.",
    ),
    "language-unsupported": (
        False,
        "Translate the article first if its statements are needed; blocks, dates and the thread are read.",
    ),
    "no-title": (False, "Nothing to mend if the page shows none."),
    "no-published-date": (False, "Say it with --published or in a manifest if you know it."),
    "page-clock-refused": (False, "Nothing to mend: the clock tells when the page was loaded."),
    "comments-missing": (False, "Save the page with all comments opened."),
    "reply-unresolved": (
        False,
        "Nothing to mend: the comment answers someone whose comment is not on the page.",
    ),
    "unbalanced-quotation": (False, "Look at the page: an opening or closing quotation mark is missing."),
    "supplied-contradicts": (
        False,
        "Check what was supplied: the page itself says otherwise. Both are kept.",
    ),
    "ambiguous-actor": (False, "Judge the mention: two actors fit equally well."),
    "ambiguous-place": (False, "Judge the place: two places of the name fit equally well."),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """Something odd about a page: a stable code, where, what exactly, and how to mend it.

    ``page`` is the page's id, or None when no page came of the file; ``file`` says where it was found.

    Raises:
        ValueRuleError: when the code is not one of :data:`CODES`.
    """

    code: str
    detail: str
    page: str | None = None
    span: Span | None = None
    file: str | None = None

    def __post_init__(self) -> None:
        if self.code not in CODES:
            raise ValueRuleError(f"unknown problem code {self.code!r}")

    @property
    def grave(self) -> bool:
        """Whether the page could not be read as it should be (exit status 1)."""
        return CODES[self.code][0]

    @property
    def remedy(self) -> str:
        """How to mend it, in one sentence."""
        return CODES[self.code][1]
