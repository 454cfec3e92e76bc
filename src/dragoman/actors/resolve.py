"""Whom a find means, on the date of the page: candidates with scores; the best wins, ties stay open."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final

from dragoman.actors.book import DEMONYM, SINGLE, ActorBook, Effect, HeldRole, Naming
from dragoman.actors.period import ALWAYS, Period, period_of
from dragoman.actors.phrases import words_of
from dragoman.actors.scan import Find, FindKind
from dragoman.actors.view import Learnt
from dragoman.model import ActorKind, Candidate

_OUTDATED: Final = 0.7
_TOO_EARLY: Final = 0.5
_NAMED: Final = 0.04
_IN_OFFICE: Final = 0.02
#: The country of a name like "the Congress" is the one that the page speaks of most.
_SPOKEN_OF: Final = 0.03
#: Whom the book knows by the surname alone: Biden is Joe Biden, where the page has named Hunter Biden too.
_KNOWN_BY_IT: Final = 0.01
_UNCERTAIN: Final = 0.9
_BODY: Final = 0.75
_OWNER: Final = 0.3
#: Rules that name only whom an office or a group belongs to: never the actor itself.
_OF_OWNER: Final = frozenset({"country of the office", "country of the group"})
_LANDS: Final = frozenset({"region", "contested", "territory"})
_BY_DATE: Final = frozenset({"role at date", "role"})
#: Scores of a title: the page names the holder with it; names the holder; dates alone; dates that may fit.
_NAMED_IN_PART: Final = 0.78
_TITLED, _HOLDER_NAMED, _DATED, _MAY_FIT, _BARE, _COUNTERPART = 0.95, 0.9, 0.8, 0.6, 0.6, 0.75


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """What resolution looks at beside the words: the book, the page's own names, and its date (None: unknown)."""

    book: ActorBook
    learnt: Learnt
    on: Period | None


def candidates_of(setting: Setting, find: Find, before: str | None) -> tuple[Candidate, ...]:
    """The actors a find may mean, best first; equal scores by id. ``before`` is the person named last."""
    if find.kind is FindKind.NAME:
        return _best(_named(setting, find, before))
    if find.office is None:
        return _best(
            Candidate(actor=actor, score=DEMONYM, rule="demonym")
            for owner in find.owners
            if (actor := setting.book.owner_actor(owner)) is not None
        )
    if find.kind is FindKind.NOMINAL:
        score, rule = (_BODY, "body of the country") if find.stands else (_OWNER, "country of the group")
        return _best(_owners(setting, find, score, rule))
    if "counterpart" in find.office.positions:
        held = _best(_counterparts(setting, find, before))
    elif find.owners:
        shared = _shared(setting, (find.office.words,))
        held = _best(_holders(setting, find.office.positions, find.owners, shared=shared)) or _best(
            _holders(setting, find.office.positions, _countries(setting, find.owners), shared=shared)
        )
    else:
        return _best(_bare(setting, find.office.positions))
    return held or _best(_owners(setting, find, _OWNER, "country of the office"))


def _countries(setting: Setting, owners: Iterable[str]) -> tuple[str, ...]:
    """The countries of bodies that own an office: the chief of Myanmar's junta is known as an officer of the country.

    A land has offices of its own: the leader of Dagestan is not Russia's.
    """
    bodies = (setting.book.actors.get(owner) for owner in owners if owner not in setting.book.countries)
    return tuple(
        body.country
        for body in bodies
        if body is not None and body.country is not None and body.type not in _LANDS
    )


def who(name: str, book: ActorBook, on: str | None = None) -> tuple[Candidate, ...]:
    """Whom a name alone may mean on the date ``on`` (EDTF, None: unknown), the best first; empty when nobody is known.

    No page says anything here: what only a page teaches is left to :func:`dragoman.actors.find_mentions`.

    Raises:
        ValueRuleError: when ``on`` is not an EDTF date or interval.
    """
    names = tuple(value for value in book.index.whole(name) if isinstance(value, Naming))
    if not names:
        return ()
    period = _period(on) if on is not None else None
    scored = (_dated_name(one, period) for one in names)
    return _best(
        Candidate(actor=one.actor, score=score, rule=rule)
        for one, (score, rule) in zip(names, scored, strict=True)
        if score
    )


