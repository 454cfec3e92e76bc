"""The candidates of one skeleton sentence: tags beside quotations first, then contents that follow their cue."""

from __future__ import annotations

from dataclasses import replace

from dragoman.model import FactualityKind
from dragoman.statements.asking import told_by
from dragoman.statements.clauses import as_reported, clause_like, forward, inverted
from dragoman.statements.cues import CueBook
from dragoman.statements.extent import clause_end, letters_of, sentence_end, take
from dragoman.statements.grammar import Group, is_word, starts_phrase, subject, verb_group, verb_groups
from dragoman.statements.paragraph import Range, Skeleton
from dragoman.statements.parenthesis import parenthesis
from dragoman.statements.quoting import as_saying, shown_saying
from dragoman.statements.tags import (
    DASHES,
    Draft,
    according_to,
    clause_tag,
    inverted_tag,
    tag_after,
)

_MARKS = "\"”’'» "
_OPENING = "\"“‘'«„"


def read_sentence(
    row: Skeleton, groups: list[Group], book: CueBook, *, direct_only: bool = False
) -> list[Draft]:
    """The outermost candidates of a sentence, in the order of their cues. Contents do not overlap.

    ``groups`` are the sentence's groups of cue verbs.
    """
    drafts, taken = _tagged(row, groups, book)
    aside = None if drafts or direct_only else parenthesis(row, groups, book)
    if aside is not None:
        return [aside]
    drafts += _colon(row, taken, book)
    if not direct_only:
        drafts += as_saying(row, taken, book) or shown_saying(row, groups, taken, book)
        drafts += _by_according(row, taken, book)
    if not drafts and not direct_only:
        drafts += _clause_tags(row, groups, taken, book)
    if not drafts and not direct_only:
        drafts += _noun_of(row, taken, book)
    drafts += _trailing(row, groups, drafts, taken, book)
    drafts += _forwards(row, groups, taken, book)
    drafts += (
        [] if direct_only else [one for one in told_by(row, book) if not any(taken[slice(*one.cues[0])])]
    )
    if direct_only:
        drafts = [draft for draft in drafts if _all_quoted(row, draft)]
    return sorted(drafts, key=lambda draft: draft.cues[0])


def _all_quoted(row: Skeleton, draft: Draft) -> bool:
    return any(token.quote >= 0 and draft.content[0] == (token.start, token.end) for token in row)


def _free(taken: list[bool], place: Range) -> bool:
    return not any(taken[place[0] : place[1]])


def _tagged(row: Skeleton, groups: list[Group], book: CueBook) -> tuple[list[Draft], list[bool]]:
    """Quotations with a tag behind them, and which tokens they use up."""
    taken = [False] * len(row)
    drafts: list[Draft] = []
    low = 0
    for at in range(len(row)):
        if row[at].quote < 0 or taken[at]:
            continue
        tag = tag_after(row, at, book)
        if tag is None:
            continue
        start = _content_start(row, low, at, groups, book, whole=tag.rule == "according-to")
        broken = row[at].text.rstrip(_MARKS).endswith(",")
        following = _following(row, tag.end, book, broken=broken)
        pieces = [letters_of(row, (start, at + 1))] + [(row[k].start, row[k].end) for k in following]
        whole = start == at
        if not whole and row[start].low in book.words["prepositions"] | book.words["days"] | {"asked"}:
            continue
        if whole and tag.verb is not None and _governs(row, tag, book):
            continue
        rule = tag.rule if whole else "clause-tag"
        rule = "according-to-quote" if rule == "according-to" else rule
        take(taken, (start, tag.end), *((k, k + 1) for k in following))
        drafts.append(replace(tag, rule=rule, content=tuple(pieces), lead=(low, start)))
        low = (following[-1] + 1) if following else tag.end
    return drafts, taken


def _governs(row: Skeleton, tag: Draft, book: CueBook) -> bool:
    """Whether the verb of a seeming tag has a clause of its own behind it (a title in marks, then "S said he ...")."""
    if (
        tag.rule != "quote-source-cue"
        or tag.verb is None
        or tag.verb.group != "say"
        or tag.end + 2 >= len(row)
    ):
        return False
    token = row[tag.end]
    return token.low in {"he", "she", "it", "they", "that", "the", "we", "i"} or (
        token.quote < 0 and token.text[:1].isupper() and token.low not in book.words["days"]
    )


def _content_start(
    row: Skeleton, low: int, at: int, groups: list[Group], book: CueBook, *, whole: bool
) -> int:
    """Where the content that ends with the quotation at ``at`` begins: there, or with the clause it is part of."""
    words = [k for k in range(low, at) if is_word(row[k]) or row[k].quote >= 0]
    if not words:
        return at
    capital = row[at].text.lstrip(_OPENING)[:1].isupper()
    before = row[at - 1]
    if before.text == ":" or (
        capital and before.text in {",", "—", "–", "(", "."} and row[words[-1]].quote < 0
    ):
        return at
    speaks = any(low <= g.start < at and g.framed("quote", "that", "quoted") and g.finite for g in groups)
    if speaks and not whole:
        return at
    start = words[0]
    while start < at and row[start].low in book.words["conjunctions"] and row[start].quote < 0:
        start += 1
    return start


