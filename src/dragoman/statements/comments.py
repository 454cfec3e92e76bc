"""What stands in comments: the commenter is the first source of all of it, and what is only quoted is not the commenter's.

A comment that a tagger has read gives statements of every style; of the others only direct quotations are taken.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from dragoman.language.sentence import Sentence
from dragoman.model import Attribution, Comment, Lane, Source, SourceRole, Span, Statement, Style, Thread
from dragoman.statements.cues import CueBook

#: Letters of a page's comments that are parsed at most, first comments first: some two seconds of work.
PARSED = 60_000
#: Sentences of one comment that are parsed at most.
MOST = 60
#: Words of a sentence of a comment that is parsed, at most: what is longer is hardly one, and its tree takes its time.
LONGEST = 100
#: A sentence that is copied to more than this share of its letters says nothing of the commenter's own.
COPIED = 0.6
_ME = frozenset({"i", "me", "myself"})
#: What asks or invites is no source ("Who wrote that ...", "Let us say ...").
_NOBODY = frozenset({"let us", "let's", "let’s", "you", "this", "that", "it"})
_ASKING = frozenset({"who", "what", "which", "if", "besides", "that's", "that’s", "it's", "it’s"})


def speaking(sentences: Sequence[Sentence], book: CueBook) -> tuple[int, ...]:
    """Which sentences of comments are worth parsing: those with a word that may be a cue, as far as :data:`PARSED` goes."""
    out: list[int] = []
    left = PARSED
    read: Counter[int | None] = Counter()
    for place, sentence in enumerate(sentences):
        if (
            sentence.lane is not Lane.COMMENTS
            or not 0 < len(sentence.words) <= LONGEST
            or not _may_cue(sentence, book)
        ):
            continue
        if read[sentence.comment] == MOST:
            continue
        read[sentence.comment] += 1
        left -= len(sentence.text)
        if left < 0:
            break
        out.append(place)
    return tuple(out)


def _may_cue(sentence: Sentence, book: CueBook) -> bool:
    words = [word.text.lower() for word in sentence.words]
    return any(word in book.verbs or word in book.nouns or word == "according" for word in words)


def comment_of(thread: Thread | None, number: int | None) -> Comment | None:
    """The comment with this index; None where the thread does not have it."""
    comments = thread.comments if thread is not None else ()
    return comments[number] if number is not None and 0 <= number < len(comments) else None


def uncopied(sentences: Sequence[Sentence], comment: Comment | None) -> list[Sentence]:
    """The sentences of a comment without those that only repeat the article or another comment."""
    copied = [pair.comment for pair in comment.quotes] if comment is not None else []
    return [one for one in sentences if _copied(one.span, copied) <= COPIED * len(one.span)]


def _copied(span: Span, copied: Collection[Span]) -> int:
    return sum(max(0, min(span.end, one.end) - max(span.start, one.start)) for one in copied)


def voiced(
    statements: Sequence[Statement], sentences: Sequence[Sentence], comment: Comment | None
) -> list[Statement]:
    """The statements of a comment as its writer's: the writer in front of each chain, or in place of an "I".

    Contents that repeat the article or another comment are left out, and so are guesses, which nobody is given for. The
    writer is the span of the name that the page prints, never an actor; None where the page prints none.
    """
    copied = [pair.comment for pair in comment.quotes] if comment is not None else []
    writer = Source(span=comment.author) if comment is not None and comment.author is not None else None
    letters = {
        at: letter for one in sentences for at, letter in zip(one.passage.offsets, one.text, strict=True)
    }
    kept: list[Statement] = []
    for one in statements:
        size = sum(len(span) for span in one.content)
        if one.style is Style.OUTLET or 2 * sum(_copied(span, copied) for span in one.content) > size:
            continue
        if _says_nothing(one, letters):
            continue
        kept.append(replace(one, chain=_led_by(writer, one.chain, letters)))
    ids = {one.id for one in kept}
    return [
        replace(
            one,
            within=one.within if one.within in ids else None,
            carried=one.carried if one.carried in ids else None,
        )
        for one in kept
    ]


def _says_nothing(one: Statement, letters: Mapping[int, str]) -> bool:
    """Whether a statement has a content of one word ("I doubt it"), or a source that asks."""
    if one.style is Style.INDIRECT and len(_words(one.content, letters).split()) < 2:
        return True
    sources = (layer.source for layer in one.chain if layer.source is not None)
    named = [_words((source.span,), letters).lower() for source in sources]
    return any(words in _NOBODY or (words.split()[:1] and words.split()[0] in _ASKING) for words in named)


def _words(spans: Sequence[Span], letters: Mapping[int, str]) -> str:
    return " ".join("".join(letters.get(at, "") for at in range(span.start, span.end)) for span in spans)


def _led_by(
    writer: Source | None, chain: tuple[Attribution, ...], letters: Mapping[int, str]
) -> tuple[Attribution, ...]:
    first = chain[0].source if chain else None
    if first is not None and _words((first.span,), letters).lower() in _ME:
        return replace(chain[0], source=writer), *chain[1:]
    role = SourceRole.INTERMEDIARY if chain else SourceRole.SPEAKER
    return Attribution(source=writer, role=role), *chain
