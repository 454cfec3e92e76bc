"""What only the parsed page tells: which words are verbs, what a cue leads to, whom a pronoun cannot mean."""

import pytest

import dragoman as dg
from dragoman.model import Style

HEAD = "Vote Done In Lantern Bay\n\nBy Ilse Maren\n\n"


def said(text: str) -> list[str]:
    """The contents of what somebody says on a page with this paragraph."""
    coded = dg.code((HEAD + text).encode())
    told = (one for one in coded.statements if one.style not in {Style.OUTLET, Style.SILENCE})
    return [" … ".join(map(coded.page.quote, one.content)) for one in told]


@pytest.mark.parametrize(
    "text",
    [
        "Anna Berg, the oldest woman ever elected to the presidency, came home on Monday.",
        "The prime minister took the doctors’ advice to heart and went for long walks.",
    ],
)
def test_a_to_before_a_noun_opens_no_plan(text: str) -> None:
    assert said(text) == []


def test_a_pronoun_is_nobody_whom_its_words_name() -> None:
    text = "Donald Trump came to Oslo.\n\n“Trump makes any deal with China harder,” he said."
    coded = dg.code((HEAD + text).encode())
    (told,) = (one for one in coded.statements if one.style is Style.DIRECT)
    source = told.chain[-1].source
    assert source is not None
    assert (coded.page.quote(source.span), source.actor) == ("he", None)


def test_a_to_before_a_verb_does() -> None:
    assert said("The envoy elected to stay in Oslo until the spring.") == ["to stay in Oslo until the spring"]
