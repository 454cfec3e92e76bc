"""PDF: reading order, running heads, words broken at line ends, boxes, what browsers print, and what is no page."""

import pytest

from dragoman.kit import load_kit
from dragoman.model import BlockKind, DateKind, Page, Problem
from dragoman.pages import article_of, lay_out, read
from tests.made_papers import SIZE, Line, column, pdf

FIRST = (
    "The inspection of grain ships in the strait will be resumed within two weeks, the ministry said on Friday.",
    "Officials in Odesa declined to comment on the plan, which both sides had discussed since the spring.",
    "A spokesman for the harbour denied that any ship had been stopped, and named three that had sailed.",
    "Forty ships were waiting on Thursday night, twice as many as a week before, the harbour office said.",
)
SECOND = (
    "Insurers had asked for a list of ports before they would cover the voyage through the mined waters.",
    "The list was signed on Wednesday in Istanbul, and sent to the captains on the following morning.",
    "Dockers will be back at work on Monday, the union told its members shortly before midnight.",
)


def page_of(data: bytes) -> Page:
    (page,) = (one for one in read(data) if isinstance(one, Page))
    return page


def problems_of(data: bytes) -> list[Problem]:
    return [one for one in read(data) if isinstance(one, Problem)]


def paragraphs(page: Page) -> list[str]:
    return [
        " ".join(page.text[p.start : p.end].split()) for p in page.parts if p.kind is not BlockKind.FURNITURE
    ]


class TestReadingOrder:
    @pytest.mark.parametrize("columns", [1, 2, 3])
    def test_columns_are_read_one_after_the_other_whatever_the_order_in_the_file(self, columns: int) -> None:
        letters = {1: 80, 2: 40, 3: 26}[columns]
        size = 10 if columns < 3 else 9
        step = 520 / columns
        sets = [FIRST[:2], FIRST[2:], SECOND][:columns]
        lines = [
            line
            for number, texts in enumerate(sets)
            for line in column(40 + number * step, 740, texts, letters=letters, size=size)
        ]
        title = Line(40, 780, "Grain Ships To Be Inspected Again", 24, bold=True)
        wanted = ["Grain Ships To Be Inspected Again", *(text for texts in sets for text in texts)]
        # Line by line over all columns, as some programs write.
        rows = sorted(lines, key=lambda line: (-line.y, line.x))
        assert paragraphs(page_of(pdf([[title, *lines]]))) == wanted
        assert paragraphs(page_of(pdf([[*rows, title]]))) == wanted

    def test_two_stories_above_each_other_do_not_mix(self) -> None:
        lines = [Line(40, 800, "First Story About The Strait", 20)]
        lines += column(40, 770, FIRST[:1], letters=40) + column(300, 770, FIRST[1:2], letters=40)
        lines += [Line(40, 690, "Second Story About The Harbour", 20)]
        lines += column(40, 660, SECOND[:1], letters=40) + column(300, 660, SECOND[1:2], letters=40)
        assert paragraphs(page_of(pdf([lines]))) == [
            "First Story About The Strait",
            FIRST[0],
            FIRST[1],
            "Second Story About The Harbour",
            SECOND[0],
            SECOND[1],
        ]

    def test_a_paragraph_goes_on_in_the_next_column(self) -> None:
        lines = column(40, 740, FIRST[:2], letters=40)
        cut = len(lines) - 2
        moved = [Line(300, 740 - 12 * n, line.text) for n, line in enumerate(lines[cut:])]
        assert paragraphs(page_of(pdf([lines[:cut] + moved]))) == list(FIRST[:2])

    def test_a_paragraph_goes_on_on_the_next_sheet_past_its_head(self) -> None:
        lines = column(40, 200, FIRST[:2], letters=60)
        cut = len(lines) - 1
        head = [Line(40, 815, "THE QUAY COURIER", 9), Line(500, 815, "Page 1", 9)]
        head2 = [Line(40, 815, "THE QUAY COURIER", 9), Line(500, 815, "Page 2", 9)]
        rest = [Line(40, 780, lines[-1].text), *column(40, 750, SECOND, letters=60)]
        page = page_of(pdf([head + lines[:cut], head2 + rest]))
        assert paragraphs(page) == [FIRST[0], FIRST[1], *SECOND]
        running = [page.text[p.start : p.end] for p in page.parts if p.rule == "pdf/running"]
        assert running == ["THE QUAY COURIER", "Page 1", "THE QUAY COURIER", "Page 2"]

    def test_turned_text_is_kept_and_is_furniture(self) -> None:
        turned = b"BT /F0 8 Tf 0 1 -1 0 580 300 Tm (photo: Harbour Press) Tj ET"
        page = page_of(pdf([column(40, 700, FIRST[:2])], extra=turned))
        (part,) = [p for p in page.parts if p.rule == "pdf/turned"]
        assert page.text[part.start : part.end] == "photo: Harbour Press"
        assert part.kind is BlockKind.FURNITURE


