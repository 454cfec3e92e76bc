"""What an HTML page says of itself: candidates of dates and their verdicts, headline, authors, tags, language."""

import pytest

from dragoman.dates.months import month_of
from dragoman.dates.stamps import find_stamps
from dragoman.kit import load_kit
from dragoman.model import About, DateEvidence, DateKind, Page
from dragoman.pages import article_of, lay_out, read
from dragoman.pages.date_candidates import day_in_address, stated_value
from dragoman.pages.json_ld import json_ld_facts, script_facts
from dragoman.pages.language_of import spoken_language
from dragoman.pipeline import code_page

TITLE = "Ships Leave Odesa After Months Of Blockade"
PROSE = (
    "The first ship with grain left the port of Odesa, the ministry said, after the parties had signed in Istanbul.",
    "The corridor was agreed under the eyes of the United Nations and of Turkey, and the ships are inspected on the way.",
    "Two more ships are waiting for their turn in the harbour, the port authority said, and the pilots stand ready.",
)

#: The navigation of a site, and linked data about another story than the page's.
MENU = (
    "<ul>"
    + "".join(f"<li><a href=/{part}>{part}</a></li>" for part in ("World", "Sport", "Opinion", "Sea"))
    + "</ul>"
)
ELSEWHERE = (
    '{"@type": "NewsArticle", "url": "https://harbour.example/2015/05/04/bridge", "headline": "Bridge over the strait opens",'
    ' "datePublished": "2015-05-04T08:00:00Z", "author": {"name": "Piet Holm"}}'
)


def page_of(head: str = "", under: str = "", below: str = "", top: str = "", html: str = "<html>") -> Page:
    body = "".join(f"<p>{line}</p>" for line in PROSE)
    source = (
        f"{html}<head><title>{TITLE} - Harbour Post</title>{head}</head>"
        f"<body>{top}<main><h1>{TITLE}</h1>{under}{body}{below}</main></body></html>"
    )
    (page,) = read(source.encode())
    assert isinstance(page, Page)
    return page


def coded(**parts: str) -> tuple[About, str | None, tuple[DateEvidence, ...]]:
    page, kit = page_of(**parts), load_kit()
    article = article_of(page, lay_out(page, kit.layouts)[0], kit.layouts)
    assert article is not None
    assert article.about is not None
    return article.about, article.published.value if article.published else None, article.dates


def day(**parts: str) -> str | None:
    published = coded(**parts)[1]
    return published and published[:10]


def linked(data: str) -> str:
    return f'<script type="application/ld+json">{data}</script>'


class TestStamps:
    @pytest.mark.parametrize(
        "text",
        [
            "22. Juli 2016", "July 22nd, 2016", "22 de julio de 2016", "22 de julho de 2016", "22 juillet 2016", "22 luglio 2016",
            "22 juli 2016", "22 lipca 2016", "22. července 2016", "22 июля 2016 г.", "22 липня 2016", "22 Ιουλίου 2016",
            "22 ΙΟΥΛΙΟΥ 2016", "22 Temmuz 2016", "2016年7月22日", "2016년 7월 22일", "2016. július 22.", "22.07.2016", "22.07.16",
            "2016-07-22", "22/07/2016", "22-Jul-16", "22 heinäkuuta 2016", "22 يوليو 2016", "22. srpnja 2016", "ClimateJul 22, 2016",
            "22.07.201617:57",
        ],
    )  # fmt: skip
    def test_a_day_in_many_languages(self, text: str) -> None:
        (stamp,) = find_stamps(f"({text})")
        assert stamp.days[0].isoformat() == "2016-07-22"

    @pytest.mark.parametrize("text", ["v1.2.16", "© 2016", "10.000 in 2016", "31.02.2016", "1.22.07.16", ""])
    def test_what_is_no_day(self, text: str) -> None:
        assert list(find_stamps(text)) == []

    def test_both_readings_are_kept(self) -> None:
        (stamp,) = find_stamps("03/04/2016")
        assert [one.isoformat() for one in stamp.days] == ["2016-04-03", "2016-03-04"]

    def test_months_without_accents(self) -> None:
        assert month_of("FÉVRIER") == month_of("fevrier") == 2


