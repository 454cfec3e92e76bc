"""Who is asked to do what: contents of a noun phrase and an infinitive, and passives of asking and telling."""

from __future__ import annotations

from dragoman.statements.cues import CueBook
from dragoman.statements.extent import clause_end
from dragoman.statements.grammar import Group, is_name, is_word, starts_phrase
from dragoman.statements.paragraph import Range, Skeleton
from dragoman.statements.tags import Draft

#: Words of an object in front of its infinitive, at most.
_OBJECT_WORDS = 10
#: Words of who is given how long, in front of the infinitive, at most; and what tells how long.
_TERM = 14
_SPANS = frozenset("hours days weeks months minutes hour day week month".split())
#: What is counted or reckoned.
_COUNTED = frozenset(
    "number toll figure count total turnout cost costs damage loss losses price value odds chance chances likelihood "
    "probability risk share rate growth inflation crowd attendance casualties deaths tally size debt death".split()
)
#: What shows that a clause has begun in front of the "to", and words whose own "to" it is.
_CLAUSAL = frozenset({"that", "it", "he", "she", "they", "we", "i", "there", "as"})
_OWN_TO = frozenset({"due", "ready", "set", "able", "likely", "according", "up", "close", "back"})


def told_by(row: Skeleton, book: CueBook) -> list[Draft]:
    """``H was told by S that ...``: who told it is the source."""
    out: list[Draft] = []
    for at in range(1, len(row) - 3):
        if row[at + 1].low != "by":
            continue
        telling = (one for one in book.verbs.get(row[at].low, ()) if one.frames & {"person", "object-to"})
        verb = next(telling, None)
        if verb is None or row[at - 1].low not in book.words["be"]:
            continue
        reach = range(at + 3, min(len(row) - 1, at + 14))
        that = next((k for k in reach if row[k].low in {"that", "to"}), None)
        if that is None or not starts_phrase(row, at + 2, book):
            continue
        if row[that].low == "to":
            asked = (one for one in book.verbs.get(row[at].low, ()) if "object-to" in one.frames)
            verb = next(asked, verb)
        start = at - 1
        while start and row[start - 1].low in book.words["auxiliaries"]:
            start -= 1
        end = clause_end(row, that + 1, book)
        content = row[that].start, row[end - 1].end
        out.append(Draft("said-that", (at + 2, that), ((start, at + 1),), that, verb, content=(content,)))
    return out


def object_to(row: Skeleton, group: Group, who: Range | None, book: CueBook) -> Draft | None:
    """``S asked both sides to leave``, ``S ordered "every shop to open"``."""
    verb, at = group.framed("object-to"), group.end
    if verb is None or who is None or at >= len(row):
        return None
    quoted = row[at].quote >= 0 and " to " in row[at].text
    end = at + 1 if quoted else clause_end(row, at, book)
    leads = any(token.low == "to" for token in row[at + 1 : min(end, at + _OBJECT_WORDS)])
    if not quoted and not (leads and starts_phrase(row, at, book)):
        return None
    content = row[at].start, row[end - 1].end
    return Draft("verb-object", who, ((group.start, group.end),), at, verb, group.negated, (content,))


def until(row: Skeleton, group: Group, who: Range, book: CueBook) -> Draft | None:
    """``S gave the crews until May to leave``, ``S gave the crews ten days to leave``."""
    verb, at = group.framed("until"), group.end
    if verb is None or not starts_phrase(row, at, book):
        return None
    end = clause_end(row, at, book)
    to = next((k for k in range(at + 2, min(end, at + _TERM)) if row[k].low == "to"), None)
    term = [] if to is None else [token.low for token in row[at:to]]
    if to is None or not ("until" in term or (term[-1] in _SPANS and len(term) > 2)):
        return None
    content = row[at].start, row[end - 1].end
    return Draft("verb-object", who, ((group.start, group.end),), at, verb, group.negated, (content,))


def put_at(row: Skeleton, group: Group, who: Range, book: CueBook) -> Draft | None:
    """``S put the toll at six``."""
    verb, at = group.framed("at"), group.end
    if verb is None or not starts_phrase(row, at, book):
        return None
    level = next((k for k in range(at + 1, min(len(row) - 1, at + _TERM)) if row[k].low == "at"), None)
    counted = any(token.low in _COUNTED for token in row[at : level or at])
    if level is None or not counted or any(row[k].text in {",", ";"} for k in range(at, level)):
        return None
    end = clause_end(row, level + 1, book)
    content = row[at].start, row[end - 1].end
    return Draft("verb-object", who, ((group.start, group.end),), at, verb, group.negated, (content,))


def requested(row: Skeleton, group: Group, who: Range, book: CueBook) -> Draft | None:
    """``S asked both sides to leave``, where nothing but the words for who is asked stands in front of the "to"."""
    draft = object_to(row, group, who, book)
    if draft is None or row[group.end].quote >= 0:
        return None
    to = next(k for k in range(group.end + 1, len(row)) if row[k].low == "to")
    words = book.words
    for k in range(group.end, to):
        low = row[k].low
        verbal = low in words["auxiliaries"] - {"not"} or (
            k > group.end and low in book.verbs and low not in words["noun-too"] | words["auxiliaries"]
        )
        if verbal or row[k].text in {",", ";"} or low in _CLAUSAL:
            return None
    if row[to - 1].low in _OWN_TO:
        return None
    return draft if to + 1 < len(row) and is_word(row[to + 1]) and not is_name(row[to + 1]) else None
