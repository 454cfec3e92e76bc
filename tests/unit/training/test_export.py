"""The files that ship: they say what the network says, whatever stands beside a sentence.

Skipped, with the reason printed, where PyTorch or ONNX is not installed: they are needed for training only.
"""

import importlib
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, strategies as st

from training.example import Example
from training.inventory import gather

torch = pytest.importorskip("torch", reason="PyTorch is not installed (needed for training only)")
pytest.importorskip("onnx", reason="ONNX is not installed (needed for training only)")

LETTERS = "abcdefgh"
DICTIONARY = {"aa\tNN": "q"}
#: A model's folder, and what the network said before it was exported.
Made = tuple[Path, list[Any]]
VOCABULARY = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", *LETTERS, *("##" + letter for letter in LETTERS)]


def module(name: str) -> Any:
    return importlib.import_module(f"training.{name}")


def examples() -> list[Example]:
    """Sentences of one to nineteen words, more than go through the graph at once."""
    out = []
    for number in range(40):
        many = 1 + number % 19
        words = tuple(LETTERS[(number * at + at) % 8] + LETTERS[at % 8] * (number % 3) for at in range(many))
        out.append(
            Example(
                source="ewt",
                words=words,
                inside=(False,) * many,
                upos=tuple(("NOUN", "VERB", "ADJ")[at % 3] for at in range(many)),
                xpos=("NN",) * many,
                lemmas=tuple(word + "x" * (at % 2) for at, word in enumerate(words)),
                heads=tuple(range(many)),
                deprel=("root", *[("obj", "dep")[at % 2] for at in range(many - 1)]),
            )
        )
    return out


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Made:
    """The folder of an exported network with chance weights, and what the network says of the sentences."""
    place: Path = tmp_path_factory.mktemp("exported")
    net_module, some = module("net"), examples()
    labels = gather(some * 10)
    shape = net_module.Shape(
        pieces=len(VOCABULARY), positions=256, width=24, inner=32, heads=2, layers=2, arc=8, relation=6
    )
    torch.manual_seed(5)
    net = net_module.Net(labels, shape).eval()
    with torch.no_grad():
        for table in net.steps.values():
            table.copy_(torch.randn_like(table))
    vocabulary = place / "given.txt"
    vocabulary.write_text("\n".join(VOCABULARY) + "\n", encoding="utf-8")
    pieces = module("pieces").Pieces(VOCABULARY)
    lemmas = importlib.import_module("dragoman.language.lemma").Lemmas(DICTIONARY)
    expected = module("measure").predict(net, labels, pieces, some, lemmas)
    module("smooth").smooth(net, pieces, some)
    module("export").export(net, labels, vocabulary, DICTIONARY, some, place / "model")
    return place / "model", expected


@pytest.fixture
def exported(made: Made, request: pytest.FixtureRequest) -> Any:
    return module("exported").Exported(made[0] / f"model.{request.param}.onnx")


@pytest.mark.parametrize("exported", ["fp32"], indirect=True)
def test_an_exported_file_says_what_the_network_says(made: Made, exported: Any) -> None:
    for found, expected in zip(exported.predict(examples()), made[1], strict=True):
        for name in ("upos", "xpos", "lemmas", "heads", "relations"):
            assert getattr(found, name) == getattr(expected, name), name
        for name in ("names", "source", "cue", "content"):
            mine, its = getattr(found, name), getattr(expected, name)
            assert mine.tags == its.tags, name
            # Scores are rounded to thousandths.
            assert mine.scores == pytest.approx(its.scores, abs=0.0011), name


@pytest.mark.parametrize("exported", ["fp32", "int8"], indirect=True)
def test_the_answer_does_not_depend_on_the_company(exported: Any) -> None:
    some = examples()
    alone = tuple(exported.predict([one])[0] for one in some)
    assert exported.predict(some) == alone
    assert exported.predict(some[::-1]) == alone[::-1]


@pytest.mark.parametrize("exported", ["int8"], indirect=True)
def test_rounding_leaves_most_answers(made: Made, exported: Any) -> None:
    expected, found = made[1], exported.predict(examples())
    pairs = [
        (a, b)
        for one, other in zip(expected, found, strict=True)
        for a, b in zip(one.upos, other.upos, strict=True)
    ]
    assert sum(a == b for a, b in pairs) > 0.9 * len(pairs)


def test_what_ships_can_be_read(made: Made) -> None:
    files = {file.name: file.read_bytes() for file in made[0].iterdir()}
    model = importlib.import_module("dragoman.language.model").read_model(files)
    assert len(model.parse([["a", "b"], []])[0]) == 2


@given(
    st.integers(1, 9),
    st.integers(1, 4),
    st.integers(0, 2**32 - 1),
    st.sampled_from([1e-9, 1.0, 1e4]),
    st.booleans(),
)
def test_no_processor_has_to_cut_a_sum_of_two_products(
    rows: int, columns: int, seed: int, size: float, alike: bool
) -> None:
    drawn = np.random.default_rng(seed).normal(size=(rows, columns)).astype(np.float32) * np.float32(size)
    weights = np.full_like(drawn, drawn[0, 0]) if alike else drawn
    numbers, steps = module("rounding").in_bytes(weights)
    for column in numbers.T.astype(int).tolist():
        for first, second in list(pairwise([*column, 0]))[::2]:
            assert 255 * max(first, 0) + 255 * max(second, 0) <= 32767
            assert 255 * min(first, 0) + 255 * min(second, 0) >= -32768
    assert np.abs(numbers * steps - weights).max() <= 0.51 * steps.max()


def test_a_range_holds_zero_exactly() -> None:
    for low, high in ((-1.0, 2.0), (-3.0, 0.0), (0.0, 0.1)):
        one = module("rounding").Range(low=low, high=high)
        assert 0 <= one.zero <= 255
        assert abs((0 - one.zero) * one.scale - low) <= one.scale
        assert abs((255 - one.zero) * one.scale - high) <= one.scale
