"""Statements with what is known of them and whether they are right: what confidence is fitted to and measured on.

PolNeAR's development articles tell whether a content is a statement of its innermost source (its training part is no
use: the tagger has seen it and is surer there). The project's own gold, without the third that is held back, tells
whether the whole chain is right.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from unittest.mock import patch

from bench import gold_statements
from bench.attribution_rules import changed
from bench.language import POLNEAR
from bench.predict_attribution import rows_of
from bench.scorers import attribution_scorer
from bench.treebanks import read_dev
from dragoman import pipeline
from dragoman.errors import InputError
from dragoman.kit import load_kit
from dragoman.language import Sentence
from dragoman.model import Lane, Problem, Span, Statement, Style
from dragoman.pages import read
from dragoman.statements import assemble, find_statements
from dragoman.statements.confidence import confidence_of
from dragoman.statements.cues import CueBook
from dragoman.statements.found import Found
from tests.gold import score_statements as own_scorer

#: The class of the outlet's own sentences that no statement touches.
OWN_SENTENCE = "own sentence"


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """One statement: its text, its features, the rule's own figure, the confidence that the kit gives; whether it is a
    statement of its innermost source, and whether its chain is right (None where the gold does not tell)."""

    text: str
    kind: str
    features: Mapping[str, float]
    by_rule: float
    shipped: float
    layers: int
    nested: bool
    link: bool
    chain: bool | None


@dataclass(frozen=True, slots=True)
class _Seen:
    features: Mapping[str, float]
    by_rule: float
    shipped: float


@contextmanager
def _watched(seen: list[_Seen]) -> Iterator[None]:
    """Statements made inside carry the number of their entry in ``seen`` as confidence."""

    def note(found: Found, style: Style, features: Mapping[str, float], book: CueBook) -> float:
        seen.append(_Seen(features, found.confidence, confidence_of(found, style, features, book)))
        return float(len(seen) - 1)

    with patch.object(assemble, "confidence_of", note):
        yield


def _judged(text: str, one: Statement, seen: Sequence[_Seen], link: bool, chain: bool | None) -> Judged:
    entry = seen[int(one.confidence)]
    return Judged(
        text=text,
        kind=one.style.value if one.style in {Style.OUTLET, Style.SILENCE} else "statement",
        features=entry.features,
        by_rule=entry.by_rule,
        shipped=entry.shipped,
        layers=len(one.chain),
        nested=one.within is not None,
        link=link,
        chain=chain,
    )


def own_rows() -> list[Judged]:
    """The statements of the passages in use of the project's own gold."""
    out: list[Judged] = []
    for row in gold_statements.passages(None):
        seen: list[_Seen] = []
        with _watched(seen):
            found = gold_statements.statements_in(row["text"])
        shapes = [gold_statements.shape(one) for one in found]
        pairs = {j: i for i, j in own_scorer.pair(row["text"], row["statements"], shapes)}
        for place, one in enumerate(found):
            gold = row["statements"][pairs[place]] if place in pairs else None
            out.append(_judged(row["id"], one, seen, *_own_verdict(row["text"], gold, shapes[place])))
    return out


def _own_verdict(text: str, gold: dict[str, Any] | None, shape: dict[str, Any]) -> tuple[bool, bool]:
    if gold is None:
        return False, False
    if not gold["chain"] and not shape["chain"]:
        return True, True
    return own_scorer.source_right(text, gold, shape), own_scorer.chain_right(text, gold, shape)


