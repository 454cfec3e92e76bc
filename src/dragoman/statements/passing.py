"""Who only passes words on: a medium or a text whose whole content is what somebody else says, wants or denies, and
anybody whose whole content is what somebody else has said.

"The Baltic Gazette reported that the minister denied P" is one statement, of the minister through the newspaper. "The
envoy said that Kyiv denied P" is two: an envoy who speaks of others says something himself.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from dragoman.model import FactualityKind
from dragoman.statements.found import Found, letters
from dragoman.statements.naming import Naming
from dragoman.statements.tags import SPEECH

#: So much of a content must be others' sources, cues and contents.
COVERED = 0.6
#: Letters in front of the first inner source at most ("that", "on Monday").
_LEAD = 12
#: With these somebody has not spoken yet.
_AHEAD = frozenset({"will", "would", "may", "might", "could", "can", "should", "must", "to"})
#: Forms of quotations: who quotes himself quoting says something himself.
_QUOTED = frozenset(
    {"quote-source-cue", "quote-cue-source", "source-cue-quote", "source-colon-quote", "carried-quote"}
)


def passing(
    outer: Sequence[Found],
    inner: Sequence[Found],
    naming: Naming,
    kind_of: Callable[[Found], FactualityKind],
) -> frozenset[int]:
    """The places of the outer candidates that only pass on what inner ones say. Who tells of another's denial does not."""
    out: set[int] = set()
    by_parent: dict[int | None, list[Found]] = {}
    for found in inner:
        by_parent.setdefault(found.parent, []).append(found)
    for place, one in enumerate(outer):
        source = one.source if one.heir is None else None
        if source is None or one.style is not None or not one.content:
            continue
        inside = by_parent.get(place, ())
        if _cites(one, naming) or not (naming.is_medium(source) or naming.is_document(source)):
            if one.kind is not FactualityKind.ASSERTED or one.group not in SPEECH or one.rule in _QUOTED:
                continue
            inside = [
                found
                for found in inside
                if _has_spoken(found, naming) and kind_of(found) is not FactualityKind.DENIED
            ]
        if covers(one, inside):
            out.add(place)
    return frozenset(out)


def _cites(one: Found, naming: Naming) -> bool:
    """Whether a medium cites people for its content: they say it ("reported, citing officials"), or pass it on."""
    row = one.row or ()
    at = next((k + 1 for k, token in enumerate(row) if token.low in {"citing", "quoting"}), len(row))
    end = next((k for k in range(at, len(row)) if row[k].text in {",", "."}), len(row))
    if end <= at or row[min(end, len(row)) - 1].quote >= 0:
        return False
    cited = letters(one.paragraph, row, (at, end))
    return not (naming.is_medium(cited) or naming.is_document(cited))


def _has_spoken(found: Found, naming: Naming) -> bool:
    """Whether somebody else than the source around it has said a clause or quotation."""
    if found.group not in (SPEECH | {"ask"}) - {"report"} or found.style is not None or found.source is None:
        return False
    if found.rule not in {"said-that", "said-clause", "source-cue-quote"}:
        return False
    cue = {word for piece in found.cues for word in naming.text(piece).lower().split()}
    own = naming.text(found.source).lower().split()[:1]
    return not cue & _AHEAD and own not in (["he"], ["she"], ["it"], ["they"], ["they're"], ["they’re"])


def covers(one: Found, inner: Sequence[Found]) -> bool:
    """Whether what others say makes up a content, from its beginning on."""
    parts = [
        (part.start, part.end)
        for found in inner
        if found.source is not None
        for part in (found.source, *found.cues, *found.content, *([found.topic] if found.topic else []))
    ]
    if not parts or min(start for start, _ in parts) - one.content[0].start > _LEAD:
        return False
    covered = len({at for start, end in parts for at in range(start, end)})
    return covered >= COVERED * sum(piece.end - piece.start for piece in one.content)
