"""Names of commenters: hidden wherever they stand in the comments, never in the article."""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, strategies as st

from dragoman.export import Names, encode_record, mask_of
from dragoman.export.names import distinctive, fold_name
from dragoman.model import (
    Article,
    Attribution,
    Block,
    BlockKind,
    Coded,
    Comment,
    CommentPart,
    Factuality,
    FactualityKind,
    Lane,
    Layout,
    Mention,
    MentionKind,
    Problem,
    Source,
    SourceRole,
    Span,
    Statement,
    Style,
    Thread,
)
from tests.unit.export.factory import CODED, PAGE, TEXT, THREAD, find


def shown(coded: Coded = CODED, **options: Any) -> str:
    mask = mask_of(coded, **options)
    return mask.show(PAGE.span(0, len(TEXT)))


class TestShownText:
    def test_numbers_in_the_order_of_first_appearance(self) -> None:
        mask = mask_of(CODED)
        names = [comment.author for comment in THREAD.comments]
        assert [mask.name(name) for name in names if name] == [f"commenter {n}" for n in (1, 2, 4, 5)]
        assert mask.name(find("kit77")) == "commenter 3"

    def test_headers_reply_marks_and_bodies(self) -> None:
        text = shown()
        assert "\u2022 commenter 1\n" in text
        assert "\u2022 commenter 2in reply tocommenter 3(Show commentHide comment)" in text
        assert "commenter 4 ...... are you serious? commenter 5 said so, @commenter 2 knows." in text
        assert "Sergei Lavrov told commenter 1 nothing new." in text
        assert "Lavrov is lying, says commenter 1." in text

    def test_the_article_is_as_it_was(self) -> None:
        assert shown().startswith(TEXT[: TEXT.index("\u2022 Ned")])

    def test_named(self) -> None:
        assert shown(comments=Names.NAMED) == TEXT

    def test_none(self) -> None:
        text = shown(comments=Names.NONE)
        assert text.startswith(TEXT[: TEXT.index("\u2022 Ned")])
        assert set(text[TEXT.index("\u2022 Ned") :].split("[left out]")) <= {"", "\n"}

    def test_a_span_shows_a_cut_whole(self) -> None:
        mask = mask_of(CODED)
        author = find("Skipper_Hollis")
        assert (
            mask.show(Span(page=author.page, start=author.start + 2, end=author.start + 4)) == "commenter 4"
        )


class TestKey:
    def test_the_same_commenter_has_the_same_name_on_every_page(self) -> None:
        one = mask_of(CODED, key=b"salt").name(find("Lantern99", "vermin"))
        assert re.fullmatch("commenter-[0-9a-f]{10}", one)
        alone = replace(CODED, thread=replace(THREAD, comments=THREAD.comments[3:]))
        assert mask_of(alone, key=b"salt").name(find("Lantern99", "vermin")) == one
        assert mask_of(CODED, key=b"pepper").name(find("Lantern99", "vermin")) != one


class TestWhatIsDistinctive:
    @pytest.mark.parametrize(
        "name",
        ["qr81", "Nonno_Gil", "OttoBremer", "Ivor Madden", "WalterQ", "Quiet Observer (The Facts"],
    )
    def test_can_hardly_be_a_word(self, name: str) -> None:
        assert distinctive(name)

    @pytest.mark.parametrize("name", ["Mirra", "Peace", "USA", "2016", "zorlin", "Jesus"])
    def test_may_be_a_word(self, name: str) -> None:
        assert not distinctive(name)

    def test_folding(self) -> None:
        assert fold_name(" Ned\u00a0 HALLOWAY\u200b") == fold_name("ned halloway")

    def test_an_ordinary_word_stays_where_nobody_is_addressed(self) -> None:
        body = "Peace, you are wrong. There is no peace with Mirra."
        assert (
            talk(["Peace", "Mirra"], [body, "x"])
            == "commenter 1, you are wrong. There is no peace with Mirra."
        )

    def test_an_actor_stays_readable_in_what_is_said(self) -> None:
        imposter = replace(
            THREAD, comments=(replace(THREAD.comments[0], author=find("Sergei Lavrov", "Hide comment")),)
        )
        mask = mask_of(replace(CODED, thread=imposter))
        assert mask.name(find("Sergei Lavrov", "Hide comment")) == "commenter 1"


def talk(names: list[str], bodies: list[str]) -> str:
    """What is shown of the first body, on a page with these comments."""
    coded = thread_page(names, bodies)
    assert coded.thread
    return mask_of(coded).show(coded.thread.comments[0].span)


ARTICLE_TEXT = "A title\nThe ministers met in Vienna.\n"


