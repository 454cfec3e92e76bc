"""How rows are put into words, for the report, the painted page and the explanations."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from dragoman.export.plain import one_line
from dragoman.export.pseudonyms import Mask
from dragoman.model import (
    Actor,
    Attribution,
    Certainty,
    Coded,
    Comment,
    Factuality,
    Lane,
    Polarity,
    Role,
    Source,
    Span,
    Stance,
    StanceKind,
    Statement,
    Style,
    Time,
)

_MARKS = "\"“”„‟«»‘’'` "


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """Says things about one coded page; what it quotes is masked, plain and on one line."""

    coded: Coded
    mask: Mask

    def quote(self, span: Span, limit: int | None = None) -> str:
        """The words of ``span`` as shown, cut to ``limit`` code points."""
        if limit is not None:
            # A block may be as long as the page: only its beginning is needed.
            span = self.coded.page.span(span.start, min(span.end, span.start + 8 * limit))
        return one_line(self.mask.show(span), limit)

    def actor(self, actor_id: str | None) -> Actor | None:
        """The actor with this id, when the page's record has it."""
        return next((one for one in self.coded.actors if one.id == actor_id), None)

    def outlet(self) -> str:
        """The page's outlet, or words for an unknown one."""
        name = self.coded.page.supplied.outlet or self.coded.page.outlet
        return one_line(name) if name else "this page"

    def source(self, source: Source | None) -> str:
        """Who vouches: the actor's name when known, with the page's words where they differ wholly."""
        if source is None:
            return "an unnamed source"
        words = self.quote(source.span, 80)
        actor = self.actor(source.actor)
        if actor is None:
            return words
        name = one_line(self.mask.say(actor.name))
        return name if _share_a_word(name, words) else f"{name} (“{words}”)"

    def layer(self, layer: Attribution) -> str:
        """One layer of a chain with its cue words, in the order of the page: ``according to TASS``."""
        who = self.source(layer.source)
        start = layer.source.span.start if layer.source else 0
        before = [_lower(self.quote(cue, 60)) for cue in layer.cues if layer.source and cue.start < start]
        after = [self.quote(cue, 60) for cue in layer.cues if not (layer.source and cue.start < start)]
        return " ".join((*before, who, *after))

    def chain(self, statement: Statement) -> str:
        """The whole chain, outermost first: ``Sputnik → TASS → Sergei Lavrov said``."""
        outermost = (self.outlet(),) if statement.lane is Lane.ARTICLE else ()
        return " → ".join((*outermost, *map(self.layer, statement.chain)))

    def content(self, statement: Statement, limit: int | None = None) -> str:
        """The content; a direct quotation in quotation marks, discontinuous parts joined by …."""
        spans = statement.content or ((statement.topic,) if statement.topic else ())
        parts = [self.quote(span, limit) for span in spans]
        if statement.style is not Style.DIRECT:
            return one_line(" … ".join(parts), limit)
        bare = [part.strip(_MARKS) for part in parts]
        return f"“{one_line(' … '.join(bare), limit)}”"

    def office(self, actor: Actor) -> str:
        """What an actor is: the office held when the page was published; of an undated page, all that are known."""
        if not actor.roles:
            return str(actor.kind)
        day = self._day()
        if day is None:
            return "; ".join(map(role, actor.roles))
        held = [one for one in actor.roles if _held(one, day)]
        best = held[0] if held else max(actor.roles, key=lambda one: one.since or "")
        others = len(actor.roles) - 1
        return role(best) + (f" and {count(others, 'more role')}" if others else "")

    def _day(self) -> str | None:
        article = self.coded.article
        if article is None:
            return None
        return (article.published.value if article.published else None) or article.not_after

    def commenter(self, comment: Comment) -> str:
        """Who wrote a comment, as shown."""
        return one_line(self.mask.name(comment.author)) if comment.author else "someone without a name"

    def stance(self, one: Stance) -> str:
        """What a comment declares and of what: ``disputes s4``, ``agrees with the article``; nothing of its words."""
        rows = enumerate(self.coded.statements, start=1)
        named = next((f"s{at}" for at, own in rows if own.id == one.target), None)
        loose = "the article" if one.basis is None else "what it names"
        verb = f"{one.kind} with" if one.kind is StanceKind.AGREES else str(one.kind)
        return f"{verb} {named or loose}"

    def folds(self, number: int | None) -> bool:
        """Whether the comment with this index is shown folded."""
        comments = self.coded.thread.comments if self.coded.thread else ()
        return number is not None and 0 <= number < len(comments) and bool(comments[number].labels)

    def reply(self, comment: Comment) -> str | None:
        """Which comment (counted from 1) another answers and how that is known; None when it answers none."""
        if comment.reply_to is not None:
            return f"c{comment.reply_to + 1} (proven: {comment.reply_basis})"
        name = one_line(self.mask.name(comment.reply_name)) if comment.reply_name else None
        if comment.reply_inferred is not None:
            named = f"; the page names {name}" if name else ""
            return f"c{comment.reply_inferred + 1} (inferred, not proven{named})"
        return f"{name} (so says the page; which comment is unknown)" if name else None


def _held(one: Role, day: str) -> bool:
    # EDTF dates of any precision: the day is cut to theirs.
    begun = one.since is None or day[: len(one.since)] >= one.since
    return begun and (one.until is None or day[: len(one.until)] <= one.until)


def _lower(words: str) -> str:
    # A cue that opens its sentence: "According to" reads on after an arrow.
    return words[:1].lower() + words[1:] if words[1:].islower() else words


def _share_a_word(one: str, other: str) -> bool:
    return bool({*one.casefold().split()} & {*other.casefold().replace("’s", "").split()})


def factuality(value: Factuality) -> str:
    """How far the source commits itself: the kind, then whatever is not the plain case."""
    said = [str(value.kind)]
    if value.polarity is not Polarity.POSITIVE:
        said.append(f"polarity {value.polarity}")
    if value.certainty not in {Certainty.CERTAIN, Certainty.UNKNOWN}:
        said.append(str(value.certainty))
    if value.time is not Time.UNKNOWN:
        said.append(str(value.time))
    return ", ".join(said)


def place(spans: Iterable[Span]) -> str:
    """Where something stands: ``[start–end]`` in code points, for each span."""
    return " ".join(f"[{span.start}–{span.end}]" for span in spans)


def role(value: Role) -> str:
    """An office in words: ``Minister of Foreign Affairs (GOV), 2004–``."""
    said = value.position or "role unknown"
    if value.sector:
        said += f" ({value.sector})"
    if value.since or value.until:
        said += f", {value.since or '?'}–{value.until or ''}"
    return one_line(said)


def folding(comment: Comment) -> str:
    """Why a comment is folded: ``hateful: religion, rule blood-libel`` for each label."""
    said = (f"{one.name}: {one.category}, rule {one.rule}" for one in comment.labels)
    return one_line("; ".join(dict.fromkeys(said)))


def count(number: int, word: str, words: str | None = None) -> str:
    """``1 comment``, ``2 comments``."""
    return f"{number:,} {word if number == 1 else words or word + 's'}"
