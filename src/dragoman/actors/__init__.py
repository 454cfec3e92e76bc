"""Who is named on a page, and who that is on its date.

:func:`parse_actors` reads the actor files (actors, aliases, roles, offices, demonyms, contexts) into an
:class:`ActorBook`; :func:`find_mentions` finds names, titles and demonyms in sentences and resolves them.
"""

from dragoman.actors.book import ActorBook, Example
from dragoman.actors.finding import Mentions, find_mentions
from dragoman.actors.tables import parse_actors

__all__ = ["ActorBook", "Example", "Mentions", "find_mentions", "parse_actors"]
