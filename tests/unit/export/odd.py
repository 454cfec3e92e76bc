"""Coded pages whose words are as odd as a file can make them: for writers that must escape, clean or keep them."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import strategies as st

from dragoman.model import About, Coded, Locator, Stated, Supplied, content_id
from tests.unit.export.factory import ARTICLE, TEXT, without
from tests.unit.export.made_events import EVENTFUL

#: Marks of TeX, JSON, XML, CSV; controls, right to left, direction marks, half surrogates, noncharacters, astral letters.
ODD = "\"'{}\\%$#&_~^@=<>]|,;\n\r\t\x00\x07\x1b\x7f\x85\x9b\u2028\u202e\u2066\u200f\ud800\udfff\ufffe\uffff\U0001f33eשלוםالسلامé"
odd_text = st.text(st.sampled_from(ODD) | st.characters(exclude_categories=()), max_size=24)
odd_words = (
    st.sampled_from(["{", "}", "\\", "\\}", '"', "]]>", "&amp;", "\ud83c", "@comment{", "%", ""]) | odd_text
)


@st.composite
def odd_pages(draw: st.DrawFn) -> Coded:
    """The eventful page with other letters in its text, its names, codes and addresses; all spans hold."""
    letter = draw(st.sampled_from(ODD))
    page = replace(
        EVENTFUL.page,
        text=TEXT.replace("o", letter),
        supplied=Supplied(outlet=draw(odd_words), url=draw(st.none() | odd_words)),
        locator=Locator(file=draw(odd_words), member=draw(st.none() | odd_words)),
    )
    stated = [Stated(text=draw(odd_words)) for _ in range(4)]
    about = About(title=stated[0], authors=(stated[1],), language=stated[2], section=stated[3])
    article = replace(ARTICLE, about=about, title=draw(st.sampled_from([None, ARTICLE.title])))
    actors = tuple(
        replace(actor, name=draw(odd_words), country=draw(st.sampled_from([None, "RUS", "TUR"]) | odd_words))
        for actor in EVENTFUL.actors
    )
    events = tuple(
        replace(
            event,
            category=draw(st.sampled_from([event.category]) | odd_words),
            actors=tuple(replace(one, code=draw(st.none() | odd_words)) for one in event.actors),
            rule=draw(odd_words),
            id=content_id("odd", at),
        )
        for at, event in enumerate(EVENTFUL.events)
    )
    return without(EVENTFUL, page=page, article=article, actors=actors, events=events)
