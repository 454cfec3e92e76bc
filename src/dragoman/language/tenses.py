"""The tense that governs a word: of the verb it hangs on, with its auxiliaries, modals and verbs of planning."""

from __future__ import annotations

from collections.abc import Sequence

from dragoman.language.protocol import Parsed
from dragoman.model import Tense

#: Arcs that are followed upwards at most.
_HIGHEST = 60
_AHEAD = frozenset(
    {"will", "shall", "would", "can", "could", "may", "might", "should", "must", "wo", "'ll", "ought"}
)
#: What an infinitive after these words tells lies ahead of the moment they speak of.
_PLANNING = frozenset(
    """
    agree aim arrange ask call choose commit confident decide demand due eager elect expect fear forecast hope instruct
    intend invite keen likely need offer oblige order persuade plan pledge prepare press promise propose ready
    request require schedule seek set slate supposed swear tell threaten unlikely urge vow wait want wish poise
    tip bind be have go
    """.split()
)
#: Nouns whose infinitive lies ahead ("a plan to").
_PLANS = frozenset(
    "agreement appeal call commitment deadline deal decision demand intention invitation offer order plan pledge promise proposal "
    "proposition readiness request vow willingness".split()
)
#: Participles and adjectives that say when something is still to come ("talks scheduled for Friday").
_ARRANGED = frozenset("schedule plan slate due set expect arrange fix propose tip".split())
_ARRANGED_TAGS = frozenset({"VBN", "JJ", "VBD", "IN"})
#: Verbs that move something to a date ahead.
_MOVING = frozenset("adjourn defer delay extend postpone prolong push put remand reschedule suspend".split())
_TOWARDS = frozenset({"until", "till", "to", "through", "for"})
_REPORTING = frozenset("say tell report write add announce state note claim reveal show".split())
_NOUNS = frozenset({"NOUN", "PROPN", "PRON", "NUM", "ADJ", "SYM", "X"})
_SUBJECT = frozenset({"nsubj", "nsubj:pass", "csubj", "csubj:pass"})


def tense_at(parsed: Parsed, word: int, *, headline: bool = False) -> Tense:
    """The tense of the verb that governs a word (counted from 0), as far as the tree shows it.

    "Will", "is to", "plans to" and their like make it ``future``; perfects, past participles and reports in the present
    are ``past``. A date that belongs to a noun takes a past tense, and a future one where the noun is the
    verb's subject: "will discuss Saturday's attack" does not put the attack ahead. ``headline`` tells that a present tense reports
    what has happened. Gives ``unknown`` where no verb governs the word.
    """
    if not 0 <= word < len(parsed):
        return Tense.UNKNOWN
    verb, noun = _governor(parsed, word)
    if verb is None:
        return Tense.FUTURE if headline and _infinitive_ahead(parsed, word) else Tense.UNKNOWN
    if _is_put_off(parsed, verb, word):
        return Tense.FUTURE
    tense = _tense(parsed, verb, headline=headline)
    if noun is None or tense is Tense.PAST:
        return tense
    ahead = tense is Tense.FUTURE and parsed.relations[noun] in _SUBJECT
    return Tense.FUTURE if ahead else Tense.UNKNOWN


def _is_put_off(parsed: Parsed, verb: int, word: int) -> bool:
    """Whether something is moved to the date: "postponed until Monday", "extended to June"."""
    if parsed.lemmas[verb].lower() not in _MOVING:
        return False
    return any(
        parsed.lemmas[at].lower() in _TOWARDS for at in _below(parsed, word, frozenset({"case", "mark"}))
    )


def _governor(parsed: Parsed, word: int) -> tuple[int | None, int | None]:
    """The verb above a word, and the noun between the two that the word belongs to."""
    noun: int | None = None
    at = word
    for _ in range(_HIGHEST):
        if at != word and _is_predicate(parsed, at):
            return at, noun
        head = parsed.heads[at] - 1
        if head < 0:
            return (at, noun) if _is_predicate(parsed, at) else (None, noun)
        if at != word or _belongs(parsed, at):
            # The phrase of the date itself is no noun that it belongs to.
            noun = head if parsed.upos[head] in _NOUNS and not _is_predicate(parsed, head) else noun
        at = head
    return None, noun


