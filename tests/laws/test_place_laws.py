"""Laws of places: every name packed is found again; any text with any spans is resolved, the same each time."""

from itertools import pairwise

from hypothesis import given, settings, strategies as st

from dragoman.kit import load_kit
from dragoman.model import Page, Span
from dragoman.pages import read
from dragoman.places import find_places, resolve_places
from dragoman.places.file import open_file
from dragoman.places.index import Keys
from dragoman.places.keys import key_of
from tests.made_places import row
from tests.made_sentences import sentences_of
from training.gazetteer.pack import pack

NAMES = st.text(st.characters(codec="utf-8"), max_size=12)
WORDS = st.sampled_from(
    "Paris Texas , . Georgia 's the US U.S. Ky. northern county County Idlib province ( ) \n Springfield Odesa White House "
    "French near — Lamar of Co. St. James in".split(" ")
)


@given(st.lists(st.tuples(NAMES, NAMES, st.integers(0, 10**7)), min_size=1, max_size=40))
def test_every_name_that_is_packed_is_found(rows: list[tuple[str, str, int]]) -> None:
    made = [row(name, names=(other,), population=size) for name, other, size in rows]
    file = open_file(pack(made))
    keys = Keys(file)
    for name, other, _ in rows:
        for one in (name, other):
            assert bool(keys.find(key_of(one))) is bool(key_of(one))
    assert sum(len(keys.find(key)) for key in {key_of(n) for r in rows for n in r[:2]}) == len(
        {(place, key_of(n)) for place, r in enumerate(rows) for n in r[:2] if key_of(n)}
    )


@given(NAMES)
def test_a_key_is_its_own_key(name: str) -> None:
    assert key_of(key_of(name)) == key_of(name)


@settings(max_examples=60)
@given(st.lists(WORDS, min_size=1, max_size=25), st.data())
def test_any_spans_of_any_text_are_resolved_the_same_each_time(words: list[str], data: st.DataObject) -> None:
    text = " ".join(words)
    cuts = data.draw(st.lists(st.tuples(st.integers(0, len(text) - 1), st.integers(1, 20)), max_size=6))
    spans = [Span(page="p", start=start, end=min(start + size, len(text))) for start, size in cuts]
    book = load_kit().places
    found, problems = resolve_places(text, spans, book)
    assert [one.span for one in found] == spans
    for one in found:
        scores = [option.score for option in one.options]
        assert scores == sorted(scores, reverse=True)
        assert sum(scores) <= 1.001
        assert one.place is None or one.place == one.options[0]
    assert len(problems) == sum(1 for one in found if one.options and one.place is None)
    assert (found, problems) == resolve_places(text, spans, book)


@settings(max_examples=40)
@given(st.lists(WORDS, min_size=1, max_size=25))
def test_what_is_found_lies_in_the_sentences_and_never_overlaps(words: list[str]) -> None:
    page = next(iter(read(" ".join(words).encode())))
    if not isinstance(page, Page):
        return
    sentences = sentences_of(page)
    found, _ = find_places(page, sentences, load_kit().places)
    for before, one in pairwise(found):
        assert before.span.end <= one.span.start
    assert all(any(sentence.span.covers(one.span) for sentence in sentences) for one in found)
