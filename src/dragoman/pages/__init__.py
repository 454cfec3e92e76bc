"""Saved pages: bytes to pages, pages to blocks, blocks to an article and a thread."""

from dragoman.pages.article import article_of
from dragoman.pages.harm import LabelBook, parse_labels
from dragoman.pages.lay import lay_out
from dragoman.pages.layouts import Layouts, parse_layouts
from dragoman.pages.read import read
from dragoman.pages.thread import thread_of

__all__ = [
    "LabelBook",
    "Layouts",
    "article_of",
    "lay_out",
    "parse_labels",
    "parse_layouts",
    "read",
    "thread_of",
]
