"""Feeds: each item a page with its place, its facts and its text; whatever is wrong with the file."""

import hashlib
from typing import Any

import pytest

from dragoman.model import Page
from dragoman.pages import Limits
from tests.unit.pages.containers.made import Warc, both, codes, gzipped

RSS = """<?xml version="1.0" encoding="{encoding}"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:atom="http://www.w3.org/2005/Atom"><channel>
<title>Harbour &amp; News</title><link>https://harbour.example/</link><language>en-gb</language>
<atom:link href="https://harbour.example/feed" rel="self"/>
<image><title>A logo</title><url>https://harbour.example/logo.png</url></image>
<item><title>Ships &amp; grain – é</title><link>https://harbour.example/1</link>
 <pubDate>Fri, 22 Jul 2022 13:00:00 +0300</pubDate><dc:creator><![CDATA[Ann Reed]]></dc:creator>
 <category>grain</category><category>ports</category>
 <description>A short text.</description>
 <content:encoded><![CDATA[<p>Ships sail from the port.</p>
<p>“Soon”, the minister said.</p>]]></content:encoded></item>
<item><title>Second</title><guid isPermaLink="false">tag:2</guid><link>/2</link><author>ann@n.example (Ann Reed)</author>
 <description>&lt;p&gt;The talks go on.&lt;/p&gt;</description></item>
</channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><title>Harbour</title>
<link rel="self" href="https://harbour.example/atom"/><link href="https://harbour.example/"/>
<author><name>The desk</name></author>
<entry><title type="html">A &lt;b&gt;bold&lt;/b&gt; step</title><link rel="alternate" href="https://harbour.example/1"/>
<link rel="replies" href="https://harbour.example/1#c"/><id>tag:1</id>
<published>2022-07-22T10:00:00Z</published><updated>2022-07-23T10:00:00Z</updated>
<category term="grain"/><content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Ships <em>sail</em>.</p></div></content></entry>
<entry><title>Second</title><author><name>Ann Reed</name></author><summary type="text">5 &lt; 6 ships</summary></entry>
</feed>"""
RDF = """<?xml version="1.0"?><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
 xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="https://harbour.example/"><title>Harbour</title>
<items><rdf:Seq><rdf:li resource="https://harbour.example/1"/></rdf:Seq></items></channel>
<item rdf:about="https://harbour.example/1"><title>Ships</title><dc:date>2022-07-22T10:00:00Z</dc:date>
<description>Ships sail.</description></item></rdf:RDF>"""


def facts(page: Page) -> dict[str, str]:
    return {fact.name: fact.value for fact in page.facts}


def item(body: str, *, head: str = "") -> bytes:
    return f"<rss><channel><title>Harbour</title>{head}<item>{body}</item></channel></rss>".encode()


