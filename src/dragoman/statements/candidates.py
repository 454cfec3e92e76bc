"""Candidates of consecutive paragraphs: each sentence's own, then quotations that go on without a cue."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from dragoman.statements.colons import RULE as COLON, before_colon, behind_colon, by_clause
from dragoman.statements.cues import CueBook
from dragoman.statements.drafts import (
    claims,
    is_unheard,
    parted,
    said_by,
    whole,
    with_aside,
    with_aside_medium,
)
from dragoman.statements.found import Found, Piece, from_draft
from dragoman.statements.grammar import verb_groups
from dragoman.statements.merging import merged
from dragoman.statements.outlet import find_silences, find_speculations
from dragoman.statements.paragraph import Paragraph, Skeleton, Token
from dragoman.statements.predicate import is_beside
from dragoman.statements.sentences import bare_cue, read_sentence
from dragoman.statements.tagged import doubted, is_idiom, is_nobodys, tagged_drafts
from dragoman.statements.tags import DASHES, Draft, signature, tag_after
from dragoman.statements.transcript import RULE as TURN, turns
from dragoman.statements.trees import is_verb

#: Forms whose content ends in a quotation, so that a further quotation may belong to it.
_QUOTING = frozenset(
    {
        "quote-source-cue",
        "quote-cue-source",
        "source-cue-quote",
        "source-colon-quote",
        "quoted-as-saying",
        "open-cue",
        "according-to-quote",
        "carried-quote",
        "clause-tag",
        "quote-dash-source",
        COLON,
        TURN,
    }
)


CARRIED_CLAUSE = "carried-clause"
#: Words in marks at most that may be a scare quote or title and not somebody's sentence.
_SCARE = 5


#: Pieces of one content at most; what follows becomes a statement of its own that inherits the source.
_PIECES = 100


class _Run:
    """What the walk over the paragraphs remembers: who spoke last, and what waits for its other half."""

    def __init__(self) -> None:
        self.found: list[Found] = []
        self.last: int | None = None  # the candidate of the sentence or quotation just read
        self.waiting: list[Piece] = []  # quotations, reopened later, that have no source yet
        self.unsigned: list[Piece] = []  # quotations that a line below may sign
        self.cue: tuple[int, Skeleton, Draft] | None = None  # a cue whose quotation comes next

    def take_turn(self, turn: Found) -> None:
        """A speaker's turn in a printed conversation, which nothing but his own further paragraphs go on with."""
        self.found.append(turn)
        self.last, self.cue = len(self.found) - 1, None
        self.waiting, self.unsigned = [], []


def find_candidates(
    paragraphs: Sequence[Paragraph], book: CueBook, *, direct_only: bool = False
) -> list[Found]:
    """The outermost candidates of one lane (and one comment), in order."""
    run = _Run()
    spoken = {} if direct_only else turns(paragraphs, book)
    for paragraph in paragraphs:
        if (turn := spoken.get(paragraph.number)) is not None:
            run.take_turn(turn)
            continue
        rows = tuple(_tags_joined(paragraph.sentences, book))
        whole = all(_only_quotation(row) for row in rows)
        for place, row in enumerate(rows):
            if _only_quotation(row):
                _bare_quotation(run, paragraph, row, book, inherits=place > 0 or whole)
            else:
                _read_row(run, paragraph, row, book, direct_only=direct_only)
        if not (paragraph.quotes and paragraph.quotes[-1].goes_on):
            run.waiting = []
    return run.found


def _tags_joined(rows: Sequence[Skeleton], book: CueBook) -> Iterator[Skeleton]:
    """The sentences, a tag after a quoted question or exclamation joined to it ("Who?" Berg asked)."""
    held: Skeleton | None = None
    for place, row in enumerate(rows):
        if held is not None:
            joined = held + row
            pronoun = row[0].text[:1].isupper() and row[0].low in book.words["pronouns"]
            if not pronoun and tag_after(joined, len(held) - 1, book) is not None:
                held = joined
            else:
                yield held
                held = row
        else:
            held = row
        signed = place + 1 < len(rows) and rows[place + 1][0].text in DASHES
        if not (_only_quotation(held) and held[-1].quote >= 0 and (signed or _exclaims(held[-1].text))):
            yield held
            held = None
    if held is not None:
        yield held


def _exclaims(text: str) -> bool:
    return text.rstrip("\"”’'» ")[-1:] in {"?", "!", "…"}


