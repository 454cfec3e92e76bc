"""Agency texts that outlets cut and add to: the generator, and recall at precision .99.

Of every text of at least :data:`LONG` words one copy is made: whole sentences of it, from the head or here and there, until a
share of the words is reached; around them sentences of an outlet's own (its words, in an order by lot: nobody else has
them) and a line of furniture that stands on all its copies. All copies and originals are searched together. A pair of
copy and original is right; a pair of other stories is wrong; pairs of one story are left out, since outlets do share text.
"""

from __future__ import annotations

import random
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from dragoman.model import Span
from dragoman.stories import Account, find_copies, group
from dragoman.stories.rarity import Rarity

LONG = 120
OUTLETS = 12
PRECISION = 0.99
KEPT = (0.9, 0.7, 0.5, 0.3)
_SENTENCE = re.compile(r"[^.!?\n]+[.!?]*\s*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """Of one share kept: copies made, recall at precision .99 and the containment needed, and both at a given one."""

    copies: int
    recall: float
    containment: float
    precision_there: float
    recall_there: float


def cut(text: str, share: float, rng: random.Random, *, scattered: bool) -> str:
    """Whole sentences of ``text``, in order, with about ``share`` of its words; the head, or sentences here and there."""
    sentences = _SENTENCE.findall(text)
    order = list(range(len(sentences)))
    if scattered:
        rng.shuffle(order)
    wanted, kept = share * len(text.split()), set[int]()
    for number in order:
        if sum(len(sentences[one].split()) for one in kept) >= wanted:
            break
        kept.add(number)
    return "".join(sentences[number] for number in sorted(kept))


def own_sentence(words: Sequence[str], rng: random.Random) -> str:
    """A sentence that nobody else has: 15 to 25 words by lot."""
    return " ".join(rng.choices(words, k=rng.randint(15, 25))) + ". "


def copies_of(
    accounts: Sequence[Account], share: float, *, scattered: bool
) -> dict[str, tuple[Account, str]]:
    """Copies by id, each with the id of its original."""
    rng = random.Random(f"{share} {scattered}")  # noqa: S311
    words = [word for one in accounts[:40] for word in one.text.split()]
    furniture = [own_sentence(words, rng) for _ in range(OUTLETS)]
    out = {}
    for number, one in enumerate(accounts):
        if len(one.text.split()) < LONG:
            continue
        outlet = number % OUTLETS
        text = "".join(
            (
                own_sentence(words, rng),
                cut(one.text, share, rng, scattered=scattered).rstrip() + " ",
                own_sentence(words, rng),
                furniture[outlet],
            )
        )
        page = f"copy-{number}"
        body = (Span(page=page, start=0, end=len(text)),)
        made = replace(one, page=page, text=text, body=body, outlet=f"outlet {outlet}", title=None)
        out[page] = made, one.page
    return out


def measure(
    accounts: Sequence[Account],
    story: dict[str, str],
    rarity: Rarity,
    share: float,
    *,
    scattered: bool,
    at: float,
) -> Figures:
    """The figures of one share; furniture by the storylines that grouping finds, not by gold."""
    made = copies_of(accounts, share, scattered=scattered)
    every = [*accounts, *(one for one, _ in made.values())]
    told = {**story, **{page: story[original] for page, (_, original) in made.items()}}
    judged: list[tuple[float, bool]] = []
    for pair in find_copies(every, group(every, rarity).storyline_of()):
        one, two = pair.pages
        right = any(page in made and made[page][1] == other for page, other in ((one, two), (two, one)))
        if right or told[one] != told[two]:
            judged.append((pair.containment, right))
    judged.sort(reverse=True)
    best, needed, found = 0, 1.0, 0
    for number, (containment, is_right) in enumerate(judged, 1):
        found += is_right
        if found / number >= PRECISION and found > best:
            best, needed = found, containment
    there = [is_right for containment, is_right in judged if containment >= at]
    return Figures(
        copies=len(made),
        recall=best / len(made),
        containment=needed,
        precision_there=sum(there) / max(1, len(there)),
        recall_there=sum(there) / len(made),
    )
