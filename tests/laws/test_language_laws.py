"""Laws of the language room, for any Unicode text and for any words: a broken one is a defect.

The last ones need a model: the shipped one, or that in the folder which ``DRAGOMAN_MODEL`` names.
"""

from __future__ import annotations

from functools import cache
from importlib import resources
from itertools import pairwise

import pytest
from hypothesis import given, settings, strategies as st

from dragoman.language import Boundaries, Parsed, Sentence, Tagged, parse, read_boundaries, split
from dragoman.language.boundaries import sentence_ranges
from dragoman.language.model import Model, read_model
from dragoman.language.tokens import word_ranges
from dragoman.model import Block, BlockKind, Encoding, EncodingBasis, Locator, Page
from dragoman.text import INVISIBLE
from tests.shipped import model_files

#: How many examples a law gets that runs the model: few, and a hundredth of what the fuzz profile gives others.
SOME = settings(max_examples=max(12, settings().max_examples // 100))

#: Words of a sentence that no model of this kind reads at once: a word has at least one piece.
TOO_LONG = 300

#: What trips a reader: marks on nothing, other directions, joined emoji, controls, odd spaces, runs, endings.
ODD = (
    *(
        "\u0301",
        "e\u0301\u0323",
        "\u200d",
        "\ufe0f",
        "\u00ad",
        "\u200b",
        "\u2060",
        "\ufeff",
        "\ufffd",
        "\uffff",
    ),
    *(
        "قال الوزير",
        "אמר השר.",
        "\u202eabc\u202c",
        "\u2067x\u2069",
        "俄罗斯说。",
        "น้ำ",
        "क्षि",
        "ﬁ",
        "İ",
        "ß",
        "ǅ",
    ),
    *(
        "👨‍👩‍👧‍👦",
        "🇸🇾🇹🇷🇺",
        "👍🏽",
        "😀😀",
        "\U0010ffff",
        "\0",
        "\x1c",
        "\x85",
        "\u2028",
        "\u00a0",
        "\u3000",
        "\t",
        "\r\n",
    ),
    *(
        "don't",
        "CAN’T",
        "cannot",
        "al-Nusra",
        "U.S.-led",
        "e.g.",
        "Mr.",
        "[12]",
        "(1)",
        "http://a.b/c?d=e",
        "a@b.c",
    ),
    *(
        "...",
        "?!?!",
        ".",
        "…",
        '"',
        "“",
        "”",
        "‘",
        "''",
        "--",
        "-",
        "_",
        "/",
        "\\",
        "<3",
        ":)",
        "$5",
        "3.5m",
        "#x",
    ),
    *(
        "\n",
        "\n\n",
        " ",
        "     ",
        "Russia said it would go on.",
        "He denied it",
        "said",
        "(",
        ")",
        "a" * 300,
        "." * 90,
    ),
)
texts = st.one_of(
    st.text(max_size=120),
    st.lists(st.one_of(st.sampled_from(ODD), st.text(max_size=6)), max_size=40).map("".join),
    st.lists(st.sampled_from(ODD), max_size=40).map(" ".join),
    st.tuples(st.sampled_from(ODD), st.integers(1, 2_000)).map(lambda pair: (pair[0] * pair[1])[:5_000]),
)
word = st.one_of(st.sampled_from([odd for odd in ODD if odd.strip()]), st.text(min_size=1, max_size=9))
sentences = st.lists(word, min_size=1, max_size=40)


@cache
def boundaries() -> Boundaries:
    file = resources.files("dragoman") / "knowledge" / "language" / "boundaries.csv"
    return read_boundaries(file.read_text(encoding="utf-8").splitlines())


@pytest.fixture(scope="module")
def model() -> Model:
    return read_model(model_files())


def page_of(text: str, kind: BlockKind = BlockKind.PARAGRAPH) -> tuple[Page, tuple[Block, ...]]:
    """A page that is one block of a kind; without a block where there is no text."""
    page = Page(
        id="0" * 64,
        text=text,
        encoding=Encoding(name="utf-8", basis=EncodingBasis.FORCED),
        media_type="text/plain",
        locator=Locator(file="x"),
    )
    return page, (Block(kind=kind, span=page.span(0, len(text)), path="", rule="law"),) if text else ()


def tiled(text: str, ranges: list[tuple[int, int]]) -> None:
    """The ranges are in order, apart, not empty, and hold all that is not white space, and no space at their ends."""
    assert all(start < end for start, end in ranges)
    assert all(one[1] <= other[0] for one, other in pairwise(ranges))
    inside = {at for start, end in ranges for at in range(start, end)}
    assert {at for at, letter in enumerate(text) if not letter.isspace()} <= inside
    assert not any(text[start].isspace() or text[end - 1].isspace() for start, end in ranges)


@given(texts)
def test_words_tile_what_is_not_white_space(text: str) -> None:
    ranges = list(word_ranges(text))
    tiled(text, ranges)
    assert not any(letter.isspace() for start, end in ranges for letter in text[start:end])


@given(texts, st.booleans())
def test_sentences_tile_what_is_not_white_space(text: str, comment: bool) -> None:
    tiled(text, list(sentence_ranges(text, boundaries(), comment=comment)))


@given(texts)
def test_dividing_again_changes_nothing(text: str) -> None:
    assert word_ranges(text) == word_ranges(text)
    assert sentence_ranges(text, boundaries()) == sentence_ranges(text, boundaries())


@given(texts, st.sampled_from([BlockKind.PARAGRAPH, BlockKind.COMMENT]))
def test_words_of_a_page_know_their_places(text: str, kind: BlockKind) -> None:
    page, blocks = page_of(text, kind)
    found, problems = split(page, blocks, boundaries())
    assert not problems
    letters = [
        (one.passage.offsets[at], one.passage.text[at])
        for one in found
        for piece in one.words
        for at in range(piece.start, piece.end)
    ]
    places = [place for place, _ in letters]
    assert places == sorted(set(places))
    assert all(page.text[place] == letter for place, letter in letters)
    shown = {at for at, letter in enumerate(text) if not letter.isspace() and letter not in INVISIBLE}
    assert set(places) == shown


def one_tree(parsed: Parsed) -> None:
    """Exactly one root, every head a word, and no way that goes round."""
    count = len(parsed)
    assert parsed.heads.count(0) == 1
    assert all(0 <= head <= count for head in parsed.heads)
    assert [relation == "root" for relation in parsed.relations] == [head == 0 for head in parsed.heads]
    for at in range(1, count + 1):
        steps = 0
        while at:
            at, steps = parsed.heads[at - 1], steps + 1  # noqa: PLW2901 - the way up
            assert steps <= count


def lawful(tagged: Tagged, beginnings: set[int]) -> None:
    """I only behind B or I of its kind, or at one of the ``beginnings``."""
    assert all(0 <= score <= 1 for score in tagged.scores)
    for at, tag in enumerate(tagged.tags):
        assert tag[0] in "BIO"
        if tag[0] == "I" and at not in beginnings:
            assert tagged.tags[at - 1 : at] in {("B" + tag[1:],), ("I" + tag[1:],)}


def well_made(words: list[str], parsed: Parsed) -> None:
    """Labels for every word and no other, one tree, tags that may follow each other."""
    one_tree(parsed)
    plain = (parsed.upos, parsed.xpos, parsed.lemmas, parsed.relations)
    tagged = (parsed.names, parsed.source, parsed.cue, parsed.content)
    assert {
        len(layer) for layer in (*plain, *((one.tags) for one in tagged), *(one.scores for one in tagged))
    } == {len(words)}
    assert all(all(layer) for layer in plain)
    assert parsed.parts == tuple(sorted(set(parsed.parts)))
    assert all(0 < part < len(words) for part in parsed.parts)
    lawful(parsed.names, set())
    for one in tagged[1:]:
        lawful(one, {0, *parsed.parts})


@SOME
@given(st.lists(sentences, max_size=4), st.booleans())
def test_any_words_give_lawful_labels(model: Model, several: list[list[str]], open_: bool) -> None:
    answers = model.parse(several, quoted=[open_] * len(several))
    for words, parsed in zip(several, answers, strict=True):
        well_made(words, parsed)


@SOME
@given(texts)
def test_any_text_gives_lawful_labels(model: Model, text: str) -> None:
    page, blocks = page_of(text)
    found, _ = split(page, blocks, boundaries())
    parsed, problems = parse(found, model)
    divided = [one.span for one in parsed if labels_of(one).parts]
    assert [(problem.code, problem.span) for problem in problems] == [
        ("divided-sentence", one) for one in divided
    ]
    for one in parsed:
        well_made([piece.text for piece in one.words], labels_of(one))


def labels_of(sentence: Sentence) -> Parsed:
    assert sentence.parsed is not None
    return sentence.parsed


@SOME
@given(st.lists(sentences, min_size=1, max_size=6), st.randoms(use_true_random=False))
def test_company_and_order_change_nothing(model: Model, several: list[list[str]], lots: object) -> None:
    alone = [model.parse([words])[0] for words in several]
    assert list(model.parse(several)) == alone
    order = list(range(len(several))) * 2
    lots.shuffle(order)  # type: ignore[attr-defined]
    assert list(model.parse([several[at] for at in order])) == [alone[at] for at in order]


@SOME
@given(sentences, st.integers(TOO_LONG, 3 * TOO_LONG))
def test_what_is_too_long_is_divided_and_never_cut(model: Model, words: list[str], least: int) -> None:
    long = words * (least // len(words) + 1)
    parsed = model.parse([long])[0]
    well_made(long, parsed)
    assert parsed.parts
    # No arc crosses a part's edge, save those that join the parts' trees.
    edges = (0, *parsed.parts, len(long))
    for start, end in pairwise(edges):
        out = [head for head in parsed.heads[start:end] if not start < head <= end]
        assert len(out) == 1
