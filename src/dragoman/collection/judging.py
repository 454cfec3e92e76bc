"""An analyst's word on a row, made into judgements: what is said in short is spelled out and checked."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, TypeAlias

from dragoman.dates import is_valid
from dragoman.errors import InputError
from dragoman.events import Codebook
from dragoman.events.details import MODES
from dragoman.model import (
    Coded,
    Event,
    Evidence,
    Factuality,
    FactualityKind,
    Judgement,
    Lane,
    Page,
    RowKind,
    Span,
    Statement,
    Style,
    Verdict,
    content_id,
)
from dragoman.model.codec import encode
from dragoman.store import anchor_of, judgement_id, kind_of, seen_digest, value_of, with_value
from dragoman.store.judging import added, path_of

Judged: TypeAlias = "Statement | Event"
_SPAN = re.compile(r"(?P<start>\d+)[-–](?P<end>\d+)")
_PARTY = re.compile(r"(?P<code>[A-Z]{2,9})?(?:=(?P<actor>[^@]+))?@(?P<span>\d+[-–]\d+)")
#: Fields whose value is a word, not JSON.
_WORDS = frozenset({"kind", "polarity", "certainty", "time", "style", "cameo", "mode"})


@dataclass(frozen=True, slots=True, kw_only=True)
class By:
    """Who judges, when (aware UTC), and why."""

    name: str
    at: datetime
    note: str | None = None


def verdict_on(coded: Coded, row: Judged, verdict: Verdict, by: By) -> Judgement:
    """That a row is right (ACCEPT) or wrong (REJECT)."""
    return _judgement(coded.page, row, verdict, by)


def changes_of(coded: Coded, row: Judged, said: str, codebook: Codebook, by: By) -> Iterator[Judgement]:
    """The judgements that ``FIELD=VALUE`` stands for.

    ``category=CONSULT/phone`` also says the mode and the intensity, and drops the CAMEO code of the old category.
    ``speaker=ID`` names the innermost source of a statement, ``actor=CODE`` and ``recipient=CODE`` the code of the only
    party of that side, ``actors=USA@10-20+RUSGOV@30-36`` all of a side (nothing after the mark: none),
    ``when=2022-07-22`` the day, ``topic=START-END`` the words of a silence's topic. Any field of
    :data:`dragoman.store.FIELDS` takes JSON.

    Raises:
        InputError: for an unknown field, or a value that is none of it.
    """
    field, mark, value = said.partition("=")
    if not mark:
        raise InputError(f"{said!r} is not FIELD=VALUE, like category=AGREE or kind=denied")
    for name, new in _spelled_out(coded.page, row, field.strip(), value.strip(), codebook):
        text = _canonical(new)
        with_value(row, name, text, coded.page.id)
        yield _judgement(coded.page, row, Verdict.CHANGE, by, field=name, old=value_of(row, name), value=text)


def taken_back(one: Judgement, by: By) -> Judgement:
    """The judgement that takes back ``one``; it says nothing itself."""
    made = replace(one, by=by.name, at=by.at, note=by.note, replaces=one.id, id="")
    return replace(made, id=judgement_id(made))


def new_event(coded: Coded, said: Mapping[str, str], codebook: Codebook, by: By) -> Iterator[Judgement]:
    """The ADD of an event: ``trigger=START-END``, ``category=CONSULT/visit``, ``actor=RUSGOV@START-END`` and the like.

    ``statement`` is the row name or id of the statement that tells it; without it, the smallest whose content holds the
    trigger. Where there is none the outlet tells it, and its paragraph is added as a statement of its own.

    Raises:
        InputError: when a part is missing or wrong.
    """
    page = coded.page
    trigger = _span(page, said.get("trigger", ""), "trigger")
    category, mode = _category(said.get("category", ""), codebook)
    holder = _holder(coded, trigger, said.get("statement"))
    if holder is None:
        holder = _outlets_own(coded, trigger)
        yield _added(page, RowKind.STATEMENT, holder.id, anchor_of(holder), encode(holder), by)
    actors = tuple(_party(page, one) for one in _several(said.get("actor")))
    recipients = tuple(_party(page, one) for one in _several(said.get("recipient")))
    if not actors and not recipients:
        raise InputError("an event needs an actor or a recipient, like actor=RUSGOV@120-126")
    data = {
        "id": content_id(
            page.id, "judged", category, mode, trigger.start, trigger.end, *_flat((*actors, *recipients))
        ),
        "statement": holder.id,
        "codebook": codebook.name,
        "category": category,
        "mode": mode,
        "actors": list(actors),
        "recipients": list(recipients),
        "rule": "by hand",
        "evidence": [encode(Evidence(role="trigger", span=trigger))],
        "confidence": 1.0,
        "factuality": encode(_factuality(holder, said.get("kind"))),
        "intensity": codebook.categories[category].intensity,
        "when": _when(said.get("when")),
    }
    yield _added(page, RowKind.EVENT, str(data["id"]), (trigger,), data, by)


def _added(page: Page, kind: RowKind, row: str, anchor: tuple[Span, ...], data: Any, by: By) -> Judgement:
    made = Judgement(
        id="",
        page=page.id,
        kind=kind,
        row=row,
        anchor=anchor,
        words=tuple(page.quote(span) for span in anchor),
        verdict=Verdict.ADD,
        by=by.name,
        at=by.at,
        value=_canonical(data),
        note=by.note,
    )
    added(made.value or "", kind, page.id)
    return replace(made, id=judgement_id(made))


def _judgement(
    page: Page,
    row: Judged,
    verdict: Verdict,
    by: By,
    *,
    field: str | None = None,
    old: str | None = None,
    value: str | None = None,
) -> Judgement:
    anchor = anchor_of(row)
    made = Judgement(
        id="",
        page=page.id,
        kind=kind_of(row),
        row=row.id,
        anchor=anchor,
        words=tuple(page.quote(span) for span in anchor),
        verdict=verdict,
        by=by.name,
        at=by.at,
        seen=seen_digest(row),
        field=field,
        old=old,
        value=value,
        note=by.note,
    )
    return replace(made, id=judgement_id(made))


def _spelled_out(
    page: Page, row: Judged, field: str, value: str, codebook: Codebook
) -> Iterator[tuple[str, Any]]:
    if field == "category" and isinstance(row, Event):
        category, mode = _category(value, codebook)
        yield "category", category
        yield "mode", mode
        yield "intensity", codebook.categories[category].intensity
        yield "cameo", None
        return
    if field == "speaker" and isinstance(row, Statement):
        yield "chain", _with_speaker(row, value)
    elif field in {"actor", "recipient"} and isinstance(row, Event):
        yield f"{field}s", [_party(page, value)] if "@" in value else _with_code(row, field, value)
    elif field in {"actors", "recipients"} and isinstance(row, Event) and not value.startswith("["):
        yield field, [_party(page, one) for one in _several(value)]
    elif field == "topic" and isinstance(row, Statement) and not value.startswith(("[", "{", "null")):
        yield field, encode(_span(page, value, field))
    elif field == "when" and not value.startswith(("{", "null")):
        yield "when", _when(value)
    elif field in _WORDS and not value.startswith('"'):
        path_of(kind_of(row), field)
        yield field, None if value in {"", "null"} else value
    else:
        path_of(kind_of(row), field)
        yield field, _json(field, value)


def _category(said: str, codebook: Codebook) -> tuple[str, str | None]:
    name, _, mode = said.partition("/")
    category = codebook.categories.get(name.upper())
    if category is None:
        raise InputError(
            f"{said!r} is no category of {codebook.name}: {', '.join(sorted(codebook.categories))}"
        )
    modes = MODES.get(name.upper(), frozenset()) | {
        one.mode
        for some in codebook.senses.values()
        for one in some
        if one.category == name.upper() and one.mode
    }
    if mode and mode not in modes:
        raise InputError(
            f"{mode!r} is no mode of {name.upper()}: {', '.join(sorted(modes)) or 'it has none'}"
        )
    return name.upper(), mode or None


def _with_speaker(row: Statement, value: str) -> Any:
    data: Any = encode(row.chain)
    if not data or data[-1]["source"] is None:
        raise InputError(
            "the statement names no source whose actor could be another one; judge 'chain' with JSON"
        )
    data[-1]["source"]["actor"] = value or None
    return data


def _with_code(row: Event, side: str, value: str) -> Any:
    data: Any = encode(row.actors if side == "actor" else row.recipients)
    if len(data) != 1:
        raise InputError(
            f"the event has {len(data)} {side}s; say which words: {side}={value or 'USA'}@120-126, or all with {side}s=USA@120-126+RUS@130-136"
        )
    code, mark, actor = value.partition("=")
    data[0]["code"] = code or None
    if mark:
        data[0]["actor"] = actor or None
    return data


def _when(value: str | None) -> Any:
    if value is None or value in {"", "null"}:
        return None
    if not is_valid(value):
        raise InputError(f"when={value!r} is no EDTF date like 2022-07-22 or 2022-07")
    return {"value": value, "basis": None}


def _json(field: str, value: str) -> Any:
    try:
        return json.loads(value)
    except ValueError as error:
        raise InputError(f"{field}={value!r} is not JSON, which this field takes ({error})") from error


def _span(page: Page, said: str, what: str) -> Span:
    match = _SPAN.fullmatch(said)
    if match is None:
        raise InputError(f"{what}={said!r} is not START-END in characters of the page, like {what}=120-126")
    start, end = int(match["start"]), int(match["end"])
    if not start < end <= len(page.text):
        raise InputError(f"{what}={said}: the page has characters 0 to {len(page.text)}")
    return page.span(start, end)


def _several(said: str | None) -> tuple[str, ...]:
    return tuple(one.strip() for one in (said or "").split("+") if one.strip())


def _party(page: Page, said: str) -> Any:
    match = _PARTY.fullmatch(said)
    if match is None:
        raise InputError(f"{said!r} is not CODE@START-END or CODE=ACTOR@START-END, like RUSGOV@120-126")
    span = _span(page, match["span"], "party")
    return {"span": encode(span), "actor": match["actor"], "code": match["code"]}


def _holder(coded: Coded, trigger: Span, named: str | None) -> Statement | None:
    for at, one in enumerate(coded.statements, start=1):
        if named is not None and named in {f"s{at}", one.id}:
            return one
    if named is not None:
        raise InputError(f"the page has no statement {named!r}")
    around = [one for one in coded.statements if any(span.covers(trigger) for span in one.content)]
    return min(around, key=lambda one: sum(map(len, one.content)), default=None)


def _outlets_own(coded: Coded, trigger: Span) -> Statement:
    article = coded.article
    parts = (
        *((article.title,) if article and article.title else ()),
        *(article.paragraphs if article else ()),
    )
    content = next((span for span in parts if span.covers(trigger)), None)
    if content is None:
        raise InputError("these words do not stand in the article: a comment is never evidence for an event")
    return Statement(
        id=content_id(coded.page.id, "judged", content.start, content.end),
        lane=Lane.ARTICLE,
        style=Style.OUTLET,
        content=(content,),
        chain=(),
        factuality=Factuality(kind=FactualityKind.ASSERTED),
        rule="by hand",
        confidence=1.0,
    )


def _factuality(holder: Statement, kind: str | None) -> Factuality:
    if kind is None:
        return holder.factuality
    if kind not in set(FactualityKind):
        raise InputError(f"kind={kind!r} is none of {', '.join(FactualityKind)}")
    return replace(holder.factuality, kind=FactualityKind(kind))


def _flat(parties: tuple[Any, ...]) -> Iterator[str | int | None]:
    for one in parties:
        yield from (one["code"], *one["span"])


def _canonical(data: Any) -> str:
    return json.dumps(data, ensure_ascii=True, sort_keys=True, separators=(",", ":"))
