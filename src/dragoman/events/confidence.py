"""How likely an event is coded right: features of a told act, and the chance that the measured weights give them.

Right means that category and countries of both sides are. The weights come from sentences of PLOVER's manual, from the
project's own sentences and from the gold of its example pages; see ``training/event_confidence.py`` and
``bench/results/event-confidence.md``.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Final

from dragoman.actors import Party, Reading
from dragoman.events.codebook import Codebook, Embedder, Sense
from dragoman.events.told import Told
from dragoman.model import BlockKind, Factuality, FactualityKind, Polarity, Statement

#: Words of a sentence of middle length.
_MIDDLE: Final = 25
#: An act of less weight is as doubtful as one of this.
_LIGHTEST: Final = 0.05
#: Counts are not told apart beyond.
_MOST: Final = 3
_COUNTRY: Final = 3


def features_of(
    told: Told, holder: Statement, factuality: Factuality, reading: Reading, book: Codebook
) -> dict[str, float]:
    """What an act knows of itself, by name: 1 for what is so, or a number. ``reading`` is that of its sentence."""
    return {
        "always": 1.0,
        **_of_act(told, book),
        **_of_sentence(told, holder, factuality),
        **_of_parties(told, reading, book),
    }


def _of_act(told: Told, book: Codebook) -> dict[str, float]:
    act, clauses = told.act, told.clauses
    rule = _rule(told, book)
    needs = 0 if rule is None else len(rule.needs) + (rule.particle is not None)
    upos = clauses.parsed.upos[act.word]
    facts = {
        f"quad {book.categories[act.category].quad}": True,
        f"conditions {min(needs, _MOST)}": True,
        f"embedders {min(len(act.embedders), 2)}": True,
        "rule without words": rule is None,
        "an embedder alone": isinstance(rule, Embedder) and not act.embedders,
        "absorbed": act.absorbed,
        "negated": act.negated,
        "possible": act.possible,
        "trigger noun": upos in {"NOUN", "PROPN"},
        "trigger adjective": upos == "ADJ",
        "one word": len(act.trigger) == 1,
    }
    out = {name: 1.0 for name, so in facts.items() if so}
    return out | {"lightness": -math.log(max(_LIGHTEST, min(1.0, act.weight)))}


def _rule(told: Told, book: Codebook) -> Sense | Embedder | None:
    """The row that told an act."""
    for word in told.act.trigger:
        lemma = told.clauses.lemmas[word]
        rows: tuple[Sense | Embedder, ...] = (*book.senses.get(lemma, ()), *book.embedders.get(lemma, ()))
        for row in rows:
            if row.id == told.act.rule:
                return row
    return None


def _of_sentence(told: Told, holder: Statement, factuality: Factuality) -> dict[str, float]:
    length = math.log(max(len(told.clauses.words), 1) / _MIDDLE)
    facts = {
        f"relation {told.clauses.relation(told.act.word)}": True,
        "in a heading": told.sentence.kind is not BlockKind.PARAGRAPH,
        "said by somebody": bool(holder.chain),
        "no plain assertion": factuality.kind is not FactualityKind.ASSERTED,
        "not so": factuality.polarity is not Polarity.POSITIVE,
    }
    out = {name: 1.0 for name, so in facts.items() if so}
    return out | {"longer": max(0.0, length), "shorter": max(0.0, -length)}


def _of_parties(told: Told, reading: Reading, book: Codebook) -> dict[str, float]:
    dyad = told.dyad
    countries = {party.code[:_COUNTRY] for party in (*dyad.actors, *dyad.recipients) if party.code}
    named = {one.prefixes[0] for one in reading.clues if one.prefixes}
    recipient = "shared" if dyad.mutual else _how_told(dyad.recipients)
    facts = {
        f"actor by {_how_told(dyad.actors)}": True,
        f"recipient by {recipient}": True,
        "several actors": len({one.code for one in dyad.actors if one.code}) > 1,
        "several recipients": len({one.code for one in dyad.recipients if one.code}) > 1,
        "recipient on another phrase": bool(dyad.recipients) and not told.act.recipients,
        "one country": len(countries) == 1,
        "no recipient where one is needed": book.categories[told.act.category].needs_recipient
        and recipient in {"nobody", "none"},
    }
    out = {name: 1.0 for name, so in facts.items() if so}
    return out | {"other countries near": float(min(len(named - countries), _MOST))}


def _how_told(parties: Sequence[Party]) -> str:
    """What told the country of a side; "none" where its words tell none, "nobody" where it has no words."""
    coded = [party.rule for party in parties if party.code]
    if coded:
        return coded[0]
    return "none" if parties else "nobody"


def confidence_of(
    told: Told, holder: Statement, factuality: Factuality, reading: Reading, book: Codebook
) -> float:
    """The confidence of an event, 0 to 1; where the codebook has no weights, how much its act counts in its sentence."""
    if book.weights is None:
        return round(min(1.0, told.act.weight), 3)
    return book.weights.confidence(features_of(told, holder, factuality, reading, book))
