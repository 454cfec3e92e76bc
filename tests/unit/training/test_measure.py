"""Measuring: articles as the run-time package divides and links them, CoNLL-U; the log and the curve."""

from pathlib import Path

from dragoman.language import Parsed, Tagged
from training import log
from training.articles import attributions_of, examples_in, paragraphs_of, shipped_boundaries
from training.attribution import Article
from training.curve import table_of
from training.evaluate import conllu

TEXT = "He said we won. And they lost.\n\nShe left."
PARAGRAPHS = tuple(paragraphs_of(TEXT, shipped_boundaries()))


def tagged(tags: str) -> Tagged:
    return Tagged(tags=tuple(tags), scores=(1.0,) * len(tags))


def parsed(source: str, cue: str, content: str) -> Parsed:
    """A sentence whose words all hang on the second, which is the root."""
    none = ("_",) * len(cue)
    return Parsed(
        upos=none,
        xpos=none,
        lemmas=none,
        heads=tuple(0 if at == 1 else 2 for at in range(len(cue))),
        relations=tuple("root" if at == 1 else "dep" for at in range(len(cue))),
        names=tagged("O" * len(cue)),
        source=tagged(source),
        cue=tagged(cue),
        content=tagged(content),
    )


def test_an_articles_words_stand_where_they_are_read() -> None:
    assert [len(sentences) for sentences in PARAGRAPHS] == [2, 1]
    assert all(
        TEXT[at + word.start : at + word.end] == word.text
        for sentences in PARAGRAPHS
        for at, words in sentences
        for word in words
    )


def test_a_sentence_of_an_article_carries_its_gold_roles() -> None:
    article = Article("a", TEXT, {"source": ((0, 2),), "cue": ((3, 7),), "content": ((8, 29),)})
    first, second, third = examples_in(article, PARAGRAPHS)
    assert first.roles == {
        "source": ("B", "O", "O", "O", "O"),
        "cue": ("O", "B", "O", "O", "O"),
        "content": ("O", "O", "B", "I", "I"),
    }
    assert (second.roles or {})["content"] == ("I", "I", "I", "O")
    assert third.words == ("She", "left", ".")


def test_attributions_have_the_shape_of_the_gold_file() -> None:
    found = attributions_of(
        PARAGRAPHS,
        [parsed("BOOOO", "OBOOO", "OOBII"), parsed("OOOO", "OOOO", "IIIO"), parsed("BOO", "OBO", "OOO")],
    )
    assert found == [{"id": "a0", "source": [[0, 2]], "cue": [[3, 7]], "content": [[8, 29]]}]


def test_a_parse_in_conllu() -> None:
    found = parsed("OO", "OO", "OO")
    assert conllu(("They", "fled"), found) == (
        "1\tThey\t_\t_\t_\t_\t2\tdep\t_\t_\n2\tfled\t_\t_\t_\t_\t0\troot\t_\t_\n\n"
    )


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
