"""Candidates from trained tags, and how they stand beside those of the rules.

A rule that takes whole quotations is surer than the tags; for all other contents the tags decide where both speak,
and the rules add what the tags leave out, at half their confidence. (PolNeAR's development articles, F1 of contents
found / link.relaxed: rules alone 65 / 61, tags alone 80 / 71.5, this order 80 / 73. Of the contents that only an
indirect rule sees, 44 in 100 are attributions.)
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import replace

from dragoman.model import FactualityKind
from dragoman.statements.cues import CueBook, Verb
from dragoman.statements.grammar import Group, starts_phrase, subject
from dragoman.statements.linking import Linked
from dragoman.statements.paragraph import Range, Skeleton, Token
from dragoman.statements.particles import fitting_verbs
from dragoman.statements.tags import SPEECH, Draft

RULE = "tagged"
#: Words of an object in front of its infinitive, at most ("asked the two sides to ...").
_OBJECT = 8
#: What opens a question that is told of.
_ASKED = frozenset({"whether", "if", "why", "how", "who", "when", "where", "what", "which"})
#: What follows a tag at once with one of these tells when something was said.
_WHEN = frozenset({"after", "before", "when", "during", "while", "hours", "days", "following", "amid"})
#: What leads from a noun to whose it is.
_OF = frozenset({"of", "among", "in", "within"})
#: Auxiliaries in front of a subject ("At no point did the mayor say").
_TURNING = frozenset({"did", "does", "do", "has", "have", "had", "will", "would", "could"})


def tagged_drafts(
    row: Skeleton, groups: Sequence[Group], attributions: Sequence[Linked], book: CueBook
) -> list[Draft]:
    """The drafts of the attributions whose cue stands in this sentence, in order; ``groups`` are its cue verbs.

    Edges are moved to those of the sentence's tokens: a quotation is taken whole or not at all. What stands in
    another sentence is left to the rules for quotations that go on.
    """
    begin, end = row[0].start, row[-1].end
    own = [one for one in attributions if begin <= one.cue[0] and one.cue[1] <= end]
    drafts = [_draft(row, one, groups, book) for one in own]
    return [draft for draft in drafts if draft is not None]


def doubted(row: Skeleton, draft: Draft, book: CueBook) -> Draft:
    """The draft, negated where its source is nobody ("no official has said") or nothing shows that it spoke."""
    if draft.source is None:
        return draft
    at = draft.source[0]
    before = [token.low for token in row[max(0, at - 5) : at]]
    shown = (
        len(before) > 2 and before[-3] == "no" and before[-2] in book.words["proofs"] and before[-1] == "that"
    )
    nobody = row[at].low in book.words["nobody"]
    turned = bool(before) and before[-1] in _TURNING and bool(book.words["turned"] & set(before[:-1]))
    return replace(draft, negated=True) if shown or nobody or turned else draft


def is_unsaid(draft: Draft) -> bool:
    """Whether the saying itself is negated: what somebody does not say is silence, not a statement."""
    return (
        draft.negated
        and draft.kind is FactualityKind.ASSERTED
        and (draft.verb is None or draft.verb.group in SPEECH)
    )


def is_nobodys(row: Skeleton, draft: Draft, book: CueBook) -> bool:
    """Whether nobody says or thinks it: a negated cue without a source, or one of "nobody", or "nor did she say"."""
    if draft.source is None:
        return is_unsaid(draft)
    at = draft.source[0]
    turned = at > 0 and row[at - 1].low in _TURNING
    return draft.negated and (row[at].low in book.words["nobody"] or turned)


def _draft(row: Skeleton, one: Linked, groups: Sequence[Group], book: CueBook) -> Draft | None:
    cue = _tokens(row, one.cue)
    source = None if one.source is None else _tokens(row, one.source)
    found = (_tokens(row, place) for place in one.content)
    pieces = [piece for piece in found if piece is not None and not _is_cited(row, piece)]
    if cue is not None:
        if source is None and any(_cross(piece, cue) for piece in pieces):
            return None
        pieces = [part for piece in pieces if (part := _outside(piece, cue)) is not None]
        pieces = [_with_against(row, cue, piece) for piece in pieces]
        pieces = _own_pieces(row, cue, pieces, groups, book)
    if cue is None or not pieces or _no_cue(row, cue, book):
        return None
    cue = _with_denial(row, cue, groups)
    if _is_idle(row, cue, pieces, book):
        return None
    if cue[0] == 0 and row[0].low in book.words["asked-of"]:
        return None  # "Asked whether he would resign, Berg said": somebody else asked
    if source is not None and _is_told(row, source, cue, book):
        source = None
    if source is not None and (
        any(_cross(source, part) for part in (cue, *pieces)) or _is_empty(row, source, cue, book)
    ):
        source = None
    if source is None and (owner := _owner(row, cue, pieces[0], book)) is not None:
        cue, source = (cue[0], owner[0] - 1), owner
    inside = [group for group in groups if cue[0] <= group.at < cue[1]]
    denying = (group for group in inside if any(verb.kind is FactualityKind.DENIED for verb in group.verbs))
    group = next(denying, max(reversed(inside), key=lambda one: one.end - one.at, default=None))
    end = max(cue[1], group.end if group else 0)
    behind = source is not None and source[0] >= cue[1]
    return Draft(
        RULE,
        source,
        (cue,),
        source[1] if source is not None and behind else end,
        verb=_verb(_readings(row, cue, group, book), row, _leading(row, pieces)),
        negated=_negated(row, cue, book),
        content=tuple((row[first].start, row[last - 1].end) for first, last in pieces),
        trust=one.trust,
        noun=next((noun for token in row[cue[0] : cue[1]] for noun in book.nouns.get(token.low, ())), None),
    )


def _outside(piece: Range, cue: Range) -> Range | None:
    """A content without the cue that the tags see in it too ("decided not to sign" + "not to sign the deal").

    What stands in front of the cue is its source's, where something follows it ("Voters expect her to win").
    """
    if not _cross(piece, cue):
        return piece
    if cue[1] < piece[1]:
        return cue[1], piece[1]
    return (piece[0], cue[0]) if piece[0] < cue[0] else None


def _with_denial(row: Skeleton, cue: Range, groups: Sequence[Group]) -> Range:
    """A cue that is but the noun behind a denying verb, with that verb ("denied" + "allegations that")."""
    for group in groups:
        denies = any(verb.kind is FactualityKind.DENIED for verb in group.verbs)
        if denies and group.end <= cue[0] <= group.end + 1 and row[cue[1] - 1].low.endswith("s"):
            return group.start, cue[1]
    return cue


def _owner(row: Skeleton, cue: Range, content: Range, book: CueBook) -> Range | None:
    """Whose noun it is: "the assumption of S was that P", "the fear among S is that P"."""
    of = next((at for at in range(cue[0] + 1, min(cue[1] + 1, len(row))) if row[at].low in _OF), None)
    if of is None or row[of - 1].low not in book.nouns:
        return None
    be = next((at for at in range(of + 1, content[0]) if row[at].low in book.words["be"]), None)
    return (of + 1, be) if be is not None and be > of + 1 and content[0] - be <= 2 else None


def _with_against(row: Skeleton, cue: Range, piece: Range) -> Range:
    """A content with the "(ministers) against" in front of it ("advised ministers against publishing it")."""
    last = piece[0] - 1
    near = (
        cue[1] <= last <= cue[1] + _OBJECT
        and row[last].low == "against"
        and row[piece[0]].low.endswith("ing")
    )
    return (cue[1], piece[1]) if near else piece


def _own_pieces(
    row: Skeleton, cue: Range, pieces: Sequence[Range], groups: Sequence[Group], book: CueBook
) -> list[Range]:
    """The pieces of a content without those behind the tag that tell when it was said, or are another verb's."""
    if not pieces or pieces[0][1] > cue[0] or row[cue[0]].low in book.words["be"]:
        return list(pieces)
    others = {group.end for group in groups if group.finite and not cue[0] <= group.at < cue[1]}
    listed = any(row[at].low in book.verbs for at in range(*cue))
    return [
        piece
        for piece in pieces
        if piece[0] < cue[1]
        or not (
            piece[0] in others
            or _is_gap(row, piece, groups, book)
            or (listed and piece[0] == cue[1] and row[piece[0]].low in _WHEN)
        )
    ]


