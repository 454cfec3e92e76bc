"""Words of running text."""

from __future__ import annotations

import pytest
from hypothesis import given, strategies as st

from dragoman.language.tokens import word_ranges, words_of
from tests.growth import cpu_seconds


def _words(text: str) -> str:
    return "|".join(text[start:end] for start, end in word_ranges(text))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        # contractions, possessives, words written as one
        ("We don't know.", "We|do|n't|know|."),
        ("It’s Berg’s, they’ll say", "It|’s|Berg|’s|,|they|’ll|say"),
        ("WON'T", "WO|N'T"),
        ("I cannot, she's gonna", "I|can|not|,|she|'s|gon|na"),
        ("dont ask, im late", "do|nt|ask|,|i|m|late"),
        ("the IM client", "the|IM|client"),
        ("couldn't've", "could|n't|'ve"),
        ("the workers' pay", "the|workers|'|pay"),
        ("O'Neill at five o'clock", "O'Neill|at|five|o'clock"),
        # names with the Arabic article
        ("al-Nusra and Al-Qaeda's men", "al-Nusra|and|Al-Qaeda|'s|men"),
        ("Deir ez-Zor, as-Suwayda, Bashar el-Assad", "Deir|ez-Zor|,|as-Suwayda|,|Bashar|el-Assad"),
        ("Bilad ash-Sham, Nur ul-Haq", "Bilad|ash-Sham|,|Nur|ul-Haq"),
        ("al-Nusra-linked", "al-Nusra|-|linked"),
        ("an AS-Roma fan, al dente", "an|AS|-|Roma|fan|,|al|dente"),
        # hyphens
        ("a state-owned firm", "a|state|-|owned|firm"),
        ("an anti-war co-founder", "an|anti-war|co-founder"),
        ("e-mail about a non-NATO US-led force", "e-mail|about|a|non-NATO|US|-|led|force"),
        ("pages 5-10", "pages|5|-|10"),
        # abbreviations and initials
        ("Mr. J. K. Berg of Acme Inc. left.", "Mr.|J.|K.|Berg|of|Acme|Inc.|left|."),
        ("at 5 p.m. in the U.S. today", "at|5|p.m.|in|the|U.S.|today"),
        ("No. 5 says no.", "No.|5|says|no|."),
        ("since Sept. 3, e.g. here", "since|Sept.|3|,|e.g.|here"),
        ("the U.S.-backed force", "the|U.S.|-|backed|force"),
        ("tea, milk, etc. and so on", "tea|,|milk|,|etc.|and|so|on"),
        ("she has a Ph.D. now", "she|has|a|Ph.D.|now"),
        # numbers, money, times, dates
        ("US$4,500.50 or €30 at 10:30", "US$|4,500.50|or|€|30|at|10:30"),
        ("5pm, 20km, 12%, the 1990s, 21st", "5|pm|,|20|km|,|12|%|,|the|1990s|,|21st"),
        ("on 24/11/2015 or 2015-11-24", "on|24/11/2015|or|2015-11-24"),
        ("call 555-0100", "call|555-0100"),
        ("a T-72 and an S400", "a|T|-|72|and|an|S400"),
        ("and/or, w/o it", "and|/|or|,|w/o|it"),
        ("AT&T and R&D", "AT&T|and|R&D"),
        # the net
        ("see https://example.org/a?b=c.", "see|https://example.org/a?b=c|."),
        ("(www.example.com)", "(|www.example.com|)"),
        ("lenta.ru said", "lenta.ru|said"),
        ("write to a.berg@example.org!", "write|to|a.berg@example.org|!"),
        ("@berg_1 on #FreePress", "@berg_1|on|#FreePress"),
        # marks
        ("Great :) no :-( ok ;)", "Great|:)|no|:-(|ok|;)"),
        ("What?!! Well... yes – no -- so", "What|?!!|Well|...|yes|–|no|--|so"),
        ("“Yes,” he said.", "“|Yes|,|”|he|said|."),
        ("It rained.[12] Then", "It|rained|.|[|12|]|Then"),
        ("left.He", "left|.|He"),
        # white space and odd letters
        ("10\u00a0000 men\u202fleft", "10|000|men|left"),
        ("cafe\u0301s re\u00adport", "cafe\u0301s|re\u00adport"),
        ("ok 👍🏽👍", "ok|👍🏽|👍"),
        ("", ""),
        (" \n\t", ""),
    ],
)
def test_words(text: str, words: str) -> None:
    assert _words(text) == words


def test_a_word_knows_its_place() -> None:
    word = words_of("So it's")[2]
    assert (word.text, word.start, word.end) == ("'s", 5, 7)


@given(
    st.text(max_size=80)
    | st.text(alphabet="aAbsntT.,'’-0129:/@#$[]()!?<3 \n\u00a0\u0301_=;DP%+&^", max_size=80)
)
def test_words_tile_what_is_not_white_space(text: str) -> None:
    at = 0
    for start, end in word_ranges(text):
        assert at <= start < end
        assert not text[at:start].strip()
        assert not any(letter.isspace() for letter in text[start:end])
        at = end
    assert not text[at:].strip()


@pytest.mark.slow
@pytest.mark.parametrize(
    "unit", ["He can't say. ", "a-", "(", "n'", "a.", "a@", "http://", "1,", "[1", "=:", "al-", "e-"]
)
def test_a_megabyte_takes_linear_time(unit: str) -> None:
    def seconds(size: int) -> float:
        text = unit * (size // len(unit))
        return cpu_seconds(lambda: word_ranges(text), runs=2)

    small = seconds(100_000)
    assert seconds(1_000_000) < 30 * small + 1
