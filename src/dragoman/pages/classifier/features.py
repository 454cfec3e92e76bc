"""The numbers that describe each unit of an HTML page to the block classifier.

Its text (length, marks, capitals), its links, its place among the elements and units of the page, what the markup
states as title and text, the tags and groups of markup words near and far around it, and what a short text says.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from math import log1p
from typing import TypeAlias

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
_HEADINGS = frozenset({"h1", "h2"})
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
    shape = shape_of(page, tree, units)
    texts = [_folded(unit.raw) for unit in units]
    numbers = np.asarray(
        [
            (*_of_text(unit), *_of_links(unit, shape, i), *rest)
            for i, (unit, rest) in enumerate(
                zip(units, _of_place(page, tree, units, shape, texts), strict=True)
            )
        ],
        dtype=np.float32,
    ).reshape(len(units), len(NAMES))
    return np.hstack([numbers, *_of_markup(tree, units), _of_words(texts)])


def _of_markup(tree: Tree, units: Sequence[Unit]) -> tuple[Numbers, ...]:
    """Own tag, tags around, groups of markup words near (the element and the two around it) and far."""
    around, groups = [0] * len(tree.tags), [0] * len(tree.tags)
    for at, (up, tag, attributes) in enumerate(zip(tree.parents, tree.tags, tree.attributes, strict=True)):
        around[at] = (around[up] if up >= 0 else 0) | _AROUND.get(tag, 0)
        groups[at] = groups_of(attributes) if attributes else 0
    far = list(groups)
    for at, up in enumerate(tree.parents):
        if up >= 0:
            far[at] |= far[up]
    own: Numbers = np.zeros((len(units), len(OWN_TAGS)), dtype=np.float32)
    sets: npt.NDArray[np.int64] = np.zeros((len(units), 3), dtype=np.int64)
    for i, unit in enumerate(units):
        here = unit.element or 0
        up = max(0, tree.parents[here])
        grand = max(0, tree.parents[up])
        if (number := _OWN.get(tree.tags[here])) is not None:
            own[i, number] = 1
        sets[i] = around[here], groups[here] | groups[up] | groups[grand], far[max(0, tree.parents[grand])]
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


def _of_links(unit: Unit, shape: Shape, at: int) -> tuple[float, ...]:
    length = len(unit.raw)
    return (
        shape.unit_links[at] / length,
        shape.unit_links[at] >= 0.95 * length,
        log1p(shape.unit_nodes[at]) / 3,
        shape.unit_emphasis[at] / length,
    )


def _stated(page: Page, names: frozenset[str]) -> list[str]:
    return [" ".join(fact.value.lower().split()) for fact in page.facts if fact.name in names]


def _of_place(
    page: Page, tree: Tree, units: Sequence[Unit], shape: Shape, texts: Sequence[str]
) -> list[Sequence[float]]:
    titles = [title[:300] for title in _stated(page, _TITLES)]
    title_words = set(_TOKEN.findall(" ".join(titles)))
    description, body = (" ".join(_stated(page, names)) for names in (_DESCRIPTIONS, _BODIES))
    counts = Counter(texts)
    shapes = [_signature(tree, unit) for unit in units]
    alike, lengths = Counter(shapes), Counter[tuple[str, ...]]()
    for key, unit in zip(shapes, units, strict=True):
        lengths[key] += len(unit.raw)
    main = main_element(tree, shape, units)
    main_line = set(tree.above(main))
    total, prose = max(1, shape.chars[0]), max(1, shape.prose[0])
    heading = _heading(tree, units, texts, titles)
    steps = _steps(tree, units, shape)
    size = len(units)
    rows: list[Sequence[float]] = []
    for i, (unit, text) in enumerate(zip(units, texts, strict=True)):
        own = unit.element or 0
        up = max(0, tree.parents[own])
        grand = max(0, tree.parents[up])
        words = set(_TOKEN.findall(text)) if title_words and len(text) < _TITLE else set()
        climb = _climb(tree, own, main, main_line, shape)
        rows.append(
            (
                log1p(counts[text] - 1),
                any(text == title or (len(text) > 15 and text in title) for title in titles),
                len(words & title_words) / max(1, len(words)),
                len(text) > 20 and text[:200] in description,
                len(text) > 15 and text[:200] in body,
                len(body) > 200,
                shape.depths[own] / 20,
                shape.hidden[own],
                shape.chars[up] / total,
                shape.links[up] / max(1, shape.chars[up]),
                shape.chars[grand] / total,
                shape.links[grand] / max(1, shape.chars[grand]),
                shape.prose[up] / prose,
                shape.prose[grand] / prose,
                log1p(alike[shapes[i]]) / 5,
                log1p(lengths[shapes[i]] / alike[shapes[i]]) / 8,
                unit.start / max(1, len(page.text)),
                i / size,
                i > heading >= 0,
                log1p(abs(i - heading)) / 5 if heading >= 0 else 1.5,
                climb == 0,
                climb / 5,
                steps[i] / 5,
                steps[i + 1] / 5,
                shape.unit_prose[i],
                log1p(size) / 6,
                log1p(prose) / 10,
                i + 1 < size and shapes[i] == shapes[i + 1],
            )
        )
    return rows


def _signature(tree: Tree, unit: Unit) -> tuple[str, ...]:
    """What an element and the one around it are: tags, classes."""
    own = unit.element or 0
    up = max(0, tree.parents[own])
    return tree.tags[own], tree.value(own, "class") or "", tree.tags[up], tree.value(up, "class") or ""


def _heading(tree: Tree, units: Sequence[Unit], texts: Sequence[str], titles: Sequence[str]) -> int:
    """The unit that is most probably the headline: a heading that the markup states, else the first h1; -1 for none."""
    best, score = -1, 0.0
    for i, unit in enumerate(units):
        own = unit.element or 0
        tags = {tree.tags[at] for at in (own, max(0, tree.parents[own]))}
        stated = any(title.startswith(texts[i]) for title in titles) if len(texts[i]) > 12 else False
        here = 2.0 * stated + 1.5 * ("h1" in tags) + 0.5 * bool(tags & _HEADINGS)
        if here > score:
            best, score = i, here
    return best


def _climb(tree: Tree, own: int, main: int, main_line: set[int], shape: Shape) -> int:
    """How many elements above the main one must be climbed to hold the unit too; 0 inside it."""
    for at in tree.above(own):
        if at == main:
            return 0
        if at in main_line:
            return shape.depths[main] - shape.depths[at]
    return shape.depths[main]


def _steps(tree: Tree, units: Sequence[Unit], shape: Shape) -> list[float]:
    """How far each unit's element is from the one before in the tree, as log of steps; one more for the page's end."""
    steps = [2.0]
    for before, after in pairwise(units):
        a, b = before.element or 0, after.element or 0
        count = 0
        while a != b:
            count += 1
            if shape.depths[a] >= shape.depths[b]:
                a = max(0, tree.parents[a])
            else:
                b = max(0, tree.parents[b])
        steps.append(log1p(count))
    steps.append(2.0)
    return steps if units else []
