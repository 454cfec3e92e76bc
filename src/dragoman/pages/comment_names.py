"""Lines of a thread that are somebody's name."""

from __future__ import annotations

from collections.abc import Sequence

from dragoman.pages.comment_marks import TIMES, is_furniture, rest_of
from dragoman.pages.lines import Rules
from dragoman.pages.units import Unit

#: What stands in the place of a name that was taken away.
_GONE = frozenset({"[deleted]", "[removed]", "[gone]", "(deleted)"})
#: How many lines of status may part a name from its date.
_FAR = 3


def date_below(units: Sequence[Unit], at: int, rules: Rules) -> bool:
    """Whether a date follows the name at once, or after marks and words of status."""
    for unit in units[at + 1 : at + 1 + _FAR]:
        rest = rest_of(unit, rules)
        if rest in TIMES:
            return True
        if unit.has_letters and rest != "comment-status":
            return False
    return False


def author_below(units: Sequence[Unit], at: int, rules: Rules) -> int | None:
    """The unit that names the author under the date at ``at``, if one does."""
    for i in range(at + 1, min(at + 1 + _FAR, len(units))):
        if is_name(units[i]) and rest_of(units[i], rules) is None and not is_furniture(units[i], rules):
            return i
        if units[i].words > 2:
            return None
    return None


def is_name(unit: Unit) -> bool:
    """Whether a line may be a name wherever it stands: few words, mostly with capitals, no sentence."""
    if (
        unit.words > 6
        or (unit.ends_sentence and not _ends_in_initial(unit))
        or not (unit.raw[0].isalnum() or unit.raw in _GONE)
    ):
        return False
    return unit.words <= 2 or unit.caps >= 0.5


def may_be_name(unit: Unit) -> bool:
    """Whether a line that stands apart above a date may be a name: "habesha in izmir", "Selim K."."""
    return unit.words <= 4 and unit.raw[0].isalnum() and (not unit.ends_sentence or _ends_in_initial(unit))


def _ends_in_initial(unit: Unit) -> bool:
    words = unit.raw.split()
    return len(words) > 1 and len(words[-1]) == 2 and words[-1][0].isupper() and words[-1][1] == "."
