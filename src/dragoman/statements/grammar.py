"""Reading a skeleton sentence without a parser: verb groups, subjects, noun phrases after a cue.

All positions here are indexes of tokens in one skeleton sentence; ranges are half-open.
"""

from __future__ import annotations

from dataclasses import dataclass

from dragoman.model import FactualityKind
from dragoman.statements.cues import CueBook, Verb
from dragoman.statements.paragraph import Range, Skeleton, Token
from dragoman.statements.particles import fitting_verbs, leading, may_be_verb

_REACH = 45  # tokens between a quotation and its cue at most
_NO_ADVERBS = ("likely", "family", "assembly", "supply", "monopoly")
#: Attempts, which are not yet deeds.
_TRYING = frozenset("try tries tried trying attempt attempts attempted attempting".split())
#: What opens a clause of its own in front of a subject.
_CLAUSAL = frozenset("that because while when if as but where how what why whether".split())
_LONG = 30  # tokens of a noun phrase at most


@dataclass(frozen=True, slots=True)
class Group:
    """A verb with its auxiliaries and particles: tokens ``start`` to ``end``; ``at`` is the verb itself."""

    start: int
    at: int
    end: int
    verbs: tuple[Verb, ...]
    negated: bool
    finite: bool

    def framed(self, *frames: str) -> Verb | None:
        """The first verb that has one of the frames."""
        return next((verb for verb in self.verbs if verb.frames.intersection(frames)), None)


def is_name(token: Token) -> bool:
    """Whether the token begins with a capital letter."""
    return token.quote < 0 and token.text[:1].isupper()


def is_word(token: Token) -> bool:
    """Whether the token is a word or number, not a mark and no quotation."""
    return token.quote < 0 and token.text[:1].isalnum()


def verb_groups(row: Skeleton, book: CueBook) -> list[Group]:
    """All groups of cue verbs in the sentence, in order."""
    found = (verb_group(row, at, book) for at, token in enumerate(row) if token.low in book.verbs)
    groups = [group for group in found if group is not None]
    return [
        one for one in groups if not any(other.start <= one.at and one.end <= other.at for other in groups)
    ]


def verb_group(row: Skeleton, at: int, book: CueBook) -> Group | None:
    """The verb group around the cue verb at ``at``; None when no cue verb or a passive stands there."""
    token = row[at]
    shouted = len(token.text) > 1 and token.text.isupper()
    entries = book.verbs.get(token.low) if token.quote < 0 and not shouted else None
    if not entries:
        return None
    words, start = book.words, at
    while start and _leads(row[start - 1], book):
        start -= 1
    before = [token.low for token in row[start:at]]
    used = start > 1 and [row[start - 2].low, row[start - 1].low] == ["used", "to"]
    led = 0 if used else leading(row, start, book)
    while led > 1 and _leads(row[led - 1], book):
        led -= 1
    if used:
        start -= 2
    elif led:
        start = led
        before = [token.low for token in row[start:at]]
    elif start and row[start - 1].low == "to":
        return None
    low = row[at].low
    helped = [word for word in before if word in words["auxiliaries"] and not led]
    helpers = [word for word in helped if word not in words["negations"]]
    passive = bool(helpers) and helpers[-1] in words["be"] and not low.endswith("ing")
    if passive or _noun_like(row, start, at, book):
        return None
    verbs = fitting_verbs(row, at, entries, book)
    if not verbs:
        return None
    tries = led and any(token.low in _TRYING for token in row[led:at])
    if tries and not any(verb.kind is FactualityKind.DENIED for verb, _ in verbs):
        return None  # "tried to question them", but "tried to quash the rumours"
    negated = any(word in words["negations"] for word in before)
    own = {token.low for token in row[at + 1 : at + 1 + verbs[0][1]]} - set(verbs[0][0].particles)
    negated = negated or bool(own & words["negations"])
    finite = bool(helped) or used or bool(led) or not low.endswith("ing")
    return Group(start, at, at + 1 + verbs[0][1], tuple(verb for verb, _ in verbs), negated, finite)


