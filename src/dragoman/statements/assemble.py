"""From candidates to statements: chains, factuality, styles, ids, and the problems of the quotation marks."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial

from dragoman.language.sentence import Sentence
from dragoman.model import (
    Actor,
    Attribution,
    BlockKind,
    Factuality,
    FactualityKind,
    Lane,
    Mention,
    Problem,
    SourceRole,
    Span,
    Statement,
    Style,
    Thread,
    content_id,
)
from dragoman.statements.aloud import is_stance, thought_aloud
from dragoman.statements.candidates import find_candidates
from dragoman.statements.chain import Chain, chain_of
from dragoman.statements.comments import comment_of, uncopied, voiced
from dragoman.statements.confidence import confidence_of, features_of
from dragoman.statements.cues import CueBook
from dragoman.statements.factuality import factuality_of
from dragoman.statements.found import Found, Piece
from dragoman.statements.halves import halved
from dragoman.statements.inside import find_inside
from dragoman.statements.naming import Naming
from dragoman.statements.paragraph import Paragraph, read_paragraphs
from dragoman.statements.passing import passing
from dragoman.statements.plans import acts_for, is_own_plan
from dragoman.statements.tags import SPEECH
from dragoman.statements.transcript import RULE as TURN

_ARTICLE = frozenset({BlockKind.PARAGRAPH, BlockKind.DEK})


def find_statements(
    sentences: Sequence[Sentence],
    mentions: Sequence[Mention],
    actors: Mapping[str, Actor],
    cues: CueBook,
    thread: Thread | None = None,
) -> tuple[tuple[Statement, ...], tuple[Problem, ...]]:
    """All statements of a page: of the article's paragraphs and dek, then of each comment.

    ``sentences`` are those of the whole page in page order; ``mentions`` may be in any order and ``actors`` maps
    their actor ids; ``thread`` says who wrote the comments and what they copy. The chain of a comment's statement
    starts with its writer (:mod:`.comments`), and its rows never touch the article's. Spans are code points of the page.

    Problems: ``unbalanced-quotation`` for each quotation with a missing mark. Raises nothing.
    """
    mentions = sorted(mentions, key=_start)
    article = [s for s in sentences if s.lane is Lane.ARTICLE and s.kind in _ARTICLE]
    statements, problems = _in_lane(article, mentions, actors, cues)
    by_comment: dict[int | None, list[Sentence]] = {}
    for sentence in sentences:
        if sentence.lane is Lane.COMMENTS and sentence.kind is BlockKind.COMMENT:
            by_comment.setdefault(sentence.comment, []).append(sentence)
    for number, own in by_comment.items():
        comment = comment_of(thread, number)
        more, odd = _in_lane(uncopied(own, comment), mentions, actors, cues)
        statements += voiced(more, own, comment)
        problems += odd
    return tuple(statements), tuple(problems)


def _start(mention: Mention) -> int:
    return mention.span.start


def _in_lane(
    sentences: Sequence[Sentence], mentions: Sequence[Mention], actors: Mapping[str, Actor], cues: CueBook
) -> tuple[list[Statement], list[Problem]]:
    if not any(sentence.passage.offsets for sentence in sentences):
        return [], []
    paragraphs = read_paragraphs([sentence for sentence in sentences if sentence.passage.offsets])
    # What nobody has parsed in a comment is too loose for the rules without tags.
    comments = paragraphs[0].lane is Lane.COMMENTS and not any(paragraph.read for paragraph in paragraphs)
    outer = find_candidates(paragraphs, cues, direct_only=comments)
    first, last = paragraphs[0].offsets[0], paragraphs[-1].offsets[-1]
    near = mentions[bisect_left(mentions, first, key=_start) : bisect_right(mentions, last, key=_start)]
    naming = Naming(paragraphs, near, actors, cues)
    kind_of = partial(_kind, paragraphs=paragraphs, naming=naming, book=cues)
    told: frozenset[int] = frozenset()
    if not comments:
        outer, told = halved(outer, paragraphs, cues, kind_of)
    inner = [] if comments else find_inside(paragraphs, outer, cues)
    everything = [*outer, *inner]
    aloud = thought_aloud(everything, naming)
    stances = {
        parent: one
        for one in (everything[place] for place in aloud)
        if (parent := one.parent) is not None and is_stance(one, everything[parent])
    }
    mute = {place for place, one in stances.items() if one.style is Style.SILENCE}
    passed = passing(everything, inner, naming, kind_of) | mute | told
    builder = _Builder(paragraphs, naming, cues, _words_of_others(inner, naming), stances)
    heirs: set[int] = set()
    for place, found in enumerate(everything):
        if found.heir is not None or found.parent in heirs:
            heirs.add(place)
    for late in (False, True):
        for place, found in enumerate(everything):
            if (place in heirs) is late:
                builder.add(found, place, passed, aloud=place in aloud)
    return builder.sorted(), [problem for paragraph in paragraphs for problem in _problems(paragraph)]


def _kind(found: Found, paragraphs: Sequence[Paragraph], naming: Naming, book: CueBook) -> FactualityKind:
    plan = is_own_plan(found, paragraphs, naming, book)
    own = acts_for(found, paragraphs, naming, book)
    return factuality_of(found, paragraphs, book, plan=plan, own=own).kind


def _words_of_others(inner: Sequence[Found], naming: Naming) -> Mapping[int, Sequence[Piece]]:
    """By the place of a candidate the cues and contents of other sources in it.

    "He" and "she" may be its own source, and so may what others have said be its own too; what others are seen to be about ("is looking to") is told by the source too.
    """
    out: dict[int, list[Piece]] = {}
    for found in inner:
        own = found.source is None or naming.is_personal(found.source)
        own = (
            own
            or found.group in SPEECH
            or (found.kind is FactualityKind.INTENTION and _is_under_way(found, naming))
        )
        if found.parent is not None and found.style is None and not own:
            out.setdefault(found.parent, []).extend((*found.cues, *found.content))
    return out


def _is_under_way(found: Found, naming: Naming) -> bool:
    words = [word.lower() for cue in found.cues for word in naming.text(cue).split()]
    return words[:1] in (["is"], ["are"], ["was"], ["were"]) or any(word.endswith("ing") for word in words)


class _Builder:
    """Makes statements of candidates; outer ones and those that pass on a source come before their heirs."""

    def __init__(
        self,
        paragraphs: Sequence[Paragraph],
        naming: Naming,
        book: CueBook,
        others: Mapping[int, Sequence[Piece]],
        stances: Mapping[int, Found],
    ) -> None:
        self._paragraphs = paragraphs
        self._others = others
        self._stances = stances
        self._naming = naming
        self._book = book
        self._made: list[Statement] = []
        self._outer: dict[int, Statement] = {}
        self._kept: dict[int, str | None] = {}
        self._spoken: dict[int, Statement] = {}
        self._told: tuple[int, int] | None = None  # the last outer candidate with its paragraph

    def add(self, found: Found, place: int, passed: frozenset[int], *, aloud: bool) -> None:
        """Make the statement of the candidate at ``place``. What is only passed on makes none.

        ``aloud`` tells that its source is the one around it, thinking aloud.
        """
        outer = None if found.parent is None else self._outer[found.parent]
        heir = None if found.heir is None else self._spoken.get(found.heir, self._outer[found.heir])
        chain = Chain(heir.chain) if heir else chain_of(found, self._naming, self._book)
        layers = self._goes_on(found, place, chain) if outer is None else chain.layers
        aside = found.style is Style.SILENCE and found.parent in passed
        if outer is not None and aloud and aside:
            layers = _same_source(outer.chain, found, self._paragraphs)
        elif outer is not None:
            layers = (*map(_passed_on, outer.chain), *_others(chain.layers, outer, self._naming, found))
        within = None if found.parent is None else self._kept[found.parent]
        content = tuple(self._span(piece) for piece in found.content)
        layers = self._not_of_himself(layers, content)
        paragraph = self._paragraphs[found.paragraph]
        style = found.style or self._style(found)
        where = [*content, *(layer.source.span for layer in layers if layer.source)]
        where += [self._span(cue) for cue in found.cues]
        parts = [part for span in where for part in (span.start, span.end)]
        nested = outer is not None and found.parent not in passed
        features = features_of(found, layers, style, self._paragraphs, nested=nested)
        own = Statement(
            id=content_id(
                paragraph.page, paragraph.lane.value, style.value, found.rule, paragraph.comment, *parts
            ),
            lane=paragraph.lane,
            style=style,
            content=content,
            chain=layers,
            factuality=self._factuality(found, place),
            rule=found.rule,
            confidence=confidence_of(found, style, features, self._book),
            addressee=chain.addressee,
            topic=None if found.topic is None else self._span(found.topic),
            insertions=self._insertions(found),
            within=within,
            carried=None if heir is None else heir.id,
            comment=paragraph.comment,
        )
        if outer is not None and not aside and (aloud or self._thinks_aloud(outer, layers, found)):
            self._outer[place], self._kept[place] = outer, within
            return
        self._outer[place], self._kept[place] = own, within if place in passed else own.id
        if outer is None and own.chain[:-1] and own.chain[-1].role is SourceRole.SPEAKER:
            self._told = (place, found.paragraph)
        if place not in passed:
            self._made.append(own)
        if found.parent in passed and found.content:
            self._spoken[found.parent] = own

    def _not_of_himself(
        self, layers: tuple[Attribution, ...], content: tuple[Span, ...]
    ) -> tuple[Attribution, ...]:
        last = layers[-1] if layers else None
        if last is None or last.source is None:
            return layers
        return (*layers[:-1], replace(last, source=self._naming.unless_named(last.source, content)))

    def _goes_on(self, found: Found, place: int, chain: Chain) -> tuple[Attribution, ...]:
        """The layers of a candidate; those of a "he" or "she" who goes on in the next sentence talk to the same medium."""
        before, last = self._outer.get(place - 1), self._told
        own = found.source is not None and self._naming.is_personal(found.source)
        if not own or len(chain.layers) != 1 or chain.addressee is not None or last is None or before is None:
            return chain.layers
        if last[0] != place - 1 or found.paragraph - last[1] > 1 or len(before.chain) < 2:
            return chain.layers
        now, then = chain.layers[0].source, before.chain[-1].source
        if now is None or then is None or (now.actor and then.actor and now.actor != then.actor):
            return chain.layers
        return (*before.chain[:-1], *chain.layers)

    def _factuality(self, found: Found, place: int) -> Factuality:
        """How far the source commits to the content; by its stance where the content is what it thinks."""
        stance = self._stances.get(place)
        if stance is not None and stance.style is None:
            return factuality_of(stance, self._paragraphs, self._book)
        plan = is_own_plan(found, self._paragraphs, self._naming, self._book)
        own = acts_for(found, self._paragraphs, self._naming, self._book)
        others = self._others.get(place, ())
        return factuality_of(found, self._paragraphs, self._book, others, plan=plan, own=own)

    def _thinks_aloud(self, outer: Statement, layers: tuple[Attribution, ...], found: Found) -> bool:
        """Whether the inner source is the outer one again ("Berg said he believes"): what one thinks is no layer."""
        last = outer.chain[-1].source if outer.chain else None
        own = layers[-1].source
        same = last is not None and own is not None and own.actor is not None and own.actor == last.actor
        return same and found.source is not None and self._naming.is_personal(found.source)

    def sorted(self) -> list[Statement]:
        """The statements in page order; an outer one before what stands in it."""
        return sorted(self._made, key=lambda s: (_place(s), s.within is not None, s.id))

    def _span(self, piece: Piece) -> Span:
        return self._paragraphs[piece.paragraph].span(piece.place)

    def _style(self, found: Found) -> Style:
        """Direct when all letters stand in quotation marks or are a speaker's turn, mixed when some do, else indirect.

        Words in marks that are a verb's object ("spoke of 'an accident'") are quoted in a sentence that is not.
        """
        if found.rule == TURN:
            return Style.DIRECT
        quoted = bare = 0
        for piece in found.content:
            paragraph = self._paragraphs[piece.paragraph]
            inside = sum(
                max(0, min(q.end, piece.end) - max(q.start, piece.start))
                for q in paragraph.quotes_in(piece.place)
            )
            outside = "".join(_outside(paragraph, piece))
            quoted += inside
            bare += sum(letter.isalnum() for letter in outside)
        if not quoted:
            return Style.INDIRECT
        return Style.MIXED if bare or _is_object(found) else Style.DIRECT

    def _insertions(self, found: Found) -> tuple[Span, ...]:
        return tuple(
            self._paragraphs[piece.paragraph].span(place)
            for piece in found.content
            for quotation in self._paragraphs[piece.paragraph].quotes_in(piece.place)
            for place in quotation.insertions
            if piece.start <= place[0] and place[1] <= piece.end
        )


def _passed_on(layer: Attribution) -> Attribution:
    """A layer that is not the innermost any more: a speaker becomes one who passes on."""
    return replace(layer, role=SourceRole.INTERMEDIARY) if layer.role is SourceRole.SPEAKER else layer


def _same_source(
    layers: Sequence[Attribution], found: Found, paragraphs: Sequence[Paragraph]
) -> tuple[Attribution, ...]:
    """The layers around one who tells what he thinks: his last cue goes on to the verb of thinking."""
    own = tuple(paragraphs[cue.paragraph].span(cue.place) for cue in found.cues)
    return (*layers[:-1], *(replace(layer, cues=(*layer.cues, *own)) for layer in layers[-1:]))


def _others(
    layers: Sequence[Attribution], outer: Statement, naming: Naming, found: Found
) -> tuple[Attribution, ...]:
    """The layers inside a quotation: its "he" or "she" is never one named as its source, so such an actor stays open."""
    if outer.style is not Style.DIRECT or found.source is None or not naming.is_personal(found.source):
        return tuple(layers)
    quoted = {actor for layer in outer.chain if layer.source for actor in naming.actors_in(layer.source.span)}
    return tuple(
        replace(one, source=replace(one.source, actor=None))
        if one.source and one.source.actor in quoted
        else one
        for one in layers
    )


def _is_object(found: Found) -> bool:
    """Whether the content is what a verb like "call" or "speak of" takes behind it."""
    verb = None if found.draft is None else found.draft.verb
    if verb is None or "quoted" not in verb.frames or "quote" in verb.frames:
        return False
    return found.cues[-1].paragraph == found.paragraph and found.cues[-1].start < found.content[0].start


def _outside(paragraph: Paragraph, piece: Piece) -> list[str]:
    """The parts of a content that stand in no quotation."""
    parts: list[str] = []
    at = piece.start
    for quotation in paragraph.quotes_in(piece.place):
        parts.append(paragraph.text[at : max(at, quotation.start)])
        at = max(at, quotation.end)
    parts.append(paragraph.text[at : piece.end])
    return parts


def _place(statement: Statement) -> tuple[int, int]:
    if statement.content:
        return statement.content[0].start, -statement.content[-1].end
    spans = [layer.source.span for layer in statement.chain if layer.source]
    return (spans[0].start, -spans[0].end) if spans else (0, 0)


def _problems(paragraph: Paragraph) -> list[Problem]:
    out: list[Problem] = []
    for quotation in paragraph.quotes:
        if quotation.balanced:
            continue
        missing = "closing" if quotation.opened else "opening"
        out.append(
            Problem(
                code="unbalanced-quotation",
                detail=f"the {missing} mark of this quotation is missing; its extent is a guess",
                page=paragraph.page,
                span=paragraph.span((quotation.start, quotation.end)),
            )
        )
    return out
