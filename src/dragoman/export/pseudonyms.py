"""Who wrote a comment is nobody's business: names of commenters shown as ``commenter 1`` to ``commenter n``.

A :class:`Mask` belongs to one coded page. It holds *cuts*, stretches of the page that are shown as something
else, and gives the shown text of any span. The article is never masked. Inside the comments, a name is masked

- where the page prints it as an author or as the name that is answered, and everywhere in a header;
- in the words of a comment where it stands whole and cannot be an ordinary word (it has a digit, an
  underscore, a capital inside, or two words), or where somebody is addressed by it (``@name``; at the very
  start before a mark, there also shortened: ``Skipper_ ...`` for ``Skipper_Hollis``).

A commenter who has taken the name of a known actor is hidden as author, but the actor stays readable in what
people write. So does a passage that a comment quotes from the article.
"""

from __future__ import annotations

import hashlib
import hmac
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from dragoman.export.names import Finder, Known, distinctive, fold_name
from dragoman.export.reading import comment_regions, public_actors
from dragoman.model import BlockKind, Coded, Comment, Page, Span


class Names(StrEnum):
    """What is told about comments: nothing but counts, everything but names, or everything."""

    NONE = "none"
    PSEUDONYMOUS = "pseudonymous"
    NAMED = "named"


@dataclass(frozen=True, slots=True, kw_only=True)
class Cut:
    """The page range ``[start, end)`` (code points) is shown as ``shown``."""

    start: int
    end: int
    shown: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Mask:
    """How one page is shown.

    ``cuts`` are in order and do not overlap; ``labels`` has the pseudonym of each folded name.
    """

    page: Page
    names: Names
    cuts: tuple[Cut, ...] = ()
    labels: Mapping[str, str] = field(default_factory=dict)
    finder: Finder = field(default=Finder(()), repr=False, compare=False)

    def pieces(self, start: int, end: int) -> Iterator[Cut]:
        """The range ``[start, end)`` (code points) as pieces in order; a cut that it touches comes whole."""
        at = start
        first = bisect_right(self.cuts, start, key=lambda cut: cut.end)
        for number in range(first, len(self.cuts)):
            cut = self.cuts[number]
            if cut.start >= end:
                break
            if at < cut.start:
                yield Cut(start=at, end=cut.start, shown=self.page.text[at : cut.start])
            yield cut
            at = cut.end
        if at < end:
            yield Cut(start=at, end=end, shown=self.page.text[at:end])

    def show(self, span: Span) -> str:
        """What is shown for the words of ``span``."""
        return "".join(piece.shown for piece in self.pieces(span.start, span.end))

    def name(self, span: Span) -> str:
        """What is shown for the commenter whose name stands at ``span``."""
        words = self.page.quote(span)
        if self.names is Names.NAMED:
            return words
        return self.labels.get(fold_name(words), "commenter")

    def parts(self, text: str) -> tuple[str | Cut, ...]:
        """A sentence of dragoman's own, divided where it names a commenter.

        Offsets of the cuts count code points of ``text``. Without a commenter's name it is one part.
        """
        out: list[str | Cut] = []
        at = 0
        for start, end, label in self.finder.find(text):
            if start >= at:
                out += [text[at:start], Cut(start=start, end=end, shown=label)]
                at = end
        return tuple(part for part in (*out, text[at:]) if part)

    def say(self, text: str) -> str:
        """A sentence of dragoman's own with commenters' names masked."""
        return "".join(part if isinstance(part, str) else part.shown for part in self.parts(text))


def mask_of(coded: Coded, comments: Names = Names.PSEUDONYMOUS, key: bytes | None = None) -> Mask:
    """The mask for a coded page.

    ``comments`` says what is shown. Commenters are numbered in the order in which the page first names them, as
    author or as the one answered. With a ``key`` they get ``commenter-`` and ten hex digits of an HMAC-SHA256
    over the folded name instead, which is the same on every page.
    """
    if comments is Names.NAMED or coded.thread is None:
        return Mask(page=coded.page, names=comments)
    known = tuple(_known(coded, key))
    hidden = _left_out(coded) if comments is Names.NONE else ()
    cuts = _merged([*hidden, *_name_cuts(coded, known)])
    labels = {one.folded: one.label for one in known}
    return Mask(page=coded.page, names=comments, cuts=cuts, labels=labels, finder=Finder(known))


def _known(coded: Coded, key: bytes | None) -> Iterator[Known]:
    taken: set[str] = set()
    actors = public_actors(coded)
    public = {
        fold_name(name)
        for actor in coded.actors
        if actor.id in actors
        for name in (actor.name, *(alias.text for alias in actor.aliases))
    }
    for span in sorted(_name_spans(coded)):
        words = coded.page.quote(span)
        folded = fold_name(words)
        if folded in taken:
            continue
        taken.add(folded)
        label = f"commenter {len(taken)}" if key is None else f"commenter-{_keyed(key, folded)}"
        yield Known(folded=folded, words=words, label=label, public=folded in public)


def _keyed(key: bytes, folded: str) -> str:
    return hmac.new(key, folded.encode("utf-8", "surrogatepass"), hashlib.sha256).hexdigest()[:10]


def _name_spans(coded: Coded) -> Iterator[Span]:
    for comment in coded.thread.comments if coded.thread else ():
        yield from (span for span in (comment.author, comment.reply_name) if span)


def _left_out(coded: Coded) -> Iterator[Cut]:
    for start, end in comment_regions(coded):
        yield Cut(start=start, end=end, shown="[left out]")


def _name_cuts(coded: Coded, known: tuple[Known, ...]) -> Iterator[Cut]:
    text = coded.page.text
    labels = {one.folded: one.label for one in known}
    for span in _name_spans(coded):
        yield Cut(start=span.start, end=span.end, shown=labels[fold_name(text[span.start : span.end])])
    anyone = Finder(known)
    unlike_words = Finder([one for one in known if distinctive(one.words) and not one.public])
    for start, end in _headers(coded):
        yield from _cuts(anyone.find(text, start, end))
    for comment in coded.thread.comments if coded.thread else ():
        yield from _body_cuts(text, comment, anyone, unlike_words)
    for block in coded.layout.blocks:
        if block.kind in {BlockKind.FURNITURE, BlockKind.COMMENT}:
            yield from _cuts(unlike_words.find(text, block.span.start, block.span.end))


def _headers(coded: Coded) -> Iterator[tuple[int, int]]:
    for comment in coded.thread.comments if coded.thread else ():
        if comment.header:
            yield comment.header.start, comment.header.end


def _body_cuts(text: str, comment: Comment, anyone: Finder, unlike_words: Finder) -> Iterator[Cut]:
    start, end = comment.span.start, comment.span.end
    quoted = [pair.comment for pair in comment.quotes if pair.of is None]
    found = [*unlike_words.find(text, start, end), *anyone.shortened(text, start, end)]
    found += anyone.addressed(text, start, end)
    for cut in _cuts(found):
        if not any(span.start < cut.end and cut.start < span.end for span in quoted):
            yield cut


def _cuts(found: Iterable[tuple[int, int, str]]) -> Iterator[Cut]:
    for start, end, label in found:
        yield Cut(start=start, end=end, shown=label)


def _merged(cuts: Iterable[Cut]) -> tuple[Cut, ...]:
    out: list[Cut] = []
    for cut in sorted(set(cuts), key=lambda cut: (cut.start, -cut.end, cut.shown)):
        if out and cut.start < out[-1].end:
            last = out.pop()
            out.append(Cut(start=last.start, end=max(last.end, cut.end), shown=last.shown))
        else:
            out.append(cut)
    return tuple(out)
