"""How far a content or a hearer's phrase reaches to the right.

All positions are indexes of tokens in one skeleton sentence; ranges are half-open.
"""

from __future__ import annotations

from collections.abc import Sequence

from dragoman.statements.cues import CueBook
from dragoman.statements.grammar import is_name, is_word, starts_phrase, verb_group
from dragoman.statements.paragraph import Range, Skeleton

#: What opens a condition behind a content.
_CONDITIONS = frozenset({"if", "unless", "provided", "providing"})
#: Last words of media that need no article ("state television", "local media").
_AIR = frozenset({"television", "tv", "radio", "media"})
#: Marks that end a sentence.
STOPS = frozenset({".", "!", "?"})


def hearer_end(row: Skeleton, at: int, book: CueBook) -> int:
    """The end of the hearer's phrase after "told"; ``at`` if there is none."""
    if at < len(row) and row[at].low in {"him", "her", "them", "us", "me", "you", "it"}:
        return at + 1
    if not starts_phrase(row, at, book):
        return at
    if is_name(row[at]):
        stop = at
        while stop < len(row) and (
            is_name(row[stop])
            or (
                row[stop].low in {"of", "and", "the", "de", "&"}
                and stop + 1 < len(row)
                and is_name(row[stop + 1])
            )
        ):
            stop += 1
        return _with_nouns(row, stop, book)
    if row[at].low in book.words["determiners"]:
        stop = at + 1
        while (
            stop < min(len(row), at + 5)
            and is_word(row[stop])
            and (_in_name(row, stop) or row[stop].low)
            not in book.words["prepositions"]
            | book.words["pronouns"]
            | book.words["subordinators"]
            | book.words["days"]
        ):
            stop += 1
        return stop
    named = (k + 1 for k in range(at + 1, min(len(row), at + 3)) if row[k].low in book.words["kinds"] | _AIR)
    return next(named, at + 1)


def _in_name(row: Skeleton, at: int) -> bool:
    """Whether a day or month is part of a name ("the Sunday Courant")."""
    return is_name(row[at]) and at + 1 < len(row) and is_name(row[at + 1])


def _with_nouns(row: Skeleton, at: int, book: CueBook) -> int:
    """The end of a hearer's name with the nouns behind it, where a content follows them ("told Bolivian media that")."""
    words = book.words
    stop = at
    while stop < min(len(row), at + 3) and is_word(row[stop]) and row[stop].quote < 0:
        low = row[stop].low
        if (
            low
            in words["prepositions"]
            | words["pronouns"]
            | words["subordinators"]
            | words["days"]
            | words["auxiliaries"]
        ):
            break
        stop += 1
    return stop if at < stop < len(row) and row[stop].low in {"that", ","} else at


def clause_end(row: Skeleton, at: int, book: CueBook) -> int:
    """The token after the last one of a clause content beginning at ``at``."""
    k = at
    while k < len(row):
        token = row[k]
        if token.text in STOPS or token.text == ";":
            break
        if token.text in {",", "—", "–"} and (_aside_cue(row, k + 1, book) or _new_clause(row, k + 1, book)):
            break
        if token.low in {"and", "but"} and k > at and _coordinated_cue(row, k + 1, book):
            break
        k += 1
    while k > at and row[k - 1].text in {",", ".", ";", "—", "–", ":"}:
        k -= 1
    return k


def _aside_cue(row: Skeleton, at: int, book: CueBook) -> bool:
    """``adding that``, ``according to``, ``citing``, ``S said .`` after a comma."""
    if at >= len(row):
        return False
    if row[at].low in {"according", "citing", "quoting"}:
        return True
    group = verb_group(row, at, book)
    own = group is not None and not group.finite and group.start == at
    return own and group is not None and group.framed("quote") is not None


def _new_clause(row: Skeleton, at: int, book: CueBook) -> bool:
    """``but S said`` and ``and said that`` after a comma."""
    if at + 1 >= len(row) or row[at].low not in {"and", "but", "while"}:
        return False
    if _coordinated_cue(row, at + 1, book):
        return True
    if row[at].low == "and":
        return False
    for k in range(at + 1, min(len(row), at + 12)):
        if row[k].quote >= 0 or row[k].text == ",":
            return False
        group = verb_group(row, k, book)
        if group is not None and group.finite and group.framed("quote") and not is_name(row[k]):
            return True
    return False


def _coordinated_cue(row: Skeleton, at: int, book: CueBook) -> bool:
    """Whether a verb in the past that takes a that-clause or quotation stands right here ("confirmed that")."""
    verb = at
    while verb < min(len(row), at + 3) and (
        row[verb].low in book.words["adverbs"] or row[verb].low in {"has", "had", "have"}
    ):
        verb += 1
    group = verb_group(row, verb, book) if verb < len(row) else None
    if group is None or not group.finite or group.end >= len(row):
        return False
    following = row[group.end]
    past = row[group.at].low.endswith(("ed", "d", "wrote", "s"))
    return (
        past
        and group.framed("quote", "that", "object") is not None
        and (
            following.low in {"that", "the", "it", "they", "he", "she", ",", ":"}
            or following.quote >= 0
            or is_name(following)
            or starts_phrase(row, group.end, book)
        )
    )


def with_condition(row: Skeleton, cue: Range, content: Range, taken: Sequence[Range], book: CueBook) -> Range:
    """A content in letters with the condition right behind it ("threatened to leave" + "if the army attacks").

    ``cue`` is in tokens and stands in front of the content; ``taken`` are letters that are somebody else's.
    """
    at = next((k for k, token in enumerate(row) if token.start >= content[1]), len(row))
    at += at < len(row) and row[at].text == ","
    led = at + 2 < len(row) and row[at].low in _CONDITIONS and row[at].quote < 0
    if not led or row[cue[1] - 1].start >= content[0]:
        return content
    end = clause_end(row, at + 1, book)
    place = row[at].start, row[max(end, at + 1) - 1].end
    if end - at < 3 or any(start < place[1] and place[0] < stop for start, stop in taken):
        return content
    return content[0], place[1]


def letters_of(row: Skeleton, place: Range) -> Range:
    """The letters of a non-empty range of tokens."""
    return row[place[0]].start, row[place[1] - 1].end


def sentence_end(row: Skeleton, end: int) -> int:
    """The token behind the last word in front of ``end``: marks are left out."""
    while end and row[end - 1].text in {".", ",", "!", "?", ";", "—", "–"}:
        end -= 1
    return end


def take(taken: list[bool], *places: Range) -> None:
    """Note that ranges of tokens are used up."""
    for start, end in places:
        taken[start:end] = [True] * (end - start)