class TestRss:
    @pytest.mark.parametrize("encoding", ["utf-8", "iso-8859-1", "windows-1252", "utf-16"])
    def test_each_item_is_a_page(self, encoding: str) -> None:
        text = RSS.format(encoding=encoding)
        if encoding == "iso-8859-1":
            text = text.replace("–", "-").replace("“", '"').replace("”", '"')
        pages, problems = both(text.encode(encoding))
        assert problems == []
        assert [page.url for page in pages] == ["https://harbour.example/1", "https://harbour.example/2"]
        assert {page.outlet for page in pages} == {"Harbour & News"}
        first = pages[0]
        assert first.text.splitlines()[0].endswith("é")
        assert "Ships sail from the port." in first.text
        assert "A short text" not in first.text
        assert facts(first)["pubdate"] == "2022-07-22T10:00:00Z"
        assert facts(first)["author"] == "Ann Reed"
        assert facts(first)["keywords"] == "grain, ports"
        assert (facts(first)["lang"], facts(first)["feed:text"]) == ("en-gb", "content:encoded")
        assert pages[1].text == "Second\nThe talks go on."
        assert facts(pages[1])["author"] == "Ann Reed"

    def test_an_item_has_its_place_in_the_file(self) -> None:
        data = RSS.format(encoding="utf-8").encode()
        for page in both(data)[0]:
            where = page.locator
            assert where.offset is not None
            assert where.length is not None
            found = data[where.offset : where.offset + where.length]
            assert found.startswith(b"<item>")
            assert found.endswith(b"</item>")
            assert hashlib.sha256(found).hexdigest() == page.id

    def test_a_declared_encoding_that_is_wrong_costs_nothing(self) -> None:
        pages, _ = both(RSS.format(encoding="us-ascii").encode("utf-8"))
        assert pages[0].text.splitlines()[0] == "Ships & grain – é"

    @pytest.mark.parametrize(
        ("body", "text"),
        [
            ("<title>T</title><description><![CDATA[<p>A</p>]]><![CDATA[<p>B</p>]]></description>", "T\nAB"),
            (
                "<title>T</title><description>Tea &amp;amp; ships &amp;eacute;</description>",
                "T\nTea & ships é",
            ),
            (
                "<title>T</title><description>Tea &nbsp;and&eacute; ships</description>",
                "T\nTea \xa0andé ships",
            ),
            ("<title>Don&amp;#8217;t sail</title>", "Don’t sail\n"),
            ("<title><![CDATA[Tea & <b>ships</b>]]></title>", "Tea & ships\n"),
            ("<description>Only text</description>", "Only text"),
            ("<title>T</title><description><p>Not <b>escaped</b></p></description>", "T\nNot escaped"),
            ("<title>T<!-- no --></title><body><p>In a body</p></body>", "T\nIn a body"),
            ("<title>T</title><description> </description><summary>S</summary>", "T\nS"),
            ("<title>5 > 4 & 3 < 4</title>", "5 > 4 & 3 < 4\n"),
            ("<title>T</title><description>A &unknown; thing", "T\nA &unknown; thing"),
        ],
    )
    def test_text_as_feeds_write_it(self, body: str, text: str) -> None:
        assert both(item(body))[0][0].text.rstrip() == text.rstrip()

    @pytest.mark.parametrize(
        ("body", "url"),
        [
            ("<guid>https://n.example/g</guid>", "https://n.example/g"),
            ("<guid isPermaLink='false'>https://n.example/g</guid>", None),
            ("<guid>tag:1</guid>", None),
            ("<link>https://n.example/?a=1&amp;b=2</link>", "https://n.example/?a=1&b=2"),
            ("<link><![CDATA[ https://n.example/c ]]></link>", "https://n.example/c"),
            ("<link href='https://n.example/h'/>", "https://n.example/h"),
        ],
    )
    def test_addresses(self, body: str, url: str | None) -> None:
        assert both(item(f"<title>T</title>{body}"))[0][0].url == url

    @pytest.mark.parametrize(
        ("date", "value"),
        [
            ("Fri, 22 Jul 2022 10:00:00 GMT", "2022-07-22T10:00:00Z"),
            ("22 Jul 2022 10:00 EST", "2022-07-22T15:00:00Z"),
            ("2022-07-22T13:00:00+03:00", "2022-07-22T13:00:00+03:00"),
            ("yesterday", "yesterday"),
            ("Fri, 99 Jul 2022", "Fri, 99 Jul 2022"),
        ],
    )
    def test_dates(self, date: str, value: str) -> None:
        assert facts(both(item(f"<title>T</title><pubDate>{date}</pubDate>"))[0][0])["pubdate"] == value

    def test_an_item_may_name_another_outlet(self) -> None:
        page = both(item("<title>T</title><source url='x'>The Courier</source>"))[0][0]
        assert page.outlet == "The Courier"


class TestAtom:
    def test_each_entry_is_a_page(self) -> None:
        pages, problems = both(ATOM.encode())
        assert problems == []
        assert [page.text for page in pages] == ["A bold step\nShips sail.", "Second\n5 < 6 ships"]
        assert (pages[0].url, pages[0].outlet) == ("https://harbour.example/1", "Harbour")
        first = facts(pages[0])
        assert (first["pubdate"], first["datemodified"]) == ("2022-07-22T10:00:00Z", "2022-07-23T10:00:00Z")
        assert (first["author"], first["keywords"], first["lang"]) == ("The desk", "grain", "en")
        assert facts(pages[1])["author"] == "Ann Reed"

    def test_prefixes_are_no_matter(self) -> None:
        text = ATOM
        for name in (
            "feed",
            "title",
            "link",
            "author",
            "name",
            "entry",
            "id",
            "published",
            "updated",
            "category",
            "content",
            "summary",
        ):
            text = text.replace(f"<{name}", f"<a:{name}").replace(f"</{name}>", f"</a:{name}>")
        text = text.replace('xmlns="http://www.w3.org/2005/Atom"', 'xmlns:a="http://www.w3.org/2005/Atom"')
        plain, prefixed = both(ATOM.encode())[0], both(text.encode())[0]
        assert [(page.text, page.url, facts(page)) for page in prefixed] == [
            (page.text, page.url, facts(page)) for page in plain
        ]


