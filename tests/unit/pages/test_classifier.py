import numpy as np
import pytest
from hypothesis import given, strategies as st

from dragoman.errors import KnowledgeError
from dragoman.kit import load_kit
from dragoman.model import Page
from dragoman.pages import read
from dragoman.pages.classifier.context import CONTEXT, NEIGHBOURS, context, wide, wide_columns
from dragoman.pages.classifier.features import COLUMNS, describe
from dragoman.pages.classifier.shape import main_element, shape_of
from dragoman.pages.classifier.trees import DIGESTS, FILES, is_text, read_classifier, text_scores
from dragoman.pages.classifier.words import SAID, WORDS, groups_of, said
from dragoman.pages.units import Unit, html_units
from tests.shipped import KNOWLEDGE

STORY = """<html><head><title>Bridge to the port reopened - Quay Herald</title></head><body>
<nav class="main-menu"><ul><li><a href="/">Home</a></li><li><a href="/world">World</a></li></ul></nav>
<article><h1>Bridge to the port reopened</h1>
<p class="lead">The bridge over the river was opened to traffic again on Monday, the ministry said.</p>
<p>Engineers had worked on it for two years. The minister said that the last span was laid in March.</p>
<p>Lorries may use it from Tuesday on, according to a statement of the city, which paid half of the cost.</p>
<p>The ferry beside it goes on until the end of the month, the harbour master told reporters at the pier.</p>
</article>
<aside class="related"><h3>Read more</h3><ul><li><a href="/a">Ferry fares to rise</a></li>
<li><a href="/b">Harbour to be deepened</a></li></ul></aside>
<footer class="site-footer">&copy; 2023 Quay Herald. All rights reserved.</footer></body></html>"""


def page_of(source: str) -> tuple[Page, tuple[Unit, ...]]:
    page = next(one for one in read(source.encode()) if isinstance(one, Page))
    return page, html_units(page)


def column(numbers: np.ndarray, name: str) -> list[float]:
    return [float(one) for one in numbers[:, COLUMNS.index(name)]]


class TestDescription:
    def test_a_row_for_every_unit_and_a_column_for_every_name(self) -> None:
        page, units = page_of(STORY)
        assert page.tree is not None
        numbers = describe(page, page.tree, units)
        assert numbers.shape == (len(units), len(COLUMNS))
        assert len(set(COLUMNS)) == len(COLUMNS)
        assert np.isfinite(numbers).all()

    def test_what_the_columns_say(self) -> None:
        page, units = page_of(STORY)
        assert page.tree is not None
        numbers = describe(page, page.tree, units)
        texts = [unit.raw for unit in units]
        first = texts.index("Bridge to the port reopened")
        assert column(numbers, "stated_title")[first] == 1
        assert column(numbers, "own h1")[first] == 1
        assert [texts[i] for i, one in enumerate(column(numbers, "in nav")) if one] == ["Home", "World"]
        assert column(numbers, "whole_link")[texts.index("Ferry fares to rise")] == 1
        assert column(numbers, "says leads on")[texts.index("Read more")] == 1
        assert column(numbers, "copyright")[-1] == 1
        assert sum(column(numbers, "in_main")) == 5

    def test_the_main_element_holds_most_running_text(self) -> None:
        page, units = page_of(STORY)
        assert page.tree is not None
        shape = shape_of(page, page.tree, units)
        assert page.tree.tags[main_element(page.tree, shape, units)] == "article"
        assert shape.chars[0] == sum(len(unit.raw) for unit in units)

    def test_a_hidden_element_hides_what_is_in_it(self) -> None:
        page, units = page_of(
            "<body><div style='display: none'><p>gone</p></div><p hidden>too</p><p>here</p>"
        )
        assert page.tree is not None
        assert column(describe(page, page.tree, units), "hidden") == [1, 1, 0]


class TestWords:
    @pytest.mark.parametrize(
        ("value", "group"),
        [
            ("comment-list", "comment"),
            ("relatedPosts", "related"),
            ("social-share", "share"),
            ("site-footer", "foot"),
            ("ad", "advert"),
            ("articleBody", "content"),
        ],
    )
    def test_a_class_word_belongs_to_a_group(self, value: str, group: str) -> None:
        assert groups_of((("class", value),)) >> list(WORDS).index(group) & 1

    def test_a_short_stem_stands_for_itself_alone(self) -> None:
        assert not groups_of((("class", "adaptive"),)) >> list(WORDS).index("advert") & 1

    @pytest.mark.parametrize(
        ("text", "group"),
        [("read more: ferry fares", "leads on"), ("12 comments", "comments"), ("von anna lind", "signs")],
    )
    def test_what_a_short_text_says(self, text: str, group: str) -> None:
        assert list(SAID)[said(text)] == group

    def test_running_text_says_nothing(self) -> None:
        assert said("the bridge was opened again") == -1


