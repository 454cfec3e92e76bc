import pytest

from dragoman.pages.units import Unit, html_units, line_text, plain_units, shown_text
from tests.unit.pages.made import page_of

WRAPPED = """\
The two governments have agreed to let grain ships
leave the closed ports, officials said on Friday. The
first vessels should sail within two weeks, and the
inspectors will look at every ship before it passes
the strait, as the text of the agreement itself says.

Insurers on the quay were not so sure about that. The
mines have not been counted, one of them said, and no
captain sails on the word of a minister alone, as all
of the brokers in the hall of the exchange know well.
"""


def unit(raw: str) -> Unit:
    return Unit(start=0, end=len(raw), raw=raw, path="line 1")


def raws(text: str) -> list[str]:
    return [unit.raw for unit in plain_units(page_of(text))]


class TestPlain:
    @pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\f", "\u2028", "\u2029"])
    def test_every_kind_of_line_end_parts_lines(self, end: str) -> None:
        assert raws(f"one{end}two{end}") == ["one", "two"]

    def test_mixed_line_ends(self) -> None:
        units = plain_units(page_of("one\r\ntwo\rthree\n\r\nfour"))
        assert [(u.raw, u.path, u.gap) for u in units] == [
            ("one", "line 1", False),
            ("two", "line 2", False),
            ("three", "line 3", False),
            ("four", "line 5", True),
        ]

    def test_a_unit_knows_its_place(self) -> None:
        page = page_of("\n  \u200bone \n\ttwo\u00a0\n")
        assert [page.text[u.start : u.end] for u in plain_units(page)] == ["one", "two"]
        assert [u.raw for u in plain_units(page)] == ["one", "two"]

    def test_indents_count_columns(self) -> None:
        assert [u.indent for u in plain_units(page_of("a\n  b\n\tc\n"))] == [0, 2, 4]

    def test_hard_wrapped_lines_are_one_paragraph(self) -> None:
        units = raws(WRAPPED)
        assert len(units) == 2
        assert units[0].startswith("The two")
        assert units[0].endswith("itself says.")

    def test_lines_that_are_short_for_other_reasons_stay_lines(self) -> None:
        lines = ["Grain prices fell", "Ships wait", "A long line about the ports and their people", "End"]
        assert raws("\n".join(lines)) == lines


class TestHtml:
    def units(self, source: str, parts: frozenset[str] = frozenset()) -> list[tuple[str, str]]:
        page = page_of(source)
        assert page.tree is not None
        return [(u.raw, page.tree.xpath(u.element)) for u in html_units(page, parts) if u.element is not None]

    def test_inline_elements_do_not_part_text(self) -> None:
        assert self.units("<html><body><p>One <b>two</b> <a href=x>three</a>.</p>") == [
            ("One two three.", "/html[1]/body[1]/p[1]")
        ]

    def test_block_elements_and_line_breaks_do(self) -> None:
        source = "<html><body><div>one<p>two</p>three<br>four</div>"
        assert [raw for raw, _ in self.units(source)] == ["one", "two", "three", "four"]

    def test_blank_lines_part_preformatted_text(self) -> None:
        source = (
            "<html><body><pre>HEADLINE\n\nOne line\nand another. \n \n<b>Two</b> lines.\n</pre><p>a\n\nb</p>"
        )
        assert [raw for raw, _ in self.units(source)] == [
            "HEADLINE",
            "One line\nand another.",
            "Two lines.",
            "a\n\nb",
        ]

    def test_an_element_with_a_telling_class_stands_alone(self) -> None:
        source = "<html><body><div><span class='author'>Ann</span> says it rains</div>"
        assert [raw for raw, _ in self.units(source, frozenset({"author"}))] == ["Ann", "says it rains"]

    def test_empty_elements_are_no_units(self) -> None:
        assert self.units("<html><body><p> </p><p>\u200b</p><p>x</p>") == [("x", "/html[1]/body[1]/p[3]")]


class TestUnit:
    @pytest.mark.parametrize(
        ("raw", "ends"),
        [
            ("He left.", True),
            ("He left.”)", True),
            ("Left?", True),
            ("He left", False),
            ("a ... more...more", False),
        ],
    )
    def test_the_end_of_a_sentence(self, raw: str, ends: bool) -> None:
        assert unit(raw).ends_sentence is ends

    def test_prose_is_a_full_sentence_or_long(self) -> None:
        assert unit("The two sides agreed on ships on Friday.").prose
        assert unit("word " * 30).prose
        assert not unit("He left.").prose
        assert not unit("- . - . - . - . - .").prose

    def test_a_long_unit_is_not_matched_against_line_rules(self) -> None:
        assert unit("a" * 401).plain == ""
        assert unit("a" * 400).plain != ""

    def test_capitals_are_counted_by_word(self) -> None:
        assert unit("Grain Deal in 2022").caps == 0.75
        assert unit("...").caps == 0.0

    def test_line_text_keeps_every_offset(self) -> None:
        raw = "[12]Сomments — “Home”"
        assert line_text(raw) == '    comments - "home"'


def test_shown_text_breaks_the_line_where_the_page_does() -> None:
    page = page_of("<html><body><p>One<br>two <b>three</b></p><p>four</p></body></html>")
    assert shown_text(page, 0, len(page.text)) == "One\ntwo three\nfour"
    assert shown_text(page, 1, 5) == "ne\ntw"
