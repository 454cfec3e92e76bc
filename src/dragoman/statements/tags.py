"""Source and cue beside a quotation or clause: "...," S said; "...," said S; ..., according to S; S: "..."."""

from __future__ import annotations

from dataclasses import dataclass, replace

from dragoman.model import FactualityKind
from dragoman.statements.cues import CueBook, Noun, Verb
from dragoman.statements.extent import hearer_end
from dragoman.statements.grammar import (
    Group,
    is_name,
    is_word,
    phrase_after,
    starts_phrase,
    subject,
    verb_group,
)
from dragoman.statements.paragraph import Range, Skeleton, Token

#: Groups of verbs whose own force is speech.
SPEECH = frozenset({"say", "write", "tell", "report"})
_REACH = 45  # tokens between a quotation and its cue at most
DASHES = frozenset({"—", "–", "-", "--", "―", "~"})
_ENDS = frozenset({".", ",", ";", ":", "!", "?", "—", "–", "-", ")", "--"})


@dataclass(frozen=True, slots=True)
class Draft:
    """A candidate in tokens of one sentence; ``content`` alone is in letters of the paragraph.

    ``lead`` and ``tail`` are the tokens in front of and behind source and cue, where further layers may stand;
    ``medium`` is the outer source of "M quoted S as saying". ``trust``, 0 to 1, is what a tagger thinks of its tags.
    """

    rule: str
    source: Range | None
    cues: tuple[Range, ...]
    end: int
    verb: Verb | None = None
    negated: bool = False
    content: tuple[Range, ...] = ()
    lead: Range = (0, 0)
    medium: Range | None = None
    trust: float = 1.0
    noun: Noun | None = None

    @property
    def kind(self) -> FactualityKind:
        """What the cue itself makes of its content: a verb that asserts gives way to its noun ("repeated its denial")."""
        kinds = [word.kind for word in (self.verb, self.noun) if word is not None]
        return next((kind for kind in kinds if kind is not FactualityKind.ASSERTED), FactualityKind.ASSERTED)


def tag_after(row: Skeleton, quote: int, book: CueBook) -> Draft | None:
    """The tag that follows the quotation at token ``quote`` in its sentence, if one does."""
    at = quote + 1
    loose = row[quote].text.rstrip("\"”’'» ")[-1:] not in {",", "?", "!", "—", "–", "-", "…", "."}
    while at < len(row) and row[at].text in {",", "—", "–", "-", "--", "―", "...", "…"}:
        loose, at = False, at + 1
    if at >= len(row) or row[at].quote >= 0:
        return None
    found = according_to(row, at, book) or _inverted(row, at, book) or _quoted_as(row, at, book)
    found = found or _plain(row, at, book) or _open(row, at, book) or signature(row, at - 1, book)
    if found is None or (loose and not _closes(row, found.end, book)):
        return None
    if loose and found.rule == "quote-source-cue" and found.source is not None:
        inside = row[found.source[0] : found.source[1]]
        if any(token.text == "," for token in inside[:-1]) and inside[-1].text != ",":
            return None  # "... a map of 'retreat' zones by June, she added"
    if (
        loose
        and found.rule in {"quote-cue-source", "open-cue"}
        and (found.verb is None or found.verb.lemma != "say")
    ):
        return None
    return found


def signature(row: Skeleton, dash: int, book: CueBook) -> Draft | None:
    """``— S`` with nothing but the source behind the dash at token ``dash``."""
    end = len(row)
    while end > dash and row[end - 1].text in {".", "]", ")"}:
        end -= 1
    if row[dash].text not in DASHES or not 0 < end - dash - 1 <= 14 or not is_name(row[dash + 1]):
        return None
    inside = row[dash + 1 : end]
    if not starts_phrase(row, dash + 1, book) or any(
        t.quote >= 0 or t.low in book.words["auxiliaries"] for t in inside
    ):
        return None
    if any(t.low in book.verbs and not is_name(t) for t in inside):
        return None
    return Draft("quote-dash-source", (dash + 1, end), ((dash, dash + 1),), end)


def _closes(row: Skeleton, end: int, book: CueBook) -> bool:
    """Whether nothing but an adverbial or the sentence's end follows a tag."""
    if end >= len(row):
        return True
    token = row[end]
    return token.text in _ENDS or token.low in book.words["prepositions"] or token.low in book.words["days"]


def according_to(row: Skeleton, at: int, book: CueBook) -> Draft | None:
    """``according to S`` at token ``at``, ``in the words of S``, and ``under the ruling``, a text that binds."""
    begin = _led(row, at, book)
    end = begin if begin is None else phrase_after(row, begin, book)
    if begin is None or end is None or end == begin:
        return None
    if at < 2:
        end = _before_clause(row, begin, end, book)
    if row[at].low == "under" and (
        at > 1 or end - begin > 6 or row[end - 1].low not in book.words["binding"]
    ):
        return None
    return Draft("according-to", (begin, end), ((at, begin),), end)


