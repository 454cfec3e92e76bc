"""A pattern of a PETRARCH verb dictionary as the conditions of a sense.

A pattern names what stands before and after the verb (``*``): bare words are the heads of noun phrases, ``{A B}`` is a
phrase whose last word is the head, ``(P A)`` a phrase with a preposition; ``$`` marks the source, ``+`` the target, ``%``
both together, ``^`` a phrase that is passed over. Patterns of TABARI and of the first PETRARCH are plain words in order:
a preposition among them is read as one with brackets, and a word that no slot can hold becomes a condition on the order
of words (``word-before``, ``word-after``).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Final

_TOKEN: Final = re.compile(r"\*\*?|[(){}|]|[$+%^](?=[\s(){}|*$+%^]|\Z)|[^\s(){}|*]+")
_MARKS: Final = frozenset("$+%^")
_PREPOSITIONS: Final = frozenset(
    "about above across after against along alongside amid among amongst around as at before behind below beneath beside "
    "besides between beyond by concerning despite during following for from in inside into near of off on onto outside "
    "over pending per regarding since through throughout to toward towards under until upon via with within without".split()
)
#: What follows a verb at once and belongs to it: "step up", "throw out".
_PARTICLES: Final = frozenset(
    "up out off down away back forward aside apart ahead together around along over".split()
)
#: Words that fill no slot of their own.
_SMALL: Final = frozenset(
    "if whether when while because than and or but not no never few little more less many much will would shall should can "
    "could may might must is are was were be been being has have had do does did who which it its they them he she".split()
)
_ARTICLES: Final = frozenset({"a", "an", "the"})
#: The slots that a bare word after the verb may head, whatever its class.
_AFTER: Final = "object|infinitive|that"
#: More alternatives than this are a mistake in the sets that a phrase joins.
_MOST: Final = 20_000


class PatternError(Exception):
    """A pattern that cannot be read; the message says what is wrong and how to mend it. Stays in this room."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Conditions:
    """A pattern as a sense has it: ``needs`` in the columns' own form, and where the parties stand.

    ``particle`` belongs to the verb. ``actor`` and ``recipient`` are slots; empty where the pattern does not say.
    ``phrases`` are the slots of its phrases behind the verb that mark no party.
    """

    needs: tuple[str, ...]
    phrases: tuple[str, ...] = ()
    particle: str = ""
    actor: tuple[str, ...] = ()
    recipient: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Words:
    any_of: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Mark:
    sign: str


@dataclass(frozen=True, slots=True)
class _Prep:
    names: tuple[str, ...]
    inside: tuple[_Words | _Mark, ...]


_Item = _Words | _Mark | _Prep


def conditions_of(pattern: str, synsets: Mapping[str, Sequence[str]]) -> Conditions:
    """The conditions of a pattern, the text between its ``-`` and its code; ``synsets`` are words by the set's name.

    Raises:
        PatternError: no verb (``*``), or two; brackets that do not close; a set that is not defined; nothing in brackets.
    """
    before, after = _sides(list(_pieces(pattern)), synsets)
    return _Builder().build(before, after)


def phrase_of(text: str) -> str:
    """A word or phrase in small letters, underscores as blanks, without articles."""
    return (
        " ".join(word for word in text.replace("_", " ").lower().split() if word not in _ARTICLES)
        or text.strip("_").lower()
    )


def _pieces(pattern: str) -> Iterator[str]:
    """The tokens of a pattern; outside braces ``ATTACK_ON_+`` is three, as a preposition or a mark stands in it."""
    braces = 0
    for piece in _TOKEN.findall(pattern):
        braces += (piece == "{") - (piece == "}")
        parts = [part for part in piece.split("_") if part]
        if (
            not braces
            and len(parts) > 1
            and any(part in _MARKS or part.lower() in _PREPOSITIONS for part in parts)
        ):
            yield from parts
        else:
            yield piece


def _sides(
    tokens: Sequence[str], synsets: Mapping[str, Sequence[str]]
) -> tuple[tuple[_Item, ...], tuple[_Item, ...]]:
    stars = [at for at, token in enumerate(tokens) if token in {"*", "**"}]
    if len(stars) != 1:
        raise PatternError(
            f"the pattern has {'no verb' if not stars else 'more than one verb'}: write one * where the verb stands"
        )
    reader = _Reader(synsets)
    return reader.items(tokens[: stars[0]]), reader.items(tokens[stars[0] + 1 :])


