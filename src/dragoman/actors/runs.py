"""Runs of capitalised words that the book does not know, and the page's reason to take one for a name."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from dragoman.actors.antecedents import GROUPS
from dragoman.actors.book import Demonym, Effect, Holds, Naming, Office
from dragoman.actors.scan import Find, FindKind
from dragoman.actors.view import View, collective
from dragoman.model import ActorKind

_INITIALS: Final = frozenset({". ", "."})
_FROM: Final = frozenset({"from", "of", "at", "with"})
#: Behind these the parser's word for it is not enough: in Deir al-Balah.
_PLACED: Final = frozenset({"in", "at", "near"})
_OF: Final = frozenset({"of", "for", "at"})
_APOSTROPHES: Final = frozenset({"'", "\u2019", "\u2018", "\u02bc", "`"})
#: Letters that an apostrophe joins to the rest of a surname: O'Neill, D'Souza.
_ELIDED: Final = frozenset({"o", "d"})
_REACH: Final = 8
_LONGEST_NAME: Final = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """Words ``start`` up to ``end`` that look like one name; ``rank`` is the title right before them."""

    start: int
    end: int
    rank: Find | None = None

    def __len__(self) -> int:
        return self.end - self.start

    def text(self, view: View) -> str:
        """The words as they stand in the sentence."""
        return view.words.text[view.words.starts[self.start] : view.words.ends[self.end - 1]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """Why a run is a name: the kind of actor it makes likely, and the office it is given (with owners).

    ``elsewhere`` tells that the office is one of something unknown: the president of the club.
    """

    kind: ActorKind
    office: Office | None = None
    owners: tuple[str, ...] = ()
    elsewhere: bool = False


def runs(view: View, finds: Sequence[Find]) -> Iterator[Run]:
    """The runs of strange capitals that no find covers, in order."""
    covered = {at for find in finds for at in range(find.start, find.end)}
    ranks = {find.end: find for find in finds if find.kind is FindKind.RANK}
    end = 0
    for at, capital in enumerate(view.words.capitals):
        if not capital or at < end or not _part(view, at, covered):
            continue
        start, end = at, _end(view, at + 1, covered)
        if start not in ranks and view.starts_clause(start) and view.tells(Effect.OPENER, start):
            start += 1
        while start < end and _no_end(view, end - 1):
            end -= 1
        if start < end:
            yield Run(start=start, end=end, rank=ranks.get(start))


def reason_of(view: View, run: Run, finds: Sequence[Find]) -> Reason | None:
    """Why the page lets us take the run for a name; None when it gives no reason."""
    organisation = any(view.tells(Effect.ORGANISATION, at) for at in range(run.start, run.end))
    if len(run) > _LONGEST_NAME or any(
        not _name_like(word) for word in view.words.words[run.start : run.end]
    ):
        return Reason(kind=ActorKind.BODY) if organisation and _speaks(view, run) else None
    if run.rank is not None:
        # "major Western powers": a small title without an owner makes no name of one strange capital.
        slight = len(run) == 1 and not run.rank.owners and not view.words.capital(run.start - 1)
        if organisation or slight:
            return None
        return Reason(kind=ActorKind.PERSON, office=run.rank.office, owners=run.rank.owners)
    if len(run) < 2:
        return None
    if organisation:
        paper = view.key(run.start) == "the" and view.tells(Effect.SHORT_TITLE, run.end - 1)
        kind = ActorKind.OUTLET if paper else ActorKind.BODY
        return Reason(kind=kind) if _speaks(view, run) else None
    return (
        _after_title(view, run, finds)
        or _apposition(view, run, finds)
        or _affiliation(view, run, finds)
        or _speech(view, run)
        or _personal(view, run)
    )


def _no_end(view: View, at: int) -> bool:
    """Whether no name ends with word ``at``: the He of a sentence without its full stop, the initial of a cut name."""
    return view.key(at) in GROUPS or (len(view.words.words[at]) == 1 and view.words.gap(at + 1)[:1] == ".")


def _part(view: View, at: int, covered: set[int]) -> bool:
    if at in covered or not view.words.capital(at) or view.tells(Effect.NO_NAME, at):
        return False
    return not any(
        isinstance(hit.value, Demonym)
        or (isinstance(hit.value, Office) and not collective(hit.value, hit.end - at))
        or (isinstance(hit.value, Naming) and hit.end - at > 1)
        for hit in view.hits(at)
    )


def _closes(view: View, at: int, covered: set[int]) -> bool:
    """Whether word ``at`` is a body's kind, which may end its name: Transport Police."""
    hits = view.hits(at)
    return (
        at not in covered
        and view.words.capital(at)
        and bool(hits)
        and all(isinstance(h.value, Office) and h.value.holds is Holds.BODY and h.end == at + 1 for h in hits)
    )


