"""The samples that layouts of exports carry: whether a layout cuts its own as it says."""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.dates import find_dates
from dragoman.model import BlockKind, Encoding, EncodingBasis, Locator, Page, bytes_id
from dragoman.pages.export_article import Found
from dragoman.pages.export_layouts import ExportLayout, Sample
from dragoman.pages.exports import divide_export


def sample_page(sample: Sample) -> Page:
    """A sample as a page of plain text."""
    data = sample.text.encode()
    return Page(
        id=bytes_id(data),
        text=sample.text,
        encoding=Encoding(name="utf-8", basis=EncodingBasis.DETECTED),
        media_type="text/plain",
        locator=Locator(file="sample"),
    )


def failures(layout: ExportLayout, sample: Sample) -> Iterator[tuple[str, str]]:
    """What comes out of a sample otherwise than it says: (key of the sample, message)."""
    page = sample_page(sample)
    export = divide_export(page, (layout,))
    if export is None:
        yield "text", "the layout does not know its own sample"
        return
    if len(export.found) != len(sample.titles):
        yield "title", f"{len(export.found)} articles are found, {len(sample.titles)} expected"
        return
    if export.declared != sample.declared:
        yield "declared", f"{export.declared} articles are declared, {sample.declared} expected"
    if bool(export.rest) != sample.front:
        yield "front", f"text beside the articles: {bool(export.rest)}, expected {sample.front}"
    for key, expected in (("title", sample.titles), *sample.expected.items()):
        if len(expected) != len(export.found):
            yield key, f"{len(expected)} values for {len(export.found)} articles"
            continue
        for found, wanted in zip(export.found, expected, strict=True):
            got = _value(page, found, key)
            fits = (
                got.startswith(wanted)
                if key == "begins"
                else got.endswith(wanted)
                if key == "ends"
                else got == wanted
            )
            if not fits:
                yield key, f"{key} {got[-60:] if key == 'ends' else got[:60]!r}, expected {wanted!r}"


def _value(page: Page, found: Found, key: str) -> str:
    if key in {"begins", "ends"}:
        kinds = {BlockKind.PARAGRAPH, BlockKind.SUBHEAD}
        return " ".join(" ".join(page.text[p.start : p.end].split()) for p in found.parts if p.kind in kinds)
    given = found.given.get(key, "")
    if key != "date":
        return given
    return next((date.value for date in find_dates(given) if date.value), "")
