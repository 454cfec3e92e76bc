"""Small elements that give a comment away: who wrote it, when, a button to answer it, its number."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TypeAlias

from dragoman.pages.marked.sheet import MARKS, SHORT, Sheet, heads_of, parts_of, tokens_of_class
from dragoman.pages.thread_layouts import ThreadLayouts

#: What anchors of one kind of markup share: kind, tag and class word, the parent's tag and class word.
Key: TypeAlias = "tuple[str, str, str, str, str]"

_USER_LINK = re.compile(
    r"(?:^|/)(?:users?|u|members?|profiles?|profil|account|author|autor|membre|mitglied(?:er)?|benutzer|usuario|people)(?:/|\?|\.php|-)[^/]*|[?&](?:user|u|uid|userid|member|author)(?:id)?=|^user\?id="
)
_REPLY_LINK = re.compile(
    r"replytocom|comments?/reply|reply\?id=|newreply|#respond|action=reply|[?&]reply|#reply"
)
#: How a step of an address that names a user may begin: few links have one.
_STEPS = re.compile(r"[/?&](?:u|me|pro|ac|aut|mitg|ben|peo)")
_DIGIT = re.compile(r"\d")
_HEADINGS = frozenset("h1 h2 h3".split())
#: In what a link leads to, in lower case.
_LINKS = re.compile(
    r"user|member|prof|aut[ho]|/u/|uid|mitglied|benutzer|usuario|people|account|membre|repl|respond"
)
_HOT = frozenset({"time", "cite"})
_NAME_TAGS = frozenset({"cite"})
_UNNAMED = frozenset("script style form input textarea select label option nav".split())
_MOST_WORDS, _FEW_WORDS = 7, 4
#: An age in words is no longer.
_AGE = 25
_FIELDS = frozenset({"textarea", "input"})
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
    labelled = {value: own for value in set(sheet.classes) if (own := flags.of(value))}
    numbered = {at for at, value in sheet.ids.items() if _DIGIT.search(value) and flags.names_comment(value)}
    links = _links(sheet)
    forms = sorted(forms_of(sheet), reverse=True)
    shut = -1
    for at in sorted(_telling(sheet, labelled, flags).union(texts, numbered, links)):
        while forms and forms[-1] <= at:
            shut = max(shut, sheet.ends[forms.pop()])
        if at < shut:
            continue
        tag, own, told = sheet.tree.tags[at], labelled.get(sheet.classes[at], ""), texts.get(at, "")
        link = links.get(at, "")
        if tag == "time" or told == "time" or ("t" in own and _is_dated(sheet, at, layouts)):
            found.time.append(at)
        elif _is_author(sheet, at, own, link, flags, layouts):
            found.author.append(at)
        if told in {"reply", "button"} or link == "reply":
            found.buttons.add(at)
            if told == "reply" or link == "reply":
                found.reply.append(at)
        if at in numbered:
            found.id.append(at)
    return found


def _telling(sheet: Sheet, labelled: dict[str, str], flags: _Flags) -> set[int]:
    """The elements whose tag, class or property may make them an anchor: most of a page's do not."""
    hot = {at for at, tag in enumerate(sheet.tree.tags) if tag in _HOT}
    if labelled:
        hot.update(at for at, value in enumerate(sheet.classes) if value in labelled)
    hot.update(at for at, value in sheet.props.items() if "a" in flags.of(value))
    return hot


def _links(sheet: Sheet) -> dict[int, str]:
    """Links to a user or to a form to answer in, by their element."""
    tags = sheet.tree.tags
    hot = [
        at
        for at, value in sheet.hrefs
        if tags[at] == "a" and (_STEPS.search("/" + value) or "repl" in value or "respond" in value)
    ]
    hot += [at for at, value in enumerate(sheet.classes) if tags[at] == "a" and "reply" in value.lower()]
    return {at: told for at in hot if (told := _link(sheet, at))}


def _link(sheet: Sheet, element: int) -> str:
    """What a link is for: "user", "reply" or nothing known."""
    for name, value in sheet.tree.attributes[element]:
        if name == "href" and _LINKS.search(value.lower()):
            if _REPLY_LINK.search(value):
                return "reply"
            if _USER_LINK.search(value):
                return "user"
        elif name == "class" and "reply" in value.lower() and "link" in value.lower():
            return "reply"
    return ""


