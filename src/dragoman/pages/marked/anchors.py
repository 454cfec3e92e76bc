"""Small elements that give a comment away: who wrote it, when, a button to answer it, its number."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TypeAlias

from dragoman.pages.marked.sheet import SHORT, Sheet, folded, heads_of, parts_of, tokens_of_class
from dragoman.pages.thread_layouts import ThreadLayouts

#: What anchors of one kind of markup share: kind, tag and class word, the parent's tag and class word.
Key: TypeAlias = "tuple[str, str, str, str, str]"

_USER_LINK = re.compile(
    r"(?:^|/)(?:users?|u|members?|profiles?|profil|account|author|autor|membre|mitglied(?:er)?|benutzer|usuario|people)(?:/|\?|\.php|-)[^/]*|[?&](?:user|u|uid|userid|member|author)(?:id)?=|^user\?id="
)
_REPLY_LINK = re.compile(r"replytocom|comments?/reply|reply\?id=|newreply|#respond|action=reply|[?&]reply|#reply")
_NUMBERED = re.compile(r"\d")
_HEADINGS = frozenset("h1 h2 h3".split())
_NAME_TAGS = frozenset({"cite"})
_UNNAMED = frozenset("script style form input textarea select label option nav".split())
_MOST_WORDS, _FEW_WORDS = 7, 4
_FIELDS = frozenset({"textarea"})
_LONGEST_FORM = 4000


@dataclass(slots=True)
class Anchors:
    """Elements by what they tell, in document order."""

    author: list[int] = field(default_factory=list)
    time: list[int] = field(default_factory=list)
    reply: list[int] = field(default_factory=list)
    id: list[int] = field(default_factory=list)
    #: Short texts that are buttons, by their element.
    buttons: set[int] = field(default_factory=set)
    #: Text nodes that are a date or a button.
    nodes: dict[int, str] = field(default_factory=dict)

    def kinds(self) -> Iterator[tuple[str, list[int]]]:
        """The kinds that may head a group, with their elements."""
        yield "author", self.author
        yield "time", self.time
        yield "reply", self.reply
        yield "id", self.id


def find_anchors(sheet: Sheet, layouts: ThreadLayouts) -> Anchors:
    """All anchors of a page."""
    found = Anchors()
    texts = _texts(sheet, layouts, found.nodes)
    flags = _Flags(layouts)
    tags, attributes = sheet.tree.tags, sheet.tree.attributes
    formed = forms_of(sheet)
    skip = -1
    for at, tag in enumerate(tags):
        if at < skip or (at in formed and (skip := sheet.ends[at])):
            continue
        own = flags.of(sheet.classes[at])
        told = texts.get(at, "")
        if tag == "time" or told == "time" or ("t" in own and _is_dated(sheet, at, layouts)):
            found.time.append(at)
        elif _is_author(sheet, at, tag, own, flags, layouts):
            found.author.append(at)
        if told in {"reply", "button"} or (tag == "a" and _is_reply(attributes[at])):
            if tag in {"a", "button"} or sheet.length(at) <= SHORT:
                found.buttons.add(at)
            if told == "reply" or tag == "a":
                found.reply.append(at)
        own_id = sheet.ids.get(at)
        if own_id is not None and _NUMBERED.search(own_id) and flags.names_comment(own_id):
            found.id.append(at)
    return found


def forms_of(sheet: Sheet) -> set[int]:
    """Forms to write in: what they hold is nobody's comment. A form around most of the page is the page."""
    found: set[int] = set()
    for at, tag in enumerate(sheet.tree.tags):
        if tag in _FIELDS or (tag == "input" and sheet.tree.value(at, "type") in {"email", "password"}):
            for up in sheet.above(at):
                if up in found:
                    break
                if sheet.tree.tags[up] == "form":
                    if sheet.length(up) < min(_LONGEST_FORM, 0.5 * len(sheet.text)):
                        found.add(up)
                    break
    return found


