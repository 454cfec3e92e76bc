"""What a verb says of when: the word that the rooms of language and of dates share."""

from __future__ import annotations

from enum import StrEnum


class Tense(StrEnum):
    """Whether the words put a happening before the moment of writing, at it, or after it.

    Auxiliaries and modals count with the verb ("will meet", "is to meet" and "plans to meet" are ``future``). ``unknown`` is
    where there is no verb, or none that tells.
    """

    PAST = "past"
    PRESENT = "present"
    FUTURE = "future"
    UNKNOWN = "unknown"