def _is_gap(row: Skeleton, piece: Range, groups: Sequence[Group], book: CueBook) -> bool:
    """Whether a piece is a relative clause with a source of its own ("a step that critics say falls short")."""
    if row[piece[0]].low not in {"that", "which"}:
        return False
    group = next((one for one in groups if piece[0] < one.start < piece[1]), None)
    if group is None or not group.finite or group.framed("bare") is None or group.end >= piece[1]:
        return False
    if row[group.end].low == "as":
        return False
    who = subject(row, piece[0] + 1, group.start, book)
    return who is not None and who[0] == piece[0] + 1 and not starts_phrase(row, group.end, book)


def is_idiom(row: Skeleton, cue: Range, book: CueBook) -> bool:
    """Whether a cue is part of an idiom that says nothing, or nobody's words ("said goodbye", "rumour has it")."""
    around = " ".join(token.low for token in row[max(0, cue[0] - 1) : cue[1] + 2])
    return any(idiom in around for idiom in book.words["idioms"])


def _is_idle(row: Skeleton, cue: Range, pieces: Sequence[Range], book: CueBook) -> bool:
    """Whether the cue is part of an idiom, or no verb of speech with a title in marks behind it ("heard 'The Red Sea'")."""
    if is_idiom(row, cue, book):
        return True
    published = row[cue[1] - 1].low in book.words["publishing"]
    if published and all(row[at].quote < 0 and row[at].low != "that" for at, _ in pieces):
        return True  # "published an interview"
    listed = any(
        "quote" in verb.frames or "quoted" in verb.frames
        for token in row[cue[0] : cue[1]]
        for verb in book.verbs.get(token.low, ())
    )
    return not listed and all(end - start == 1 and _is_title(row[start]) for start, end in pieces)