def _leads(token: Token, book: CueBook) -> bool:
    low = token.low
    if low in book.words["auxiliaries"] or low in book.words["adverbs"]:
        return True
    return len(low) > 4 and low.endswith("ly") and not low.endswith(_NO_ADVERBS) and not is_name(token)


def _noun_like(row: Skeleton, start: int, at: int, book: CueBook) -> bool:
    """Whether the word is rather a noun: after a determiner, or a bare form that cannot agree with its subject."""
    low = row[at].low
    before = row[start - 1] if start else None
    if at == 0 and low.endswith("s") and at + 1 < len(row) and row[1].low in {"that", "of", "by"}:
        return True  # "Claims that P"
    if (
        is_name(row[at])
        and at
        and (before is None or before.quote < 0)
        and low == row[at].low
        and not row[at].text.isupper()
    ):
        return start > 0
    if before is None or start < at:
        return False
    if before.low in book.words["determiners"] and before.low not in book.words["pronouns"]:
        return not (
            before.low == "her" and low.endswith("ing") and row[start - 2].low in book.words["showing"]
        )
    if low.endswith(("ed", "ing", "said", "told", "wrote")) or before.quote >= 0:
        return False
    if not any(verb.lemma in book.words["noun-too"] for verb in book.verbs[low]):
        return False
    if before.low in book.words["prepositions"]:
        return True
    if before.low.endswith("ed") and before.low in book.verbs and low.endswith("s"):
        return True  # "rejected reports"
    if low in {"show", "find"} and at + 1 < len(row) and row[at + 1].low == "that":
        return False  # "Documents seen by the paper show that"
    base = any(verb.lemma == low for verb in book.verbs[low])
    if not base or low in {"read", "put"}:
        return False
    plural = before.low in {"they", "we", "i", "you", "who", "people"} or before.low.endswith(
        ("s", "s'", "s’")
    )
    return not (plural or before.low in book.words["modals"] or before.text == "," or _joined(row, start))


def _joined(row: Skeleton, end: int) -> bool:
    return any(token.low == "and" for token in row[max(0, end - 4) : end])


def starts_phrase(row: Skeleton, at: int, book: CueBook) -> bool:
    """Whether a noun phrase that can be a source may begin at ``at``."""
    if at >= len(row) or not is_word(row[at]):
        return False
    words, low = book.words, row[at].low
    if low in {"which", "whom", "whose"}:
        return False
    if low in words["pronouns"] or low in words["determiners"] or low in words["possessives"]:
        return True
    for group in (
        "prepositions",
        "conjunctions",
        "subordinators",
        "not-names",
        "auxiliaries",
        "openers",
        "days",
    ):
        if low in words[group]:
            return False
    if low.endswith("ly") and not is_name(row[at]):
        return False
    following = row[at + 1] if at + 1 < len(row) else None
    participle = low.endswith("ing") and len(low) > 5 and following is not None and not is_name(following)
    return not participle


def subject(row: Skeleton, low: int, verb: int, book: CueBook) -> Range | None:
    """The tokens that name the subject of the verb group starting at ``verb``, no further left than ``low``."""
    end = verb
    while end > low and row[end - 1].text in {",", "—", "–", "-", ")"}:
        end -= 1
    if end <= low or row[end - 1].quote >= 0 or verb - low > _REACH * 2:
        return None
    aside = end < verb
    last = row[end - 1].low
    regnal = last == "i" and end - 2 >= low and is_name(row[end - 2])
    if (
        not aside
        and not regnal
        and last in book.words["pronouns"] | book.words["relatives"]
        and last not in {"both", "others", "another", "one", "that"}
    ):
        return end - 1, end
    if last in book.words["conjunctions"]:
        return first_phrase(row, low, end - 1, book)
    return _after_commas(row, low, end, book, aside=aside)


