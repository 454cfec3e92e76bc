"""What a single line says about itself: phrases of furniture, line rules, dates, headline shape."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from dragoman.dates import find_dates
from dragoman.model import BlockKind
from dragoman.pages.decision import Decision, Piece
from dragoman.pages.layouts import ZONES, LineRule, PageLayout, Phrase
from dragoman.pages.sieve import Sieve
from dragoman.pages.units import Unit

#: What may stand between glued phrases of furniture.
_BETWEEN = re.compile(r"[\s\d|·•,/:()\[\]<>»›*+&.\-]*")
_LONGEST_PHRASE = 60
#: Marks that stand between the items of a menu or imprint, not in headlines.
_BARS = re.compile(r"[©|]|\s[·•/]\s")
#: Words that go with a date on a line of its own.
_DATE_WORDS = frozenset(
    "published updated posted on at last modified edited created first am pm a p m the by of date time gmt utc est edt cet cest "
    "msk trt bst pdt pst local ago hours hour minutes minute mon tue wed thu fri sat sun monday tuesday wednesday thursday "
    "friday saturday sunday edition print online original publication article issued upd added h hrs eest eet ist et "
    "uhr stand aktualisiert veröffentlicht erstellt von am um giriş güncelleme yayınlanma yayın tarihi eklenme son saat "
    "опубликовано обновлено в publié mis à jour le publicado actualizado el hace vor hr".split()
)


#: Groups of a line rule that are blocks of their own.
_PIECES = {
    "caption": BlockKind.CAPTION,
    "credit": BlockKind.CREDIT,
    "authors": BlockKind.BYLINE,
    "date": BlockKind.DATELINE,
    "dek": BlockKind.DEK,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class LineVerdict:
    """What the rules say about a line: its kind, the rule, and whether the article's body ends here."""

    kind: BlockKind
    rule: str
    ends_body: bool = False
    opens: str | None = None
    pieces: tuple[Piece, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """The rules in force for one page: those of its own layout first, then the general ones."""

    name: str
    own: PageLayout
    general: PageLayout
    phrases: Mapping[str, Phrase]
    #: The line rules, the rest rules of comments, and the rules that open a thread, of both layouts.
    line_rules: Sieve[LineRule] = field(compare=False, repr=False)
    rest_rules: Sieve[LineRule] = field(compare=False, repr=False)
    start_rules: Sieve[LineRule] = field(compare=False, repr=False)
    #: What was said of a line before, by its text: the same line is asked about in every zone, and often stands again.
    known: dict[str, dict[str, LineVerdict | None]] = field(default_factory=dict, compare=False, repr=False)

    @classmethod
    def of(cls, own: PageLayout, general: PageLayout) -> Rules:
        """The rules of ``own`` over those of ``general``."""
        both = (own, general) if own is not general else (general,)
        return cls(
            name=own.name,
            own=own,
            general=general,
            phrases={**general.phrases, **own.phrases} if own is not general else general.phrases,
            line_rules=_sieve(tuple(rule for one in both for rule in one.lines)),
            rest_rules=_sieve(tuple(rule for one in both for rule in one.rests)),
            start_rules=_sieve(tuple(rule for one in both for rule in one.starts)),
        )


def _sieve(rules: tuple[LineRule, ...]) -> Sieve[LineRule]:
    return Sieve(rules, lambda rule: rule.match)


def verdict(unit: Unit, rules: Rules, zone: str) -> LineVerdict | None:
    """What the line rules say about ``unit`` in ``zone`` (head, body or tail); None when no rule knows it."""
    if not unit.plain:
        return None
    known = rules.known.get(unit.raw)
    if known is None:
        known = rules.known[unit.raw] = _verdicts(unit, rules)
    return known[zone]


class Verdicts(Mapping[int, "LineVerdict | None"]):
    """The verdicts on a page's units in one zone, by the unit's number; each is asked for when it is needed."""

    def __init__(self, units: Sequence[Unit], rules: Rules, zone: str) -> None:
        self._units, self._rules, self._zone = units, rules, zone

    def __getitem__(self, at: int) -> LineVerdict | None:
        if not 0 <= at < len(self._units):
            raise KeyError(at)
        return verdict(self._units[at], self._rules, self._zone)

    def __iter__(self) -> Iterator[int]:
        return iter(range(len(self._units)))

    def __len__(self) -> int:
        return len(self._units)


def _verdicts(unit: Unit, rules: Rules) -> dict[str, LineVerdict | None]:
    """The verdict in every zone."""
    found = phrases_of(unit.plain, rules.phrases)
    if found is not None:
        furniture = LineVerdict(
            kind=BlockKind.FURNITURE,
            rule=f"phrases/{found[0][0]}",
            ends_body=any(entry[1] for entry in found),
            opens=next((entry[2] for entry in found if entry[2]), None),
        )
        return dict.fromkeys(ZONES, furniture)
    said: dict[str, LineVerdict | None] = {}
    for rule in rules.line_rules(unit.plain):
        if len(said) == len(ZONES):
            return said
        open_zones = [zone for zone in rule.zones if zone not in said]
        if not open_zones or (rule.capitals and unit.caps < 1.0):
            continue
        if match := rule.read(unit.plain):
            said |= dict.fromkeys(open_zones, _by_rule(rule, match))
    return {**dict.fromkeys(ZONES, _without_rule(unit)), **said}


def _by_rule(rule: LineRule, match: re.Match[str]) -> LineVerdict:
    pieces = pieces_of(match, rule.kind)
    return LineVerdict(
        kind=rule.kind, rule=rule.id, ends_body=rule.ends_body, opens=rule.opens, pieces=pieces
    )


def _without_rule(unit: Unit) -> LineVerdict | None:
    if not unit.has_letters:
        return LineVerdict(kind=BlockKind.FURNITURE, rule="no letters")
    if is_dateline(unit.clean):
        return LineVerdict(kind=BlockKind.DATELINE, rule="date-line")
    return None


def overrules(known: LineVerdict, hint: Decision) -> bool:
    """Whether a line's own words say more than the HTML element it stands in."""
    if known.kind is BlockKind.RELATED or (known.opens is not None and hint.kind is BlockKind.RELATED):
        return True
    return bool(known.pieces) and hint.kind is not BlockKind.FURNITURE


def pieces_of(match: re.Match[str], kind: BlockKind) -> tuple[Piece, ...]:
    """The named parts of a line that are blocks of their own; empty when the whole line is of one kind."""
    found = [
        Piece(start=match.start(name), end=match.end(name), kind=_PIECES[name])
        for name, value in match.groupdict().items()
        if value and name in _PIECES
    ]
    found.sort(key=lambda piece: piece.start)
    return tuple(found) if any(piece.kind is not kind for piece in found) else ()


def split_caption(unit: Unit, rules: Rules) -> tuple[Piece, ...]:
    """The caption and the credit in a unit that holds both; empty when it does not."""
    for rule in (*rules.own.parts, *rules.general.parts):
        match = rule.read(unit.plain) if unit.plain else None
        if match:
            return pieces_of(match, rule.kind)
    return ()


def phrases_of(plain: str, phrases: Mapping[str, Phrase]) -> tuple[Phrase, ...] | None:
    """The phrases that ``plain`` is made of, glued or not; None when something is left over."""
    if len(plain) > 200:
        return None
    whole = phrases.get(plain.rstrip(" :»›>….").strip())
    if whole is not None:
        return (whole,)
    # reached[i]: the phrases used so far when plain[:i] is covered.
    reached: dict[int, tuple[Phrase, ...]] = {_gap(plain, 0): ()}
    for at in range(len(plain)):
        if at not in reached:
            continue
        for end in range(at + 1, min(len(plain), at + _LONGEST_PHRASE) + 1):
            entry = phrases.get(plain[at:end])
            if entry is not None:
                reached.setdefault(_gap(plain, end), (*reached[at], entry))
    found = reached.get(len(plain))
    # One letter may be a button (x, a), but words must not fall apart into letters.
    return found if found and len(plain) / len(found) >= 3 else None


def _gap(plain: str, at: int) -> int:
    match = _BETWEEN.match(plain, at)
    return match.end() if match else at


@lru_cache(maxsize=32_768)
def is_dateline(text: str) -> bool:
    """Whether a line holds a date or clock and nothing else but words that go with one."""
    if len(text) > 160 or not any(c.isdigit() for c in text):
        return False
    found = [date for date in find_dates(text) if any(c.isdigit() for c in text[date.start : date.end])]
    if not found:
        return False
    rest = list(text)
    for date in found:
        rest[date.start : date.end] = " " * (date.end - date.start)
    words = re.findall(r"[^\W\d_]+", "".join(rest).lower())
    return len(words) <= 8 and all(word in _DATE_WORDS for word in words)


def has_bars(unit: Unit) -> bool:
    """Whether a line is parted by marks as menus and imprints are."""
    return _BARS.search(unit.raw) is not None


def is_headline(unit: Unit) -> bool:
    """Whether a line has the shape of a headline: some words, and no full stop."""
    ends = unit.ends_sentence and not unit.raw.endswith("?")
    return (
        4 <= unit.words <= 25
        and not ends
        and unit.raw[:1] not in "[("
        and unit.raw[-1:] not in ":,;"
        and not has_bars(unit)
    )