def _is_title(token: Token) -> bool:
    """Whether a quotation is a title: every longer word with a capital, and no stop."""
    inside = token.text.strip("\"“”„‘’'«»")
    words = [word for word in inside.split() if len(word) > 3]
    stopped = inside[-1:] in {".", "!", "?", ","}
    return token.quote >= 0 and not stopped and bool(words) and all(word[:1].isupper() for word in words)


def _is_cited(row: Skeleton, piece: Range) -> bool:
    """Whether a content is a source ("citing officials") or holds no word at all."""
    cited = piece[0] > 0 and row[piece[0] - 1].low in {"citing", "quoting"}
    words = (row[at].text for at in range(*piece))
    return cited or not any(letter.isalnum() for text in words for letter in text)


def _is_empty(row: Skeleton, source: Range, cue: Range, book: CueBook) -> bool:
    """Whether the source is the "it" of a passive ("it is claimed that")."""
    passive = any(token.low in book.words["be"] for token in row[cue[0] : cue[1]])
    return source[1] - source[0] == 1 and row[source[0]].low in {"it", "there"} and passive


def _is_told(row: Skeleton, source: Range, cue: Range, book: CueBook) -> bool:
    """Whether the words in front of a passive of telling are the hearer's ("when voters are told that P")."""
    words = {token.low for token in row[cue[0] : cue[1]]}
    passive = bool(words & book.words["be"]) and bool(
        words & {"told", "informed", "warned", "reminded", "assured"}
    )
    return passive and source[1] <= cue[0]


def _negated(row: Skeleton, cue: Range, book: CueBook) -> bool:
    """Whether the cue is denied by a word in it."""
    words = {token.low for token in row[cue[0] : cue[1]]}
    return bool(words & (book.words["negations"] | book.words["failures"]))


def _no_cue(row: Skeleton, cue: Range, book: CueBook) -> bool:
    """Whether the cue is a verb that says nothing of its content: of doing ("allowed them to land") or of seeming."""
    words = {token.low for token in row[cue[0] : cue[1]]}
    none = book.words["no-cues"]
    listed = book.words["made-cues"]
    return bool(words & none) and not any(
        word in book.verbs or word in book.nouns or word in listed
        for word in words - none - book.words["modals"]
    )


def _readings(row: Skeleton, cue: Range, group: Group | None, book: CueBook) -> Sequence[Verb]:
    """What the cue's last listed verb may mean; a passive ("was denied by") makes no group, and counts all the same."""
    if group is not None:
        return group.verbs
    listed = (
        tuple(verb for verb, _ in fitting_verbs(row, at, book.verbs.get(row[at].low, ()), book))
        for at in range(cue[1] - 1, cue[0] - 1, -1)
    )
    return next((verbs for verbs in listed if verbs), ())


def _leading(row: Skeleton, pieces: Sequence[Range]) -> Range:
    """The piece by which a verb is read: of "residents ... to leave" the infinitive."""
    return next((piece for piece in pieces[1:] if row[piece[0]].low == "to"), pieces[0])


def _verb(readings: Sequence[Verb], row: Skeleton, content: Range) -> Verb | None:
    """The reading of a cue verb that takes such a content."""
    start, end = content
    first = row[start]
    if first.low in _ASKED:
        frames: tuple[str, ...] = ("ask", "that", "object")
    elif first.quote >= 0:
        frames = ("quote", "quoted")
    elif first.low in {"to", "that"}:
        frames = (first.low, "object-to", "that") if first.low == "to" else ("that", "to")
    elif any(token.low == "to" for token in row[start + 1 : min(end, start + _OBJECT)]):
        frames = ("object-to", "object", "bare", "quote")
    else:
        frames = ("bare", "object", "quote")
    for frame in frames:
        if (verb := next((one for one in readings if frame in one.frames), None)) is not None:
            return verb
    return readings[0] if readings else None


def _tokens(row: Skeleton, place: Range) -> Range | None:
    """The tokens of which at least half lies in a range of letters; None when there is none."""
    first = bisect_right(row, place[0], key=_end)
    inside = [
        at
        for at in range(first, bisect_left(row, place[1], lo=first, key=_start))
        if 2 * (min(row[at].end, place[1]) - max(row[at].start, place[0])) >= row[at].end - row[at].start
    ]
    return (inside[0], inside[-1] + 1) if inside else None


def _start(token: Token) -> int:
    return token.start


def _end(token: Token) -> int:
    return token.end


def _cross(one: Range, two: Range) -> bool:
    return one[0] < two[1] and two[0] < one[1]
