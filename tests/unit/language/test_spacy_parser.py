"""The adapter with a stand-in for spaCy; and, where spaCy is installed, with spaCy itself."""

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from types import ModuleType, SimpleNamespace
from typing import Any

import pytest
from hypothesis import given, strategies as st

from dragoman.errors import KnowledgeError
from dragoman.language.protocol import Parsed
from dragoman.language.spacy_parser import AT_ONCE, SpacyParser, one_tree, read_pipeline


@dataclass
class Token:
    i: int
    text: str
    pos_: str = ""
    tag_: str = ""
    lemma_: str = ""
    dep_: str = "dep"
    ent_iob_: str = "O"
    ent_type_: str = ""
    head: Any = None


@dataclass
class Doc:
    vocab: Any
    words: list[str]
    sent_starts: list[bool]
    tokens: list[Token] = field(default_factory=list)

    def __post_init__(self) -> None:
        assert all(self.words)
        self.tokens = [Token(at, word) for at, word in enumerate(self.words)]

    def __iter__(self) -> Iterator[Token]:
        return iter(self.tokens)


class Pipeline:
    """What a loaded pipeline shows of itself; words are labelled by a table, heads come as places in the doc."""

    def __init__(self, table: dict[str, dict[str, Any]], labels: Sequence[str] = ("ROOT", "nsubj")) -> None:
        self.meta = {"lang": "en", "name": "stand_in", "version": "1.2"}
        self.pipe_names = ["tagger", "parser"]
        self.table = table
        self.pipe_labels = {"parser": list(labels)}
        self.batches: list[int] = []
        blank = SimpleNamespace(to_bytes=lambda: b"")
        self.vocab = SimpleNamespace(vectors=blank, lookups=blank)

    def get_pipe_meta(self, name: str) -> SimpleNamespace:
        return SimpleNamespace(factory=name)

    def to_bytes(self, *, exclude: Sequence[str]) -> bytes:
        assert "vocab" in exclude
        return repr(self.table).encode()

    def pipe(self, docs: Iterator[Doc], *, batch_size: int) -> Iterator[Doc]:
        batch = list(docs)
        self.batches.append(len(batch))
        assert len(batch) <= batch_size
        for doc in batch:
            assert doc.sent_starts == [at == 0 for at in range(len(doc.words))]
            for token in doc.tokens:
                labels = {"head": token.i, **self.table.get(token.text, {})}
                for name, label in labels.items():
                    setattr(token, name, doc.tokens[label] if name == "head" else label)
            yield doc