def _belongs(parsed: Parsed, at: int) -> bool:
    return parsed.relations[at].partition(":")[0] in {"nmod", "compound", "amod", "acl", "nummod"}


def _below(parsed: Parsed, at: int, relations: frozenset[str]) -> Sequence[int]:
    return [
        child
        for child, head in enumerate(parsed.heads)
        if head == at + 1 and parsed.relations[child] in relations
    ]


_COMPLEMENT = frozenset({"xcomp", "ccomp", "csubj"})
_HELPERS = frozenset({"aux", "aux:pass", "cop"})


def _is_predicate(parsed: Parsed, at: int) -> bool:
    return (
        parsed.upos[at] == "VERB"
        or bool(_below(parsed, at, frozenset({"cop", "aux"})))
        or parsed.lemmas[at].lower() == "due"
    )


def _is_arranged(parsed: Parsed, verb: int) -> bool:
    """Whether a passive or an adjective tells that something has its time: "is set for", "was due on", "planned for"."""
    if parsed.lemmas[verb].lower() not in _ARRANGED:
        return False
    passive = bool(_below(parsed, verb, frozenset({"aux:pass", "cop"})))
    return parsed.lemmas[verb].lower() == "due" or (passive and parsed.xpos[verb] in _ARRANGED_TAGS)


def _tense(parsed: Parsed, verb: int, *, headline: bool, depth: int = 0) -> Tense:
    helpers = _below(parsed, verb, _HELPERS)
    lemmas = [parsed.lemmas[at].lower() for at in helpers]
    tags = [parsed.xpos[at] for at in helpers]
    if "MD" in tags or _AHEAD & set(lemmas):
        past = "have" in lemmas and bool({"VBN", "VBD"} & {parsed.xpos[verb], *tags})
        return Tense.PAST if past and "will" not in lemmas else Tense.FUTURE
    own = parsed.xpos[verb]
    if _is_arranged(parsed, verb) or (own == "VB" and "be" in lemmas):
        return Tense.FUTURE
    if "VBD" in tags or own == "VBD" or ("have" in lemmas and own == "VBN"):
        return Tense.PAST
    if {"VBZ", "VBP"} & set(tags):
        return Tense.PRESENT
    if own in {"VBZ", "VBP"}:
        reported = headline or parsed.lemmas[verb].lower() in _REPORTING
        return Tense.PAST if reported else Tense.PRESENT
    return _nonfinite(parsed, verb, headline=headline, depth=depth)


def _nonfinite(parsed: Parsed, verb: int, *, headline: bool, depth: int) -> Tense:
    """The tense of an infinitive or a participle: by what it hangs on."""
    own, relation = parsed.xpos[verb], parsed.relations[verb].partition(":")[0]
    lemma = parsed.lemmas[verb].lower()
    head = parsed.heads[verb] - 1
    if own == "VBN":
        return Tense.FUTURE if lemma in _ARRANGED else Tense.PAST
    infinitive = own == "VB" or bool(_marks(parsed, verb))
    if head < 0 or depth > _HIGHEST:
        return Tense.FUTURE if infinitive else Tense.UNKNOWN
    above = parsed.lemmas[head].lower()
    if infinitive and (
        relation == "acl" or above == "due" or (relation in _COMPLEMENT and above in _PLANNING)
    ):
        return Tense.FUTURE
    if not _is_predicate(parsed, head):
        found, _ = _governor(parsed, head)
        if found is None:
            return Tense.FUTURE if infinitive and headline else Tense.UNKNOWN
        head = found
    return _tense(parsed, head, headline=headline, depth=depth + 1)


def _marks(parsed: Parsed, verb: int) -> list[int]:
    return [at for at in _below(parsed, verb, frozenset({"mark"})) if parsed.xpos[at] == "TO"]


def _infinitive_ahead(parsed: Parsed, word: int) -> bool:
    """Whether a headline without a finite verb has an infinitive: "Minister to visit Ankara on Monday"."""
    del word
    return any(tag == "VB" and _marks(parsed, at) for at, tag in enumerate(parsed.xpos))
