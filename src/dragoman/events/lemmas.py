"""Lemmas of rare words, which the codebook knows better than the language model."""

from __future__ import annotations

from collections.abc import Container
from typing import Final

#: Past forms that a lemma may be lost behind.
_IRREGULAR: Final = {
    "shot": "shoot", "struck": "strike", "fought": "fight", "held": "hold", "led": "lead", "sought": "seek",
    "sent": "send", "took": "take", "taken": "take", "broke": "break", "broken": "break", "swore": "swear",
    "sworn": "swear", "threw": "throw", "thrown": "throw", "blew": "blow", "blown": "blow", "fled": "flee",
    "withdrew": "withdraw", "withdrawn": "withdraw", "drove": "drive", "driven": "drive", "gave": "give",
    "given": "give", "met": "meet", "slew": "slay", "slain": "slay", "stole": "steal", "stolen": "steal",
    "overran": "overrun", "forgave": "forgive", "forbade": "forbid", "sank": "sink", "sunk": "sink", "lent": "lend",
    "fed": "feed", "froze": "freeze", "frozen": "freeze", "quit": "quit", "told": "tell", "won": "win", "built": "build", "bought": "buy", "sold": "sell", "spoke": "speak", "beaten": "beat",
    "overthrew": "overthrow", "overthrown": "overthrow", "dealt": "deal", "laid": "lay", "left": "leave",
    "shook": "shake", "shaken": "shake", "bent": "bend", "unfroze": "unfreeze", "unfrozen": "unfreeze",
    "swung": "swing", "sprang": "spring", "sprung": "spring", "rang": "ring", "rung": "ring", "wrung": "wring",
    "upheld": "uphold", "withheld": "withhold", "overcame": "overcome", "undertook": "undertake", "dug": "dig",
    "forbidden": "forbid", "slid": "slide", "tore": "tear", "torn": "tear", "clung": "cling", "flew": "fly",
    "flown": "fly", "drew": "draw", "drawn": "draw", "grown": "grow", "written": "write", "rose": "rise",
    "chosen": "choose", "forsook": "forsake", "strove": "strive", "foresaw": "foresee", "forwent": "forgo",
    "hung": "hang", "mown": "mow", "strode": "stride", "slit": "slit",
    "bade": "bid", "reneged": "renege", "rode": "ride", "stove": "stave", "besought": "beseech",
    "waylaid": "waylay", "shut": "shut", "cut": "cut", "hit": "hit", "set": "set", "put": "put",
    "burst": "burst", "split": "split", "spread": "spread", "thrust": "thrust", "hurt": "hurt",
}  # fmt: skip
#: Endings of regular forms, and what stands in their place in the lemma; "-" takes off a doubled letter.
_ENDINGS: Final = (
    ("ies", ("y",)),
    ("ied", ("y",)),
    ("ing", ("", "e", "-")),
    ("ed", ("", "e", "-")),
    ("es", ("", "e")),
    ("s", ("",)),
)


def lemma_of(word: str, lemma: str, known: Container[str], *, verb: bool = True) -> str:
    """The lemma of a word, in lower case: the given one, or where that is not known, one of its regular forms that is.

    Lemmas of rare verbs come out as "expell" or "extradit": the codebook knows how they are written.
    """
    if verb and word in _IRREGULAR:
        return _IRREGULAR[word]
    if lemma in known:
        return lemma
    for ending, changes in _ENDINGS:
        if word.endswith(ending):
            stem = word[: -len(ending)]
            for change in changes:
                form = stem[:-1] if change == "-" and stem[-1:] == stem[-2:-1] else stem + change
                if (change != "-" and form in known) or (change == "-" and form != stem and form in known):
                    return form
    return lemma
