"""The closed classes of words that the slots of a clause go by."""

from __future__ import annotations

from typing import Final

RELATIVE: Final = frozenset({"who", "which", "that", "whom", "whose"})
PLACES: Final = frozenset(
    {"in", "at", "near", "inside", "outside", "around", "within", "across", "throughout"}
)
#: What leads a phrase of a passive that its agent may hang on.
MEANS: Final = ("with", "of", "for", "to", "into", "on")
#: Verbs whose subject, not their object, does what their infinitive says.
SUBJECT_CONTROL: Final = frozenset(
    {"promise", "vow", "pledge", "threaten", "offer", "agree", "refuse", "guarantee"}
)
#: Nouns that tell a purpose: "in defiance of the king", and verbs: "and demanded that the king abdicate".
CAUSES: Final = frozenset(
    {"protest", "defiance", "opposition", "anger", "fury", "outrage", "rage", "challenge"}
)
PURPOSES: Final = frozenset({"demand", "protest", "denounce", "condemn", "call", "urge", "oppose", "defy"})
#: Purposes that are aimed at nobody: "marched to honour the king".
HONOURS: Final = frozenset(
    {
        "honour", "honor", "mark", "celebrate", "commemorate", "support", "mourn", "welcome", "greet", "thank", "praise",
        "remember", "salute", "help", "back", "defend", "hear", "watch", "see", "meet", "pray",
    }
)  # fmt: skip
#: Where a purpose names whom it is aimed at.
AIMED: Final = (
    "against", "from", "on", "that/subject", "infinitive/subject", "object/against", "object/from", "object/by",
    "object/for/of", "object/for", "object/of/by", "object/of/of", "object/of/owner", "object/of", "object/owner",
    "at/by", "at/of", "at/owner", "at", "over/of", "over", "of/by", "of/of", "of/owner", "of", "to", "for/of",
)  # fmt: skip
#: What tells when, not where or to whom: "on Monday".
TIMES: Final = frozenset(
    {
        "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "today", "yesterday",
        "tomorrow", "january", "february", "april", "june", "july", "august", "september", "october", "november",
        "december",
    }
)  # fmt: skip
#: Nouns that only count what "of" leads after them.
QUANTITIES: Final = frozenset(
    {
        "dozen", "dozens", "score", "scores", "hundred", "hundreds", "thousand", "thousands", "tens", "million",
        "millions", "number", "couple", "handful", "majority", "minority", "lot", "pair", "many", "several", "some",
        "most", "all", "both", "none", "half", "part", "rest", "remainder", "plenty", "host", "multitude", "trio",
        "quarter", "third", "dozen(s)", "myriad", "percent", "one", "two", "three", "group", "band", "bunch", "busload",
    }
)  # fmt: skip
