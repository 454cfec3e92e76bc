"""Whether a content in the future is what its source, or the source's own side, is going to do.

"Oslo will send a ferry, the Norwegian minister said" is a plan of the source's side; "the storm will pass, the minister
said" is not. The subject of the main verb decides, and whether the verb is a deed.
"""

from __future__ import annotations

from collections.abc import Sequence

from dragoman.statements.cues import CueBook
from dragoman.statements.extent import hearer_end
from dragoman.statements.found import Found, Piece
from dragoman.statements.naming import Naming
from dragoman.statements.paragraph import Paragraph
from dragoman.statements.predicate import Predicate, is_any, predicate
from dragoman.statements.sides import is_official, is_own, speaks_for_firm

_WILL = frozenset({"will", "would", "shall", "wo", "'ll", "’ll"})

#: Verbs of an "it" that stands for a clause, and adjectives of one that does not.
_IMPERSONAL = frozenset(
    {"seem", "appear", "happen", "turn", "emerge", "remain", "require", "cost", "make", "help"}
)
_TIMES = frozenset(
    {"time", "minute", "hour", "day", "week", "month", "year", "decade", "generation", "long", "moment"}
)
_READY = frozenset(
    {
        "due",
        "determine",
        "prepare",
        "commit",
        "set",
        "about",
        "ready",
        "prepared",
        "determined",
        "committed",
        "willing",
        "unwilling",
        "able",
        "reluctant",
        "keen",
        "eager",
        "poised",
    }
)

#: Texts by which something is ordered or told to those it concerns.
_ORDERING = frozenset(
    {
        "letter",
        "memo",
        "statement",
        "order",
        "decree",
        "notice",
        "communique",
        "communiqué",
        "plan",
        "announcement",
    }
)


def is_own_plan(found: Found, paragraphs: Sequence[Paragraph], naming: Naming, book: CueBook) -> bool:
    """Whether the main verb of the content is a deed ahead, of the source itself or of the state it speaks for."""
    main = predicate(found, paragraphs) if found.source is not None and found.content else None
    if main is None or found.source is None or naming.is_medium(found.source):
        return False
    modals = {main.lemma(at) for at in main.helpers if main.parsed.xpos[at] == "MD"}
    if any(main.lemma(at) == "have" for at in main.helpers):
        return False
    if not modals & _WILL or main.is_copular:
        return False
    exists = any(
        main.parsed.relations[at] == "expl" and main.lemma(at) == "there" for at in main.tree.below(main.word)
    )
    if exists:
        return is_official(found.source, naming, book)  # "there will be no parade"
    if main.subject is not None and _is_arranged(main, main.subject, book) and not is_any(main):
        return is_official(found.source, naming, book) or speaks_for_firm(found.source, naming, book)
    if main.lemma(main.word) in book.words["happenings"]:
        return False
    if main.subject is None:
        return False
    official = is_official(found.source, naming, book)
    if main.is_passive:
        text = naming.text(found.source).lower().split()
        return official or speaks_for_firm(found.source, naming, book) or text[-1] in _ORDERING
    return _is_own_subject(main, main.subject, found.source, naming, book) or (
        official and _tells(found, book)
    )


def acts_for(found: Found, paragraphs: Sequence[Paragraph], naming: Naming, book: CueBook) -> bool:
    """Whether the subject of the content's main verb is the source, or of its own side."""
    main = predicate(found, paragraphs) if found.source is not None and found.content else None
    if main is None or main.subject is None or found.source is None:
        return False
    if naming.is_document(found.source) and not naming.is_medium(found.source):
        return True  # a letter speaks for somebody
    return _is_own_subject(main, main.subject, found.source, naming, book)


def _is_own_subject(main: Predicate, subject: int, source: Piece, naming: Naming, book: CueBook) -> bool:
    if main.parsed.xpos[subject] == "PRP":
        return not _is_empty(main, subject) and main.lemma(subject) != "you"
    words = main.tree.phrase(subject)
    start = main.at + main.words[words[0]].start
    piece = Piece(paragraph=main.paragraph, start=start, end=main.at + main.words[words[1] - 1].end)
    return is_own(piece, source, naming, book)


def _is_empty(main: Predicate, subject: int) -> bool:
    """Whether an "it" stands for a clause behind the verb ("it would take weeks for the port to open")."""
    below = {main.parsed.relations[at] for at in main.tree.below(main.word) if at > main.word}
    clause = bool(below & {"csubj", "ccomp", "xcomp", "advcl", "obl:unmarked"})
    verb = main.parsed.upos[main.word] in {"VERB", "AUX"} and not _is_impersonal(main)
    acts = (verb and not main.is_copular and main.parsed.relations[subject] != "expl") or main.lemma(
        main.word
    ) in _READY
    return main.lemma(subject) == "it" and not acts and (main.parsed.relations[subject] == "expl" or clause)


def _is_arranged(main: Predicate, subject: int, book: CueBook) -> bool:
    """Whether it is a thing arranged that begins, goes on or ends ("the talks will resume")."""
    return main.lemma(subject) in book.words["arranged"] and main.lemma(main.word) in book.words["scheduling"]


def _is_impersonal(main: Predicate) -> bool:
    """Whether the verb is one whose "it" stands for what follows; "take" only of time."""
    lemma = main.lemma(main.word)
    taken = {
        main.lemma(at)
        for at in main.tree.below(main.word)
        if main.parsed.relations[at] in {"obj", "obl:unmarked"}
    }
    return lemma in _IMPERSONAL or (lemma == "take" and (not taken or bool(taken & _TIMES)))


def _tells(found: Found, book: CueBook) -> bool:
    """Whether somebody is told: what an official tells those it concerns will be done is a promise."""
    verb = None if found.draft is None else found.draft.verb
    if found.row is None or found.draft is None or verb is None or "person" not in verb.frames:
        return False
    end = hearer_end(found.row, found.draft.end, book)
    words = [token.text for token in found.row[found.draft.end : end]]
    return bool(words) and words[-1].islower() and words[-1] not in book.words["houses"]
