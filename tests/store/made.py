"""Coded pages for the tests of the store: the examples, coded once, and tiny ones that cost nothing to make."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from dragoman.model import (
    Article,
    Attribution,
    Block,
    BlockKind,
    Coded,
    DateEvidence,
    DateKind,
    Encoding,
    EncodingBasis,
    Event,
    Evidence,
    Factuality,
    FactualityKind,
    Judgement,
    Lane,
    Layout,
    Locator,
    MainEvent,
    Page,
    Participant,
    Run,
    Source,
    SourceRole,
    Span,
    Statement,
    Style,
    Supplied,
    Verdict,
    bytes_id,
    content_id,
)
from dragoman.store import Archive, Prepared, anchor_of, judgement_id, kind_of, prepare, seen_digest, value_of

#: When everything happens in these tests.
AT = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
#: All archives of the tests have one key, so that their digests can be compared.
KEY = bytes(range(32))
VERSION, KIT = "0.0.1", "k" * 64
_SPEAKER = "Minister Oru Pell"


#: Those of the example pages that the tests store: text and HTML, with and without comments, hateful ones too.
EXAMPLES = (
    "bosporus-courier-deal-signed.txt",
    "harrow-standard-extended.txt",
    "lantern-weekly-walkout.html",
    "meridian-ledger-odesa-denial.txt",
    "pontic-post-return.html",
    "quayside-wire-deal-signed.txt",
    "stormglass-review-odesa-strike.txt",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """A page, coded, and its bytes; ``ready`` is what is stored of it under the key of the tests."""

    coded: Coded
    payload: bytes
    ready: Prepared | None = None


def tiny(
    number: int, *, words: str = "", day: str = "2022-07-22", supplied: Supplied | None = None
) -> Example:
    """Page ``number``: a title, and a paragraph in which a made-up minister says one sentence and meets another."""
    said = words or f"The {number}. crossing of the Lesser Strait is open again"
    text = f"Strait notice {number}\n“{said},” {_SPEAKER} said after meeting Ilka Varn.\n"
    payload = text.encode("utf-8", "surrogatepass")
    page = Page(
        id=bytes_id(payload),
        text=text,
        encoding=Encoding(name="utf-8", basis=EncodingBasis.DETECTED),
        media_type="text/plain",
        locator=Locator(file=f"pages/{number:04}.txt"),
        supplied=supplied or Supplied(),
    )
    return Example(coded=coded_of(page, day), payload=payload)


def coded_of(page: Page, day: str = "2022-07-22") -> Coded:
    """What is read from a page of :func:`tiny`: one statement, and one event."""
    text, span = page.text, page.span
    at = text.index("\n") + 1

    def find(part: str) -> Span:
        start = text.rindex(part)
        return span(start, start + len(part))

    speaker, cue, trigger = find(_SPEAKER), find("said"), find("meeting")
    content = span(at + 1, speaker.start - 3)
    title, paragraph = span(0, at - 1), span(at, len(text.rstrip("\n")))
    value = Factuality(kind=FactualityKind.ASSERTED)
    parts = (content.start, content.end, speaker.start, speaker.end)
    statement = Statement(
        id=content_id(page.id, "statement", *parts),
        lane=Lane.ARTICLE,
        style=Style.DIRECT,
        content=(content,),
        chain=(Attribution(source=Source(span=speaker), role=SourceRole.SPEAKER, cues=(cue,)),),
        factuality=value,
        rule="made",
        confidence=0.75,
    )
    event = Event(
        id=content_id(page.id, "event", trigger.start, trigger.end),
        statement=statement.id,
        codebook="made",
        category="CONSULT",
        mode="meet",
        actors=(Participant(span=speaker, code="TURGOV"),),
        recipients=(Participant(span=find("Ilka Varn"), code="UKRGOV"),),
        rule="made",
        evidence=(Evidence(role="trigger", span=trigger),),
        confidence=0.5,
        factuality=value,
        intensity=1.0,
    )
    published = DateEvidence(value=day, kind=DateKind.PUBLISHED, accepted=True, why="made so")
    return Coded(
        page=page,
        layout=Layout(
            page=page.id,
            name="made",
            blocks=(
                Block(kind=BlockKind.TITLE, span=span(0, at), path="line 1", rule="made"),
                Block(kind=BlockKind.PARAGRAPH, span=span(at, len(text)), path="line 2", rule="made"),
            ),
        ),
        article=Article(
            page=page.id, title=title, paragraphs=(paragraph,), dates=(published,), published=published
        ),
        thread=None,
        mentions=(),
        actors=(),
        statements=(statement,),
        events=(event,),
        problems=(),
        run=Run(version=VERSION, kit=KIT),
        main=MainEvent(event=event.id, who=None, what=None, when=None, where=None),
    )


#: A codebook of a user's own that codes a good part of the examples' events otherwise.
CODEBOOK = """\
id,words,class,needs,category,mode,cameo,actor,recipient,example,expected
my-sign,sign,verb,object,CONCEDE,,080,,,The Danish envoy signed the pact.,CONCEDE: Danish envoy
my-attack,attack|hit|strike,verb,object,COERCE,,170,,,Norway attacked the port of Malawi.,COERCE: Norway > Malawi
my-suspend,suspend|call,verb,object,PROTEST,,140,,,Chad suspended the deal.,PROTEST: Chad
my-ask,ask|tell,verb,,THREATEN,,130,,,Chad asked Libya to leave.,THREATEN: Chad > Libya
"""


def code_examples(folder: Path, codebook: Path | None = None) -> Iterator[Example]:
    """The example pages of the repository, coded by the shipped kit, or with a codebook over it."""
    from dragoman.kit import load_kit
    from dragoman.pages import Saved, read_saved
    from dragoman.pipeline import code_page

    kit = load_kit() if codebook is None else load_kit(codebook=[codebook])
    for name in EXAMPLES:
        supplied = Supplied(outlet="Quayside Wire") if name.startswith("quayside") else None
        for saved in read_saved(folder / name, supplied=supplied, layouts=kit.layouts):
            assert isinstance(saved, Saved)
            coded = code_page(replace(saved.page, locator=Locator(file=name)), kit)
            yield Example(coded=coded, payload=saved.payload, ready=prepare(coded, KEY))


def put(archive: Archive, *examples: Example) -> None:
    """Store pages in one run."""
    writer = archive.writer()
    writer.begin("add", version=VERSION, kit=KIT, at=AT)
    for one in examples:
        writer.add(one.ready or prepare(one.coded, archive.key), one.payload)
    writer.end("done", AT)


def judged(
    page: Page,
    row: Statement | Event,
    verdict: Verdict,
    *,
    field: str | None = None,
    value: str | None = None,
    at: datetime = AT,
    by: str = "R. Analyst",
    replaces: str | None = None,
) -> Judgement:
    """A judgement of ``row`` as it is now; ``value`` is JSON."""
    anchor = anchor_of(row)
    made = Judgement(
        id="",
        page=page.id,
        kind=kind_of(row),
        row=row.id,
        anchor=anchor,
        words=tuple(page.quote(span) for span in anchor),
        verdict=verdict,
        by=by,
        at=at,
        seen=seen_digest(row),
        field=field,
        old=None if field is None else value_of(row, field),
        value=value,
        replaces=replaces,
    )
    return replace(made, id=judgement_id(made))
