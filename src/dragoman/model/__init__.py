"""The vocabulary: frozen values that every room speaks.

Tuples, never lists; ``None`` is unknown, never an empty string or a sentinel date. Offsets are 0-based,
half-open Unicode code points of ``Page.text``.
"""

from dragoman.model.actor import Actor, ActorKind, Alias, Candidate, Mention, MentionKind, Role
from dragoman.model.block import (
    About,
    Article,
    Block,
    BlockKind,
    CommentPart,
    DateEvidence,
    DateKind,
    Layout,
    Stated,
)
from dragoman.model.coded import Coded
from dragoman.model.comment import Comment, Label, QuotePair, ReplyBasis, Thread
from dragoman.model.event import Auxiliary, Event, EventTime, Evidence, Participant, Place
from dragoman.model.ids import bytes_id, content_id
from dragoman.model.page import (
    Attributes,
    Encoding,
    EncodingBasis,
    Locator,
    MarkupFact,
    Page,
    Supplied,
    Tree,
)
from dragoman.model.problem import CODES, Problem
from dragoman.model.span import Span
from dragoman.model.statement import (
    Attribution,
    Certainty,
    Factuality,
    FactualityKind,
    Lane,
    Polarity,
    Source,
    SourceRole,
    Statement,
    Style,
    Time,
)
from dragoman.model.story import Finding, FindingKind, Judgement, Reading, Run, Story, Verdict

__all__ = [
    "CODES",
    "About",
    "Actor",
    "ActorKind",
    "Alias",
    "Article",
    "Attributes",
    "Attribution",
    "Auxiliary",
    "Block",
    "BlockKind",
    "Candidate",
    "Certainty",
    "Coded",
    "Comment",
    "CommentPart",
    "DateEvidence",
    "DateKind",
    "Encoding",
    "EncodingBasis",
    "Event",
    "EventTime",
    "Evidence",
    "Factuality",
    "FactualityKind",
    "Finding",
    "FindingKind",
    "Judgement",
    "Label",
    "Lane",
    "Layout",
    "Locator",
    "MarkupFact",
    "Mention",
    "MentionKind",
    "Page",
    "Participant",
    "Place",
    "Polarity",
    "Problem",
    "QuotePair",
    "Reading",
    "ReplyBasis",
    "Role",
    "Run",
    "Source",
    "SourceRole",
    "Span",
    "Stated",
    "Statement",
    "Story",
    "Style",
    "Supplied",
    "Thread",
    "Time",
    "Tree",
    "Verdict",
    "bytes_id",
    "content_id",
]
