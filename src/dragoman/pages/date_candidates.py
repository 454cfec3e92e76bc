"""What the markup of an HTML page states about days: meta tags, linked data, microdata, addresses.

Each statement becomes a candidate with the traits by which it is judged. What stands in the text of the page is read
in :mod:`dragoman.pages.date_places`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence, Set as AbstractSet
from dataclasses import dataclass
from datetime import UTC, date, datetime

from dragoman.dates import is_valid
from dragoman.dates.absolute import civil
from dragoman.dates.months import month_of
from dragoman.dates.stamps import find_stamps
from dragoman.model import MarkupFact, Page, Span
from dragoman.pages.fact_names import Tells, told_by
from dragoman.pages.linked_nodes import strays

_BARE_OFFSET = re.compile(r"(T[\d:.]+[+-]\d\d)(\d\d)$")
_SPACED = re.compile(r"(\d{4}-\d\d-\d\d) (\d\d:\d\d(?::\d\d)?)(?: ?(Z|[+-]\d\d:?\d\d))?$")
#: What programs print: "Fri Jul 22 10:00:00 CEST 2016".
_PRINTED = re.compile(r"(?P<word>[A-Za-z]{3,9})\.? (?P<day>\d{1,2}),? .{0,24}?(?P<year>(?:19|20)\d\d)$")
_SECONDS = re.compile(r"1\d{9}(?:\d{3})?$")
_INTERVAL = re.compile(r"\d{4}(?:-\d\d){1,2}[^/]*/\d{4}-")
_LONGEST = 80

#: Of these types a node's date is not that of an article.
_OTHER_TYPES = re.compile(
    r"(?:Comment|Answer|Event|Product|Offer|Organization|Corporation|LocalBusiness|Person|WebSite|Review|AggregateRating"
    r"|BreadcrumbList|ItemList|JobPosting|Place|Brand|Service|SearchAction|CollectionPage|ProfilePage)$"
)
_MEDIA_TYPES = re.compile(r"(?:VideoObject|ImageObject|AudioObject|MediaObject|PodcastEpisode|Clip)$")
_ARTICLE_TYPES = re.compile(r"(?:Article|Posting|Report|CreativeWork|Recipe|BlogPost|NewsArticle)$")

_IN_ADDRESS = re.compile(
    r"(?<![0-9])(?P<year>199[0-9]|20[0-4][0-9])(?P<sep>[/_.-])(?P<month>[0-9]{1,2}|[a-z]{3,9})(?P=sep)(?P<day>[0-9]{1,2})(?![0-9])"
    r"|(?<![0-9])(?P<year8>199[0-9]|20[0-4][0-9])(?P<month8>0[1-9]|1[0-2])(?P<day8>[0-3][0-9])(?![0-9]{1,5}(?![0-9]))"
    r"|(?<![0-9])(?P<yearm>199[0-9]|20[0-4][0-9])/(?P<monthd>0[1-9]|1[0-2])(?P<dayd>[0-3][0-9])(?![0-9])"
    r"|(?<![0-9])(?P<dayl>[0-3]?[0-9])(?P<sepl>[/_.-])(?P<monthl>[0-9]{1,2}|[a-z]{3,9})(?P=sepl)(?P<yearl>199[0-9]|20[0-4][0-9])(?![0-9])",
    re.IGNORECASE,
)
_MONTH_IN_ADDRESS = re.compile(r"/(?P<year>199[0-9]|20[0-4][0-9])[/-](?P<month>0?[1-9]|1[0-2])(?![0-9])")


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A day that might be that of publication.

    ``value`` is the EDTF value as far as it is printed, ``group`` from where it comes ("meta", "ld", "item",
    "address", "text", "time"), ``traits`` what speaks for it or against it. ``basis`` or ``path`` say where it stands.
    """

    day: date
    value: str
    group: str
    traits: frozenset[str]
    basis: Span | None = None
    path: str | None = None


def stated_value(text: str) -> tuple[date, str] | None:
    """The day and the EDTF value that an attribute states in ISO 8601, in seconds since 1970, or as dates are printed.

    None when it states no whole day, or could mean two.
    """
    text = text.strip()[:_LONGEST]
    if spaced := _SPACED.match(text):
        text = f"{spaced[1]}T{spaced[2]}{spaced[3] or ''}"
    text = _BARE_OFFSET.sub(r"\1:\2", text)
    if _SECONDS.match(text):
        moment = datetime.fromtimestamp(int(text[:10]), tz=UTC)
        return moment.date(), moment.strftime("%Y-%m-%dT%H:%M:%SZ")
    if "/" in text and _INTERVAL.match(text):
        return None
    days = {day for stamp in find_stamps(text) for day in stamp.days}
    if not days and (printed := _PRINTED.search(text)) and (month := month_of(printed["word"])):
        day = civil(int(printed["year"]), month, int(printed["day"]))
        days = {day} if day else set()
    if len(days) != 1:
        return None
    (day,) = days
    whole = text.startswith(day.isoformat()) and "/" not in text and is_valid(text)
    return day, text if whole else day.isoformat()


