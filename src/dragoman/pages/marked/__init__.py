"""Comment threads in HTML, found by the structure of the markup.

Repeated elements with an author, a time, words and buttons are weighed against lists that only look like comments;
what layouts name refines it. ``docs/why/0008-threads-by-structure.md`` says how and why.
"""

from dragoman.pages.marked.decide import decide_marked
from dragoman.pages.marked.find import find_marked
from dragoman.pages.marked.found import Marked, Role

__all__ = ["Marked", "Role", "decide_marked", "find_marked"]
