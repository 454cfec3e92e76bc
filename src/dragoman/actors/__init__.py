"""Who is named on a page, and who that is on its date.

:func:`parse_actors` reads the actor files (actors, aliases, roles, offices, demonyms, contexts) into an
:class:`ActorBook`; :func:`read_dictionary` reads dictionaries of the user's own; :func:`find_mentions` finds names, titles and demonyms in sentences and resolves them.
"""

from dragoman.actors.book import ActorBook, Example
from dragoman.actors.dictionaries import Defect, Dictionary, read_dictionary
from dragoman.actors.finding import Mentions, find_mentions, find_parties, readings_of
from dragoman.actors.office_bounds import office_bounds
from dragoman.actors.parties import Party, Reading, parties_of
from dragoman.actors.resolve import who
from dragoman.actors.rows import alpha3_of
from dragoman.actors.tables import parse_actors

__all__ = [
    "ActorBook",
    "Defect",
    "Dictionary",
    "Example",
    "Mentions",
    "Party",
    "Reading",
    "alpha3_of",
    "find_mentions",
    "find_parties",
    "office_bounds",
    "parse_actors",
    "parties_of",
    "read_dictionary",
    "readings_of",
    "who",
]
