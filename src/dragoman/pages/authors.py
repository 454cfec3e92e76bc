"""Who wrote the article of an HTML page: what the page shows near it, what the markup states, cleaned to names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import islice

from dragoman.dates.months import month_of
from dragoman.dates.names import WEEKDAYS
from dragoman.dates.stamps import find_stamps
from dragoman.model import Block, BlockKind, MarkupFact, Page, Span, Stated, Tree
from dragoman.pages.date_words import OTHER_NAMES, PUBLISHED, names_in
from dragoman.pages.element_text import ElementTexts
from dragoman.pages.fact_names import Tells, told_by
from dragoman.pages.headline import key_of
from dragoman.pages.linked_nodes import strays

_BY = (
    r"(?:(?:written|posted|published|words|text|story|reported|compiled|submitted|created|added|reviewed)\s+by|by|author|authors|"
    r"(?:geschrieben|verfasst|erstellt|veröffentlicht|gepostet|beitrag|eingestellt|publiziert|text|ein\s(?:beitrag|artikel|gastbeitrag))\s*von|von|vom|"
    r"autor(?:in|en|es|a|e)?|verfasser|redakteur(?:in)?|text|(?:publié|posté|écrit|rédigé)\s+par|par|auteur|auteure|por|escrito\s+por|"
    r"publicado\s+por|di|a\scura\sdi|autore|door|geschreven\sdoor|skrevet\saf|af|av|skriven\sav|autorzy|napisał|dodał|autoři|"
    r"автор|текст|yazar|yazan|haber|συντάκτης|του|της|γράφει(?:\s(?:ο|η))?|作者|记者|記者|文|撰文|oleh|penulis|kirjoittanut|írta|szerző|بقلم|كتبت?|الكاتبة?|نویسنده|מאת)"
)
_LEAD = re.compile(
    rf"^[\s|·•—–\-,/(\[]*(?:{_BY})(?:\s*[:|]\s*|\s+|(?-i:(?<=[a-zà-ÿ])(?=[A-ZÀ-Þ]))|(?=[一-鿿]))",
    re.IGNORECASE,
)
_SPLIT = re.compile(
    r"\s*(?:;|,|\||/|·|•|&|\s-\s|\s–\s|\s—\s|\r|\n|\t|\b(?:and|und|et|y|e|en|och|og|ve|и|και|with|mit)\b(?=\s))\s*",
    re.IGNORECASE,
)
_MAIL = re.compile(r"\S+@\S+|https?:\S+|\(.*?\)|\[.*?\]|@\w+")
_TAIL = re.compile(
    r"\s+(?:on|am|le|el|il|op|um|in|im\sGespräch|at|for|für|from|aus|às|à|dne|den|says|said|sagt|published|updated|veröffentlicht|email|posted|view|follow|the)\b.*$"
    r"|\s*[»›>|].*$|\s*\d.*$"
)
#: What is no name by itself.
_ROLE = re.compile(
    r"(?:redaktion|redaction|rédaction|redacción|redazione|redactie|editors?|editor in chief|chefredakteur(?:in)?|staff|staff writer|admin|administrator|"
    r"reporter|correspondent|senior \w+|journalist(?:in)?|author|authors|autor|autorin|by|von|par|text|foto|fotos|photo|photos|bild|bilder|"
    r"contributor|guest|gast|gastautor|associate \w+|managing \w+|writer|producer|photographer|freelance \w+|profile|profil|posts?|"
    r"alle beiträge|all posts|about|über|mehr|more|share|teilen|kommentare?|comments?|published|posted|twitter|facebook|email|e-mail|print|drucken|"
    r"um|uhr|updated|interview|archiv anzeigen.*|n/?a|none|null|unknown author|undefined|http|www)",
    re.IGNORECASE,
)
_NAMES = frozenset(
    "author authors byline autor autorin auteur auteurs writer creator verfasser vcard fn autore yazar".split()
)
_HINT = re.compile(r"(?i)auth|aut[eo]u?r|byline|writer|creator|verfasser|vcard|fn|yazar")
_REJECTED = frozenset(
    "bio box about avatar image photo img social links description more info-box infobox profile count date time".split()
)
#: So many elements around an author's are looked at; some are named for all the page.
_REACH, _WIDE = 6, frozenset({"body", "html", "main", "article"})
_LONGEST, _MOST_WORDS, _MOST = 90, 5, 8
#: Words in small letters that stand within names.
_WITHIN = frozenset(
    "de da do dos das del della di la le du des van der den von zu zum zur und y e i al el bin ibn ben ter ten af av mc".split()
)
#: How far before the headline and behind the text an author may stand, in characters.
_BEFORE, _BEHIND, _UNDER = 300, 400, 450


def authors_of(
    page: Page, tree: Tree, blocks: Sequence[Block], title: Span | None, sites: Sequence[str]
) -> tuple[Stated, ...]:
    """The authors, as names; empty when the page names none. Names of the site stand only where nobody else is named."""
    names = {key_of(site) for site in sites} | {key_of(site).replace(" ", "") for site in sites}
    strange = strays(page, page.quote(title)) if title is not None else frozenset()
    stated = list(_stated([fact for fact in page.facts if fact.path not in strange]))
    shown = list(_shown(page, tree, blocks, title))
    people = _cleaned(stated, names)
    near = next((found for one in shown if (found := _cleaned([one], names))), ())
    if not people or {key_of(one.text) for one in people} < {key_of(one.text) for one in near}:
        people = near
    if not people:
        # A site that signs its articles itself is named where nobody else is.
        people = next((found for one in (*shown, *stated) if (found := _cleaned([one], set()))), ())[:1]
    return tuple(_placed(page, one, title) for one in people[:_MOST])


def _stated(facts: Sequence[MarkupFact]) -> Iterator[Stated]:
    """The authors that markup states, from the source that names most surely."""
    groups: dict[str, list[Stated]] = {}
    for fact in facts:
        name = fact.name
        if name in {"json-ld:author", "json-ld:creator"}:
            groups.setdefault("json-ld:author" if name.endswith("author") else name, []).append(
                Stated(text=fact.value, path=fact.path)
            )
        elif told_by(name.removeprefix("itemprop:")) is Tells.AUTHOR and not name.startswith("json-ld"):
            groups.setdefault(name, []).append(Stated(text=fact.value, path=fact.path))
    order = (
        "json-ld:author",
        "parsely-author",
        "sailthru.author",
        "byl",
        "author",
        "citation_author",
        "dc.creator",
    )
    for name in (*order, *(name for name in groups if name not in order)):
        good = [one for one in groups.get(name, ()) if not one.text.lower().startswith(("http", "www.", "@"))]
        if good and any(_parts(one.text) for one in good):
            yield from good
            return


def _shown(page: Page, tree: Tree, blocks: Sequence[Block], title: Span | None) -> Iterator[Stated]:
    """What the page shows where authors stand: marked elements first, those near the headline before others; then lines."""
    body = [block.span for block in blocks if block.kind is BlockKind.PARAGRAPH]
    top = title.start if title else (body[0].start if body else 0)
    end = max((span.end for span in body), default=top) + _BEHIND
    texts = ElementTexts(page, tree)
    marked = [
        (rank, abs(span.start - (title.end if title else top)), span)
        for element, rank in _marked(tree)
        if (span := texts.span(element)) is not None
        and len(" ".join(page.quote(span).split())) <= _LONGEST
        and top - _BEFORE <= span.start <= end
    ]
    for _, _, span in sorted(marked, key=lambda one: (one[0], one[1])):
        yield Stated(text=page.quote(span), span=span)
    start = title.end if title else max(0, top - _UNDER)
    for number in tree.nodes(start, min(len(page.text), start + _UNDER)):
        first = tree.starts[number]
        last = tree.starts[number + 1] if number + 1 < len(tree.starts) else len(page.text)
        text = page.text[first:last]
        if first < start or len(" ".join(text.split())) > _LONGEST or not (lead := _LEAD.match(text)):
            continue
        if not text[lead.end() :].strip() and number + 1 < len(tree.starts):
            first, last = last, tree.starts[number + 2] if number + 2 < len(tree.starts) else len(page.text)
        if len(" ".join(page.text[first:last].split())) <= _LONGEST and _begins_with_name(
            page.text[first:last]
        ):
            yield Stated(text=page.text[first:last], span=page.span(first, last))


def _begins_with_name(line: str) -> bool:
    """Whether a line that no markup calls a byline names somebody: "By Monday the port was empty" does not.

    Its first name is one word (a handle) that is no day or month, or of several none in small letters but those that
    stand within names.
    """
    names = _parts(line)
    words = names[0].split() if names else []
    if len(words) < 2:
        return bool(words) and words[0] not in WEEKDAYS and not month_of(words[0])
    return not any(word[0].islower() and word not in _WITHIN for word in words)


def _marked(tree: Tree) -> Iterator[tuple[int, int]]:
    """Elements whose markup says that an author stands in them, with a rank: 0 the surest."""
    for element, attributes in enumerate(tree.attributes):
        if not attributes or (rank := _rank(attributes)) is None:
            continue
        around = (
            names_in(_naming(tree.attributes[at]))
            for at in islice(tree.above(element), 1, _REACH)
            if tree.tags[at] not in _WIDE
        )
        own = names_in(_naming(attributes))
        if own & _REJECTED or any(names & _THREADS for names in around):
            continue
        yield element, rank


_THREADS = OTHER_NAMES & frozenset(
    "comment comments reply replies kommentar kommentare respond discussion disqus related teaser teasers sidebar widget footer".split()
)


def _rank(attributes: Sequence[tuple[str, str]]) -> int | None:
    best: int | None = None
    for name, value in attributes:
        if (name == "rel" and "author" in value.lower()) or (
            name == "itemprop" and value.lower() in {"author", "creator", "author name"}
        ):
            best = 0
        elif name in {"class", "id"} and best is None and value and _names_author(value[:200]):
            best = 1
    return best


@lru_cache(maxsize=8192)
def _names_author(value: str) -> bool:
    return _HINT.search(value) is not None and any(
        word in _NAMES or word.startswith(("author", "autor", "byline")) for word in names_in(value)
    )


def _naming(attributes: Sequence[tuple[str, str]]) -> str:
    return " ".join(value[:200] for name, value in attributes if name in {"class", "id"})


def _cleaned(found: Sequence[Stated], sites: set[str]) -> tuple[Stated, ...]:
    people: dict[str, Stated] = {}
    for one in found:
        for part in _parts(one.text):
            people.setdefault(key_of(part), Stated(text=part, span=one.span, path=one.path))
    others = {
        key: one for key, one in people.items() if key not in sites and key.replace(" ", "") not in sites
    }
    return tuple(others.values())


def _parts(text: str) -> tuple[str, ...]:
    """The names in a byline."""
    text = _MAIL.sub(" ", " ".join(text.split()))
    for stamp in reversed(list(find_stamps(text))):
        text = f"{text[: stamp.start]}|{text[stamp.end :]}"
    out = []
    for _ in range(3):
        lead = _LEAD.match(text)
        if lead is None:
            break
        text = text[lead.end() :]
    for part in _SPLIT.split(text):
        name = _TAIL.sub("", part).strip(" .:-–—|,()[]\"'“”„*»«›‹")
        name = _LEAD.sub("", name) if _LEAD.match(name) else name
        words = name.split()
        if (
            name
            and len(words) <= _MOST_WORDS
            and any(c.isalpha() for c in name)
            and not _ROLE.fullmatch(name)
            and not PUBLISHED.fullmatch(name.lower())
            and len(key_of(name)) > 1
        ):
            out.append(name)
    return tuple(out)


def _placed(page: Page, one: Stated, title: Span | None) -> Stated:
    """The name with the span where it stands: inside what was read, else after the headline, else anywhere."""
    pattern = re.compile(
        r"(?<!\w)" + r"\s+".join(map(re.escape, one.text.split())) + r"(?!\w)", re.IGNORECASE
    )
    places = [(one.span.start, one.span.end)] if one.span else []
    places += [(title.end, len(page.text))] if title else []
    for start, end in (*places, (0, len(page.text))):
        if found := pattern.search(page.text, start, end):
            return Stated(
                text=one.text,
                span=page.span(found.start(), found.end()),
                path=one.path if one.span is None else None,
            )
    return Stated(text=one.text, path=one.path)
