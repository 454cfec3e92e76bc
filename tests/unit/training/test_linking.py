"""Linking tags to attributions, for measuring; the log and the curve."""

from pathlib import Path

from training import log
from training.curve import table_of
from training.evaluate import conllu
from training.example import Example
from training.linking import attributions_of
from training.tags import Layers

TEXT = "He said we won. And they lost.\nShe left."
SENTENCES = [
    [(0, 2), (3, 7), (8, 10), (11, 14), (14, 15)],
    [(16, 19), (20, 24), (25, 29), (29, 30)],
    [(31, 34), (35, 39), (39, 40)],
]


def layers(source: str, cue: str, content: str) -> Layers:
    return {"source": list(source), "cue": list(cue), "content": list(content)}


def test_a_cue_takes_its_source_and_a_content_over_the_sentence_end() -> None:
    found = attributions_of(
        TEXT,
        SENTENCES,
        [layers("BOOOO", "OBOOO", "OOBII"), layers("OOOO", "OOOO", "IIIO"), layers("BOO", "OOO", "OOO")],
    )
    assert found == [{"id": "a0", "source": [[0, 2]], "cue": [[3, 7]], "content": [[8, 29]]}]


def test_a_cue_without_content_is_none() -> None:
    empty = layers("OOOO", "OOOO", "OOOO")
    assert (
        attributions_of(
            TEXT, SENTENCES, [layers("BOOOO", "OBOOO", "OOOOO"), empty, layers("OOO", "OOO", "BIO")]
        )
        == []
    )


def test_a_parse_in_conllu_takes_known_lemmas_from_the_dictionary() -> None:
    one = Example(source="x", words=("Men", "fled"), inside=(False, False))
    found: Layers = {
        "upos": ["NOUN", "VERB"],
        "xpos": ["NNS", "VBD"],
        "lemma": ["men", "fled"],
        "heads": ["2", "0"],
        "deprel": ["nsubj", "root"],
    }
    first, second = conllu(one, found, {"men\tNNS": "man"}).split("\n")[:2]
    assert first == "1\tMen\tman\tNOUN\tNNS\t_\t2\tnsubj\t_\t_"
    assert second.split("\t")[2] == "fled"


def test_a_log_is_cut_back_to_the_checkpoint_and_survives_half_a_line(tmp_path: Path) -> None:
    for pieces in (10, 20, 30):
        log.append(tmp_path, {"pieces": pieces})
    with (tmp_path / log.NAME).open("a", encoding="utf-8") as file:
        file.write('{"pieces": 4')
    log.cut_back(tmp_path, 20)
    assert list(log.rows(tmp_path)) == [{"pieces": 10}, {"pieces": 20}]


def test_the_curve_is_a_table() -> None:
    rows: list[dict[str, object]] = [
        {"pieces": 1, "pieces_per_cpu_second": 1_800},
        {"pieces": 300_000, "dev": {"ewt.las": 88.04}},
    ]
    assert table_of(rows).splitlines()[-1].startswith("| 0.30 | 88.0 |")
    assert table_of(rows).endswith("1,800 |")
