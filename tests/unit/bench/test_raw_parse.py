from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from bench.raw_parse import answers, main, measure, table
from bench.segmentation import divided, shipped
from bench.treebanks import documents, read_dev
from dragoman.errors import InputError
from dragoman.language.protocol import Parsed, Tagged

TREEBANK = """\
# newdoc id = weblog-one
# newpar
1-2\tDon't\t_\t_\t_\t_\t_\t_\t_\t_
1\tDo\tdo\tAUX\tVB\t_\t3\taux\t_\t_
2\tn't\tnot\tPART\tRB\t_\t3\tadvmod\t_\t_
3\tgo\tgo\tVERB\tVB\t_\t0\troot\t_\tSpaceAfter=No
4\t.\t.\tPUNCT\t.\t_\t3\tpunct\t_\t_

1\tStay\tstay\tVERB\tVB\t_\t0\troot\t_\tSpaceAfter=No
2\t.\t.\tPUNCT\t.\t_\t1\tpunct\t_\t_

# newdoc id = newsgroup-two
# newpar
1\tYes\tyes\tINTJ\tUH\t_\t0\troot\t_\t_

"""


class Flat:
    """Hangs every word on the first and notes what it was asked."""

    digest = "0"

    def __init__(self) -> None:
        self.quoted: list[bool] = []

    def parse(
        self, sentences: Sequence[Sequence[str]], *, quoted: Sequence[bool] | None = None
    ) -> tuple[Parsed, ...]:
        self.quoted += quoted or []
        return tuple(self._one(len(words)) for words in sentences)

    def _one(self, count: int) -> Parsed:
        none = Tagged(tags=("O",) * count, scores=(1.0,) * count)
        return Parsed(
            upos=("X",) * count,
            xpos=("X",) * count,
            lemmas=("x",) * count,
            heads=(0, *(1,) * (count - 1)),
            relations=("root", *("dep",) * (count - 1)),
            names=none,
            source=none,
            cue=none,
            content=none,
        )


def test_documents_carry_text_sentences_and_registers() -> None:
    first, second = documents(TREEBANK)
    assert first.raw.paragraphs[0].text == "Don't go. Stay."
    assert len(first.sentences) == 2
    assert first.registers == ("weblog", "weblog+newsgroup", "all unseen", "all")
    assert second.registers == ("newsgroup", "weblog+newsgroup", "all unseen", "all")


def test_words_of_sentences_are_ranges_of_the_paragraph() -> None:
    text = "He can't go. She stays."
    words = [[text[start:end] for start, end in one] for one in divided(text, shipped(), comment=False)]
    assert words == [["He", "ca", "n't", "go", "."], ["She", "stays", "."]]


def test_raw_text_end_to_end() -> None:
    gold = documents(TREEBANK)
    found = [answers(one, Flat(), shipped()) for one in gold]
    counts = measure(gold, found)
    assert counts["all", "words"].f1 == counts["all", "sentences"].f1 == 100
    assert counts["weblog", "UAS"].right == 2  # the second sentence; the first one's root is its third word
    assert counts["weblog+newsgroup", "UAS"].right == 3
    assert table("tiny", counts).splitlines()[-1].startswith("| all | 100.00 | 100.00 | ")


def test_an_open_quotation_is_told_until_the_paragraph_ends() -> None:
    sentences = [
        "“We go.",
        "We stay.”",
        "He left.",
    ]  # each one word of the treebank: its division is not looked at
    blocks = [f"1\t{one}\t_\tX\tX\t_\t0\troot\t_\t_\n" for one in sentences]
    parser = Flat()
    (gold,) = documents("# newdoc id = GUM_news_x\n# newpar\n" + "\n".join(blocks) + "\n")
    answers(gold, parser, shipped())
    assert parser.quoted == [False, True, False]


@pytest.mark.parametrize("name", ["gum-test.conllu", "gum-train.conllu"])
def test_only_dev_files_are_read(name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_text(TREEBANK, encoding="utf-8")
    with pytest.raises(InputError, match="not for measuring"):
        read_dev(tmp_path / name)
    with pytest.raises(InputError, match="absent"):
        read_dev(tmp_path / "none-dev.conllu")


def test_without_a_model_the_bench_ends_with_2(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DRAGOMAN_MODEL", str(tmp_path / "absent"))
    assert main([]) == 2
    assert "there is no language model here" in capsys.readouterr().err
