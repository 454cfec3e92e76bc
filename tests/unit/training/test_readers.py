"""The readers: treebanks, GUM's names, tagged files, PolNeAR; and that no test split is ever read."""

import gzip
from pathlib import Path

import pytest
from hypothesis import given, strategies as st

from training.articles import examples_in, paragraphs_of, shipped_boundaries
from training.attribution import Article, examples_of, locate, tags_of, with_silver
from training.files import WrongSplitError, for_measuring, for_training
from training.named import named_mentions
from training.names import read_tagged
from training.treebank import documents_in, read_treebank

TREE = """# newdoc id = d
# newpar
# text = President Obama's “envoy” left.
1\tPresident\tPresident\tPROPN\tNNP\t_\t2\tnmod:desc\t_\tEntity=(1-person-new-nnnnn-cf1-2-sgl
2-3\tObama's\t_\t_\t_\t_\t_\t_\t_\t_
2\tObama\tObama\tPROPN\tNNP\t_\t5\tnmod:poss\t_\t_
3\t's\t's\tPART\tPOS\t_\t2\tcase\t_\tEntity=1)
4\t“\t“\tPUNCT\t``\t_\t5\tpunct\t_\tSpaceAfter=No
5\tenvoy\tenvoy\tNOUN\tNN\t_\t7\tnsubj\t_\tSpaceAfter=No
5.1\tx\tx\t_\t_\t_\t_\t_\t_\t_
6\t”\t”\tPUNCT\t''\t_\t5\tpunct\t_\t_
7\tleft\tleave\tVERB\tVBD\t_\t0\troot\t_\tSpaceAfter=No
8\t.\t.\tPUNCT\t.\t_\t7\tpunct\t_\t_

"""


def row(number: int, word: str, upos: str, head: int, deprel: str, entity: str = "") -> list[str]:
    xpos = "NNP" if upos == "PROPN" else "XX"
    return [
        str(number),
        word,
        word,
        upos,
        xpos,
        "_",
        str(head),
        deprel,
        "_",
        f"Entity={entity}" if entity else "_",
    ]


def test_a_document_can_be_left_out() -> None:
    text = TREE + TREE.replace("id = d", "id = e") + TREE.replace("# newdoc id = d\n", "")
    assert documents_in(text) == {"d", "e"}
    assert len(read_treebank(text, "gum")) == 3
    assert len(read_treebank(text, "gum", without=frozenset("e"))) == 1


def test_a_treebank_gives_words_trees_and_quotation() -> None:
    (one,) = read_treebank(TREE, "gum", entities=True)
    assert one.words == ("President", "Obama", "'s", "“", "envoy", "”", "left", ".")
    assert one.heads == (2, 5, 2, 5, 7, 5, 0, 7)
    assert one.inside == (False, False, False, False, True, False, False, False)
    assert one.joined is not None
    assert one.joined[4]


def test_a_title_is_no_part_of_a_name() -> None:
    (one,) = read_treebank(TREE, "gum", entities=True)
    assert one.ner == ("O", "B-PER", "O", "O", "O", "O", "O", "O")


def test_the_name_of_an_organisation_keeps_its_small_words() -> None:
    # the Ministry of Fisheries in Oslo: one mention in another, the smallest span skips "of"
    rows = [
        row(1, "the", "DET", 2, "det", "(7-organization-new-nnnnn-cf1-2,4-sgl"),
        row(2, "Ministry", "PROPN", 0, "root"),
        row(3, "of", "ADP", 4, "case"),
        row(4, "Fisheries", "PROPN", 2, "nmod"),
        row(5, "in", "ADP", 6, "case"),
        row(6, "Oslo", "PROPN", 2, "nmod", "(8-place-new-nnnnn-cf2-1-sgl)7)"),
    ]
    assert named_mentions(rows) == ("O", "B-ORG", "I-ORG", "I-ORG", "O", "B-LOC")


def test_what_cannot_be_derived_stays_unknown() -> None:
    # "her IQ": a proper noun outside any mention; "Polish road": a capitalised adjective, the mention's head no name
    rows = [
        row(1, "her", "PRON", 2, "nmod:poss"),
        row(2, "IQ", "PROPN", 0, "root"),
        row(3, "Polish", "ADJ", 4, "amod", "(9-place-new-nnnnn-cf1-2-sgl"),
        row(4, "road", "NOUN", 2, "list", "9)"),
    ]
    assert named_mentions(rows) == ("O", None, None, "O")


