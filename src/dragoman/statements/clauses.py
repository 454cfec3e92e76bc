"""Contents that follow their cue: S said that ..., S said "...", S praised ..., S plans to ...."""

from __future__ import annotations

from dragoman.model import FactualityKind
from dragoman.statements.asking import put_at, requested, until
from dragoman.statements.cues import CueBook, Verb
from dragoman.statements.extent import STOPS, clause_end, hearer_end
from dragoman.statements.grammar import (
    Group,
    first_phrase,
    is_name,
    is_word,
    phrase_after,
    starts_phrase,
    subject,
    verb_group,
)
from dragoman.statements.paragraph import Range, Skeleton, Token
from dragoman.statements.tags import Draft

#: Verbs that give a thing its name when a quotation follows at once (a film called "Home").
_NAMING = frozenset({"call", "dub", "term", "label", "brand"})
_MONEY = frozenset("$£€¥")
_OBLIQUE = frozenset({"him", "her", "them", "us", "me", "reporters", "journalists"})


def forward(row: Skeleton, group: Group, low: int, book: CueBook, who: Range | None = None) -> Draft | None:
    """The statement whose cue is ``group`` and whose content follows it; ``low`` bounds the subject to the left.

    ``who`` is the source where it is known already ("..., S said, adding that ...").
    """
    who = who or _source(row, group, low, book)
    if who is None or (who[1] - who[0] == 1 and row[who[0]].low == "you"):
        return None
    return (
        until(row, group, who, book)
        or put_at(row, group, who, book)
        or _direct(row, group, who, book)
        or _that(row, group, who, book)
        or requested(row, group, who, book)
        or _bare(row, group, who, book)
        or _infinitive(row, group, who, book)
        or _object(row, group, who, book)
    )


def _source(row: Skeleton, group: Group, low: int, book: CueBook) -> Range | None:
    if group.finite:
        if group.start > low and row[group.start - 1].low == "as":
            return None
        return subject(row, low, group.start, book)
    comma = group.start > low and (
        row[group.start - 1].text in {",", "—", "–"} or row[group.start - 1].low in {"and", "by", "statement"}
    )
    return first_phrase(row, low, group.start, book) if comma else None


def inverted(row: Skeleton, group: Group, book: CueBook) -> Draft | None:
    """``Said S, "..."`` at the beginning of a sentence."""
    verb = group.framed("quote")
    end = phrase_after(row, group.end, book) if verb is not None and group.start == 0 and group.finite else 0
    if verb is None or end <= group.end or end + 1 >= len(row):
        return None
    if row[end].text not in {",", ":"} or row[end + 1].quote < 0:
        return None
    stop = _quoted_end(row, end + 1, book)
    content = row[end + 1].start, row[stop - 1].end
    return Draft("source-cue-quote", (group.end, end), ((0, group.end),), end, verb, content=(content,))


def signals(row: Skeleton, book: CueBook) -> list[Draft]:
    """``The letter was a signal that ...``: a text that shows something."""
    for at in range(1, len(row) - 4):
        if row[at].low not in book.words["be"] or row[at + 1].low not in {
            "a",
            "an",
            "the",
            "his",
            "her",
            "its",
        }:
            continue
        stop = next(
            (k for k in range(at + 2, min(len(row) - 2, at + 5)) if row[k].low in book.words["tokens"]), None
        )
        start = next((k for k in range(at) if row[k].low in book.words["determiners"] or is_name(row[k])), at)
        text = any(token.low in book.words["text"] for token in row[start : min(at, start + 4)])
        if (
            stop is None
            or row[stop + 1].low != "that"
            or not text
            or any(t.text in {",", ";"} for t in row[start:at])
        ):
            continue
        end = clause_end(row, stop + 2, book)
        content = row[stop + 1].start, row[end - 1].end
        return [Draft("said-that", (start, at), ((at, stop + 1),), stop + 1, content=(content,))]
    return []


def as_reported(row: Skeleton, group: Group, book: CueBook) -> Draft | None:
    """``As S reported, ...``."""
    verb = group.framed("quote", "that")
    if verb is None or row[0].low != "as" or group.end >= len(row) or row[group.end].text != ",":
        return None
    who = subject(row, 1, group.start, book)
    end = clause_end(row, group.end + 1, book)
    if who is None or who[0] != 1 or end - group.end < 3:
        return None
    content = row[group.end + 1].start, row[end - 1].end
    return Draft("as-reported", who, ((group.start, group.end),), group.end, verb, group.negated, (content,))


def _draft(rule: str, group: Group, who: Range, verb: Verb, content: Range) -> Draft:
    return Draft(rule, who, ((group.start, group.end),), group.end, verb, group.negated, content=(content,))


