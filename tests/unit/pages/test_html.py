from itertools import pairwise

import pytest

from dragoman.pages.html import Markup, read_markup

DEEP = 20_000


def facts(source: str) -> list[tuple[str, str]]:
    return [(fact.name, fact.value) for fact in read_markup(source).facts]


def paths(markup: Markup) -> list[str]:
    assert markup.tree is not None
    return [markup.tree.xpath(holder).removeprefix("/") for holder in markup.tree.holders]


def nodes(markup: Markup) -> list[str]:
    assert markup.tree is not None
    starts = (*markup.tree.starts, len(markup.text))
    return [markup.text[a:b] for a, b in pairwise(starts)]


class TestText:
    def test_the_text_is_that_of_the_text_nodes_in_order(self) -> None:
        assert read_markup("<p>One <b>two</b> three</p><p>four</p>").text == "One two threefour"

    def test_every_node_knows_its_range_and_element(self) -> None:
        markup = read_markup("<html><body><p>One</p><p>two <i>three</i></p></body></html>")
        assert nodes(markup) == ["One", "two ", "three"]
        assert paths(markup) == ["html[1]/body[1]/p[1]", "html[1]/body[1]/p[2]", "html[1]/body[1]/p[2]/i[1]"]

    def test_entities_are_characters(self) -> None:
        text = read_markup(
            "<p>Grain &amp; oil &#8220;x&#8221; &nbsp;&euro;&lt;p&gt; &bogus; &#x1F6A2;</p>"
        ).text
        assert text == "Grain & oil “x” \u00a0€<p> &bogus; 🚢"

    def test_space_inside_a_node_is_kept(self) -> None:
        assert read_markup("<pre>\n a\r\n  b\t</pre>").text == " a\n  b\t"

    @pytest.mark.parametrize(
        "unseen",
        [
            '<script>document.write("</p><p>ships")</script>',
            "<style>p::after { content: 'ships' }</style>",
            "<!-- ships <p> -->",
            "<template><p>ships</p></template>",
            "<noscript>ships</noscript>",
            "<noframes><p>ships</p></noframes>",
            "<noembed><p>ships</p></noembed>",
            "<select><option>ships</option></select>",
            "<textarea>ships</textarea>",
            "<svg><text>ships</text></svg>",
            "<iframe>ships</iframe>",
            "<?php echo 'ships' ?>",
        ],
    )
    def test_what_a_reader_does_not_see_is_no_text(self, unseen: str) -> None:
        assert read_markup(f"<p>Before</p>{unseen}<p>after</p>").text == "Beforeafter"

    def test_a_line_break_is_remembered(self) -> None:
        tree = read_markup("<p>one<br>two<b>three</b>").tree
        assert tree is not None
        assert tree.broken == (False, True, False)


class TestBroken:
    @pytest.mark.parametrize(
        ("source", "text"),
        [
            ("<p>one<p>two<div>three", "onetwothree"),
            ("<p>one</b></i></p></div>two", "onetwo"),
            ("<b><p>one</b>two</p>", "onetwo"),
            ("<p>one <b>two", "one two"),
            ("<p>5 < 6 and 7 > 6</p>", "5 < 6 and 7 > 6"),
            ("<p>one</p", "one"),
            ("<p class='x>one</p><p class='>two</p>", "two"),
            ("<ul><li>one<li>two</ul>three", "onetwothree"),
            ("</body></html><p>late", "late"),
            ("<p>one<!-- never closed <p>two", "one"),
            ("<p>one</p><script>never closed <p>two", "one"),
            ("<p>nul\0here</p>", "nulhere"),
        ],
    )
    def test_broken_markup_is_mended_as_browsers_do(self, source: str, text: str) -> None:
        assert read_markup(source).text == text

    def test_nested_tables_lose_nothing(self) -> None:
        source = "<table><tr><td>one<table><tr><td>two</table>three</table>four"
        assert read_markup(source).text == "onetwothreefour"

    def test_text_that_may_not_stand_in_a_table_is_moved_before_it(self) -> None:
        assert read_markup("<table>stray<tr><td>cell</table>").text == "straycell"

    def test_twenty_thousand_nested_elements_are_read(self) -> None:
        markup = read_markup("<body>" + "<div>a" * DEEP)
        assert markup.text == "a" * DEEP

    def test_what_nests_deeper_than_browsers_allow_hangs_side_by_side(self) -> None:
        markup = read_markup("<body>" + "<div>a" * DEEP)
        tree = markup.tree
        assert tree is not None
        depths: list[int] = []
        for parent in tree.parents:
            depths.append(0 if parent < 0 else depths[parent] + 1)
        assert max(depths) == 512
        assert len(set(zip(tree.parents, tree.tags, tree.positions, strict=True))) == len(tree.tags)


class TestFacts:
    def test_meta_tags_title_and_language(self) -> None:
        source = (
            '<html lang="en"><head><title> Grain deal </title>'
            '<meta property="article:published_time" content="2022-07-22T10:00:00Z">'
            '<meta name="PubDate" content="2022-07-22"><meta name="viewport" content="x"></head>'
        )
        assert facts(source) == [
            ("lang", "en"),
            ("title", "Grain deal"),
            ("article:published_time", "2022-07-22T10:00:00Z"),
            ("pubdate", "2022-07-22"),
        ]

    def test_time_attributes(self) -> None:
        assert facts("<p><time datetime='2022-07-22'>Friday</time><time>no attribute</time>") == [
            ("time", "2022-07-22")
        ]

    def test_a_fact_names_its_path(self) -> None:
        (fact,) = read_markup("<html><body><p>x</p><p><time datetime='2022-07-22'>Friday</time>").facts
        assert fact.path == "/html[1]/body[1]/p[2]/time[1]/@datetime"

    @pytest.mark.parametrize(
        "data",
        [
            '{"datePublished": "2022-07-22"}',
            '[{"@type": "X"}, {"@graph": [{"datePublished": "2022-07-22"}]}]',
            '{"mainEntity": {"datePublished": "2022-07-22", "dateModified": ""}}',
            '{"comment": "raw\nline break", "datePublished": "2022-07-22"}',
        ],
    )
    def test_dates_of_json_ld(self, data: str) -> None:
        assert facts(f'<script type="application/ld+json">{data}</script>') == [
            ("json-ld:datePublished", "2022-07-22")
        ]

    @pytest.mark.parametrize("data", ["", "{", "null", "3", '"x"', '{"datePublished": 2022}', "[" * 100_000])
    def test_json_ld_that_says_nothing_is_passed_over(self, data: str) -> None:
        assert facts(f'<script type="application/ld+json">{data}</script>') == []

    def test_json_ld_of_other_things_on_the_page_is_not_the_articles(self) -> None:
        data = '{"comment": [{"datePublished": "2023-01-01"}], "video": {"datePublished": "2020-01-01"}}'
        assert facts(f'<script type="application/ld+json">{data}</script>') == []
