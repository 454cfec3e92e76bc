"""Laws of the stage, over sentences made of names, titles, function words and noise."""

from dataclasses import replace
from functools import cache
from itertools import pairwise

import pytest
from hypothesis import given, settings, strategies as st

from dragoman.actors import ActorBook, find_mentions, parse_actors
from dragoman.actors.rows import COLUMNS
from dragoman.model import ActorKind, Lane
from tests.growth import cpu_seconds
from tests.unit.actors.factory import Found, Part, comments, page_of, prose, sentences_of, shipped, title

FILES = shipped()
BOOK = parse_actors(FILES, trusted=True)
AGAIN = parse_actors(FILES, trusted=True)

#: People with a full name on all days that is a name of nobody else, and countries without a second meaning.
PEOPLE = sorted(
    actor.name
    for actor in BOOK.actors.values()
    if actor.kind is ActorKind.PERSON
    and " " in actor.name
    and "." not in actor.name
    and len(BOOK.index.whole(actor.name)) == 1
    if all(not (alias.since or alias.until) for alias in actor.aliases if alias.text == actor.name)
)
COUNTRIES = ["Russia", "Turkey", "Syria", "Iran", "Ukraine", "Romania", "Kenya", "Egypt", "Norway"]
WORDS = [
    *[
        "Lavrov",
        "Erdogan",
        "Turkey",
        "Ankara",
        "Moscow",
        "the Kremlin",
        "US",
        "IS",
        "Daesh",
        "al-Nusra Front",
        "RSF",
    ],
    *[
        "Jabhat al-Nusra",
        "[Daesh]",
        "(PKK)",
        "Kurdistan Workers’ Party",
        "Front",
        "Jordan",
        "Smith",
        "Ivan",
        "Testov",
    ],
    *[
        "Turkish",
        "Russian",
        "Turks",
        "foreign minister",
        "Foreign Minister",
        "president",
        "his",
        "counterpart",
        "Mr.",
    ],
    *[
        "in",
        "the",
        "said",
        "and",
        ",",
        "“",
        "”",
        "of",
        "A",
        "former",
        "pro-",
        "May",
        "Congo",
        "\u00a0",
        "’s",
        "told",
    ],
]
ON = st.sampled_from([None, "2015", "2017-03-26", "../2017-03-26", "2023-06/.."])
LINE = st.lists(st.sampled_from(WORDS), max_size=14).map(" ".join)
NOISE = st.text(st.characters(codec="utf-8", exclude_characters="\n\r"), max_size=60)


@st.composite
def pages(draw: st.DrawFn) -> tuple[Part, ...]:
    article = [*title(draw(LINE)), *prose(*draw(st.lists(LINE | NOISE, max_size=4)))]
    return (*article, *comments(*draw(st.lists(LINE | NOISE, max_size=3))))


@given(pages(), ON)
def test_every_span_lies_in_its_sentence_and_none_overlap(parts: tuple[Part, ...], on: str | None) -> None:
    found = Found(BOOK, parts, on)
    for mention in found.mentions:
        assert any(sentence.span.covers(mention.span) for sentence in found.sentences)
        assert mention.span.covers(mention.head)
        assert mention.actor is None or mention.actor == mention.candidates[0].actor
        assert all(0 < candidate.score <= 1 for candidate in mention.candidates)
        assert {candidate.actor for candidate in mention.candidates} <= set(found.actors)
    spans = [mention.span for mention in found.mentions]
    assert all(one.end <= other.start for one, other in pairwise(spans))


@given(pages(), ON)
def test_calling_twice_gives_the_same(parts: tuple[Part, ...], on: str | None) -> None:
    page = page_of("\n".join(text for text, _, _ in parts))
    sentences = sentences_of(page, parts)
    assert find_mentions(sentences, BOOK, on) == find_mentions(sentences, AGAIN, on)


@given(pages(), ON)
def test_without_the_comments_the_article_reads_the_same(parts: tuple[Part, ...], on: str | None) -> None:
    page = page_of("\n".join(text for text, _, _ in parts))
    sentences = sentences_of(page, parts)
    article = tuple(sentence for sentence in sentences if sentence.lane is Lane.ARTICLE)
    whole, _ = find_mentions(sentences, BOOK, on)
    alone, _ = find_mentions(article, BOOK, on)
    spans = [sentence.span for sentence in article]
    assert tuple(m for m in whole.mentions if any(span.covers(m.span) for span in spans)) == alone.mentions


@given(st.lists(st.sampled_from(PEOPLE + COUNTRIES), min_size=2, max_size=2, unique=True), st.sampled_from(["{} met {} on Monday.", "“No,” said {}, but {} left.", "In May {} and {} agreed with Daesh."]), ON)  # fmt: skip
def test_swapping_two_names_swaps_the_actors_and_nothing_else(
    names: list[str], frame: str, on: str | None
) -> None:
    one, other = names
    there = Found(BOOK, prose(frame.format(one, other)), on)
    back = Found(BOOK, prose(frame.format(other, one)), on)
    (_, first), (_, second), *rest = there.pairs
    assert back.pairs == [(other, second), (one, first), *rest]
    assert [words for words, _ in there.pairs[:2]] == [one, other]


@cache
def with_alias(actor: str, alias: str) -> ActorBook:
    """The shipped book and one alias more."""
    table = ",".join(COLUMNS["aliases.csv"]) + f"\n{actor},{alias},en,,,no,folded,test\n"
    return parse_actors({**FILES, "own/aliases.csv": table})


@settings(max_examples=40)
@given(
    pages(),
    st.sampled_from(
        ["Testov", "Front", "Ivan Testov", "Turkey Front", "Smith", "Jordan Smith", "IS IS", "Kremlin A"]
    ),
    st.sampled_from(["sergey-lavrov", "turkey", "daesh", "tass"]),
)
def test_a_further_alias_loses_no_name(parts: tuple[Part, ...], alias: str, actor: str) -> None:
    before, after = Found(BOOK, parts), Found(with_alias(actor, alias), parts)
    for mention in before.mentions:
        if mention.candidates and not mention.candidates[0].actor.startswith("local:"):
            assert any(mention.span.overlaps(other.span) for other in after.mentions), before.words(mention)


@given(pages())
def test_unread_fields_of_a_sentence_do_not_matter(parts: tuple[Part, ...]) -> None:
    page = page_of("\n".join(text for text, _, _ in parts))
    sentences = sentences_of(page, parts)
    renumbered = tuple(replace(sentence, block=sentence.block + 7, paragraph=0) for sentence in sentences)
    assert find_mentions(sentences, BOOK, None) == find_mentions(renumbered, BOOK, None)


@pytest.mark.slow
def test_time_grows_with_the_text() -> None:
    def seconds(copies: int) -> float:
        text = (
            "Lavrov met Turkish Foreign Minister Mevlut Cavusoglu in Moscow, and the Kremlin (PKK) agreed. "
            * 20
        )
        page = page_of("\n".join([text] * copies))
        sentences = sentences_of(page, prose(*[text] * copies))
        return cpu_seconds(lambda: find_mentions(sentences, BOOK, "2018"))

    assert seconds(80) < 32 * max(seconds(10), 0.02)
