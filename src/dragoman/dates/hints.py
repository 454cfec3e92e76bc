"""A tense from the words alone, for text that no parser has read."""

from __future__ import annotations

import re

from dragoman.model import Tense

_FUTURE = re.compile(
    r"(?<![^\W_])(?:will|shall|won['’]t|(?:is|are)\s(?:not\s)?(?:to|due|set|scheduled|expected|planned|slated|going\sto)"
    r"|(?:plans?|intends?|vows?|promises?|hopes?|wants?|aims?)\sto|upcoming|scheduled\sfor|due\s(?:on|in|to))(?![^\W_])|['’]ll(?![^\W_])",
    re.IGNORECASE,
)
_PAST = re.compile(
    r"(?<![^\W_])(?:was|were|had|did|said|told|has\sbeen|have\sbeen|ago|took|came|went|began|met|held|fell|rose|left|won|lost"
    r"|struck|fought|shot|fled|sent|gave|made|became|saw|found"
    r"|(?!(?:hundred|indeed|need|speed|feed|breed|exceed|proceed|succeed|sacred|naked|united|shed|wed)(?![^\W_]))[a-z]{2,}ed)(?![^\W_])",
    re.IGNORECASE,
)


def tense_of_words(text: str) -> Tense:
    """The tense that the words of a clause show: ``future`` for modals and plans, else ``past``, else ``unknown``.

    It is a makeshift beside the tense of a parsed sentence (:func:`dragoman.language.tense_at`).
    """
    if _FUTURE.search(text):
        return Tense.FUTURE
    return Tense.PAST if _PAST.search(text) else Tense.UNKNOWN