def _following(row: Skeleton, at: int, book: CueBook, *, broken: bool) -> list[int]:
    """Quotations later in the sentence that go on with the tagged one ("...," S said, "...").

    ``broken`` tells that the tagged one ends amid a sentence: then words between commas may stand in front of its rest
    ("...," S said, referring to the lock, "..."), or a conjunction ("...," S said, but "...").
    """
    out: list[int] = []
    for k in range(at, len(row)):
        token = row[k]
        if token.quote >= 0:
            if tag_after(row, k, book) is not None:
                return out
            rest = broken and token.text.lstrip(_OPENING)[:1].islower()
            joined = rest and row[k - 1].low in {"but", "and"} and row[k - 2].text == ","
            if row[k - 1].text in {",", ":", "—", "–", "-", "--", "…", "..."} or out or k == at or joined:
                out.append(k)  # else a title in marks: said on "The Late Show"
        elif token.text in {";", "."}:
            return out
        elif token.low in book.verbs and not out and _cue_before_quote(row, k):
            if broken and _is_aside(row, k):
                continue
            return out
    return out if not out or out[0] - at < 20 else []


def _is_aside(row: Skeleton, at: int) -> bool:
    """Whether a participle behind a comma has words of its own up to a comma and the rest of a quotation."""
    quote = next((k for k in range(at, min(len(row), at + 20)) if row[k].quote >= 0), None)
    return (
        quote is not None
        and quote - at > 2
        and row[at].low.endswith("ing")
        and row[at - 1].text == ","
        and row[quote - 1].text == ","
        and row[quote].text.lstrip(_OPENING)[:1].islower()
    )


def _cue_before_quote(row: Skeleton, at: int) -> bool:
    low = row[at].low
    return low.endswith(("ing", "ed")) or any(token.quote >= 0 for token in row[at + 1 : at + 6])


def _colon(row: Skeleton, taken: list[bool], book: CueBook) -> list[Draft]:
    """``S: "..."`` with nothing but the source before the colon."""
    for at in range(1, min(len(row) - 1, 14)):
        if row[at].text == ":" and row[at + 1].quote >= 0 and not taken[at + 1]:
            named = (
                starts_phrase(row, 0, book)
                and row[0].text[:1].isupper()
                and not any(t.low in book.verbs or t.low in book.words["auxiliaries"] for t in row[:at])
            )
            if not named:
                return []
            take(taken, (0, at + 2))
            return [
                Draft(
                    "source-colon-quote",
                    (0, at),
                    ((at, at + 1),),
                    at + 1,
                    content=(letters_of(row, (at + 1, at + 2)),),
                )
            ]
    return []


def _by_according(row: Skeleton, taken: list[bool], book: CueBook) -> list[Draft]:
    """``According to S, ...`` and ``..., according to S``."""
    for at in range(len(row)):
        draft = None if taken[at] else according_to(row, at, book)
        if draft is None:
            continue
        if at <= 1:
            start = draft.end
            while start < len(row) and row[start].text == ",":
                start += 1
            end = sentence_end(row, len(row))
        else:
            start, end = 0, at
            end = sentence_end(row, end)
            if _speaks(row, (start, end), book):
                continue  # a further layer of that statement, not a source of its own
        if start >= end or (end - start < 2 and row[start].quote < 0) or not _free(taken, (start, end)):
            continue
        take(taken, (start, end), (at, draft.end))
        quoted = all(row[k].quote >= 0 for k in range(start, end) if is_word(row[k]) or row[k].quote >= 0)
        rule = "according-to-quote" if quoted else "according-to"
        rest = _rest(row, draft.end, book) if at > 1 and not quoted else None
        if rest is not None:
            take(taken, rest)
        places = ((start, end), rest)
        return [
            replace(
                draft, rule=rule, content=tuple(letters_of(row, one) for one in places if one is not None)
            )
        ]
    return []


def _speaks(row: Skeleton, place: Range, book: CueBook) -> bool:
    part = row[place[0] : place[1]]
    return any(
        forward(part, group, 0, book) or clause_tag(part, group, book)
        for group in verb_groups(part, book)
        if group.framed("quote", "that")
    )


def _clause_tags(row: Skeleton, groups: list[Group], taken: list[bool], book: CueBook) -> list[Draft]:
    """The tag at the end of an unquoted or partly quoted sentence."""
    for group in reversed(groups):
        draft = clause_tag(row, group, book) or inverted_tag(row, group, book)
        if draft is None:
            continue
        end = sentence_end(row, draft.lead[1] + (row[draft.lead[1]].quote >= 0))
        start = _dateline(row)
        while start < end and row[start].low in book.words["conjunctions"]:
            start += 1
        rest = _rest(row, draft.end, book)
        if rest is None and (end - start < 2 or not clause_like(row, start, end, book)):
            continue
        early = (g for g in groups if g.end <= min(start + 12, end - 1) and g.framed("that", "quote"))
        led = [one for g in early if (one := forward(row[:end], g, 0, book)) is not None]
        planned = (
            draft.end < len(row) and row[draft.end].low == "to"
        )  # "S feared that P, Q could threaten to ..."
        if any(planned or one.kind is FactualityKind.ASSERTED for one in led):
            return []
        take(taken, (start, max(draft.end, rest[1] if rest else 0)))
        pieces = [
            letters_of(row, place)
            for place in ((start, end), rest)
            if place is not None and place[0] < place[1]
        ]
        return [replace(draft, content=tuple(pieces), lead=(0, 0))]
    return []


