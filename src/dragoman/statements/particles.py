"""What stands around a cue verb and is one with it: its particles, what leads to it, the noun that it only voices.

All positions are indexes of tokens in one skeleton sentence.
"""

from __future__ import annotations

from collections.abc import Sequence

from dragoman.model import FactualityKind
from dragoman.statements.cues import CueBook, Noun, Verb
from dragoman.statements.paragraph import Skeleton, Token

#: In a verb's particles this stands for whose it is, how it is, or nothing ("give ~ word": "gave its solemn word").
ANY = "~"
#: Words for which it may stand at most.
_ANY_WORDS = 3
#: Tokens from a verb to the noun for what somebody says, at most.
_CLAIM = 6
#: The group of a verb that only voices what its noun says ("renewed its pledge").
VOICED = "voiced"


def reach(row: Skeleton, at: int, particles: Sequence[str], book: CueBook) -> int | None:
    """How many tokens behind the one at ``at`` the particles take up; None where they do not stand there."""
    end = at + 1
    while particles and end < len(row) and row[end].low != particles[0] and _between(row[end], book):
        end += 1
    for place, particle in enumerate(particles):
        if particle != ANY:
            if end >= len(row) or row[end].low != particle:
                return None
            end += 1
            continue
        wanted = particles[place + 1]
        reached = range(end, min(len(row), end + _ANY_WORDS + 1))
        found = next((k for k in reached if row[k].low == wanted), None)
        if found is None or not all(_qualifies(token, book) for token in row[end:found]):
            return None
        end = found
    return end - at - 1


def _between(token: Token, book: CueBook) -> bool:
    """Whether a token is an adverb or "not" that may stand in front of a verb's particles ("is not yet ready")."""
    low = token.low
    adverb = len(low) > 4 and low.endswith("ly") and token.text[:1].islower() and not low.endswith("likely")
    return adverb or low in book.words["adverbs"] - {"no", "even", "only"} or low in {"not", "never"}


def _qualifies(token: Token, book: CueBook) -> bool:
    """Whether a token may stand between a verb and its noun: no preposition, pronoun or auxiliary."""
    words = book.words
    outside = words["prepositions"] | words["auxiliaries"] | words["subordinators"] | words["conjunctions"]
    return token.quote < 0 and token.text[:1].isalnum() and token.low not in outside - words["determiners"]


def fitting_verbs(row: Skeleton, at: int, verbs: Sequence[Verb], book: CueBook) -> list[tuple[Verb, int]]:
    """The verbs whose particles follow the token at ``at``, with the tokens that these take up; those that deny claims
    alone where a claim follows, those with the most particles else."""
    pairs = ((verb, reach(row, at, verb.particles, book)) for verb in verbs)
    fitting = [(verb, size) for verb, size in pairs if size is not None]
    denying = [(verb, size) for verb, size in fitting if verb.claims and is_claim(row, at + 1 + size, book)]
    left = denying or [(verb, size) for verb, size in fitting if not (verb.claims or verb.voicing)]
    noun = None if denying else voiced(row, at, fitting, book)
    longest = max((size for _, size in left), default=0)
    return [(verb, size) for verb, size in left if size == longest] if noun is None else [noun]


def may_be_verb(row: Skeleton, at: int, book: CueBook) -> bool:
    """Whether a cue verb with its particles stands here; "the campaign" is none for "campaign for"."""
    return any(reach(row, at, verb.particles, book) is not None for verb in book.verbs.get(row[at].low, ()))


def is_claim(row: Skeleton, at: int, book: CueBook) -> bool:
    """Whether what begins at ``at`` is what somebody says: a clause with "that", or "the persistent rumours"."""
    if at < len(row) and row[at].low == "that":
        following = row[at + 1].low if at + 1 < len(row) else ""
        return following in book.words["claims"] or at + 2 < len(row)
    for token in row[at : at + _CLAIM]:
        if token.low in book.words["claims"]:
            return True
        if not _qualifies(token, book):
            return False
    return False


def leading(row: Skeleton, start: int, book: CueBook) -> int:
    """Where a phrase begins that leads to the verb at ``start`` and is one with it ("was quick to deny"); 0 for none."""
    if start < 3 or row[start - 1].low != "to":
        return 0
    for size in (4, 3, 2, 1):
        begin = start - 1 - size
        if begin > 0 and " ".join(token.low for token in row[begin : start - 1]) in book.words["leading"]:
            return begin
    return 0


def voiced(
    row: Skeleton, at: int, verbs: Sequence[tuple[Verb, int]], book: CueBook
) -> tuple[Verb, int] | None:
    """The cue of a verb that only voices what a noun behind it says ("renewed its pledge to leave"), with its tokens.

    The noun's own last word ("to", "that", "for") is no part of it where it opens the content.
    """
    voicing = max((size for verb, size in verbs if verb.voicing), default=None)
    if voicing is None:
        return None
    begin = at + 1 + voicing
    for k in range(begin, min(len(row) - 1, begin + _ANY_WORDS + 1)):
        for noun in book.nouns.get(row[k].low, ()):
            words = tuple(token.low for token in row[k : k + len(noun.words)])
            if words == noun.words and len(words) > 1 and noun.kind is not FactualityKind.ASSERTED:
                kept = words[-1] in {"to", "that"}
                return _verb_of(row[at].low, noun), k - at + len(words) - 1 - kept
        verbal = row[k].low.endswith("ed") and row[k].low in book.verbs  # "has rejected a request to"
        if verbal or not _qualifies(row[k], book) or row[k].low == "no":
            return None
    return None


def _verb_of(lemma: str, noun: Noun) -> Verb:
    """A verb that does with its content what the noun does."""
    last = noun.words[-1]
    frames = {"to": {"to"}, "that": {"that"}}.get(last, {"object", "object-to"})
    return Verb(
        lemma=lemma,
        particles=(),
        group=VOICED,
        kind=noun.kind,
        frames=frozenset(frames),
        inside=True,
        polarity=noun.polarity,
        certainty=noun.certainty,
    )
