"""Lemma scripts, label inventories, tags, and what training adds to the run-time package's word pieces."""

from pathlib import Path

from hypothesis import given, strategies as st

from dragoman.language.lemma import edited
from dragoman.language.wordpiece import WordPieces
from training.example import Example
from training.inventory import IGNORED, gather
from training.lemmas import dictionary, script
from training.pieces import KINDS, Pieces
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
        assert edited(word, script(word, lemma)) == lemma


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


def test_the_vocabulary_is_the_run_times_and_knows_the_piece_that_masks(tmp_path: Path) -> None:
    file = tmp_path / "vocab.txt"
    file.write_text("\n".join(VOCABULARY) + "\n", encoding="utf-8")
    pieces = Pieces.load(file)
    assert len(pieces) == len(VOCABULARY)
    assert VOCABULARY[pieces.mask] == "[MASK]"
    sentence = (("Said", "“", "al-Nusra", "qqq"), (False, False, True, True))
    assert pieces.encode(*sentence) == WordPieces(VOCABULARY).encode(*sentence)
    assert max(pieces.encode(*sentence).kinds) < KINDS
