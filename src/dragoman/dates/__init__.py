"""Date and time expressions of a text, and the EDTF values they have.

:func:`find_dates` finds what pages print in many languages; what the words alone do not fix ("on Saturday", "July 22")
has no value there and waits for evidence. :func:`find_expressions` finds what English sentences say, and
:func:`resolve`, :func:`resolve_text` and :func:`resolve_article` give it values from an anchor, a tense and the dates
named before. The functions on EDTF values read, bound and compare them.
"""

from dragoman.dates.anchors import Anchors, Bound, Limits, limits
from dragoman.dates.edtf import (
    Edtf,
    Order,
    Precision,
    bound,
    compare,
    earliest,
    is_before,
    is_valid,
    latest,
    not_after,
    not_before,
    parse_edtf,
)
from dragoman.dates.expressions import Expression, find_expressions
from dragoman.dates.find import find_dates
from dragoman.dates.found import Form, FoundDate
from dragoman.dates.hints import tense_of_words
from dragoman.dates.meaning import Amount, Role, Unit
from dragoman.dates.resolve import Said, resolve, resolve_article, resolve_text, settle
from dragoman.dates.resolved import Basis, Kind, Resolved
from dragoman.dates.spell import spell

__all__ = [
    "Amount",
    "Anchors",
    "Basis",
    "Bound",
    "Edtf",
    "Expression",
    "Form",
    "FoundDate",
    "Kind",
    "Limits",
    "Order",
    "Precision",
    "Resolved",
    "Role",
    "Said",
    "Unit",
    "bound",
    "compare",
    "earliest",
    "find_dates",
    "find_expressions",
    "is_before",
    "is_valid",
    "latest",
    "limits",
    "not_after",
    "not_before",
    "parse_edtf",
    "resolve",
    "resolve_article",
    "resolve_text",
    "settle",
    "spell",
    "tense_of_words",
]
