"""Names folded to keys, so that spellings of one name meet: case, accents, apostrophes, full stops and dashes do not
count. ``St. John's``, ``ST JOHNS`` and ``St Johns`` have one key."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

_GONE = "'`\u2018\u2019\u02bb\u02bc\u02b9\u02ba\u2032\u00b4."
_PLAIN = {ord(mark): "" for mark in _GONE} | {
    ord(letter): plain
    for letter, plain in {
        "ł": "l", "ø": "o", "ß": "ss", "đ": "d", "ð": "d", "æ": "ae", "œ": "oe", "ı": "i", "þ": "th", "ħ": "h", "ə": "a", "&": " and ",
    }.items()
}  # fmt: skip
_ASCII = {code: "" if chr(code) in _GONE else chr(code) for code in range(128)} | {
    code: " " for code in range(128) if not chr(code).isalnum() and chr(code) not in _GONE
}
_ASCII |= {code: chr(code).lower() for code in range(65, 91)} | {ord("&"): " and "}
#: Words that are written in more than one way, by the way that keys have them.
SHORT_FORMS = {"saint": "st", "sainte": "ste", "mount": "mt", "fort": "ft"}


@lru_cache(maxsize=65536)
def key_of(name: str) -> str:
    """The key of a name: lower case, words of letters and digits with single spaces; empty for a name of marks."""
    if name.isascii():
        words = name.translate(_ASCII).split()
    else:
        spread = unicodedata.normalize("NFKD", name)
        kept = "".join(c for c in spread if not unicodedata.combining(c)).lower().translate(_PLAIN)
        words = "".join(c if c.isalnum() else " " for c in kept).split()
    return " ".join([SHORT_FORMS.get(word, word) for word in words])
