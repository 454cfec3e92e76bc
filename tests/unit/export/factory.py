"""A coded page made by hand: every kind of row, and commenters whose names turn up in awkward places."""

from __future__ import annotations

from dataclasses import replace

from dragoman.model import (
    Actor,
    ActorKind,
    Alias,
    Article,
    Attribution,
    Block,
    BlockKind,
    Candidate,
    Certainty,
    Coded,
    Comment,
    CommentPart,
    DateEvidence,
    DateKind,
    Encoding,
    EncodingBasis,
    Event,
    EventTime,
    Evidence,
    Factuality,
    FactualityKind,
    Label,
    Lane,
    Layout,
    Locator,
    Mention,
    MentionKind,
    Page,
    Participant,
    Place,
    Polarity,
    Problem,
    QuotePair,
    ReplyBasis,
    Role,
    Run,
    Size,
    SizeKind,
    Source,
    SourceRole,
    Span,
    Stance,
    StanceKind,
    Statement,
    Style,
    Supplied,
    Telling,
    Thread,
    Time,
    bytes_id,
    content_id,
)

TEXT = """17:57 GMT 26 March 2017
Ministers Agree on <b>Harbour</b> Rules

“We will keep the harbour open,” the Turkish Anadolu Agency quoted Mevlut Cavusoglu as saying.

According to Sergei Lavrov, ships that do not report will be turned back. This may indicate that talks go on.

Moscow has not commented on the cranes.

harbour, ships
Turkey May Close Straits
Get short URL
4 Comments
\u2022 Ned Halloway
Skipper_ ...... are you serious? Lantern99 said so, @mirra knows.
\u2022 Mirrain reply tokit77(Show commentHide comment)
ships that do not report will be turned back
Sergei Lavrov told ned halloway nothing new. \x1b[31mred\u202e
\u2022 Skipper_Hollis
All of those people are vermin. <script>alert(1)</script>
\u2022 Lantern99
Lavrov is lying, says Ned  Halloway.
"""
PAGE_ID = bytes_id(TEXT.encode())


def find(words: str, after: str = "") -> Span:
    """The first place of ``words`` on the page, from the first place of ``after`` on."""
    start = TEXT.index(words, TEXT.index(after))
    return Span(page=PAGE_ID, start=start, end=start + len(words))


PAGE = Page(
    id=PAGE_ID,
    text=TEXT,
    encoding=Encoding(name="utf-8", basis=EncodingBasis.DETECTED),
    media_type="text/plain",
    locator=Locator(file="pages/harbour.txt"),
    supplied=Supplied(outlet="Harbour Post", saved_at="2017-03-27"),
)

_KINDS = (
    (BlockKind.FURNITURE, None, "17:57"),
    (BlockKind.TITLE, None, "Ministers Agree"),
    (BlockKind.PARAGRAPH, None, "“We will"),
    (BlockKind.PARAGRAPH, None, "According"),
    (BlockKind.PARAGRAPH, None, "Moscow has"),
    (BlockKind.TAGS, None, "harbour, ships"),
    (BlockKind.RELATED, None, "Turkey May"),
    (BlockKind.FURNITURE, None, "Get short"),
    (BlockKind.COMMENT, CommentPart.HEADER, "\u2022 Ned"),
    (BlockKind.COMMENT, CommentPart.BODY, "Skipper_ ..."),
    (BlockKind.COMMENT, CommentPart.HEADER, "\u2022 Mirra"),
    (BlockKind.COMMENT, CommentPart.BODY, "ships that do not report will be turned back\n"),
    (BlockKind.COMMENT, CommentPart.HEADER, "\u2022 Skipper_Hollis"),
    (BlockKind.COMMENT, CommentPart.BODY, "All of those"),
    (BlockKind.COMMENT, CommentPart.HEADER, "\u2022 Lantern99"),
    (BlockKind.COMMENT, CommentPart.BODY, "Lavrov is lying"),
)


def blocks() -> tuple[Block, ...]:
    """Blocks that partition the page."""
    starts = [TEXT.index(words) for _, _, words in _KINDS] + [len(TEXT)]
    return tuple(
        Block(
            kind=kind,
            span=PAGE.span(start, end),
            path=f"line {TEXT.count(chr(10), 0, start) + 1}",
            rule=f"general.{kind}",
            part=part,
        )
        for (kind, part, _), start, end in zip(_KINDS, starts, starts[1:], strict=False)
    )