def stated_candidates(page: Page, title: str) -> list[Candidate]:
    """What meta tags, microdata in attributes, linked data and the page's address state. ``title`` helps to tell whose."""
    found: list[Candidate] = []
    for fact in page.facts:
        if fact.name.startswith("json-ld:") or fact.name == "time":
            continue
        if fact.name.startswith("script:") and (value := stated_value(fact.value)):
            trait = "script:created" if "creat" in fact.name else "script:published"
            found.append(_stated(value, "script", trait, fact.path))
            continue
        tells = told_by(fact.name.removeprefix("itemprop:"))
        if tells in _DATED and (value := stated_value(fact.value)):
            group = "item" if fact.name.startswith("itemprop:") or "/body[" in fact.path else "meta"
            found.append(_stated(value, group, f"{group}:{tells}", fact.path))
    strange = strays(page, title)
    found += _linked(page.facts, title, strange)
    found += _addressed(page, strange)
    return found


_DATED = frozenset({Tells.PUBLISHED, Tells.CREATED, Tells.DATED, Tells.MODIFIED})


def _stated(value: tuple[date, str], group: str, trait: str, path: str | None, *more: str) -> Candidate:
    return Candidate(day=value[0], value=value[1], group=group, traits=frozenset({trait, *more}), path=path)


@dataclass(slots=True)
class _Node:
    types: list[str]
    values: dict[str, str]
    facts: list[MarkupFact]


def _linked(facts: Sequence[MarkupFact], title: str, strange: AbstractSet[str]) -> Iterator[Candidate]:
    """The dates of the nodes of linked data; those at paths in ``strange`` are about another article."""
    nodes: dict[str, _Node] = {}
    for fact in facts:
        if not fact.name.startswith("json-ld:"):
            continue
        node = nodes.setdefault(fact.path, _Node([], {}, []))
        key = fact.name.removeprefix("json-ld:")
        if key == "@type":
            node.types.append(fact.value)
        else:
            node.values.setdefault(key, fact.value)
            node.facts.append(fact)
    articles = [
        node for node in nodes.values() if _sort(node.types) == "article" and "datePublished" in node.values
    ]
    fitting = [node for node in articles if _fits(node, title)]
    for path, node in nodes.items():
        sort = _sort(node.types)
        stray = path in strange or (
            sort == "article" and len(articles) > 1 and bool(fitting) and node not in fitting
        )
        for fact in node.facts:
            tells = told_by(fact.name.removeprefix("json-ld:"))
            if tells in _DATED and (value := stated_value(fact.value)):
                prefix = "ld-stray" if stray or sort == "other" else "ld-media" if sort == "media" else "ld"
                more = ("ld-page",) if sort == "page" else ("other story",) if path in strange else ()
                yield _stated(value, "ld", f"{prefix}:{tells}", fact.path, *more)


def _sort(types: Sequence[str]) -> str:
    if any(_ARTICLE_TYPES.search(one) for one in types):
        return "article"
    if any(_MEDIA_TYPES.search(one) for one in types):
        return "media"
    if any(_OTHER_TYPES.search(one) for one in types):
        return "other"
    return "page" if types else "untyped"


def _fits(node: _Node, title: str) -> bool:
    """Whether a node's headline is that of the page."""
    headline = " ".join((node.values.get("headline") or node.values.get("name") or "").lower().split())
    plain = " ".join(title.lower().split())
    return bool(headline) and bool(plain) and (headline in plain or plain in headline)


def addresses(page: Page) -> Iterator[tuple[str, str | None]]:
    """The addresses of the page with the path of the fact that states them: supplied, of the container, stated."""
    for known in (page.supplied.url, page.url):
        if known:
            yield known, None
    for fact in page.facts:
        if fact.name in {"canonical", "og:url", "twitter:url", "json-ld:url", "parsely-link"}:
            yield fact.value, fact.path


def _addressed(page: Page, strange: AbstractSet[str]) -> Iterator[Candidate]:
    seen: set[date] = set()
    for address, path in addresses(page):
        day = None if path in strange else day_in_address(address)
        if day is not None and day not in seen:
            seen.add(day)
            yield _stated((day, day.isoformat()), "address", "address", path)


def day_in_address(address: str) -> date | None:
    """The day in the path of an address ("/2016/07/22/", "-20160722"); None when there is none or another."""
    path = address.split("//", 1)[-1].partition("/")[2]
    for match in _IN_ADDRESS.finditer(path):
        year = match["year"] or match["year8"] or match["yearm"] or match["yearl"]
        month = match["month"] or match["month8"] or match["monthd"] or match["monthl"]
        day = match["day"] or match["day8"] or match["dayd"] or match["dayl"]
        number = int(month) if month.isdigit() else month_of(month)
        found = number and civil(int(year), number, int(day))
        if found:
            return found
    return None


def month_in(addresses_: Iterable[str]) -> tuple[int, int] | None:
    """Year and month in the path of the first address that has them."""
    for address in addresses_:
        if match := _MONTH_IN_ADDRESS.search(address.split("//", 1)[-1]):
            return int(match["year"]), int(match["month"])
    return None
