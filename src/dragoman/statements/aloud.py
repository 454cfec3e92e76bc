"""Sources that tell what they themselves think, want or keep silent about: "Berg said she feared P" is Berg's fear.

What one thinks oneself is no layer. A stance (feared, planned, denied) lends its factuality to the statement around it;
a silence takes that one's place; what is only held to be so ("said she regretted P") goes without.
"""

from __future__ import annotations

from collections.abc import Sequence

from dragoman.model import FactualityKind, Style
from dragoman.statements.found import Found
from dragoman.statements.naming import Naming
from dragoman.statements.passing import COVERED

_OWN = frozenset({"he", "she", "they", "it"})
#: Verbs of speech tell what was said before, to others.
_SPEECH = frozenset({"say", "write", "tell", "report", "ask", "label", "confirm"})
#: Letters in front of the pronoun at most ("that").
_LEAD = 8


def thought_aloud(found: Sequence[Found], naming: Naming) -> frozenset[int]:
    """The places of candidates whose source is that of the one around them, as its pronoun at the content's beginning."""
    return frozenset(
        place
        for place, one in enumerate(found)
        if one.parent is not None and _is_own(one, found[one.parent], naming)
    )


def _is_own(one: Found, outer: Found, naming: Naming) -> bool:
    if outer.style is not None or outer.source is None or one.source is None or not outer.content:
        return False
    word = naming.text(one.source).lower()
    if word not in _OWN or (word != "it" and naming.is_medium(outer.source)):
        return False
    if (outer.source.paragraph, outer.source.start) > (one.source.paragraph, one.source.start):
        return False  # "He, the station said, denied it": another "he"
    return one.source.start - outer.content[0].start <= _LEAD and (
        one.group not in _SPEECH or bool(one.style)
    )


def is_stance(one: Found, outer: Found) -> bool:
    """Whether a thought is a stance or silence, and all of the content around it: then its factuality is that one's."""
    parts = [part for part in (one.source, *one.cues, *one.content, one.topic) if part is not None]
    covered = len({at for part in parts for at in range(part.start, part.end)})
    whole = sum(piece.end - piece.start for piece in outer.content)
    stance = one.style is Style.SILENCE or one.kind is not FactualityKind.ASSERTED or one.negated
    return stance and covered >= COVERED * whole
