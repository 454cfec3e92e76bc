"""Dictionaries of the user's own: files of other projects in, actor tables out, with every defect named.

:func:`read_dictionary` reads actor and agent files in the format of PETRARCH and Phoenix, spreadsheets, and entities
in the manner of FollowTheMoney. What comes out are tables as ``docs/reference/actors.md`` describes them, so that one
reader (:func:`dragoman.actors.parse_actors`) judges all of them, and they can be written to disk and edited.
"""

from dragoman.actors.dictionaries.read import read_dictionary
from dragoman.actors.dictionaries.tables import Defect, Dictionary

__all__ = ["Defect", "Dictionary", "read_dictionary"]