def key_of(sheet: Sheet, kind: str, element: int) -> Key:
    """What an anchor shares with the others of its kind of markup."""
    up = sheet.parents[element]
    own = tokens_of_class(sheet.classes[element])
    above = tokens_of_class(sheet.classes[up]) if up >= 0 else ()
    return (
        kind,
        sheet.tree.tags[element],
        own[0] if own else "",
        sheet.tree.tags[up] if up >= 0 else "",
        above[0] if above else "",
    )


class _Flags:
    """What class values say, each looked up once a page: a(uthor), t(ime), c(omment)."""

    def __init__(self, layouts: ThreadLayouts) -> None:
        self._words = layouts.words
        self._known: dict[str, str] = {"": ""}
        self._naming = layouts.words["comment"] | layouts.words["reply"] | layouts.words["post"]

    def of(self, value: str) -> str:
        known = self._known.get(value)
        if known is None:
            heads = heads_of(value)
            known = ("a" if heads & self._words["author"] else "") + ("t" if heads & self._words["time"] else "")
            self._known[value] = known
        return known

    def names_comment(self, value: str) -> bool:
        parts = parts_of(value)
        return bool(parts & self._naming) or (len(value) > 2 and value[0] in "cp" and value[1:].strip("-_").isdigit())


def _texts(sheet: Sheet, layouts: ThreadLayouts, nodes: dict[int, str]) -> dict[int, str]:
    """Elements whose own short text is a button or a date; ``nodes`` takes these texts."""
    known = layouts.texts
    replies, buttons = known["reply"], known["report"] | known["other"]
    found: dict[int, str] = {}
    starts = sheet.tree.starts
    for number, (start, stop) in enumerate(zip(starts, sheet.stops, strict=True)):
        if not 1 <= stop - start <= 4 * SHORT:
            continue
        text = sheet.text[start:stop].strip()
        if not text or len(text) > SHORT:
            continue
        holder = sheet.tree.holders[number]
        plain = folded(text)
        if plain in replies:
            found[holder], nodes[number] = "reply", "button"
        elif plain in buttons:
            found.setdefault(holder, "button")
            nodes[number] = "button"
        elif holder not in found and layouts.dated.search(plain) and not _sentence(plain):
            found[holder] = nodes[number] = "time"
    return found


def _sentence(plain: str) -> bool:
    """Whether a text with a date in it is more than a date and a name."""
    words = plain.split()
    # Without a number it is an age in words ("an hour ago"), and says little else.
    most = _MOST_WORDS if any(map(str.isdigit, plain)) else _FEW_WORDS
    return sum(word.isalpha() for word in words) > most or plain[-1:] in "!?"


def _is_dated(sheet: Sheet, element: int, layouts: ThreadLayouts) -> bool:
    text = sheet.short(element)
    return bool(text) and layouts.dated.search(text) is not None and not _sentence(text)


def _is_author(
    sheet: Sheet, element: int, tag: str, own: str, flags: _Flags, layouts: ThreadLayouts
) -> bool:
    if tag in _UNNAMED:
        return False
    named = "a" in own or tag in _NAME_TAGS or (
        tag not in _HEADINGS and "a" in flags.of(sheet.props.get(element, ""))
    )
    if not named and tag == "a":
        href = sheet.tree.value(element, "href") or ""
        named = _USER_LINK.search(href) is not None and not _REPLY_LINK.search(href)
    if not named:
        return False
    text = sheet.short(element)
    if not text or not any(c.isalpha() for c in text) and (text[:1] == "#" or not text.isdigit()):
        return False
    if len(text.split()) > _MOST_WORDS + 3 or text in layouts.texts["reply"] or text in layouts.texts["other"]:
        return False
    return layouts.dated.fullmatch(text) is None


def _is_reply(attributes: tuple[tuple[str, str], ...]) -> bool:
    for name, value in attributes:
        if name == "href" and _REPLY_LINK.search(value):
            return True
        if name == "class" and ("reply" in value.lower() and "link" in value.lower()):
            return True
    return False