class TestStated:
    @pytest.mark.parametrize(
        ("text", "value"),
        [
            ("2016-07-22T10:00:00Z", "2016-07-22T10:00:00Z"),
            ("2016-07-22T10:00:00+0300", "2016-07-22T10:00:00+03:00"),
            ("2016-07-22 10:00:00", "2016-07-22T10:00:00"),
            ("1469181600", "2016-07-22T10:00:00Z"),
            ("Fri Jul 22 10:00:00 CEST 2016", "2016-07-22"),
            ("22/07/2016", "2016-07-22"),
            ("20160722", "2016-07-22"),
        ],
    )
    def test_a_value(self, text: str, value: str) -> None:
        found = stated_value(text)
        assert found is not None
        assert found[1] == value

    @pytest.mark.parametrize("text", ["soon", "03/04/2016", "2016-07-22/2016-07-24", "2016", ""])
    def test_no_value(self, text: str) -> None:
        assert stated_value(text) is None

    @pytest.mark.parametrize(
        "path",
        [
            "/2016/07/22/ships",
            "/news/2016-07-22-ships.html",
            "/20160722/ships",
            "/2016/jul/22/ships",
            "/2016/0722/a",
            "/22-07-2016/x",
        ],
    )
    def test_a_day_in_an_address(self, path: str) -> None:
        found = day_in_address(f"https://harbour.example{path}")
        assert found is not None
        assert found.isoformat() == "2016-07-22"

    @pytest.mark.parametrize("path", ["/2016/07/ships", "/article-20167221", "", "/2016/13/45/x"])
    def test_no_day_in_an_address(self, path: str) -> None:
        assert day_in_address(f"https://harbour.example{path}") is None


class TestJsonLd:
    @pytest.mark.parametrize(
        "data",
        [
            '{"headline": "Ships", "datePublished": "2016-07-22",}',
            '<!-- {"headline": "Ships", "datePublished": "2016-07-22"} -->',
            '//<![CDATA[\n{"headline": "Ships", "datePublished": "2016-07-22"}\n//]]>',
            '{"headline": "Ships", /* here */ "datePublished": "2016-07-22"};',
            '{"headline": "Ships"\n "datePublished": "2016-07-22"}',
            '{"headline": "Ships", "text": "a "broken" one", "datePublished": "2016-07-22"}',
            '{"name": "y"} {"headline": "Ships", "datePublished": "2016-07-22"}',
        ],
    )
    def test_broken_data_is_mended(self, data: str) -> None:
        found = {(one.name, one.value) for one in json_ld_facts(data, "/s")}
        assert {("json-ld:headline", "Ships"), ("json-ld:datePublished", "2016-07-22")} <= found

    def test_facts_of_a_node_share_a_path(self) -> None:
        data = '{"@graph": [{"@type": "WebSite", "datePublished": "2010-01-01"}, {"@type": "NewsArticle", "author": [{"name": "Ann Reed"}]}]}'
        assert [(one.name, one.path) for one in json_ld_facts(data, "/s")] == [
            ("json-ld:@type", "/s#/@graph/0"),
            ("json-ld:datePublished", "/s#/@graph/0"),
            ("json-ld:@type", "/s#/@graph/1"),
            ("json-ld:author", "/s#/@graph/1"),
        ]

    def test_data_of_a_program(self) -> None:
        assert [one.value for one in script_facts('{"published_at":"2016-07-22T10:00:00Z"}', "/s")] == [
            "2016-07-22T10:00:00Z"
        ]
        assert script_facts('{"publishedAt":"2016-07-22"},{"publishedAt":"2016-07-23"}', "/s") == []


