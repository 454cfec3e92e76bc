"""Which places a page names, and where they are.

:func:`read_places` makes a :class:`PlaceBook` of the gazetteer's file and the tables over it; :func:`resolve_places`
says what given toponyms mean, :func:`find_places` finds them in sentences too.
"""

from dragoman.places.book import PlaceBook, read_places
from dragoman.places.candidates import Rule
from dragoman.places.find import find_places
from dragoman.places.gazetteer import Entry
from dragoman.places.kinds import Kind
from dragoman.places.resolve import Option, Resolved, resolve_places

__all__ = [
    "Entry",
    "Kind",
    "Option",
    "PlaceBook",
    "Resolved",
    "Rule",
    "find_places",
    "read_places",
    "resolve_places",
]
