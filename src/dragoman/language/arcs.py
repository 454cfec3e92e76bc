"""Walks over the tree of a sentence: distances, subjects, and the words below a word. Words count from 0."""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.language.protocol import Parsed

#: Arcs that are followed upwards at most: no sentence of prose is deeper.
_HIGHEST = 60
#: A verb with one of these relations has its head's subject.
_SHARING = frozenset({"conj", "xcomp", "advcl"})
#: Relations of whom a verb's words are: the subject of an active one, the agent ("by ...") of a passive one.
_SPEAKING = ("obl:agent", "nsubj")


class Tree:
    """The tree of one sentence. Built in time linear in its words."""

    def __init__(self, parsed: Parsed) -> None:
        self._parsed = parsed
        self._below: list[list[int]] = [[] for _ in range(len(parsed))]
        for at, head in enumerate(parsed.heads):
            if head:
                self._below[head - 1].append(at)

    def head(self, start: int, end: int) -> int:
        """The first word of a stretch whose head lies outside of it."""
        heads = self._parsed.heads
        return next((at for at in range(start, end) if not start < heads[at] <= end), start)

    def up(self, word: int) -> int:
        """The word that a word hangs on; -1 for the root."""
        return self._parsed.heads[word] - 1

    def below(self, word: int) -> tuple[int, ...]:
        """The words that hang on a word, in order."""
        return tuple(self._below[word])

    def arcs(self, one: int, two: int) -> int:
        """The arcs between two words."""
        up = {word: height for height, word in enumerate(self._upwards(one))}
        for height, word in enumerate(self._upwards(two)):
            if word in up:
                return height + up[word]
        return _HIGHEST

    def speaker(self, verb: int) -> int | None:
        """The verb's agent or subject, or that of the verb it hangs on where the two share one."""
        relations = self._parsed.relations
        for word in self._upwards(verb):
            for wanted in _SPEAKING:
                found = next((at for at in self._below[word] if relations[at] == wanted), None)
                if found is not None:
                    return found
            if relations[word].split(":")[0] not in _SHARING:
                return None
        return None

    def phrase(self, word: int) -> tuple[int, int]:
        """The words from the first to the last below a word, itself among them; without the "by" of an agent."""
        first = last = word
        waiting = [
            at
            for at in self._below[word]
            if not (self._parsed.relations[word] == "obl:agent" and self._parsed.relations[at] == "case")
        ]
        while waiting:
            at = waiting.pop()
            first, last = min(first, at), max(last, at)
            waiting += self._below[at]
        return first, last + 1

    def _upwards(self, word: int) -> Iterator[int]:
        for _ in range(_HIGHEST):
            yield word
            word = self._parsed.heads[word] - 1
            if word < 0:
                return
