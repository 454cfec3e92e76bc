"""Networks as values: nodes, directed edges and what is told of them, for the writers of GEXF and GraphML."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

from dragoman.export.choosing import Status
from dragoman.export.plain import one_line
from dragoman.model import content_id

Value: TypeAlias = "str | int | float | None"
#: First and last day (ISO 8601), both included; None is open.
Spell: TypeAlias = "tuple[str | None, str | None]"

#: What XML 1.0 forbids, and the controls that it only advises against.
_FORBIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
)
_TOKEN = re.compile(r"[A-Za-z0-9._:-]+")
_UNSAFE = re.compile(r"[^A-Za-z0-9._:-]+")
_LONGEST = 40


class By(StrEnum):
    """What a node is: a country (or a class of organisations without one), or an actor."""

    COUNTRY = "country"
    ACTOR = "actor"


class Typed(StrEnum):
    """The type of an attribute."""

    STRING = "string"
    INTEGER = "integer"
    DOUBLE = "double"


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribute:
    """A name for what nodes or edges have, and its type."""

    name: str
    typed: Typed


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """``id`` has letters, digits and ``._:-`` alone; ``values`` stand in the order of the network's attributes."""

    id: str
    label: str
    values: tuple[Value, ...]
    spells: tuple[Spell, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Edge:
    """From ``source`` to ``target`` (ids of nodes), one for each ``kind``; ``weight`` is how often."""

    source: str
    target: str
    kind: str
    weight: int
    values: tuple[Value, ...]
    spells: tuple[Spell, ...] = ()

    @property
    def id(self) -> str:
        """The same for the same ends and kind in every network."""
        return "e" + content_id(self.source, self.target, self.kind)


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """How many rows stand in a network and how many do not: by status, for want of a day, for want of two ends."""

    rows: int
    held_back: tuple[tuple[Status, int], ...]
    undated: int
    alone: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Graph:
    """A directed network, nodes and edges in the order of their ids; two nodes may have edges of several kinds."""

    description: str
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    node_attributes: tuple[Attribute, ...]
    edge_attributes: tuple[Attribute, ...]
    dynamic: bool
    told: Told


@dataclass(frozen=True, slots=True, kw_only=True)
class Who:
    """Someone before it is a node. Of several labels that one id is given the first of the alphabet is shown."""

    id: str
    label: str
    kind: str
    country: str | None = None


def token(text: str) -> str:
    """``text`` as an id for XML (NMTOKEN), told apart from others by a hash where letters had to go; "" of nothing."""
    if _TOKEN.fullmatch(text):
        return text
    if not text:
        return ""
    folded = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    slug = _UNSAFE.sub("-", folded).strip("-")[:_LONGEST].strip("-")
    return f"{slug or 'x'}-{content_id(text)[:8]}"


def legible(text: str) -> str:
    """``text`` on one line without what XML forbids."""
    return one_line(_FORBIDDEN.sub("", text))


def attributes(names: Iterable[str], typed: Typed) -> tuple[Attribute, ...]:
    """Attributes of one type."""
    return tuple(Attribute(name=name, typed=typed) for name in names)