def _after_commas(row: Skeleton, low: int, end: int, book: CueBook, *, aside: bool) -> Range | None:
    chunks = _chunks(row, low, end)
    if not aside:
        start, _ = chunks[-1]
        if len(chunks) > 1 and row[chunks[-1][0]].low in book.words["conjunctions"] and end - start > 1:
            start += 1
        return _zone(row, start, end, book)
    cut = next((start - 1 for start, _ in chunks[1:] if row[start].low in {"citing", "quoting"}), end)
    end = min(end, cut)
    for start, stop in chunks[:-1] or chunks:
        begin = start
        while begin < stop and row[begin].low in book.words["openers"]:
            begin += 1
        if starts_phrase(row, begin, book) and stop > begin and row[stop - 1].low != "ago":
            return _zone(row, begin, stop, book, last=end)
        if tail := _tail(row, begin, stop, book):
            follows = row[stop + 1] if stop + 1 < len(row) else None
            if follows is not None and (follows.low in book.words["asides"] or follows.text[:1].isdigit()):
                return tail[0], end
    return None


def _chunks(row: Skeleton, low: int, end: int) -> list[Range]:
    """The stretches between commas and other breaks."""
    chunks: list[Range] = []
    start = low
    for at in range(low, end + 1):
        if at == end or row[at].text in {",", ";", "—", "–", "(", ")"} or row[at].quote >= 0:
            if at > start:
                chunks.append((start, at))
            start = at + 1
    return chunks or [(low, end)]


def _zone(row: Skeleton, start: int, end: int, book: CueBook, last: int | None = None) -> Range | None:
    """The noun phrase at the end of a comma-free stretch (drawn on to ``last`` when asides follow)."""
    while start < end and row[start].low in book.words["openers"]:
        start += 1
    begin = start
    for at in range(start + 1, end):
        token = row[at]
        if (token.low in _CLAUSAL and at + 1 < end) or (
            token.low == "and" and at + 1 < end and _holds_verb(row, begin, at, book)
        ):
            begin = at + 1
        elif (
            token.low in {"after", "before", "once", "until"}
            and begin + 1 < at < end - 1
            and last is not None
        ):
            begin = at + 1 if is_name(row[at + 1]) or row[at + 1].low in book.words["determiners"] else begin
    if begin >= end:
        return None
    if starts_phrase(row, begin, book):
        return (begin, last or end) if end - begin <= _LONG else None
    tail = _tail(row, begin, end, book)
    return (tail[0], last or end) if tail else None


def _holds_verb(row: Skeleton, start: int, end: int, book: CueBook) -> bool:
    """Whether a stretch seems to hold a finite verb, so that what follows "and" is a clause of its own."""
    for at in range(start, end):
        low = row[at].low
        if low in book.words["auxiliaries"]:
            return True
        if at > start and not is_name(row[at]) and (low.endswith("ed") or may_be_verb(row, at, book)):
            return True
    return False


def _tail(row: Skeleton, low: int, end: int, book: CueBook) -> Range | None:
    """The noun phrase at the right end of an adverbial that has no comma ("In Oslo Foreign Minister Berg")."""
    at = end
    words = book.words
    if at <= low or row[at - 1].low in words["days"] or not is_word(row[at - 1]):
        return None
    if row[at - 1].low in words["pronouns"]:
        return at - 1, end
    while at > low and is_name(row[at - 1]) and row[at - 1].low not in words["days"] | words["prepositions"]:
        at -= 1
    stop = max(low, at - 5)
    for back in range(at - 1, stop - 1, -1):
        if row[back].low in words["prepositions"] or not is_word(row[back]):
            break
        if row[back].low in words["determiners"] or row[back].low in words["possessives"]:
            return back, end
    return (at, end) if at < end else None