def polnear_rows(every: int = 1) -> tuple[list[Judged], list[Judged]]:
    """The statements of every ``every``-th development article, and the sentences in them that no statement touches.

    Statements inside another's content are left out: the gold has the outer ones.
    """
    rows = [json.loads(line) for line in read_dev(POLNEAR).split("\n") if line.strip()][::every]
    said: list[Judged] = []
    own: list[Judged] = []
    kit = load_kit()
    for row in rows:
        seen: list[_Seen] = []
        caught: list[tuple[Sequence[Sentence], Sequence[Statement]]] = []

        def catch(sentences: Sequence[Sentence], *rest: Any, caught: Any = caught) -> Any:
            found, problems = find_statements(sentences, *rest)
            caught.append((sentences, found))
            return found, problems

        (page,) = read(row["text"].encode())
        if isinstance(page, Problem) or page.text != row["text"]:
            raise InputError(f"{row['id']} cannot be read as one page with the same offsets")
        with (
            changed(bare=True, parsed=True),
            _watched(seen),
            patch.object(pipeline, "find_statements", catch),
            patch.object(pipeline, "code_events", lambda *_: ((), ())),
        ):
            pipeline.code_page(page, kit)
        sentences, found = caught[0]
        said += _against_polnear(row, [one for one in found if one.lane is Lane.ARTICLE], seen)
        own += _untouched(row, sentences, found)
    return said, own


def _against_polnear(
    row: Mapping[str, Any], found: Sequence[Statement], seen: Sequence[_Seen]
) -> Iterator[Judged]:
    marked = _Marked(row)
    answer = rows_of(found, nested=False)
    right = marked.right(answer)
    for one in found:
        if one.style is Style.OUTLET:
            yield _judged(row["id"], one, seen, not marked.covers(one.content), None)
        if not one.chain or one.within is not None:
            continue
        link = marked.goes_on(one) if one.carried is not None else one.id in right
        yield _judged(row["id"], one, seen, link, None)


def _untouched(
    row: Mapping[str, Any], sentences: Sequence[Sentence], found: Sequence[Statement]
) -> Iterator[Judged]:
    marked = _Marked(row)
    spans = [span for one in found for span in (*one.content, *(cue for a in one.chain for cue in a.cues))]
    for sentence in sentences:
        if sentence.words and not any(span.overlaps(sentence.span) for span in spans):
            link = not marked.covers((sentence.span,))
            yield Judged(
                text=row["id"],
                kind=OWN_SENTENCE,
                features={},
                by_rule=1.0,
                shipped=1.0,
                layers=0,
                nested=False,
                link=link,
                chain=None,
            )


class _Marked:
    """The gold attributions of one article, in the tokens of the scorer."""

    def __init__(self, row: Mapping[str, Any]) -> None:
        self._scorer = attribution_scorer()
        self._doc = self._scorer.Doc(row["text"])
        self._gold = row["attributions"]
        self._content = [self._tokens(one.get("content", [])) for one in self._gold]
        self._source = [self._tokens(one.get("source", [])) for one in self._gold]
        self._covered = frozenset().union(*self._content)

    def _tokens(self, spans: Sequence[Sequence[int]]) -> frozenset[int]:
        tokens: frozenset[int] = self._doc.norm(self._doc.tokens(spans))
        return tokens

    def right(self, answer: Sequence[Mapping[str, Any]]) -> set[str]:
        """The ids of the statements that the scorer takes for ``link.content_source``."""
        doc, rated = self._doc, self._scorer
        gold = [doc.tokens(one.get("content") or one.get("cue", [])) for one in self._gold]
        given = [doc.tokens(one["content"] or one["cue"]) for one in answer]
        out: set[str] = set()
        for i, j in rated.greedy(gold, given).items():
            content, source = self._tokens(answer[j]["content"]), self._tokens(answer[j]["source"])
            same = rated.dice(self._content[i], content) >= 0.5  # as the scorer has it
            if same and rated.share(doc, self._source[i], source):
                out.add(answer[j]["id"])
        return out

    def goes_on(self, one: Statement) -> bool:
        """Whether half of a carried content lies in a gold content of the same source."""
        tokens = self._tokens(_pairs(one.content))
        last = one.chain[-1].source
        source = self._tokens(_pairs((last.span,) if last else ()))
        return any(
            2 * len(tokens & content) >= len(tokens) and self._scorer.share(self._doc, own, source)
            for content, own in zip(self._content, self._source, strict=True)
        )

    def covers(self, spans: Sequence[Span]) -> bool:
        """Whether half of the words lie in what the gold gives somebody for."""
        tokens = self._tokens(_pairs(spans))
        return 2 * len(tokens & self._covered) >= max(len(tokens), 1)


def _pairs(spans: Sequence[Span]) -> list[list[int]]:
    return [[span.start, span.end] for span in spans]
