"""Every exception that dragoman raises, in one tree.

::

    DragomanError
    ├── InputError          what the user gave cannot be used
    │   ├── ManifestError       a manifest file is missing a column, or a row does not parse
    │   └── RecordError         a record does not have the documented shape or version
    ├── ArchiveError        an archive cannot be opened, read or written (names it and says how to mend it)
    │   ├── ArchiveBusyError    somebody else writes to it, or the connection was lost: try again
    │   ├── ArchiveFullError    no room is left where it lies
    │   └── ArchiveDamagedError what is stored does not fit its digest, or the file is no archive
    ├── KnowledgeError      a codebook, layout, actor or label file is wrong (names file and line)
    └── ValueRuleError      a value breaks a rule of its type (a span that ends before it starts)

A *problem* is different: it is a value (:class:`dragoman.model.Problem`) that says what is odd about one
page. Problems are collected and shown; they never stop a run. Foreign exceptions are mapped to this tree
where they enter, with the original as ``__cause__``.
"""

from __future__ import annotations


class DragomanError(Exception):
    """The root: catch this to catch everything dragoman raises on purpose."""


class InputError(DragomanError):
    """What the user gave cannot be used at all (no such file, an option that contradicts another)."""


class ManifestError(InputError):
    """A manifest of pages cannot be read; the message names the file, the row and the column."""


class RecordError(InputError):
    """A JSON record does not have the documented shape, or was written by an unknown schema version."""


class ArchiveError(DragomanError):
    """An archive cannot be opened, read or written; the message names the archive and says how to mend it."""


class ArchiveBusyError(ArchiveError):
    """Somebody else holds the archive, or the connection to it was lost: the same command can be given again."""


class ArchiveFullError(ArchiveError):
    """No room is left where the archive lies; what was stored before is whole."""


class ArchiveDamagedError(ArchiveError):
    """What is stored does not fit its digest, or the file is no archive."""


class KnowledgeError(DragomanError):
    """A knowledge file (layout, actors, labels, cues) is wrong; the message names the file and the entry."""


class ValueRuleError(DragomanError, ValueError):
    """A value breaks a rule of its own type, for example a span that ends before it starts."""
