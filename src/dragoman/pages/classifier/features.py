"""The numbers that describe each unit of an HTML page to the block classifier.

Its text (length, marks, capitals), its links, its place among the elements and units of the page, what the markup
states as title and text, the tags and groups of markup words near and far around it, and what a short text says.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import log1p
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt

from dragoman.model import Page, Tree
from dragoman.pages.classifier.shape import Shape, main_element, shape_of
from dragoman.pages.classifier.words import SAID, WORDS, groups_of, said
from dragoman.pages.units import Unit

Numbers: TypeAlias = "npt.NDArray[np.float32]"
#: The columns of the numbers, in order.
NAMES = (
    "characters words word_length sentences ends_sentence ends_colon starts_upper starts_lower starts_digit starts_mark "
    "uppercase digits capitalised commas copyright year clock bars address quotation links whole_link nodes emphasis "
    "repeated stated_title title_overlap in_description in_body has_body depth hidden parent_share parent_links "
    "grand_share grand_links parent_prose grand_prose same_shape same_length position index after_heading from_heading "
    "in_main main_distance step_before step_after prose page_units page_prose starts_like_next"
).split()
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_CLOCK = re.compile(r"\d[:h]\d\d")
_BARS = re.compile(r"[|·•»›/]")
_ADDRESS = re.compile(r"@|https?:|www\.")
_QUOTES = re.compile(r"[\"“”„«»「」]")
_STOP = re.compile(r"[.!?。！？…](?:\s|$)")
_TOKEN = re.compile(r"[^\W_]+")
#: A text is asked for what it says in its first characters.
_SAID_IN = 60
_MARKS = frozenset("\"'“„«»‘([*•-–—»>@#+")
#: So much of a text is looked at: for its marks, for its letters, and at most for words of the title.
_MOST, _HEAD, _TITLE = 400, 160, 150
_TITLES = frozenset({"title", "og:title", "twitter:title", "json-ld:headline"})
_DESCRIPTIONS = frozenset({"description", "og:description", "twitter:description", "json-ld:description"})
_BODIES = frozenset({"json-ld:articleBody"})


#: Tags that have a column each: of the unit's own element, and of the elements around it.
OWN_TAGS = "p div li td th h1 h2 h3 h4 h5 h6 blockquote figcaption span a strong b em pre dt dd label button time i cite".split()
AROUND_TAGS = "article main aside nav footer header form figure table ul ol dl section blockquote a button details".split()
_OWN = {tag: number for number, tag in enumerate(OWN_TAGS)}
_AROUND = {tag: 1 << number for number, tag in enumerate(AROUND_TAGS)}
_GROUPS = len(WORDS)
#: All columns of :func:`describe`.
COLUMNS = (
    *NAMES,
    *(f"own {tag}" for tag in OWN_TAGS),
    *(f"in {tag}" for tag in AROUND_TAGS),
    *(f"near {group}" for group in WORDS),
    *(f"far {group}" for group in WORDS),
    *(f"says {group}" for group in SAID),
)


def describe(page: Page, tree: Tree, units: Sequence[Unit]) -> Numbers:
    """The description of every unit in ``units`` (in order, each with its element): a row a unit, :data:`COLUMNS`."""
    if not units:
        return np.zeros((0, len(COLUMNS)), dtype=np.float32)
    shape = shape_of(page, tree, units)
    texts = [_folded(unit.raw) for unit in units]
    own = [unit.element or 0 for unit in units]
    ups = [max(0, tree.parents[at]) for at in own]
    grands = [max(0, tree.parents[at]) for at in ups]
    place = _Place(tree=tree, shape=shape, units=units, texts=texts, own=own, ups=ups, grands=grands)
    return np.hstack(
        [
            np.asarray([_of_text(unit) for unit in units], dtype=np.float32),
            _of_links(units, shape),
            _of_facts(page, place),
            _of_place(page, place),
            *_of_markup(place),
            _of_words(texts),
        ]
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Place:
    """A page's units with their folded texts, their elements, and the two around each."""

    tree: Tree
    shape: Shape
    units: Sequence[Unit]
    texts: Sequence[str]
    own: Sequence[int]
    ups: Sequence[int]
    grands: Sequence[int]


