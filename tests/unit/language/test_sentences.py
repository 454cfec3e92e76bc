from collections.abc import Sequence

import pytest

from dragoman.kit import load_kit
from dragoman.language import Parsed, Sentence, Tagged, divide, parse, split
from dragoman.model import Block, BlockKind, Lane, Page, Problem
from dragoman.pages import lay_out
from dragoman.text import passage_of
from tests.made_sentences import boundaries
from tests.unit.pages.made import ARTICLE, PROSE, TITLE, page_of


def sentences_of(text: str) -> list[str]:
    page = page_of(text)
    passage = passage_of(page, page.span(0, len(page.text)))
    return [piece.text for piece in divide(passage, boundaries())]


def read(source: str) -> tuple[Page, tuple[Sentence, ...], tuple[Problem, ...]]:
    page = page_of(source)
    return page, *split(page, lay_out(page, load_kit().layouts)[0].blocks, boundaries())


class TestDivide:
    @pytest.mark.parametrize(
        ("text", "count"),
        [
            ("Ships sailed. Nobody knew.", 2),
            ("Mr. Lavrov met Gen. Akar in Ankara.", 1),
            ("The U.S. envoy left at 5 p.m. on Friday.", 1),
            ("They met in the U.S. The envoy left.", 2),
            ("He paid 3.5 million for it. Nobody knew.", 2),
            ("“We will sign. We must sign,” he said. Then he left.", 3),
            ("“Will it hold?” he asked. Nobody knew.", 2),
            ("“It will hold.” Nobody believed it.", 2),
            ("Wait... what? No!", 2),
            ("J. R. Reed wrote it.", 1),
            ("No stop at the end", 1),
            ("Gazeta.ru wrote it. So did others.", 2),
            ("Sen. Mona Berg (D-N.Y.) said so.", 1),
            ("The deal (see no. 4) holds. (It was signed in May.) It ends soon.", 3),
            ("1. Ships sail again.", 1),
        ],
    )
    def test_where_sentences_end(self, text: str, count: int) -> None:
        assert len(sentences_of(text)) == count

    @pytest.mark.parametrize(
        "text", ["Ships sailed.  Nobody\nknew.", "a. b? c! D. E", "…!?.”)", ". . .", "“”"]
    )
    def test_every_letter_is_in_exactly_one_sentence(self, text: str) -> None:
        page = page_of(text)
        passage = passage_of(page, page.span(0, len(text)))
        pieces = divide(passage, boundaries())
        letters = [at for piece in pieces for at in piece.offsets]
        assert letters == sorted(set(letters))
        assert all(piece.text == piece.text.strip() != "" for piece in pieces)
        shown = {at for at, letter in zip(passage.offsets, passage.text, strict=True) if letter != " "}
        assert shown <= set(letters)


