"""A quotation behind a colon whose clause holds no listed cue: who acts in that clause says it.

("Berg had a question for the crowd: '...'", "Berg made the following remark:" with the quotation below.)
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dragoman.statements.cues import CueBook
from dragoman.statements.extent import letters_of
from dragoman.statements.linking import Read
from dragoman.statements.paragraph import Paragraph, Range, Skeleton
from dragoman.statements.tags import Draft
from dragoman.statements.trees import read_at

RULE = "clause-colon-quote"
_PERSONS = frozenset({"he", "she", "they", "we", "i", "who"})
_EDGES = frozenset({"PUNCT", "CCONJ"})


def behind_colon(paragraph: Paragraph, row: Skeleton, drafts: Sequence[Draft], book: CueBook) -> list[Draft]:
    """The draft of the first quotation behind a colon, where no other draft speaks of it."""
    at = next((k for k in range(2, len(row) - 1) if row[k].text == ":" and row[k + 1].quote >= 0), None)
    if at is None:
        return []
    content = letters_of(row, (at + 1, at + 2))
    if any(a < content[1] and row[at].start < b for draft in drafts for a, b in draft.content):
        return []
    draft = before_colon(paragraph, row, at, book)
    return [] if draft is None else [replace(draft, content=(content,))]


def by_clause(paragraph: Paragraph, row: Skeleton, draft: Draft, book: CueBook) -> Draft:
    """The draft; one that takes all in front of its colon for a source gives way where the tree has a clause there."""
    found = None
    if draft.rule == "source-colon-quote":
        found = before_colon(paragraph, row, draft.cues[0][0], book)
    return draft if found is None else replace(found, content=draft.content)


def before_colon(paragraph: Paragraph, row: Skeleton, colon: int, book: CueBook) -> Draft | None:
    """The draft, still without content, of the clause in front of the colon at a token; None without a tree of it.

    Its source is the subject of the verb that is nearest to the colon of those which the sentence rests on, where that
    is somebody: a name, a pronoun for persons, an office. Its cue reaches from the verb to the colon.
    """
    found = read_at(paragraph, (row[colon].start, row[colon].end))
    if found is None:
        return None
    read, (at, _) = found
    verb, subject = _clause(read, at)
    if verb is None or subject is None or not _is_somebody(read, subject, book):
        return None
    first, last = read.tree.phrase(subject)
    while last > first and read.parsed.upos[last - 1] in _EDGES:
        last -= 1
    source, cue = _tokens(row, read, (first, last)), _tokens(row, read, (verb, at))
    if source is None or cue is None or source[1] > cue[0]:
        return None
    if any(token.quote >= 0 for token in row[source[0] : colon]):
        return None
    return Draft(RULE, source, (cue,), colon + 1)


def _clause(read: Read, colon: int) -> tuple[int | None, int | None]:
    """The verb in front of a colon that is the sentence's own or joined to it, and its subject."""
    parsed, tree = read.parsed, read.tree
    for at in range(colon - 1, -1, -1):
        main = parsed.upos[at] == "VERB" and parsed.relations[at] in {"root", "conj", "ccomp", "parataxis"}
        if main:
            subject = next((k for k in tree.below(at) if parsed.relations[k] == "nsubj"), None)
            return (at, subject) if subject is not None and subject < at else (None, None)
    return None, None


def _is_somebody(read: Read, word: int, book: CueBook) -> bool:
    low = read.words[word].text.lower()
    return (
        read.parsed.upos[word] == "PROPN" or low in _PERSONS | book.words["officials"] | book.words["roles"]
    )


def _tokens(row: Skeleton, read: Read, words: Range) -> Range | None:
    start, end = read.at + read.words[words[0]].start, read.at + read.words[words[1] - 1].end
    inside = [at for at, token in enumerate(row) if start <= token.start and token.end <= end]
    return (inside[0], inside[-1] + 1) if inside else None
