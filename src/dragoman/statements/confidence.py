"""How likely a statement is right: features of a candidate, and the chance that the measured weights give them.

Right means that the content is found and that its chain is: all layers, in order, with their roles. The weights come
from PolNeAR (is it a statement of that source?) and from the project's own gold (are all layers right?); see
``training/confidence.py`` and ``bench/results/confidence.md``.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import replace

from dragoman.model import Attribution, Lane, SourceRole, Statement, Style
from dragoman.statements.cues import CueBook
from dragoman.statements.found import Found, Piece
from dragoman.statements.linking import Linked
from dragoman.statements.paragraph import Paragraph, Range

#: Contents of tags and candidate are the same when they share more than so much of their letters (Dice).
SAME, NEAR = 0.9, 0.5
#: Tags that are looked at on either side of a candidate.
_AROUND = 6
_PRONOUNS = frozenset("he she they it we i who which that this those these".split())
#: Trust is kept off 0 and 1, where its logit has no end.
_LOW, _HIGH = 0.02, 0.999


def features_of(
    found: Found,
    layers: Sequence[Attribution],
    style: Style,
    paragraphs: Sequence[Paragraph],
    *,
    nested: bool,
) -> dict[str, float]:
    """What a candidate knows of itself, by name: 1 for what is so, or a number."""
    paragraph = paragraphs[found.paragraph]
    out = {
        "always": 1.0,
        f"rule {found.rule}": 1.0,
        f"style {style.value}": 1.0,
        f"layers {min(len(layers), 3)}": 1.0,
    }
    letters = sum(piece.end - piece.start for piece in found.content)
    length = math.log(max(letters, 1) / 60)
    out["longer than 60 letters"] = max(0.0, length)
    out["shorter than 60 letters"] = max(0.0, -length)
    out |= _of_source(found, layers, paragraph)
    out |= _of_tags(found, paragraph)
    facts = {
        "carried": found.heir is not None,
        "within": nested,
        "in pieces": len(found.content) > 1,
        "unbalanced marks": not paragraph.balanced,
        "in a comment": paragraph.lane is Lane.COMMENTS,
        "negated": found.negated,
        "a verb of saying": found.group == "say",
        "no listed verb": not found.group,
    }
    return out | {name: 1.0 for name, so in facts.items() if so}


def _of_source(found: Found, layers: Sequence[Attribution], paragraph: Paragraph) -> dict[str, float]:
    last = layers[-1] if layers else None
    out: dict[str, float] = {}
    if last is None or last.source is None:
        out["no source"] = 1.0
    elif last.source.actor is not None:
        out["source known"] = 1.0
    if last is not None and last.role is SourceRole.DOCUMENT:
        out["document"] = 1.0
    if found.source is not None and found.source.paragraph == found.paragraph:
        words = paragraph.text[found.source.start : found.source.end].lower()
        if words in _PRONOUNS:
            out["pronoun"] = 1.0
    return out


def _of_tags(found: Found, paragraph: Paragraph) -> dict[str, float]:
    """Whether the trained tags see the same content and source, how sure they are, and how many sources they see."""
    if not paragraph.read:
        return {"unread": 1.0}
    near = _near(found, paragraph)
    sources = {one.source for one in near if one.source is not None}
    out = {"other sources near": float(min(max(len(sources) - 1, 0), 3))}
    best = max(near, key=lambda one: _dice(found.content, one, found.paragraph), default=None)
    shared = 0.0 if best is None else _dice(found.content, best, found.paragraph)
    if best is None or shared <= NEAR:
        return out | {"no tags": 1.0, "some tags": float(shared > 0)}
    trust = max(_LOW, min(_HIGH, best.trust))
    out |= {"tags near": 1.0, "trust": math.log(trust / (1 - trust))}
    if shared > SAME:
        out["tags the same"] = 1.0
    if _meets(found.source, best.source, found.paragraph):
        out["tags the same source"] = 1.0
    return out


def _near(found: Found, paragraph: Paragraph) -> Sequence[Linked]:
    """The tags whose cues stand around a candidate's, a few on either side: so that time stays linear."""
    places = [piece.start for piece in (*found.cues, *found.content) if piece.paragraph == found.paragraph]
    if not places:
        return ()
    first, last = (bisect_left(paragraph.tagged, (at, at), key=_cue) for at in (min(places), max(places)))
    return paragraph.tagged[max(0, first - _AROUND) : min(last, first + _AROUND) + _AROUND]


def _cue(one: Linked) -> Range:
    return one.cue


def _dice(content: Sequence[Piece], one: Linked, paragraph: int) -> float:
    own = [piece.place for piece in content if piece.paragraph == paragraph]
    shared = sum(max(0, min(a[1], b[1]) - max(a[0], b[0])) for a in own for b in one.content)
    size = sum(end - start for start, end in (*own, *one.content))
    return 2 * shared / size if size else 0.0


def _meets(source: Piece | None, tagged: Range | None, paragraph: int) -> bool:
    if source is None or tagged is None:
        return source is None and tagged is None
    return source.paragraph == paragraph and source.start < tagged[1] and tagged[0] < source.end


def confidence_of(found: Found, style: Style, features: Mapping[str, float], book: CueBook) -> float:
    """The confidence of a candidate, 0 to 1: its class's share of right ones for what the outlet says or keeps silent of,
    the models' chance for all else; the rule's own figure where the knowledge holds no weights."""
    if book.weights is None:
        return found.confidence
    if style in {Style.OUTLET, Style.SILENCE}:
        share = book.weights.of_class(style.value)
        return found.confidence if share is None else share
    return book.weights.confidence(features)


def weighed(own: Sequence[Statement], book: CueBook) -> tuple[Statement, ...]:
    """The outlet's own sentences with the share of such sentences that are nobody else's."""
    share = None if book.weights is None else book.weights.of_class("own sentence")
    return tuple(own if share is None else (replace(one, confidence=share) for one in own))
