"""Everything that was read from one page."""

from __future__ import annotations

from dataclasses import dataclass

from dragoman.model.actor import Actor, Mention
from dragoman.model.block import Article, Layout
from dragoman.model.comment import Thread
from dragoman.model.event import Event, MainEvent, Place
from dragoman.model.judgement import Review
from dragoman.model.page import Page
from dragoman.model.problem import Problem
from dragoman.model.stance import Stance
from dragoman.model.statement import Statement
from dragoman.model.story import Run


@dataclass(frozen=True, slots=True, kw_only=True)
class Coded:
    """One page and all rows read from it.

    ``actors`` holds the actors that its mentions may mean; ``places`` are those that the article names, in page order;
    ``main`` is what the article is about, None of a page without one; ``stances`` are what its comments say of it;
    ``reviews`` tell which rows an analyst has judged, where the page comes from an archive.
    """

    page: Page
    layout: Layout
    article: Article | None
    thread: Thread | None
    mentions: tuple[Mention, ...]
    actors: tuple[Actor, ...]
    statements: tuple[Statement, ...]
    events: tuple[Event, ...]
    problems: tuple[Problem, ...]
    run: Run
    places: tuple[Place, ...] = ()
    main: MainEvent | None = None
    stances: tuple[Stance, ...] = ()
    reviews: tuple[Review, ...] = ()
