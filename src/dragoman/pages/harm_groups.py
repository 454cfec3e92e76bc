"""Groups of people in a sentence: each mention becomes one character, so that rules stay short and fast.

A mention is written as a character of Unicode's private use area that says how the group is named (its *form*),
whether it hangs on a preposition, and which group it is. A rule's place for a group is then a set of characters.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import IntEnum

__all__ = ["PLACES", "ROLES", "Form", "Group", "GroupTable", "Tagged", "form_of", "group_of", "trie"]

#: The kinds of words a group has in the data.
ROLES = ("one", "many", "adj", "faith")


class Form(IntEnum):
    """How a mention names its group."""

    NOUN = 0  # one of them, by a word that is no adjective too
    ONE = 1  # one of them, by a word that may be an adjective
    MANY = 2  # "the Xs"
    BARE = 3  # "Xs", "these Xs", "X people"
    EVERY = 4  # "all Xs", "any X"
    ADJ = 5  # before another noun
    FAITH = 6
    OWN = 7  # "the Xs' ..."
    SOME = 8  # only some of them, or a certain one: no rule has a place for it
    THEY = 9  # a pronoun for them


_PLURAL = (Form.MANY, Form.BARE, Form.EVERY)
_SINGLE = (Form.NOUN, Form.ONE, Form.EVERY)
#: The places of a pattern: forms, and whether a mention that hangs on a preposition fits.
PLACES: Mapping[str, tuple[tuple[Form, ...], bool]] = {
    "one": (_SINGLE, True),
    "noun": ((Form.NOUN,), True),
    "many": (_PLURAL, True),
    "people": (_PLURAL, True),
    "bare": ((Form.BARE, Form.EVERY), True),
    "every": ((Form.EVERY,), True),
    "any": ((*_SINGLE, *_PLURAL), True),
    "adj": ((Form.ADJ,), True),
    "faith": ((Form.FAITH,), True),
    "own": ((Form.OWN,), True),
    "they": ((Form.THEY,), True),
    "subject": (_PLURAL, False),
    "whom": ((*_PLURAL, Form.THEY), False),
}
_FIRST, _ROOM = 0xE000, 128
_PRIVATE = re.compile("[\ue000-\uf8ff]")
_NEAR = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """A group of people. ``state``: its plural also stands for a state or an armed side in the news.

    ``words`` pairs each role (one, many, adj, faith) with the group's words. A group that is ``apart`` is meant
    only by rules that name it.
    """

    id: str
    category: str
    state: bool = False
    apart: bool = False
    words: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Tagged:
    """A sentence with a character for each mention; ``starts`` and ``ends`` lead back to the sentence.

    ``topic`` is the number of the group that a pronoun in the next sentence may mean.
    """

    text: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    topic: int | None

    def mentions(self) -> frozenset[str]:
        """The characters that stand for groups."""
        return frozenset(_PRIVATE.findall(self.text))


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupTable:
    """The groups and the words around them that decide a mention's form, as compiled patterns.

    ``some``, ``every``, ``definite``, ``oblique`` and ``aimed`` look at what stands before a mention; ``heads``, ``head``,
    ``follows`` and ``relative`` at what comes after it; ``pronouns`` and ``rivals`` settle who "they" are.
    """

    groups: tuple[Group, ...]
    finder: re.Pattern[str]
    pronouns: frozenset[str]
    around: Mapping[str, re.Pattern[str]]
    _known: dict[str, tuple[int, frozenset[str]]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for number, group in enumerate(self.groups):
            for role, words in group.words.items():
                for word in words:
                    _, roles = self._known.get(word, (number, frozenset()))
                    self._known[word] = (number, roles | {role})

    def place(self, name: str, groups: Iterable[str], states: object) -> str:
        """The characters that fit the place ``name`` when it is open to these groups (ids).

        ``states`` true opens it to every mention of a group that may be a state's side, ``"bare"`` to all but
        "the Xs", false to none.
        """
        forms, hanging = PLACES[name]
        wanted = set(groups)
        chars = []
        for number, group in enumerate(self.groups):
            if group.id not in wanted or (group.state and not states):
                continue
            for form in forms:
                if group.state and states == "bare" and form is Form.MANY:
                    continue
                chars.append(_char(form, number, oblique=False))
                if hanging:
                    chars.append(_char(form, number, oblique=True))
        return "".join(sorted(chars))

    def category(self, text: str) -> str | None:
        """The category of the first group that is mentioned in tagged ``text``."""
        found = _PRIVATE.search(text)
        return self.groups[(ord(found[0]) - _FIRST) % _ROOM].category if found else None

    def tag(self, sentence: str, topic: int | None) -> Tagged:
        """``sentence`` with its mentions tagged; ``topic`` is the group that the sentence before was about."""
        sentence = _PRIVATE.sub("?", sentence)
        out: list[str] = []
        starts: list[int] = []
        ends: list[int] = []
        last, since, about = 0, 0, topic
        for match in self.finder.finditer(sentence):
            start, end = match.span()
            if start < last:
                continue
            if match[0] in self.pronouns:
                if about is None or self.around["rivals"].search(sentence, since, start):
                    continue
                char = _char(Form.THEY, about, oblique=False)
            else:
                number, roles = self._known[match[0]]
                form, end = self._form(sentence, start, end, roles)
                lead = sentence[max(0, start - _NEAR) : start]
                char = _char(form, number, oblique=bool(self.around["oblique"].search(lead)))
                if self._is_topic(sentence, start, form):
                    # A pronoun may as well mean a state's side: it stays a word then.
                    about, since = (None if self.groups[number].state else number), end
            out.append(sentence[last:start] + char)
            starts += [*range(last, start), start]
            ends += [*range(last + 1, start + 1), end]
            last = end
        out.append(sentence[last:])
        starts += range(last, len(sentence))
        ends += range(last + 1, len(sentence) + 1)
        if about is not None and (about == topic and since == 0):
            about = None  # a topic lasts one sentence
        if about is not None and self.around["rivals"].search(sentence, since):
            about = None
        return Tagged("".join(out), tuple(starts), tuple(ends), about)

    def _form(self, sentence: str, start: int, end: int, roles: frozenset[str]) -> tuple[Form, int]:
        around = self.around
        lead = sentence[max(0, start - _NEAR) : start]
        if roles == {"faith"}:
            return Form.FAITH, end
        if sentence.startswith(("'s ", "' "), end):
            return Form.OWN, sentence.index(" ", end)
        plural = "many" in roles
        if "adj" in roles:
            if head := around["heads"].match(sentence, end):
                plural, end = True, head.end()
            elif head := around["head"].match(sentence, end):
                plural, roles, end = False, frozenset({"one"}), head.end()
            elif sentence[end : end + 1] == " " and not around["follows"].match(sentence, end):
                return Form.ADJ, end
        if around["some"].search(lead) or around["relative"].match(sentence, end):
            return Form.SOME, end
        if around["every"].search(lead):
            return Form.EVERY, end
        if plural and not ("one" in roles and around["single"].search(lead)):
            return (Form.MANY if around["definite"].search(lead) else Form.BARE), end
        if "one" in roles:
            return (Form.ONE if "adj" in roles else Form.NOUN), end
        return Form.ADJ, end

    def _is_topic(self, sentence: str, start: int, form: Form) -> bool:
        """Whether a pronoun after the mention means its group: the sentence is about it, or aimed at it."""
        if form not in {*_SINGLE, *_PLURAL}:
            return False
        before = sentence[max(0, start - 2 * _NEAR) : start]
        return not self.around["rivals"].search(before) and bool(self.around["aimed"].search(before))


def _char(form: Form, number: int, *, oblique: bool) -> str:
    return chr(_FIRST + (2 * form + oblique) * _ROOM + number)


def form_of(char: str) -> Form:
    """How the mention that ``char`` stands for names its group."""
    return Form((ord(char) - _FIRST) // _ROOM // 2)


def group_of(char: str) -> int:
    """The number of the group that ``char`` stands for."""
    return (ord(char) - _FIRST) % _ROOM


def trie(words: Iterable[str]) -> str:
    """A pattern for any of ``words``, the longest first, that looks at each letter once."""
    tree: dict[str, dict[str, str]] = {}
    for word in sorted(set(words)):
        tree.setdefault(word[:1], {})[word[1:]] = word
    if not tree:
        return "(?!)"
    branches = []
    for first, tails in sorted(tree.items()):
        rest = [tail for tail in tails if tail]
        branch = re.escape(first) + (trie(rest) if rest else "")
        branches.append(f"{re.escape(first)}(?:{trie(rest)})?" if rest and "" in tails else branch)
    return f"(?:{'|'.join(branches)})"
