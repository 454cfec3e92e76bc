"""JSON-LD as flat facts: every node about a page or an article, its broken text mended where it can be."""

from __future__ import annotations

import json
import re
from collections import deque
from collections.abc import Iterable, Iterator
from html import unescape
from itertools import islice
from typing import Any

from dragoman.model import MarkupFact

#: Longer scripts are left alone (characters).
LONGEST = 500_000
#: So many nodes of one page are looked at, and so many values of one key.
_MOST_NODES = 500
_MOST_VALUES = 50
#: Keys under which a node holds others that are about the same page.
_INSIDE = ("@graph", "mainEntity", "mainEntityOfPage")
_TEXTS = (
    "headline", "name", "url", "@id", "datePublished", "dateCreated", "dateModified", "uploadDate", "inLanguage",
    "description", "articleBody",
)  # fmt: skip
_LISTS = ("articleSection", "keywords")
_NAMED = ("author", "creator", "publisher", "isPartOf")
#: What alone makes a node worth keeping.
_TELLING = frozenset(_TEXTS + _LISTS + _NAMED) - {"@id", "name", "url", "description", "inLanguage"}

_HEAD = re.compile(r"\s*(?:<!--|(?://|/\*)?\s*<!\[CDATA\[\s*(?:\*/)?)?")
_TAIL = re.compile(r"(?:(?://|/\*)?\s*\]\]>\s*(?:\*/)?|-->)?[\s;]*\Z")
#: The longest end of a wrapping, in characters.
_END = 40
_COMMENT = re.compile(r"^\s*//[^\n]*$|/\*.*?\*/", re.MULTILINE | re.DOTALL)
_COMMA = re.compile(r",(\s*[\]}])")
_ESCAPE = re.compile(r'\\(?!["\\/bfnrtu])')
_LOST_COMMA = re.compile(r'(["\]}])(\s*\n\s*")(?=[@A-Za-z]{2,30}"\s*:)')
_PAIR = re.compile(r'"(datePublished|dateCreated|dateModified|headline)"\s*:\s*"((?:[^"\\\n]|\\.){4,300})"')
#: A day among the data of a program (the fixed beginning makes the search fast), and the key before it.
_DAY = re.compile(r"20[0-4][0-9]-[01][0-9]-[0-3][0-9](?:[T ][0-9:.]{5,12}(?:Z|[+-][0-9:]{5,6})?)?")
_KEY = re.compile(
    r"""(?i)(?<![a-z])(?P<key>date_?published|published_?(?:at|date|time|on)|publish_?(?:date|time)|publication_?date"""
    r"""|first_?published\w{0,6}|pub_?date|post_?date|article_?date|date_?created|created_?(?:at|date))\\?["']?\s*[:=]\s*\\?["']$"""
)
_BEFORE = 48
_MOST_DAYS = 300


def json_ld_facts(source: str, path: str) -> list[MarkupFact]:
    """The facts of one script, node by node, named ``json-ld:KEY``.

    Facts of one node share a path: that of the script, and behind # where in it the node stands. Text that is no JSON
    even when mended gives the pairs of key and value that can still be told. Bounded by :data:`LONGEST`.
    """
    if len(source) > LONGEST:
        return []
    values = _values(source)
    if values is None:
        return [
            MarkupFact(name=f"json-ld:{match[1]}", value=unescape(match[2]), path=path)
            for match in _PAIR.finditer(source)
        ][:_MOST_VALUES]
    many = len(values) > 1
    facts: list[MarkupFact] = []
    for at, (pointer, node) in enumerate(_nodes(values, many=many)):
        if at == _MOST_NODES:
            break
        facts += _facts(node, f"{path}#{pointer}" if pointer else path)
    return facts


def script_facts(source: str, path: str) -> list[MarkupFact]:
    """Days of publication among the data of a program, named ``script:KEY``; none where there are several.

    Pages that are put together in the browser keep their data so. A script about many articles tells nothing of one.
    """
    found: set[tuple[str, str]] = set()
    for match in islice(_DAY.finditer(source, 0, LONGEST), _MOST_DAYS):
        key = _KEY.search(source[max(0, match.start() - _BEFORE) : match.start()])
        if key is not None:
            found.add((key["key"], match[0]))
    days = {value[:10] for _, value in found}
    if len(days) != 1:
        return []
    return [MarkupFact(name=f"script:{key}", value=value, path=path) for key, value in sorted(found)][:3]


def _values(source: str) -> list[Any] | None:
    """The values in a script, mended step by step; None when no step helps."""
    bare = _unwrapped(source)
    if "&quot;" in bare[:200]:
        bare = unescape(bare)
    text = bare
    for mend in (
        str,
        lambda text: _COMMA.sub(r"\1", _COMMENT.sub("", text)),
        lambda text: _ESCAPE.sub("", _LOST_COMMA.sub(r"\1,\2", text)),
    ):
        text = mend(text)
        try:
            return list(_decoded(text))
        except (ValueError, RecursionError):
            continue
    return None


def _unwrapped(source: str) -> str:
    """A script without the comment or CDATA marks that hid it from old browsers."""
    text = source.rstrip()
    head, tail = _HEAD.match(text), _TAIL.search(text, max(0, len(text) - _END))
    return text[head.end() if head else 0 : tail.start() if tail else len(text)].strip()


def _decoded(text: str) -> Iterator[Any]:
    """One value after another: some sites write several into one script.

    Raises:
        ValueError: when something is no JSON.
    """
    decoder = json.JSONDecoder(strict=False)
    at = 0
    while at < len(text):
        value, end = decoder.raw_decode(text, at)
        yield value
        at = end
        while at < len(text) and text[at] in " \t\r\n;,":
            at += 1


def _nodes(values: list[Any], *, many: bool) -> Iterator[tuple[str, dict[str, Any]]]:
    waiting: deque[tuple[str, Any]] = deque(
        (f"/{at}" if many else "", value) for at, value in enumerate(values)
    )
    while waiting:
        pointer, item = waiting.popleft()
        if isinstance(item, list):
            waiting.extend((f"{pointer}/{at}", one) for at, one in enumerate(item[:_MOST_NODES]))
        elif isinstance(item, dict):
            yield pointer, item
            waiting.extend(
                (f"{pointer}/{key}", item[key]) for key in _INSIDE if isinstance(item.get(key), dict | list)
            )


def _facts(node: dict[str, Any], path: str) -> list[MarkupFact]:
    if not _TELLING & node.keys():
        return []
    found: list[tuple[str, str]] = [("@type", kind) for kind in _texts(node.get("@type"))[:3]]
    found += [(key, text) for key in _TEXTS for text in _texts(node.get(key))[:1]]
    if isinstance(page := node.get("mainEntityOfPage"), str | dict):
        found += [("url", text) for text in _texts(page if isinstance(page, str) else page.get("@id"))[:1]]
    found += [(key, text) for key in _LISTS for text in _texts(node.get(key))[:_MOST_VALUES]]
    for key in _NAMED:
        found += [(key, name) for name in _names(node.get(key))[:_MOST_VALUES]]
    return [MarkupFact(name=f"json-ld:{key}", value=text, path=path) for key, text in found]


def _texts(value: Any) -> list[str]:
    values: Iterable[Any] = value if isinstance(value, list) else (value,)
    return [text for one in values if isinstance(one, str) and (text := one.strip())]


def _names(value: Any) -> list[str]:
    """Names of persons or bodies, given as words or as nodes with a name."""
    out: list[str] = []
    for one in value if isinstance(value, list) else (value,):
        if isinstance(one, dict):
            out += _texts(one.get("name"))
        else:
            out += _texts(one)
    return out