def _led(row: Skeleton, at: int, book: CueBook) -> int | None:
    """The token behind words that lead to a source, when such stand at ``at``."""
    if row[at].low not in {"according", "in", "by", "under"}:
        return None
    if row[at].low == "under":
        return (
            at + 1 if at + 1 < len(row) and row[at + 1].low in {"the", "this", "its", "his", "her"} else None
        )
    for size in (2, 4):
        if " ".join(token.low for token in row[at : at + size]) in book.words["leads"]:
            return at + size
    return None


def _before_clause(row: Skeleton, start: int, end: int, book: CueBook) -> int:
    """The end of a fronted source: its first comma, unless an apposition stands between two commas."""
    commas = [k for k in range(start, min(len(row), end + 1)) if row[k].text == ","]
    if not commas:
        return end
    verb = any(t.low in book.words["auxiliaries"] or t.low in book.verbs for t in row[commas[0] : end])
    return commas[0] if verb or end >= len(row) or row[end].text != "," else end


def _inverted(row: Skeleton, at: int, book: CueBook) -> Draft | None:
    """``said S``."""
    verb = at
    while verb < min(at + 3, len(row)) and row[verb].low not in book.verbs:
        verb += 1
    group = verb_group(row, verb, book) if verb < len(row) else None
    if group is None or group.start > at or not group.finite:
        return None
    kind = group.framed("quote")
    start = group.end
    if kind is None or start >= len(row) or row[at].low in book.words["determiners"]:
        return None
    end = phrase_after(row, start, book)
    if end == start or row[start].low in {"him", "her", "them", "us", "me", "that"}:
        return None
    return Draft(
        "quote-cue-source", (start, end), ((max(at, group.start), group.end),), end, kind, group.negated
    )


def _quoted_as(row: Skeleton, at: int, book: CueBook) -> Draft | None:
    """``M quoted S as saying`` and ``S was quoted as saying``."""
    for verb in range(at + 1, min(len(row) - 1, at + _REACH)):
        if row[verb].quote >= 0:
            return None
        if row[verb].low in {"quoted", "cited", "quotes", "cites", "quoting", "paraphrased"}:
            return quoted_as(row, at, verb, book)
    return None


def quoted_as(row: Skeleton, low: int, verb: int, book: CueBook) -> Draft | None:
    """The two layers of "M quoted S as saying" around the verb at ``verb``."""
    saying = next(
        (
            k
            for k in range(verb + 1, min(len(row), verb + 30))
            if _behind_as(row, k) and participle(row, k, book)
        ),
        None,
    )
    start = verb
    while start > low and row[start - 1].low in book.words["auxiliaries"] | book.words["adverbs"]:
        start -= 1
    who = subject(row, low, start, book)
    if saying is None or who is None:
        return None
    force = stance(row, saying, book)
    end = saying + 1 + (len(force.particles) if force is not None else 0)
    passive = start < verb and row[verb - 1].low in book.words["be"]
    if passive:
        medium = _by_phrase(row, verb + 1, saying + 1, book)
        first = (start, verb + 1) if saying - verb > 2 else (start, end)
        cues = (first,) if saying - verb <= 2 else (first, (saying - 1, end))
        return Draft("quoted-as-saying", who, cues, end, force, medium=medium)
    if saying - 1 <= verb + 1:
        return None
    cues = ((start, verb + 1), (saying - 1, end))
    return Draft("quoted-as-saying", (verb + 1, saying - 1), cues, end, force, medium=who)


def _behind_as(row: Skeleton, at: int) -> bool:
    """Whether "as" stands in front of a token, or in front of the adverb before it ("as 'flatly' denying")."""
    adverb = row[at - 1].low.strip("\"“”‘’'").endswith("ly") and row[at - 2].low == "as"
    return row[at - 1].low == "as" or adverb


def participle(row: Skeleton, at: int, book: CueBook) -> bool:
    """Whether a cue verb in "-ing" stands here, or a quotation that ends with one ("as 'categorically denying'")."""
    return row[at].low in {"saying", "telling", "writing"} or _last_word(row[at]) in book.verbs


def _last_word(token: Token) -> str:
    words = token.low.strip("\"“”‘’'").split() if token.quote >= 0 else [token.low]
    return words[-1] if 0 < len(words) <= 3 and words[-1].endswith("ing") else ""


def particles_at(row: Skeleton, at: int, particles: tuple[str, ...]) -> bool:
    """Whether the particles of a verb follow the token at ``at`` ("ruling out")."""
    return tuple(token.low for token in row[at + 1 : at + 1 + len(particles)]) == particles


def stance(row: Skeleton, at: int, book: CueBook) -> Verb | None:
    """The verb of "as denying", which says more than that something was said; None for "as saying" and its like."""
    listed = book.verbs.get(_last_word(row[at]), ())
    led = next((verb for verb in listed if verb.particles and particles_at(row, at, verb.particles)), None)
    if led is not None:
        return led
    verbs = tuple(verb for verb in listed if not verb.particles)
    if row[at].low in {"saying", "telling", "writing"} or not verbs:
        return None
    following = row[at + 1 : at + 10]
    leads = (
        bool(following) and following[0].low != "that" and any(token.low == "to" for token in following[1:])
    )
    wanted = (
        ("object-to", "object")
        if leads
        else ("that",)
        if following and following[0].low == "that"
        else ("object", "quoted")
    )
    return next((verb for frame in wanted for verb in verbs if frame in verb.frames), verbs[0])