def _read_row(run: _Run, paragraph: Paragraph, row: Skeleton, book: CueBook, *, direct_only: bool) -> None:
    continued = row[0].quote >= 0 and paragraph.quotes[row[0].quote].continues is not None
    number = paragraph.number
    groups = verb_groups(row, book)
    drafts = read_sentence(row, groups, book, direct_only=direct_only)
    drafts = [by_clause(paragraph, row, draft, book) for draft in drafts if is_verb(paragraph, row, draft)]
    if paragraph.read and not direct_only:
        drafts = merged(row, drafts, tagged_drafts(row, groups, paragraph.tagged, book), book)
    drafts = [draft for draft in drafts if not is_beside(row, draft, paragraph)]
    drafts = [part for draft in drafts for part in parted(paragraph, row, groups, draft, book)]
    drafts = [part for draft in drafts for part in with_aside(paragraph, row, groups, draft, book)]
    drafts = [said_by(row, draft, drafts, book) for draft in drafts]
    drafts += [] if direct_only else claims(row, drafts, book)
    drafts = [doubted(row, draft, book) for draft in drafts if not is_idiom(row, draft.cues[0], book)]
    drafts = [draft for draft in drafts if not (is_nobodys(row, draft, book) or is_unheard(row, draft, book))]
    drafts = [with_aside_medium(row, draft, book) for draft in drafts]
    drafts = [whole(row, draft, drafts, book) for draft in drafts]
    drafts += [] if direct_only else behind_colon(paragraph, row, drafts, book)
    own = [] if direct_only else _of_the_outlet(paragraph, row, drafts, book)
    drafts = [_apart(row, draft, own) for draft in drafts]
    taken = [cue.place for item in own for cue in item.cues]
    drafts = [draft for draft in drafts if not _meets(row, draft.cues, taken)]
    first = len(run.found) + len(own)
    run.found += own
    run.found += [from_draft(number, row, draft, _trust(paragraph, draft.rule, book)) for draft in drafts]
    if not drafts and _sign(run, paragraph, row, book):
        return
    run.unsigned = []
    if not drafts and row[0].quote >= 0 and len(row[0].text.split()) > _SCARE:
        _bare_quotation(run, paragraph, row[:1], book, inherits=False)
        return
    run.cue = None
    if not drafts and not own:
        cue = bare_cue(row, book)
        if cue is None and row[-1].text == ":" and len(row) > 2:
            cue = before_colon(paragraph, row, len(row) - 1, book)
        run.cue = None if cue is None else (number, row, cue)
    if not drafts and not own and run.cue is None and _goes_on_telling(run, paragraph, row):
        piece = Piece(paragraph=number, start=row[0].start, end=_last_word(row).end)
        trust = _trust(paragraph, CARRIED_CLAUSE, book)
        run.found.append(
            Found(rule=CARRIED_CLAUSE, paragraph=number, content=(piece,), confidence=trust, heir=run.last)
        )
    run.last = _speaker(run.found, first) if drafts else None
    if continued and drafts and run.waiting and run.found[first].content[0].start == row[0].start:
        run.found[first] = replace(run.found[first], content=(*run.waiting, *run.found[first].content))
        run.waiting = []
    if not own and not direct_only:
        guesses = find_speculations(number, paragraph.text, row, book, sure=False)
        run.found += [one for one in guesses if not any(_holds(one, draft) for draft in drafts)]


def _goes_on_telling(run: _Run, paragraph: Paragraph, row: Skeleton) -> bool:
    """Whether a condition without a source goes on with what "according to S" began in the sentence before."""
    if run.last is None or row[-1].text == "?" or any(token.quote >= 0 for token in row):
        return False
    before = run.found[run.last]
    told = before.rule == "according-to" and before.content[-1].paragraph == paragraph.number
    opening = [token.low for token in row[:4] if token.low not in {"now", "then", "but", "and", "so", ","}]
    return told and before.heir is None and opening[:1] in (["if"], ["unless"])


def _last_word(row: Skeleton) -> Token:
    return next((token for token in reversed(row) if token.text[:1].isalnum()), row[-1])


def _of_the_outlet(
    paragraph: Paragraph, row: Skeleton, drafts: Sequence[Draft], book: CueBook
) -> list[Found]:
    """The outlet's silences, or else its sure guess; those in somebody's words are that somebody's."""
    found = find_silences(paragraph.number, paragraph.text, row, book)
    found = [
        one
        for one in found
        if not any(_holds(one, draft) and not _stands_apart(row, one, draft) for draft in drafts)
    ]
    return found or find_speculations(paragraph.number, paragraph.text, row, book, sure=True)


def _stands_apart(row: Skeleton, silence: Found, draft: Draft) -> bool:
    """Whether a silence is a clause of its own behind what a cue in front of it tells ("said P, and Q kept silent")."""
    who = silence.source
    if who is None or not draft.content or row[draft.cues[0][0]].start > draft.content[0][0]:
        return False
    at = next((k for k, token in enumerate(row) if token.start >= who.start), 0)
    led = at > 1 and row[at - 1].low in {"and", "but", "while", "though", "although", "whereas"}
    return led and row[at - 2].text == "," and row[at].low not in {"he", "she", "it", "they"}