def _end(view: View, end: int, covered: set[int]) -> int:
    while end < len(view.words):
        initial = len(view.words.words[end - 1]) == 1 and view.words.gap(end) in _INITIALS
        elided = view.key(end - 1) in _ELIDED and view.words.gap(end) in _APOSTROPHES
        if not (view.joined(end) or initial or elided):
            break
        if _part(view, end, covered) or _closes(view, end, covered):
            end += 1
        elif view.tells(Effect.PARTICLE, end) and view.joined(end + 1) and _part(view, end + 1, covered):
            end += 2
        else:
            break
    return end


def _name_like(word: str) -> bool:
    return not any(c.isdigit() or c == "_" for c in word) and (len(word) < 3 or not word.isupper())


def _speaks(view: View, run: Run) -> bool:
    after = view.spaced(run.end) and (
        view.tells(Effect.SPEECH, run.end) or view.tells(Effect.REPORTING, run.end)
    )
    return after or view.tells_before(Effect.SPEECH_BEFORE, run.start)


def _speech(view: View, run: Run) -> Reason | None:
    if not _speaks(view, run):
        return None
    reports = view.tells(Effect.REPORTING, run.end)
    return Reason(kind=ActorKind.OUTLET if reports else ActorKind.PERSON)


def _after_title(view: View, run: Run, finds: Sequence[Find]) -> Reason | None:
    """A name beside a title: South Sudan's president, Salva Kiir, ..."""
    if view.words.gap(run.start) != ", " or not view.words.gap(run.end).startswith((",", ".", ")")):
        return None
    for find in finds:
        if find.kind is FindKind.TITLE and find.end == run.start:
            return Reason(kind=ActorKind.PERSON, office=find.office, owners=find.owners)
    return None


def _apposition(view: View, run: Run, finds: Sequence[Find]) -> Reason | None:
    """A name before an office: Ann Reed, senior lecturer at ..."""
    at = run.end
    if view.words.gap(at) != ", " or at >= len(view.words):
        return None
    if view.words.capital(at) and not any(
        isinstance(hit.value, Demonym) or (isinstance(hit.value, Naming) and hit.value.land)
        for hit in view.hits(at)
    ):
        return None
    for place in _clause(view, at):
        if any(find.kind is FindKind.RANK and find.start <= place < find.end for find in finds):
            return None
        for hit in view.hits(place):
            if isinstance(hit.value, Office) and hit.value.holds in {Holds.PERSON, Holds.MEMBER}:
                owner = next((f.owners for f in finds if f.start <= place < f.end and f.office), ())
                elsewhere = not owner and view.key(hit.end) in _OF
                return Reason(kind=ActorKind.PERSON, office=hit.value, owners=owner, elsewhere=elsewhere)
    return None


def _affiliation(view: View, run: Run, finds: Sequence[Find]) -> Reason | None:
    """A name before a place of work: Jan Peeters from the Ghent-based think-tank ..."""
    at = run.end
    if not (view.spaced(at) and view.key(at) in _FROM):
        return None
    bodies = {f.start for f in finds for name in f.names if name.kind in {ActorKind.BODY, ActorKind.OUTLET}}
    near = _clause(view, at + 1)
    if any(view.tells(Effect.AFFILIATION, place) or place in bodies for place in near):
        return Reason(kind=ActorKind.PERSON)
    return None


def _personal(view: View, run: Run) -> Reason | None:
    """A name that only a person has: with an age, with an initial inside, or tagged as a person's by the parser.

    Ann Reed, 27, ...; Ann B. Reed.
    """
    if view.headline:
        return None
    age = view.key(run.end)
    aged = view.words.gap(run.end) == ", " and age.isdecimal() and len(age) < 3
    aged = aged and view.words.gap(run.end + 1)[:1] in {",", "."}
    initial = any(
        len(view.words.words[at]) == 1 and view.words.gap(at + 1) == ". "
        for at in range(run.start + 1, run.end - 1)
    )
    tagged = view.key(run.start - 1) not in _PLACED and _tags(view, run) == {"PER"}
    return Reason(kind=ActorKind.PERSON) if aged or initial or tagged else None


def _tags(view: View, run: Run) -> set[str]:
    """The kinds of name that the parser gives the words of the run; "" for none."""
    parsed = view.sentence.parsed
    if parsed is None:
        return {""}
    start, end = view.words.starts[run.start], view.words.ends[run.end - 1]
    return {
        tag[2:]
        for word, tag in zip(view.sentence.words, parsed.names.tags, strict=True)
        if word.start < end and start < word.end and any(c.isalnum() for c in word.text)
    }


def _clause(view: View, at: int) -> Iterator[int]:
    """Up to eight words from ``at`` on, until a mark other than an apostrophe stands between two of them."""
    for place in range(at, min(at + _REACH, len(view.words))):
        if place > at and not (view.joined(place) or view.words.gap(place) in _APOSTROPHES):
            return
        yield place