def test_tagged_files_map_fine_kinds_and_leave_others_unknown() -> None:
    text = "Greens\tB-politicalparty\nin\tO\nItaly\tB-country\n\nlatin\tB-literarygenre\n"
    first, second = read_tagged(text, "crossner")
    assert first.ner == ("B-ORG", "O", "B-LOC")
    assert second.ner == (None,)


def test_overlapping_spans_give_the_shorter_one() -> None:
    offsets = [(0, 3), (4, 7), (8, 11), (12, 15)]
    assert tags_of(offsets, [(0, 15), (4, 7)]) == ("B", "B", "I", "I")


def test_a_content_goes_on_with_i_in_the_next_sentence() -> None:
    text = "He said: “We win. They lose.” Then he left."
    start = text.index("“")
    article = Article(
        "a", text, {"source": ((0, 2),), "cue": ((3, 7),), "content": ((start, text.index("Then") - 1),)}
    )
    paragraphs = tuple(paragraphs_of(text, shipped_boundaries()))
    first, second, third = examples_in(article, paragraphs)
    assert (first.roles or {})["content"] == ("O", "O", "O", "B", "I", "I", "I")
    assert (second.roles or {})["content"] == ("I", "I", "I", "I")
    assert (third.roles or {})["content"] == ("O",) * 4
    assert second.inside == (True, True, True, False)


def test_a_line_break_closes_the_quotation() -> None:
    article = Article("a", "“One\nTwo", {"source": (), "cue": (), "content": ()})
    first, second = examples_of(article, [[(0, 1), (1, 4)], [(5, 8)]])
    assert first.inside == (False, True)
    assert second.inside == (False,)


def test_silver_names_meet_their_article_by_its_text() -> None:
    article = Article("a", "Paris  fell. Rome won.", {"source": ((13, 17),), "cue": (), "content": ()})
    silver = [
        (0, ("Paris", "fell", "."), ("B-LOC", "O", "O")),
        (0, ("Rome", "won", "."), ("B-LOC", "O", "O")),
    ]
    first, second = with_silver([article], silver, 0.5)
    assert first.ner == ("B-LOC", "O", "O")
    assert first.weight == 0.5
    assert (second.roles or {})["source"] == ("B", "O", "O")


@given(st.text(alphabet="ab .\n“", max_size=60))
def test_located_words_are_the_text(text: str) -> None:
    words = text.split()
    offsets = locate(text, words, 0)
    assert offsets is not None
    assert [text[start:end] for start, end in offsets] == words


@pytest.mark.parametrize(
    "name", ["polnear_test.jsonl", "ewt-test.conllu", "ewt-dev.conllu", "conll.txt", "train_test.txt"]
)
def test_training_reads_training_files_only(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text("x", encoding="utf-8")
    with pytest.raises(WrongSplitError):
        for_training(tmp_path / name)


@pytest.mark.parametrize("name", ["ewt-test.conllu", "ewt-train.conllu", "dev_test.txt"])
def test_measuring_reads_dev_files_only(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text("x", encoding="utf-8")
    with pytest.raises(WrongSplitError):
        for_measuring(tmp_path / name)


def test_four_crossner_domains_are_training_whole_and_politics_is_not(tmp_path: Path) -> None:
    for domain in ("ai", "politics"):
        folder = tmp_path / "crossner" / domain
        folder.mkdir(parents=True)
        for split in ("train", "dev", "test"):
            (folder / f"{split}.txt").write_text("x O\n", encoding="utf-8")
    assert for_training(tmp_path / "crossner" / "ai" / "test.txt") == "x O\n"
    assert for_measuring(tmp_path / "crossner" / "politics" / "dev.txt") == "x O\n"
    for split in ("dev", "test"):
        with pytest.raises(WrongSplitError):
            for_training(tmp_path / "crossner" / "politics" / f"{split}.txt")


def test_packed_files_are_unpacked(tmp_path: Path) -> None:
    with gzip.open(tmp_path / "a_train.jsonl.gz", "wt", encoding="utf-8") as file:
        file.write("é\n")
    assert for_training(tmp_path / "a_train.jsonl.gz") == "é\n"
