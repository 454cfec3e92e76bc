"""How far the innermost source commits to its content: from the cue's own force and the signs in the content."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from dragoman.model import Certainty, Factuality, FactualityKind, Polarity, Span, Time
from dragoman.statements.cues import CueBook, Sign
from dragoman.statements.found import Found, Piece
from dragoman.statements.paragraph import Paragraph, Range
from dragoman.statements.predicate import is_below, is_command, is_imagined, is_wished, time_of

_OPENING = re.compile(r"[\s\"“„«‘'\[(.…]*(?:that\s+)?", re.IGNORECASE)
_CLAUSE_END = re.compile(
    r"[.!?;](?:\s|$)|\b(?:that|which|who|whom|where|because|although|whether)\b", re.IGNORECASE
)
#: A comma ends a condition when a new subject follows it; others stand inside ("if the one, or the other, ...").
_CONDITION_END = re.compile(
    r"[.;!?]|\bthen\b|\bthey will\b"
    r"|,(?=\s+(?:(?:it|they|he|she|we|you|i|then|the|this|these|those|there|his|her|their|its|our|my|no|nobody|all|a|an)\b|(?-i:[A-Z])))"
    r"|,(?=\s+(?!(?:or|and|but)\b)[^,.;]{1,80}?\b(?:will|would|could|may|might|can|must|should|shall|cannot)\b)",
    re.IGNORECASE,
)
_ASKING = re.compile(r"[\s\"“„«‘'\[(]*(?:whether|if|who|whom|what|which|when|where|why|how)\b", re.IGNORECASE)
#: Groups whose own force is speech: only there a "should" in the content makes it a demand.
_SPEECH = frozenset({"say", "write", "tell", "report", ""})
#: Kinds of a cue that give way to a condition in the content ("threatened to leave if P").
_GIVES_WAY = frozenset({FactualityKind.INTENTION, FactualityKind.DEMAND})
#: Signs of a modal: those of a clause below the main verb ("nothing you could eat was left") tell nothing of it.
_MODAL = frozenset({"possible"})
#: Kinds of a cue that a bare subjunctive makes a demand ("proposed that he resign").
_MAY_DEMAND = frozenset({None, FactualityKind.INTENTION, FactualityKind.SPECULATED})
_WORDS = re.compile(r"[\w’']+")
_SENTENCE_END = re.compile(r"[.!?](?:[\"”’'»]*\s|$)")
_MARKS = " \t\n\"“„«‘'[("
_LONGEST = 4000  # letters of one content that are searched for signs
#: Signs that open the condition itself; the others only show that there is one.
_OPENERS = frozenset({"if", "inverted-if", "inverted-behind", "once", "provided", "without"})


@dataclass(slots=True)
class _Reading:
    kind: FactualityKind | None = None
    polarity: Polarity | None = None
    certainty: Certainty | None = None
    time: Time | None = None
    condition: Span | None = None
    own: bool = False  # the content is about the source's own side


def factuality_of(
    found: Found,
    paragraphs: Sequence[Paragraph],
    book: CueBook,
    others: Sequence[Piece] = (),
    *,
    plan: bool = False,
    own: bool = False,
) -> Factuality:
    """The factuality of a candidate. Cue spans are the signs that decided, and the cue itself when it did.

    ``others`` are cues and contents of other sources inside the content: their signs are theirs. ``plan`` tells that
    the source's own side is going to do it, ``own`` that the content is about that side.
    """
    if found.kind is FactualityKind.WITHHELD:
        spans = tuple(paragraphs[cue.paragraph].span(cue.place) for cue in found.cues)
        return _plain(FactualityKind.WITHHELD, Polarity.UNKNOWN, Certainty.UNKNOWN, Time.UNKNOWN, None, spans)
    reading, cues = _from_cue(found, paragraphs)
    reading.own = own
    if reading.kind in _MAY_DEMAND and is_wished(found, paragraphs):
        reading.kind, reading.certainty = FactualityKind.DEMAND, None
    if reading.kind is None and _is_question(found, paragraphs):
        reading.kind = FactualityKind.SPECULATED
        reading.polarity, reading.certainty = Polarity.UNKNOWN, Certainty.UNKNOWN
    for piece in found.content:
        paragraph = paragraphs[piece.paragraph]
        blots = [one.place for one in others if one.paragraph == piece.paragraph]
        _read_signs(reading, cues, paragraph, piece.place, found, book, blots)
    if reading.kind is None and (is_command(found, paragraphs) or _orders(found, paragraphs, book)):
        reading.kind = FactualityKind.DEMAND
    if reading.kind is None and plan:
        reading.kind = FactualityKind.INTENTION
    if reading.kind is None and is_imagined(found, paragraphs):
        reading.kind = FactualityKind.SPECULATED
    kind = reading.kind or FactualityKind.ASSERTED
    time = _time(reading, time_of(found, kind, paragraphs))
    polarity = reading.polarity or (Polarity.NEGATIVE if kind is FactualityKind.DENIED else Polarity.POSITIVE)
    certainty = reading.certainty or _certainty(kind)
    return _plain(kind, polarity, certainty, time, reading.condition, tuple(dict.fromkeys(cues)))


def _time(reading: _Reading, told: Time | None) -> Time:
    """The time that the tree tells, or else the signs; signs of long ago decide what is past."""
    if reading.time is Time.HISTORICAL:
        return Time.HISTORICAL if told in {None, Time.PAST, Time.ONGOING} else told
    return told or reading.time or Time.UNKNOWN


def _plain(
    kind: FactualityKind,
    polarity: Polarity,
    certainty: Certainty,
    time: Time,
    condition: Span | None,
    cues: tuple[Span, ...],
) -> Factuality:
    return Factuality(
        kind=kind, polarity=polarity, certainty=certainty, time=time, condition=condition, cues=cues
    )


def _certainty(kind: FactualityKind) -> Certainty:
    return Certainty.POSSIBLE if kind is FactualityKind.SPECULATED else Certainty.CERTAIN


def _from_cue(found: Found, paragraphs: Sequence[Paragraph]) -> tuple[_Reading, list[Span]]:
    """What the cue alone decides: denials, demands, intentions, and cues that are themselves negated."""
    verb = None if found.draft is None else found.draft.verb
    reading = _Reading()
    if verb is not None and not found.negated:
        reading.polarity, reading.certainty = verb.polarity, verb.certainty
    silent = verb is None or verb.kind is FactualityKind.ASSERTED
    if found.draft is not None and found.draft.noun is not None and reading.certainty is None and silent:
        reading.certainty = found.draft.noun.certainty
    spans = [paragraphs[cue.paragraph].span(cue.place) for cue in found.cues]
    if found.kind is FactualityKind.SPECULATED:
        reading.kind = found.kind
        reading.polarity = Polarity.NEGATIVE if found.negated else reading.polarity
        reading.certainty = reading.certainty or (
            found.draft.verb.certainty if found.draft and found.draft.verb else None
        )
    elif found.negated and found.kind in _GIVES_WAY:
        reading.kind, reading.polarity = found.kind, Polarity.NEGATIVE  # "does not want", "no longer plans"
    elif found.negated and found.kind is FactualityKind.DENIED and _rules(found):
        told = _opens_with_that(found, paragraphs)
        reading.kind = FactualityKind.SPECULATED if told else FactualityKind.INTENTION
        reading.certainty = Certainty.POSSIBLE
    elif found.negated:
        reading.kind, reading.polarity = _negated(found)
    elif found.kind is not FactualityKind.ASSERTED:
        reading.kind = found.kind
    elif found.source is None and found.draft is not None:
        reading.kind = FactualityKind.SPECULATED  # hearsay: "is said to", and nobody says by whom
    return reading, spans if reading.kind else []


def _opens_with_that(found: Found, paragraphs: Sequence[Paragraph]) -> bool:
    piece = found.content[0] if found.content else None
    return piece is not None and paragraphs[piece.paragraph].text[piece.start :].lower().startswith("that ")


def _rules(found: Found) -> bool:
    """Whether the cue is "rule out": who does not rule a thing out may do it."""
    return found.draft is not None and found.draft.verb is not None and found.draft.verb.lemma == "rule"


def _orders(found: Found, paragraphs: Sequence[Paragraph], book: CueBook) -> bool:
    """Whether a quotation opens with the bare verb of a command that a tree may take for something else."""
    piece = found.content[0] if found.content else None
    if piece is None or not paragraphs[piece.paragraph].is_opened_at(piece.start):
        return False
    words = _WORDS.findall(paragraphs[piece.paragraph].text[piece.start : piece.end])[:3]
    low = [word.lower() for word in words]
    led = len(low) > 1 and low[1] in book.words["determiners"] | book.words["commanded"]
    return led and low[0] in book.words["commands"] and words[0][:1].isupper()


def _is_question(found: Found, paragraphs: Sequence[Paragraph]) -> bool:
    """Whether somebody asks the content, in words of a question ("asked whether ...", "Who pays?")."""
    if not found.content:
        return False
    first, last = found.content[0], found.content[-1]
    ends = paragraphs[last.paragraph].text[: last.end].rstrip("\"”’'» ").endswith("?")
    if found.group != "ask":
        text = paragraphs[last.paragraph].text[first.start : last.end] if first == last else ""
        return ends and _SENTENCE_END.search(text.rstrip("\"”’'»? ")) is None
    return ends or _ASKING.match(paragraphs[first.paragraph].text, first.start) is not None


def _negated(found: Found) -> tuple[FactualityKind, Polarity]:
    if found.kind is FactualityKind.DENIED:
        return FactualityKind.ASSERTED, Polarity.UNKNOWN
    if found.group in _SPEECH:
        return FactualityKind.WITHHELD, Polarity.UNKNOWN
    return FactualityKind.DENIED, Polarity.NEGATIVE


def _read_signs(
    reading: _Reading,
    cues: list[Span],
    paragraph: Paragraph,
    place: tuple[int, int],
    found: Found,
    book: CueBook,
    blots: Sequence[Range],
) -> None:
    start, end = place[0], min(place[1], place[0] + _LONGEST)
    content = _blotted(paragraph.text, (start, end), blots)
    text = paragraph.text[start:end]
    head = _OPENING.match(content)
    begin = head.end() if head else 0
    stop = _CLAUSE_END.search(content, begin)
    clause = content[: stop.start() if stop else len(content)]
    for sign in book.signs.among(text):
        whole = text if sign.kind is FactualityKind.DENIED else content
        if (sign.own and not reading.own) or not _applies(sign, reading, found):
            continue
        match = sign.cue.search(clause if sign.clause else whole)
        if match is None or not match.group().strip(_MARKS):
            continue
        if sign.id in _MODAL and is_below(paragraph, (start + match.start(), start + match.end())):
            continue
        if sign.id == "otherwise" and reading.kind in _GIVES_WAY:
            reading.kind = None
        begin = match.start("at") if "at" in sign.cue.groupindex else match.start()
        words = content[begin : match.end()].lstrip(_MARKS)
        first = match.end() - len(words)
        span = paragraph.span((start + first, start + first + len(words.rstrip())))
        cues.append(span)
        if sign.kind is FactualityKind.CONDITIONAL and reading.kind in _GIVES_WAY:
            reading.kind = reading.certainty = None
        reading.kind = reading.kind or sign.kind
        reading.polarity = reading.polarity or sign.polarity
        reading.certainty = reading.certainty or sign.certainty
        reading.time = reading.time or sign.time
        if sign.kind is FactualityKind.CONDITIONAL and reading.condition is None and sign.id in _OPENERS:
            rest = _CONDITION_END.search(content, match.end())
            last = len(content[: rest.start() if rest else len(content)].rstrip())
            last = match.end("at") if sign.id == "without" else len(content[:last].rstrip(',"”’» '))
            reading.condition = paragraph.span((start + first, start + last))
            clause = clause[:first] + " " * len(clause[first:last]) + clause[last:]  # its signs are its own


def _blotted(text: str, place: Range, blots: Sequence[Range]) -> str:
    """A range of letters, those of the blots made blank."""
    start, end = place
    parts: list[str] = []
    at = start
    for first, last in sorted(blots):
        if at <= first < last <= end:
            parts += [text[at:first], "_" * (last - first)]
            at = last
    return "".join([*parts, text[at:end]])


def _applies(sign: Sign, reading: _Reading, found: Found) -> bool:
    """Whether a sign can still tell something new about this content."""
    if sign.groups and found.group not in sign.groups:
        return False
    if sign.lemmas and (
        found.draft is None or found.draft.verb is None or found.draft.verb.lemma not in sign.lemmas
    ):
        return False
    hangs = sign.kind is FactualityKind.CONDITIONAL and reading.kind in _GIVES_WAY and sign.id in _OPENERS
    kind = sign.kind if reading.kind is None or hangs else None
    if kind is FactualityKind.CONDITIONAL and found.group == "ask" and sign.id in _OPENERS:
        return False  # "asked if"
    if kind is FactualityKind.DEMAND and found.group not in _SPEECH:
        kind = None
    news = [
        kind,
        sign.polarity if reading.polarity is None else None,
        sign.certainty if reading.certainty is None else None,
        sign.time if reading.time is None else None,
    ]
    return any(item is not None for item in news)
