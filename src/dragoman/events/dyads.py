"""Acts to dyads: the parties that the phrases of an act speak of, with their codes."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from typing import Final

from dragoman.actors import Party, Reading, parties_of
from dragoman.events.act import Act
from dragoman.events.clauses import Clauses
from dragoman.events.standing import is_condition

#: Acts that two or more do together: their parties all stand in the actor.
MUTUAL: Final = frozenset({"CONSULT", "AGREE", "COOPERATE", "SUPPORT"})
_TOPICS: Final = frozenset({"on", "over", "about", "regarding", "concerning", "in", "at", "around"})
_WHERE: Final = frozenset({"in", "at", "near", "outside", "inside"})
#: Acts whose two sides are mostly of one country, as event coders found them.
_DOMESTIC: Final = frozenset({"PROTEST", "COERCE", "ASSAULT", "MOBILIZE"})
#: Acts that a town itself may suffer.
_LOCAL: Final = frozenset({"ASSAULT", "COERCE"})
#: What is sent against somebody: whose it is it does not say.
_WEAPONS: Final = frozenset({"drone", "missile", "rocket", "shell", "torpedo", "mine", "projectile"})
#: Participles that tell whose somebody or something is: "troops sent by Kenya", "a ship owned by a Greek firm".
_BELONGING: Final = frozenset(
    {"send", "own", "run", "control", "deploy", "operate", "employ", "command", "charter"}
)
#: The sector of attackers whom nobody knows: unidentified armed force.
_UNKNOWN: Final = "UAF"
#: Those of whom no more is known than that they attacked, and what went off without anybody seen.
_ATTACKERS: Final = frozenset(
    {
        "gunman", "gunmen", "attacker", "assailant", "bomber", "hijacker", "kidnapper", "sniper", "abductor", "killer",
        "bandit", "arsonist", "men", "man", "bomb", "bombing", "device", "explosion", "blast", "mine", "landmine",
        "grenade", "ied", "car-bomb", "rocket", "shell", "mortar", "explosive", "gunfire", "assassin",
    }
)  # fmt: skip
#: Modes of attacks that somebody must have made, though nobody is named.
_HIDDEN: Final = frozenset({"explosives", "suicide-attack"})
#: What the authorities of a place do where nobody else is named: "was arrested in Niger".
_HOLDING: Final = frozenset({"COERCE", "RETREAT"})
_COUNTRY: Final = 3
#: Where an unnamed recipient says whom it has to do with: "its war with Iraq".
_WITHIN: Final = ("with", "against", "on", "to", "from", "of", "by")


@dataclass(frozen=True, slots=True, kw_only=True)
class Dyad:
    """An act with its parties; ``mutual`` tells that all of them stand in ``actors`` and do it together."""

    act: Act
    actors: tuple[Party, ...]
    recipients: tuple[Party, ...]
    mutual: bool = False


def dyad_of(act: Act, clauses: Clauses, reading: Reading, letters: Sequence[tuple[int, int]]) -> Dyad:
    """The parties of an act. ``letters`` are first and last letter (exclusive) of each word in the passage.

    An attack of nobody known is one of an unidentified armed force of the place: the party's ``rule`` is ``unknown``, its
    span the words that tell of it.
    """
    phrases = _Phrases(clauses, reading, letters)
    actors = phrases.parties(act.actors)
    recipients = phrases.parties(phrases.whom(act.recipients))
    known = {party.code for party in actors}
    # Two who meet or agree have each other: what it is about, and where, is no third.
    together = act.category in MUTUAL and len(known - {None}) > 1
    if together and phrases.are_topics(act.recipients):
        recipients = ()
    if not any(party.code and party.rule != "context" for party in recipients) and not together:
        further = phrases.no_places(act.fallbacks) if act.category in MUTUAL else act.fallbacks
        recipients = phrases.named(further, known) or recipients
    domestic = act.category in _DOMESTIC
    actors, recipients = (
        phrases.without_guesses(act.actors, actors, recipients, domestic=domestic),
        phrases.without_guesses(act.recipients, recipients, actors, domestic=domestic),
    )
    if act.category not in _LOCAL:
        recipients = phrases.as_countries(recipients)
    if act.category == "MOBILIZE" and not any(one.code for one in actors):
        actors = phrases.forces(act) or actors
    recipients = phrases.without_own(act.recipients, actors, recipients)
    if act.category == "ASSAULT":
        actors = phrases.attackers(act, actors)
    elif act.category in _HOLDING and not act.actors:
        actors = phrases.holders(act)
    told = any(one.code and one.rule != "context" for one in recipients)
    mutual = act.category in MUTUAL and len(actors) > 1 and not told
    return Dyad(act=act, actors=actors, recipients=() if mutual else recipients, mutual=mutual)


class _Phrases:
    """Reads the phrases of one sentence; private to this module."""

    def __init__(self, clauses: Clauses, reading: Reading, letters: Sequence[tuple[int, int]]) -> None:
        self.clauses = clauses
        self.reading = reading
        self.letters = letters

    def parties(self, heads: Sequence[int]) -> tuple[Party, ...]:
        """The parties of phrases by their heads; "troops sent by Kenya" are Kenya's."""
        return tuple(one for head in heads for one in self._of(head))

    def _of(self, head: int) -> tuple[Party, ...]:
        found = parties_of(self.reading, *self._letters(head))
        if any(one.code and one.rule != "context" for one in found):
            return found
        if self._is_pronoun(head) and (named := self._in_condition(head)):
            return named
        owners = [
            at
            for done in self.clauses.below(head, "acl")
            if self.clauses.lemmas[done] in _BELONGING
            for at in self.clauses.slot(done, "subject")
            if at != head
        ]
        told = [one for at in owners for one in parties_of(self.reading, *self._letters(at))]
        code = next((one.code for one in told if one.code and one.rule != "context"), None)
        if code is None or len(found) != 1:
            return found
        own = (found[0].code or "")[_COUNTRY:] or code[_COUNTRY:]
        return (replace(found[0], codes=(code[:_COUNTRY] + own,), rule="owner"),)

    def _in_condition(self, head: int) -> tuple[Party, ...]:
        """Who a pronoun is, by the condition before it: "if the rebels stay, they will be seen as enemies"."""
        if self.clauses.low[head] not in {"they", "it", "them", "he", "she"}:
            return ()
        subjects = [
            at
            for clause in self.clauses.below(self.clauses.up(head), "advcl")
            if clause < head and is_condition(self.clauses, clause)
            for at in self.clauses.slot(clause, "subject")
            if not self._is_pronoun(at)
        ]
        return tuple(one for at in subjects for one in parties_of(self.reading, *self._letters(at)))

    def named(self, heads: Sequence[int], known: Collection[str | None]) -> tuple[Party, ...]:
        """The parties of the first phrase that names some who are not known yet."""
        countries = {code[:_COUNTRY] for code in known if code}
        for head in heads:
            found = tuple(
                one
                for one in self.parties((head,))
                if one.code
                and one.rule != "context"
                and one.code not in known
                and not (self._is_pronoun(head) and one.code[:_COUNTRY] in countries)
            )
            if found:
                return found
        return ()

    def whom(self, heads: Sequence[int]) -> tuple[int, ...]:
        """Heads, and for one that belongs to the actor whom it has to do with: Iraq, of "its war with Iraq"."""
        return tuple(one for head in heads for one in self._within(head))

    def _within(self, head: int) -> tuple[int, ...]:
        owners = self.clauses.below(head, "nmod:poss")
        if not any(self.clauses.parsed.upos[at] == "PRON" for at in owners):
            return (head,)
        return next(
            (heads for slot in _WITHIN if (heads := self.clauses.slot(head, slot)) and self.named(heads, ())),
            (head,),
        )

    def as_countries(self, parties: tuple[Party, ...]) -> tuple[Party, ...]:
        """Parties with the country of a town in place of its people: who flies to Niamey meets no civilians."""
        return tuple(
            replace(one, codes=tuple(dict.fromkeys(code[:_COUNTRY] for code in one.codes)))
            if one.rule == "place" and (one.code or "")[_COUNTRY:] == "CVL"
            else one
            for one in parties
        )

    def forces(self, act: Act) -> tuple[Party, ...]:
        """Whose forces are moved, where nobody is said to move them: "Turkish troops are deployed there"."""
        nouns = [at for at in act.trigger if self.clauses.parsed.upos[at] in {"NOUN", "PROPN"}]
        return tuple(one for one in self.parties(nouns) if one.code and one.rule != "context")

    def without_own(
        self, heads: Sequence[int], actors: Sequence[Party], recipients: tuple[Party, ...]
    ) -> tuple[Party, ...]:
        """Recipients without what is the actor's own: who asks for its exports asks nobody by that."""
        own = {one.code[:_COUNTRY] for one in actors if one.code}
        mine = any(
            self.clauses.parsed.upos[at] == "PRON"
            for head in heads
            for at in self.clauses.below(head, "nmod:poss")
        )
        return tuple(
            replace(one, codes=(), rule="none") if mine and one.code and one.code[:_COUNTRY] in own else one
            for one in recipients
        )

    def _is_pronoun(self, head: int) -> bool:
        return self.clauses.parsed.upos[head] == "PRON"

    def no_places(self, heads: Sequence[int]) -> tuple[int, ...]:
        """Phrases without those that say where: who meets in Samarkand does not meet Samarkand."""
        return tuple(
            head
            for head in heads
            if not any(self.clauses.low[case] in _WHERE for case in self.clauses.below(head, "case"))
        )

    def are_topics(self, heads: Sequence[int]) -> bool:
        """Whether phrases tell what or where it is about: "talks on Syria in Moscow"."""
        return all(
            any(self.clauses.low[case] in _TOPICS for case in self.clauses.below(head, "case"))
            for head in heads
        )

    def without_guesses(
        self, heads: Sequence[int], some: Sequence[Party], others: Sequence[Party], *, domestic: bool
    ) -> tuple[Party, ...]:
        """Parties without what was only guessed from the other side: a forum that asks the US is not of the US, and the
        drones that hit a fleet are not the fleet's. Of an act that is mostly ``domestic`` the guess stands."""
        told = {one.code[:_COUNTRY] for one in others if one.code and one.rule != "context"}
        thing = any(
            self.clauses.parsed.names.tags[head].endswith("-ORG") or self.clauses.lemmas[head] in _WEAPONS
            for head in heads
        )
        return tuple(
            replace(one, codes=(), rule="none")
            if one.rule == "context"
            and one.code
            and one.code[:_COUNTRY] in told
            and (thing or not (domestic or one.code[_COUNTRY:]))
            else one
            for one in some
        )

    def attackers(self, act: Act, actors: tuple[Party, ...]) -> tuple[Party, ...]:
        """The actors of an attack, where nobody is known the unidentified of the place."""
        hidden = not act.actors and (act.mode in _HIDDEN or self._instrument(act) is not None)
        unknown = any(
            self.clauses.lemmas[at] in _ATTACKERS or self.clauses.low[at] in _ATTACKERS for at in act.actors
        )
        if any(one.code and one.rule != "context" for one in actors) or not (hidden or unknown):
            return actors
        country = self._country_of(act)
        if country is None:
            return actors
        instrument = self._instrument(act)
        shown = act.actors[0] if act.actors else act.word if instrument is None else instrument
        start, end = self._letters(shown) if act.actors else self.letters[shown]
        span = self.reading.view.sentence.passage.span(start, end)
        return (Party(span=span, actor=None, codes=(country + _UNKNOWN,), rule="unknown"),)

    def holders(self, act: Act) -> tuple[Party, ...]:
        """The authorities of the place where a passive tells of an arrest or a release."""
        if not self.clauses.is_passive(act.word):
            return ()
        return self.named(
            [at for word in (act.word, *act.recipients) for at in self.clauses.slot(word, "place")], ()
        )

    def _instrument(self, act: Act) -> int | None:
        return next((at for at in act.trigger if self.clauses.lemmas[at] in _ATTACKERS), None)

    def _country_of(self, act: Act) -> str | None:
        """The country of the place where an act happens: on its own words first, then on those of its parties."""
        words = (*act.trigger, *act.actors, *act.recipients)
        places = [
            at for word in words for slot in ("place", "of", "by") for at in self.clauses.slot(word, slot)
        ]
        deeper = [one for at in places for one in self.clauses.slot(at, "place")]
        for at in (*places, *deeper):
            for party in self.parties((at,)):
                if party.code and party.rule in {"place", "name", "owner"} and len(party.code) >= _COUNTRY:
                    return party.code[:_COUNTRY]
        return None

    def _letters(self, head: int) -> tuple[int, int]:
        first, last = self.clauses.phrase(head)
        return self.letters[first][0], self.letters[last - 1][1]