def thread_page(names: list[str], bodies: list[str], replies: list[str] | None = None) -> Coded:
    """A page with an article and one comment for each name, every row of a comment drawn from its header and body."""
    text, comments, blocks, statements, mentions = ARTICLE_TEXT, [], [], [], []
    for at, (name, body) in enumerate(zip(names, bodies, strict=True)):
        to = f"in reply to{replies[at]}(Show)" if replies else ""
        header = f"\u2022 {name}{to}\n"
        start, below = len(text), len(text) + len(header)
        author = PAGE.span(start + 2, start + 2 + len(name))
        answered = author.end + len("in reply to")
        comment = Comment(
            header=PAGE.span(start, below - 1),
            author=author,
            reply_name=PAGE.span(answered, answered + len(replies[at])) if replies else None,
            span=PAGE.span(below, below + len(body)),
        )
        text += f"{header}{body}\n"
        blocks.append(_block(CommentPart.HEADER, start, below))
        blocks.append(_block(CommentPart.BODY, below, len(text)))
        comments.append(comment)
        mentions.append(Mention(span=comment.span, head=author, kind=MentionKind.NAME))
        statements.append(_said(at, comment, author))
    spans = {"title": PAGE.span(0, 7), "paragraphs": (PAGE.span(8, 36),)}
    first = Block(kind=BlockKind.PARAGRAPH, span=PAGE.span(0, len(ARTICLE_TEXT)), path="line 1", rule="r")
    return replace(
        CODED,
        page=replace(PAGE, text=text),
        layout=Layout(page=PAGE.id, name="general", blocks=(first, *blocks)),
        article=Article(page=PAGE.id, **spans),  # type: ignore[arg-type]
        thread=Thread(page=PAGE.id, comments=tuple(comments)),
        mentions=tuple(mentions),
        actors=(),
        statements=tuple(statements),
        events=(),
        problems=tuple(
            Problem(code="reply-unresolved", detail=f"nobody is called {name}", page=PAGE.id)
            for name in replies or names
        ),
    )


def _block(part: CommentPart, start: int, end: int) -> Block:
    return Block(kind=BlockKind.COMMENT, part=part, span=PAGE.span(start, end), path="line 1", rule="r")


def _said(at: int, comment: Comment, author: Span) -> Statement:
    layer = Attribution(source=Source(span=author), role=SourceRole.SPEAKER)
    return Statement(
        id=f"s{at}",
        lane=Lane.COMMENTS,
        style=Style.INDIRECT,
        content=(comment.span,),
        chain=(layer,),
        factuality=Factuality(kind=FactualityKind.ASSERTED),
        rule="r",
        confidence=1.0,
        comment=at,
    )


_DISTINCTIVE = st.sampled_from(
    [
        "Ned Halloway",
        "Skipper_Hollis",
        "qr81",
        "OttoBremer",
        "Quiet Observer (The",
        "Ænigma9",
        "İz_x",
        "old_salt_61",
    ]
)
_PLAIN = st.sampled_from(["Mirra", "Mirage", "Ventra", "ivanko"])
_FILL = st.sampled_from(
    ["no, ", "what about ", "; ", "\n", "“", "said ", "(", "...", " - ", "the port is open "]
)


@st.composite
def conversations(draw: st.DrawFn) -> Coded:
    count = draw(st.integers(1, 4))
    names = draw(st.lists(_DISTINCTIVE | _PLAIN, min_size=count, max_size=count))
    replies = draw(st.lists(_DISTINCTIVE | _PLAIN, min_size=count, max_size=count))
    known = [*names, *replies]
    bodies = []
    for _ in range(count):
        opening = draw(
            st.sampled_from(["", *(f"{name}, " for name in known), *(f"@{name} " for name in known)])
        )
        said = draw(
            st.lists(
                _FILL | st.sampled_from([name for name in known if distinctive(name)] or ["x "]), max_size=6
            )
        )
        bodies.append(opening + draw(st.sampled_from(["", " "])).join(said) + "end")
    return thread_page(names, bodies, replies if draw(st.booleans()) else None)


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    for item in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from _strings(item)


@given(coded=conversations(), key=st.sampled_from([None, b"key"]))
def test_no_name_of_a_commenter_is_in_the_record(coded: Coded, key: bytes | None) -> None:
    record = "\n".join(_strings(encode_record(coded, key=key)))
    assert coded.thread
    for comment in coded.thread.comments:
        for span in (comment.author, comment.reply_name):
            name = coded.page.quote(span) if span else ""
            assert not name or not re.search(rf"(?<!\w){re.escape(name)}(?!\w)", record), name
