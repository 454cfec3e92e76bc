"""Who answers whom: proven parents from nesting and marks, probable ones from names and quoted words."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from dragoman.model import Comment, Page, ReplyBasis, Span
from dragoman.text import level

#: A name at the start of a comment, as people address each other: "Harbor_ ......", "@dockhand,", "Anna:".
_VOCATIVE = re.compile(r"(?P<at>@)?(?P<name>[^\W_][\w.-]{2,30})")
#: The line above quoted words that says whose they are.
_QUOTE_MARK = re.compile(
    r"(?:^|\n)[ \t>]*+(?:(?:originally posted by|quote from|quoting|zitat von|citation de|cita de|alinti|цитата)[ \t]*+:?[ \t]*+(?P<after>[^\n:]{1,40}?)"
    r"(?:[ \t]*(?:view post|»|>>))?[ \t]*:?(?=\n|$)|(?P<before>[^\s:][^\n:]{0,39}?)[ \t]{1,9}(?:wrote|said|schrieb|hat geschrieben|пишет|писал|написал|написала|a écrit|escribió|yazdı)[ \t]*:)",
    re.IGNORECASE,
)
_ASIDE = re.compile(r"[\s,:;.!?-]")
#: The shortest cut name that still calls its bearer ("Admiral_" for "Admiral_Keel").
_SHORTEST_CALL = 5


def add_replies(
    page: Page,
    comments: Sequence[Comment],
    proven: Mapping[int, tuple[int | None, ReplyBasis]],
    *,
    typed: bool = True,
) -> list[Comment]:
    """The comments with their parents.

    ``proven`` are the parents that the layout shows, by the comment's index (None: it says that none is on the page). A parent is proven, too, by a mark
    whose name exactly one earlier comment bears, or by a quoted line ("> ..."); anything less is inferred. Without
    ``typed``, what the commenter typed ("@dockhand") proves nothing: where the markup shows who answers whom, it is
    only whom he speaks to.
    """
    replies = _Replies(page, comments)
    answered = [_answer(replies, i, proven.get(i)) for i in range(len(comments))]
    return answered if typed else [_less_sure(one, proven.get(i)) for i, one in enumerate(answered)]


def _less_sure(comment: Comment, proven: tuple[int | None, ReplyBasis] | None) -> Comment:
    """A parent that only typed words name is inferred; one named in the comment's header stays proven."""
    if proven is not None or comment.reply_to is None:
        return comment
    name, span = comment.reply_name, comment.span
    if comment.reply_basis is ReplyBasis.MARKED and name is not None and name.start < span.start:
        return comment
    basis = ReplyBasis.NAMED if comment.reply_basis is ReplyBasis.MARKED else ReplyBasis.INFERRED
    return replace(comment, reply_to=None, reply_inferred=comment.reply_to, reply_basis=basis)


def parents_by_depth(depths: Sequence[int | None], basis: ReplyBasis) -> dict[int, tuple[int, ReplyBasis]]:
    """The parent of each comment that stands deeper than an earlier one: the nearest such.

    ``depths`` are nesting levels as the page shows them, None where it shows none.
    """
    found: dict[int, tuple[int, ReplyBasis]] = {}
    stack: list[tuple[int, int]] = []
    for i, depth in enumerate(depths):
        if depth is None:
            continue
        while stack and stack[-1][0] >= depth:
            stack.pop()
        if stack and depth > 0:
            found[i] = (stack[-1][1], basis)
        stack.append((depth, i))
    return found


def _answer(replies: _Replies, index: int, proven: tuple[int | None, ReplyBasis] | None) -> Comment:
    comment = replies.comments[index]
    if proven is not None:
        parent, basis = proven
        if parent is None:
            return comment
        return replace(comment, reply_to=parent, reply_basis=basis, reply_name=replies.called(index))
    mark = replies.quote_mark(index)
    if mark is not None:
        return _by_quote(replies, index, mark)
    name = replies.called(index)
    if name is not None:
        return _by_name(replies, index, name)
    quoted = replies.quoted(index)
    if quoted is not None:
        parent, proof = quoted
        if proof:
            return replace(comment, reply_to=parent, reply_basis=ReplyBasis.QUOTED)
        return replace(comment, reply_inferred=parent, reply_basis=ReplyBasis.INFERRED)
    addressed = replies.addressed(index)
    if addressed is not None:
        return replace(comment, reply_inferred=addressed, reply_basis=ReplyBasis.INFERRED)
    return comment


def _by_name(replies: _Replies, index: int, name: Span) -> Comment:
    comment = replace(replies.comments[index], reply_name=name)
    bearers = replies.bearers(index, replies.text(name))
    if len(bearers) == 1:
        return replace(comment, reply_to=bearers[0], reply_basis=ReplyBasis.MARKED)
    guess = bearers[-1] if bearers else replies.behind(index, replies.text(name))
    basis = ReplyBasis.NAMED
    return replace(comment, reply_inferred=guess, reply_basis=basis)


