"""Lemma scripts, label inventories, tags, word pieces and the case and quotation channel."""

from hypothesis import given, strategies as st

from training.example import Example
from training.inventory import IGNORED, gather
from training.lemmas import apply, dictionary, script
from training.pieces import CAPITAL, DIGIT, INSIDE, LOWER, MARK, MIXED, TITLE, UPPER, Pieces, case_of, quoted
from training.tags import mended, span_f1, spans_of, token_f1

LETTERS = st.characters(categories=["Ll"], max_codepoint=0x24F)
VOCABULARY = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "sa", "##id", "##y", "nusra", "al", "-", "“"]


def parsed(words: str, lemmas: str) -> Example:
    parts = tuple(words.split())
    many = len(parts)
    return Example(
        source="x",
        words=parts,
        inside=(False,) * many,
        upos=("X",) * many,
        xpos=("NN",) * many,
        lemmas=tuple(lemmas.split()),
        heads=tuple(range(many)),
        deprel=("dep",) * many,
    )


def test_scripts_say_what_is_done() -> None:
    assert script("carries", "carry") == "L3+y"
    assert script("Kurds", "Kurd") == "K1+"
    assert script("The", "the") == "L0+"
    assert script("went", "go") == "!go"
    assert script("said", "said") == "="


@given(
    st.text(LETTERS, min_size=1, max_size=12),
    st.text("abc", min_size=1, max_size=8),
)
def test_a_script_gives_back_its_lemma(word: str, lemma: str) -> None:
    # Letters that change their number when lowered are left out: no script can be right for them.
    if len(word.lower()) == len(word):
        assert apply(word, script(word, lemma)) == lemma


@given(st.text(max_size=6), st.sampled_from(["L9+x", "K9+", "=", "!be", "L0+"]))
def test_a_script_that_does_not_fit_leaves_the_word(word: str, edit: str) -> None:
    assert apply(word, edit) in {word, word.lower(), "be"}


def test_the_dictionary_takes_the_commonest_lemma() -> None:
    examples = [parsed("Saw saw", "see see"), parsed("saw", "saw")]
    assert dictionary(examples) == {"saw\tNN": "see"}


def test_rare_scripts_and_relations_are_not_learnt() -> None:
    labels = gather([parsed("dogs cats ran", "dog cat run")] * 30)
    assert labels.names["lemma"] == ("L1+", "L2+un")
    assert labels.number("deprel", "dep:sub") == labels.number("deprel", "dep") == 0
    assert labels.number("lemma", "!never") == IGNORED
    assert labels.number("ner", None) == IGNORED


def test_spans_and_their_agreement() -> None:
    assert spans_of(["B-PER", "I-PER", "B-PER", "O", "I-LOC"]) == {
        (0, 2, "PER"),
        (2, 3, "PER"),
        (4, 5, "LOC"),
    }
    assert mended(("I-PER", "I-LOC", None, "I-LOC")) == ("B-PER", "B-LOC", None, "I-LOC")
    assert span_f1([("B", "I", "O")], [["B", "O", "O"]]) == 0.0
    assert token_f1([("B", "I", "O")], [["B", "O", "O"]]) == 66.67
    assert span_f1([("B-PER", "B-MISC")], [["B-PER", "O"]], frozenset(("PER",))) == 100.0


def test_the_case_of_words() -> None:
    words = ("said", "Said", "SAID", "S", "McCain", "A320", "“")
    assert [case_of(word) for word in words] == [LOWER, TITLE, UPPER, CAPITAL, MIXED, DIGIT, MARK]


def test_words_are_divided_alone_and_marked_inside_quotation() -> None:
    ids, kinds, first = Pieces(VOCABULARY).sentence(("Said", "al-Nusra", "qqq"), (False, True, False))
    assert ids == [2, 5, 6, 9, 10, 8, 1, 3]
    assert first == [1, 3, 6]
    assert kinds == [0, TITLE, TITLE, MIXED + INSIDE, MIXED + INSIDE, MIXED + INSIDE, LOWER, 0]


def test_quotation_marks() -> None:
    assert quoted(("“", "a", "”", "b")) == ((False, True, False, False), False)
    assert quoted(('"', "a", '"', "b", '"')) == ((False, True, False, False, False), True)
    assert quoted(("a", "”", "b"), inside=True) == ((True, False, False), False)


@given(st.lists(st.text(min_size=1, max_size=8), min_size=1, max_size=8))
def test_every_word_has_a_piece_of_its_own(words: list[str]) -> None:
    ids, kinds, first = Pieces(VOCABULARY).sentence(words, [False] * len(words))
    assert len(ids) == len(kinds)
    assert len(first) == len(set(first)) == len(words)
    assert all(0 < place < len(ids) - 1 for place in first)
