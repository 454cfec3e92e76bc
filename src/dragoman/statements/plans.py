"""Whether a content in the future is what its source, or the source's own side, is going to do.

"Oslo will send a ferry, the Norwegian minister said" is a plan of the source's side; "the storm will pass, the minister
said" is not. The subject of the main verb decides, and whether the verb is a deed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from dragoman.model import ActorKind
from dragoman.statements.cues import CueBook
from dragoman.statements.extent import hearer_end
from dragoman.statements.found import Found, Piece
from dragoman.statements.naming import Naming
from dragoman.statements.paragraph import Paragraph
from dragoman.statements.predicate import Predicate, predicate

_WILL = frozenset({"will", "would", "shall", "wo", "'ll", "’ll"})
_OWNED = frozenset({"his", "her", "its", "their", "our", "my"})
_WORD = re.compile(r"\w+")


def is_own_plan(found: Found, paragraphs: Sequence[Paragraph], naming: Naming, book: CueBook) -> bool:
    """Whether the main verb of the content is a deed ahead, of the source itself or of the state it speaks for."""
    main = predicate(found, paragraphs) if found.source is not None and found.content else None
    if main is None or found.source is None or naming.is_medium(found.source):
        return False
    modals = {main.lemma(at) for at in main.helpers if main.parsed.xpos[at] == "MD"}
    if any(main.lemma(at) == "have" for at in main.helpers):
        return False
    if not modals & _WILL or main.lemma(main.word) in book.words["happenings"] or main.is_copular:
        return False
    subject = main.subject
    if subject is None:
        return False
    official = _is_official(naming.text(found.source), book)
    if main.is_passive:
        return official
    if main.parsed.xpos[subject] == "PRP":
        return not _is_empty(main, subject)
    words = main.tree.phrase(subject)
    start = main.at + main.words[words[0]].start
    piece = Piece(paragraph=main.paragraph, start=start, end=main.at + main.words[words[1] - 1].end)
    owned = naming.text(piece).split()[0].lower() in _OWNED and _is_state(piece, naming, book)
    return (
        owned  # "her government"
        or _shares(naming.text(piece), naming.text(found.source))
        or (official and _tells(found, book))
        or (official and _is_state(piece, naming, book) and not _is_foreign(piece, found.source, naming))
    )


def _is_empty(main: Predicate, subject: int) -> bool:
    """Whether an "it" stands for a clause behind the verb ("it would take weeks for the port to open")."""
    below = {main.parsed.relations[at] for at in main.tree.below(main.word) if at > main.word}
    clause = bool(below & {"csubj", "ccomp", "xcomp", "advcl", "obl:unmarked"})
    return main.lemma(subject) == "it" and (main.parsed.relations[subject] == "expl" or clause)


def _tells(found: Found, book: CueBook) -> bool:
    """Whether somebody is told: what an official tells those it concerns will be done is a promise."""
    verb = None if found.draft is None else found.draft.verb
    if found.row is None or found.draft is None or verb is None or "person" not in verb.frames:
        return False
    end = hearer_end(found.row, found.draft.end, book)
    words = [token.text for token in found.row[found.draft.end : end]]
    return bool(words) and words[-1].islower() and words[-1] not in book.words["houses"]


def _is_official(words: str, book: CueBook) -> bool:
    return bool({word.lower() for word in _WORD.findall(words)} & book.words["officials"])


def _shares(one: str, two: str) -> bool:
    """Whether two phrases share a longer word ("the airline", "the airline's chief")."""
    words = ({word.lower() for word in _WORD.findall(text) if len(word) > 3} for text in (one, two))
    return not set.isdisjoint(*words)


def _is_state(piece: Piece, naming: Naming, book: CueBook) -> bool:
    if naming.kinds_in(piece) & {ActorKind.COUNTRY}:
        return True
    return bool({word.lower() for word in _WORD.findall(naming.text(piece))} & book.words["states"])


def _is_foreign(subject: Piece, source: Piece, naming: Naming) -> bool:
    """Whether the source is named with a country, and the subject with another."""
    one, two = naming.countries_in(subject), naming.countries_in(source)
    return bool(one and two and not one & two)
