"""Date and time expressions of a text, and the EDTF values they have.

:func:`find_dates` finds them; what the words alone do not fix ("on Saturday", "July 22") has no value here and
waits for evidence. The functions on EDTF values read, bound and compare what was found.
"""

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
from dragoman.dates.find import find_dates
from dragoman.dates.found import Form, FoundDate

__all__ = [
    "Edtf",
    "Form",
    "FoundDate",
    "Order",
    "Precision",
    "bound",
    "compare",
    "earliest",
    "find_dates",
    "is_before",
    "is_valid",
    "latest",
    "not_after",
    "not_before",
    "parse_edtf",
]