def _direct(row: Skeleton, group: Group, who: Range, book: CueBook) -> Draft | None:
    """``S said[, adverbial][,:] "..."``."""
    verb = group.framed("quote")
    at = next((k for k in range(group.end, min(len(row), group.end + 40)) if row[k].quote >= 0), None)
    if verb is None or at is None or (verb.lemma == "read" and _reader(row, who, book)):
        return None
    between = row[group.end : at]
    if any(token.text in STOPS or token.text == ";" for token in between):
        return None
    colon = bool(between) and between[-1].text == ":"
    comma = bool(between) and between[-1].text == ","
    light = not between or _adverbial(between, book)
    heard = bool(verb.frames & {"person", "ask"}) and hearer_end(row, group.end, book) == at
    if not (light if comma else (colon or heard or not between)):
        return None
    if between and not colon and _verb_between(row, group.end, at, book):
        return None
    end = _quoted_end(row, at, book)
    return _draft("source-cue-quote", group, who, verb, (row[at].start, row[end - 1].end))


def _reader(row: Skeleton, who: Range, book: CueBook) -> bool:
    """Whether the subject of "read" is somebody who reads, not a text that says."""
    last = row[who[1] - 1]
    return is_name(last) or last.low in book.words["pronouns"] or last.low in book.words["relatives"]


def _verb_between(row: Skeleton, start: int, end: int, book: CueBook) -> bool:
    groups = (verb_group(row, k, book) for k in range(start, end))
    return any(
        g is not None
        and g.framed("quote", "object", "quoted")
        and row[g.at].low not in {"read", "interview", "post"}
        for g in groups
    )


def _adverbial(between: Skeleton, book: CueBook) -> bool:
    """Whether the words between cue and comma do not open a clause of their own."""
    first = between[0]
    if first.text in {",", ":"}:
        return True
    low = first.low
    words = book.words
    clause = low == "that" or low in words["pronouns"] or low in {"there", "if", "when"}
    return not clause or low in words["days"]


def _quoted_end(row: Skeleton, at: int, book: CueBook) -> int:
    """The token after the last one of a content that begins with the quotation at ``at``."""
    end = at + 1
    while end < len(row):
        token = row[end]
        joined = token.text in {",", "and", "or", "but", "…", "...", "—", "–"} and end + 1 < len(row)
        if joined and row[end + 1].quote >= 0:
            end += 2
        elif (
            joined
            and end + 2 < len(row)
            and row[end + 1].low in {"and", "but", "or"}
            and row[end + 2].quote >= 0
        ):
            end += 3
        else:
            break
    if end < len(row) and _goes_on(row, at, end, book):
        return clause_end(row, end, book)
    return end


def _goes_on(row: Skeleton, at: int, end: int, book: CueBook) -> bool:
    """Whether the clause goes on in the outlet's words after a quotation that is only a part of it."""
    token = row[end]
    if not is_word(token) or row[at].text.rstrip("\"”’'» ")[-1:] in {".", "!", "?", ","}:
        return False
    words = book.words
    return (
        token.low not in words["conjunctions"]
        and token.low not in words["subordinators"]
        and token.low not in words["days"]
    )


def _that(row: Skeleton, group: Group, who: Range, book: CueBook) -> Draft | None:
    """``S said that ...`` and ``S told M that ...``."""
    verb = group.framed("that")
    if verb is None:
        return None
    at = group.end
    if "person" in verb.frames:
        at = _behind_aside(row, hearer_end(row, at, book), at)
    limit = min(len(row), at + 25)
    while at < limit and row[at].low != "that":
        token = row[at]
        if (
            token.quote >= 0
            or token.text in STOPS
            or token.text in {";", ":"}
            or (at > group.end and _breaks(row, at, book))
        ):
            return None
        if at == group.end and not _may_intervene(token, verb, book):
            return None
        at += 1
    if at >= limit or at + 1 >= len(row) or row[at + 1].text in STOPS:
        return None
    if at > group.end + 1 and row[at + 1].low in book.words["auxiliaries"] - {"not"}:
        return None  # "complained after a meeting that had lasted": a relative clause
    end = clause_end(row, at + 1, book)
    return _draft("said-that", group, who, verb, (row[at].start, row[end - 1].end)) if end > at + 1 else None


def _behind_aside(row: Skeleton, hearer: int, at: int) -> int:
    """The "that" behind a hearer and words between commas ("told her, in words she wrote down, that"); else ``at``."""
    if hearer == at or hearer >= len(row) or row[hearer].text != ",":
        return at
    reach = range(hearer + 1, min(len(row) - 1, hearer + 16))
    close = next((k for k in reach if row[k].text == "," or row[k].quote >= 0), None)
    return close + 1 if close is not None and row[close].text == "," and row[close + 1].low == "that" else at


def _may_intervene(token: Token, verb: Verb, book: CueBook) -> bool:
    words = book.words
    if "person" in verb.frames or token.text == ",":
        return True
    return token.low in words["prepositions"] or token.low in words["days"] or token.low in words["adverbs"]


