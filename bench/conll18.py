"""Parses of raw text scored by the method of the CoNLL 2018 shared task (Zeman et al. 2018).

Places count the characters that are not white space, the same in gold and answer. A written token is right when both
its ends are. Words that are tokens are matched by their ends. Where either side has a token of several words
(don't = do + n't), the smallest stretch that no such token sticks out of is taken, and the words inside it
are matched by the longest common subsequence of their forms, case aside. On matched words: UPOS, XPOS, lemma (case
counts; a gold "_" accepts any), UAS (heads are matched words, or both are the root), LAS (subtypes of relations are cut
off). Each figure is F1: right / wanted / found.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from dragoman.errors import InputError

Range = tuple[int, int]
FIGURES = ("words", "sentences", "UPOS", "XPOS", "lemma", "UAS", "LAS")


@dataclass(slots=True)
class Count:
    """How many items were right, wanted and found."""

    right: int = 0
    wanted: int = 0
    found: int = 0

    def add(self, wanted: Sequence[Range], found: Sequence[Range]) -> None:
        """Count the ranges of one text: right are those that are on both sides."""
        self.tally(len(set(wanted) & set(found)), len(wanted), len(found))

    def tally(self, right: int, wanted: int, found: int) -> None:
        """Add numbers that were counted elsewhere."""
        self.right += right
        self.wanted += wanted
        self.found += found

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall, in per cent."""
        return 200 * self.right / (self.wanted + self.found) if self.wanted else 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """A word; ``span`` is that of its written token, ``head`` a number in the text's words (None: the root)."""

    form: str
    lemma: str
    upos: str
    xpos: str
    head: int | None
    relation: str
    span: Range
    several: bool  # the token has more than this one word


@dataclass(frozen=True, slots=True, kw_only=True)
class Parses:
    """A parsed text: its characters without white space, its sentences and words."""

    letters: str
    sentences: tuple[Range, ...]
    words: tuple[Word, ...]


def read_parses(sentences: Iterable[str]) -> Parses:
    """The parsed text of sentences in CoNLL-U, an item a sentence; comments and empty nodes are passed over."""
    letters: list[str] = []
    ranges: list[Range] = []
    words: list[Word] = []
    at = 0
    for sentence in sentences:
        start, before, token, last = at, len(words), (0, 0), 0
        for row in _rows(sentence):
            several = "-" in row[0]
            if several or int(row[0]) > last:
                form = "".join(row[1].split())
                letters.append(form)
                token = (at, at + len(form))
                at = token[1]
            if several:
                last = int(row[0].split("-")[1])
                continue
            words.append(_word(row, token, several=int(row[0]) <= last, before=before))
        ranges.append((start, at))
    return Parses(letters="".join(letters), sentences=tuple(ranges), words=tuple(words))


def _rows(sentence: str) -> Iterator[list[str]]:
    for line in sentence.split("\n"):
        if line and not line.startswith("#"):
            row = line.split("\t")
            if "." not in row[0]:
                yield row


def _word(row: Sequence[str], token: Range, *, several: bool, before: int) -> Word:
    head = int(row[6])
    return Word(
        form="".join(row[1].split()),
        lemma=row[2],
        upos=row[3],
        xpos=row[4],
        head=before + head - 1 if head else None,
        relation=row[7].split(":")[0],
        span=token,
        several=several,
    )


def score(gold: Parses, found: Parses) -> dict[str, Count]:
    """The counts of :data:`FIGURES` for one text.

    Raises:
        InputError: when the two are not the same text.
    """
    if gold.letters != found.letters:
        both = zip(gold.letters + "\0", found.letters + "\1", strict=False)
        at = next(n for n, (one, other) in enumerate(both) if one != other)
        raise InputError(
            f"gold and answer are different texts: {gold.letters[at : at + 20]!r} is not"
            f" {found.letters[at : at + 20]!r}"
        )
    pairs = aligned(gold.words, found.words)
    ours = {mine: theirs for theirs, mine in pairs}
    right: dict[str, int] = defaultdict(int)
    for theirs, mine in pairs:
        one, other = gold.words[theirs], found.words[mine]
        head = one.head == (None if other.head is None else ours.get(other.head, -1))
        right["words"] += 1
        right["UPOS"] += one.upos == other.upos
        right["XPOS"] += one.xpos == other.xpos
        right["lemma"] += one.lemma in {"_", other.lemma}
        right["UAS"] += head
        right["LAS"] += head and one.relation == other.relation
    out = {name: Count(right[name], len(gold.words), len(found.words)) for name in FIGURES}
    out["sentences"] = Count()
    out["sentences"].add(gold.sentences, found.sentences)
    return out


def aligned(gold: Sequence[Word], found: Sequence[Word]) -> list[tuple[int, int]]:
    """The numbers of the words that are the same, gold first."""
    stretches = _stretches(word.span for word in (*gold, *found) if word.several)
    theirs, mine = _placed(gold, stretches), _placed(found, stretches)
    pairs = [
        (number, mine[place][0])
        for place, (number, *_) in theirs.items()
        if place in mine and place not in stretches
    ]
    for place in stretches:
        pairs += _by_form(gold, found, theirs.get(place, []), mine.get(place, []))
    return pairs


def _stretches(tokens: Iterable[Range]) -> set[Range]:
    """The tokens of several words, those that overlap put together."""
    out: list[Range] = []
    for start, end in sorted(set(tokens)):
        if out and start < out[-1][1]:
            out[-1] = (out[-1][0], max(end, out[-1][1]))
        else:
            out.append((start, end))
    return set(out)


def _placed(words: Sequence[Word], stretches: set[Range]) -> Mapping[Range, list[int]]:
    """The numbers of the words by the stretch they lie in, or by their own place; those that stick out are left out."""
    at = {letter: stretch for stretch in stretches for letter in range(*stretch)}
    out: dict[Range, list[int]] = {}
    for number, word in enumerate(words):
        start, end = word.span
        first, last = at.get(start), at.get(end - 1)
        if first == last:
            out.setdefault(first or word.span, []).append(number)
    return out


def _by_form(
    gold: Sequence[Word], found: Sequence[Word], theirs: Sequence[int], mine: Sequence[int]
) -> Iterator[tuple[int, int]]:
    same = [[gold[a].form.lower() == found[b].form.lower() for b in mine] for a in theirs]
    best = [[0] * (len(mine) + 1) for _ in range(len(theirs) + 1)]
    for a in reversed(range(len(theirs))):
        for b in reversed(range(len(mine))):
            longer = best[a + 1][b + 1] + 1 if same[a][b] else 0
            best[a][b] = max(longer, best[a + 1][b], best[a][b + 1])
    a = b = 0
    while a < len(theirs) and b < len(mine):
        if same[a][b]:
            yield theirs[a], mine[b]
            a, b = a + 1, b + 1
        elif best[a][b] == best[a + 1][b]:
            a += 1
        else:
            b += 1
