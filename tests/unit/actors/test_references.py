"""Pronouns and descriptions that take up a name, with the shipped parser and knowledge."""

import pytest

from bench.predict_actors import page_of
from dragoman.actors import find_mentions
from dragoman.kit import load_kit
from dragoman.language import parse, split
from dragoman.model import Block, BlockKind, MentionKind


def meant(text: str, words: str, on: str = "2016-05-01") -> str | None:
    """The actor of the last mention with these words; None where there is no mention, or it is open."""
    kit = load_kit()
    page = page_of(text)
    block = Block(kind=BlockKind.PARAGRAPH, span=page.span(0, len(text)), path="line 1", rule="given")
    sentences, _ = parse(split(page, (block,), kit.boundaries)[0], kit.parser)
    found, _ = find_mentions(sentences, kit.actors, on)
    named = [one for one in found.mentions if page.quote(one.span).lower() == words]
    return named[-1].actor if named else None


@pytest.mark.parametrize(
    ("text", "words", "actor"),
    [
        ("Sergey Lavrov flew to Geneva. He said the talks would go on.", "he", "sergey-lavrov"),
        ("Angela Merkel met farmers. She promised them more money.", "she", "angela-merkel"),
        ("Turkey closed the border. It also called up reserves.", "it", "turkey"),
        ("NATO met in Brussels. The alliance will send ships.", "the alliance", "nato"),
        ("Sergey Lavrov met Angela Merkel. She thanked the guards.", "she", "angela-merkel"),
        ("Lavrov said his country was ready.", "his", "sergey-lavrov"),
        ("Angela Merkel met John Kerry. “I trust her,” Kerry said, and thanked her.", "her", "angela-merkel"),
    ],
)
def test_what_takes_up_a_name(text: str, words: str, actor: str) -> None:
    assert meant(text, words) == actor


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("A driver stopped in Berlin. He had no papers.", "he"),
        ("It was raining in Turkey.", "it"),
        ("Barack Obama met Angela Merkel. They talked for an hour.", "they"),
        ("Turkey and Iran met. The country agreed.", "the country"),
        ("NATO met in Brussels. The alliance of five clubs will play on.", "the alliance"),
    ],
)
def test_what_names_nobody_stays_open(text: str, words: str) -> None:
    assert meant(text, words) is None


def test_further_mentions_change_none_that_was_found_by_name() -> None:
    kit = load_kit()
    text = "Sergey Lavrov flew to Ankara. He met Mevlut Cavusoglu, and they signed a paper."
    page = page_of(text)
    block = Block(kind=BlockKind.PARAGRAPH, span=page.span(0, len(text)), path="line 1", rule="given")
    whole, _ = split(page, (block,), kit.boundaries)
    plain, _ = find_mentions(whole, kit.actors, "2016-05-01")
    parsed, _ = find_mentions(parse(whole, kit.parser)[0], kit.actors, "2016-05-01")
    assert [one for one in parsed.mentions if one.kind is not MentionKind.PRONOUN] == list(plain.mentions)
    starts = [one.span.start for one in parsed.mentions]
    assert starts == sorted(starts)
