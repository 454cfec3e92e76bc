"""What a page teaches about names: full names, surnames, titles and glosses, from its article alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from dragoman.actors.book import (
    FULL_NAME,
    SHORT_TITLE,
    SINGLE,
    ActorBook,
    Demonym,
    Effect,
    Entry,
    Naming,
    Office,
)
from dragoman.actors.glosses import Gloss, clash_of, fits, glosses, initials_of, is_acronym, namings_of
from dragoman.actors.phrases import Case, Phrase, index_of, key_of, phrase_of, words_of
from dragoman.actors.runs import Reason, Run, reason_of, runs
from dragoman.actors.scan import Find, FindKind, scan
from dragoman.actors.view import NOTHING, Learnt, View, collective
from dragoman.model import Actor, ActorKind, Alias, Role, content_id

_SURNAME = 0.9
#: So many letters of a given name make a short form: Ben, Josh.
_SHORTEST = 3
_NAMED_LIKE_PEOPLE = frozenset({ActorKind.PERSON, ActorKind.OUTLET, ActorKind.AGENCY})
_NOT_OFFICES = frozenset({"leads", "counterpart"})


@dataclass(frozen=True, slots=True, kw_only=True)
class _Heard:
    """An unknown name as the page gives it once, and why it is taken for a name."""

    page: str
    name: str
    reason: Reason

    @property
    def keys(self) -> tuple[str, ...]:
        return words_of(self.name).keys

    @property
    def full(self) -> bool:
        """Whether there is more than a surname: O'Neill and Nadein-Raevsky are one word each."""
        return " " in self.name


@dataclass(slots=True, kw_only=True)
class _Lesson:
    """What is collected while the article is read; private to this module."""

    names: dict[tuple[str, str, str], tuple[Naming, Case]] = field(default_factory=dict)
    actors: dict[str, Actor] = field(default_factory=dict)
    named: set[str] = field(default_factory=set)
    titled: set[tuple[str, str | None, str]] = field(default_factory=set)
    clashes: list[tuple[int, str]] = field(default_factory=list)

    def teach(self, text: str, naming: Naming, case: Case = Case.FOLDED) -> None:
        self.names.setdefault((text, naming.actor, naming.rule), (naming, case))

    def phrases(self) -> Iterator[Phrase[Naming] | None]:
        for (text, _, _), (naming, case) in self.names.items():
            yield phrase_of(text, case, naming)


def learn(views: Sequence[View], scans: Sequence[tuple[Find, ...]], book: ActorBook) -> Learnt:
    """What the sentences teach; ``scans`` are the finds of each. All must stand in the article's lane."""
    lesson = _Lesson()
    for view, finds in zip(views, scans, strict=True):
        _known_names(lesson, view, finds)
    lands = Counter(country for view in views for country in _lands(view))
    lands.update(_homes(lesson.named, book))
    told = replace(NOTHING, named=frozenset(lesson.named), lands=lands)
    read = [_again(lesson, view, finds, told) for view, finds in zip(views, scans, strict=True)]
    prose = [(view, finds) for view, finds in read if not view.headline]
    _strangers(lesson, prose, book)
    for view, finds in prose:
        for gloss in glosses(view, finds):
            _gloss(lesson, view, gloss, book)
    return Learnt(
        index=index_of(lesson.phrases()),
        actors=tuple(lesson.actors.values()),
        named=frozenset(lesson.named),
        titled=frozenset(lesson.titled),
        clashes=tuple(lesson.clashes),
        lands=lands,
    )


def _again(
    lesson: _Lesson, view: View, finds: tuple[Find, ...], told: Learnt
) -> tuple[View, tuple[Find, ...]]:
    """The sentence read again with the names that do not count alone, now that the page's countries are known."""
    if view.book.leaning.isdisjoint(view.words.keys):
        return view, finds
    view = replace(view, learnt=told)
    finds = scan(view)
    _known_names(lesson, view, finds)
    return view, finds


def _lands(view: View) -> Iterator[str]:
    """The countries that the sentence names, or their people or seat, be it as a place."""
    for at, key in enumerate(view.words.keys):
        if key not in view.book.hints or not view.words.capital(at):
            continue
        for hit in view.hits(at):
            owner = None
            if isinstance(hit.value, Demonym):
                owner = hit.value.owner
            elif isinstance(hit.value, Naming) and hit.value.alone and (hit.value.metonym or hit.value.land):
                owner = hit.value.actor
            if owner is not None:
                actor = view.book.actors.get(owner)
                yield (actor.country if actor is not None else None) or owner