@pytest.fixture
def stand_in(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    spacy, tokens = ModuleType("spacy"), ModuleType("spacy.tokens")
    spacy.__dict__["__version__"] = "3.8"
    tokens.__dict__["Doc"] = Doc
    monkeypatch.setitem(sys.modules, "spacy", spacy)
    monkeypatch.setitem(sys.modules, "spacy.tokens", tokens)
    return spacy


SAID = {
    "Lavrov": {
        "pos_": "PROPN",
        "tag_": "NNP",
        "head": 1,
        "dep_": "nsubj",
        "ent_iob_": "B",
        "ent_type_": "PERSON",
    },
    "spoke": {"pos_": "VERB", "tag_": "VBD", "lemma_": "speak", "head": 1, "dep_": "ROOT"},
    "on": {"pos_": "ADP", "head": 3, "dep_": "case"},
    "Monday": {"pos_": "PROPN", "head": 1, "dep_": "obl:tmod", "ent_iob_": "B", "ent_type_": "DATE"},
    "in": {"pos_": "ADP", "head": 6, "dep_": "case"},
    "New": {"pos_": "PROPN", "head": 6, "dep_": "compound", "ent_iob_": "B", "ent_type_": "GPE"},
    "York": {"pos_": "PROPN", "head": 1, "dep_": "obl", "ent_iob_": "I", "ent_type_": "GPE"},
    " ": {"pos_": "SPACE", "head": 1, "dep_": ""},
}
WORDS = list(SAID)


def test_labels_are_carried_over(stand_in: ModuleType) -> None:
    parsed = SpacyParser(Pipeline(SAID)).parse([WORDS], quoted=[True])[0]
    assert parsed.heads == (2, 0, 4, 2, 7, 7, 2, 2)
    assert parsed.relations == ("nsubj", "root", "case", "obl:tmod", "case", "compound", "obl", "dep")
    assert parsed.upos == ("PROPN", "VERB", "ADP", "PROPN", "ADP", "PROPN", "PROPN", "X")
    assert parsed.xpos == ("NNP", "VBD", "XX", "XX", "XX", "XX", "XX", "XX")
    assert parsed.lemmas == ("Lavrov", "speak", *WORDS[2:])
    assert parsed.names.tags == ("B-PER", "O", "O", "O", "O", "B-LOC", "I-LOC", "O")
    assert parsed.cue.tags == parsed.source.tags == parsed.content.tags == ("O",) * 8
    assert set(parsed.cue.scores) == {0.0}


def test_batches_are_bounded_and_sentences_without_words_keep_their_place(stand_in: ModuleType) -> None:
    pipeline = Pipeline({"b": {"dep_": "ROOT"}})
    sentences = [["b"], [], ["b", "b"]] * AT_ONCE
    parsed = SpacyParser(pipeline).parse(sentences)
    assert [len(one) for one in parsed] == [1, 0, 2] * AT_ONCE
    assert len(pipeline.batches) == 3
    assert parsed[2].relations == ("root", "parataxis")
    assert SpacyParser(pipeline).parse([]) == ()


def test_the_digest_tells_pipelines_apart(stand_in: ModuleType) -> None:
    digest = SpacyParser(Pipeline(SAID)).digest
    assert digest.startswith("spaCy 3.8, en_stand_in 1.2, sha256 ")
    assert digest == SpacyParser(Pipeline(SAID)).digest
    assert digest != SpacyParser(Pipeline({})).digest


def test_relations_of_another_scheme_are_refused(stand_in: ModuleType) -> None:
    with pytest.raises(KnowledgeError, match=r"en_stand_in 1.2: gives the relation 'dobj', .* UD treebank"):
        SpacyParser(Pipeline({}, labels=["ROOT", "dobj"]))
    parser = SpacyParser(Pipeline({"it": {"dep_": "nsubjpass"}}))
    with pytest.raises(KnowledgeError, match="'nsubjpass'"):
        parser.parse([["it"]])
    parser = SpacyParser(Pipeline({"it": {"dep_": ""}}))
    with pytest.raises(KnowledgeError, match="gives no relations"):
        parser.parse([["it"]])


def test_without_spacy_the_message_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("spacy", "spacy.tokens"):
        monkeypatch.setitem(sys.modules, name, None)
    with pytest.raises(KnowledgeError, match="pip install spacy"):
        SpacyParser(Pipeline({}))
    with pytest.raises(KnowledgeError, match="pip install spacy"):
        read_pipeline("en_ud")


def test_a_pipeline_that_is_not_there_is_named(stand_in: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    def load(_place: str) -> Any:
        raise OSError("[E050] not found")

    monkeypatch.setattr(stand_in, "load", load, raising=False)
    with pytest.raises(KnowledgeError, match=r"spaCy pipeline 'en_ud': cannot be loaded: \[E050\]"):
        read_pipeline("en_ud")


def test_several_roots_become_one_tree() -> None:
    upos = ("PUNCT", "VERB", "NOUN", "PUNCT", "NOUN")
    heads, relations = one_tree([0, 0, 0, 9, 3], ["root", "root", "root", "obj", "root"], upos)
    assert heads == [2, 0, 2, 2, 3]
    assert relations == ["punct", "root", "parataxis", "punct", "dep"]
    assert one_tree([0, 0], ["root", "punct"], ("PUNCT", "PUNCT")) == ([0, 1], ["root", "punct"])


@given(st.integers(1, 9).flatmap(lambda n: st.lists(st.integers(-1, n + 1), min_size=n, max_size=n)))
def test_whatever_the_heads_the_answer_is_one_tree(heads: list[int]) -> None:
    count = len(heads)
    up, relations = one_tree(heads, ["obj"] * count, ["NOUN"] * count)
    assert up.count(0) == 1
    assert [head == 0 for head in up] == [relation == "root" for relation in relations]
    for start in range(1, count + 1):
        at, steps = start, 0
        while at:
            at, steps = up[at - 1], steps + 1
            assert steps <= count
    again = one_tree(up, relations, ["NOUN"] * count)
    assert again == (up, relations)  # a tree stays as it is


def _ruled() -> Any:
    """A blank English pipeline with rules: a tagger by table, names by pattern, every word on the second."""
    language = pytest.importorskip("spacy.language", reason="spaCy is not installed")

    def arcs(doc: Any) -> Any:
        for token in doc:
            token.head = doc[min(1, len(doc) - 1)]
            token.dep_ = "ROOT" if token.head.i == token.i else "dep"
        return doc

    language.Language.component("dragoman_test_arcs", func=arcs)
    nlp = sys.modules["spacy"].blank("en")
    ruler = nlp.add_pipe("attribute_ruler")
    ruler.add([[{"LOWER": "spoke"}]], {"TAG": "VBD", "POS": "VERB", "LEMMA": "speak"})
    nlp.add_pipe("entity_ruler").add_patterns(
        [
            {"label": "GPE", "pattern": [{"LOWER": "new"}, {"LOWER": "york"}]},
            {"label": "DATE", "pattern": "Monday"},
        ]
    )
    nlp.add_pipe("dragoman_test_arcs")
    return nlp


def test_spacy_itself_with_rules() -> None:
    parser = SpacyParser(_ruled())
    sentences = [["He", "spoke", "in", "New", "York", "on", "Monday"], [], ["No"], ["can", "not", "5 000"]]
    parsed = parser.parse(sentences)
    assert parsed[0].heads == (2, 0, 2, 2, 2, 2, 2)
    assert parsed[0].lemmas[1] == "speak"
    assert parsed[0].xpos[:2] == ("XX", "VBD")
    assert parsed[0].upos[:2] == ("X", "VERB")
    assert parsed[0].names.tags == ("O", "O", "O", "B-LOC", "I-LOC", "O", "O")
    assert [len(one) for one in parsed] == [7, 0, 1, 3]
    assert list(parser.parse(sentences * AT_ONCE)) == list(parsed) * AT_ONCE
    assert parser.digest == SpacyParser(_ruled()).digest


def test_spacy_itself_without_a_parser_is_refused() -> None:
    spacy = pytest.importorskip("spacy", reason="spaCy is not installed")
    parser = SpacyParser(spacy.blank("en"))
    with pytest.raises(KnowledgeError, match="gives no relations"):
        parser.parse([["He", "left"]])


def test_spacy_itself_keeps_no_words() -> None:
    nlp = _ruled()
    parser = SpacyParser(nlp)
    parser.parse([["He", "spoke"]])
    before = len(nlp.vocab.strings)
    parsed: tuple[Parsed, ...] = parser.parse([[f"word{number}"] for number in range(300)])
    assert len(nlp.vocab.strings) == before
    assert parsed[299].lemmas == ("word299",)
