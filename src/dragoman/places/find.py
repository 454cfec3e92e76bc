"""Toponyms in sentences: what the language model tags as a location, and names that the gazetteer knows for sure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from dragoman.language import Sentence
from dragoman.model import Page, Problem, Span
from dragoman.places.book import PlaceBook
from dragoman.places.candidates import Rule
from dragoman.places.gazetteer import Gazetteer
from dragoman.places.resolve import Resolved, resolve_places

#: Names of more words are not looked for.
_LONGEST: Final = 6
_PERSON: Final = "PER"
#: What stands behind the place of a dateline.
_BEHIND: Final = frozenset("—–-,(")
#: A town that nobody tags is taken for one only behind one of these.
_IN: Final = frozenset({"in", "at", "near", "from", "around", "outside", "towards"})
#: Words that no name of one place has inside unless the gazetteer has it.
_BETWEEN: Final = frozenset({"in", "on", "from", "near", "to", "with"})
#: The West, Western powers; Thursday; First: no region of that name far away.
_NO_PLACES: Final = frozenset(
    "north south east west northern southern eastern western central first second third fourth monday tuesday wednesday "
    "thursday friday saturday sunday january february march april june july august september october november december".split()
)
#: Before the name of a language: spoke in English, learning Arabic.
_OF_LANGUAGES: Final = (
    "ish",
    "ese",
    "ian",
    "bic",
    "french",
    "german",
    "greek",
    "hebrew",
    "thai",
    "dutch",
    "korean",
)
_SPEAKING: Final = frozenset(
    "in into speak speaks spoke speaking spoken learn learns learning learned fluent".split()
)
#: Levels of countries and of what is larger.
_WIDE: Final = 2


def find_places(
    page: Page,
    sentences: Sequence[Sentence],
    book: PlaceBook,
    beside: Sequence[str] = (),
    named: Sequence[Span] = (),
) -> tuple[tuple[Resolved, ...], tuple[Problem, ...]]:
    """The toponyms of ``sentences`` and what they mean, in the order of the page; none overlap.

    A sentence's names of kind LOC are toponyms. So are names of countries, regions, areas, waters and sites that the
    tables list, and words for peoples (rule ``adjective``), unless the model takes them for a person or for part of
    another name. In a sentence that no parser has read, towns count behind a preposition of place only.
    Names that the gazetteer does not have (rule ``page``) count only behind a preposition of place.
    ``beside`` are names that belong to the page without standing in it (the outlet's town). ``named`` are spans that are
    known to name somebody or something else, such as a person or a party: of these only a country, a larger region or a
    seat of power is a place too.

    Only ``sentences`` speak for each other: give those of the article, or of one comment. Problems as
    :func:`dragoman.places.resolve_places` gives them.
    """
    stands = {span: behind for sentence in sentences for span, behind in _standing(sentence, book.gazetteer)}
    spans = sorted(stands, key=lambda span: (span.start, -span.end))
    kept = [
        one
        for before, one in zip([None, *spans], spans, strict=False)
        if before is None or one.start >= before.end
    ]
    resolved, problems = resolve_places(_told(page, sentences), kept, book, beside)
    good = tuple(
        one
        for one in resolved
        if (stands[one.span] or not _guessed(one)) and not any(_another(one, span) for span in named)
    )
    left = {one.span for one in good}
    return good, tuple(problem for problem in problems if problem.span in left)


def _guessed(one: Resolved) -> bool:
    """Whether nothing but the page's other places says what the words mean."""
    return bool(one.options) and one.options[0].rule is Rule.PAGE


def _another(one: Resolved, name: Span) -> bool:
    """Whether the toponym lies in a name of another kind: Taliban (also a village), York in the York Herald."""
    if not (name.start < one.span.end and one.span.start < name.end):
        return False
    entry = one.place.entry if one.place is not None and not _guessed(one) else None
    return entry is None or one.span != name or not (entry.metonym or entry.level <= _WIDE)


def _told(page: Page, sentences: Iterable[Sentence]) -> str:
    """The page's text with all that stands outside the sentences blanked, letter for letter."""
    parts, done = [], 0
    for sentence in sorted(sentences, key=lambda one: one.span.start):
        start, end = max(sentence.span.start, done), sentence.span.end
        if end > start:
            parts += ["\n" * (start - done), page.text[start:end]]
            done = end
    return "".join(parts)


def _standing(sentence: Sentence, gazetteer: Gazetteer) -> Iterator[tuple[Span, bool]]:
    """The toponyms of a sentence, and whether a preposition of place stands before them."""
    for start, end in _toponyms(sentence, gazetteer):
        words = {word.text.lower() for word in sentence.words[start:end]}
        if words <= _NO_PLACES or _language(sentence, start, end):
            continue
        before = sentence.words[start - 1].text.lower() if start else ""
        if before == "the" and start > 1:
            before = sentence.words[start - 2].text.lower()
        yield _span(sentence, start, end), before in _IN


def _language(sentence: Sentence, start: int, end: int) -> bool:
    """Whether an adjective is the name of a language: English in "he spoke in English", not in "in English towns"."""
    words, parsed = sentence.words, sentence.parsed
    if parsed is None or not start or words[start - 1].text.lower() not in _SPEAKING:
        return False
    return words[end - 1].text.lower().endswith(_OF_LANGUAGES) and (
        end == len(words) or parsed.upos[end] not in {"NOUN", "PROPN", "ADJ"}
    )


def _toponyms(sentence: Sentence, gazetteer: Gazetteer) -> Iterator[tuple[int, int]]:
    tags = sentence.parsed.names.tags if sentence.parsed else ("O",) * len(sentence.words)
    names = tuple(_names(tags))
    taken = [False] * len(tags)
    dateline = _dateline(sentence, gazetteer)
    if dateline:
        taken[:dateline] = [True] * dateline
        yield 0, dateline
    for start, end, kind in names:
        if kind == "LOC" and start >= dateline:
            taken[start:end] = [True] * (end - start)
            yield from _pieces(sentence, start, end, gazetteer)
    at = 0
    while at < len(tags):
        known = _known(sentence, at, names, gazetteer) if not taken[at] else None
        if known is not None and not any(taken[at:known]):
            yield at, known
        at = known or at + 1


def _pieces(sentence: Sentence, start: int, end: int, gazetteer: Gazetteer) -> Iterator[tuple[int, int]]:
    """A location, or its parts where a headline's capitals tied two: "Talks On Syria In Moscow"."""
    inner = [at for at in range(start + 1, end - 1) if sentence.words[at].text.lower() in _BETWEEN]
    if inner and gazetteer.find(_text(sentence, start, end)):
        inner = []
    yield from zip([start, *(at + 1 for at in inner)], [*inner, end], strict=True)


def _dateline(sentence: Sentence, gazetteer: Gazetteer) -> int:
    """How many words at the beginning are a place in capitals before a dash, a comma or a bracket: "ODESA, Ukraine (AP)"."""
    words = sentence.words
    for end in range(min(_LONGEST, len(words) - 1), 0, -1):
        name = _text(sentence, 0, end)
        if name.isupper() and len(name) > 2 and words[end].text[:1] in _BEHIND and gazetteer.find(name):
            return end
    return 0


def _names(tags: Sequence[str]) -> Iterator[tuple[int, int, str]]:
    """The names in BIO tags: first word, the word behind the last, kind."""
    start = None
    for at, tag in enumerate((*tags, "O")):
        if start is not None and not tag.startswith("I"):
            yield start, at, tags[start][2:]
            start = None
        if tag.startswith("B") or (tag.startswith("I") and start is None):
            start = at


def _known(
    sentence: Sentence, at: int, names: Sequence[tuple[int, int, str]], gazetteer: Gazetteer
) -> int | None:
    """The word behind the longest known name that begins at word ``at``."""
    words = sentence.words
    if not words[at].text[:1].isupper() or words[at].text.lower() == "the":
        return None
    around = next((name for name in names if name[0] <= at < name[1]), None)
    if around is not None and around[2] == _PERSON:
        return None
    for end in range(min(at + _LONGEST, len(words)), at, -1):
        if not any(letter.isalnum() for letter in words[end - 1].text):
            continue
        # Part of an organisation's name is no toponym, the whole may be: the White House.
        if around is not None and around[2] == "ORG" and (at, end) != around[:2]:
            continue
        if any(start < end < stop or start < at < stop for start, stop, kind in names if kind != "MISC"):
            continue
        if gazetteer.knows(_text(sentence, at, end)) or _a_town(sentence, at, end, gazetteer):
            return end
    return None


def _a_town(sentence: Sentence, at: int, end: int, gazetteer: Gazetteer) -> bool:
    """Whether the words around say that words ``at`` up to ``end`` are a town: what follows says where it lies ("Paris,
    Texas"), or, where no parser has read the sentence, a preposition of place stands before it."""
    words = sentence.words
    told = end + 1 < len(words) and words[end].text == "," and words[end + 1].text[:1].isupper()
    if told and any(
        gazetteer.coarse(_text(sentence, end + 1, stop))
        for stop in range(end + 2, min(end + 5, len(words) + 1))
    ):
        return bool(gazetteer.find(_text(sentence, at, end)))
    behind = sentence.parsed is None and at > 0 and words[at - 1].text.lower() in _IN
    return behind and bool(gazetteer.find(_text(sentence, at, end)))


def _text(sentence: Sentence, start: int, end: int) -> str:
    return sentence.text[sentence.words[start].start : sentence.words[end - 1].end]


def _span(sentence: Sentence, start: int, end: int) -> Span:
    return sentence.passage.span(sentence.words[start].start, sentence.words[end - 1].end)
