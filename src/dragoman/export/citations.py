"""Pages as references: BibTeX (and biblatex) and CSL-JSON, one entry a page.

A key is made of the outlet, the year and the first digits of the page's id, so that it stays the same whatever other pages
are cited beside it. What is not known is not there; a day that is only bounded is told in the note, never as a date.
"""

from __future__ import annotations

import re
import unicodedata
from calendar import monthrange
from dataclasses import dataclass
from datetime import date

from dragoman.export.days import Days, days_of
from dragoman.export.plain import one_line, plain
from dragoman.export.pseudonyms import Mask, Names, mask_of
from dragoman.export.reading import authors_of, named_by, publication, saved
from dragoman.model import Coded
from dragoman.model.codec import Json

_DIGITS = 12
_UNSAFE_KEY = re.compile(r"[^a-z0-9]+")
_LONGEST_KEY = 32
#: What may not stand in an address; other letters than ASCII's may.
_UNSAFE_URL = re.compile('[\x00-\x20\x7f-\xa0"<>\\\\^`{|}\u2028-\u202e\u2066-\u2069\ud800-\udfff]')
#: What TeX takes for itself. Braces become commands, because BibTeX counts even escaped ones.
_TEX = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        "{": r"\textbraceleft{}",
        "}": r"\textbraceright{}",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
        **{char: f"\\{char}" for char in "&%$#_"},
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """What is known of a page as a source, as text on one line; ``published`` and ``accessed`` are the days it can mean.

    ``circa``: the day of publication has a mark of doubt.
    """

    key: str
    title: str
    authors: tuple[str, ...]
    outlet: str | None
    section: str | None
    url: str | None
    published: Days
    circa: bool
    accessed: Days
    language: str | None
    note: str


def reference_of(
    coded: Coded, *, comments: Names = Names.PSEUDONYMOUS, key: bytes | None = None
) -> Reference:
    """What is known of the page of ``coded`` as a source."""
    mask = mask_of(coded, comments, key)
    article, named = coded.article, named_by(coded)
    about = article.about if article else None
    value = article.published.value if article and article.published else None
    outlet = one_line(named.outlet or "") or None
    return Reference(
        key=_key(coded, outlet, value),
        title=_title(coded, mask),
        authors=tuple(name for name in map(one_line, authors_of(coded, mask.show)) if name),
        outlet=outlet,
        section=one_line(about.section.text) or None if about and about.section else None,
        url=_address(named.url),
        published=days_of(value),
        circa=value is not None and value[-1:] in {"?", "~", "%"},
        accessed=days_of(saved(coded)),
        language=one_line(about.language.text) or None if about and about.language else None,
        note=_note(coded),
    )


def _title(coded: Coded, mask: Mask) -> str:
    article = coded.article
    if article is not None and article.title is not None:
        shown = one_line(mask.show(article.title))
    else:
        shown = (
            one_line(article.about.title.text) if article and article.about and article.about.title else ""
        )
    return shown or f"[Page without a title, {coded.page.id[:_DIGITS]}]"


def _key(coded: Coded, outlet: str | None, published: str | None) -> str:
    folded = unicodedata.normalize("NFKD", outlet or "").encode("ascii", "ignore").decode().lower()
    name = _UNSAFE_KEY.sub("-", folded).strip("-")[:_LONGEST_KEY].strip("-") or "page"
    days = days_of(published)
    one_year = days.first and days.last and days.first.year == days.last.year
    year = f"{days.first.year:04}" if days.first and one_year else "nd"
    digits = _UNSAFE_KEY.sub("", coded.page.id.lower())[:_DIGITS]
    return f"{name}-{year}-{digits}"


def _address(url: str | None) -> str | None:
    if not url or not url.strip():
        return None
    return _UNSAFE_URL.sub(_percent, url.strip())


def _percent(match: re.Match[str]) -> str:
    return "".join(f"%{byte:02X}" for byte in match.group().encode("utf-8", "surrogatepass"))


def _note(coded: Coded) -> str:
    """Which saved bytes are meant, and of a page without a date when it can have been published."""
    said = f"sha256:{coded.page.id}"
    days = publication(coded)
    if coded.article and coded.article.published and coded.article.published.value and _parts(days):
        return one_line(said)
    if days.first and days.last:
        said += f"; published between {days.first} and {days.last}"
    elif days.first or days.last:
        said += f"; published not before {days.first}" if days.first else f"; published not after {days.last}"
    return one_line(said)