def _of_markup(place: _Place) -> tuple[Numbers, ...]:
    """Own tag, tags around, groups of markup words near (the element and the two around it) and far."""
    tree = place.tree
    around: list[int] = []
    groups: list[int] = []
    far: list[int] = []
    columns = zip(tree.parents, tree.tags, tree.attributes, place.shape.chars, strict=True)
    for up, tag, attributes, chars in columns:
        # What holds no text of a unit is around none.
        bits = groups_of(attributes) if attributes and chars else 0
        groups.append(bits)
        around.append((around[up] if up >= 0 else 0) | _AROUND.get(tag, 0))
        far.append(bits | far[up] if up >= 0 else bits)
    own: Numbers = np.zeros((len(place.units), len(OWN_TAGS)), dtype=np.float32)
    sets: npt.NDArray[np.int64] = np.asarray(
        [
            (around[here], groups[here] | groups[up] | groups[grand], far[max(0, tree.parents[grand])])
            for here, up, grand in zip(place.own, place.ups, place.grands, strict=True)
        ],
        dtype=np.int64,
    )
    for i, here in enumerate(place.own):
        if (number := _OWN.get(tree.tags[here])) is not None:
            own[i, number] = 1
    return (
        own,
        _bits(sets[:, 0], len(AROUND_TAGS)),
        _bits(sets[:, 1], _GROUPS),
        _bits(sets[:, 2], _GROUPS),
    )


def _bits(sets: npt.NDArray[np.int64], size: int) -> Numbers:
    return ((sets[:, None] >> np.arange(size)) & 1).astype(np.float32)


def _of_words(texts: Sequence[str]) -> Numbers:
    found: Numbers = np.zeros((len(texts), len(SAID)), dtype=np.float32)
    for i, text in enumerate(texts):
        if (number := said(text[:_SAID_IN])) >= 0:
            found[i, number] = 1
    return found


def _folded(text: str) -> str:
    return " ".join(text[:_MOST].lower().split())


def _of_text(unit: Unit) -> tuple[float, ...]:
    raw = unit.raw
    head = raw[:_HEAD]
    words = head.split()
    letters = max(1, len(head))
    first = head[0]
    tail = raw.rstrip("\"'”’»)] \u00a0")[-1:]
    return (
        log1p(len(raw)) / 8,
        log1p(unit.words) / 5,
        len(head) / max(1, len(words)) / 10,
        log1p(len(_STOP.findall(raw[:_MOST]))) / 3,
        tail in ".!?…。！？",
        tail == ":",
        first.isupper(),
        first.islower(),
        first.isdigit(),
        first in _MARKS,
        sum(map(str.isupper, head)) / letters,
        sum(map(str.isdigit, head)) / letters,
        sum([word[0].isupper() for word in words]) / max(1, len(words)),
        head.count(",") / max(1, len(words)),
        "©" in head or "(c)" in head,
        _YEAR.search(head) is not None,
        _CLOCK.search(head) is not None,
        _BARS.search(head) is not None,
        _ADDRESS.search(head) is not None,
        _QUOTES.search(head) is not None,
    )


def _of_links(units: Sequence[Unit], shape: Shape) -> Numbers:
    length = np.asarray([len(unit.raw) for unit in units])
    links = np.asarray(shape.unit_links)
    columns = (
        links / length,
        links >= 0.95 * length,
        np.log1p(shape.unit_nodes) / 3,
        np.asarray(shape.unit_emphasis) / length,
    )
    return np.stack(columns, axis=1).astype(np.float32)


def _stated(page: Page, names: frozenset[str]) -> list[str]:
    return [" ".join(fact.value.lower().split()) for fact in page.facts if fact.name in names]


def _of_facts(page: Page, place: _Place) -> Numbers:
    """How often a text stands on the page, and how it fits what the markup states as title, description and text."""
    titles = _titles(page)
    title_words = set(_TOKEN.findall(" ".join(titles)))
    description, body = (" ".join(_stated(page, names)) for names in (_DESCRIPTIONS, _BODIES))
    counts = Counter(place.texts)
    rows = []
    for text in place.texts:
        words = set(_TOKEN.findall(text)) if title_words and len(text) < _TITLE else ()
        rows.append(
            (
                log1p(counts[text] - 1),
                any(text == title or (len(text) > 15 and text in title) for title in titles),
                len(title_words.intersection(words)) / max(1, len(words)),
                len(text) > 20 and text[:200] in description,
                len(text) > 15 and text[:200] in body,
                len(body) > 200,
            )
        )
    return np.asarray(rows, dtype=np.float32)