def _breaks(row: Skeleton, at: int, book: CueBook) -> bool:
    group = verb_group(row, at, book)
    return (
        group is not None
        and group.finite
        and not is_name(row[at])
        and row[at].low not in {"interview", "post", "statement"}
    )


def _bare(row: Skeleton, group: Group, who: Range, book: CueBook) -> Draft | None:
    """``S said it is ...``: a clause without "that"."""
    verb = group.framed("bare")
    at = group.end
    if verb is None or at >= len(row):
        return None
    if "person" in verb.frames:
        at = hearer_end(row, at, book)
        if at == group.end:
            return None
    while at < len(row) and (row[at].low in book.words["days"] | {"again"} or _manner(row[at])):
        at += 1
    gap = who[0] > 0 and row[who[0] - 1].low in {"that", "which"} and at < len(row) and is_word(row[at])
    if at >= len(row) or not (
        starts_phrase(row, at, book)
        or (
            gap
            and at == group.end
            and row[at].low not in book.words["prepositions"] | book.words["days"] | {"as"}
        )
        or row[at].quote >= 0
        or row[at].low in {"there", "if", "when", "while", "what", "in", "after", "no"}
    ):
        return None
    end = clause_end(row, at, book)
    oblique = row[at].low in _OBLIQUE and not (row[at].low == "her" and end - at > 1 and is_word(row[at + 1]))
    if oblique or not clause_like(row, at, end, book):
        return None
    return _draft("said-clause", group, who, verb, (row[at].start, row[end - 1].end))


def _manner(token: Token) -> bool:
    return token.low.endswith("ly") and token.quote < 0 and not is_name(token) and len(token.low) > 4


def clause_like(row: Skeleton, at: int, end: int, book: CueBook) -> bool:
    """Whether the words hold a finite verb, as far as can be told."""
    if end - at < 3 and not (row[at].quote >= 0 and end - at > 1):
        return False
    if row[at].low in book.words["pronouns"] | {"there"} or any(row[k].quote >= 0 for k in range(at, end)):
        return True
    for k in range(at + 1, end):
        low = row[k].low
        if (
            low in book.words["auxiliaries"]
            or low in book.verbs
            or (low.endswith(("ed", "es")) and not is_name(row[k]))
            or "’s" in low
            or "'s" in low
        ):
            return True
    return end - at > 6


def _infinitive(row: Skeleton, group: Group, who: Range, book: CueBook) -> Draft | None:
    """``S plans to ...``."""
    verb = group.framed("to")
    at = group.end
    if verb is None or at + 1 >= len(row):
        return None
    absorbed = bool(verb.particles) and verb.particles[-1] == "to"
    led = at + (row[at].low in {"not", "never"})
    if not absorbed and row[led].low != "to":
        return None
    if row[group.at].low in book.words["be"] and row[led + 1].low == "have" and not absorbed:
        return None  # "was determined to have been involved"
    end = clause_end(row, at + 1, book)
    return (
        _draft("verb-to", group, who, verb, (row[at].start, row[end - 1].end))
        if end > at + 1 or absorbed
        else None
    )


def _object(row: Skeleton, group: Group, who: Range, book: CueBook) -> Draft | None:
    """``S praised ...``; a verb of the frame "quoted" alone takes only contents with quoted words."""
    verb = group.framed("object") or group.framed("quoted")
    at = group.end
    if verb is None or at >= len(row):
        return None
    deed = verb.kind is not FactualityKind.ASSERTED and row[at].low.endswith("ing")
    if not (
        starts_phrase(row, at, book)
        or deed
        or row[at].quote >= 0
        or row[at].low in _OBLIQUE
        or row[at].low == "not"
        or row[at].text[:1] in _MONEY
    ):
        return None
    end = clause_end(row, at, book)
    if end <= at:
        return None
    quotes = [k for k in range(at, end) if row[k].quote >= 0]
    if quotes:
        end = _quoted_object(row, quotes, end)
    if "object" not in verb.frames and (not quotes or (quotes[0] == at and verb.lemma in _NAMING)):
        return None
    return _draft("verb-object", group, who, verb, (row[at].start, row[end - 1].end))


def _quoted_object(row: Skeleton, quotes: list[int], end: int) -> int:
    """The end of a noun phrase with quotations in it: after the last one before a break."""
    stop = quotes[0] + 1
    for k in quotes[1:]:
        if any(token.text in {",", ";"} for token in row[stop:k]) and not (
            row[k - 1].low in {"and", "or"} or row[k - 1].text == ","
        ):
            break
        stop = k + 1
    if row[stop - 1].text.rstrip("\"”’'» ")[-1:] in {",", ".", "!", "?"}:
        return stop
    while (
        stop < end
        and row[stop].text not in {",", ";", "—"}
        and row[stop].low not in {"and", "but", "as", "while", "after", "when"}
    ):
        stop += 1
    return stop
