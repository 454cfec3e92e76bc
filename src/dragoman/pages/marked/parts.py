"""The parts of each comment of a group: who, when, the words, votes; what is left is furniture."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from dragoman.pages.marked.anchors import Key, forms_of, key_of
from dragoman.pages.marked.groups import Evidence, Group
from dragoman.pages.marked.names import plain_authors
from dragoman.pages.marked.sheet import SHORT, folded, heads_of, parts_of

#: A kind of markup must stand in so many of the items to be taken for the author's, or the body's.
_USUAL = 0.3
_FIRST_RATE = frozenset(
    "fn nick nickname username bigusername hnuser author autor auteur yazar commenter poster displayname".split()
)
_SECOND_RATE = frozenset("name user member nom nombre pseudo usuario benutzer byline".split())
_TEXT = 2
_QUOTING = frozenset("blockquote div aside table span".split())
_HEADINGS = frozenset("h1 h2 h3 h4 h5 h6".split())
_TITLED = frozenset("title titre titel titulo subject betreff sujet asunto heading headline".split())
_LONGEST_TITLE = 300
_LONGEST_NOTE = 2000
#: What stands over a signature that no class names.
_RULE = re.compile(r"[-\u2013\u2014]{1,3}|_{3,40}")
_NUMBER = re.compile(r"[+\u2212-]?\d{1,6}")
_VOTES = re.compile(r"[+\u2212-]?\d{1,6}(?:\s\w{1,12}){0,2}")
_SPOKEN_VOTES = re.compile(
    r"[+\u2212-]?\d{1,6}\s(?:points?|punkte?|likes?|votes?|bodov|body|upvotes?|personas?)"
)
#: A short text is a label when so many of the items hold it.
_LABEL = 0.4
#: How far above a text node its place in the item is looked for.
_DEEPEST = 40


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
        _quotes(evidence, root, elements) for root, elements in zip(group.items.roots, owned, strict=True)
    ]
    titles = _titles(evidence, group, count)
    rest = forms | _signatures(evidence, group)
    apart = (rest | titles).union(*quote)
    body, loose = _bodies(evidence, group, author, date, apart)
    for number, elements in enumerate(body):
        quote[number] += _spoken_quotes(evidence, elements, quote[number])
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
    ranked = sorted(keyed.items(), key=lambda entry: (-_author_worth(evidence, *entry, count), entry[0]))
    chosen: list[int | None] = [None] * count
    for _, places in ranked:
        for number, elements in places.items():
            if chosen[number] is None:
                chosen[number] = elements[0]
    anchors = set(named)
    return [_innermost(evidence, at, anchors) if at is not None else None for at in chosen]


def _near(elements: set[int], at: int) -> list[int]:
    return [one for one in range(at - 3, at + 4) if one in elements]


def _author_worth(evidence: Evidence, key: Key, places: dict[int, list[int]], count: int) -> float:
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
        number = group.owners.get(at)
        if number is not None and chosen[number] and at not in chosen[number]:
            last = chosen[number][-1]
            if (
                sheet.parents[at] == sheet.parents[last]
                and sheet.tree.tags[at] == sheet.tree.tags[last]
                and at >= sheet.ends[last]
            ):
                chosen[number].append(at)
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


def _bodies(
    evidence: Evidence, group: Group, author: Sequence[int | None], date: Sequence[list[int]], forms: set[int]
) -> tuple[list[list[int]], list[bool]]:
    shares = _Shares(evidence, group, author, date, forms)
    shapes = shares.best()
    bodies: list[list[int]] = [[] for _ in group.items.roots]
    loose = [False] * len(bodies)
    for number in range(len(bodies)):
        for rank, shape in enumerate(shapes):
            places = shares.places.get((number, shape), [])
            least = 1 if rank == 0 else 0.3 * max(1, shares.total[number])
            if places and shares.letters[number, shape] >= least:
                bodies[number] = _outer(evidence, sorted(places))
                break
        else:
            loose[number] = shares.total[number] > 0
    return bodies, loose


def _outer(evidence: Evidence, places: list[int]) -> list[int]:
    out: list[int] = []
    for at in places:
        if not out or at >= evidence.sheet.ends[out[-1]]:
            out.append(at)
    return out


Shape = tuple[str, str]


class _Shares:
    """How many letters of each item stand in elements of each shape, and which shapes hold names or dates too."""

    def __init__(
        self,
        evidence: Evidence,
        group: Group,
        author: Sequence[int | None],
        date: Sequence[list[int]],
        forms: set[int],
    ) -> None:
        self._evidence, self._group = evidence, group
        self.total = [0] * len(group.items.roots)
        self.letters: Counter[tuple[int, Shape]] = Counter()
        self.places: dict[tuple[int, Shape], list[int]] = {}
        self._mixed: set[tuple[int, Shape]] = set()
        roots = set(group.items.roots)
        sheet = evidence.sheet
        for number, elements in enumerate(date):
            for at in (*elements, *(() if (one := author[number]) is None else (one,))):
                for up in (at, *sheet.above(at)):
                    if up in roots or up not in group.owners:
                        break
                    self._mixed.add((number, sheet.shape(up)))
        self._read(roots, forms)

    def _read(self, roots: set[int], forms: set[int]) -> None:
        evidence, owners, sheet = self._evidence, self._group.owners, self._evidence.sheet
        first = min(sheet.first[at] for at in roots)
        last = sheet.last[self._group.items.around]
        seen: set[int] = set()
        for node in range(first, last + 1):
            holder = sheet.tree.holders[node]
            number = owners.get(holder)
            if number is None or evidence.tells(node) is not None:
                continue
            length = sum(c.isalnum() for c in sheet.node(node)[:2000])
            if not length:
                continue
            chain: list[int] = []
            for up in (holder, *sheet.above(holder)):
                if up in forms:
                    chain = []
                    length = 0
                    break
                if up in roots or owners.get(up) != number or len(chain) > _DEEPEST:
                    break
                chain.append(up)
            if not length:
                continue
            self.total[number] += length
            for shape in {sheet.shape(up) for up in chain}:
                self.letters[number, shape] += length
            for up in chain:
                if up not in seen:
                    seen.add(up)
                    self.places.setdefault((number, sheet.shape(up)), []).append(up)

    def best(self) -> list[Shape]:
        """The shapes that hold the words of comments, the best first."""
        totals: Counter[Shape] = Counter()
        held: Counter[Shape] = Counter()
        mixed: Counter[Shape] = Counter()
        many: Counter[Shape] = Counter()
        for (number, shape), letters in self.letters.items():
            totals[shape] += min(letters, 1000)
            held[shape] += 1
            many[shape] += len(self.places[number, shape])
            mixed[shape] += (number, shape) in self._mixed
        pure = [shape for shape in totals if mixed[shape] <= 0.15 * held[shape]]
        if not pure:
            return []
        most = max(totals[shape] for shape in pure)
        words = self._evidence.layouts.words["body"]

        def worth(shape: Shape) -> float:
            told = bool(heads_of(shape[1]) & words or parts_of(shape[1]) & words)
            single = many[shape] <= 1.2 * held[shape]
            return totals[shape] / most + 0.12 * told + 0.15 * single + 0.05 * bool(shape[1])

        good = [shape for shape in pure if totals[shape] >= 0.1 * most]
        return sorted(good, key=lambda shape: (-worth(shape), shape))


def _quotes(evidence: Evidence, root: int, owned: Sequence[int]) -> list[int]:
    """Quoted words that their system marks with whose they are."""
    found: list[int] = []
    end = -1
    for at in owned:
        # A blockquote right after the words that say whose it is belongs to them.
        led = at == end and evidence.sheet.tree.tags[at] == "blockquote"
        if at != root and at >= end and (led or _is_quote(evidence, at)):
            found.append(at)
            end = evidence.sheet.ends[at]
    return found


def _is_quote(evidence: Evidence, at: int) -> bool:
    sheet, words = evidence.sheet, evidence.layouts.words["quote"]
    if sheet.tree.tags[at] not in _QUOTING or not sheet.length(at):
        return False
    if parts_of(sheet.classes[at]) & words:
        return True
    if sheet.tree.tags[at] == "blockquote":
        inner = range(at, min(sheet.ends[at], at + 6))
        return any(sheet.tree.tags[one] == "cite" for one in inner) or any(
            name.startswith("data-") for name, _ in sheet.tree.attributes[at]
        )
    return False


def _spoken_quotes(evidence: Evidence, body: Sequence[int], known: Sequence[int]) -> list[int]:
    """Parts of a body that open with words of quoting ("Originally Posted by ..."), before or between its own words."""
    sheet = evidence.sheet
    found: list[int] = []
    for outer in body:
        at = outer + 1
        while at < sheet.ends[outer]:
            if at not in known and sheet.tree.tags[at] in {"div", "table", "blockquote"}:
                start, end = sheet.span(at)
                opening = folded(" ".join(sheet.text[start : min(end, start + 300)].split())[:SHORT])
                if evidence.layouts.quoting.match(opening) and end - start < sheet.length(outer) - _TEXT:
                    found.append(at)
            at = sheet.ends[at]
    return found


def _titles(evidence: Evidence, group: Group, count: int) -> set[int]:
    """Titles of comments: headings, or elements that are called so, in most of the items."""
    sheet = evidence.sheet
    found: dict[Shape, dict[int, int]] = {}
    named = set(evidence.anchors.author)
    for at, number in group.owners.items():
        heading = sheet.tree.tags[at] in _HEADINGS
        if (heading or heads_of(sheet.classes[at]) & _TITLED) and 0 < sheet.length(at) < _LONGEST_TITLE:
            if not any(inner in named for inner in range(at, min(sheet.ends[at], at + 4))):
                found.setdefault(sheet.shape(at), {}).setdefault(number, at)
    return {at for places in found.values() if len(places) > 0.4 * count for at in places.values()}


def _signatures(evidence: Evidence, group: Group) -> set[int]:
    """What every comment of somebody ends with, and notes that one was changed."""
    sheet, words = evidence.sheet, evidence.layouts.words
    found: set[int] = set()
    for at in group.owners:
        if at not in group.items.roots and sheet.length(at) < _LONGEST_NOTE:
            label = sheet.label(at)
            if (
                label
                and (parts_of(label) & words["signature"] or heads_of(sheet.classes[at]) & words["note"])
            ) or (
                sheet.last[at] >= sheet.first[at]
                and _RULE.fullmatch(sheet.node(sheet.first[at]).strip() or _first(evidence, at))
            ):
                found.add(at)
    return found


def _own_words(evidence: Evidence, at: int) -> str:
    """The words of an element that holds one text node and no other element's."""
    sheet = evidence.sheet
    first = sheet.first[at]
    return sheet.node(first).strip() if first == sheet.last[at] and sheet.tree.holders[first] == at else ""


def _first(evidence: Evidence, at: int) -> str:
    """The first shown text in an element."""
    sheet = evidence.sheet
    for node in range(sheet.first[at], min(sheet.last[at], sheet.first[at] + 4) + 1):
        if text := sheet.node(node).strip():
            return text
    return ""


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
