"""The main verb of a content in the tree of its sentence: its tense, and whether it commands.

Times are seen from the saying. What was said in the past stands one step back ("said the road was closed"), so a past
tense of being, having or doing still is read as ongoing there; in quotation marks it is past.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from dragoman.language import Parsed, Word
from dragoman.language.arcs import Tree
from dragoman.model import FactualityKind, Time
from dragoman.statements.found import Found
from dragoman.statements.linking import Read
from dragoman.statements.paragraph import Paragraph, Range, Skeleton
from dragoman.statements.tags import Draft
from dragoman.statements.trees import above, words_in

_HELPERS = frozenset({"aux", "aux:pass", "cop"})
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_SUBJECTS = frozenset({"nsubj", "nsubj:pass", "csubj", "csubj:pass", "expl", "nsubj:outer"})
#: What these verbs tell of lasts: in indirect speech their past tense is the present of the saying.
_LASTING = frozenset(
    "be have want need believe think know fear hope hold own belong remain exist contain mean depend support oppose "
    "understand doubt seek lack like face expect suspect consider".split()
)
#: What may be so now, when a form of "be" follows it; else it lies ahead.
_OPEN = frozenset({"may", "might", "could", "must", "should"})
_ABLE = frozenset({"can", "ca", "cannot"})
_AHEAD = frozenset({"tomorrow", "tonight", "next", "soon", "shortly"})
#: What hangs on these is the content itself ("I fear six are dead").
_SEEMING = frozenset("fear think believe suspect expect guess suppose assume look seem appear".split())
_ANY = frozenset({"a", "an", "any", "such", "another"})
#: With these a "would" is only polite.
_LIKING = frozenset(
    {"like", "love", "prefer", "want", "welcome", "say", "rather", "suggest", "hope", "call", "describe"}
)
#: An infinitive below these lies ahead ("is set to", "are going to").
_LEADING = frozenset("go set due expect schedule slate plan about ready likely".split())
#: Cue verbs whose nominal content lies behind ("accused the police of theft"), or ahead ("ruled out a return").
_BEHIND = frozenset({"accuse", "blame", "deny", "admit", "confess", "confirm", "recall"})
_PUT_OFF = frozenset({"rule", "refuse", "decline", "expect", "fear", "predict", "warn", "plan"})


@dataclass(frozen=True, slots=True)
class Predicate:
    """The main word of a content in its sentence, with the words of the content there (``first`` to ``last``); ``at`` is
    the letter of its paragraph at which the sentence begins."""

    parsed: Parsed
    tree: Tree
    word: int
    first: int
    last: int
    words: Sequence[Word]
    at: int
    paragraph: int

    @property
    def helpers(self) -> list[int]:
        """Its auxiliaries and copulas."""
        relations = self.parsed.relations
        return [at for at in self.tree.below(self.word) if relations[at] in _HELPERS]

    @property
    def subject(self) -> int | None:
        """The word that is its subject; that of the verb it is joined to where it has none."""
        for at in above(self.parsed, self.word):
            own = (k for k in self.tree.below(at) if self.parsed.relations[k] in _SUBJECTS)
            if (found := next(own, None)) is not None:
                return found
            if self.parsed.relations[at] != "conj":
                return None
        return None

    @property
    def is_copular(self) -> bool:
        """Whether it tells what or how something is."""
        return any(self.parsed.relations[at] == "cop" for at in self.helpers)

    @property
    def is_passive(self) -> bool:
        """Whether it tells what is done to its subject."""
        return any(self.parsed.relations[at] == "aux:pass" for at in self.helpers)

    def is_finite(self, at: int) -> bool:
        """Whether a word is a verb with a tense or a modal, or is told of a subject by one."""
        own = [k for k in self.tree.below(at) if self.parsed.relations[k] in _HELPERS]
        return any(self.parsed.xpos[k] in _FINITE for k in (at, *own))

    def lemma(self, at: int) -> str:
        """The lemma of a word, in small letters."""
        return self.parsed.lemmas[at].lower()


def time_of(found: Found, kind: FactualityKind, paragraphs: Sequence[Paragraph]) -> Time | None:
    """When the content of a candidate holds, by the tree; None where no tree tells."""
    if kind in {FactualityKind.DEMAND, FactualityKind.INTENTION}:
        return Time.FUTURE
    main = predicate(found, paragraphs)
    if main is None:
        return None
    tense = _tense(main, stepped=_is_stepped_back(found, paragraphs))
    if kind is FactualityKind.CONDITIONAL:
        return Time.PAST if tense is Time.PAST and _has_modal(main) else Time.FUTURE
    if tense is not None:
        return tense
    lemma = "" if found.draft is None or found.draft.verb is None else found.draft.verb.lemma
    if lemma in _BEHIND:
        return Time.PAST
    if lemma in _PUT_OFF or main.parsed.xpos[main.word] == "VB":
        return Time.FUTURE
    return Time.ONGOING if kind in {FactualityKind.ASSERTED, FactualityKind.DENIED} else None


def is_command(found: Found, paragraphs: Sequence[Paragraph]) -> bool:
    """Whether the content is quoted and opens with a verb in the imperative ("Open the gates")."""
    piece = found.content[0] if found.content else None
    if piece is None:
        return False
    if not paragraphs[piece.paragraph].is_opened_at(piece.start, inner=True):
        return False
    main = predicate(found, paragraphs)
    if main is None or main.parsed.xpos[main.word] != "VB":
        return False
    below = main.tree.below(main.word)
    relations, tags = main.parsed.relations, main.parsed.xpos
    own = {main.lemma(at) for at in below if relations[at] == "aux"}
    return own <= {"do"} and not any(relations[at] in _SUBJECTS or tags[at] == "TO" for at in below)


def is_wished(found: Found, paragraphs: Sequence[Paragraph]) -> bool:
    """Whether the content is a clause with "that" in the bare subjunctive ("that the border be reopened")."""
    piece = found.content[0] if found.content else None
    if piece is None or paragraphs[piece.paragraph].text[piece.start : piece.start + 5].lower() != "that ":
        return False
    main = predicate(found, paragraphs)
    if main is None or main.subject is None or not main.first <= main.subject < main.word:
        return False
    tags = main.parsed.xpos
    own = [tags[at] for at in main.helpers]
    to = any(tags[at] == "TO" for at in main.tree.below(main.word))
    return (not to and not own and tags[main.word] == "VB") or own == ["VB"]


def is_imagined(found: Found, paragraphs: Sequence[Paragraph]) -> bool:
    """Whether a "would" is no "will" said in the past: in a quotation, behind a present cue, or with "have"."""
    main = predicate(found, paragraphs)
    if main is None:
        return False
    modals = {main.lemma(at) for at in main.helpers if main.parsed.xpos[at] == "MD"}
    if not modals & {"would", "'d", "’d"} or main.lemma(main.word) in _LIKING:
        return False
    past = any(main.lemma(at) == "have" for at in main.helpers)
    return past or is_any(main) or not _is_stepped_back(found, paragraphs)


def is_any(main: Predicate) -> bool:
    """Whether the subject is an act or any of its sort ("a strike would", "losing the port would"): it is not there yet."""
    subject = main.subject
    if subject is None or not any(main.lemma(at) in {"would", "'d", "’d"} for at in main.helpers):
        return False
    first = main.lemma(main.tree.phrase(subject)[0])
    return first in _ANY or main.parsed.xpos[subject] == "VBG"


def is_below(paragraph: Paragraph, place: Range) -> bool:
    """Whether a modal in a content hangs on a relative clause, and not on a main verb."""
    for read in paragraph.parsed:
        words = words_in(read, place)
        if words is None:
            continue
        at = words[0]
        if read.parsed.xpos[at] != "MD":
            return False
        clause = above(read.parsed, at)[1:2]
        return bool(clause) and read.parsed.relations[clause[0]] == "acl:relcl"
    return False


def predicate(found: Found, paragraphs: Sequence[Paragraph]) -> Predicate | None:
    """The word on which the first sentence of the content hangs; of a content in two pieces, the piece with the verb."""
    tops: list[Predicate] = []
    for piece in found.content[:2]:
        for read in paragraphs[piece.paragraph].parsed:
            words = words_in(read, piece.place)
            top = None if words is None else _top(read, words, piece.paragraph)
            if top is not None:
                tops.append(top)
                break
    return next((top for top in tops if _is_verbal(top)), tops[0] if tops else None)


def _top(read: Read, words: Range, paragraph: int) -> Predicate | None:
    (start, end), parsed = words, read.parsed
    tops = [
        at
        for at in range(start, end)
        if not start < parsed.heads[at] <= end and parsed.upos[at] not in {"PUNCT", "SCONJ", "CCONJ"}
    ]
    if not tops:
        return None
    found = [Predicate(parsed, read.tree, at, start, end, read.words, read.at, paragraph) for at in tops]
    return _said(next((one for one in found if _is_verbal(one)), found[0]))


def _said(one: Predicate) -> Predicate:
    """The clause below "the claim that", "I fear" and "it looks as if": the content is what it tells."""
    if _is_verbal(one) and one.lemma(one.word) not in _SEEMING:
        return one
    relations, upos = one.parsed.relations, one.parsed.upos
    below = (
        at
        for at in one.tree.below(one.word)
        if relations[at] in {"acl", "ccomp", "advcl"} and one.first <= at < one.last
    )
    clause = (replace(one, word=at) for at in below if upos[at] != "PUNCT")
    return next((inner for inner in clause if _has_subject(inner)), one)


def _has_subject(one: Predicate) -> bool:
    return any(one.parsed.relations[at] in _SUBJECTS for at in one.tree.below(one.word))


def _is_verbal(one: Predicate) -> bool:
    return one.parsed.upos[one.word] in {"VERB", "AUX"} or bool(one.helpers)


def _is_stepped_back(found: Found, paragraphs: Sequence[Paragraph]) -> bool:
    """Whether a content outside of quotation marks was said in the past."""
    piece = found.content[0]
    if paragraphs[piece.paragraph].quotes_in((piece.start, piece.start + 1)):
        return False
    return any(
        read.parsed.xpos[at] in {"VBD", "VBN"}
        for cue in found.cues
        for read in paragraphs[cue.paragraph].parsed
        for at in range(*(words_in(read, cue.place) or (0, 0)))
    )


def _has_modal(one: Predicate) -> bool:
    return any(one.parsed.xpos[at] == "MD" for at in one.helpers)


def _tense(one: Predicate, *, stepped: bool) -> Time | None:
    tags = {one.parsed.xpos[at] for at in one.helpers}
    lemmas = [one.lemma(at) for at in one.helpers]
    own = one.parsed.xpos[one.word]
    if "MD" in tags:
        return _modal(one, lemmas, own)
    if _leads_ahead(one):
        return Time.FUTURE
    if "have" in lemmas and not {"VBZ", "VBP", "VBD", "VB"} & {own}:
        return Time.PAST
    if {"VBZ", "VBP"} & (tags | {own}):
        return Time.FUTURE if own == "VBG" and _ahead(one) else Time.ONGOING
    if "VBD" in tags | {own}:
        copula = any(one.parsed.relations[at] == "cop" for at in one.helpers)
        lasting = own == "VBG" or copula or (own == "VBD" and one.lemma(one.word) in _LASTING)
        if lasting and stepped:
            return Time.FUTURE if _ahead(one) else Time.ONGOING
        return Time.PAST
    return Time.PAST if own == "VBN" else None


def _modal(one: Predicate, lemmas: list[str], own: str) -> Time:
    modals = {one.lemma(at) for at in one.helpers if one.parsed.xpos[at] == "MD"}
    if "have" in lemmas:
        return Time.PAST
    if modals & _ABLE:
        return Time.ONGOING
    denied = any(one.lemma(at) in {"not", "n't", "n’t", "never"} for at in one.tree.below(one.word))
    if "could" in modals and denied:
        return Time.PAST
    still = own == "VBG" or any(one.parsed.relations[at] == "cop" for at in one.helpers)
    return Time.ONGOING if modals & _OPEN and still and not _ahead(one) else Time.FUTURE


def _leads_ahead(one: Predicate) -> bool:
    """Whether the verb is "is going to", "is set to" or their like, with an infinitive below."""
    if one.lemma(one.word) not in _LEADING or one.parsed.xpos[one.word] in {"VBD", "VBZ", "VBP"}:
        return False
    below = [at for at in one.tree.below(one.word) if one.parsed.relations[at] in {"xcomp", "ccomp", "csubj"}]
    return any(one.parsed.xpos[at] == "VB" for at in below)


def _ahead(one: Predicate) -> bool:
    return any(one.lemma(at) in _AHEAD for at in range(one.first, one.last))


def is_beside(row: Skeleton, draft: Draft, paragraph: Paragraph) -> bool:
    """Whether a cue is a participle on a noun, and the content another verb's ("The stories told here mean that P")."""
    first, end = draft.cues[0]
    for read in paragraph.parsed:
        words = words_in(read, (row[first].start, row[end - 1].end))
        if words is None:
            continue
        own = next((at for at in range(*words) if read.parsed.relations[at] == "acl"), None)
        places = [place for content in draft.content if (place := words_in(read, content)) is not None]
        tops = [top.word for place in places if (top := _top(read, place, paragraph.number)) is not None]
        return own is not None and bool(tops) and not any(own in above(read.parsed, top) for top in tops)
    return False
