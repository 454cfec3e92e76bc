"""Texts that look like saved pages, for property tests: pieces of pages in any order, and plain noise."""

from __future__ import annotations

from hypothesis import strategies as st

SENTENCES = (
    "Russia and Turkey have reached an understanding on the ports, the minister said on Friday.",
    "“We will go on working together,” Sergei Lavrov said after the talks in Ankara.",
    'The spokesman denied that "any ship" had been stopped, according to the news agency TASS.',
    "If the lanes are cleared, the first vessels will leave within two weeks, officials told reporters.",
    "The ministry has not commented on the report from Odesa, which was published in July 2022.",
    "This may indicate that the two sides have failed to agree on inspections.",
)
LINES = (
    "By Ann Reed",
    "22 July 2022",
    "17:57 GMT +326 March 2017",
    "Get short URL",
    "© Harbour/ Jane Doe",
    "Grain Deal Signed In Istanbul After Months Of Talks",
    "More on this topic:",
    "Tags: grain, ports, Odesa",
    "ShareTweet",
    "ADVERTISEMENT",
    "• avatar",
    "[12]Home",
)
COMMENTS = (
    "dockhand says:\nJuly 22, 2022 at 4:12 pm\n\nIt will not last until the winter, believe me.\n\nReply\n\n",
    "Quay_7 says:\nJuly 23, 2022 at 9:00 am\n\n@dockhand It lasted longer than you thought it would.\n\nReply\n\n",
    "Old Sailor says:\nJuly 23, 2022 at 9:30 am\n\n“We will go on working together,” yes of course you will.\n\nReply\n\n",
)

noise = st.text(max_size=200)
pieces = st.one_of(st.sampled_from(SENTENCES), st.sampled_from(LINES), st.sampled_from(COMMENTS), noise)
page_texts = st.lists(pieces, max_size=25).map("\n\n".join)


@st.composite
def articles(draw: st.DrawFn) -> str:
    """A plain article: headline, byline, date, three to six paragraphs."""
    body = draw(st.lists(st.sampled_from(SENTENCES), min_size=3, max_size=6, unique=True))
    head = "Grain Deal Signed In Istanbul After Months Of Talks\n\nBy Ann Reed\n\n22 July 2022\n\n"
    return head + "\n\n".join(body) + "\n\n"


@st.composite
def threads(draw: st.DrawFn) -> str:
    """A comment thread with a declared count."""
    comments = draw(st.lists(st.sampled_from(COMMENTS), min_size=1, max_size=3, unique=True))
    return f"{len(comments)} Comments\n\n" + "".join(comments)
