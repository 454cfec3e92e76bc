"""Saved pages: bytes to pages, pages to blocks, blocks to an article and a thread."""

from dragoman.pages.addresses import same_address
from dragoman.pages.article import article_of
from dragoman.pages.containers.payload import Limits
from dragoman.pages.harm import LabelBook, parse_labels
from dragoman.pages.lay import lay_out
from dragoman.pages.layouts import Layouts, parse_layouts
from dragoman.pages.read import Saved, read, read_again, read_saved
from dragoman.pages.revisions import Revisions, revisions
from dragoman.pages.thread import thread_of

__all__ = [
    "LabelBook",
    "Layouts",
    "Limits",
    "Revisions",
    "Saved",
    "article_of",
    "lay_out",
    "parse_labels",
    "parse_layouts",
    "read",
    "read_again",
    "read_saved",
    "revisions",
    "same_address",
    "thread_of",
]
