"""What can be asked of an archive. Every answer names the page and the characters that it rests on."""

from dragoman.store.queries.filters import Filters, Meant, who
from dragoman.store.queries.known import categories, outlets
from dragoman.store.queries.names import ActorSeen, NameSeen, actors, names
from dragoman.store.queries.pages import FileLost, PageSeen, lost_files, pages
from dragoman.store.queries.relations import Cell, Period, behind, relation
from dragoman.store.queries.rows import Found, Happening, Quote, events, pages_that_fit, plain, quotes
from dragoman.store.queries.search import Hit, search

__all__ = [
    "ActorSeen",
    "Cell",
    "FileLost",
    "Filters",
    "Found",
    "Happening",
    "Hit",
    "Meant",
    "NameSeen",
    "PageSeen",
    "Period",
    "Quote",
    "actors",
    "behind",
    "categories",
    "events",
    "lost_files",
    "names",
    "outlets",
    "pages",
    "pages_that_fit",
    "plain",
    "quotes",
    "relation",
    "search",
    "who",
]
