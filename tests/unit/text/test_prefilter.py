"""What a pattern needs is read off the pattern, and never hides a match."""

from __future__ import annotations

import re
import sys

import pytest
from hypothesis import HealthCheck, given, settings, strategies as st

from dragoman.text.prefilter import Prefilter, folded, needed

NEEDS = [
    ("(?:has|have) declined (?:to|from)", ["declined", "has have"]),
    ("neither confirm(?:ed)?", ["neither", "confirm"]),
    ("repl(?:y|ied) to", ["reply replied", "to"]),
    ("(?:said|says) (?:nothing|no more)", ["nothing more", "said says"]),
    ("respond(?:ed|s)?\\b", ["respond"]),
    ("(?:very )*quiet", ["quiet"]),
    ("(?:mumbl){2,}", ["mumbl"]),
    ("shru[gk]s", ["shrugs shruks"]),
    ("wouldn['’]t", ["wouldn't wouldn’t"]),
    ("(?P<at>barring|except)", ["barring except"]),
    ("kept (?=silent|quiet)", ["kept"]),
    ("(?i:MUTE)d", ["muted"]),
    ("un(?-i:Known)", ["unknown"]),
    ("tight_lipped", ["lipped", "tight"]),
    ("[^a]shrug", ["shrug"]),
    ("a{2}bcd", ["bcd", "a"]),
    ("snub{1}bed", ["snubbed"]),
    ("snub{0,1}bed", ["snubed snubbed"]),
    ("x{,}snub", ["snub"]),
    ("\\.snub", [".snub"]),
    ("(?>snub|dodge)s", ["snubs dodges"]),
]


@pytest.mark.parametrize(("pattern", "sets"), NEEDS)
def test_what_a_pattern_needs(pattern: str, sets: list[str]) -> None:
    assert needed(re.compile(pattern, re.IGNORECASE)) == tuple(frozenset(one.split()) for one in sets)


OPEN = [
    "", ".*", "(?:silent)?", "(?:silent)*", "(?:silent|\\w+)", "(?=silent)\\w+", "\\d+", "[a-z]+", "[^silent]", "a|b",
    "(x)(?(1)silent|mute)", "(?P<q>x)(?P=q)", "\\x61bcd", "(?x) silent", "é+", "(?#silent)", "(?!silent)", "silent|",
]  # fmt: skip


@pytest.mark.parametrize("pattern", OPEN)
def test_what_cannot_be_told_is_always_tried(pattern: str) -> None:
    compiled = re.compile(pattern, re.IGNORECASE)
    assert needed(compiled) == ()
    assert Prefilter(["it"], [compiled]).among("unheard of") == ["it"]


def test_verbose_patterns_are_always_tried() -> None:
    assert needed(re.compile("si lent # never", re.VERBOSE)) == ()


def test_the_order_stays() -> None:
    words = ["none", "shrugged", "mum", "whistled"]
    them = Prefilter(words, [re.compile(word if word != "none" else ".") for word in words])
    assert them.among("Berg whistled and SHRUGGED") == ["none", "shrugged", "whistled"]
    assert (list(them), len(them)) == (words, 4)


def test_letters_that_count_as_one_are_folded_to_one() -> None:
    letters = "".join(map(chr, range(33, 127))) + "’‘“”"
    everything = "".join(map(chr, range(sys.maxunicode + 1)))
    alike = set(re.findall(f"[{re.escape(letters)}]", everything, re.IGNORECASE))
    assert {"ſ", "ı", "İ", "\u212a"} < alike
    for one in alike:
        own = {letter.lower() for letter in letters if re.match(re.escape(letter), one, re.IGNORECASE)}
        assert {folded(one)} == own


ATOMS = st.sampled_from(
    [
        "ab",
        "c",
        "K",
        "s",
        "i",
        "no",
        "[ab]",
        "[^a]",
        "[a-c]",
        "\\w",
        "\\b",
        ".",
        " ",
        "_",
        "(?=a)",
        "(?!b)",
        "n['’]t",
    ]
)
PATTERNS = st.recursive(
    ATOMS,
    lambda inner: st.one_of(
        st.lists(inner, min_size=1, max_size=4).map("".join),
        st.lists(inner, min_size=1, max_size=3).map(lambda parts: f"(?:{'|'.join(parts)})"),
        st.tuples(inner, st.sampled_from(["?", "*", "+", "{2}", "{0,2}", "{1,}", "??", "{,3}"])).map(
            lambda pair: f"(?:{pair[0]}){pair[1]}"
        ),
    ),
    max_leaves=12,
)


@settings(suppress_health_check=list(HealthCheck), deadline=None)
@given(pattern=PATTERNS, text=st.text("abcnotksi’' _KSIſıİK", max_size=30))
def test_no_pattern_is_hidden(pattern: str, text: str) -> None:
    compiled = re.compile(pattern, re.IGNORECASE)
    if compiled.search(text):
        assert Prefilter([0], [compiled]).among(text) == [0]