CLOCK = DateEvidence(
    value="2017-03-26T17:57Z",
    kind=DateKind.PAGE_CLOCK,
    accepted=False,
    why="a page clock tells when the page was loaded",
    basis=find("17:57 GMT 26 March 2017"),
)
ARTICLE = Article(
    page=PAGE_ID,
    title=find("Ministers Agree on <b>Harbour</b> Rules"),
    paragraphs=(
        find(
            "“We will keep the harbour open,” the Turkish Anadolu Agency quoted Mevlut Cavusoglu as saying."
        ),
        find(
            "According to Sergei Lavrov, ships that do not report will be turned back. This may indicate that talks go on."
        ),
        find("Moscow has not commented on the cranes."),
    ),
    tags=(find("harbour", "cranes"), find("ships", "cranes")),
    related=(find("Turkey May Close Straits"),),
    dates=(CLOCK,),
)
THREAD = Thread(
    page=PAGE_ID,
    declared=4,
    declared_basis=find("4 Comments"),
    comments=(
        Comment(
            header=find("\u2022 Ned Halloway"),
            author=find("Ned Halloway"),
            span=find("Skipper_ ...... are you serious? Lantern99 said so, @mirra knows."),
        ),
        Comment(
            header=find("\u2022 Mirrain reply tokit77(Show commentHide comment)"),
            author=find("Mirra", "are you serious"),
            reply_name=find("kit77"),
            reply_basis=ReplyBasis.NAMED,
            span=find(
                "ships that do not report will be turned back\nSergei Lavrov told ned halloway nothing new. \x1b[31mred\u202e"
            ),
            quotes=(
                QuotePair(
                    comment=find("ships that do not report will be turned back", "Hide comment"),
                    source=find("ships that do not report will be turned back"),
                ),
            ),
        ),
        Comment(
            header=find("\u2022 Skipper_Hollis"),
            author=find("Skipper_Hollis"),
            posted="2017-03-27",
            span=find("All of those people are vermin. <script>alert(1)</script>"),
            votes=-3,
            labels=(Label(name="hateful", category="origin", rule="dehumanising-noun", span=find("vermin")),),
        ),
        Comment(
            header=find("\u2022 Lantern99"),
            author=find("Lantern99", "vermin"),
            reply_inferred=0,
            reply_basis=ReplyBasis.INFERRED,
            span=find("Lavrov is lying, says Ned  Halloway."),
        ),
    ),
)
LAVROV = Actor(
    id="sergei-lavrov",
    name="Sergei Lavrov",
    kind=ActorKind.PERSON,
    country="RUS",
    aliases=(Alias(text="Sergey Lavrov", lang="en"), Alias(text="Lavrov", lang="en", since="2004")),
    roles=(
        Role(
            sector="GOV",
            position="Minister of Foreign Affairs",
            country="RUS",
            since="2004-03-09",
            citation="https://example.org/lavrov",
        ),
    ),
)
CAVUSOGLU = Actor(
    id="mevlut-cavusoglu",
    name="Mevlut Cavusoglu",
    kind=ActorKind.PERSON,
    country="TUR",
    roles=(Role(sector="GOV", position="Minister of Foreign Affairs", country="TUR"),),
)
ANADOLU = Actor(id="anadolu", name="Anadolu Agency", kind=ActorKind.AGENCY, country="TUR")
STRANGER = Actor(
    id="local:0f3a", name="Ned Halloway", kind=ActorKind.UNKNOWN, aliases=(Alias(text="Ned Halloway"),)
)


def mention(
    words: str, actor: Actor | None, after: str = "", kind: MentionKind = MentionKind.NAME
) -> Mention:
    """A mention of ``actor`` at the first place of ``words``."""
    span = find(words, after)
    fits = (Candidate(actor=actor.id, score=1.0, rule="alias"),) if actor else ()
    return Mention(span=span, head=span, kind=kind, candidates=fits, actor=actor.id if actor else None)


MENTIONS = (
    mention("Anadolu Agency", ANADOLU),
    mention("Mevlut Cavusoglu", CAVUSOGLU),
    mention("Sergei Lavrov", LAVROV),
    mention("Moscow", None),
    mention("Lavrov", LAVROV, "Hide comment"),
    mention("ned halloway", STRANGER, "Hide comment"),
)


def _statement(lane: Lane, style: Style, rule: str, content: tuple[Span, ...], **rest: object) -> Statement:
    key = content_id(PAGE_ID, rule, *(span.start for span in content))
    fields: dict[str, object] = {"chain": (), "factuality": Factuality(kind=FactualityKind.ASSERTED)}
    fields |= {"id": key, "lane": lane, "style": style, "rule": rule, "content": content, "confidence": 0.9}
    return Statement(**(fields | rest))  # type: ignore[arg-type]


