"""Where a candidate's letters lie in the trees of its paragraph, and what the trees say of its extent and source."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace

from dragoman.language import Parsed
from dragoman.language.arcs import Tree
from dragoman.statements.linking import Read
from dragoman.statements.paragraph import Paragraph, Range, Skeleton
from dragoman.statements.tags import Draft

_VERBAL = frozenset({"VERB", "AUX"})
#: A clause with one of these in front of it stands against the cue's own, not inside its content.
_AGAINST = frozenset({"while", "whereas"})
_EDGES = " ,;—–\t\n"


def words_in(read: Read, place: Range) -> Range | None:
    """The words of a parsed sentence that lie wholly in a range of the paragraph's letters; None for none."""
    first = bisect_left(read.words, place[0] - read.at, key=lambda word: word.start)
    last = bisect_right(read.words, place[1] - read.at, key=lambda word: word.end)
    return (first, last) if first < last else None


def read_at(paragraph: Paragraph, place: Range) -> tuple[Read, Range] | None:
    """The parsed sentence in which a range of letters lies, with its words there; None where no tree is."""
    for read in paragraph.parsed:
        if read.words and read.at + read.words[-1].end > place[0]:
            words = words_in(read, place)
            return None if words is None else (read, words)
    return None


def above(parsed: Parsed, word: int) -> list[int]:
    """A word and all it hangs on, up to the root."""
    out = [word]
    while parsed.heads[out[-1]]:
        out.append(parsed.heads[out[-1]] - 1)
    return out


def verb_of(read: Read, words: Range) -> int | None:
    """The last verb of a stretch of words."""
    return next((at for at in range(words[1] - 1, words[0] - 1, -1) if read.parsed.upos[at] in _VERBAL), None)


def is_verb(paragraph: Paragraph, row: Skeleton, draft: Draft) -> bool:
    """Whether a cue verb is one in the tree too, and what it leads to: "state law", "two claims" are nouns, and who is
    "elected to a first term" plans nothing. True where no tree is."""
    if draft.verb is None:
        return True
    if draft.rule == "verb-to" and _is_preposition(paragraph, draft.content):
        return False
    for first, last in draft.cues:
        found = read_at(paragraph, (row[first].start, row[last - 1].end))
        if found is None or verb_of(*found) is not None:
            return True
    return False


def _is_preposition(paragraph: Paragraph, content: Sequence[Range]) -> bool:
    """Whether the "to" that opens a content leads to a noun, not to a verb."""
    found = read_at(paragraph, content[0]) if content else None
    if found is None:
        return False
    read, (first, _) = found
    return read.words[first].text.lower() == "to" and read.parsed.upos[first] == "ADP"


def beside(paragraph: Paragraph, cue: Range, content: Range) -> Iterator[tuple[int, int]]:
    """Clauses inside a content that hang beside its cue and not below it, as letters: where each begins, its verb.

    ``cue`` and ``content`` are letters. "The envoy wrote that P and suggested that Q": "and suggested" is beside.
    """
    found, own = read_at(paragraph, cue), read_at(paragraph, content)
    verb = None if found is None else verb_of(*found)
    if found is None or own is None or verb is None or own[0] is not found[0]:
        return
    read, (first, last) = own
    parsed, tree = read.parsed, read.tree
    higher = frozenset(above(parsed, verb))
    for at in range(max(first, verb + 1), last):
        beside_cue = parsed.heads[at] - 1 in higher and _stands_beside(read, tree, at)
        if not beside_cue and not (
            parsed.heads[at] - 1 in range(first, last) and _is_told_next(read, tree, at)
        ):
            continue
        start = tree.phrase(at)[0]
        if start > first and parsed.upos[at] in _VERBAL | {"ADJ", "NOUN"}:
            yield read.at + read.words[start].start, read.at + read.words[at].start


def _stands_beside(read: Read, tree: Tree, at: int) -> bool:
    relation = read.parsed.relations[at]
    if relation == "conj":
        return True
    marks = {read.parsed.lemmas[k].lower() for k in tree.below(at) if read.parsed.relations[k] == "mark"}
    return relation == "advcl" and bool(marks & _AGAINST)


def _is_told_next(read: Read, tree: Tree, at: int) -> bool:
    """Whether a past verb without a subject is joined to one with a modal ("said he should go, and called on ...")."""
    parsed = read.parsed
    if parsed.relations[at] != "conj" or parsed.xpos[at] != "VBD":
        return False
    own = {parsed.relations[k] for k in tree.below(at)}
    modal = any(parsed.xpos[k] == "MD" for k in tree.below(parsed.heads[at] - 1) if k < at)
    return modal and not own & {"nsubj", "nsubj:pass", "aux"}


