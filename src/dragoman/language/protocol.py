"""What a parser gives for a sentence, and what a parser is.

A parser gets words and gives labels for them: it knows neither page nor offsets. Word ``i`` of the answer is
word ``i`` of the question, so the caller's offsets stay true whatever parser is plugged in.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

#: UD v2, the 17 word classes and the 37 universal relations.
CLASSES = frozenset(
    "ADJ ADP ADV AUX CCONJ DET INTJ NOUN NUM PART PRON PROPN PUNCT SCONJ SYM VERB X".split(),
)
RELATIONS = frozenset(
    """
    acl advcl advmod amod appos aux case cc ccomp clf compound conj cop csubj dep det discourse dislocated expl
    fixed flat goeswith iobj list mark nmod nsubj nummod obj obl orphan parataxis punct reparandum root vocative
    xcomp
    """.split(),
)
#: The kinds of name.
NAMES = frozenset("PER ORG LOC MISC".split())


@dataclass(frozen=True, slots=True, kw_only=True)
class Tagged:
    """One BIO tag a word (``O``, ``B-ORG``, ``I`` ...) and how sure it is, 0 to 1, by the word's own scores.

    A parser that does not know a layer gives ``O`` with a score of 0.
    """

    tags: tuple[str, ...]
    scores: tuple[float, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Parsed:
    """One sentence's labels, one entry a word in every field.

    ``upos``, ``relations`` and ``lemmas`` are those of Universal Dependencies v2, ``xpos`` the Penn tags.
    ``heads`` counts words from 1; 0 is the root, and exactly one word hangs on it. ``names`` has the kinds PER,
    ORG, LOC and MISC; ``source``, ``cue`` and ``content`` have none. A tag ``I`` at the first word of
    ``content`` (also of ``source`` and ``cue``) goes on from the sentence before.
    ``parts`` holds the numbers (from 0) of the words at which the sentence had to be divided because it was too
    long for the parser: no word is left out, but no tag or arc crosses them, save the one that joins the trees.
    """

    upos: tuple[str, ...]
    xpos: tuple[str, ...]
    lemmas: tuple[str, ...]
    heads: tuple[int, ...]
    relations: tuple[str, ...]
    names: Tagged
    source: Tagged
    cue: Tagged
    content: Tagged
    parts: tuple[int, ...] = ()

    def __len__(self) -> int:
        """How many words."""
        return len(self.heads)


_NO_TAGS = Tagged(tags=(), scores=())
#: The answer to a sentence without words.
NOTHING = Parsed(
    upos=(),
    xpos=(),
    lemmas=(),
    heads=(),
    relations=(),
    names=_NO_TAGS,
    source=_NO_TAGS,
    cue=_NO_TAGS,
    content=_NO_TAGS,
)


class Parser(Protocol):
    """Anything that labels sentences; each sentence's answer is independent of the others in the call.

    ``digest`` is one line that tells a parser from every other: two parsers with the same digest give the same
    answers. For the shipped model it is a SHA-256 over its files; a plug-in writes its name and version in it, and
    a hash of its weights where users train their own. The kit's digest holds it, so it must not change from one
    run to the next.
    """

    @property
    def digest(self) -> str:
        """One line, not empty."""
        ...

    def parse(
        self, sentences: Sequence[Sequence[str]], *, quoted: Sequence[bool] | None = None
    ) -> tuple[Parsed, ...]:
        """One answer a sentence, in order.

        ``sentences`` holds the words of each; ``quoted`` says of each whether a quotation of its paragraph is
        open before its first word (none is, where it is left out).
        """
        ...
