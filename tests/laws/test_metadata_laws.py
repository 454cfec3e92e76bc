"""Laws of what is read from markup: nothing raises, everything found stands where it says."""

from hypothesis import given, strategies as st

from dragoman.dates.stamps import find_stamps
from dragoman.kit import load_kit
from dragoman.model import Page
from dragoman.pages import article_of, lay_out, read
from dragoman.pages.date_candidates import day_in_address, stated_value
from dragoman.pages.json_ld import json_ld_facts, script_facts

_DATEISH = st.text(alphabet="0123456789./-: TZ,年月日JulyMärz\u00a0\n|©", max_size=80)
_JSONISH = st.text(alphabet='{}[]":,\\/*<>!-# \nadePhlinsu@typ0123456789', max_size=200)
_TAGS = st.sampled_from(
    [
        "<time datetime='2016-07-22'>",
        "<h1>",
        "<p class=byline>By Ann Reed",
        "<a rel=author>",
        "<div class=comment>",
        "22 July 2016",
        "</p>",
        "<meta name=date content='2016-07-22'>",
        "<script type=application/ld+json>{",
        "</script>",
        "<footer>© 2016",
        "<link rel=canonical href='https://a.example/2016/07/22/x'>",
        "The ship left the port of the city on the day after the accord, the ministry said in a long statement.",
    ]
)


@given(st.one_of(st.text(), _DATEISH))
def test_stamps_stand_in_the_text_in_order(text: str) -> None:
    end = 0
    for stamp in find_stamps(text):
        assert end <= stamp.end
        assert 0 <= stamp.start < stamp.end <= len(text)
        assert 1 <= len(stamp.days) <= 2
        end = stamp.end


@given(st.one_of(st.text(), _DATEISH))
def test_a_stated_value_begins_with_its_day(text: str) -> None:
    found = stated_value(text)
    assert found is None or found[1].startswith(found[0].isoformat())
    day_in_address(text)


@given(st.one_of(st.text(), _JSONISH))
def test_any_script_gives_facts_or_none(text: str) -> None:
    assert all(one.name.startswith("json-ld:") and one.value for one in json_ld_facts(text, "/s"))
    script_facts(text, "/s")


@given(st.lists(_TAGS, max_size=14))
def test_what_is_believed_is_accepted_and_spans_quote(parts: list[str]) -> None:
    (page,) = read(("<!doctype html><body>x" + " ".join(parts)).encode())
    if not isinstance(page, Page):
        return
    kit = load_kit()
    article = article_of(page, lay_out(page, kit.layouts)[0], kit.layouts)
    if article is None or article.about is None:
        return
    accepted = [one for one in article.dates if one.accepted]
    assert (article.published in accepted) if article.published else not accepted
    for one in (article.about.title, *article.about.authors, *article.about.tags):
        if one is not None and one.span is not None:
            assert " ".join(page.quote(one.span).split()).casefold().lstrip("#") == one.text.casefold()
