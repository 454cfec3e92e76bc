"""The parts of each comment of a group: who, when, the words, votes; what is left is furniture."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from dragoman.pages.marked.anchors import Key, forms_of, key_of
from dragoman.pages.marked.asides import quotes_of, signatures_of, spoken_quotes, titles_of
from dragoman.pages.marked.bodies import bodies_of
from dragoman.pages.marked.groups import Evidence, Group
from dragoman.pages.marked.names import plain_authors
from dragoman.pages.marked.sheet import SHORT, folded, heads_of

_FIRST_RATE = frozenset(
    "fn nick nickname username bigusername hnuser author autor auteur yazar commenter poster displayname".split()
)
_SECOND_RATE = frozenset("name user member nom nombre pseudo usuario benutzer byline".split())
_NUMBER = re.compile(r"[+\u2212-]?\d{1,6}")
_VOTES = re.compile(r"[+\u2212-]?\d{1,6}(?:\s\w{1,12}){0,2}")
_SPOKEN_VOTES = re.compile(
    r"[+\u2212-]?\d{1,6}\s(?:points?|punkte?|likes?|votes?|bodov|body|upvotes?|personas?)"
)
#: A short text is a label when so many of the items hold it.
_LABEL = 0.4


@dataclass(slots=True)
class Parts:
    """The elements of each item by role. ``loose`` are items whose words stand beside their other parts."""

    author: list[int | None]
    date: list[list[int]]
    votes: list[int | None]
    body: list[list[int]]
    quote: list[list[int]]
    loose: list[bool]
    reply: list[int | None]
    rest: set[int] = field(default_factory=set)


def parts_of_items(evidence: Evidence, group: Group) -> Parts:
    """Where the parts of every item of ``group`` stand."""
    count = len(group.items.roots)
    _mark_labels(evidence, group, count)
    owned = _owned(group, count)
    reply = _answered(evidence, group, count)
    author = _authors(evidence, group, reply)
    date = _dates(evidence, group, author, count)
    forms = _forms(evidence, group)
    quote = [
        quotes_of(evidence, root, elements) for root, elements in zip(group.items.roots, owned, strict=True)
    ]
    titles = titles_of(evidence, group, count)
    rest = forms | signatures_of(evidence, group)
    apart = (rest | titles).union(*quote)
    body, loose = bodies_of(evidence, group, author, date, apart)
    for number, elements in enumerate(body):
        quote[number] += spoken_quotes(evidence, elements, quote[number])
    if sum(at is not None for at in author) < 0.5 * count:
        for number, at in plain_authors(evidence, group, body, rest, titles).items():
            author[number] = at
            titles.discard(at)
    return Parts(
        author=author,
        date=date,
        votes=[_vote(evidence, elements, bodies) for elements, bodies in zip(owned, body, strict=True)],
        body=body,
        quote=quote,
        loose=loose,
        reply=reply,
        rest=rest | titles,
    )


def _mark_labels(evidence: Evidence, group: Group, count: int) -> None:
    """Short texts that stand in many of the items are labels and buttons, in whatever language."""
    sheet, tree = evidence.sheet, evidence.sheet.tree
    places: dict[str, dict[int, list[int]]] = {}
    nodes = [0] * count
    first, last = min(sheet.first[at] for at in group.items.roots), sheet.last[group.items.around]
    for node in range(first, last + 1):
        holder = tree.holders[node]
        number = group.owners.get(holder)
        if number is None or evidence.tells(node) is not None:
            continue
        plain = folded(sheet.node(node)) if sheet.stops[node] - tree.starts[node] <= 4 * SHORT else "..."
        if not plain:
            continue
        nodes[number] += 1
        if plain != "..." and holder not in group.items.roots:
            # Numbers alone are counts of one kind, whatever they count to.
            kind = "0" if _NUMBER.fullmatch(plain) else plain
            places.setdefault(kind, {}).setdefault(number, []).append(holder)
    for kind, holders in places.items():
        if len(holders) < max(2 if kind == "0" else 3, _LABEL * count):
            continue
        # What is all that most of them say is no label: "Thanks!" under each.
        if sum(nodes[number] <= len(elements) for number, elements in holders.items()) > 0.5 * len(holders):
            continue
        for number, elements in holders.items():
            nodes[number] -= len(elements)
            for at in elements:
                evidence.told[at] = "button"


def _owned(group: Group, count: int) -> list[list[int]]:
    owned: list[list[int]] = [[] for _ in range(count)]
    for at, number in group.owners.items():
        owned[number].append(at)
    return owned


def _by_key(
    evidence: Evidence, group: Group, kind: str, elements: Iterable[int]
) -> dict[Key, dict[int, list[int]]]:
    found: dict[Key, dict[int, list[int]]] = {}
    for at in elements:
        number = group.owners.get(at)
        if number is not None:
            found.setdefault(key_of(evidence.sheet, kind, at), {}).setdefault(number, []).append(at)
    return found


def _answered(evidence: Evidence, group: Group, count: int) -> list[int | None]:
    """The element that names whom an item answers: the one after, or with, the words "in reply to"."""
    sheet, tree, in_reply = evidence.sheet, evidence.sheet.tree, evidence.layouts.in_reply
    found: list[int | None] = [None] * count
    buttons = set(evidence.anchors.reply)
    first, last = min(sheet.first[at] for at in group.items.roots), sheet.last[group.items.around]
    for node in range(first, last + 1):
        holder = tree.holders[node]
        number = group.owners.get(holder)
        if (
            number is None
            or found[number] is not None
            or holder in buttons
            or tree.parents[holder] in buttons
        ):
            continue
        plain = folded(sheet.node(node)) if sheet.stops[node] - tree.starts[node] <= 4 * SHORT else ""
        match = in_reply.search(plain) if plain else None
        if match is None:
            continue
        if match.end() < len(plain):
            found[number] = (
                holder if holder not in group.items.roots and sheet.short(holder) == plain else None
            )
            continue
        after = next((n for n in range(node + 1, min(node + 4, last + 1)) if sheet.node(n).strip()), None)
        if (
            after is not None
            and group.owners.get(tree.holders[after]) == number
            and sheet.short(tree.holders[after])
        ):
            found[number] = tree.holders[after]
    return found


def _authors(evidence: Evidence, group: Group, reply: Sequence[int | None]) -> list[int | None]:
    sheet, count = evidence.sheet, len(reply)
    answered = {at for at in reply if at is not None}
    named = [
        at
        for at in evidence.anchors.author
        if at not in answered
        and not any(at <= one < sheet.ends[at] or sheet.inside(at, one) for one in _near(answered, at))
        and "inreplyto" not in sheet.classes[at].lower().replace("-", "").replace("_", "")
    ]
    keyed = _by_key(evidence, group, "author", named)
    ranked = sorted(keyed.items(), key=lambda entry: (-_author_worth(evidence, entry[1], count), entry[0]))
    chosen: list[int | None] = [None] * count
    for _, places in ranked:
        for number, elements in places.items():
            if chosen[number] is None:
                chosen[number] = elements[0]
    anchors = set(named)
    return [_innermost(evidence, at, anchors) if at is not None else None for at in chosen]


def _near(elements: set[int], at: int) -> list[int]:
    return [one for one in range(at - 3, at + 4) if one in elements]


def _author_worth(evidence: Evidence, places: dict[int, list[int]], count: int) -> float:
    sheet = evidence.sheet
    first = [elements[0] for elements in places.values()]
    heads = heads_of(f"{sheet.classes[first[0]]} {sheet.props.get(first[0], '')}")
    worth = 3.0 * len(places) / count
    worth += 1.0 if heads & _FIRST_RATE else 0.5 if heads & _SECOND_RATE else 0.3
    texts = Counter(sheet.short(at) for at in first)
    if len(first) >= 4 and len(texts) == 1:
        worth -= 2.0
    worth -= 0.5 * (sum(len(elements) for elements in places.values()) / len(places) - 1)
    worth -= 0.01 * sum(len(text) for text in texts.elements()) / len(first)
    return worth


def _innermost(evidence: Evidence, at: int, anchors: set[int]) -> int:
    """The smallest element that names somebody inside one that does."""
    sheet = evidence.sheet
    chosen = at
    for inner in range(at + 1, min(sheet.ends[at], at + 10)):
        heads = heads_of(f"{sheet.classes[inner]} {sheet.props.get(inner, '')}")
        if (
            inner in anchors
            and (heads & (_FIRST_RATE | _SECOND_RATE) or sheet.tree.tags[inner] == "a")
            and len(sheet.short(inner)) > 1
        ):
            chosen = inner
            if heads & _FIRST_RATE:
                break
    return chosen


def _dates(evidence: Evidence, group: Group, author: Sequence[int | None], count: int) -> list[list[int]]:
    sheet = evidence.sheet
    named = set(author)
    times = [at for at in evidence.anchors.time if at not in named]
    keyed = _by_key(evidence, group, "time", times)

    def worth(entry: tuple[Key, dict[int, list[int]]]) -> float:
        key, places = entry
        first = next(iter(places.values()))[0]
        heads = heads_of(sheet.classes[first])
        own = 1.2 if key[1] == "time" else 1.0 if heads & evidence.layouts.words["time"] else 0.6
        texts = {sheet.short(elements[0]) for elements in places.values()}
        same = 1.0 if len(places) >= 4 and len(texts) == 1 else 0.0
        length = sum(sheet.length(elements[0]) for elements in places.values()) / len(places)
        return 3.0 * len(places) / count + own - same - 0.004 * length

    chosen: list[list[int]] = [[] for _ in range(count)]
    for _, places in sorted(keyed.items(), key=lambda entry: (-worth(entry), entry[0])):
        for number, elements in places.items():
            if not chosen[number]:
                chosen[number] = _smallest(evidence, elements)
    # A clock in an element of its own beside the day.
    for at in times:
        owner = group.owners.get(at)
        if owner is not None and chosen[owner] and at not in chosen[owner]:
            last = chosen[owner][-1]
            if (
                sheet.parents[at] == sheet.parents[last]
                and sheet.tree.tags[at] == sheet.tree.tags[last]
                and at >= sheet.ends[last]
            ):
                chosen[owner].append(at)
    return chosen


def _smallest(evidence: Evidence, elements: list[int]) -> list[int]:
    """Of a date inside an element with more words, the date alone."""
    sheet = evidence.sheet
    first = elements[0]
    inner = [
        at for at in range(first + 1, min(sheet.ends[first], first + 12)) if sheet.tree.tags[at] == "time"
    ]
    if inner:
        return inner[:1]
    return [at for at in elements if sheet.parents[at] == sheet.parents[first]][:2]


def _forms(evidence: Evidence, group: Group) -> set[int]:
    """Forms to answer with inside the items."""
    return {at for at in forms_of(evidence.sheet) if at in group.owners and at not in group.items.roots}


def _own_words(evidence: Evidence, at: int) -> str:
    """The words of an element that holds one text node and no other element's."""
    sheet = evidence.sheet
    first = sheet.first[at]
    return sheet.node(first).strip() if first == sheet.last[at] and sheet.tree.holders[first] == at else ""


def _vote(evidence: Evidence, elements: Sequence[int], body: Sequence[int]) -> int | None:
    sheet, words = evidence.sheet, evidence.layouts.words["votes"]
    found: list[int] = []
    for at in elements:
        if sheet.length(at) > 60:
            continue
        text = sheet.short(at)
        if (
            text
            and (
                (_VOTES.fullmatch(text) and heads_of(sheet.classes[at]) & words)
                or _SPOKEN_VOTES.fullmatch(text)
            )
            and not (found and at < sheet.ends[found[-1]])
        ):
            found.append(at)
    if not found:
        # A number alone under the words, in an element of its own, and no other.
        end = evidence.sheet.ends[body[-1]] if body else 0
        alone = [at for at in elements if at >= end and _NUMBER.fullmatch(_own_words(evidence, at))]
        return alone[0] if len(alone) == 1 else None
    # Old Reddit writes the number for each state of the reader's vote: the middle one is the one shown.
    return found[len(found) // 2] if len(found) == 3 else found[0] if found else None
