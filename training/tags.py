"""BIO tags: spans of them, and how well two taggings agree."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from training.example import Tags

Span = tuple[int, int, str]


def spans_of(tags: Iterable[str | None]) -> set[Span]:
    """Spans (first word, word after the last, kind) of BIO tags; an I that continues nothing begins one."""
    out: set[Span] = set()
    start, kind = -1, ""
    for at, tag in enumerate([*tags, "O"]):
        goes_on = tag is not None and tag[0] == "I" and start >= 0 and tag[2:] == kind
        if start >= 0 and not goes_on:
            out.add((start, at, kind))
            start = -1
        if tag is not None and tag != "O" and not goes_on:
            start, kind = at, tag[2:]
    return out


def mended(tags: Tags | None) -> Tags | None:
    """BIO tags in which an I that continues nothing is a B; an unknown tag may be continued."""
    if tags is None:
        return None
    out: list[str | None] = []
    before: str | None = "O"
    for tag in tags:
        if (
            tag is not None
            and tag[0] == "I"
            and before is not None
            and (before == "O" or before[1:] != tag[1:])
        ):
            out.append("B" + tag[1:])
        else:
            out.append(tag)
        before = out[-1]
    return tuple(out)


def span_f1(
    gold: Iterable[Tags], found: Iterable[Sequence[str]], kinds: frozenset[str] | None = None
) -> float:
    """F1 of exact spans in per cent, of the kinds named or of all."""
    hits = said = wanted = 0
    for right, guess in zip(gold, found, strict=True):
        a, b = spans_of(right), spans_of(guess)
        if kinds is not None:
            a, b = {span for span in a if span[2] in kinds}, {span for span in b if span[2] in kinds}
        hits, said, wanted = hits + len(a & b), said + len(b), wanted + len(a)
    return round(200 * hits / max(1, said + wanted), 2)


def token_f1(gold: Iterable[Tags], found: Iterable[Sequence[str]]) -> float:
    """F1 in per cent of the words that carry any tag."""
    hits = said = wanted = 0
    for right, guess in zip(gold, found, strict=True):
        for a, b in zip(right, guess, strict=True):
            hits, said, wanted = hits + (a != "O" and b != "O"), said + (b != "O"), wanted + (a != "O")
    return round(200 * hits / max(1, said + wanted), 2)