_period = lru_cache(maxsize=1 << 10)(period_of)


def decided(candidates: tuple[Candidate, ...]) -> str | None:
    """The one actor that is better than all others; None when there is none, or only the owner of an office or group."""
    if not candidates or candidates[0].rule in _OF_OWNER:
        return None
    if tied(candidates):
        return None
    return candidates[0].actor


def tied(candidates: tuple[Candidate, ...]) -> bool:
    """Whether the two best candidates are equally good."""
    return len(candidates) > 1 and candidates[0].score == candidates[1].score


def with_clash(candidates: tuple[Candidate, ...], actor: str) -> tuple[Candidate, ...]:
    """The candidates with ``actor`` as good as the best: the page's gloss speaks against the book."""
    best = max((candidate.score for candidate in candidates), default=1.0)
    return _best((*candidates, Candidate(actor=actor, score=best, rule="gloss")))


def _best(candidates: Iterable[Candidate]) -> tuple[Candidate, ...]:
    best: dict[str, Candidate] = {}
    for candidate in candidates:
        known = best.get(candidate.actor)
        if known is None or candidate.score > known.score:
            best[candidate.actor] = replace(candidate, score=round(candidate.score, 3))
    return tuple(sorted(best.values(), key=lambda c: (-c.score, c.actor)))


def _named(setting: Setting, find: Find, before: str | None) -> Iterator[Candidate]:
    several = len({name.actor for name in find.names}) > 1
    spoken = max((_spoken(setting, name) for name in find.names), default=0)
    known = {
        name.actor for name in find.names if name.rule == SINGLE and not _not_yet_or_no_more(name, setting.on)
    }
    if any(name.actor == before for name in find.names):
        known &= {before}  # just after Hunter Biden, "Biden" may be either
    for name in find.names:
        if _not_yet_or_no_more(name, setting.on):
            continue
        score, rule = _dated_name(name, setting.on)
        if several:
            if not name.alone and spoken and _spoken(setting, name) == spoken:
                score += _SPOKEN_OF
            if name.actor in setting.learnt.named:
                score += _NAMED
            if _in_office(setting, name.actor, find):
                score += _IN_OFFICE
            if name.actor in known:
                score += _KNOWN_BY_IT
        yield Candidate(actor=name.actor, score=min(score, 1.0), rule=rule)


def _not_yet_or_no_more(name: Naming, on: Period | None) -> bool:
    """Whether a person's name stands outside its days: Brown means Gordon Brown only while he was in high office.

    The name of a group or body outside its days is an old name, and still found.
    """
    return on is not None and name.kind is ActorKind.PERSON and not name.period.overlaps(on)


def _spoken(setting: Setting, name: Naming) -> int:
    """How often the page speaks of the country of an actor."""
    actor = setting.book.actors.get(name.actor)
    return setting.learnt.lands.get(actor.country or "", 0) if actor is not None else 0


def _dated_name(name: Naming, on: Period | None) -> tuple[float, str]:
    if on is None or name.period is ALWAYS or name.period.overlaps(on):
        return name.score, name.rule
    if name.period.last < on.first:
        return name.score * _OUTDATED, "outdated name"
    return name.score * _TOO_EARLY, "name not yet in use"


def _in_office(setting: Setting, actor: str, find: Find) -> bool:
    if find.office is None:
        return False
    return any(
        role.position in find.office.positions and _fit(role, setting.on) > 0
        for role in setting.book.held.get(actor, ())
        if not find.owners or role.owner in find.owners
    )