def _apart(row: Skeleton, draft: Draft, silences: Sequence[Found]) -> Draft:
    """The draft, its content ended in front of a silence that stands apart."""
    for one in silences:
        if one.source is not None and _holds(one, draft) and _stands_apart(row, one, draft):
            start, end = draft.content[-1]
            at = next(k for k, token in enumerate(row) if token.start >= one.source.start)
            if start < row[at - 3].end <= end:
                draft = replace(draft, content=(*draft.content[:-1], (start, row[at - 3].end)))
    return draft


def _sign(run: _Run, paragraph: Paragraph, row: Skeleton, book: CueBook) -> bool:
    """A line of its own that signs the quotation above it ("— Mona Berg")."""
    draft = signature(row, 0, book) if len(row) > 1 else None
    if draft is None or not run.unsigned or run.unsigned[-1].paragraph < paragraph.number - 1:
        return False
    found = from_draft(paragraph.number, row, draft, _trust(paragraph, draft.rule, book))
    run.found.append(replace(found, content=tuple(run.unsigned)))
    run.last, run.cue, run.unsigned = None, None, []
    return True


def _speaker(found: Sequence[Found], first: int) -> int:
    """Whose words a quotation after this sentence goes on with: the last quoted source, else the first named."""
    quoting = [at for at in range(first, len(found)) if found[at].rule in _QUOTING]
    return quoting[-1] if quoting else len(found) - 1


def _trust(paragraph: Paragraph, rule: str, book: CueBook) -> float:
    """The form's prior; halved in a paragraph whose marks do not balance."""
    prior = book.forms.get(rule, 0.5)
    return prior if paragraph.balanced else prior / 2


def _meets(row: Skeleton, cues: Sequence[tuple[int, int]], taken: Sequence[tuple[int, int]]) -> bool:
    return any(row[a].start < end and start < row[b - 1].end for a, b in cues for start, end in taken)


def _holds(guess: Found, draft: Draft) -> bool:
    """Whether the cue of a silence or guess stands in a draft's content: then it is the source's."""
    return any(a <= cue.start < b for cue in guess.cues for a, b in draft.content)


def _only_quotation(row: Skeleton) -> bool:
    """Whether the sentence is nothing but quotations and marks."""
    quoted = False
    for token in row:
        if token.quote >= 0:
            quoted = True
        elif token.text[:1].isalnum():
            return False
    return quoted


def _bare_quotation(run: _Run, paragraph: Paragraph, row: Skeleton, book: CueBook, *, inherits: bool) -> None:
    """A sentence of quotations only: it fills a cue, goes on with the last statement, inherits, or waits."""
    number = paragraph.number
    pieces = tuple(Piece(paragraph=number, start=t.start, end=t.end) for t in row if t.quote >= 0)
    trust = _trust(paragraph, "carried-quote", book)
    if run.cue is not None and run.cue[0] >= number - 1 and inherits:
        at, tokens, draft = run.cue
        run.found.append(replace(from_draft(at, tokens, draft, trust), content=pieces))
        run.last, run.cue = len(run.found) - 1, None
        return
    if run.last is None:
        run.unsigned += pieces
        if paragraph.quotes[-1].goes_on and row[-1].end == paragraph.quotes[-1].end:
            run.waiting += pieces
        return
    run.last = _quoted_before(run.found, run.last, paragraph, book)
    spoken = run.found[run.last]
    first = next(t.quote for t in row if t.quote >= 0)
    same = paragraph.quotes[first].continues is not None or _is_split(spoken, row, paragraph)
    if same and spoken.rule in _QUOTING and len(spoken.content) < _PIECES:
        run.found[run.last] = replace(spoken, content=(*spoken.content, *pieces))
    elif inherits or (
        spoken.rule in _QUOTING and spoken.content[-1:] and spoken.content[-1].paragraph == number
    ):
        heir = run.last if spoken.heir is None else spoken.heir
        run.found.append(
            Found(rule="carried-quote", paragraph=number, content=pieces, confidence=trust, heir=heir)
        )
        run.last = len(run.found) - 1


def _quoted_before(found: Sequence[Found], at: int, paragraph: Paragraph, book: CueBook) -> int:
    """Whose words a bare quotation goes on with: where the last sentence only told of "him", who is quoted before it.

    ("..., Berg said. He named no date. ...": Berg's own words go on.)
    """
    last = found[at]
    if last.rule in _QUOTING or last.source is None or last.source.paragraph != paragraph.number:
        return at
    if paragraph.text[slice(*last.source.place)].lower() not in book.words["pronouns"]:
        return at
    for earlier in range(at - 1, -1, -1):
        if found[earlier].paragraph != paragraph.number:
            break
        if found[earlier].rule in _QUOTING:
            return earlier
    return at


def _is_split(spoken: Found, row: Skeleton, paragraph: Paragraph) -> bool:
    """Whether the quotation is the second half of a sentence that its tag breaks ("...," Berg said. "and ...")."""
    if not spoken.content or spoken.content[-1].paragraph != paragraph.number:
        return False
    opening = row[0].text.lstrip("\"“‘'«„")[:1]
    return opening.islower()
