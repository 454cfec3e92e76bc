"""One list of candidates out of those of the rules and those of the trained tags (:mod:`.tagged`)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dragoman.model import FactualityKind
from dragoman.statements.cues import CueBook
from dragoman.statements.grammar import is_name
from dragoman.statements.paragraph import Range, Skeleton, Token
from dragoman.statements.parenthesis import RULE as PARENTHESIS
from dragoman.statements.particles import VOICED
from dragoman.statements.tags import SPEECH, Draft

#: What is left of the confidence of a rule's content in which the tagger saw none.
UNCONFIRMED = 0.5
#: Contents are the same when they share more than so much of their letters (Dice).
SAME = 0.9


def merged(row: Skeleton, rules: Sequence[Draft], tags: Sequence[Draft], book: CueBook) -> list[Draft]:
    """One list out of both, in the order of their cues; drafts of which no two speak of the same words."""
    sure = [
        draft
        for draft in rules
        if draft.medium is not None or draft.rule == PARENTHESIS or _is_quoted(row, draft, tags, book)
    ]
    unsure = [draft for draft in rules if draft not in sure]
    chosen = [_fuller(row, tag, unsure, book) for one in tags for tag in _nested(one, unsure)]
    unconfirmed = [replace(draft, trust=draft.trust * UNCONFIRMED) for draft in unsure]
    out: list[Draft] = []
    for draft in (*sure, *chosen):
        if not any(_meets(draft, other) for other in out):
            out.append(draft)
    for draft in unconfirmed:
        if not any(_meets(draft, other) or _tangled(row, draft, other) for other in out):
            out.append(draft)
    return sorted(out, key=lambda draft: draft.cues[0])


def _nested(tag: Draft, rules: Sequence[Draft]) -> list[Draft]:
    """The tag's draft, or what it becomes where a rule knows a cue right in front of one of its contents.

    "Berg said X, the agency reported": X has Berg for its source, and the agency passed it on.
    """
    for rule in rules:
        if not rule.content or any(_cross(a, b) for a in tag.cues for b in rule.cues):
            continue
        piece = next((piece for piece in tag.content if piece[0] == rule.content[0][0]), None)
        if piece is None or rule.source is None:
            continue
        rest = tuple(other for other in tag.content if other != piece)
        inner = replace(rule, content=(piece,), trust=tag.trust, medium=None if rest else tag.source)
        return [replace(tag, content=rest), inner] if rest else [inner]
    return [tag]


def _fuller(row: Skeleton, tag: Draft, rules: Sequence[Draft], book: CueBook) -> Draft:
    """The rule's draft where it knows more of what the tags see: the form of the words, a source, an inner layer."""
    for rule in rules:
        if rule.rule == "clause-tag" and _inside(row, rule.cues[0], tag):
            return rule  # "..., S said, according to M": the chain finds M
        if not _meets(tag, rule):
            continue
        if _knows_more(rule, tag) and any(_cross(a, b) for a in tag.cues for b in rule.cues):
            return rule  # "sought to dispel rumours", "renewed its pledge to leave"
        if _is_asked(row, tag, rule):
            return rule
        if rule.rule == "clause-tag" and _begins_late(row, tag, rule, book):
            return rule
        if 2 * _shared(tag, rule) > SAME * (_size(tag) + _size(rule)):
            one = tag.source is not None and any(_cross(a, b) for a in tag.cues for b in rule.cues)
            return replace(rule, source=tag.source) if one else rule
        if tag.source is None and rule.source is not None:
            return rule
    return tag


def _knows_more(rule: Draft, tag: Draft) -> bool:
    """Whether a rule knows a denial, or a noun that is voiced, where the tags saw but a verb."""
    if rule.verb is None or rule.verb.kind is tag.kind:
        return False
    return rule.verb.kind is FactualityKind.DENIED or rule.verb.group == VOICED


def _is_asked(row: Skeleton, tag: Draft, rule: Draft) -> bool:
    """Whether a tagger took who was asked for the content ("Residents were told by S to leave")."""
    first = next((at for at, token in enumerate(row) if token.start >= rule.content[0][0]), 0)
    return (
        row[first].low in {"to", "that"}
        and any(_cross(a, b) for a in tag.cues for b in rule.cues)
        and all(end <= row[rule.cues[0][0]].start for _, end in tag.content)
    )


