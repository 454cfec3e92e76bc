"""What a sentence's drafts become beside each other: parted, given what belongs to them, or dropped."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dragoman.model import FactualityKind
from dragoman.statements.asking import object_to
from dragoman.statements.clauses import forward
from dragoman.statements.cues import CueBook
from dragoman.statements.extent import letters_of, with_condition
from dragoman.statements.grammar import Group, starts_phrase, subject
from dragoman.statements.inside import nouns_by, owned_nouns
from dragoman.statements.paragraph import Paragraph, Skeleton
from dragoman.statements.tagged import is_unsaid
from dragoman.statements.tags import Draft
from dragoman.statements.trees import asides, beside, trimmed

#: What sets another source against the one before.
_AGAINST = frozenset({"while", "whereas", "although", "though"})


def is_unheard(row: Skeleton, draft: Draft, book: CueBook) -> bool:
    """Whether somebody is told not to have said a clause ("has not claimed that P"), or only asked about a thing."""
    first = (
        next((token for token in row if token.start >= draft.content[0][0]), row[0])
        if draft.content
        else None
    )
    start, end = draft.cues[-1]
    about = row[end - 1].low == "about" and row[start].low in {"asked", "asks"}
    who = () if draft.source is None else row[slice(*draft.source)]
    curious = {"who"} | book.words["writers"] | {f"{word}s" for word in book.words["writers"]}
    asks = bool(who) and who[-1].start < row[start - 1].end and row[start - 1].text != ","
    asks = asks and not any(token.low in curious for token in who)
    helpless = any(row[at].low in {"resist", "help", "avoid"} for at in range(*draft.cues[0]))
    return (about and not asks) or (
        is_unsaid(draft) and not helpless and first is not None and first.low == "that"
    )


def with_aside_medium(row: Skeleton, draft: Draft, book: CueBook) -> Draft:
    """The draft of "S, cited by M, said P" with S and the words up to M as its source; the chain finds M there."""
    at = 0 if draft.source is None else draft.source[0]
    if draft.source is None or at < 4 or row[at - 1].low not in {"by", "to", "with"}:
        return draft
    if row[at - 2].low not in book.words["seeing"] | {
        "cited",
        "quoted",
        "interviewed",
        "speaking",
        "talking",
    }:
        return draft
    if row[at - 3].text != ",":
        return draft
    who = subject(row, 0, at - 3, book)
    end = draft.source[1] - (row[draft.source[1] - 1].text == ",")
    return draft if who is None else replace(draft, source=(who[0], end))


def whole(row: Skeleton, draft: Draft, drafts: Sequence[Draft], book: CueBook) -> Draft:
    """The draft, its content with the condition on which it hangs."""
    if draft.source is None or not draft.content or draft.kind is FactualityKind.DENIED:
        return draft
    taken = [place for other in drafts if other is not draft for place in other.content]
    taken += [letters_of(row, place) for other in drafts for place in other.cues]
    last = with_condition(row, draft.cues[-1], draft.content[-1], taken, book)
    return replace(draft, content=(*draft.content[:-1], last))


def claims(row: Skeleton, drafts: Sequence[Draft], book: CueBook) -> list[Draft]:
    """Claims with an owner that no draft speaks of ("Lima's claim that P alarmed the town")."""
    taken = [place for draft in drafts for place in draft.content]
    taken += [(row[a].start, row[b - 1].end) for draft in drafts for a, b in draft.cues]
    owned = (one for one in owned_nouns(row, book) if one.noun is not None and one.noun.words[-1] == "that")
    denied = [place for draft in drafts if draft.kind is FactualityKind.DENIED for place in draft.content]
    apart = [
        one
        for one in nouns_by(row, book)
        if not any(a < one.content[0][1] and one.content[0][0] < b for a, b in taken if (a, b) not in denied)
    ]
    return apart + [
        one
        for one in owned
        if not any(start < one.content[0][1] and row[one.cues[0][0]].start < end for start, end in taken)
    ]


def parted(
    paragraph: Paragraph, row: Skeleton, groups: Sequence[Group], draft: Draft, book: CueBook
) -> list[Draft]:
    """The draft, and that of a second cue of its source inside its content ("writes that P and suggests that Q")."""
    if draft.source is None or len(draft.content) != 1 or _covers(row, draft):
        return [draft]
    first, last = draft.cues[0]
    for at, verb in beside(paragraph, (row[first].start, row[last - 1].end), draft.content[0]):
        group = next((one for one in groups if row[one.at].start == verb), None)
        led = group is not None and _starts_right(row, group.start, at)
        second = None
        if group is not None and led:
            second = forward(row, group, 0, book, draft.source) or object_to(row, group, draft.source, book)
        if second is not None and group is not None and group.finite:
            return [trimmed(paragraph, draft, at), replace(second, trust=draft.trust)]
    return _against(paragraph, row, groups, draft, book) or [draft]


def _against(
    paragraph: Paragraph, row: Skeleton, groups: Sequence[Group], draft: Draft, book: CueBook
) -> list[Draft]:
    """The draft, and that of another source set against it behind its content ("..., while S2 expects Q")."""
    start, end = draft.content[0]
    if row[draft.cues[0][0]].start > start or (draft.verb is not None and draft.verb.group == "report"):
        return []
    inside = [k for k, token in enumerate(row[:-3]) if start < token.start < end]
    for k in inside:
        if row[k].low not in _AGAINST or row[k - 1].text != "," or row[k + 1].low in book.words["pronouns"]:
            continue
        if not starts_phrase(row, k + 1, book):
            continue
        group = next((one for one in groups if one.start > k + 1 and one.finite), None)
        second = None if group is None else forward(row, group, k + 1, book)
        if second is not None and second.source is not None and second.source[0] == k + 1:
            return [trimmed(paragraph, draft, row[k].start), replace(second, trust=draft.trust)]
    return []


def with_aside(
    paragraph: Paragraph, row: Skeleton, groups: Sequence[Group], draft: Draft, book: CueBook
) -> list[Draft]:
    """The draft, and that of ", saying Q" at the end of its content where nobody in it can be who says so."""
    if (
        draft.source is None
        or len(draft.content) != 1
        or draft.verb is None
        or "quote" not in draft.verb.frames
    ):
        return [draft]
    for at, owner in asides(paragraph, draft.content[0]):
        group = next((one for one in groups if row[one.at].start == at), None)
        if group is None or group.framed("quote") is None or _may_speak(paragraph.text[slice(*owner)], book):
            continue
        second = forward(row, group, 0, book, draft.source)
        if second is not None:
            return [trimmed(paragraph, draft, at), replace(second, trust=draft.trust)]
    return [draft]


def said_by(row: Skeleton, draft: Draft, drafts: Sequence[Draft], book: CueBook) -> Draft:
    """The draft of ", saying Q" with the source of the sentence where it was given somebody who cannot speak."""
    first = draft.cues[0][0]
    if draft.source is None or not first or row[first - 1].text != "," or not row[first].low.endswith("ing"):
        return draft
    start, end = letters_of(row, draft.source)
    for other in drafts:
        inside = any(a <= start and end <= b < row[first].start + 1 for a, b in other.content)
        if other is not draft and other.source is not None and inside:
            words = " ".join(token.text for token in row[slice(*draft.source)])
            return draft if _may_speak(words, book) else replace(draft, source=other.source)
    return draft


def _may_speak(words: str, book: CueBook) -> bool:
    """Whether words name a person or office, or stand for one: what a participle behind them says may be theirs."""
    low = words.lower().split()
    named = len(low) > 1 and all(word[:1].isupper() for word in words.split())
    return named or bool(
        set(low) & (book.words["officials"] | book.words["roles"] | {"he", "she", "who", "they"})
    )


def _covers(row: Skeleton, draft: Draft) -> bool:
    """Whether a content is nothing but quotations."""
    start, end = draft.content[0]
    return all(token.quote >= 0 for token in row if start <= token.start < end)


def _starts_right(row: Skeleton, token: int, letter: int) -> bool:
    """Whether nothing but commas and a conjunction stands between a letter and a verb: it has no subject of its own."""
    between = [one for one in row[:token] if one.start >= letter]
    return all(one.low in {"and", "but", ",", "or"} for one in between)