def _fit(role: HeldRole, on: Period | None) -> float:
    """How well a role fits the date of the page; 0 when it does not."""
    if on is None:
        score = _MAY_FIT
    elif not role.period.overlaps(on):
        return 0.0
    else:
        score = _DATED if role.period.covers(on) else _MAY_FIT
    return score if role.certain else score * _UNCERTAIN


def _roles(setting: Setting, position: str, owner: str) -> Iterator[HeldRole]:
    if position == "leads":
        yield from setting.book.leaders.get(owner, ())
    else:
        yield from setting.book.roles.get((position, owner), ())


def _shared(setting: Setting, offices: Iterable[str]) -> bool:
    """Whether several hold each of these offices at once, so that a date does not tell whom of them is meant."""
    return all(
        " ".join(words_of(office).keys) in setting.book.contexts[Effect.SHARED_OFFICE] for office in offices
    )


def _holders(
    setting: Setting, positions: Iterable[str], owners: Iterable[str], *, shared: bool
) -> tuple[Candidate, ...]:
    """The holders of the first of the positions that anyone holds: the army chief, else the chief of staff.

    Of a ``shared`` office only whom the page names counts.
    """
    owned = frozenset(owners)
    for position in positions:
        found = [
            candidate
            for owner in owned
            for role in _roles(setting, position, owner)
            if (candidate := _holder(setting, role))
            and not (shared and role.owner.isupper() and candidate.rule in _BY_DATE)
        ]
        found.extend(
            Candidate(actor=actor, score=_TITLED, rule="title on the page")
            for title, owner_or_none, actor in setting.learnt.titled
            if title == position and owner_or_none in owned
        )
        if found:
            return tuple(found)
    return ()


def _holder(setting: Setting, role: HeldRole) -> Candidate | None:
    score = _fit(role, setting.on)
    if not score:
        return None
    actor = role.actor
    if any(title == role.position and titled == actor for title, _, titled in setting.learnt.titled):
        return Candidate(actor=actor, score=_TITLED, rule="title on the page")
    if actor in setting.learnt.named:
        # One who held it all the time beats one named here who held it on some of the days that the page may have.
        whole = setting.on is None or role.period.covers(setting.on)
        return Candidate(actor=actor, score=_HOLDER_NAMED if whole else _NAMED_IN_PART, rule="holder named")
    return Candidate(actor=actor, score=score, rule="role at date" if setting.on is not None else "role")


def _bare(setting: Setting, positions: Iterable[str]) -> Iterator[Candidate]:
    """The foreign minister, of no country: only who holds that office and is named on the page."""
    learnt = setting.learnt
    titled = {(owner, actor) for position, owner, actor in learnt.titled if position in positions}
    # Beside "President Ann Reed" and "the French president", the first is the president of the page's own country.
    at_home = {actor for owner, actor in titled if owner is None}
    named = {
        key
        for key in learnt.named
        for role in setting.book.held.get(key, ())
        if (role.position in positions or (role.leads and "leads" in positions)) and _fit(role, setting.on)
    }
    rule = "title on the page" if titled else "holder named"
    for actor in at_home or {actor for _, actor in titled} or named:
        yield Candidate(actor=actor, score=_BARE, rule=rule)


def _counterparts(setting: Setting, find: Find, before: str | None) -> Iterator[Candidate]:
    """Whoever holds, for the owners of the phrase, the office of the person named before."""
    if before is None:
        return
    positions = {role.position for role in setting.book.held.get(before, ()) if _fit(role, setting.on)}
    positions |= {position for position, _, actor in setting.learnt.titled if actor == before}
    shared = _shared(setting, positions)
    for candidate in _holders(setting, sorted(positions), find.owners, shared=shared):
        yield replace(candidate, score=min(candidate.score, _COUNTERPART), rule="counterpart")


def _owners(setting: Setting, find: Find, score: float, rule: str) -> Iterator[Candidate]:
    for owner in find.owners:
        actor = setting.book.owner_actor(owner)
        if actor is not None:
            yield Candidate(actor=actor, score=score, rule=rule)
