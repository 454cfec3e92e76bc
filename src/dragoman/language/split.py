"""Rule-based sentence splitting and word division; offsets are exact.

Both read the running text of a passage and count its letters. A sentence ends at a full stop, question or
exclamation mark (or ellipsis) with the closing marks and brackets that follow it, unless the stop belongs to
an abbreviation, an initial or a number, or the next words show that the sentence goes on.
"""

from __future__ import annotations

import re

from dragoman.language.sentence import Word
from dragoman.text import Passage


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


#: Abbreviations that a name follows: a stop after them never ends a sentence.
TITLES = _set(
    """
    mr mrs ms mx dr prof gen sen rep reps sens gov govs lt col sgt cpl capt cmdr adm maj brig rev fr hon pres
    supt msgr messrs mme mlle st ste vs cf e.g i.e viz approx dept est fig nos pp vol ed eds al ph p
    """
)
#: Abbreviations that may also end a sentence: the next word decides.
SHORT = _set(
    """
    inc ltd corp co cos bros llc plc jr sr esq etc no jan feb mar apr jun jul aug sep sept oct nov dec mon
    tue tues wed thu thur thurs fri sat sun ala ariz ark calif colo conn del fla ga ill ind kan ky la md mass
    mich minn miss mo mont neb nev okla ore pa tenn tex va vt wash wis wyo ave blvd rd ft mt univ assn min
    max avg a.m p.m a.d b.c u.s u.k u.n e.u u.s.a u.a.e d.c ph.d m.d b.a m.a r d
    """
)
#: Words that, capitalised after an abbreviation, begin a new sentence.
_STARTERS = _set(
    """
    the a an this that these those he she it they we i you his her its their our my your there here in on at
    for from by with as after before during when while since until if unless although though because but and
    or so yet however meanwhile moreover still then now also both some many most all no not what who why how
    where which according asked speaking earlier later last one two
    """
)
_SPEECH = _set(
    """
    said says asked asks told added adds wrote writes replied answered insisted continued
    """
)

_STOP = re.compile(r"""(?:\.(?:\s?\.){1,3}|[.!?…]+)['"”’»)\]›]*(?=\s|$)|[.!?…]['’]?\s["”](?=\s|$)""")
_NEXT = re.compile(r"""\s*[-–—•]?\s*["“„«‘'(\[‹]*\s?(\S[^\s,;:.!?]*)""")
_LAST = re.compile(r"""[^\s("“„«‘'\[–—]+$""")

_WORD = re.compile(
    r"""
      (?:[^\W\d_]\.){2,}                                   # U.S.  a.m.
    | (?:Mr|Mrs|Ms|Dr|Prof|Gen|Sen|Rep|Gov|Lt|Col|Sgt|Capt|Adm|Maj|Rev|Jr|Sr|St|Hon)\.(?=\s)
    | [A-Z]-[A-Z][a-z]{0,4}\.(?:[A-Z]\.)*(?=[\s),])       # D-N.Y.  R-Tex.
    | [A-Z]\.(?=\s[A-Z])                                   # an initial
    | \d+(?:[.,:]\d+)+%?                                   # 1,000  3.5  10:30
    | \w+(?:(?:['’&/-]|\.(?=[a-z0-9]))\w+)*                # don't  Washington-based  Gazeta.ru  AT&T
    | \.{2,}|(?:\.\s){2,}\.|--+|``|''
    | \S
    """,
    re.VERBOSE,
)
_REACH = 60  # letters that are looked at before a stop


def split_passage(passage: Passage) -> tuple[tuple[int, int], ...]:
    """The sentences of a passage as half-open ranges of its letters, in order, without space at their ends.

    Every letter that is not white space lies in exactly one range. A sentence that ends inside a quotation is
    split from the next one; the quotation's closing mark stays with it.
    """
    text = passage.text
    out: list[tuple[int, int]] = []
    start = 0
    for stop in _STOP.finditer(text):
        if stop.end() <= start or not _ends(text, start, stop):
            continue
        out += _trimmed(text, start, stop.end())
        start = stop.end()
    out += _trimmed(text, start, len(text))
    return tuple(out)


def words_of(passage_text: str) -> tuple[Word, ...]:
    """The words and marks of running text in order; offsets count its letters. White space is left out."""
    return tuple(
        Word(text=match.group(), start=match.start(), end=match.end())
        for match in _WORD.finditer(passage_text)
    )


def _trimmed(text: str, start: int, end: int) -> list[tuple[int, int]]:
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    return [(start, end)] if start < end else []


def _ends(text: str, start: int, stop: re.Match[str]) -> bool:
    """Whether the sentence that began at ``start`` ends with this stop."""
    following = _NEXT.match(text, stop.end(), stop.end() + _REACH)
    if following is None:
        return True
    word = following.group(1)
    first = word[0]
    if first.islower():
        return False
    mark = stop.group()
    if mark[0] == "." and mark.rstrip("'\"”’»)]› ") == ".":
        return _full_stop_ends(text, start, stop, word)
    if mark[-1] in "\"”’'»" and mark[0] in "!?…" and _tag_follows(text, stop.end()):
        return False
    return first.isupper() or first.isdigit() or not first.isascii() or first in "$€£#@"


def _full_stop_ends(text: str, start: int, stop: re.Match[str], word: str) -> bool:
    last = _LAST.search(text, max(start, stop.start() - _REACH), stop.start())
    before = last.group() if last else ""
    lower = before.lower()
    closes = len(stop.group()) > 1  # a closing mark or bracket stands after the stop
    if closes and not _short(before, lower):
        return True
    if lower in TITLES:
        return False
    if before.isdigit() and len(before) <= 2 and not text[start : stop.start() - len(before)].strip():
        return False  # the number of a list item
    if _short(before, lower):
        return word.lower() in _STARTERS and word[0].isupper()
    return True


def _short(before: str, lower: str) -> bool:
    initial = len(before) == 1 and before.isalpha() and before.isupper() and before != "I"
    dotted = re.fullmatch(r"(?:\w\.)+\w", before) is not None
    return initial or dotted or lower in SHORT or lower in TITLES


def _tag_follows(text: str, at: int) -> bool:
    """Whether the words after a closing mark read like "Smith asked"."""
    for place, word in enumerate(text[at : at + _REACH].split()[:6]):
        if place == 0 and word in {"He", "She", "They", "It", "We", "I", "You"}:
            return False  # a tag's pronoun is not capitalised
        if place and word.rstrip(".,:") in _SPEECH:
            return True
        if word.endswith((".", "?", "!")) and len(word) > 4:
            return False
    return False