def _by_phrase(row: Skeleton, first: int, second: int, book: CueBook) -> Range | None:
    for at in (first, second):
        if at < len(row) and row[at].low in {"by", "in", "on"}:
            end = at + 1
            while end < len(row) and is_word(row[end]) and row[end].low != "as":
                end += 1
            return (at + 1, end) if starts_phrase(row, at + 1, book) else None
    return None


def _plain(row: Skeleton, at: int, book: CueBook) -> Draft | None:
    """``S said``."""
    begin = at
    while begin < len(row) and row[begin].low in book.words["openers"]:
        begin += 1
    if not starts_phrase(row, begin, book) or (row[begin].low.endswith("ed") and not is_name(row[begin])):
        return None
    for verb in range(begin + 1, min(len(row), begin + _REACH)):
        if row[verb].quote >= 0 or row[verb].text in {".", "?", "!", ";", ":"}:
            return None
        group = verb_group(row, verb, book)
        if group is None or not group.finite or group.start <= begin:
            continue
        kind = group.framed("quote")
        if kind is None or row[group.start - 1].low in book.words["relatives"]:
            continue
        who = subject(row, begin, group.start, book)
        if who is not None and who[0] > begin and row[who[0] - 1].text == "," and who[0] - begin < 8:
            who = begin, who[1]  # "another friend, Mona Berg said"
        if who is not None and who[0] == begin:
            return Draft("quote-source-cue", who, ((group.start, group.end),), group.end, kind, group.negated)
    return None


def _open(row: Skeleton, at: int, book: CueBook) -> Draft | None:
    """``S thundered``: an unknown past form right after a short name or pronoun."""
    if not starts_phrase(row, at, book):
        return None
    verb = at + 1
    if row[at].low not in book.words["pronouns"]:
        while verb < len(row) and verb - at < 5 and is_name(row[verb]):
            verb += 1
        if not is_name(row[at]) and row[at].low not in book.words["determiners"]:
            return None
        if row[at].low in book.words["determiners"]:
            verb = max(verb, at + 2)
    if verb >= len(row) or not _past_like(row[verb], book):
        return None
    end = verb + 1
    if end < len(row) and row[end].low in {"back", "in", "on", "out"}:
        end += 1
    if not _closes(row, end, book):
        return None
    return Draft("open-cue", (at, verb), ((verb, end),), end)


def _past_like(token: Token, book: CueBook) -> bool:
    if token.low in book.words["auxiliaries"] or is_name(token) or not is_word(token):
        return False
    return token.low.endswith("ed") and len(token.low) > 4


def clause_tag(row: Skeleton, group: Group, book: CueBook) -> Draft | None:
    """``..., S said`` at the end of a sentence whose words before the comma are the content."""
    group = _without_preposition(row, group, book)
    kind = group.framed("quote", "that")
    told = kind is not None and "person" in kind.frames
    after = hearer_end(row, group.end, book) if told else group.end
    if kind is None or not group.finite or not _closes(row, after, book):
        return None
    if any(token.quote >= 0 or token.text == ":" for token in row[group.end :]):
        return None
    for comma in range(group.start - 1, max(0, group.start - _REACH), -1):
        ends = row[comma].text == "," or (
            row[comma].quote >= 0 and row[comma].text.rstrip("\"”’'» ")[-1:] in {",", "?", "!"}
        )
        if not ends or not starts_phrase(row, comma + 1, book):
            continue
        who = subject(row, comma + 1, group.start, book)
        if who is not None and who[0] == comma + 1 and comma > 1:
            return Draft(
                "clause-tag",
                who,
                ((group.start, group.end),),
                group.end,
                kind,
                group.negated,
                lead=(0, comma),
            )
    return None


def _without_preposition(row: Skeleton, group: Group, book: CueBook) -> Group:
    """The group of a verb alone where its preposition begins an adverbial ("..., he insisted on Radio Lakay")."""
    bare = tuple(verb for verb in book.verbs.get(row[group.at].low, ()) if not verb.particles)
    led = group.end - group.at > 1 and row[group.end - 1].low in {"on", "for", "to", "upon", "of", "about"}
    return replace(group, end=group.at + 1, verbs=bare) if led and bare else group


def inverted_tag(row: Skeleton, group: Group, book: CueBook) -> Draft | None:
    """``..., said S`` at the end of a sentence."""
    if group.start < 4 or row[group.start - 1].text != "," or not group.finite:
        return None
    kind = group.framed("quote")
    end = phrase_after(row, group.end, book) if kind else group.end
    if kind is None or end == group.end or not (end >= len(row) or row[end].text in {".", ","}):
        return None
    if row[group.end].low in {"him", "her", "them", "us", "me", "that"}:
        return None
    comma = group.start - 1
    return Draft(
        "clause-tag", (group.end, end), ((group.start, group.end),), end, kind, group.negated, lead=(0, comma)
    )