def _titles(page: Page) -> list[str]:
    return [title[:300] for title in _stated(page, _TITLES)]


def _of_place(page: Page, place: _Place) -> Numbers:
    """Where a unit stands: how deep, in how much text and links, among what, how far from headline and main text."""
    shape, units, size = place.shape, place.units, len(place.units)
    shapes = [signature(place.tree, here, up) for here, up in zip(place.own, place.ups, strict=True)]
    numbers: dict[tuple[str, ...], int] = {}
    kinds = np.asarray([numbers.setdefault(one, len(numbers)) for one in shapes])
    alike = np.bincount(kinds)[kinds]
    lengths = np.bincount(kinds, weights=[len(unit.raw) for unit in units])[kinds]
    total, prose = max(1, shape.chars[0]), max(1, shape.prose[0])
    chars, links, running = (np.asarray(one) for one in (shape.chars, shape.links, shape.prose))
    own, ups, grands = (np.asarray(one) for one in (place.own, place.ups, place.grands))
    index = np.arange(size)
    heading = _heading(page, place)
    from_heading = np.log1p(np.abs(index - heading)) / 5 if heading >= 0 else np.full(size, 1.5)
    climb, steps = np.asarray(_climbs(place)), np.asarray(_steps(place))
    columns: tuple[npt.NDArray[Any], ...] = (
        np.asarray(shape.depths)[own] / 20,
        np.asarray(shape.hidden)[own],
        chars[ups] / total,
        links[ups] / np.maximum(1, chars[ups]),
        chars[grands] / total,
        links[grands] / np.maximum(1, chars[grands]),
        running[ups] / prose,
        running[grands] / prose,
        np.log1p(alike) / 5,
        np.log1p(lengths / alike) / 8,
        np.asarray([unit.start for unit in units]) / max(1, len(page.text)),
        index / size,
        (index > heading) & (heading >= 0),
        from_heading,
        climb == 0,
        climb / 5,
        steps[:-1] / 5,
        steps[1:] / 5,
        np.asarray(shape.unit_prose),
        np.full(size, log1p(size) / 6),
        np.full(size, log1p(prose) / 10),
        np.append(kinds[1:] == kinds[:-1], False),
    )
    return np.stack(columns, axis=1).astype(np.float32)


def signature(tree: Tree, own: int, up: int) -> tuple[str, ...]:
    """What an element and the one around it are: tags, classes."""
    return tree.tags[own], tree.value(own, "class") or "", tree.tags[up], tree.value(up, "class") or ""


def _heading(page: Page, place: _Place) -> int:
    """The unit that is most probably the headline: a heading that the markup states, else the first h1; -1 for none."""
    titles, tags = _titles(page), place.tree.tags
    best, score = -1, 0.0
    for i, text in enumerate(place.texts):
        near = (tags[place.own[i]], tags[place.ups[i]])
        stated = len(text) > 12 and any(title.startswith(text) for title in titles)
        here = 2.0 * stated + 1.5 * ("h1" in near) + 0.5 * ("h1" in near or "h2" in near)
        if here > score:
            best, score = i, here
    return best


def _climbs(place: _Place) -> list[int]:
    """How many elements above the main one must be climbed to hold each unit too; 0 inside it."""
    tree, depths = place.tree, place.shape.depths
    main = main_element(tree, place.shape, place.units)
    known = {at: depths[main] - depths[at] for at in tree.above(main)}
    for here in place.own:
        line = []
        for at in tree.above(here):
            if at in known:
                break
            line.append(at)
        else:
            at = -1
        for one in line:
            known[one] = known[at] if at >= 0 else depths[main]
    return [known[here] for here in place.own]


def _steps(place: _Place) -> list[float]:
    """How far each unit's element is from the one before in the tree, as log of steps; one more for the page's end."""
    parents, depths = place.tree.parents, place.shape.depths
    steps = [2.0]
    for before, after in pairwise(place.own):
        a, b, count = before, after, 0
        while a != b:
            count += 1
            if depths[a] >= depths[b]:
                a = max(0, parents[a])
            else:
                b = max(0, parents[b])
        steps.append(log1p(count))
    steps.append(2.0)
    return steps