class TestWords:
    @pytest.mark.parametrize(
        ("above", "below", "whole"),
        [
            ("the teams began the inspec-", "tion of the ships on the", "inspec\u00adtion"),
            ("it was a long-", "term plan of the ministry", "long-term"),
            ("the Franco-", "German plan for the ports", "Franco-German"),
            ("he came in the years 2016-", "2017 as a visitor of the", "2016-2017"),
        ],
    )
    def test_a_word_broken_at_a_lines_end_is_whole(self, above: str, below: str, whole: str) -> None:
        page = page_of(pdf([[Line(40, 700, above), Line(40, 688, below)]]))
        assert whole in page.text

    def test_a_hyphen_stays_where_the_document_writes_the_word_so(self) -> None:
        lines = [
            Line(40, 700, "the cease-fire of May held for a"),
            Line(40, 688, "month, and then the cease-"),
            Line(40, 676, "fire of June was signed in the city"),
        ]
        assert "the cease-fire of June" in page_of(pdf([lines])).text

    def test_readers_of_words_see_the_word_and_its_place(self) -> None:
        from dragoman.text import passage_of

        page = page_of(
            pdf([[Line(40, 700, "They began the inspec-"), Line(40, 688, "tion of ships in Odesa.")]])
        )
        passage = passage_of(page, page.span(0, len(page.text)))
        assert passage.text == "They began the inspection of ships in Odesa."
        at = passage.text.index("inspection")
        span = passage.span(at, at + len("inspection"))
        assert page.quote(span) == "inspec\u00adtion"
        assert [box.bottom for box in page.boxes_of(span)] == sorted(
            (b.bottom for b in page.boxes), reverse=True
        )


class TestBoxes:
    def test_every_visible_character_has_a_box_on_its_sheet(self) -> None:
        page = page_of(pdf([column(40, 740, FIRST), column(40, 740, SECOND)]))
        covered = bytearray(len(page.text))
        for box in page.boxes:
            covered[box.start : box.end] = b"\1" * (box.end - box.start)
            assert 0 <= box.left < box.right <= SIZE[0]
            assert 0 <= box.bottom < box.top <= SIZE[1]
        assert all(covered[i] or c.isspace() for i, c in enumerate(page.text))
        at = page.text.index("Insurers")
        (box,) = page.boxes_of(page.span(at, at + 8))
        assert (box.sheet, box.start, box.end) == (2, at, at + 8)
        assert box.top > 730

    def test_white_space_has_no_box(self) -> None:
        page = page_of(pdf([column(40, 740, FIRST[:2])]))
        at = page.text.index("\n")
        assert page.boxes_of(page.span(at, at + 1)) == ()


