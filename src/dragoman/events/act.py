"""An act: what the words of a sentence tell somebody did, before anybody asks who vouches for it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """An act: its category and mode, the sense and the embedders that told it, and the words that play a part.

    ``trigger`` are the words that told it, the predicate first; ``actors`` and ``recipients`` are heads of phrases.
    ``speaker`` is who says it in the sentence, where a verb of saying took it. ``negated``, ``future`` and ``possible``
    tell what is left of these after the category has taken its share. ``weight`` is in 0..1: how much it counts for the
    sentence; ``wanted`` are the slots in which a recipient may still stand, on a verb that takes the act. ``fallbacks`` are
    further phrases on the trigger's words, for an act without a recipient.

    ``absorbed`` tells that the category already holds what the words commit to, so that only the three flags are left to
    say how far the act is a fact: an embedder took it ("agreed to send troops" is an AGREE that has happened, "began to
    arrest" a COERCE), a sense took its clause, or "must" or a modal made its category ("will bomb" is a THREATEN). Saying
    and thinking (effects ``say`` and ``maybe``) absorb nothing.
    """

    category: str
    mode: str | None
    cameo: str | None
    rule: str
    word: int
    trigger: tuple[int, ...]
    actors: tuple[int, ...]
    recipients: tuple[int, ...]
    embedders: tuple[str, ...] = ()
    speaker: tuple[int, ...] = ()
    negated: bool = False
    future: bool = False
    possible: bool = False
    weight: float = 1.0
    wanted: tuple[str, ...] = ()
    fallbacks: tuple[int, ...] = ()
    absorbed: bool = False