def forms_of(sheet: Sheet) -> set[int]:
    """Forms to write in: what they hold is nobody's comment. A form around most of the page is the page."""
    found: set[int] = set()
    fields = [at for at, tag in enumerate(sheet.tree.tags) if tag in _FIELDS]
    for at in fields:
        tag = sheet.tree.tags[at]
        if tag != "input" or sheet.tree.value(at, "type") in {"email", "password"}:
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
    """What class values say, each looked up once a page: a(uthor), t(ime)."""

    def __init__(self, layouts: ThreadLayouts) -> None:
        self._author, self._time, self._naming = (
            layouts.words["author"],
            layouts.words["time"],
            layouts.naming,
        )
        self._known: dict[str, str] = {"": ""}

    def of(self, value: str) -> str:
        known = self._known.get(value)
        if known is None:
            heads = heads_of(value)
            known = ("" if heads.isdisjoint(self._author) else "a") + (
                "" if heads.isdisjoint(self._time) else "t"
            )
            self._known[value] = known
        return known

    def names_comment(self, value: str) -> bool:
        return not parts_of(value).isdisjoint(self._naming) or (
            len(value) > 2 and value[0] in "cp" and value[1:].strip("-_").isdigit()
        )


def _texts(sheet: Sheet, layouts: ThreadLayouts, nodes: dict[int, str]) -> dict[int, str]:
    """Elements whose own short text is a button or a date; ``nodes`` takes these texts."""
    text, holders = sheet.text, sheet.tree.holders
    pieces = [text[start:stop] for start, stop in zip(sheet.tree.starts, sheet.stops, strict=True)]
    # White space and words of menus stand on a page many times: each is looked at once.
    telling = {piece: told for piece in set(pieces) if (told := _told(piece, layouts))}
    found: dict[int, str] = {}
    for number in [number for number, piece in enumerate(pieces) if piece in telling] if telling else ():
        told, holder = telling[pieces[number]], holders[number]
        nodes[number] = "time" if told == "time" else "button"
        if told == "reply" or holder not in found:
            found[holder] = told
    return found


def _told(piece: str, layouts: ThreadLayouts) -> str | None:
    """What a text is when it is short: reply, button or time; None for other words."""
    if len(piece) > 4 * SHORT:
        return None
    words = piece.split()
    if not words or len(words) > _MOST_WORDS + 6:
        return None
    plain = " ".join(words).lower().strip(MARKS)
    told = layouts.buttons.get(plain)
    if told is not None:
        return told
    if len(plain) > SHORT or not (_DIGIT.search(plain) or plain.partition(" ")[0] in layouts.opening):
        return None
    return "time" if layouts.dated.search(plain) and not _sentence(plain) else None


def _sentence(plain: str) -> bool:
    """Whether a text with a date in it is more than a date and a name."""
    words = plain.split()
    # Without a number it is an age in words ("an hour ago"), and says little else.
    most = _MOST_WORDS if any(map(str.isdigit, plain)) else _FEW_WORDS
    return sum(word.isalpha() for word in words) > most or plain[-1:] in "!?"


def _is_dated(sheet: Sheet, element: int, layouts: ThreadLayouts) -> bool:
    text = sheet.short(element)
    if not text or not (_DIGIT.search(text) or len(text) < _AGE):
        return False
    return layouts.dated.search(text) is not None and not _sentence(text)


def _is_author(
    sheet: Sheet, element: int, own: str, links: str, flags: _Flags, layouts: ThreadLayouts
) -> bool:
    tag = sheet.tree.tags[element]
    named = "a" in own or tag in _NAME_TAGS or links == "user"
    if not named and tag not in _HEADINGS and (props := sheet.props.get(element)):
        named = "a" in flags.of(props)
    if not named or tag in _UNNAMED:
        return False
    text = sheet.short(element)
    if not text or (not any(c.isalpha() for c in text) and (text[:1] == "#" or not text.isdigit())):
        return False
    if (
        len(text.split()) > _MOST_WORDS + 3
        or text in layouts.texts["reply"]
        or text in layouts.texts["other"]
    ):
        return False
    return layouts.dated.fullmatch(text) is None