class TestOfAPage:
    def test_sentences_of_title_and_paragraphs_in_page_order(self) -> None:
        page, found, _ = read(ARTICLE)
        assert [page.quote(s.span) for s in found] == [TITLE, *PROSE]
        assert [s.kind for s in found] == [BlockKind.TITLE] + [BlockKind.PARAGRAPH] * 3
        assert [s.paragraph for s in found] == [0, 1, 2, 3]

    def test_a_repeated_title_is_read_once(self) -> None:
        page, found, _ = read(f"{TITLE}\n\n{ARTICLE}")
        assert [page.quote(s.span) for s in found].count(TITLE) == 1

    def test_furniture_bylines_and_headers_are_not_read(self) -> None:
        _, found, _ = read(f"Home\n\n{ARTICLE}\nShare\n\n1 Comment\n\ndockhand says:\n\nNo.\n\nReply\n")
        read_text = " ".join(s.text for s in found)
        assert "Home" not in read_text
        assert "Ann Reed" not in read_text
        assert "says" not in read_text.split(PROSE[2])[1]

    def test_a_line_of_a_comment_may_be_a_sentence_and_a_blank_line_ends_a_paragraph(self) -> None:
        source = f"{ARTICLE}\n1 Comment\n\ndockhand says:\n\nIt will not last!\nBelieve me. Really\n\nReply\n"
        _, found, _ = read(source)
        own = [s for s in found if s.lane is Lane.COMMENTS]
        assert [s.text for s in own] == ["It will not last!", "Believe me.", "Really"]
        assert {s.comment for s in own} == {0}
        assert {s.comment for s in found if s.lane is Lane.ARTICLE} == {None}

    def test_a_wrapped_line_of_an_article_is_no_end(self) -> None:
        _, found, _ = read(ARTICLE.replace(". ", ".\n"))
        assert all(s.text[-1] in ".”" for s in found if s.kind is BlockKind.PARAGRAPH)

    def test_letters_of_a_sentence_lead_back_to_the_page(self) -> None:
        page, found, _ = read(ARTICLE.replace("grain ships", "grain\u00a0 ships"))
        sentence = next(s for s in found if "grain ships" in s.text and s.kind is BlockKind.PARAGRAPH)
        at = sentence.text.index("grain ships")
        assert page.quote(sentence.passage.span(at, at + len("grain ships"))) == "grain\u00a0 ships"

    def test_a_block_too_long_to_be_a_paragraph_is_kept_but_not_read(self) -> None:
        page = page_of("word " * 50_000)
        block = Block(kind=BlockKind.PARAGRAPH, span=page.span(0, len(page.text)), path="line 1", rule="x")
        found, problems = split(page, (block,), boundaries())
        assert found == ()
        assert [(p.code, p.span) for p in problems] == [("oversized-block", block.span)]

    def test_no_blocks_no_sentences(self) -> None:
        assert split(page_of("x"), (), boundaries()) == ((), ())


class Labels:
    """A parser that labels nothing and remembers what it was asked."""

    digest = "labels"

    def __init__(self, parts: tuple[int, ...] = ()) -> None:
        self.asked: list[tuple[str, bool]] = []
        self.parts = parts

    def parse(
        self, sentences: Sequence[Sequence[str]], *, quoted: Sequence[bool] | None = None
    ) -> tuple[Parsed, ...]:
        self.asked = [(" ".join(words), open_) for words, open_ in zip(sentences, quoted or (), strict=True)]
        return tuple(self._of(len(words)) for words in sentences)

    def _of(self, count: int) -> Parsed:
        none, tags = ("_",) * count, Tagged(tags=("O",) * count, scores=(1.0,) * count)
        return Parsed(
            upos=none, xpos=none, lemmas=none, heads=(0,) * count, relations=none,
            names=tags, source=tags, cue=tags, content=tags, parts=self.parts,
        )  # fmt: skip


class TestParse:
    def test_an_open_quotation_is_told_to_the_parser_within_its_paragraph(self) -> None:
        labels = Labels()
        source = ARTICLE.replace(PROSE[0], "“Berths open. Berths close,” he said. Berths rest.")
        _, found, _ = read(source)
        parse(found, labels)
        assert [open_ for words, open_ in labels.asked if "Berths" in words] == [
            False,
            True,
            False,
        ]

    def test_comments_are_not_parsed(self) -> None:
        labels = Labels()
        _, found, _ = read(f"{ARTICLE}\n1 Comment\n\ndockhand says:\n\nIt will not last.\n\nReply\n")
        parsed, problems = parse(found, labels)
        assert {one.lane: one.parsed is not None for one in parsed} == {
            Lane.ARTICLE: True,
            Lane.COMMENTS: False,
        }
        assert problems == ()

    def test_a_sentence_that_had_to_be_divided_is_told(self) -> None:
        _, found, _ = read(ARTICLE)
        _, problems = parse(found[:1], Labels(parts=(3,)))
        assert [(p.code, p.span) for p in problems] == [("divided-sentence", found[0].span)]
        assert "2 parts" in problems[0].detail