class TestOtherFeeds:
    def test_rdf(self) -> None:
        (page,), _ = both(RDF.encode())
        assert (page.url, page.text, page.outlet) == (
            "https://harbour.example/1",
            "Ships\nShips sail.",
            "Harbour",
        )
        assert facts(page)["pubdate"] == "2022-07-22T10:00:00Z"

    def test_json_feed(self) -> None:
        feed = (
            b'{"version": "https://jsonfeed.org/version/1.1", "title": "Harbour", "language": "en", "items": ['
            b'{"id": "1", "url": "https://n.example/1", "title": "Ships", "content_html": "<p>Ships sail.</p>",'
            b' "date_published": "2022-07-22T10:00:00Z", "authors": [{"name": "Ann Reed"}], "tags": ["grain"]},'
            b'{"id": "2", "content_text": "First line.\\nSecond < line."}, {"id": "3"}, 4]}'
        )
        pages, problems = both(feed)
        assert [page.text.strip() for page in pages] == ["Ships\nShips sail.", "First line.\nSecond < line."]
        assert facts(pages[0]) == {
            "title": "Ships", "pubdate": "2022-07-22T10:00:00Z", "author": "Ann Reed", "keywords": "grain", "lang": "en",
        }  # fmt: skip
        assert codes(problems) == ["records-left-out"]

    @pytest.mark.parametrize("items", ["{}", "[]", "null", '"x"'])
    def test_a_json_feed_without_items(self, items: str) -> None:
        _, problems = both(f'{{"version": "https://jsonfeed.org/version/1", "items": {items}}}'.encode())
        assert codes(problems) == ["no-pages"]

    def test_opml_says_what_it_lists(self) -> None:
        outlines = "".join(f'<outline text="Feed {n}" xmlUrl="https://n.example/{n}"/>' for n in range(7))
        _, problems = both(
            f'<?xml version="1.0"?><opml version="2.0"><body>{outlines}</body></opml>'.encode()
        )
        assert codes(problems) == ["no-pages"]
        assert "a list of 7 feeds (OPML): https://n.example/0, https://n.example/1" in problems[0].detail

    def test_a_sitemap_says_what_it_lists(self) -> None:
        _, problems = both(b'<urlset xmlns="x"><url><loc>https://n.example/1</loc></url></urlset>')
        assert "a list of 1 addresses (sitemap): https://n.example/1" in problems[0].detail

    def test_a_feed_without_items_is_told(self) -> None:
        _, problems = both(b"<rss><channel><title>Harbour</title></channel></rss>")
        assert codes(problems) == ["no-pages"]

    def test_a_feed_in_a_record_is_opened(self) -> None:
        pages, _ = both(
            Warc().answer("https://harbour.example/feed", ATOM.encode(), "application/atom+xml").data()
        )
        assert [page.locator.member for page in pages] == ["record@0!item 1", "record@0!item 2"]
        assert pages[0].fetched_at is not None
        where = pages[0].locator
        assert where.offset is not None
        assert where.length is not None
        found = ATOM.encode()[where.offset : where.offset + where.length]
        assert hashlib.sha256(found).hexdigest() == pages[0].id

    def test_a_packed_feed_is_opened(self) -> None:
        assert len(both(gzipped(ATOM.encode()))[0]) == 2

    @pytest.mark.parametrize("text", ["<rssx>", "<feed>of grain</feed>", "<p>rss</p>", "<opmls/>"])
    def test_other_markup_is_no_feed(self, text: str) -> None:
        assert [page.locator.member for page in both(text.encode())[0]] == [None]


class TestDamage:
    @pytest.mark.parametrize("cut", range(300, 1900, 97))
    def test_a_cut_feed_gives_what_came_before(self, cut: int) -> None:
        data = RSS.format(encoding="utf-8").encode()
        whole, _ = both(data)
        pages, problems = both(data[:cut])
        ends = [(page.locator.offset or 0) + (page.locator.length or 0) for page in whole]
        expected = sum(end <= cut for end in ends)
        assert [page.id for page in pages][:expected] == [page.id for page in whole][:expected]
        assert expected == 2 or problems

    def test_an_item_that_is_not_closed_ends_where_the_next_begins(self) -> None:
        data = b"<rss><channel><item><title>One</title><item><title>Two</title></item></channel></rss>"
        assert [page.text.strip() for page in both(data)[0]] == ["One", "Two"]

    def test_items_without_text_are_counted(self) -> None:
        _, problems = both(b"<rss><channel><item></item><item><title>One</title></item></channel></rss>")
        assert "2 items: 1 read as pages, 1 left out (1 without title and text)" in problems[0].detail

    def test_many_items_stop_at_the_limit(self) -> None:
        data = b"<rss><channel>" + b"<item><title>One</title></item>" * 20 + b"</channel></rss>"
        pages, problems = both(data, Limits(members=10))
        assert (len(pages), codes(problems)) == (10, ["too-large"])

    def test_an_item_of_too_many_tags_is_told(self) -> None:
        pages, problems = both(
            item("<title>T</title><description>" + "<b>" * 500 + "x</description>"), Limits(tags=100)
        )
        assert (pages, codes(problems)) == ([], ["too-large"])


class TestEntities:
    @pytest.mark.parametrize(
        "declared",
        [
            '<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;">',
            '<!ENTITY b SYSTEM "file:///etc/passwd">',
            '<!ENTITY % p SYSTEM "https://n.example/x.dtd"> %p; <!ENTITY b "x">',
        ],
    )
    def test_what_a_file_declares_is_never_expanded(self, declared: str) -> None:
        data = f'<?xml version="1.0"?><!DOCTYPE rss [{declared}]>'.encode() + item(
            "<title>Ships &b; sail</title>"
        )
        assert both(data)[0][0].text.strip() == "Ships &b; sail"


def test_fields_of_other_kinds_do_no_harm() -> None:
    odd: Any = b'{"version":"https://jsonfeed.org/version/1","items":[{"title":5,"content_html":[1],"content_text":"x","authors":7,"tags":{}}]}'
    assert both(odd)[0][0].text.strip() == "x"