def _begins_late(row: Skeleton, tag: Draft, rule: Draft, book: CueBook) -> bool:
    """Whether a tagger saw but the end of a clause in front of its tag ("P unless Q, S said")."""
    first = next((at for at, token in enumerate(row) if token.start >= tag.content[0][0]), 0)
    return (
        len(tag.content) == 1
        and tag.cues == rule.cues
        and tag.content[0][1] == rule.content[0][1]
        and tag.content[0][0] > rule.content[0][0]
        and row[first].low in book.words["subordinators"]
        and row[first - 1].text != ","
    )


def _inside(row: Skeleton, tokens: Range, draft: Draft) -> bool:
    return any(
        start <= row[tokens[0]].start and row[tokens[1] - 1].end <= end for start, end in draft.content
    )


def _all_quoted(row: Skeleton, draft: Draft) -> bool:
    quotations = {(token.start, token.end) for token in row if token.quote >= 0}
    return all(place in quotations for place in draft.content)


def _is_quoted(row: Skeleton, draft: Draft, tags: Sequence[Draft], book: CueBook) -> bool:
    """Whether a content is nothing but quotations, and not one that a tagged clause of the same cue goes beyond.

    ("said 'the old ferry' and two barges were lost": the words in marks are a part of what was said.)
    """
    return _all_quoted(row, draft) and not any(_goes_beyond(row, tag, draft, book) for tag in tags)


def _goes_beyond(row: Skeleton, tag: Draft, draft: Draft, book: CueBook) -> bool:
    """Whether the tags see a quotation within a clause; no cue stands in front of it there, no second verb behind it."""
    same = any(_cross(a, b) for a in tag.cues for b in draft.cues)
    if not same or len(tag.content) != 1 or len(draft.content) != 1:
        return False
    (start, end), (first, last) = tag.content[0], draft.content[0]
    if not (start <= first and last <= end) or _size(tag) == _size(draft):
        return False
    behind = next((at for at, token in enumerate(row) if token.start >= last), len(row))
    joined = last < end and behind < len(row) and row[behind].low in book.words["conjunctions"]
    cued = any(start <= token.start < first and _is_saying(token, book) for token in row)
    return not cued and not (joined and not _opens_phrase(row, behind + 1, book))


def _is_saying(token: Token, book: CueBook) -> bool:
    return any(verb.group in SPEECH and "quote" in verb.frames for verb in book.verbs.get(token.low, ()))


def _opens_phrase(row: Skeleton, at: int, book: CueBook) -> bool:
    """Whether a name, or a word that leads nouns, stands here; a verb without its subject does not."""
    leads = book.words["determiners"] | book.words["pronouns"] | book.words["possessives"]
    return at < len(row) and (is_name(row[at]) or row[at].low in leads)


def _meets(one: Draft, two: Draft) -> bool:
    """Whether two drafts share a cue, or more than half of the shorter content."""
    if any(_cross(a, b) for a in one.cues for b in two.cues):
        return True
    return 2 * _shared(one, two) > min(_size(one), _size(two))


def _tangled(row: Skeleton, one: Draft, two: Draft) -> bool:
    """Whether the content of one draft covers words of the other's cue, source or content."""
    for draft, other in ((one, two), (two, one)):
        parts = [*other.cues, *([other.source] if other.source else [])]
        letters = [(row[start].start, row[end - 1].end) for start, end in parts]
        if any(_cross(piece, place) for piece in draft.content for place in (*letters, *other.content)):
            return True
    return False


def _shared(one: Draft, two: Draft) -> int:
    return sum(max(0, min(a[1], b[1]) - max(a[0], b[0])) for a in one.content for b in two.content)


def _size(draft: Draft) -> int:
    return sum(end - start for start, end in draft.content)


def _cross(one: Range, two: Range) -> bool:
    return one[0] < two[1] and two[0] < one[1]