def _dateline(row: Skeleton) -> int:
    """The token behind a dateline ("LARNACA, Nov 12 (Tarn Press) - "); 0 where none opens the sentence."""
    if not row or len(row[0].text) < 3 or not row[0].text.isupper():
        return 0
    return next((at + 1 for at in range(1, min(len(row), 14)) if row[at].text in DASHES), 0)


def _noun_of(row: Skeleton, taken: list[bool], book: CueBook) -> list[Draft]:
    """``The assumption of S was that P``."""
    for at in range(1, len(row) - 5):
        noun = next(iter(book.nouns.get(row[at].low, ())), None)
        if (
            noun is None
            or row[at + 1].low not in {"of", "among"}
            or row[at - 1].low not in {"the", "a", "one"}
        ):
            continue
        be = next(
            (k for k in range(at + 3, min(len(row) - 2, at + 12)) if row[k].low in book.words["be"]), None
        )
        if be is None or row[be + 1].low != "that" or not starts_phrase(row, at + 2, book):
            continue
        end = clause_end(row, be + 2, book)
        take(taken, (0, end))
        content = (letters_of(row, (be + 1, end)),)
        return [Draft("said-that", (at + 2, be), ((at - 1, at + 1),), be + 1, content=content, noun=noun)]
    return []


def _participle(row: Skeleton, at: int, groups: list[Group]) -> int:
    """Where ", adding ..." begins behind a tag; the sentence's end where nothing of the sort does."""
    starts = (g.start for g in groups if not g.finite and g.start > at and row[g.start - 1].text == ",")
    return next(starts, len(row))


def _trailing(
    row: Skeleton, groups: list[Group], drafts: list[Draft], taken: list[bool], book: CueBook
) -> list[Draft]:
    """``..., S said, adding that ...``: a second cue of the same source."""
    last = next((draft for draft in reversed(drafts) if draft.rule == "clause-tag"), None)
    at = len(row) if last is None else _participle(row, last.end, groups)
    group = next((group for group in groups if group.start == at), None)
    if last is None or group is None or taken[group.at]:
        return []
    draft = forward(row, group, 0, book, last.source)
    if draft is None:
        return []
    take(taken, (group.start, len(row)))
    return [draft]


def _rest(row: Skeleton, at: int, book: CueBook) -> Range | None:
    """The second half of a clause that its tag interrupts ("The gates, S said, will open")."""
    if at + 2 >= len(row) or row[at].text != "," or not is_word(row[at + 1]):
        return None
    low = row[at + 1].low
    words = book.words
    verb = low in words["auxiliaries"] or low.endswith("ed")
    if not verb or row[at + 1].text[:1].isupper():
        return None
    end = clause_end(row, at + 1, book)
    return (at + 1, end) if end - at > 2 else None


def _forwards(row: Skeleton, groups: list[Group], taken: list[bool], book: CueBook) -> list[Draft]:
    """Contents behind their cue; a cue inside an earlier content is that content's own affair."""
    drafts: list[Draft] = []
    for group in groups:
        if taken[group.at]:
            continue
        low = 0
        for k in range(group.start - 1, -1, -1):
            if row[k].quote >= 0 or row[k].text in {";", ":"}:
                low = k + 1
                break
        draft = inverted(row, group, book) or as_reported(row, group, book) or forward(row, group, low, book)
        draft = draft or (forward(row, group, 0, book) if low else None)
        if draft is None:
            continue
        start, end = draft.content[0]
        tokens = [k for k in range(len(row)) if start <= row[k].start < end]
        if not tokens or not _free(taken, (tokens[0], tokens[-1] + 1)):
            continue
        take(taken, (group.start, tokens[-1] + 1))
        drafts.append(draft)
    return drafts


def bare_cue(row: Skeleton, book: CueBook) -> Draft | None:
    """A sentence that is a source and a cue whose quotation comes next ("S agreed.", "..., S responded:")."""
    end = len(row)
    while end and row[end - 1].text in {".", ":", ","}:
        end -= 1
    colon = end < len(row) and row[end].text == ":"
    for at in range(end - 1, max(-1, end - (12 if colon else 2)), -1):
        group = verb_group(row, at, book)
        if group is None or not group.finite:
            continue
        verb = group.framed("quote")
        who = subject(row, 0, group.start, book)
        if verb is not None and who is not None:
            return Draft("source-cue-quote", who, ((group.start, group.end),), group.end, verb, group.negated)
    return None
