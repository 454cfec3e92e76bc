"""Why a row stands in the record: its rule, its evidence with offsets and words, what it hangs on."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from dragoman.export.choosing import FACTS, status_of
from dragoman.export.happenings import QUADS, headline, size, statement_of, when
from dragoman.export.plain import one_line, plain
from dragoman.export.pseudonyms import Names, mask_of
from dragoman.export.reading import ASIDE
from dragoman.export.rows import Row, rows_of
from dragoman.export.wording import Words, factuality, folding, place, role
from dragoman.model import (
    Actor,
    Block,
    Coded,
    Comment,
    DateEvidence,
    Event,
    Factuality,
    Mention,
    Participant,
    Problem,
    Source,
    Span,
    Stance,
    Statement,
)

#: A name and what it is; a name of "" goes on with the one before.
Pair = tuple[str, str]
#: Roles of evidence under other names: on what an event hangs is a condition as well, and its line stands nearby.
_ROLES = {"condition": "needed"}


def explain(
    coded: Coded, row: Row, *, comments: Names = Names.PSEUDONYMOUS, key: bytes | None = None
) -> tuple[Pair, ...]:
    """What can be told about ``row`` of ``coded``, as pairs of a name and one line of text.

    Offsets are code points. Words of the page are quoted as ``comments`` and ``key`` say, control characters
    made harmless.
    """
    words = Words(coded=coded, mask=mask_of(coded, comments, key))
    tellers: dict[type, Callable[[Words, Any], Iterator[Pair]]] = {
        Statement: _statement,
        Stance: _stance,
        DateEvidence: _date,
        Comment: _comment,
        Mention: _mention,
        Actor: _actor,
        Event: _event,
        Block: _block,
        Problem: _problem,
    }
    head = (row.kind, f"{row.name}{f' ({row.id})' if row.id else ''}")
    pairs = (head, *tellers[type(row.value)](words, row.value))
    return tuple((name, plain(line)) for name, line in pairs)


def rules_of(row: Row) -> tuple[str, ...]:
    """The names of the rules that decided ``row``, for looking them up in the knowledge files."""
    match row.value:
        case Statement(rule=rule) | Stance(rule=rule) | Event(rule=rule) | Block(rule=rule):
            return (rule,)
        case Comment(labels=labels):
            return tuple(dict.fromkeys(label.rule for label in labels))
        case Mention(actor=str(actor)):
            return (actor,)
        case Mention(candidates=candidates):
            return tuple(fit.actor for fit in candidates)
        case Actor(id=actor_id):
            return (actor_id,)
        case _:
            return ()


def _at(words: Words, name: str, span: Span | None, limit: int | None = None) -> Iterator[Pair]:
    if span is not None:
        yield name, f"{place((span,))} “{words.quote(span, limit)}”"


def _all(words: Words, name: str, spans: tuple[Span, ...]) -> Iterator[Pair]:
    for at, span in enumerate(spans):
        yield from _at(words, name if at == 0 else "", span)


def _context(words: Words, span: Span | None) -> Iterator[Pair]:
    """The block that a span stands in: its kind, its rule, and its words."""
    if span is None:
        return
    for row in rows_of(words.coded):
        if isinstance(row.value, Block) and row.value.span.overlaps(span):
            block = row.value
            yield "stands in", f"{row.name}, {block.kind}, {one_line(block.path)} (rule {block.rule})"
            yield "", _block_words(words, block)
            return


def _block_words(words: Words, block: Block) -> str:
    if any(comment.labels and comment.span.overlaps(block.span) for comment in _comments(words.coded)):
        return f"{place((block.span,))} (a folded comment)"
    return f"{place((block.span,))} “{words.quote(block.span, 400)}”"


def _statement(words: Words, one: Statement) -> Iterator[Pair]:
    yield "rule", one.rule
    yield "style", f"{one.style}, lane {one.lane}, confidence {one.confidence:.2f}"
    if words.folds(one.comment):
        yield "content", f"{place(one.content)} (of a folded comment; it stands in the JSON record)"
    else:
        yield from _all(words, "content", one.content)
    yield from _at(words, "topic", one.topic)
    for layer in one.chain:
        yield "chain", f"{layer.role}: {words.source(layer.source)}{_source(words, layer.source)}"
        yield from _all(words, "cue", layer.cues)
    if not one.chain:
        yield "chain", "empty: the page's own outlet says it"
    if one.addressee:
        yield "addressee", f"{words.source(one.addressee)}{_source(words, one.addressee)}"
    yield from _factuality(words, one.factuality)
    yield from _all(words, "inserted", one.insertions)
    if one.within:
        yield "within", f"the content of statement {one.within}"
    if one.carried:
        yield "carried", f"the source is taken from statement {one.carried}"
    yield from _context(words, one.content[0] if one.content else one.topic)


def _source(words: Words, source: Source | None) -> str:
    if source is None:
        return ""
    actor = f" = {source.actor}" if source.actor else ", nobody known"
    return f" {place((source.span,))} “{words.quote(source.span)}”{actor}"


def _factuality(words: Words, value: Factuality) -> Iterator[Pair]:
    yield "factuality", factuality(value)
    yield from _at(words, "condition", value.condition)
    yield from _all(words, "shown by", value.cues)


def _stance(words: Words, one: Stance) -> Iterator[Pair]:
    yield "rule", one.rule
    yield "stance", f"c{one.comment + 1} {words.stance(one)}"
    if words.folds(one.comment):
        yield "words", f"{place((one.span,))} (of a folded comment; they stand in the JSON record)"
    else:
        yield from _at(words, "words", one.span)
        yield from _at(words, "meant by", one.basis, 200)
    target = next((own for own in words.coded.statements if own.id == one.target), None)
    if target is not None:
        yield "target", f"{words.chain(target)}: {words.content(target, 200)} {place(target.content)}"
    yield from _context(words, one.span)


def _date(words: Words, one: DateEvidence) -> Iterator[Pair]:
    yield "value", one.value or "not fixed by the words alone"
    yield "kind", str(one.kind)
    verdict = "no evidence of publication" if one.kind in ASIDE else "accepted" if one.accepted else "refused"
    yield "verdict", f"{verdict}: {one_line(words.mask.say(one.why))}"
    yield from _at(words, "basis", one.basis)
    if one.path:
        yield "markup", one_line(one.path)
    yield from _context(words, one.basis)


def _comment(words: Words, one: Comment) -> Iterator[Pair]:
    yield "author", words.commenter(one)
    yield from _at(words, "header", one.header, 200)
    if one.labels:
        yield "folded", folding(one)
        for label in one.labels:
            yield from _at(words, "evidence", label.span, 120)
        yield "text", f"{place((one.span,))} (folded; it stands in the JSON record and in the painted page)"
    else:
        yield from _at(words, "text", one.span, 400)
    if one.posted:
        yield "posted", one.posted
        yield from _at(words, "basis", one.posted_basis)
    yield "reply", f"{words.reply(one) or 'to nobody'} (basis: {one.reply_basis})"
    for pair in one.quotes:
        yield from _at(words, "quotes", pair.source, 200)


def _mention(words: Words, one: Mention) -> Iterator[Pair]:
    yield from _at(words, "words", one.span)
    yield from _at(words, "head", one.head if one.head != one.span else None)
    yield "kind", str(one.kind)
    for fit in one.candidates:
        chosen = "chosen" if fit.actor == one.actor else "candidate"
        yield chosen, f"{fit.actor}, score {fit.score:.2f}, rule {fit.rule}"
    if one.sector:
        yield "sector", one.sector
    if one.actor is None:
        yield "actor", _open(one)
    elif actor := words.actor(one.actor):
        yield from _actor(words, actor)
    yield from _context(words, one.span)


def _open(one: Mention) -> str:
    """Why a mention has no actor."""
    if len(one.candidates) > 1 and one.candidates[0].score == one.candidates[1].score:
        return "open: two fit equally well"
    return "open: only whom the words belong to is known" if one.candidates else "nobody known"


def _actor(words: Words, one: Actor) -> Iterator[Pair]:
    country = f", {one.country}" if one.country else ""
    learnt = "; learnt from this page" if one.id.startswith("local:") else ""
    yield "actor", f"{one_line(words.mask.say(one.name))} ({one.kind}{country}){learnt}"
    for value in one.roles:
        citation = f" — {one_line(value.citation)}" if value.citation else ""
        yield "role", f"{role(value)}{citation}"
    for alias in one.aliases:
        held = f" {alias.since or ''}–{alias.until or ''}" if alias.since or alias.until else ""
        stands_for = ", a place that stands for it" if alias.metonym else ""
        yield "alias", f"{one_line(words.mask.say(alias.text))}{held}{stands_for}"


def _event(words: Words, one: Event) -> Iterator[Pair]:
    coded = words.coded
    told = status_of(one.factuality)
    yield "what", headline(words, one, 120)
    yield "status", f"{told}{'' if told in FACTS else ': not told as a fact'}"
    yield from _factuality(words, one.factuality)
    if one.auxiliary:
        yield "auxiliary", ", ".join(one.auxiliary)
    yield from _codes(one)
    if coded.main and coded.main.event == one.id:
        yield "main event", "the article is about it"
    parties = {part.span for part in (*one.actors, *one.recipients)}
    for item in one.evidence:
        if item.role not in {"actor", "recipient"} or item.span not in parties:
            yield from _at(words, _ROLES.get(item.role, item.role), item.span)
    for name, parts in (("actor", one.actors), ("recipient", one.recipients)):
        for part in parts:
            yield from _party(words, name, part)
    value = one_line(one.when.value) if one.when and one.when.value else None
    yield "when", when(one) if value in {None, when(one)} else f"{when(one)} (EDTF {value})"
    yield from _at(words, "basis", one.when.basis if one.when else None)
    yield from _where(words, one)
    for number in one.sizes:
        quoted = f"{place((number.span,))} “{words.quote(number.span)}”"
        yield "size", f"{size(number)} {number.kind} {quoted}"
    yield from _vouched(words, one)
    yield from _context(words, one.evidence[0].span if one.evidence else None)


def _codes(one: Event) -> Iterator[Pair]:
    yield "rule", f"{one.rule}, confidence {one.confidence:.2f}"
    yield "codebook", one.codebook
    quad = QUADS.get(one.category)
    said = [
        one.category,
        *([f"mode {one.mode}"] if one.mode else []),
        *([f"quad class {quad}"] if quad else []),
    ]
    said += [f"CAMEO {one.cameo}"] if one.cameo else []
    said += [f"intensity {one.intensity:+g}"] if one.intensity is not None else []
    yield "category", ", ".join(said)
    if one.contexts:
        yield "contexts", ", ".join(one.contexts)


def _party(words: Words, name: str, part: Participant) -> Iterator[Pair]:
    """A party: its words, its code, and the mentions in them that tell who it is."""
    yield (
        name,
        f"{one_line(part.code) if part.code else 'no code'} {place((part.span,))} “{words.quote(part.span)}”",
    )
    for at, mention in enumerate(words.coded.mentions, start=1):
        if not mention.span.overlaps(part.span):
            continue
        fits = [fit for fit in mention.candidates if mention.actor in {None, fit.actor}]
        said = (
            "; ".join(f"{fit.actor}, score {fit.score:.2f}, rule {fit.rule}" for fit in fits)
            or "nobody known"
        )
        sector = f"; sector {mention.sector}" if mention.sector else ""
        yield "", f"m{at} “{words.quote(mention.span, 60)}” ({mention.kind}): {said}{sector}"
    if actor := words.actor(part.actor):
        country = f", {actor.country}" if actor.country else ""
        yield "", f"= {one_line(words.mask.say(actor.name))} ({actor.kind}{country}): {words.office(actor)}"


def _where(words: Words, one: Event) -> Iterator[Pair]:
    where = one.where
    if where is None:
        return
    told = [one_line(where.name), *([where.country] if where.country else [])]
    if where.lat is not None and where.lon is not None:
        told.append(f"{where.lat:g}, {where.lon:g}")
    told += [f"GeoNames {where.geonames}"] if where.geonames is not None else []
    told += [f"rule {where.rule}"] if where.rule else []
    yield "where", ", ".join(told)
    yield from _at(words, "basis", where.span)


def _vouched(words: Words, one: Event) -> Iterator[Pair]:
    """The statement that the event hangs on, and all others that tell it."""
    for at, (statement_id, value) in enumerate(
        ((one.statement, one.factuality), *((telling.statement, telling.factuality) for telling in one.also))
    ):
        found = statement_of(words.coded, statement_id)
        said = f"{found[0]}: {words.chain(found[1])}" if found else statement_id
        again = f" ({factuality(value)}) {place((one.also[at - 1].trigger,))}" if at else ""
        yield ("told again" if at else "statement"), f"{said}{again}"


def _block(words: Words, one: Block) -> Iterator[Pair]:
    part = f", {one.part}" if one.part else ""
    yield "kind", f"{one.kind}{part}"
    yield "rule", one.rule
    yield "path", one_line(one.path)
    yield "words", _block_words(words, one)


def _comments(coded: Coded) -> tuple[Comment, ...]:
    return coded.thread.comments if coded.thread else ()


def _problem(words: Words, one: Problem) -> Iterator[Pair]:
    yield "code", f"{one.code}{', grave' if one.grave else ''}"
    yield "detail", one_line(words.mask.say(one.detail))
    yield "remedy", one.remedy
    yield from _at(words, "where", one.span, 200)
    yield from _context(words, one.span)
