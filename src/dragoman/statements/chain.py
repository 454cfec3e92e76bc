"""The algebra of layers: who passed on what whom said, from the words around a cue.

Rules, outermost layer first: ``M quoted S as saying`` M, S; ``S said, according to M`` M, S; ``S told M`` M, S when
M is a medium, else M is the addressee; ``S said in an interview with M``, ``in a statement carried by M`` M, S;
``S said ..., M reported`` M, S; ``In his article S noted`` document, S; ``M reported ..., citing S`` M, S; ``the
article read`` the outlet named last, document.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from dragoman.model import ActorKind, Attribution, Source, SourceRole, Span
from dragoman.statements.cues import CueBook
from dragoman.statements.extent import hearer_end
from dragoman.statements.found import Found, Piece, letters
from dragoman.statements.grammar import phrase_after, subject, verb_groups
from dragoman.statements.naming import Naming
from dragoman.statements.paragraph import Skeleton
from dragoman.statements.tags import SPEECH, Draft, clause_tag, inverted_tag

#: Tokens from "who" back to the verb of a medium that has somebody speak, at most; and what one does on the air.
_CARRIED = 16
_SPEAKING = frozenset(
    {"speaking", "talking", "appearing", "writing", "interviewed", "broadcast", "aired", "published"}
)


@dataclass(frozen=True, slots=True)
class Chain:
    """The layers of one statement, outermost first, and whom it was said to."""

    layers: tuple[Attribution, ...]
    addressee: Source | None = None


def chain_of(found: Found, naming: Naming, book: CueBook) -> Chain:
    """The chain of a candidate. Where a cue stands without a source ("reportedly") the one layer names nobody."""
    cues = tuple(naming.span(cue) for cue in found.cues)
    if found.source is None:
        nobody = Attribution(source=None, role=SourceRole.SPEAKER, cues=cues)
        return Chain((nobody,) if found.draft is not None else ())
    own = _own_layers(found.source, cues, naming)
    row, draft = found.row, found.draft
    if row is None or draft is None:
        return Chain(own)
    outer: list[Attribution] = []
    addressee: Source | None = None
    told: list[Attribution] = []
    medium = None if draft.medium is None else letters(found.paragraph, row, draft.medium)
    if medium is not None and draft.medium is not None and row[draft.medium[0] - 1].low in {"in", "on"}:
        carries = naming.is_medium(medium) or naming.is_document(medium)  # not "was quoted as saying in Oslo"
        medium = medium if carries else None
    if draft.rule == "quoted-as-saying" and medium is None:
        outer.append(Attribution(source=None, role=SourceRole.INTERMEDIARY, cues=cues[:-1]))
        own = tuple(replace(layer, cues=cues[-1:]) for layer in own)
    if medium is not None:
        outer.append(_layer(medium, (), naming))
    at = draft.end
    hearer = _hearer(found, row, draft, book)
    spoken = None if hearer is not None else _spoken_to(found, row, draft, naming, book)
    if spoken is not None:
        told = [_layer(spoken, (), naming)]
    if hearer is not None:
        piece, at = hearer
        secret = [token.low for token in row[at : at + 5]]
        if naming.is_medium(piece) or (secret[:1] == ["on"] and "anonymity" in secret):
            told = [_layer(piece, (), naming)]
        else:
            addressee = naming.source(piece)
    outer += _shown(found, row, draft, naming, book)
    outer += _behind(found, row, at, naming, book)
    outer += _at_the_end(found, row, draft, naming, book)
    outer += told  # "S told M, as reported by N": M is the nearer one
    outer += _spoken_on(found, row, draft, naming, book) or _in_front(found, row, draft, naming, book)
    outer += _carried(found, row, draft, naming, book)
    outer += _published(found, row, draft, naming, book)
    cited = _cited(found, row, naming, book)
    if cited is not None:
        passed = tuple(Attribution(source=a.source, role=_passing(a.role), cues=a.cues) for a in own)
        return Chain((*passed, cited), addressee)
    return Chain((*_once(outer), *own), addressee)


def _passing(role: SourceRole) -> SourceRole:
    return SourceRole.INTERMEDIARY if role is SourceRole.SPEAKER else role


def _once(layers: list[Attribution]) -> tuple[Attribution, ...]:
    out: list[Attribution] = []
    for layer in layers:
        if all(layer.source != other.source for other in out):
            out.append(layer)
    return tuple(out)


def _own_layers(piece: Piece, cues: tuple[Span, ...], naming: Naming) -> tuple[Attribution, ...]:
    """The innermost layer; a document of a medium has that medium as a layer of its own around it."""
    source = naming.source(piece)
    if naming.described(piece) == "document":
        medium = naming.last_medium(piece, "paper")
        if medium is not None:
            read = Source(span=source.span, actor=source.actor or medium.actor)
            return (
                Attribution(source=medium, role=SourceRole.INTERMEDIARY),
                Attribution(source=read, role=SourceRole.DOCUMENT, cues=cues),
            )
    sort = naming.described(piece)
    if sort is not None and source.actor is None and (medium := naming.last_medium(piece, sort)) is not None:
        source = Source(span=source.span, actor=medium.actor)
    role = SourceRole.DOCUMENT if naming.is_document(piece) else SourceRole.SPEAKER
    seen = naming.seen_by(piece)
    if seen is not None:
        text, cue, carrier = seen
        spans = (naming.span(cue),)
        return (
            Attribution(source=naming.source(carrier), role=SourceRole.INTERMEDIARY, cues=spans),
            Attribution(source=naming.source(text), role=role, cues=cues),
        )
    return (Attribution(source=source, role=role, cues=cues),)


def _layer(piece: Piece, cues: tuple[Piece, ...], naming: Naming) -> Attribution:
    """An outer layer. "The newspaper" gives way to the name it stands for, and becomes the cue that leads there."""
    spans = tuple(naming.span(cue) for cue in cues)
    sort = naming.described(piece)
    if sort is not None and (named := naming.last_medium(piece, sort)) is not None:
        return Attribution(source=named, role=SourceRole.INTERMEDIARY, cues=(*spans, naming.span(piece)))
    role = (
        SourceRole.DOCUMENT
        if sort == "document" or (naming.is_document(piece) and not naming.is_medium(piece))
        else SourceRole.INTERMEDIARY
    )
    return Attribution(source=naming.source(piece), role=role, cues=spans)


def _hearer(found: Found, row: Skeleton, draft: Draft, book: CueBook) -> tuple[Piece, int] | None:
    """Who was told, and the token behind; None when the verb names no hearer."""
    if draft.verb is None or "person" not in draft.verb.frames or draft.rule == "quote-cue-source":
        return None
    end = hearer_end(row, draft.end, book)
    if end == draft.end:
        return None
    hearer = letters(found.paragraph, row, (draft.end, end))
    if any(piece.start <= hearer.start < piece.end for piece in found.content):
        return None
    return hearer, end


def _spoken_to(found: Found, row: Skeleton, draft: Draft, naming: Naming, book: CueBook) -> Piece | None:
    """The medium that somebody spoke to with another verb than "told" ("confided to Radio Meridian that")."""
    speech = draft.verb is None or draft.verb.group in SPEECH
    if not speech or draft.rule == "quote-cue-source" or draft.end + 1 >= len(row):
        return None
    begin = draft.end + (row[draft.end].low in {"to", "with"})
    end = hearer_end(row, begin, book)
    if end == begin or not (
        end < len(row) and (row[end].quote >= 0 or row[end].low == "that" or row[end].text == ",")
    ):
        return None
    piece = letters(found.paragraph, row, (begin, end))
    taken = any(one.start < piece.end and piece.start < one.end for one in found.content)
    return piece if not taken and naming.is_medium(piece) else None


def _shown(found: Found, row: Skeleton, draft: Draft, naming: Naming, book: CueBook) -> list[Attribution]:
    """The layer of "the letter, seen by M": who got to see a text that speaks."""
    if draft.source is None or draft.source[1] + 2 >= len(row):
        return []
    at = draft.source[1] + (row[draft.source[1]].text == ",")
    seen = (
        at + 2 < len(row) and row[at].low in book.words["seeing"] and row[at + 1].low in {"by", "to", "with"}
    )
    if not seen or not naming.is_document(letters(found.paragraph, row, draft.source)):
        return []
    end = phrase_after(row, at + 2, book)
    if end == at + 2:
        return []
    medium = letters(found.paragraph, row, (at + 2, end))
    return [_layer(medium, (letters(found.paragraph, row, (at, at + 2)),), naming)]


def _behind(found: Found, row: Skeleton, at: int, naming: Naming, book: CueBook) -> list[Attribution]:
    """Layers behind the cue: "according to M", "in an interview with M"."""
    out: list[Attribution] = []
    content = [piece.place for piece in found.content if piece.paragraph == found.paragraph]
    for k in range(at, len(row) - 1):
        token = row[k]
        if any(a <= token.start < b for a, b in content):
            continue
        pair = token.low, row[k + 1].low
        if (
            k < at + 3
            and token.low == "on"
            and (heard := _broadcast(found, row, k, naming, book)) is not None
        ):
            out.append(heard)
        if not _leads_on(pair, book):
            continue
        if row[k - 1].low in book.words["conjunctions"]:
            break  # "..., and according to M, ...": a clause of its own
        begin, cue = k + 2, (k, k + 2)
        end = phrase_after(row, begin, book)
        if end == begin:
            continue
        piece = letters(found.paragraph, row, (begin, end))
        if pair[0] == "according" or naming.is_medium(piece):
            out.append(_layer(piece, (letters(found.paragraph, row, cue),), naming))
    return out[:1]


def _broadcast(found: Found, row: Skeleton, on: int, naming: Naming, book: CueBook) -> Attribution | None:
    """``S said on M``."""
    end = phrase_after(row, on + 1, book)
    if end == on + 1:
        return None
    piece = letters(found.paragraph, row, (on + 1, end))
    cue = letters(found.paragraph, row, (on, on + 1))
    return _layer(piece, (cue,), naming) if naming.is_medium(piece) else None


def _leads_on(pair: tuple[str, str], book: CueBook) -> bool:
    """Whether two words open the name of a further layer."""
    if pair[1] == "by" and pair[0] in book.words["carriers"]:
        return True
    occasion = pair[0] in book.words["occasions"]
    return pair == ("according", "to") or (
        occasion and pair[1] in {"with", "to", "for", "by", "on", "published"}
    )


def _at_the_end(
    found: Found, row: Skeleton, draft: Draft, naming: Naming, book: CueBook
) -> list[Attribution]:
    """``..., M reported`` behind a sentence that has a source of its own."""
    if draft.rule == "clause-tag":
        return []
    for group in verb_groups(row, book):
        tag = clause_tag(row, group, book) or inverted_tag(row, group, book)
        if tag is None or tag.source is None or tag.source == draft.source or tag.cues[0] in draft.cues:
            continue
        piece = letters(found.paragraph, row, tag.source)
        if naming.is_medium(piece):
            return [_layer(piece, (letters(found.paragraph, row, tag.cues[0]),), naming)]
    return []


def _in_front(found: Found, row: Skeleton, draft: Draft, naming: Naming, book: CueBook) -> list[Attribution]:
    """A document before the source: "In his article, S noted", "In it S writes". What S writes to others is none."""
    if draft.source is None or row[0].low not in {"in", "writing"} or draft.source[0] < 2:
        return []
    at = 2 if row[1].low in {"in", "for"} else 1
    end = at
    while (
        end < min(draft.source[0], at + 5)
        and row[end].text != ","
        and row[end].low not in {"for", "to", "on", "in", "published"}
    ):
        end += 1
    while end > at + 1 and row[end - 1].low in book.words["seeing"] | book.words["publishing"]:
        end -= 1
    if end == at:
        return []
    piece = letters(found.paragraph, row, (at, end))
    act = row[end - 1].low in book.words["spoken"]
    act = act or (row[at].low in {"a", "an"} and row[end - 1].low in book.words["written"])
    if act or not naming.is_document(piece):
        return []
    cue = letters(found.paragraph, row, (0, at))
    layer = _layer(piece, (cue,) if row[1].low == "it" else (), naming)
    if row[at].low in book.words["possessives"] and layer.source is not None and layer.source.actor is None:
        author = naming.source(letters(found.paragraph, row, draft.source)).actor
        layer = replace(
            layer, source=replace(layer.source, actor=author)
        )  # "in his article": the speaker's own
    medium = naming.medium_in(letters(found.paragraph, row, draft.source), book.words["writers"])
    own = [Attribution(source=medium, role=SourceRole.INTERMEDIARY)] if medium is not None else []
    return [*own, layer]


def _published(found: Found, row: Skeleton, draft: Draft, naming: Naming, book: CueBook) -> list[Attribution]:
    """``M published a letter in which S said ...``: the text, and the medium in front of it."""
    at = draft.source[0] if draft.source is not None else 0
    if at < 4 or [token.low for token in row[at - 2 : at]] != ["in", "which"]:
        return []
    start = next(
        (k for k in range(at - 3, max(-1, at - 9), -1) if row[k].low in book.words["determiners"]), None
    )
    if start is None or not naming.is_document(text := letters(found.paragraph, row, (start, at - 2))):
        return []
    layers = [_layer(text, (), naming)]
    who = (
        subject(row, 0, start - 1, book)
        if start > 1 and row[start - 1].low in book.words["publishing"]
        else None
    )
    if who is not None and naming.is_medium(medium := letters(found.paragraph, row, who)):
        layers.insert(0, _layer(medium, (letters(found.paragraph, row, (start - 1, start)),), naming))
    return layers


def _vouches(piece: Piece, naming: Naming) -> bool:
    return naming.is_medium(piece) or naming.is_document(piece)


def _is_cited_by(found: Found, row: Skeleton, naming: Naming) -> bool:
    """Whether a name that is nobody's and no country's has ", citing S," right behind it: a medium that is not known."""
    source = found.source
    if source is None or found.draft is None or found.draft.source is None:
        return False
    at = found.draft.source[0] + len(naming.text(source).split(",")[0].split())
    led = at + 1 < len(row) and row[at].text == "," and row[at + 1].low in {"citing", "quoting"}
    words = naming.text(source).split(",")[0].split()
    named = all(word[:1].isupper() or word.lower() in {"the", "of", "and"} for word in words)
    return led and named and not naming.kinds_in(source) & {ActorKind.PERSON, ActorKind.COUNTRY}


def _spoken_on(found: Found, row: Skeleton, draft: Draft, naming: Naming, book: CueBook) -> list[Attribution]:
    """``Speaking to M, S said``, ``In an interview with M, S said``: a medium in front of the source."""
    limit = 0 if draft.source is None else draft.source[0]
    if row[0].low not in {
        "speaking",
        "talking",
        "in",
        "during",
        "on",
        "appearing",
        "writing",
        "interviewed",
        "asked",
    }:
        return []
    for k in range(max(0, limit - 2)):
        pair = row[k].low, row[k + 1].low
        if not (
            _leads_on(pair, book) or (pair[0] in _SPEAKING and pair[1] in {"to", "with", "on", "by", "in"})
        ):
            continue
        end = phrase_after(row, k + 2, book)
        end = next(
            (at for at in range(k + 2, end) if row[at].text == "," or row[at].low in {"on", "in"}), end
        )
        if k + 2 < end <= limit and naming.is_medium(medium := letters(found.paragraph, row, (k + 2, end))):
            return [_layer(medium, (letters(found.paragraph, row, (k, k + 2)),), naming)]
    return []


def _carried(found: Found, row: Skeleton, draft: Draft, naming: Naming, book: CueBook) -> list[Attribution]:
    """``M interviewed S, who said``: the medium or text that has somebody speak whom "who" takes up."""
    if draft.source is None or [token.low for token in row[slice(*draft.source)]] != ["who"]:
        return []
    for k in range(draft.source[0] - 1, max(0, draft.source[0] - _CARRIED), -1):
        if row[k].low in book.words["carrying"] and row[k].quote < 0:
            who = subject(row, 0, k, book)
            piece = None if who is None else letters(found.paragraph, row, who)
            if piece is not None and _vouches(piece, naming):
                return [_layer(piece, (letters(found.paragraph, row, (k, k + 1)),), naming)]
    return []


def _cited(found: Found, row: Skeleton, naming: Naming, book: CueBook) -> Attribution | None:
    """``..., citing S`` after what a medium reports."""
    if found.source is None or not (_vouches(found.source, naming) or _is_cited_by(found, row, naming)):
        return None
    for k, token in enumerate(row[:-1]):
        if token.low in {"citing", "quoting"}:
            end = phrase_after(row, k + 1, book)
            if k == 0:  # a fronted "citing S, M reported": S ends at the comma
                end = next((at for at in range(k + 1, end) if row[at].text == ","), end)
            if end > k + 1 and row[end : end + 1] != () and row[min(end, len(row) - 1)].low != "as":
                piece = letters(found.paragraph, row, (k + 1, end))
                cue = naming.span(letters(found.paragraph, row, (k, k + 1)))
                role = SourceRole.DOCUMENT if naming.is_document(piece) else SourceRole.SPEAKER
                return Attribution(source=naming.source(piece), role=role, cues=(cue,))
    return None
