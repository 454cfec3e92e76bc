"""Which nodes of linked data are about another article than the page's."""

from __future__ import annotations

from collections import defaultdict

from dragoman.model import Page
from dragoman.pages.addresses import same_address
from dragoman.pages.headline import key_of

_PREFIX = "json-ld:"
_OWN = ("canonical", "og:url")


def strays(page: Page, title: str) -> frozenset[str]:
    """The paths of nodes whose headline is not the page's ``title`` and whose addresses are all none of the page's.

    Templates leave the data of another story behind. One sign alone is no proof: headlines for search engines differ from
    those that are shown, and addresses of copies differ. A node that states no headline or no address is no stray.
    """
    known = {same_address(address) for address in (page.supplied.url, page.url) if address}
    known |= {same_address(fact.value) for fact in page.facts if fact.name in _OWN}
    if not known or not key_of(title):
        return frozenset()
    nodes: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for fact in page.facts:
        if fact.name.startswith(_PREFIX):
            nodes[fact.path][fact.name.removeprefix(_PREFIX)].append(fact.value)
    return frozenset(
        path
        for path, node in nodes.items()
        if node["headline"]
        and not any(_alike(headline, title) for headline in node["headline"])
        and (addresses := [url for url in node["url"] if url.lower().startswith(("http:", "https:"))])
        and not known & {same_address(url) for url in addresses}
    )


def _alike(one: str, other: str) -> bool:
    """Whether two headlines may be of one article: half the words of the shorter stand in the longer."""
    words, others = set(key_of(one).split()), set(key_of(other).split())
    return 2 * len(words & others) >= min(len(words), len(others))
