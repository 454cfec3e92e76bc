"""Events by hand on the page of the factory: one of each status, with and without a day, and awkward words."""

from __future__ import annotations

from dragoman.model import (
    Auxiliary,
    Event,
    EventTime,
    Evidence,
    Factuality,
    FactualityKind,
    MainEvent,
    Participant,
    Place,
    Polarity,
    Size,
    SizeKind,
    Telling,
    Time,
    content_id,
)
from tests.unit.export.factory import CODED, GUESS, QUOTED, TURNED, find, without

_ASSERTED = Factuality(kind=FactualityKind.ASSERTED, time=Time.PAST)


def _event(name: str, category: str, factuality: Factuality = _ASSERTED, **rest: object) -> Event:
    fields: dict[str, object] = {
        "id": content_id(name),
        "statement": QUOTED.id,
        "codebook": "plover-0.8",
        "category": category,
        "actors": (Participant(span=find("Mevlut Cavusoglu"), actor="mevlut-cavusoglu", code="TURGOV"),),
        "recipients": (Participant(span=find("Sergei Lavrov"), actor="sergei-lavrov", code="RUSGOV"),),
        "rule": name,
        "evidence": (Evidence(role="trigger", span=find("keep")), Evidence(role="actor", span=find("We"))),
        "confidence": 0.75,
        "factuality": factuality,
    }
    return Event(**(fields | rest))  # type: ignore[arg-type]


MET = _event(
    "meet",
    "CONSULT",
    mode="visit",
    contexts=("diplomatic", "economic"),
    cameo="042",
    intensity=1.0,
    when=EventTime(value="2017-03-26", basis=find("26 March 2017")),
    where=Place(
        name="Karaköy",
        span=find("harbour", "We will"),
        lat=41.0,
        lon=-29.5,
        country="TUR",
        level=5,
        rule="name",
        geonames=745044,
    ),
    sizes=(
        Size(kind=SizeKind.DEAD, low=3, high=3, at_least=False, span=find("ships")),
        Size(kind=SizeKind.INJURED, low=12, high=15, at_least=False, span=find("ships")),
        Size(kind=SizeKind.CROWD, low=40, high=None, at_least=True, span=find("ships")),
    ),
    also=(Telling(statement=TURNED.id, trigger=find("turned back"), factuality=_ASSERTED),),
)
#: Both parties do it together; the hour is known.
AGREED = _event(
    "agree",
    "AGREE",
    actors=(*MET.actors, *MET.recipients),
    recipients=(),
    when=EventTime(value="2017-03-26T17:57Z"),
)
BOUNDED = _event(
    "bounded", "ASSAULT", mode="aerial", intensity=-9.0, when=EventTime(value="2017-03-01/2017-03-26")
)
HALF_OPEN = _event("half-open", "PROTEST", recipients=(), when=EventTime(value="../2017-03-26"))
DATELESS = _event("dateless", "REJECT", actors=(Participant(span=find("Moscow")),))
NEGATED = _event(
    "negated",
    "THREATEN",
    Factuality(kind=FactualityKind.ASSERTED, polarity=Polarity.NEGATIVE, time=Time.PAST),
    when=MET.when,
    auxiliary=(Auxiliary.NEGATION,),
)
DENIED = _event(
    "denied",
    "COERCE",
    Factuality(kind=FactualityKind.DENIED, polarity=Polarity.NEGATIVE),
    when=MET.when,
    mode="arrest",
)
CONDITIONAL = _event(
    "conditional",
    "SANCTION",
    Factuality(kind=FactualityKind.CONDITIONAL, time=Time.FUTURE, condition=find("ships that do not report")),
    statement=TURNED.id,
    auxiliary=(Auxiliary.FUTURE, Auxiliary.HYPOTHETICAL),
    when=MET.when,
)
GUESSED = _event(
    "guessed",
    "AID",
    Factuality(kind=FactualityKind.SPECULATED, polarity=Polarity.NEGATIVE),
    statement=GUESS.id,
)
COMING = _event(
    "coming", "RETREAT", Factuality(kind=FactualityKind.ASSERTED, time=Time.FUTURE), when=MET.when
)
EVENTS = (MET, AGREED, BOUNDED, HALF_OPEN, DATELESS, NEGATED, DENIED, CONDITIONAL, GUESSED, COMING)
MAIN = MainEvent(
    event=AGREED.id,
    who=find("Ministers"),
    what=find("Agree on <b>Harbour</b> Rules"),
    when=None,
    where=find("harbour", "We will"),
)
EVENTFUL = without(CODED, events=EVENTS, main=MAIN)
