"""Traits of a pronoun and a phrase before it that may be its antecedent.

Ranking by a few hundred weighted traits follows the mention-ranking models of the coreference literature (Denis and
Baldridge 2008); ``training/coreference.py`` fits the weights, and ``words/coreference.csv`` holds them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from dragoman.actors.lexicon import Lexicon
from dragoman.language import Parsed

#: The pronouns that are resolved, by the kind of whom they stand for.
GROUPS: Final = {
    **dict.fromkeys(("he", "him", "his", "himself"), "he"),
    **dict.fromkeys(("she", "her", "hers", "herself"), "she"),
    **dict.fromkeys(("they", "them", "their", "theirs", "themselves"), "they"),
    **dict.fromkeys(("it", "its", "itself"), "it"),
}
#: So many sentences before its own an antecedent may stand.
REACH: Final = 3
_DEEPEST: Final = 10
_REFLEXIVE: Final = frozenset({"himself", "herself", "themselves", "itself"})
_SUBJECTS: Final = frozenset({"nsubj", "nsubj:pass", "nsubj:outer", "csubj"})
_INSIDE: Final = frozenset(
    {"compound", "flat", "fixed", "goeswith", "expl", "det", "case", "discourse", "punct", "vocative"}
)
_NOUNS: Final = frozenset({"NOUN", "PROPN"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """A word that heads a phrase or is a pronoun: its sentence and number, what it is, and how it stands.

    ``group`` is that of a pronoun, else None; ``sort`` says what a noun or name is (``person``, ``PER``, ``org`` and so
    on); ``role`` its relation, shortened; ``first`` whether it opens its sentence; ``sex`` ``he``, ``she`` or ``?``; ``form`` the determiner; ``depth`` how many arcs lead to the root.
    """

    sentence: int
    word: int
    text: str
    group: str | None
    sort: str
    plural: bool
    role: str
    up: int
    sex: str
    first: bool
    quoted: bool
    form: str
    depth: int


def heads_of(number: int, words: Sequence[str], parsed: Parsed, lexicon: Lexicon) -> tuple[Head, ...]:
    """The phrases of a sentence by their heads, in order; ``number`` is that of the sentence."""
    found = []
    opened = False
    seen = False
    for at, word in enumerate(words):
        if word in {'"', "\u201c", "\u201d", "``", "''"}:
            opened = word in {"\u201c", "``"} or (word == '"' and not opened)
            continue
        low, relation = word.lower(), parsed.relations[at].split(":")[0]
        group = GROUPS.get(low) if parsed.upos[at] in {"PRON", "DET"} else None
        if relation in _INSIDE or (group is None and parsed.upos[at] not in _NOUNS):
            continue
        joined = any(
            parsed.heads[other] == at + 1
            and parsed.relations[other] == "conj"
            and parsed.upos[other] in _NOUNS
            for other in range(at + 1, len(words))
        )
        sort, sex = _sort(at, words, parsed, lexicon) if group is None else ("pronoun", group)
        found.append(
            Head(
                sentence=number,
                word=at,
                text=low,
                group=group,
                sort=sort,
                plural=joined or parsed.xpos[at] in {"NNS", "NNPS"} or group == "they",
                role=_role(parsed.relations[at]),
                up=parsed.heads[at] - 1,
                sex=sex,
                first=not seen,
                quoted=opened,
                form=_form(at, words, parsed),
                depth=_depth(at, parsed.heads),
            )
        )
        seen = True
    return tuple(found)


def fits(pronoun: Head, other: Head) -> bool:
    """Whether ``other``, which stands before ``pronoun``, can be its antecedent at all."""
    if other.group is not None:
        return other.group == pronoun.group
    if pronoun.group in {"he", "she"}:
        if other.plural or other.sort in {"ORG", "LOC", "time"}:
            return False
        return other.sex in {"?", pronoun.group}
    if pronoun.group == "it":
        return not other.plural and other.sort not in {"PER", "time"}
    return other.sort != "time"


def traits(pronoun: Head, other: Head, count: int, between: int) -> Iterator[str]:
    """The traits of a pair; ``count`` is how often the words of ``other`` headed a phrase so far, ``between`` how many
    fitting phrases stand between the two."""
    group = pronoun.group
    away = pronoun.sentence - other.sentence
    kind = other.sort if other.group is None else "same pronoun"
    form = "possessive" if pronoun.role == "nmod" else "reflexive" if pronoun.text in _REFLEXIVE else "plain"
    yield f"{group}|{kind}"
    yield f"{group}|{kind}|{min(away, 2)}"
    yield f"away {min(away, 3)}|{form}"
    yield f"{group}|between {min(between, 6)}"
    yield f"between {min(between, 6)}|{min(away, 2)}"
    yield f"role {other.role}|{min(away, 2)}|{form}"
    yield f"{group}|role {other.role}"
    yield f"roles {pronoun.role}|{other.role}|{min(away, 1)}"
    yield f"{group}|plural {other.plural}|{other.sort}"
    yield f"count {min(count, 4)}|{kind}"
    yield f"{other.form}|{kind}|{min(away, 2)}"
    yield f"{group}|{kind}|role {other.role}|{min(away, 2)}"
    yield f"deep {min(other.depth, 4)}|{min(away, 1)}"
    if away == 0:
        yield f"order|{form}|{'clause' if other.up < pronoun.word else 'after'}"
    yield f"{group}|count {min(count, 4)}"
    yield f"quoted {pronoun.quoted}|{other.quoted}|{min(away, 1)}"
    if other.first:
        yield f"first|{min(away, 2)}"
    if other.sex == group:
        yield f"sex known|{group}"
    if away == 0:
        if pronoun.up == other.up:
            yield f"same verb|{form}"
        if other.up == pronoun.word or pronoun.up == other.word:
            yield f"on each other|{form}"
    if pronoun.role == "subject" and other.role == "subject":
        yield f"subjects|{kind}"


def _form(at: int, words: Sequence[str], parsed: Parsed) -> str:
    """The determiner of a noun, or what stands for it."""
    if parsed.upos[at] == "PROPN":
        return "name"
    for other in range(max(0, at - 6), at):
        if parsed.heads[other] == at + 1 and parsed.upos[other] in {"DET", "PRON"}:
            low = words[other].lower()
            return low if low in {"the", "a", "an", "this", "that", "these", "no", "some"} else "other"
    return "bare"


def _depth(at: int, heads: Sequence[int]) -> int:
    depth = 0
    while heads[at] and depth < _DEEPEST:
        at, depth = heads[at] - 1, depth + 1
    return depth


def _role(relation: str) -> str:
    if relation in _SUBJECTS:
        return "subject"
    base = relation.split(":", maxsplit=1)[0]
    return base if base in {"obj", "obl", "nmod", "conj", "appos", "root", "iobj"} else "other"


def _sort(at: int, words: Sequence[str], parsed: Parsed, lexicon: Lexicon) -> tuple[str, str]:
    """What a noun or a name is, and of what sex."""
    tags = parsed.names.tags
    tag = tags[at]
    kind = tag[2:] if tag != "O" else ""
    start = at
    while start > 0 and parsed.heads[start - 1] in {at + 1, start + 1} and parsed.upos[start - 1] in _NOUNS:
        start -= 1
    sex = lexicon.sex(tuple(words[start : at + 1]))
    if kind and parsed.upos[at] == "PROPN":
        return kind, sex if kind in {"PER", "MISC"} else "?"
    lemma = parsed.lemmas[at].lower()
    if parsed.upos[at] == "PROPN":
        return "name", sex
    return lexicon.sort(lemma), sex