def asides(paragraph: Paragraph, content: Range) -> Iterator[tuple[int, Range]]:
    """The participles of clauses that a comma joins to a verb in a content, with that verb's subject, as letters.

    ("told parliament that the dam was leaking, saying that P": "saying" and "the dam").
    """
    found = read_at(paragraph, content)
    if found is None:
        return
    read, (first, last) = found
    parsed, tree = read.parsed, read.tree
    for at in range(first + 1, last):
        comma = parsed.upos[at - 1] == "PUNCT"
        if not comma or parsed.xpos[at] != "VBG" or parsed.relations[at] != "advcl":
            continue
        owner = next((k for k in tree.below(parsed.heads[at] - 1) if parsed.relations[k] == "nsubj"), None)
        if owner is not None and first <= owner < at:
            start, end = tree.phrase(owner)
            yield (
                read.at + read.words[at].start,
                (read.at + read.words[start].start, read.at + read.words[end - 1].end),
            )


def cut_short(paragraph: Paragraph, row: Skeleton, draft: Draft) -> Draft:
    """The draft with its content ended where a clause begins that stands beside its cue."""
    first, last = draft.cues[-1]
    start, end = draft.content[-1]
    for at, _ in beside(paragraph, (row[first].start, row[last - 1].end), (start, end)):
        return trimmed(paragraph, draft, at)
    return draft


def trimmed(paragraph: Paragraph, draft: Draft, end: int) -> Draft:
    """The draft with its last piece of content ended in front of the letter ``end``."""
    start, _ = draft.content[-1]
    text = paragraph.text[start:end].rstrip(_EDGES)
    return replace(draft, content=(*draft.content[:-1], (start, start + len(text)))) if text else draft


def within_clause(
    paragraph: Paragraph, row: Skeleton, draft: Draft, marks: frozenset[str], begin: int
) -> bool:
    """Whether a cue stands in a clause, behind the letter ``begin``, that one of the words in ``marks`` opens."""
    first, last = draft.cues[0]
    found = read_at(paragraph, (row[first].start, row[last - 1].end))
    verb = None if found is None else verb_of(*found)
    if found is None or verb is None:
        return False
    read = found[0]
    tree, parsed = read.tree, read.parsed
    return any(
        parsed.lemmas[k].lower() in marks and parsed.relations[k] in {"mark", "advmod"}
        for at in above(parsed, verb)
        for k in tree.below(at)
        if read.at + read.words[k].start >= begin
    )


def antecedent(paragraph: Paragraph, place: Range) -> Range | None:
    """The letters of the noun phrase that a relative pronoun takes up; without what hangs behind its commas."""
    found = read_at(paragraph, place)
    if found is None:
        return None
    read, (word, _) = found
    parsed, tree = read.parsed, read.tree
    for at in above(parsed, word):
        if parsed.relations[at] == "acl:relcl":
            head = parsed.heads[at] - 1
            first = tree.phrase(head)[0]
            if parsed.relations[head] in {"obl", "nmod", "obl:agent"}:
                cases = [k for k in tree.below(head) if parsed.relations[k] == "case" and k < head]
                first = max([first, *(k + 1 for k in cases)])
            return read.at + read.words[first].start, read.at + read.words[head].end
    return None


def subjects_before(paragraphs: Sequence[Paragraph], number: int, letter: int) -> list[tuple[int, Range]]:
    """The subjects of the sentence before a letter, with their paragraph's number; that of the main verb first."""
    for at in (number, number - 1):
        if at < 0:
            return []
        reads = [
            read
            for read in paragraphs[at].parsed
            if read.words and (at < number or read.at + read.words[-1].end <= letter)
        ]
        if reads:
            return [(at, place) for place in _subjects(reads[-1])]
    return []


def _subjects(read: Read) -> list[Range]:
    parsed, tree = read.parsed, read.tree
    out: list[tuple[int, Range]] = []
    for at, relation in enumerate(parsed.relations):
        if relation not in {"nsubj", "nsubj:pass"}:
            continue
        first, last = tree.phrase(at)
        comma = next((k for k in range(at, last) if parsed.upos[k] == "PUNCT"), last)
        height = len(above(parsed, at))
        out.append((height, (read.at + read.words[first].start, read.at + read.words[comma - 1].end)))
    return [place for _, place in sorted(out)]
