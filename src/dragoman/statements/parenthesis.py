"""A tag that a clause takes into its midst: "Oslo, the paper wrote, wants P"; "On Monday, said Berg, the road will open".

The clause around the tag is the content, in two pieces; whose words they are inside is found there, as anywhere.
"""

from __future__ import annotations

from collections.abc import Sequence

from dragoman.statements.cues import CueBook
from dragoman.statements.extent import STOPS, clause_end
from dragoman.statements.grammar import Group, is_name, is_word, phrase_after, starts_phrase, subject
from dragoman.statements.paragraph import Range, Skeleton
from dragoman.statements.tags import Draft

RULE = "parenthesis"
#: Words before the tag, and adverbial words behind its cue, at most.
_BEFORE, _BEHIND = 14, 7


def parenthesis(row: Skeleton, groups: Sequence[Group], book: CueBook) -> Draft | None:
    """The draft of the first tag between two commas behind a sentence's opening words; None where none stands so."""
    for start in (0, *(at + 1 for at, token in enumerate(row) if token.text == ";")):
        if (draft := _behind(row, start, groups, book)) is not None:
            return draft
    return None


def _behind(row: Skeleton, start: int, groups: Sequence[Group], book: CueBook) -> Draft | None:
    """The draft whose clause begins at ``start``."""
    reach = range(start + 1, min(len(row), start + _BEFORE + 1))
    comma = next((at for at in reach if row[at].text == ","), 0)
    if not comma or any(token.quote >= 0 for token in row[start:comma]):
        return None
    tag = _tag(row, comma, groups, book)
    if tag is None:
        return None
    who, group, close = tag
    while start < comma and row[start].low in book.words["conjunctions"] | {"however"}:
        start += 1
    end = clause_end(row, close + 1, book)
    if start >= comma or end - close < 3 or not _goes_on(row, start, comma, close + 1, book):
        return None
    content = (row[start].start, row[comma - 1].end), (row[close + 1].start, row[end - 1].end)
    verb = group.framed("quote", "that")
    return Draft(RULE, who, ((group.start, group.end),), close, verb, group.negated, content)


def _tag(
    row: Skeleton, comma: int, groups: Sequence[Group], book: CueBook
) -> tuple[Range, Group, int] | None:
    """Source, verb and closing comma of a tag that opens behind a comma; of two verbs in it the second."""
    found: tuple[Range, Group, int] | None = None
    for group in groups:
        if group.start <= comma or not group.finite or group.framed("quote") is None:
            continue
        if found is not None and group.start > found[2]:
            break
        who, close = _around(row, comma, group, book)
        if who is None or row[who[0]].low in book.words["relatives"] | {"him", "them"}:
            continue
        if row[who[1] - 1].low.endswith(("'s", "’s")):
            continue  # "Berg, the guild's press officer, ...": a noun
        if close < len(row) - 2 and row[close].text == ",":
            found = who, group, close
        elif found is None and group.start > comma + _BEFORE:
            break
    return found


def _around(row: Skeleton, comma: int, group: Group, book: CueBook) -> tuple[Range | None, int]:
    """The source in front of or behind a verb that follows a comma, and where the tag closes."""
    if group.start == comma + 1:
        end = phrase_after(row, group.end, book)
        return ((group.end, end) if end > group.end else None), end
    who = subject(row, comma + 1, group.start, book)
    return (who if who is not None and who[0] == comma + 1 else None), _close(row, group.end)


def _close(row: Skeleton, at: int) -> int:
    """The comma that closes a tag, a few words of when and where behind its cue; the row's end for none."""
    for k in range(at, min(len(row), at + _BEHIND)):
        if row[k].text == ",":
            return k
        if not is_word(row[k]) or row[k].low == "that":
            break
    return len(row)


def _goes_on(row: Skeleton, start: int, comma: int, at: int, book: CueBook) -> bool:
    """Whether the words behind the tag go on with those in front: a verb behind a subject, or a clause behind a when."""
    words = book.words
    if not is_word(row[at]) or any(token.text in STOPS | {":", ";"} for token in row[start:comma]):
        return False
    last = row[comma - 1]
    if row[at].low == "that" or row[start].low in {"what", "how", "why", "where"}:
        thinks = any("that" in verb.frames for verb in book.verbs.get(last.low, ()))
        return thinks or row[at].low in words["auxiliaries"]
    finite = any(
        token.low in words["auxiliaries"] or (token.low in book.verbs and not is_name(token))
        for token in row[start:comma]
    )
    if finite:
        return False
    low = row[at].low
    verbal = low in words["auxiliaries"] or low in book.verbs or low.endswith(("ed", "s")) or low in _PAST
    if starts_phrase(row, start, book):
        return verbal and not is_name(row[at])
    return row[start].low in words["prepositions"] and starts_phrase(row, at, book)


_PAST = frozenset(
    "began came fell felt found gave got went held kept knew left lost made met ran rose saw sent set stood took won".split()
)