def _homes(named: Iterable[str], book: ActorBook) -> Iterator[str]:
    """The countries of those whom the page names."""
    for key in named:
        actor = book.actors.get(key)
        if actor is not None and actor.country is not None:
            yield actor.country


def surnames(text: str) -> tuple[str, ...]:
    """The bare forms under which a person of this name may come back: Nadein-Raevsky; al-Assad and Assad."""
    last = text.rsplit(maxsplit=1)[-1]
    parts = last.split("-")
    if len(parts) == 2 and parts[0].islower():
        return (last, parts[1])
    return (last,)


def _known_names(lesson: _Lesson, view: View, finds: Iterable[Find]) -> None:
    for find in finds:
        actors = {name.actor for name in find.names}
        if find.kind is not FindKind.NAME or len(actors) != 1 or find.names[0].metonym:
            continue
        name = find.names[0]
        if name.rule == SINGLE and find.office is None:
            continue
        lesson.named.add(name.actor)
        if name.kind is ActorKind.OUTLET and find.end - find.start > 1:
            _short_title(lesson, view, find)
        if name.kind is ActorKind.PERSON:
            text = view.words.text[view.words.starts[find.start] : view.words.ends[find.end - 1]]
            if find.end - find.start > 1:
                _surnames(lesson, view.book, text, name.actor)
            _title(lesson, name.actor, find.office, find.owners)


def _short_title(lesson: _Lesson, view: View, find: Find) -> None:
    """The last word of a paper's title: The Washington Post may come back as the Post."""
    last = find.end - 1
    if view.tells(Effect.SHORT_TITLE, last):
        name = find.names[0]
        naming = Naming(actor=name.actor, kind=name.kind, rule=SHORT_TITLE, score=_SURNAME)
        lesson.teach(view.words.words[last], naming)


def _surnames(lesson: _Lesson, book: ActorBook, text: str, actor: str) -> None:
    for surname in surnames(text):
        key = key_of(surname)
        barred = key in book.contexts[Effect.NO_NAME] and key not in book.contexts[Effect.COMMON_WORD]
        others = [v for v in book.index.whole(surname) if not _leaves_surname(v)]
        if len(surname) > 1 and not barred and not others:
            naming = Naming(actor=actor, kind=ActorKind.PERSON, rule="surname", score=_SURNAME)
            lesson.teach(surname, naming)


def _leaves_surname(value: Entry) -> bool:
    """Whether a word of the book may be a surname all the same: other people's, a medium's, and plurals like Banks."""
    return collective(value, 1) or (
        isinstance(value, Naming) and (value.kind in _NAMED_LIKE_PEOPLE or not value.alone)
    )


def _title(lesson: _Lesson, actor: str, office: Office | None, owners: tuple[str, ...]) -> None:
    for position in office.positions if office is not None else ():
        if position not in _NOT_OFFICES:
            lesson.titled.update((position, owner, actor) for owner in owners or (None,))


def _strangers(lesson: _Lesson, prose: Sequence[tuple[View, tuple[Find, ...]]], book: ActorBook) -> None:
    heard: list[_Heard] = []
    for view, finds in prose:
        for run in runs(view, finds):
            reason = reason_of(view, run, finds)
            if reason is not None:
                name = run.text(view)
                heard.append(_Heard(page=view.sentence.span.page, name=name, reason=reason))
    full = [one for one in heard if one.full]
    for one in full:
        _stranger(lesson, one, book)
    known = {key for text, _, _ in lesson.names for key in (words_of(text).keys,)}
    for one in heard:
        if not one.full and one.keys not in known:
            _stranger(lesson, one, book)


