"""One walk over a sentence: names, offices and demonyms, the longest first, none overlapping."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import IntEnum
from typing import Final

from dragoman.actors.book import Demonym, Effect, Entry, Form, Holds, Mask, Naming, Office
from dragoman.actors.guards import after_modifier, names_actor
from dragoman.actors.phrases import Hit
from dragoman.actors.view import View
from dragoman.model import Actor, ActorKind

_APOSTROPHES: Final = ("'", "\u2019", "\u2018", "\u02bc", "\u00b4", "`")
#: Words of the longest names of countries that own something: the Democratic Republic of the Congo's.
_LONGEST_COUNTRY: Final = 6
#: Between the words of "Reporters' Club".
_PLURAL_OWNER: Final = frozenset({"' ", "\u2019 "})
_PERSONS: Final = frozenset({Holds.PERSON, Holds.MEMBER})
#: Sectors whose groups act for their state: officials, troops, police, intelligence services.
_ARMS: Final = frozenset({"GOV", "MIL", "COP", "SPY"})
#: Sectors of those who belong to the country they are in: rebels in Syria, but not troops in Syria.
_LOCAL: Final = frozenset({"REB", "OPP", "PRM", "UAF", "COP"})
#: Positions of those who are sent to a country or body.
_POSTED: Final = frozenset({"ambassador", "envoy"})
#: Offices whose word alone is as often an adjective.
_ADJECTIVES: Final = frozenset({"official"})
_OWNING: Final = frozenset({ActorKind.COUNTRY, ActorKind.BODY})


class FindKind(IntEnum):
    """What was found; of two finds of one length the later kind wins.

    A ``MASK`` and a ``RANK`` (a title that stands before its holder's name) are no mentions themselves.
    """

    NOMINAL = 0
    MASK = 1
    RANK = 2
    TITLE = 3
    NAME = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Find:
    """Words ``start`` up to ``end`` of a sentence, text up to the code point ``stop``, and what they may mean.

    ``owners`` are countries (ISO 3166 alpha-3) or ids of bodies; ``stands`` tells that a body or group acts for them.
    A name that follows a rank carries the rank's office and owners.
    """

    start: int
    end: int
    stop: int
    kind: FindKind
    names: tuple[Naming, ...] = ()
    office: Office | None = None
    owners: tuple[str, ...] = ()
    stands: bool = False


def scan(view: View) -> tuple[Find, ...]:
    """Everything found in the sentence, in order. Time grows with the number of words."""
    finds: list[Find] = []
    at = done = 0
    keys, starts, learnt = view.words.keys, view.book.index.starts, view.learnt.index.starts
    while at < len(keys):
        found = _longest(view, at, done) if keys[at] in starts or keys[at] in learnt else None
        if found is None:
            at += 1
            continue
        if finds and found.kind is FindKind.NAME and _ranked(view, finds[-1], found):
            found = replace(found, office=finds[-1].office, owners=finds[-1].owners)
        finds.append(found)
        at = done = found.end
    return tuple(finds)


def owners_of(view: View, hit: Hit[Entry] | Hit[Naming]) -> tuple[str, ...]:
    """The country or body that the words of ``hit`` make the owner of an office; empty when they do not."""
    value = hit.value
    if isinstance(value, Demonym) and value.form is Form.ADJECTIVE:
        return (value.owner,)
    if isinstance(value, Naming) and (value.kind in _OWNING or value.own) and view.counts(value):
        actor = view.book.actors.get(value.actor)
        if actor is not None and (value.kind is ActorKind.COUNTRY or _is_country(view, actor)):
            return (actor.country or actor.id,)
        if actor is not None and value.kind is ActorKind.BODY:
            return (actor.id,)
    return ()


def _is_country(view: View, actor: Actor) -> bool:
    """Whether an actor of a user's dictionary is one of the book's countries: all its codes are that country's alone."""
    return actor.country in view.book.countries and {code.text for code in actor.codes} == {actor.country}


def _ranked(view: View, rank: Find, name: Find) -> bool:
    return rank.kind is FindKind.RANK and view.words.text[rank.stop : view.words.starts[name.start]] == " "


def _longest(view: View, at: int, done: int) -> Find | None:
    hits = view.hits(at)
    if not hits:
        return None
    return max(_finds(view, at, hits, done), key=lambda find: (find.end, find.kind), default=None)


def _finds(view: View, at: int, hits: tuple[Hit[Entry] | Hit[Naming], ...], done: int) -> Iterator[Find]:
    yield from _names(view, hits, done)
    for hit in hits:
        match hit.value:
            case Office():
                yield from _title(view, at, hit, hit.value, _tail(view, hit, hit.value))
            case Demonym():
                yield from _people(view, hit, hit.value, hits)
                yield from _first_of_several(view, hit, hit.value)
            case Mask():
                yield Find(start=at, end=hit.end, stop=hit.stop, kind=FindKind.MASK)
            case _:
                pass
    # Last, for of two equally long finds the first wins: the Kremlin spokesman before Russia's spokesman.
    yield from _owned_titles(view, hits)


def _names(view: View, hits: tuple[Hit[Entry] | Hit[Naming], ...], done: int) -> Iterator[Find]:
    """The longest words whose guards let at least one naming through."""
    good = [
        (hit, hit.value)
        for hit in hits
        if isinstance(hit.value, Naming) and names_actor(view, hit.start, hit.end, hit.value, done)
    ]
    if good:
        end = max(hit.end for hit, _ in good)
        longest = [(hit, name) for hit, name in good if hit.end == end]
        # Where a dictionary of the user's own knows the words, nobody else is meant.
        longest = [(hit, name) for hit, name in longest if name.own] or longest
        start = longest[0][0].start
        yield Find(
            start=start,
            end=end,
            stop=max(hit.stop for hit, _ in longest),
            kind=FindKind.NAME,
            names=_of_country(view, start, tuple([name for _, name in longest])),
        )


def _of_country(view: View, start: int, names: tuple[Naming, ...]) -> tuple[Naming, ...]:
    """Of the groups that share a name, those of the country before it: Malta's, the Maltese, Malta's ruling Labour Party."""
    if len(names) < 2 or any(name.kind is not ActorKind.GROUP for name in names):
        return names
    end = start
    while view.joined(end) and view.tells(Effect.PARTY_KIND, end - 1):
        end -= 1
    if view.words.gap(end - 1) in _APOSTROPHES and view.key(end - 1) == "s":
        end -= 1
    owners = {
        owner
        for at in range(max(end - _LONGEST_COUNTRY, 0), end)
        for hit in view.hits(at)
        if hit.end == end and view.joined(end + (view.key(end) == "s"))
        for owner in owners_of(view, hit)
    }
    kept = tuple(
        name for name in names if (actor := view.book.actors.get(name.actor)) and actor.country in owners
    )
    return kept or names


@dataclass(frozen=True, slots=True, kw_only=True)
class _Tail:
    """Where the words of an office end, and who owns it."""

    end: int
    stop: int
    owners: tuple[str, ...] = ()


def _owned_titles(view: View, hits: tuple[Hit[Entry] | Hit[Naming], ...]) -> Iterator[Find]:
    """Offices whose owner stands first: Turkish foreign minister, Turkey's president, NATO secretary general."""
    for end, stop in {hit.end: hit.stop for hit in hits}.items():
        at = _after_owner(view, end, stop)
        if at is None or view.words.keys[at] not in view.book.index.starts:
            continue
        group = [hit for hit in hits if hit.end == end]
        owners = tuple(sorted({owner for hit in group for owner in owners_of(view, hit)}))
        if not owners or _estranged(view, group[0].start):
            continue
        for office in view.book.index.at(view.words, at):
            if isinstance(office.value, Office) and office.value.holds is not Holds.RANK:
                tail = _Tail(end=office.end, stop=office.stop, owners=owners)
                yield from _title(view, group[0].start, office, office.value, tail)


def _estranged(view: View, start: int) -> bool:
    """Pro-Russian, but not former Russian: that is about the office."""
    return after_modifier(view, start) and not view.tells(Effect.NOT_HOLDER, start - 1)


def _after_owner(view: View, end: int, stop: int) -> int | None:
    """The word after an owner, its possessive and words like "acting"; None where nothing is joined to it."""
    at = end
    if view.words.gap(at) in _APOSTROPHES and view.key(at) == "s":
        at += 1
    elif not (view.joined(at) or view.words.gap(at).rstrip() in _APOSTROPHES or _dotted(view, at, stop)):
        return None
    while view.tells(Effect.QUALIFIER, at) or view.tells(Effect.NOT_HOLDER, at):
        if any(isinstance(hit.value, Office) for hit in view.hits(at)):
            break
        at += 1
    return at if at < len(view.words) else None


def _dotted(view: View, at: int, stop: int) -> bool:
    """Whether only a space stands between a name with a final dot and word ``at``: U.S. troops."""
    return at < len(view.words) and view.words.text[stop : view.words.starts[at]] == " "


def _tail(view: View, hit: Hit[Entry] | Hit[Naming], office: Office) -> _Tail:
    """Offices whose owner stands last or in the words: president of Russia, Pentagon chief."""
    if office.country is not None:
        return _Tail(end=hit.end, stop=hit.stop, owners=(office.country,))
    speaks = any("spokesperson" in position for position in office.positions)
    joining = {"of"} | ({"for"} if speaks else set()) | ({"in"} if office.sector in _LOCAL else set())
    if view.spaced(hit.end) and view.key(hit.end) in joining:
        at = hit.end + 1
        if view.key(at) == "the":
            at += 1
        if owning := _last_owners(view, office, at):
            owners = {owner for found in owning for owner in owners_of(view, found)}
            return _Tail(end=owning[0].end, stop=owning[0].stop, owners=tuple(sorted(owners)))
    return _Tail(end=hit.end, stop=hit.stop)


def _last_owners(view: View, office: Office, at: int) -> tuple[Hit[Entry] | Hit[Naming], ...]:
    """The longest names at word ``at``, after "of" or "for", that may own the office; empty when they do not."""
    owning = [hit for hit in (view.hits(at) if view.spaced(at) else ()) if owners_of(view, hit)]
    if not owning or not isinstance(owning[0].value, Naming):
        return ()
    end = owning[0].end
    # A spokesman for the US embassy, for China's army: the name only owns what follows.
    if view.words.gap(end) in _APOSTROPHES and view.key(end) == "s":
        return ()
    if view.spaced(end) and any(isinstance(hit.value, Office) for hit in view.hits(end)):
        return ()
    if owning[0].value.metonym and (office.holds in {Holds.MEMBER, Holds.GROUP} or view.key(at - 1) == "in"):
        return ()  # the mayor of Moscow is not Russia's, and police in Kyiv are where Kyiv is
    if office.holds is Holds.GROUP and view.key(end) in {"and", "or"}:
        return ()  # the ministers of Turkey and Russia
    return tuple(hit for hit in owning if hit.end == end)


def _title(
    view: View, start: int, hit: Hit[Entry] | Hit[Naming], office: Office, tail: _Tail
) -> Iterator[Find]:
    if not _POSTED.isdisjoint(office.positions) and (further := _post(view, tail)) is not None:
        tail = further
    find = Find(
        start=start, end=tail.end, stop=tail.stop, kind=FindKind.RANK, office=office, owners=tail.owners
    )
    nominal = bool(tail.owners) and not _compound(view, office, tail.end)
    if office.holds is Holds.BODY:
        # "on Russia's side" and "on the Turkish side of the strait" speak of no body.
        side = "side" in office.positions and view.key(start - 1) != "the"
        if nominal and not (side or _indefinite(view, start) or view.key(tail.end) == "of"):
            yield replace(find, kind=FindKind.NOMINAL, stands=True)
        return
    qualifies = office.holds is Holds.MEMBER and _compound(view, office, tail.end)
    # "the official channel", but "the official said", "the Turkish official left".
    qualifies |= office.words in _ADJECTIVES and not tail.owners and not _clause_follows(view, tail.end)
    holder = not any(view.tells(Effect.NOT_HOLDER, at) for at in range(start - 1, hit.start))
    if office.holds is not Holds.GROUP and _name_follows(view, tail):
        yield find if holder else replace(find, office=replace(office, positions=()))
    elif office.holds in _PERSONS and holder and _definite(view, start, tail) and not qualifies:
        yield replace(find, kind=FindKind.TITLE)
    elif office.holds in {Holds.GROUP, Holds.MEMBER} and holder and nominal and not _begins_name(view, hit):
        stands = office.holds is Holds.GROUP and office.sector in _ARMS and not _counted(view, start)
        yield replace(find, kind=FindKind.NOMINAL, stands=stands and not _indefinite(view, start))


def _post(view: View, tail: _Tail) -> _Tail | None:
    """The words with the post, where a name follows: U.S. ambassador to Russia John Muster; envoy for Syria Ann Muster."""
    at = tail.end
    if not (view.spaced(at) and view.key(at) in {"to", "for"}):
        return None
    at += 2 if view.key(at + 1) == "the" else 1
    posts = [hit for hit in view.hits(at) if isinstance(hit.value, Naming) and hit.value.kind in _OWNING]
    further = _Tail(end=posts[0].end, stop=posts[0].stop, owners=tail.owners) if posts else None
    return further if further is not None and _name_follows(view, further) else None


def _begins_name(view: View, office: Hit[Entry] | Hit[Naming]) -> bool:
    """Whether the words of an office open a longer name: the Dutch Party for Freedom is no party of the Dutch."""
    return any(
        isinstance(hit.value, Naming) and hit.value.kind is ActorKind.GROUP and hit.end > office.end
        for hit in view.hits(office.start)
    )


def _compound(view: View, office: Office, end: int) -> bool:
    """Whether the words before ``end`` only qualify the next one: Turkish police stations, Sudan Doctors Committee."""
    capital = office.holds is Holds.GROUP and view.words.capital(end - 1) and not view.headline
    if view.hyphen(end) or not view.spaced(end):
        return view.hyphen(end) or (
            capital and view.words.gap(end) in _PLURAL_OWNER and view.words.capital(end)
        )
    if capital and view.strange_capital(end):
        return True
    if view.tells(Effect.ADJECTIVAL, end - 1):
        return not (_clause_follows(view, end) or view.key(end).endswith("ed"))
    return view.tells(Effect.COMPOUND, end)


def _definite(view: View, start: int, tail: _Tail) -> bool:
    """Whether the words speak of one known holder of the office, not of "a minister"."""
    if _indefinite(view, start) or view.hyphen(tail.end):
        return False
    if tail.owners:
        return True
    # "the president of the club": an office of something that is not in the book.
    return view.key(start - 1) == "the" and view.key(tail.end) not in {"of", "for", "at"}


def _indefinite(view: View, start: int) -> bool:
    return view.joined(start) and view.tells(Effect.INDEFINITE, start - 1)


def _name_follows(view: View, tail: _Tail) -> bool:
    """Whether somebody's name stands right after the words of a title."""
    at = tail.end
    if not view.words.capital(at) or view.words.text[tail.stop : view.words.starts[at]] != " ":
        return False
    if any(isinstance(hit.value, Naming) and hit.value.kind is ActorKind.PERSON for hit in view.hits(at)):
        return True
    if view.headline:
        return False
    # Jordan in "President Jordan Smith" is known, but as a country.
    return view.strange_capital(at) or (view.tells(Effect.GIVEN_NAME, at) and view.strange_capital(at + 1))


def _people(
    view: View, hit: Hit[Entry] | Hit[Naming], demonym: Demonym, hits: tuple[Hit[Entry] | Hit[Naming], ...]
) -> Iterator[Find]:
    """Turks, the French: a people as a nominal mention of its country, where the word stands alone."""
    start, end = hit.start, hit.end
    if (
        demonym.form is Form.ADJECTIVE
        or after_modifier(view, start)
        or view.hyphen(start)
        or view.hyphen(end)
    ):
        return
    if view.spaced(start) and _counted(view, start):
        return
    if view.spaced(end) and view.strange_capital(end) and not view.headline:
        return
    if demonym.form is Form.THE and not (view.key(start - 1) == "the" and _clause_follows(view, end)):
        return
    if view.spaced(start) and any(isinstance(found.value, Demonym) for found in view.hits(start - 1)):
        return
    # The Dominicans are of two countries: the words then name both.
    owners = {
        other.value.owner
        for other in hits
        if isinstance(other.value, Demonym) and other.value.form is demonym.form and other.end == end
    }
    yield Find(start=start, end=end, stop=hit.stop, kind=FindKind.NOMINAL, owners=tuple(sorted(owners)))


def _first_of_several(view: View, hit: Hit[Entry] | Hit[Naming], demonym: Demonym) -> Iterator[Find]:
    """Russian in "Russian and Turkish officials", "Russian, Turkish and Iranian officials": a group of its own."""
    joined = view.spaced(hit.end) and view.key(hit.end) in {"and", "or"} and view.spaced(hit.end + 1)
    if demonym.form is not Form.ADJECTIVE or not (joined or view.words.gap(hit.end) == ", "):
        return
    if after_modifier(view, hit.start) or hit.end >= len(view.words):
        return
    second = hit.end + joined
    hits = view.hits(second)
    others = [(one, one.value) for one in hits if isinstance(one.value, Demonym)]
    groups = [*_owned_titles(view, hits)]
    groups += [find for one, value in others for find in _first_of_several(view, one, value) if not groups]
    for group in groups[:1]:
        if others and group.kind is FindKind.NOMINAL and group.start == second:
            yield replace(group, start=hit.start, end=hit.end, stop=hit.stop, owners=(demonym.owner,))


def _counted(view: View, start: int) -> bool:
    before = start - 1 if view.key(start - 1) != "of" else start - 2
    return view.tells(Effect.QUANTITY, before) or view.key(before).isdigit()


def _clause_follows(view: View, at: int) -> bool:
    gap = view.words.gap(at)
    return (gap != " " and not view.hyphen(at)) or any(
        view.tells(effect, at) for effect in (Effect.CLAUSE, Effect.SPEECH, Effect.REPORTING)
    )