class _Reader:
    """Tokens of one side to items; bare prepositions become phrases with one."""

    def __init__(self, synsets: Mapping[str, Sequence[str]]) -> None:
        self.synsets = synsets

    def items(self, tokens: Sequence[str]) -> tuple[_Item, ...]:
        found: list[_Item] = []
        at = 0
        while at < len(tokens):
            piece = tokens[at]
            if piece == "(":
                end = self._close(tokens, at, ")")
                found.append(self._bracketed(tokens[at + 1 : end]))
                at = end + 1
            elif piece == "{":
                end = self._close(tokens, at, "}")
                found.append(_Words(self._phrase(tokens[at + 1 : end])))
                at = end + 1
            elif piece in ")}|":
                raise PatternError(f"{piece!r} without its opening bracket")
            else:
                found.append(_Mark(piece) if piece in _MARKS else _Words(self._word(piece)))
                at += 1
        return tuple(self._joined(found))

    def _close(self, tokens: Sequence[str], at: int, sign: str) -> int:
        for end in range(at + 1, len(tokens)):
            if tokens[end] == sign:
                return end
        raise PatternError(f"a bracket is not closed: write {sign!r} at its end")

    def _bracketed(self, tokens: Sequence[str]) -> _Item:
        if not tokens:
            raise PatternError("nothing stands in the brackets: write a preposition and its words")
        if "|" in tokens:
            return _Words(self._phrase(tokens))
        inside = [one for one in self._flat(tokens[1:]) if not isinstance(one, _Prep)]
        return _Prep(tuple(tokens[0].lower().strip("_").split("/")), tuple(inside))

    def _flat(self, tokens: Sequence[str]) -> tuple[_Item, ...]:
        if "(" in tokens:
            raise PatternError("brackets within brackets: write the phrases one after the other")
        return self.items(tokens)

    def _phrase(self, tokens: Sequence[str]) -> tuple[str, ...]:
        parts: list[list[str]] = [[]]
        for piece in tokens:
            if piece in "({*$+%^":
                raise PatternError(f"{piece!r} cannot stand in braces, which hold the words of one phrase")
            if piece == "|":
                parts.append([])
            else:
                parts[-1].append(piece)
        if not all(parts):
            raise PatternError("nothing stands in the braces")
        return tuple(dict.fromkeys(one for part in parts for one in self._products(part)))

    def _products(self, tokens: Sequence[str]) -> Iterator[str]:
        choices = [self._word(token) for token in tokens]
        count = 1
        for choice in choices:
            count *= len(choice)
        if count > _MOST:
            raise PatternError(f"the phrase has {count:,} forms: name fewer words of the sets it joins")
        yield from (phrase_of(" ".join(words)) for words in product(*choices))

    def _word(self, token: str) -> tuple[str, ...]:
        if token.startswith("&"):
            name = token.rstrip("_")
            if name not in self.synsets:
                raise PatternError(
                    f"the set {token} is not defined in the file: add it, with a + before each word"
                )
            return tuple(self.synsets[name])
        if token.startswith("+"):
            raise PatternError(f"{token!r}: + marks the target and stands alone")
        return (phrase_of(token),)

    def _joined(self, items: Sequence[_Item]) -> Iterator[_Item]:
        """The items, a bare preposition with the word or mark behind it."""
        at = 0
        while at < len(items):
            item = items[at]
            name = item.any_of[0] if isinstance(item, _Words) and len(item.any_of) == 1 else ""
            particle = name in _PARTICLES and at == 0
            if name in _PREPOSITIONS and not particle:
                inside: list[_Words | _Mark] = []
                at += 1
                while at < len(items) and len(inside) < 2 and not isinstance(following := items[at], _Prep):
                    if isinstance(following, _Words) and (
                        (inside and not isinstance(inside[-1], _Mark)) or following.any_of[0] in _PREPOSITIONS
                    ):
                        break
                    inside.append(following)
                    at += 1
                yield _Prep((name,), tuple(inside))
            else:
                yield item
                at += 1