class TestPublished:
    @pytest.mark.parametrize(
        "parts",
        [
            {"head": linked('{"@type": "NewsArticle", "datePublished": "2016-07-22T10:00:00Z"}')},
            {"head": '<meta name="parsely-pub-date" content="2016-07-22T10:00:00Z">'},
            {"head": '<link rel="canonical" href="https://harbour.example/2016/07/22/ships">', "under": "<p>22 July 2016</p>"},
            {"under": '<span itemprop="datePublished" content="2016-07-22">Friday</span>'},
            {"under": "<time datetime='2016-07-22'>Friday</time>"},
            {"under": "<div class=date>Veröffentlicht am 22. Juli 2016</div>"},
            {"under": "<p>Posted on 07/22/2016</p>"},
        ],
    )  # fmt: skip
    def test_it_is_found(self, parts: dict[str, str]) -> None:
        assert day(**parts) == "2016-07-22"

    @pytest.mark.parametrize(
        "parts",
        [
            {},
            {"head": '<meta property="og:updated_time" content="2016-07-22">'},
            {"head": linked('{"@type": "NewsArticle", "dateModified": "2016-07-22"}')},
            {"under": "<p>Aktualisiert: 22. Juli 2016</p>"},
            {"below": "<footer>© 2016 Harbour Post</footer>"},
        ],
    )
    def test_changes_and_copyright_are_no_publication(self, parts: dict[str, str]) -> None:
        assert day(**parts) is None

    def test_of_publication_and_change_the_first_is_believed(self) -> None:
        head = '<meta property="article:published_time" content="2016-07-22"><meta property="article:modified_time" content="2016-08-01">'
        _, published, dates = coded(head=head)
        assert published == "2016-07-22"
        assert [(one.kind, one.accepted) for one in dates] == [
            (DateKind.PUBLISHED, True),
            (DateKind.MODIFIED, False),
        ]

    def test_the_article_whose_headline_fits_is_meant(self) -> None:
        data = linked('[{"@type": "NewsArticle", "headline": "Another story of the day", "datePublished": "2015-01-01"},'
                      f'{{"@type": "NewsArticle", "headline": "{TITLE}", "datePublished": "2016-07-22"}}]')  # fmt: skip
        assert day(head=data) == "2016-07-22"

    @pytest.mark.parametrize(
        "top",
        [
            '<div id="clock">Thursday, August 18, 2022 11:42:07</div>' + MENU,
            "<div>Thursday, 18 August 2022</div>" + MENU,
            "<div><a href=/>Harbour Post</a> <span class=date>18 August 2022</span></div>" + MENU,
            "<div>Harbour Post</div><time datetime='2022-08-18'>Thursday</time>" + MENU,
        ],
    )
    def test_a_clock_over_the_menu_is_no_publication_however_near_the_headline(self, top: str) -> None:
        _, published, dates = coded(top=top)
        assert published is None
        assert not any(one.accepted for one in dates)
        assert day(top=top, under="<p>22 July 2016</p>") == "2016-07-22"

    @pytest.mark.parametrize(
        "top",
        [
            MENU + "<div class=date>22 July 2016</div>",
            "<div><span class='icon clock'>22 July 2016</span></div>",
            MENU + "<div><span>22 July 2016</span> <a href=/w>World</a></div>",
            "<div class=posted>Posted on 22 July 2016</div>" + MENU,
        ],
    )
    def test_a_day_over_the_headline_may_be_that_of_publication(self, top: str) -> None:
        assert day(top=top) == "2016-07-22"

    def test_data_of_another_story_tell_nothing(self) -> None:
        head = '<link rel="canonical" href="https://harbour.example/ships">' + linked(ELSEWHERE)
        about, published, dates = coded(head=head)
        assert published is None
        assert not about.authors
        assert [one.accepted for one in dates] == [False]

    @pytest.mark.parametrize(
        "head",
        [
            linked(ELSEWHERE),
            '<link rel="canonical" href="https://harbour.example/2015/05/04/bridge">' + linked(ELSEWHERE),
            '<link rel="canonical" href="https://harbour.example/ships">'
            + linked(ELSEWHERE.replace("Bridge over the strait opens", "Odesa: first ships leave")),
        ],
    )
    def test_one_sign_alone_makes_no_other_story(self, head: str) -> None:
        about, published, _ = coded(head=head)
        assert published is not None
        assert published.startswith("2015-05-04")
        assert [one.text for one in about.authors] == ["Piet Holm"]

    def test_every_verdict_has_a_reason_and_a_place(self) -> None:
        _, _, dates = coded(
            head=linked('{"@type": "NewsArticle", "datePublished": "2016-07-22"}'),
            under="<p>22 July 2016</p>",
        )
        assert len(dates) == 2
        assert all(one.why and (one.basis or one.path) for one in dates)


