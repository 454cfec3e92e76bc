"""The painted page: all of the text, nothing that runs, names and folded comments kept."""

import re
from html.parser import HTMLParser
from itertools import pairwise

from hypothesis import HealthCheck, given, settings, strategies as st

from dragoman.export import Names, mask_of, paint_html, paint_terminal
from dragoman.export.marks import LEGEND
from dragoman.export.plain import plain
from dragoman.export.style import CSS
from dragoman.export.sweep import Mark, sweep
from dragoman.model import Coded, Lane
from tests.unit.export.factory import CODED, PAGE, TEXT, without
from tests.unit.export.strategies import coded_pages

VOID = {"meta", "link"}


class Seen(HTMLParser):
    """What a browser makes of the page: elements, the text of the page's blocks, ids and links."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[str] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self.attributes: set[str] = set()
        self.text = ""
        self.outside_details = ""
        self._open: list[tuple[str, str]] = []
        self.feed(html)
        assert not self._open, self._open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self.tags.append(tag)
        self.attributes |= given.keys()
        self.ids += [given["id"]] if "id" in given else []
        self.links += [given["href"]] if tag == "a" else []
        if tag not in VOID:
            self._open.append((tag, given.get("class", "")))

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop()[0] == tag

    def handle_data(self, data: str) -> None:
        if ("div", "text") in self._open:
            self.text += data
        if not any(tag == "details" for tag, _ in self._open):
            self.outside_details += data


class TestSweep:
    @given(data=st.data(), coded=coded_pages(), names=st.sampled_from(list(Names)))
    def test_pieces_join_to_the_masked_text(self, data: st.DataObject, coded: Coded, names: Names) -> None:
        size = len(coded.page.text)
        ends = st.lists(st.integers(0, size), min_size=2, max_size=2, unique=True).map(sorted)
        spans = data.draw(st.lists(ends, max_size=8))
        marks = [Mark(span=coded.page.span(*span), kind="k", title=str(at)) for at, span in enumerate(spans)]
        cuts = sorted({0, size, *data.draw(st.lists(st.integers(0, size), max_size=5))})
        mask = mask_of(coded, names)
        ranges = [(start, end, [*sweep(mask, start, end, marks)]) for start, end in pairwise(cuts)]
        shown = "".join(piece.text for _, _, pieces in ranges for piece in pieces)
        assert shown == mask.show(coded.page.span(0, size))
        for start, end, pieces in ranges:
            inside = [mark for mark in marks if mark.span.start < end and start < mark.span.end]
            for piece in pieces:
                assert piece.start < piece.end
                held = {
                    mark for mark in inside if mark.span.start < piece.end and piece.start < mark.span.end
                }
                assert set(piece.marks) == held

    def test_each_span_is_whole(self) -> None:
        mask = mask_of(CODED, Names.NAMED)
        mark = Mark(span=PAGE.span(30, 60), kind="k")
        pieces = sweep(mask, 0, len(TEXT), [mark, Mark(span=PAGE.span(50, 80), kind="j")])
        assert "".join(piece.text for piece in pieces if mark in piece.marks) == TEXT[30:60]


class TestHtml:
    def test_the_whole_page_is_there(self) -> None:
        seen = Seen(paint_html(CODED))
        assert seen.text == plain(mask_of(CODED).show(PAGE.span(0, len(TEXT))))

    def test_nothing_runs_and_nothing_loads(self) -> None:
        html = paint_html(CODED)
        seen = Seen(html)
        assert "<script>alert" not in html
        assert not {"script", "iframe", "object", "img", "form"} & {*seen.tags}
        assert not any(name.startswith("on") or name in {"src", "style"} for name in seen.attributes)
        assert all(link.startswith("#") for link in seen.links)
        assert "default-src 'none'" in html
        assert "http" not in CSS
        assert re.search(r"url\(|@import", CSS) is None

    def test_links_lead_somewhere_and_ids_are_given_once(self) -> None:
        seen = Seen(paint_html(CODED))
        assert len(seen.ids) == len(set(seen.ids))
        assert {link[1:] for link in seen.links} <= {*seen.ids}
        statements = [f"s{at}" for at, one in enumerate(CODED.statements, 1) if one.lane is Lane.ARTICLE]
        assert {*statements, *(f"row-{name}" for name in statements), "d1", "c1"} <= {*seen.ids}

    def test_a_folded_comment_is_closed_and_stands_nowhere_else(self) -> None:
        html = paint_html(CODED)
        assert "vermin" not in Seen(html).outside_details
        assert "vermin" in html
        assert "<details open" not in html
        assert "1 comment folded — hateful: origin, rule dehumanising-noun" in html

    def test_pseudonyms(self) -> None:
        html = paint_html(CODED)
        for name in ("Halloway", "Lantern99", "Hollis", "kit77"):
            assert name not in html
            assert name in paint_html(CODED, comments=Names.NAMED)
        assert "are you serious" not in paint_html(CODED, comments=Names.NONE)

    def test_landmarks_title_and_language(self) -> None:
        html = paint_html(CODED)
        seen = Seen(html)
        assert {"header", "main", "aside", "footer", "h1"} <= {*seen.tags}
        assert '<html lang="en">' in html
        assert "<title>Ministers Agree on &lt;b&gt;Harbour&lt;/b&gt; Rules · dragoman</title>" in html

    def test_every_mark_in_the_legend_has_a_look(self) -> None:
        assert all(f".{kind}" in CSS for kind in LEGEND)

    def test_a_page_without_anything(self) -> None:
        bare = without(CODED, article=None, thread=None, statements=(), mentions=(), actors=(), problems=())
        assert Seen(paint_html(bare)).text == plain(TEXT)

    @settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow])
    @given(coded=coded_pages())
    def test_any_page_gives_a_sound_document(self, coded: Coded) -> None:
        seen = Seen(paint_html(coded))
        assert len(seen.ids) == len(set(seen.ids))
        assert "script" not in seen.tags


class TestTerminal:
    def test_the_page_with_margins(self) -> None:
        pieces = [*paint_terminal(CODED)]
        margins = [text for kind, text in pieces if kind == "margin"]
        assert margins[:3] == ["b1 furniture", "b2 title", "b3 paragraph"]
        assert margins[-2:] == ["c4 header", "c4 body"]
        assert ("source", "Mevlut Cavusoglu") in pieces
        assert ("date-refused", "17:57 GMT 26 March 2017") in pieces

    def test_every_word_but_folded_ones(self) -> None:
        shown = "".join(text for kind, text in paint_terminal(CODED) if kind not in {"margin", "folded"})
        text = plain(mask_of(CODED).show(PAGE.span(0, len(TEXT))))
        start, end = text.index("All of those"), text.index("</script>") + len("</script>")
        assert "".join(shown.split()) == "".join((text[:start] + text[end:]).split())
        assert "\x1b" not in shown
        assert "\u202e" not in shown