def _by_quote(replies: _Replies, index: int, name: Span) -> Comment:
    """A quotation with its author's name over it: proven when the words, or the name alone, fit one comment."""
    bearers = replies.bearers(index, replies.text(name))
    quoted = replies.quoted(index)
    if quoted is not None and quoted[0] in bearers:
        return replace(
            replies.comments[index], reply_name=name, reply_to=quoted[0], reply_basis=ReplyBasis.QUOTED
        )
    return _by_name(replies, index, name)


class _Replies:
    """What is known of the names in a thread."""

    def __init__(self, page: Page, comments: Sequence[Comment]) -> None:
        self._page, self.comments = page, comments
        self._authors = [self.text(c.author) if c.author else None for c in comments]
        self._names = {name for name in self._authors if name}
        self._names |= {self.text(c.reply_name) for c in comments if c.reply_name}
        #: Names by their first two letters, longest first: every comment is asked whom it calls.
        self._by_start: dict[str, list[str]] = {}
        for name in sorted(self._names, key=lambda n: (-len(n), n)):
            self._by_start.setdefault(name[:2], []).append(name)
        self._by_author: dict[str, list[int]] = {}
        for i, author in enumerate(self._authors):
            if author is not None:
                self._by_author.setdefault(author, []).append(i)
        self._calls = [self._call(i) for i in range(len(comments))]
        #: Names whose comments are on the page without a name, by the index they probably have.
        self._behind: dict[str, int] = {}
        for i in range(len(comments)):
            self._guess_bearer(i)

    def text(self, span: Span) -> str:
        return " ".join(level(self._page.quote(span)).split()).removeprefix("@")

    def bearers(self, before: int, name: str) -> list[int]:
        return [i for i in self._by_author.get(name, ()) if i < before]

    def called(self, index: int) -> Span | None:
        """The name that a comment's header or its leading @ mark calls."""
        comment = self.comments[index]
        if comment.reply_name is not None:
            return comment.reply_name
        call = self._calls[index]
        return call[0] if call is not None and call[2] else None

    def quote_mark(self, index: int) -> Span | None:
        """The name in "NAME wrote:" or "Originally posted by NAME", when somebody in the thread bears it."""
        span = self.comments[index].span
        for found in _QUOTE_MARK.finditer(self._page.text[span.start : min(span.end, span.start + 2000)]):
            group = "after" if found["after"] else "before"
            name = self._page.span(span.start + found.start(group), span.start + found.end(group))
            if self.bearers(index, self.text(name)):
                return name
        return None

    def addressed(self, index: int) -> int | None:
        """The comment that a name at the start of the text probably answers."""
        call = self._calls[index]
        if call is None:
            return None
        bearers = self.bearers(index, call[1])
        return bearers[-1] if bearers else self._behind.get(call[1])

    def behind(self, index: int, name: str) -> int | None:
        """The comment without a name that ``name`` probably wrote."""
        known = self._behind.get(name)
        if known is not None:
            return known if known < index else None
        # A reply stands under its parent: the comment just before, when nobody else can have written it.
        previous = index - 1
        if previous >= 0 and self._authors[previous] is None and previous not in self._behind.values():
            return previous
        return None

    def quoted(self, index: int) -> tuple[int, bool] | None:
        pairs = [pair for pair in self.comments[index].quotes if pair.of is not None]
        if not pairs:
            return None
        longest = max(pairs, key=lambda pair: len(pair.comment))
        line = self._page.text.rfind("\n", 0, longest.comment.start) + 1
        proof = self._page.text[line : longest.comment.start].lstrip().startswith(">")
        return longest.of if longest.of is not None else 0, proof

    def _call(self, index: int) -> tuple[Span, str, bool] | None:
        """(words, the name they call, whether marked with @) at the start of a comment's text."""
        comment = self.comments[index]
        text = self._page.quote(comment.span)[:80]
        found = _VOCATIVE.match(text)
        if found is None or comment.span == comment.header:
            return None
        base = comment.span.start + found.start("name")
        plain = level(text[found.start("name") :])
        own = self._authors[index]
        near = [name for name in self._by_start.get(plain[:2], ()) if name != own]
        for name in near:
            if plain.startswith(name) and not plain[len(name) : len(name) + 1].isalnum():
                marked = found["at"] is not None
                if marked or _ASIDE.match(plain[len(name) :] or " "):
                    return self._page.span(base, base + len(name)), name, marked
        word = plain[: len(found["name"])]
        stem = word.rstrip("_.-")
        cut = [name for name in near if name.startswith(stem) and len(stem) >= _SHORTEST_CALL]
        if len(cut) == 1 and (found["at"] or "_" in word or not word.isalpha()):
            return self._page.span(base, base + len(word)), cut[0], found["at"] is not None
        if found["at"]:
            return self._page.span(base, base + len(found["name"].rstrip(".-"))), word.rstrip(".-"), True
        return None

    def _guess_bearer(self, index: int) -> None:
        """A call to someone who bears no comment points at the nearest comment before that bears no name."""
        call = self._calls[index]
        if call is None or call[1] in self._by_author or call[1] in self._behind:
            return
        for earlier in range(index - 1, -1, -1):
            if self._authors[earlier] is None:
                self._behind[call[1]] = earlier
                return