class TestAbout:
    def test_a_title_is_cut_of_the_sites_name_and_stands_where_it_is_shown(self) -> None:
        about, _, _ = coded(head='<meta property="og:site_name" content="Harbour Post">')
        assert about.title is not None
        assert about.title.text == TITLE
        assert about.title.span is not None
        assert about.outlet is not None
        assert about.outlet.text == "Harbour Post"

    @pytest.mark.parametrize(
        ("parts", "names"),
        [
            ({"head": linked('{"@type": "NewsArticle", "author": [{"name": "Ann Reed"}, {"name": "Ole Berg"}], "headline": "Ships"}')}, ["Ann Reed", "Ole Berg"]),
            ({"head": '<meta name="author" content="Ann Reed">'}, ["Ann Reed"]),
            ({"under": "<p>Von <a rel=author href=/a>Ann Reed</a></p>"}, ["Ann Reed"]),
            ({"under": '<p class="byline">By Ann Reed and Ole Berg, Reporter</p>'}, ["Ann Reed", "Ole Berg"]),
            ({"under": "<p>Par Ann Reed</p>"}, ["Ann Reed"]),
            ({"head": '<meta name="author" content="Harbour Post">', "under": "<p>Автор: Анна Рид</p>"}, ["Анна Рид"]),
            ({"under": '<div class="author">بقلم: سلمى حداد</div>'}, ["سلمى حداد"]),
            ({"under": '<div class="author">מאת דנה לוי</div>'}, ["דנה לוי"]),
            ({"under": "<p>By Ann van der Reed in Odesa</p>"}, ["Ann van der Reed"]),
            ({"under": "<p>by dockhand on 22 July 2016</p>"}, ["dockhand"]),
            ({"under": "<p>By Monday the harbour stood empty</p>"}, []),
            ({"under": "<p>Text messages tell what the minister knew</p>"}, []),
            ({"below": '<div class="comment"><b class="author">Jo</b></div>'}, []),
            ({"head": '<meta property="article:author" content="https://social.example/post">'}, []),
        ],
    )  # fmt: skip
    def test_authors(self, parts: dict[str, str], names: list[str]) -> None:
        head = '<meta property="og:site_name" content="Harbour Post">' + parts.get("head", "")
        about, _, _ = coded(**{**parts, "head": head})
        assert [one.text for one in about.authors] == names

    def test_tags_and_section(self) -> None:
        head = (
            '<meta name="keywords" content="grain, ports"><meta property="article:section" content="World">'
        )
        about, _, _ = coded(head=head)
        assert [one.text for one in about.tags] == ["grain", "ports"]
        assert about.section is not None
        assert about.section.text == "World"
        about, _, _ = coded(
            head=head, below="<p><a rel=tag href=/t>Odesa</a> <a rel=tag href=/u>Grain</a></p>"
        )
        assert [one.text for one in about.tags] == ["Odesa", "Grain"]

    def test_the_text_wins_over_the_attribute(self) -> None:
        about, _, _ = coded(html='<html lang="de">')
        assert about.language is not None
        assert about.language.text == "en"

    @pytest.mark.parametrize(
        ("text", "code"),
        [
            ("Das Schiff ist mit dem Getreide aus dem Hafen und wird auf der Fahrt nach Süden von den Prüfern der Türkei nicht mehr auf die Ladung geprüft, wie es am Tag noch hieß.", "de"),
            ("Le navire est parti du port avec des céréales pour une ville qui est au sud, et les inspecteurs ne sont pas encore sur le pont, mais ils y seront dans la soirée avec leurs aides.", "fr"),
            ("Το πλοίο έφυγε από το λιμάνι", "el"),
            ("船離開了港口", "zh"),
            ("Grain 22", None),
        ],
    )  # fmt: skip
    def test_languages(self, text: str, code: str | None) -> None:
        assert spoken_language(text) == code

    def test_of_languages_that_share_their_commonest_words_the_stated_one(self) -> None:
        text = "Суда на рейде в порту не ждут, за молом у моря места для них хватит. " * 5
        assert spoken_language(text) is None
        assert spoken_language(text, "ru") == "ru"
        assert spoken_language(text, "en") is None


class TestOtherLanguages:
    GERMAN = (
        "Das Schiff ist mit dem Getreide aus dem Hafen und wird auf der Fahrt nach dem Süden von den Prüfern nicht mehr auf die "
        "Ladung geprüft, wie es am Tag noch hieß. „Wir sind auf dem Weg“, sagte der Minister."
    )

    def test_an_article_in_another_language_is_read_and_not_coded(self) -> None:
        source = f"<html><body><h1>Das Schiff ist auf dem Weg</h1><p>{self.GERMAN}</p><p>{self.GERMAN}</p></body></html>"
        (page,) = read(source.encode())
        assert isinstance(page, Page)
        whole = code_page(page, load_kit())
        assert whole.article is not None
        assert len(whole.article.paragraphs) == 2
        assert (whole.statements, whole.mentions) == ((), ())
        assert [one.code for one in whole.problems if one.code == "language-unsupported"] == [
            "language-unsupported"
        ]