class TestContext:
    def test_neighbours_lend_their_numbers(self) -> None:
        page, units = page_of(STORY)
        assert page.tree is not None
        numbers = describe(page, page.tree, units)
        beside = wide(numbers)
        assert beside.shape == (len(units), len(wide_columns()))
        at = wide_columns().index("characters +1")
        assert list(beside[:-1, at]) == column(numbers, "characters")[1:]
        assert beside[-1, at] == -1
        assert len(NEIGHBOURS) == 4

    def test_an_opinion_is_seen_from_all_around(self) -> None:
        page, units = page_of(STORY)
        assert page.tree is not None
        opinion = np.asarray([1.0 if unit.words > 10 else 0.0 for unit in units], dtype=np.float32)
        around = context(opinion, page.tree, units)
        assert around.shape == (len(units), len(CONTEXT))
        assert list(around[:, CONTEXT.index("opinion +0")]) == list(opinion)
        assert list(around[1:, CONTEXT.index("opinion -1")]) == list(opinion[:-1])
        inside = around[:, CONTEXT.index("inside")]
        assert sum(inside) == 4
        assert around[-1, CONTEXT.index("share_before")] == pytest.approx(1)


class TestTrees:
    def test_a_story_is_told_from_its_page(self) -> None:
        page, units = page_of(STORY)
        classifier = load_kit().layouts.classifier
        assert classifier is not None
        assert is_text(text_scores(page, units, classifier)) == [unit.words > 10 for unit in units]

    def test_where_all_scores_are_low_the_highest_count_but_not_the_lowest(self) -> None:
        def chosen(*scores: float) -> list[bool]:
            return is_text(np.asarray(scores, dtype=np.float32))

        assert chosen(0.9, 0.45, 0.35) == [True, True, False]
        assert chosen(0.3, 0.2, 0.1) == [True, True, False]
        assert chosen(0.1, 0.05) == [False, False]
        assert chosen() == []

    def test_twice_gives_the_same(self) -> None:
        page, units = page_of(STORY)
        classifier = load_kit().layouts.classifier
        assert classifier is not None
        once, again = (text_scores(page, units, classifier).tobytes() for _ in range(2))
        assert once == again

    @given(
        st.lists(
            st.sampled_from("<div> </div> <p> <a> </a> <li> text Text. <h1> <td> <br> <nav> 2019".split())
        )
    )
    def test_any_page_has_a_score_for_every_unit(self, parts: list[str]) -> None:
        classifier = load_kit().layouts.classifier
        assert classifier is not None
        page, units = page_of(f"<html><body>x{' '.join(parts)}</body></html>")
        scores = text_scores(page, units, classifier)
        assert len(scores) == len(units)
        assert ((scores >= 0) & (scores <= 1)).all()

    @pytest.mark.parametrize("name", [*FILES, DIGESTS])
    def test_a_missing_file_is_named(self, name: str) -> None:
        files = shipped()
        del files[name]
        with pytest.raises(KnowledgeError, match=name):
            read_classifier(files)

    @pytest.mark.parametrize("name", FILES)
    def test_a_damaged_file_is_named(self, name: str) -> None:
        files = shipped()
        files[name] = files[name][:-1] + b"x"
        with pytest.raises(KnowledgeError, match=f"{name} is not the file"):
            read_classifier(files)

    def test_a_graph_made_for_other_numbers_is_refused(self) -> None:
        import hashlib

        files = shipped()
        first, second = FILES
        files[first] = files[second]
        files[DIGESTS] = "".join(
            f"{hashlib.sha256(files[name]).hexdigest()} {name}\n" for name in FILES
        ).encode()
        with pytest.raises(KnowledgeError, match="numbers a unit"):
            read_classifier(files)


def shipped() -> dict[str, bytes]:
    folder = KNOWLEDGE / "classifier"
    return {name: (folder / name).read_bytes() for name in (*FILES, DIGESTS)}
