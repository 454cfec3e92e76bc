"""Sources that tell what they themselves think, want or keep silent about: "Berg said she feared P" is Berg's fear.

What one thinks oneself is no layer. Where the thought is a stance (feared, planned, denied) or a silence, it takes the
place of the statement around it; where it is only held to be so ("said he regretted P"), the statement around it stays.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from dragoman.model import FactualityKind, Style
from dragoman.statements.found import Found
from dragoman.statements.naming import Naming
from dragoman.statements.passing import COVERED

_OWN = frozenset({"he", "she", "they", "it"})
#: Verbs of speech tell what was said before, to others.
_SPEECH = frozenset({"say", "write", "tell", "report", "ask", "label", "confirm"})
#: Letters in front of the pronoun at most ("that").
_LEAD = 8


def thought_aloud(
    found: Sequence[Found], naming: Naming
) -> Mapping[int, bool]:
    """The places of candidates whose source is that of the one around them, as its pronoun.

    True where such a one takes the place of what is around it, False where it goes without.
    """
    out: dict[int, bool] = {}
    for place, one in enumerate(found):
        outer = None if one.parent is None else found[one.parent]
        if outer is None or outer.style is not None or one.source is None or not outer.content:
            continue
        word = naming.text(one.source).lower()
        if outer.source is None or word not in _OWN or (word != "it" and naming.is_medium(outer.source)):
            continue
        if (outer.source.paragraph, outer.source.start) > (one.source.paragraph, one.source.start):
            continue  # "He, the station said, denied it": another "he"
        if one.source.start - outer.content[0].start > _LEAD or (one.group in _SPEECH and not one.style):
            continue
        parts = (one.source, *one.cues, *one.content, *([one.topic] if one.topic else []))
        covered = len({at for part in parts for at in range(part.start, part.end)})
        whole = sum(piece.end - piece.start for piece in outer.content)
        stance = one.style is Style.SILENCE or one.kind is not FactualityKind.ASSERTED or one.negated
        if not stance or covered >= COVERED * whole:
            out[place] = stance
    return out
