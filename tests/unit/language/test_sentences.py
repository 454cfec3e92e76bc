import pytest

from dragoman.kit import load_kit
from dragoman.language import Sentence, split
from dragoman.language.split import split_passage, words_of
from dragoman.model import Block, BlockKind, Lane, Page, Problem
from dragoman.pages import lay_out
from dragoman.text import passage_of
from tests.unit.pages.made import ARTICLE, PROSE, TITLE, page_of


def sentences_of(text: str) -> list[str]:
    page = page_of(text)
    passage = passage_of(page, page.span(0, len(page.text)))
    return [passage.text[start:end] for start, end in split_passage(passage)]


def read(source: str) -> tuple[Page, tuple[Sentence, ...], tuple[Problem, ...]]:
    page = page_of(source)
    return page, *split(page, lay_out(page, load_kit().layouts)[0].blocks)


class TestSplit:
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
        at = 0
        for start, end in split_passage(passage):
            assert passage.text[at:start].strip() == ""
            assert passage.text[start:end] == passage.text[start:end].strip() != ""
            at = end
        assert passage.text[at:].strip() == ""

    @pytest.mark.parametrize(
        ("text", "words"),
        [
            ("Don't stop.", ["Don't", "stop", "."]),
            (
                "The U.S. paid $3.5m (1,000 tons).",
                ["The", "U.S.", "paid", "$", "3.5", "m", "(", "1,000", "tons", ")", "."],
            ),
            ("“Washington-based”…", ["“", "Washington-based", "”", "…"]),
            ("Gazeta.ru wrote", ["Gazeta.ru", "wrote"]),
            (" \u00a0", []),
        ],
    )
    def test_words(self, text: str, words: list[str]) -> None:
        assert [word.text for word in words_of(text)] == words
        assert all(text[word.start : word.end] == word.text for word in words_of(text))


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

    def test_comments_are_split_at_their_lines_and_kept_in_their_lane(self) -> None:
        source = f"{ARTICLE}\n1 Comment\n\ndockhand says:\n\nIt will not last\nbelieve me. Really\n\nReply\n"
        _, found, _ = read(source)
        own = [s for s in found if s.lane is Lane.COMMENTS]
        assert [s.text for s in own] == ["It will not last", "believe me.", "Really"]
        assert {s.comment for s in own} == {0}
        assert {s.comment for s in found if s.lane is Lane.ARTICLE} == {None}

    def test_letters_of_a_sentence_lead_back_to_the_page(self) -> None:
        page, found, _ = read(ARTICLE.replace("grain ships", "grain\u00a0 ships"))
        sentence = next(s for s in found if "grain ships" in s.text and s.kind is BlockKind.PARAGRAPH)
        at = sentence.text.index("grain ships")
        assert page.quote(sentence.passage.span(at, at + len("grain ships"))) == "grain\u00a0 ships"

    def test_a_block_too_long_to_be_a_paragraph_is_kept_but_not_read(self) -> None:
        page = page_of("word " * 50_000)
        block = Block(kind=BlockKind.PARAGRAPH, span=page.span(0, len(page.text)), path="line 1", rule="x")
        found, problems = split(page, (block,))
        assert found == ()
        assert [(p.code, p.span) for p in problems] == [("oversized-block", block.span)]

    def test_no_blocks_no_sentences(self) -> None:
        assert split(page_of("x"), ()) == ((), ())