def first_phrase(row: Skeleton, low: int, end: int, book: CueBook) -> Range | None:
    """The first noun phrase of the sentence: the subject that a second, coordinated verb shares.

    A phrase with words behind it in its own stretch is preferred to one that commas close off ("In Salem,
    Oregon, Berg spoke"), unless an apposition follows the latter.
    """
    words = book.words
    alone: Range | None = None
    for start, stop in _chunks(row, low, end):
        begin = start
        while begin < stop and row[begin].low in words["openers"]:
            begin += 1
        if not starts_phrase(row, begin, book) or row[stop - 1].low == "ago":
            continue
        phrase = begin, _phrase_end(row, begin, stop, book)
        if phrase[1] < stop and (alone is None or row[begin].low not in words["relatives"]):
            return phrase
        alone = alone or phrase
        if stop + 1 < len(row) and (row[stop + 1].low in words["asides"] or row[stop + 1].text[:1].isdigit()):
            return alone
    return alone


def _phrase_end(row: Skeleton, at: int, end: int, book: CueBook) -> int:
    """Where the phrase beginning at ``at`` ends when a verb (not necessarily a known one) follows it."""
    words = book.words
    if row[at].low in words["pronouns"]:
        return at + 1
    named = is_name(row[at]) and row[at].low not in words["determiners"]
    stop = at if named else at + 1
    while stop < min(end, at + _LONG) and is_word(row[stop]):
        low = row[stop].low
        inside = low in words["inner-prepositions"] and stop + 1 < end and is_name(row[stop + 1])
        if named and not (is_name(row[stop]) or inside):
            break
        if low in words["auxiliaries"] or (stop > at + 1 and low in book.verbs) or low.endswith("ed"):
            break
        stop += 1
    return max(stop, at + 1)


def phrase_after(row: Skeleton, at: int, book: CueBook) -> int:
    """The end of the noun phrase that begins at ``at`` after an inverted cue ("said Berg, a lawyer"); ``at`` if none."""
    if not starts_phrase(row, at, book):
        return at
    words = book.words
    counts = row[at].low in {"one", "both", "another"} and at + 1 < len(row) and is_word(row[at + 1])
    if row[at].low in words["pronouns"] and not (
        counts and row[at + 1].low not in words["breaks"] | words["auxiliaries"]
    ):
        return at + 1
    stop = _stretch(row, at, words["breaks"])
    while stop < len(row) and row[stop].text in {",", "("} and stop + 1 < len(row):
        following = row[stop + 1]
        wanted = (
            following.low in words["asides"]
            or following.text[:1].isdigit()
            or row[stop].text == "("
            or _titled(row, stop + 1, book)
        )
        if not wanted or stop - at > _LONG:
            break
        if row[stop].text == "(":
            stop = _bracket_end(row, stop)
            continue
        stop = _stretch(row, stop + 1, frozenset({"adding", "saying", "when", "during", "but"}))
    return stop


def _bracket_end(row: Skeleton, at: int) -> int:
    """The token after the bracket that opens at ``at``."""
    end = at + 1
    while end < len(row) and end - at < 12 and row[end].text != ")":
        end += 1
    return min(end + 1, len(row))


def _titled(row: Skeleton, at: int, book: CueBook) -> bool:
    """Whether an apposition of lower-case words with "of", "at" or "for" begins here ("research fellow at ...")."""
    words = [token.low for token in row[at : at + 5] if is_word(token)]
    if (
        not words
        or words[0] in book.words["breaks"]
        or words[0] in book.words["conjunctions"]
        or words[0].endswith(("ing", "ly"))
    ):
        return False
    return bool({"of", "at", "for"} & set(words)) and not book.words["auxiliaries"] & set(words)


def _stretch(row: Skeleton, at: int, breaks: frozenset[str]) -> int:
    begin = at
    while (
        at < len(row)
        and at - begin < _LONG
        and row[at].quote < 0
        and row[at].text not in {",", ";", ":", "—", "–", "(", ")", ".", "!", "?", "-", "--", "..."}
    ):
        if (
            at > begin
            and row[at].low in breaks
            and not (
                row[at].low in {"and", "in"}
                and at + 1 < len(row)
                and is_name(row[at + 1])
                and is_name(row[at - 1])
            )
        ):
            break
        at += 1
    return at