class _Builder:
    """Items to conditions; one pattern each."""

    def __init__(self) -> None:
        self.needs: list[str] = []
        self.particle = ""
        self.actor: tuple[str, ...] = ()
        self.recipient: tuple[str, ...] = ()
        self.anchors: list[str] = []
        self.phrases: list[str] = []

    def build(self, before: Sequence[_Item], after: Sequence[_Item]) -> Conditions:
        self._before(before)
        self._after(after)
        return Conditions(
            needs=tuple(dict.fromkeys(self.needs)),
            phrases=tuple(self.phrases),
            particle=self.particle,
            actor=self.actor,
            recipient=self.recipient,
        )

    def _before(self, items: Sequence[_Item]) -> None:
        self.anchors = ["subject", ""]
        headed = False
        for item in items:
            if isinstance(item, _Prep):
                self._phrase(item)
            elif isinstance(item, _Mark):
                self._mark(item.sign, ("subject",))
                if item.sign == "%":
                    self.needs.append("several subject")
                elif item.sign == "+":
                    self.needs.append("subject|object")
            elif headed or _is_verbal(item.any_of):
                self._need("word-before", item.any_of)
            elif (adverbs := _adverbs(item.any_of)) is not None:
                self.needs.append(adverbs)
            else:
                self._need("subject", item.any_of)
                headed = True
        if self.recipient == ("subject",) and not self.actor:
            self.actor = ("by", "object")  # the target does the verb: the source is named behind it

    def _after(self, items: Sequence[_Item]) -> None:
        self.anchors = ["", "object"]
        headed = False
        for at, item in enumerate(items):
            if isinstance(item, _Prep):
                self._phrase(item)
            elif isinstance(item, _Mark):
                self._mark_after(item.sign, noun=_is_noun(items[at + 1 : at + 2]))
            elif at == 0 and len(item.any_of) == 1 and item.any_of[0] in _PARTICLES:
                self.particle = item.any_of[0]
            elif item.any_of == ("that",):
                self.needs.append("that")
                self.anchors = ["that"]
            elif (adverbs := _adverbs(item.any_of)) is not None:
                self.needs.append(adverbs)
            elif headed or "that" in self.anchors or _is_small(item.any_of):
                self._need("word-after", item.any_of)
            else:
                self._need(f"{_AFTER}|{self.particle}" if self.particle else _AFTER, item.any_of)
                headed = True

    def _mark_after(self, sign: str, *, noun: bool) -> None:
        if "that" in self.anchors:
            self._mark(sign, ("that/subject",) if sign == "$" else ("that/object", "that/subject"))
        elif noun:
            self._mark(sign, ("to", "object/owner", "object"))
        else:
            self._mark(sign, ("object",))
            if sign != "^":
                self.needs.append("several object" if sign == "%" else "object")

    def _mark(self, sign: str, slots: tuple[str, ...]) -> None:
        match sign:
            case "$":
                self.actor = slots
                if not self.recipient and slots != ("subject",):
                    self.recipient = ("subject",)
            case "+":
                if slots != ("subject",) and self.recipient == ("subject",):
                    self.recipient = ()
                self.recipient = self.recipient or slots
            case "%":
                self.actor, self.recipient = slots, ("-",)

    def _agent(self) -> None:
        """The source behind "by": a passive, whose slots are those of the active voice."""
        self.actor = ("by", "subject")
        if self.recipient == ("subject",):
            self.recipient = ("object",)

    def _phrase(self, item: _Prep) -> None:
        slots = tuple(
            f"{anchor}/{name}" if anchor else name for name in item.names for anchor in self.anchors
        )
        first = True
        for one in item.inside:
            if isinstance(one, _Mark):
                if one.sign == "$" and item.names == ("by",):
                    self._agent()
                elif one.sign != "^":
                    self._mark(one.sign, slots)
            elif first:
                self._need("|".join(slots), one.any_of)
                first = False
            else:
                self._need("word-after", one.any_of)
        if first:
            both = any(one == _Mark("%") for one in item.inside)
            self.needs.append(f"{'several ' if both else ''}{'|'.join(slots)}")
        if self.anchors[0] == "" and not any(isinstance(one, _Mark) for one in item.inside):
            self.phrases.extend(item.names)
        self.anchors = [*self.anchors[:3], item.names[0]]

    def _need(self, slot: str, words: Sequence[str]) -> None:
        if any(sign in word for word in words for sign in ";|="):
            raise PatternError("a word has one of the signs ; | = in it")
        self.needs.append(f"{slot}={'|'.join(dict.fromkeys(words))}")


def _adverbs(words: Sequence[str]) -> str | None:
    """The words as slots, where all are adverbs that hang on the verb."""
    if all(word.endswith("ly") and " " not in word for word in words):
        return "|".join(words)
    return None


def _is_noun(items: Sequence[_Item]) -> bool:
    return any(
        isinstance(one, _Words) and one.any_of != ("that",) and not _is_small(one.any_of) for one in items
    )


def _is_small(words: Sequence[str]) -> bool:
    return all(word in _SMALL for word in words)


def _is_verbal(words: Sequence[str]) -> bool:
    """Whether words before the verb are verbs or small words, which head no subject."""
    return _is_small(words) or all(word.endswith(("ed", "ing")) and " " not in word for word in words)