def _stranger(lesson: _Lesson, heard: _Heard, book: ActorBook) -> None:
    reason = heard.reason
    # The Times, where the page has named the New York Times.
    if heard.keys[0] == "the" and any(
        rule == SHORT_TITLE and key_of(text) == heard.keys[-1] for text, _, rule in lesson.names
    ):
        return
    actor = _same_person(heard, book) if reason.kind is ActorKind.PERSON else None
    if actor is None:
        actor = _same_stranger(lesson, heard) or "local:" + content_id(heard.page, " ".join(heard.keys))
        lesson.actors[actor] = _actor(lesson.actors.get(actor), actor, heard)
    lesson.named.add(actor)
    lesson.teach(heard.name, Naming(actor=actor, kind=reason.kind, rule="page name", score=FULL_NAME))
    if reason.kind is ActorKind.PERSON:
        if heard.full:
            _surnames(lesson, book, heard.name, actor)
        if not reason.elsewhere:
            _title(lesson, actor, reason.office, reason.owners)


def _same_person(heard: _Heard, book: ActorBook) -> str | None:
    """A known person under a fuller or shorter name: Sergey Viktorovich Lavrov, Recep Erdogan."""
    last = surnames(heard.name)[-1]
    found = {
        value.actor
        for value in book.index.whole(last)
        if isinstance(value, Naming) and heard.keys[0] in book.given.get(value.actor, ())
    }
    return found.pop() if len(found) == 1 and len(heard.keys) > 1 else None


def _same_stranger(lesson: _Lesson, heard: _Heard) -> str | None:
    """Somebody of the page under a fuller or shorter name: Josh and Joshua Muster, Ann B. and Ann Muster."""
    first, last = heard.keys[0], heard.keys[-1]
    for key, actor in lesson.actors.items():
        if {actor.kind, heard.reason.kind} != {ActorKind.PERSON} or not heard.full or " " not in actor.name:
            continue
        keys = words_of(actor.name).keys
        short = min(first, keys[0], key=len)
        like = first.startswith(keys[0]) or keys[0].startswith(first)
        if last == keys[-1] and like and (first == keys[0] or len(short) >= _SHORTEST):
            return key
    return None


def _actor(known: Actor | None, key: str, heard: _Heard) -> Actor:
    office, owners = heard.reason.office, heard.reason.owners
    country = owners[0] if len(owners) == 1 and owners[0].isupper() else None
    roles = known.roles if known is not None else ()
    for position in (office.positions if office is not None else ())[:1]:
        # A spokesman of nobody we know need not be a government's.
        sector = office.sector if office is not None and (owners or office.sector != "GOV") else None
        role = Role(sector=sector, position=position, country=country)
        if position not in _NOT_OFFICES and role not in roles:
            roles = (*roles, role)
    return Actor(
        id=key,
        name=heard.name if known is None else known.name,
        kind=heard.reason.kind,
        country=(known.country if known is not None else None) or country,
        aliases=(Alias(text=heard.name if known is None else known.name),),
        roles=roles,
    )


def _gloss(lesson: _Lesson, view: View, gloss: Gloss, book: ActorBook) -> None:
    initials = initials_of(view, gloss.start, gloss.end)
    if not gloss.names:
        gloss = _long_name(lesson, view, gloss, initials)
    if (clash := clash_of(gloss, book)) is not None:
        offset = view.sentence.passage.offsets[view.words.starts[gloss.at]]
        lesson.clashes.append((offset, clash))
    for naming in namings_of(gloss, book, initials):
        case = Case.EXACT if is_acronym(gloss.text) else Case.FOLDED
        lesson.teach(gloss.text, naming, case)


def _long_name(lesson: _Lesson, view: View, gloss: Gloss, initials: str) -> Gloss:
    """An unknown name that the page shortens: "Free Officers' Movement (FOM)". It becomes an actor of the page."""
    book = view.book
    organisation = any(view.tells(Effect.ORGANISATION, at) for at in range(gloss.start, gloss.end))
    if gloss.mark != "(" or not is_acronym(gloss.text) or gloss.end - gloss.start < 2:
        return gloss
    # An acronym that the book knows must fit: else the long name is likely that actor's, in another language.
    known = any(isinstance(value, Naming) for value in book.index.whole(gloss.text))
    if not (fits(gloss.text, initials) or (organisation and not known)):
        return gloss
    run = Run(start=gloss.start, end=gloss.end)
    page = view.sentence.span.page
    heard = _Heard(page=page, name=run.text(view), reason=Reason(kind=ActorKind.BODY))
    _stranger(lesson, heard, book)
    key = "local:" + content_id(page, " ".join(heard.keys))
    naming = Naming(actor=key, kind=ActorKind.BODY, rule="page name", score=FULL_NAME)
    return replace(gloss, names=(naming,))
