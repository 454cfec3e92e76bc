"""Every entry of the statement knowledge carries example sentences; this file runs them all."""

from __future__ import annotations

import re
from collections.abc import Mapping
from importlib.resources import files
from typing import Any

import pytest

from dragoman.model import (
    Actor,
    ActorKind,
    Encoding,
    EncodingBasis,
    Locator,
    Mention,
    MentionKind,
    Page,
    Span,
    Statement,
)
from dragoman.statements import CueExample, find_statements, parse_cues
from tests.made_sentences import parsed_sentences_of

FOLDER = files("dragoman") / "knowledge" / "statements"
BOOK = parse_cues(
    {f.name: f.read_text(encoding="utf-8") for f in FOLDER.iterdir() if f.name.endswith(".toml")}
)


def _page(text: str) -> Page:
    return Page(
        id="0" * 64,
        text=text,
        encoding=Encoding(name="utf-8", basis=EncodingBasis.FORCED),
        media_type="text/plain",
        locator=Locator(file="example"),
    )


def _named(page: Page, names: tuple[Mapping[str, str], ...]) -> tuple[list[Mention], dict[str, Actor]]:
    mentions: list[Mention] = []
    actors: dict[str, Actor] = {}
    for name in names:
        slug = name["text"].lower().replace(" ", "-")
        actors[slug] = Actor(id=slug, name=name["text"], kind=ActorKind(name["kind"]))
        for match in re.finditer(re.escape(name["text"]), page.text):
            span = page.span(*match.span())
            mentions.append(Mention(span=span, head=span, kind=MentionKind.NAME, actor=slug))
    return mentions, actors


def _shown(page: Page, spans: tuple[Span, ...]) -> str:
    return " … ".join(page.quote(span) for span in spans)


def _matches(page: Page, statement: Statement, want: Mapping[str, Any]) -> bool:
    last = statement.chain[-1] if statement.chain else None
    source = last.source if last else None
    facts = statement.factuality
    condition = facts.condition
    has: dict[str, Any] = {
        "style": statement.style.value,
        "source": page.quote(source.span) if source else None,
        "actor": source.actor if source else None,
        "role": last.role.value if last else None,
        "cue": _shown(page, last.cues) if last else None,
        "cue-word": _shown(page, facts.cues[:1]),
        "content": _shown(page, statement.content),
        "kind": facts.kind.value,
        "polarity": facts.polarity.value,
        "certainty": facts.certainty.value,
        "time": facts.time.value,
        "condition": page.quote(condition) if condition else None,
        "topic": page.quote(statement.topic) if statement.topic else None,
        "addressee": page.quote(statement.addressee.span) if statement.addressee else None,
        "insertions": [page.quote(span) for span in statement.insertions],
        "via": [page.quote(layer.source.span) for layer in statement.chain[:-1] if layer.source],
        "via-actor": [layer.source.actor for layer in statement.chain[:-1] if layer.source],
        "within": statement.within is not None,
        "carried": statement.carried is not None,
    }
    unknown = set(want) - set(has)
    assert not unknown, f"an example expects unknown fields {unknown}"
    return all(has[key] == value for key, value in want.items())


@pytest.mark.parametrize("example", BOOK.examples, ids=lambda e: f"{e.entry}: {e.text[:40]}")
def test_example(example: CueExample) -> None:
    page = _page(example.text)
    mentions, actors = _named(page, example.names)
    statements, problems = find_statements(parsed_sentences_of(page), mentions, actors, BOOK)
    assert problems == ()
    for want in example.expect:
        seen = "\n".join(f"{s.rule}: {s}" for s in statements)
        assert any(_matches(page, statement, want) for statement in statements), f"{want}\nnot among\n{seen}"


def test_every_example_holds_a_quotation_of_the_entry() -> None:
    assert {example.file for example in BOOK.examples} >= {
        "forms.toml",
        "verbs.toml",
        "signs.toml",
        "outlet.toml",
    }
