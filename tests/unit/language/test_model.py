"""The shipped model, where it is: ``knowledge/model`` in the package or the folder that ``DRAGOMAN_MODEL`` names."""

import json

import pytest
from hypothesis import HealthCheck, given, settings, strategies as st

from dragoman.errors import KnowledgeError
from dragoman.language.model import Model, read_model
from dragoman.language.model_files import DIGESTS, FILES, LABELS, UNLEARNT, digests_of
from dragoman.language.network import LONGEST
from dragoman.language.protocol import Parsed
from tests.shipped import model_files

SENTENCES = [
    text.split(" ")
    for text in (
        "Turkish Foreign Minister Mevlut Cavusoglu said that Ankara would not accept the plan .",
        "No .",
        "According to Sergei Lavrov , the talks in Geneva failed because the opposition had left them early .",
        "He denied it",
        "“ We shall see , ” she added , but the United Nations declined to comment on the report on Monday .",
        "Protests went on in Damascus , Aleppo and Homs while the army shelled villages near the border .",
        "?",
        "U.S. officials told Reuters the strike killed 12 people",
    )
]


@pytest.fixture(scope="module")
def files() -> dict[str, bytes]:
    return model_files()


@pytest.fixture(scope="module")
def model(files: dict[str, bytes]) -> Model:
    return read_model(files)


def _well_made(words: list[str], parsed: Parsed) -> None:
    layers = (parsed.upos, parsed.xpos, parsed.lemmas, parsed.relations, parsed.names.tags, parsed.cue.scores)
    assert {len(layer) for layer in layers} == {len(words)} == {len(parsed)}
    assert parsed.heads.count(0) == (1 if words else 0)
    assert [relation == "root" for relation in parsed.relations] == [head == 0 for head in parsed.heads]
    assert all(parsed.lemmas)
    assert all(0 <= score <= 1 for score in parsed.content.scores)
    for word in range(1, len(words) + 1):
        at, steps = word, 0
        while at:
            at, steps = parsed.heads[at - 1], steps + 1
            assert steps <= len(words)


def test_a_reported_sentence(model: Model) -> None:
    parsed = model.parse(SENTENCES[:1])[0]
    said = SENTENCES[0].index("said")
    assert parsed.heads[said] == 0
    assert parsed.lemmas[said] == "say"
    assert parsed.cue.tags[said] == "B"
    assert parsed.names.tags[3:5] == ("B-PER", "I-PER")
    assert (
        parsed.content.tags[said + 2 : -1]
        == ("B" if parsed.content.tags[said + 1] == "O" else "I", *"IIIIII")[:6]
    )


def test_the_same_answer_alone_and_in_any_company(model: Model) -> None:
    alone = [model.parse([words])[0] for words in SENTENCES]
    assert list(model.parse(SENTENCES)) == alone
    assert list(model.parse(SENTENCES[::-1])) == alone[::-1]
    crowd = model.parse(SENTENCES * 40)
    assert list(crowd) == alone * 40


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.lists(st.text(min_size=1, max_size=9), max_size=40), max_size=5), st.booleans())
def test_any_words_give_one_tree(model: Model, sentences: list[list[str]], open_: bool) -> None:
    for words, parsed in zip(sentences, model.parse(sentences, quoted=[open_] * len(sentences)), strict=True):
        _well_made(words, parsed)


def test_a_sentence_too_long_is_divided_and_nothing_is_cut(model: Model) -> None:
    words = SENTENCES[5][:-1] * 40
    parsed = model.parse([words])[0]
    _well_made(words, parsed)
    assert len(words) > LONGEST
    assert parsed.parts
    assert not model.parse(SENTENCES[:1])[0].parts


def test_a_head_that_was_not_taught_gives_no_tags_and_is_sure_of_none(files: dict[str, bytes]) -> None:
    labels = json.loads(files[LABELS]) | {UNLEARNT: ["cue"]}
    changed = files | {LABELS: json.dumps(labels).encode()}
    parsed = read_model(changed | {DIGESTS: digests_of(changed)}).parse(SENTENCES[:1])[0]
    assert set(parsed.cue.tags) == {"O"}
    assert set(parsed.cue.scores) == {0.0}
    assert set(parsed.content.tags) != {"O"}


def test_no_sentence_and_no_word(model: Model) -> None:
    assert model.parse([]) == ()
    assert len(model.parse([[]])[0]) == 0


@pytest.mark.parametrize("name", [*FILES, DIGESTS])
def test_a_missing_file_says_how_to_mend_it(files: dict[str, bytes], name: str) -> None:
    with pytest.raises(KnowledgeError, match=rf"{name} is missing\. Install"):
        read_model({key: data for key, data in files.items() if key != name})


@pytest.mark.parametrize("name", FILES)
def test_a_damaged_file_says_how_to_mend_it(files: dict[str, bytes], name: str) -> None:
    data = files[name]
    broken = data[: len(data) // 2] + bytes([data[len(data) // 2] ^ 1]) + data[len(data) // 2 + 1 :]
    with pytest.raises(KnowledgeError, match=rf"{name} is damaged .* Install"):
        read_model(files | {name: broken})


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("data", [b"", b"{}", b"\xff\xfe", b"PK\x03\x04 no archive"])
def test_a_wrong_file_with_a_right_digest_is_refused_too(
    files: dict[str, bytes], name: str, data: bytes
) -> None:
    if name == "lemmas.json" and data == b"{}":
        data = b'{"a": ""}'  # an empty dictionary would be one
    wrong = files | {name: data}
    with pytest.raises(KnowledgeError, match="Install"):
        read_model(wrong | {DIGESTS: digests_of(wrong)})


def test_labels_that_do_not_fit_are_refused(files: dict[str, bytes]) -> None:
    wrong = files | {LABELS: files[LABELS].replace(b'"root", ', b"").replace(b', "root"', b"")}
    with pytest.raises(KnowledgeError, match="root"):
        read_model(wrong | {DIGESTS: digests_of(wrong)})