QUOTED = _statement(
    Lane.ARTICLE,
    Style.DIRECT,
    "quoted-as-saying",
    (find("We will keep the harbour open,"),),
    chain=(
        Attribution(
            source=Source(span=find("the Turkish Anadolu Agency"), actor="anadolu"),
            role=SourceRole.INTERMEDIARY,
            cues=(find("quoted"),),
        ),
        Attribution(
            source=Source(span=find("Mevlut Cavusoglu"), actor="mevlut-cavusoglu"),
            role=SourceRole.SPEAKER,
            cues=(find("as saying"),),
        ),
    ),
    factuality=Factuality(kind=FactualityKind.INTENTION, time=Time.FUTURE),
)
TURNED = _statement(
    Lane.ARTICLE,
    Style.INDIRECT,
    "according-to",
    (find("ships that do not report will be turned back"),),
    chain=(
        Attribution(
            source=Source(span=find("Sergei Lavrov"), actor="sergei-lavrov"),
            role=SourceRole.SPEAKER,
            cues=(find("According to"),),
        ),
    ),
    factuality=Factuality(
        kind=FactualityKind.CONDITIONAL,
        time=Time.FUTURE,
        condition=find("that do not report"),
        cues=(find("will be"),),
    ),
)
GUESS = _statement(
    Lane.ARTICLE,
    Style.OUTLET,
    "may-indicate",
    (find("talks go on"),),
    factuality=Factuality(
        kind=FactualityKind.SPECULATED, certainty=Certainty.POSSIBLE, cues=(find("may indicate"),)
    ),
)
SILENCE = _statement(
    Lane.ARTICLE,
    Style.SILENCE,
    "not-commented",
    (),
    chain=(
        Attribution(
            source=Source(span=find("Moscow")), role=SourceRole.SPEAKER, cues=(find("has not commented on"),)
        ),
    ),
    topic=find("the cranes"),
    factuality=Factuality(
        kind=FactualityKind.WITHHELD, polarity=Polarity.UNKNOWN, certainty=Certainty.UNKNOWN
    ),
)
SAID = _statement(
    Lane.COMMENTS,
    Style.INDIRECT,
    "says",
    (find("Lavrov is lying"),),
    chain=(
        Attribution(source=Source(span=find("Lantern99", "vermin")), role=SourceRole.INTERMEDIARY),
        Attribution(source=Source(span=find("Ned  Halloway")), role=SourceRole.SPEAKER, cues=(find("says"),)),
    ),
    comment=3,
)
STANCE = Stance(
    id=content_id("stance"),
    comment=3,
    kind=StanceKind.DISPUTES,
    span=find("is lying"),
    rule="is-lying",
    target=TURNED.id,
    basis=find("Lavrov", "Lantern99\nL"),
)
FOLDED_STANCE = Stance(
    id=content_id("folded stance"),
    comment=2,
    kind=StanceKind.DOUBTS,
    span=find("All of those people are vermin"),
    rule="doubt",
)
EVENT = Event(
    id=content_id("event"),
    statement=QUOTED.id,
    codebook="plover 1",
    category="COOPERATE",
    actors=(Participant(span=find("Mevlut Cavusoglu"), actor="mevlut-cavusoglu", code="TURGOV"),),
    recipients=(),
    rule="keep-open",
    evidence=(Evidence(role="trigger", span=find("keep")),),
    confidence=0.5,
    factuality=QUOTED.factuality,
    contexts=("economic",),
    when=EventTime(value=None, basis=find("26 March 2017")),
    where=Place(name="harbour", span=find("harbour", "We will"), lat=41.0, lon=29.0),
    intensity=4.0,
    sizes=(Size(kind=SizeKind.CROWD, low=40, high=None, at_least=True, span=find("the harbour")),),
    also=(
        Telling(
            statement=QUOTED.id,
            trigger=find("Agree"),
            factuality=Factuality(kind=FactualityKind.ASSERTED, time=Time.PAST),
        ),
    ),
)
PROBLEMS = (
    Problem(code="no-published-date", detail="the page states no date of publication", page=PAGE_ID),
    Problem(
        code="reply-unresolved",
        detail="comment 2 answers kit77, whose comment is not on the page",
        page=PAGE_ID,
        span=find("kit77"),
    ),
)
CODED = Coded(
    page=PAGE,
    layout=Layout(page=PAGE_ID, name="general", blocks=blocks()),
    article=ARTICLE,
    thread=THREAD,
    mentions=MENTIONS,
    actors=(LAVROV, CAVUSOGLU, ANADOLU, STRANGER),
    statements=(QUOTED, TURNED, GUESS, SILENCE, SAID),
    events=(EVENT,),
    problems=PROBLEMS,
    run=Run(version="0.1.0", kit="f" * 64, settings=(("encoding", "utf-8"),)),
    stances=(STANCE, FOLDED_STANCE),
)


def without(coded: Coded, **changes: object) -> Coded:
    """``coded`` with other fields."""
    return replace(coded, **changes)  # type: ignore[arg-type]
