"""Which actor a source's words name, and whether it is a medium: read from the mentions of the page."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from dragoman.language.written import written_ranges
from dragoman.model import Actor, ActorKind, Mention, MentionKind, Source, Span
from dragoman.statements.cues import CueBook
from dragoman.statements.found import Piece
from dragoman.statements.paragraph import Paragraph
from dragoman.statements.trees import antecedent, subjects_before

_MEDIA = frozenset({ActorKind.OUTLET, ActorKind.AGENCY})
_RANK = {
    ActorKind.PERSON: 0,
    ActorKind.OUTLET: 1,
    ActorKind.AGENCY: 1,
    ActorKind.BODY: 2,
    ActorKind.GROUP: 2,
    ActorKind.COUNTRY: 3,
    ActorKind.UNKNOWN: 4,
}
_THE = re.compile(r"[Tt]he (?=\S)")
#: Where a noun phrase ends and what hangs on it begins.
_LEAD = re.compile(
    r",? (?:of|by|from|to|in|on|into|about|for|with|dated|published|seen|obtained|read|taken|written|signed|sent|leaked|kept|made|that|which)\b|,"
)
_SEEN = re.compile(
    r",? (?:first )?((?:seen|obtained|reviewed|viewed|published|released|leaked|read|cited|quoted|interviewed|reached|shared) (?:by|to|with)|(?:speaking|talking|who (?:spoke|talked)) (?:to|with)) (?=\w)"
)
#: A name: who gets to see a text that is no medium is seldom told.
_TITLED = re.compile(r"(?:[Tt]he )?[A-Z]\w+(?: [A-Z]\w+)*$")
#: A name with the words in front of it, and an apposition behind it.
_INTRODUCED = r"(?:[\w’'-]+,? ){{0,6}}{}\b(?:, (?:[\w’'-]+ ?){{1,6}})?"
#: Texts that need no article.
_BARE = frozenset(
    "minutes documents notes logs emails e-mails letters transcripts memos cables records recordings messages papers files "
    "diaries testimony footage".split()
)
_PERSONAL = frozenset({"he", "she"})
#: How far back, in paragraphs, "the newspaper" may look for its name.
_BACK = 6
#: How many sentences back an "it" may look for the text or medium that it takes up.
_ITS = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class _Named:
    span: Span
    paragraph: int
    kind: ActorKind | None
    actor: str | None


class Naming:
    """Looks up mentions by place. Built once for the paragraphs of a lane; what it is asked again it only looks up."""

    def __init__(
        self,
        paragraphs: Sequence[Paragraph],
        mentions: Iterable[Mention],
        actors: Mapping[str, Actor],
        book: CueBook,
    ) -> None:
        self._paragraphs = paragraphs
        self._book = book
        self._actors = actors
        given = sorted(mentions, key=lambda m: (m.span.start, -m.span.end))
        # What takes up a name is no name: "the newspaper" has rules of its own here.
        self._mentions = [m for m in given if not _takes_up(m)]
        self._pronouns = {m.span.start: m for m in given if m.kind is MentionKind.PRONOUN}
        self._starts = [mention.span.start for mention in self._mentions]
        self._media = [
            m.span for m in self._mentions if m.actor in actors and actors[m.actor or ""].kind in _MEDIA
        ]
        self._media_starts = [span.start for span in self._media]
        self._are_media: dict[Piece, bool] = {}
        self._are_documents: dict[Piece, bool] = {}

    def text(self, piece: Piece) -> str:
        """The words of a piece."""
        return self._paragraphs[piece.paragraph].text[piece.start : piece.end]

    def span(self, piece: Piece) -> Span:
        """The page span of a piece."""
        return self._paragraphs[piece.paragraph].span(piece.place)

    def source(self, piece: Piece) -> Source:
        """The source that a phrase names, with its actor when one mention decides it."""
        span = self.span(piece)
        if self.is_personal(piece):
            return Source(span=span, actor=self._person_before(piece))
        if (meant := self.stands_for(piece)) is not None:
            return Source(span=span, actor=self.source(meant).actor)
        return Source(span=span, actor=self._actor(span, self._lead(piece), self._head(piece)))

    def unless_named(self, source: Source, content: Iterable[Span]) -> Source:
        """A source that is a pronoun, without its actor where what is said names that very actor: "Trump makes it harder,"
        he said, is never Trump's word (a pronoun does not mean a name below it; Chomsky 1981, principle C)."""
        if source.actor is None or source.span.start not in self._pronouns:
            return source
        named = (one for span in content for one in self._inside(span) if one.kind is MentionKind.NAME)
        return replace(source, actor=None) if any(one.actor == source.actor for one in named) else source

    def actors_in(self, span: Span) -> set[str | None]:
        """The actors of the mentions inside a span."""
        return {mention.actor for mention in self._inside(span)}

    def kinds_in(self, piece: Piece) -> set[ActorKind]:
        """The kinds of the actors named in a piece."""
        return {self._kind(mention) for mention in self._inside(self.span(piece))}

    def countries_in(self, piece: Piece) -> set[str]:
        """The codes of the countries named in a piece, and of those its other actors belong to."""
        out: set[str] = set()
        for mention in self._inside(self.span(piece)):
            ids = [mention.actor] if mention.actor else [one.actor for one in mention.candidates]
            actors = [self._actors[one] for one in ids if one in self._actors]
            countries = {actor.country for actor in actors if actor.country is not None}
            out |= countries if len(countries) == 1 else set()  # "the Finnish premier": whoever that is
        return out

    def is_personal(self, piece: Piece) -> bool:
        """Whether a phrase is "he" or "she"."""
        return self.text(piece).lower() in _PERSONAL

    def introduction(self, piece: Piece) -> Piece | None:
        """The words that tell who a "he", "she" or bare name is: the subject before, or the name's first mention."""
        if self.is_personal(piece):
            before = subjects_before(self._paragraphs, piece.paragraph, piece.start)
            return next((Piece(paragraph=at, start=start, end=end) for at, (start, end) in before), None)
        words = self.text(piece).split()
        if not words or len(words) > 3 or not all(word[:1].isupper() for word in words):
            return None
        pattern = re.compile(_INTRODUCED.format(re.escape(words[-1])))
        for number in range(piece.paragraph + 1):
            for match in pattern.finditer(self._paragraphs[number].text):
                if (number, match.end()) < (piece.paragraph, piece.start):
                    return Piece(paragraph=number, start=match.start(), end=match.end())
        return None

    def _lead(self, piece: Piece) -> int:
        """The page position of the first word after a leading "the": mentions leave the article out."""
        the = _THE.match(self.text(piece))
        return self._paragraphs[piece.paragraph].offsets[piece.start + (the.end() if the else 0)]

    def _person_before(self, piece: Piece) -> str | None:
        """The one person named before a "he" or "she" in its paragraph, or in the one above; None when unsure."""
        end = self.span(piece).start
        linked = self._pronouns.get(end)
        if linked is not None and linked.actor is not None:
            return linked.actor
        for number in (piece.paragraph, piece.paragraph - 1):
            if number < 0 or not self._paragraphs[number].offsets:
                return None
            begin = self._paragraphs[number].offsets[0]
            first, last = bisect_left(self._starts, begin), bisect_left(self._starts, end)
            people = [m.actor for m in self._mentions[first:last] if self._kind(m) is ActorKind.PERSON]
            if people:
                return people[0] if len(set(people)) == 1 else None
            end = begin
        return None

    def _head(self, piece: Piece) -> int:
        """The page position where the phrase's head ends: at its first comma or bracket."""
        text = self.text(piece)
        cut = min((at for at in (text.find(","), text.find("(")) if at > 0), default=len(text))
        return self._paragraphs[piece.paragraph].offsets[piece.start + cut - 1] + 1

    def _inside(self, span: Span) -> list[Mention]:
        at = bisect_left(self._starts, span.start)
        out: list[Mention] = []
        while at < len(self._mentions) and self._starts[at] < span.end:
            if self._mentions[at].span.end <= span.end:
                out.append(self._mentions[at])
            at += 1
        return out

    def _kind(self, mention: Mention) -> ActorKind:
        actor = self._actors.get(mention.actor or "")
        return actor.kind if actor else ActorKind.UNKNOWN

    def _actor(self, span: Span, lead: int, head: int) -> str | None:
        own = [m for m in self._inside(span) if m.span.start < head]
        exact = [m for m in own if span.start <= m.span.start <= lead and m.span.end >= head]
        if exact:
            return exact[0].actor
        ranked = sorted(own, key=lambda m: (_RANK[self._kind(m)], m.span.start))
        if not ranked:
            return None
        best = self._kind(ranked[0])
        rivals = {m.actor for m in own if self._kind(m) is best and m.span.end <= head}
        if best is ActorKind.COUNTRY and (len(rivals) > 1 or ranked[0].span.start != span.start):
            return None  # two countries together, or a country that only qualifies the head
        return ranked[0].actor

    def stands_for(self, piece: Piece, back: int = _ITS) -> Piece | None:
        """The medium or text that an "it", "this" or "which" takes up; None for other words, or where none is found."""
        low = self.text(piece).lower()
        if low == "which":
            place = antecedent(self._paragraphs[piece.paragraph], piece.place)
            meant = None if place is None else Piece(paragraph=piece.paragraph, start=place[0], end=place[1])
            return meant if meant is not None and self._vouches(meant) else None
        if low != "it" or not back:
            return None
        for number, (start, end) in subjects_before(self._paragraphs, piece.paragraph, piece.start):
            meant = Piece(paragraph=number, start=start, end=end)
            if (earlier := self.stands_for(meant, back - 1)) is not None:
                return earlier
            if self._vouches(meant):
                return meant
        return None

    def _vouches(self, piece: Piece) -> bool:
        return self.is_medium(piece) or self.is_document(piece)

    def is_medium(self, piece: Piece) -> bool:
        """Whether a phrase names or describes an outlet or agency, by its mentions or else by its words."""
        told = self._are_media.get(piece)
        if told is None:
            told = self._are_media[piece] = self._is_medium(piece)
        return told

    def _is_medium(self, piece: Piece) -> bool:
        piece = self.stands_for(piece) or piece
        span = self.span(piece)
        titled = self.text(piece)[:4].lower() == "the " and self._looks_medium(piece)
        named = [
            m
            for m in self._inside(span)
            if not _guessed(m) or (self._kind(m) is ActorKind.PERSON and not titled)
        ]
        kinds = {self._kind(m) for m in named} - {ActorKind.COUNTRY, ActorKind.UNKNOWN}
        if kinds:
            return bool(kinds & _MEDIA) and ActorKind.PERSON not in kinds
        return self.described(piece) is not None or self._looks_medium(piece)

    def _looks_medium(self, piece: Piece) -> bool:
        text = self.text(piece)
        low = f" {text.lower()} "
        if any(f" {kind} " in low for kind in self._book.words["kinds"]):
            return True
        words = [text[start:end] for start, end in written_ranges(text)]
        names = [word for word in words if word[:1].isupper()]
        if any(
            "." in word[1:-1] and word[-1].isalpha() and word.rsplit(".", 1)[1].islower() for word in words
        ):
            return True
        bare = {name.lower().removesuffix("’s").removesuffix("'s") for name in names}
        return bool(bare & self._book.words["names"])

    def described(self, piece: Piece) -> str | None:
        """``paper``, ``agency`` or ``document`` for "the newspaper", "the agency", "the article"; else None."""
        words = self.text(piece).lower().split()
        if not 1 < len(words) <= 3 or words[0] not in {"the", "this", "that", "its"}:
            return None
        if self.text(piece).split()[-1][:1].isupper():
            return None  # "the Ridge Dispatch": a name
        for sort in ("paper", "agency", "document"):
            if words[-1] in self._book.words[sort]:
                return sort
        return None

    def last_medium(self, piece: Piece, sort: str) -> Source | None:
        """The outlet or agency named last before a description, at most six paragraphs back."""
        earliest = self._paragraphs[max(0, piece.paragraph - _BACK)].offsets[:1]
        limit = self.span(piece).start
        at = bisect_left(self._media_starts, limit)
        wanted = ActorKind.AGENCY if sort == "agency" else ActorKind.OUTLET
        fallback: Source | None = None
        for place in range(at - 1, max(-1, at - 12), -1):
            span = self._media[place]
            if not earliest or span.start < earliest[0]:
                break
            mention = self._mention_at(span)
            source = Source(span=span, actor=mention.actor)
            if self._kind(mention) is wanted:
                return source
            fallback = fallback or source
        return fallback

    def medium_in(self, piece: Piece, jobs: frozenset[str]) -> Source | None:
        """The outlet or agency for which a source writes ("Baltic Gazette columnist Ada Berg"); None for none."""
        span = self.span(piece)
        for mention in self._inside(span):
            rest = (
                self._paragraphs[piece.paragraph].text[piece.start + mention.span.end - span.start :].split()
            )
            if self._kind(mention) in _MEDIA and rest and rest[0].lower() in jobs:
                return Source(span=mention.span, actor=mention.actor)
        return None

    def _mention_at(self, span: Span) -> Mention:
        at = bisect_left(self._starts, span.start)
        return next(m for m in self._mentions[at:] if m.span == span)

    def seen_by(self, piece: Piece) -> tuple[Piece, Piece, Piece] | None:
        """Text, cue and medium of "a memo, seen by M"; None where the phrase is not of that form."""
        match = _SEEN.search(self.text(piece))
        if match is None or match.start() == 0:
            return None
        start, end = piece.start + match.start(1), piece.start + match.end(1)
        rest = len(self.text(piece).rstrip(" ,"))
        medium = replace(piece, start=end + 1, end=piece.start + rest)
        text = replace(piece, end=piece.start + match.start())
        if medium.end <= medium.start or not (self.is_medium(medium) or _is_titled(self.text(medium))):
            return None
        return text, replace(piece, start=start, end=end), medium

    def is_document(self, piece: Piece) -> bool:
        """Whether a phrase describes a text ("the statement", "his letter")."""
        told = self._are_documents.get(piece)
        if told is None:
            told = self._are_documents[piece] = self._is_document(piece)
        return told

    def _is_document(self, piece: Piece) -> bool:
        piece = self.stands_for(piece) or piece
        words = self.text(piece).split()
        lead = _LEAD.split(self.text(piece))[0].split()
        texts = self._book.words["text"]
        bare = bool(lead) and lead[0].lower() in {*_BARE, "leaked", "court"}
        described = any(1 < len(part) <= 5 and part[-1] in texts for part in (words, lead))
        return described or (bare and lead[-1].lower() in texts)


def _is_titled(text: str) -> bool:
    return _TITLED.match(text) is not None


def _takes_up(mention: Mention) -> bool:
    return bool(mention.candidates) and mention.candidates[0].rule in {"pronoun", "description"}


def _guessed(mention: Mention) -> bool:
    """Whether the actor is known from this page only, so that its kind is a guess."""
    return mention.actor is not None and mention.actor.startswith("local:")