# ---------------------------------------------------------------------------------------- CSL-JSON


def encode_csl(
    coded: Coded, *, comments: Names = Names.PSEUDONYMOUS, key: bytes | None = None
) -> dict[str, Json]:
    """The page of ``coded`` as an item of CSL-JSON 1.0; a file of it is a JSON array of items.

    Names of authors are literal: which part is the family name is not known. A date has the precision that is known; a month
    or a year as such, other periods as a range.
    """
    one = reference_of(coded, comments=comments, key=key)
    kind = "article-newspaper" if one.outlet else "webpage" if one.url else "document"
    item: dict[str, Json] = {
        "id": one.key,
        "type": kind,
        "title": one.title,
        "author": [{"literal": name} for name in one.authors] or None,
        "container-title": one.outlet,
        "section": one.section,
        "issued": _csl_date(one.published, circa=one.circa),
        "accessed": _csl_date(one.accessed, circa=False),
        "URL": one.url,
        "language": one.language,
        "note": one.note,
    }
    return {name: value for name, value in item.items() if value is not None}


def _csl_date(days: Days, *, circa: bool) -> Json:
    parts = _parts(days)
    if not parts:
        return None
    shown: dict[str, Json] = {"date-parts": [list(part) for part in parts]}
    return shown | {"circa": True} if circa else shown


def _parts(days: Days) -> tuple[tuple[int, ...], ...]:
    """A day, a month or a year; else first and last day; nothing of what is open."""
    first, last = days.first, days.last
    if first is None or last is None:
        return ()
    if first == last:
        return ((first.year, first.month, first.day),)
    if (first.year, first.day) == (last.year, 1) and last.day == _month_end(last):
        if first.month == last.month:
            return ((first.year, first.month),)
        if (first.month, last.month) == (1, 12):
            return ((first.year,),)
    return tuple((day.year, day.month, day.day) for day in (first, last))


def _month_end(day: date) -> int:
    return monthrange(day.year, day.month)[1]


# ------------------------------------------------------------------------------------------ BibTeX


def encode_bibtex(coded: Coded, *, comments: Names = Names.PSEUDONYMOUS, key: bytes | None = None) -> str:
    """The page of ``coded`` as an entry of BibTeX with the fields of biblatex beside, and a line feed at its end.

    ``@article`` with the outlet as journal, ``@misc`` where no outlet is known. ``date`` is for biblatex (ISO 8601-2),
    ``year`` and ``month`` for BibTeX. The text is UTF-8 with the characters of TeX escaped.
    """
    one = reference_of(coded, comments=comments, key=key)
    parts = _parts(one.published)
    fields: dict[str, str | None] = {
        "title": f"{{{_tex(one.title)}}}",
        "author": " and ".join(f"{{{_tex(name)}}}" for name in one.authors) or None,
        "journal": _tex(one.outlet) if one.outlet else None,
        "date": _bibtex_date(parts, circa=one.circa),
        "year": f"{parts[0][0]:04}" if parts and parts[0][0] == parts[-1][0] else None,
        "month": f"{parts[0][1]}" if len(parts) == 1 and len(parts[0]) > 1 else None,
        "url": one.url,
        "urldate": one.accessed.first.isoformat()
        if one.accessed.first and one.accessed.first == one.accessed.last
        else None,
        "langid": _LANGUAGES.get(one.language or ""),
        "note": _tex(one.note),
    }
    kind = "article" if one.outlet else "misc"
    lines = [f"  {name} = {{{value}}},\n" for name, value in fields.items() if value is not None]
    return f"@{kind}{{{one.key},\n{''.join(lines)}}}\n"


#: biblatex wants the names of languages that babel knows.
_LANGUAGES = {
    "ar": "arabic", "de": "german", "el": "greek", "en": "english", "es": "spanish", "fa": "persian", "fr": "french",
    "he": "hebrew", "it": "italian", "ja": "japanese", "nl": "dutch", "pl": "polish", "pt": "portuguese", "ro": "romanian",
    "ru": "russian", "tr": "turkish", "uk": "ukrainian", "zh": "chinese",
}  # fmt: skip


def _tex(text: str) -> str:
    return plain(text).translate(_TEX)


def _bibtex_date(parts: tuple[tuple[int, ...], ...], *, circa: bool) -> str | None:
    if not parts:
        return None
    said = "/".join("-".join((f"{year:04}", *(f"{part:02}" for part in rest))) for year, *rest in parts)
    return f"{said}~" if circa and len(parts) == 1 else said