class TestBrowsers:
    PRINTED = (
        Line(25, 822, "7/22/22, 5:57 PM", 8),
        Line(240, 822, "Grain Ships - The Quay Courier", 8),
        Line(25, 15, "https://quay.example/2022/07/21/grain", 8),
    )

    def made(self) -> Page:
        first = [
            *self.PRINTED,
            Line(550, 15, "1/2", 8),
            Line(40, 780, "Grain Ships To Be Inspected Again", 22),
        ]
        first += [Line(40, 750, "By Ann Reed"), *column(40, 700, FIRST, letters=70)]
        second = [*self.PRINTED, Line(550, 15, "2/2", 8), *column(40, 780, SECOND, letters=70)]
        return page_of(
            pdf([first, second], info={"Title": "Grain Ships", "CreationDate": "D:20220722175700"})
        )

    def test_the_margin_is_kept_as_furniture_and_gives_the_address(self) -> None:
        page = self.made()
        printed = [page.text[p.start : p.end] for p in page.parts if p.rule == "pdf/print"]
        assert printed == [
            *(line.text for line in self.PRINTED),
            "1/2",
            *(line.text for line in self.PRINTED),
            "2/2",
        ]
        assert page.url == "https://quay.example/2022/07/21/grain"

    def test_the_moment_of_printing_is_a_page_clock(self) -> None:
        page, layouts = self.made(), load_kit().layouts
        layout, problems = lay_out(page, layouts)
        article = article_of(page, layout, layouts)
        assert article is not None
        assert not problems
        assert article.title is not None
        assert page.quote(article.title) == "Grain Ships To Be Inspected Again"
        assert [page.quote(author) for author in article.authors] == ["Ann Reed"]
        assert [" ".join(page.quote(one).split()) for one in article.paragraphs] == [*FIRST, *SECOND]
        assert article.published is None
        assert article.not_after == "2022-07-22"
        assert {date.kind for date in article.dates if date.value == "2022-07-22T17:57"} == {
            DateKind.PAGE_CLOCK
        }

    @pytest.mark.parametrize(
        ("text", "value"),
        [
            ("22.07.2022, 17:57", "2022-07-22T17:57"),
            ("2022-07-22, 5:57 p.m.", "2022-07-22T17:57"),
            ("22/07/2022, 17:57", "2022-07-22T17:57"),
            ("7/3/22, 12:05 AM", "2022-07-03T00:05"),
            ("03/07/2022, 17:57", None),
        ],
    )
    def test_a_moment_is_read_only_where_it_is_certain(self, text: str, value: str | None) -> None:
        page = page_of(pdf([[Line(25, 822, text, 8), *column(40, 700, FIRST)]]))
        told = [fact.value for fact in page.facts if fact.name == "pdf:printed"]
        assert told == ([] if value is None else [value])

    def test_an_address_cut_short_is_no_address(self) -> None:
        page = page_of(
            pdf([[Line(25, 15, "https://quay.example/2022/07/21/gra…", 8), *column(40, 700, FIRST)]])
        )
        assert page.url is None


def test_what_the_file_says_of_itself_is_a_fact_and_no_date_of_publication() -> None:
    page = page_of(
        pdf([column(40, 700, FIRST)], info={"Author": "A. Clerk", "CreationDate": "D:20220101000000"})
    )
    assert {f.name: f.value for f in page.facts} == {
        "pdf:author": "A. Clerk",
        "pdf:creationdate": "D:20220101000000",
    }
    layouts = load_kit().layouts
    article = article_of(page, lay_out(page, layouts)[0], layouts)
    assert article is not None
    assert article.published is None


class TestNoPage:
    def test_a_scan_says_what_to_do(self) -> None:
        (problem,) = problems_of(pdf([[]], extra=b"0 0 595 842 re f"))
        assert (problem.code, problem.grave) == ("no-text-layer", True)
        assert "recognised" in problem.remedy

    def test_a_scanned_sheet_among_others_is_named(self) -> None:
        found = list(read(pdf([column(40, 700, FIRST), []])))
        assert [one.code for one in found if isinstance(one, Problem)] == ["no-text-layer"]
        assert "sheet 2" in next(one.detail for one in found if isinstance(one, Problem))
        assert any(isinstance(one, Page) for one in found)

    def test_a_locked_file(self) -> None:
        (problem,) = problems_of(pdf([column(40, 700, FIRST)], encrypt=True))
        assert problem.code == "encrypted-document"

    @pytest.mark.parametrize(
        "data", [b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>", b"%PDF-", b"%PDF-1.4\n" + bytes(999)]
    )
    def test_a_broken_file(self, data: bytes) -> None:
        (problem,) = problems_of(data)
        assert (problem.code, problem.grave) == ("damaged-document", True)

    def test_a_file_cut_short_gives_what_it_holds(self) -> None:
        whole = pdf([column(40, 700, FIRST)])
        assert page_of(whole[:-12]).text == page_of(whole).text
