"""Addresses of pages: when two of them are the same page."""

from __future__ import annotations

import re
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit

#: Parameters that say how a reader came to the page and never which page it is.
_TRACKING = re.compile(
    r"^(utm_\w+|fbclid|gclid|dclid|gbraid|wbraid|msclkid|yclid|igshid|mc_[ce]id|_ga|_gl|ref_src|ref_url|cmpid"
    r"|ocid|ito|spm|xtor|at_(medium|campaign|custom\d|format|link_\w+|ptr_name|bbc_team)|__twitter_impression)$",
    re.IGNORECASE,
)
_PORTS = {"http": 80, "https": 443}
#: An address in the Wayback Machine or a tool like it: the time, and the address that was saved.
_ARCHIVED = re.compile(r"^https?://[^/]+/(?:web/)?(\d{14})(?:[a-z]{2}_)?/(https?:/{1,2}.+)$", re.IGNORECASE)
_UNRESERVED = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")


def same_address(url: str) -> str:
    """A form of ``url`` that two addresses share when they are the same page.

    Scheme, "www.", default port, fragment (but not a path in one, "#!/"), tracking parameters, the order of the
    others and a slash at the end do not count; letters of host names are folded, and so are escapes of plain
    letters. For an address of a web archive it is the address that was archived. What cannot be read as an
    address stays as it is.
    """
    url = url.strip()
    if (archived := _ARCHIVED.match(url)) is not None:
        url = re.sub(r"^(https?:)/(?!/)", r"\1//", archived.group(2))
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        return url
    if parts.scheme.lower() not in _PORTS or not parts.hostname:
        return url
    host = parts.hostname.rstrip(".").removeprefix("www.")
    if port is not None and port != _PORTS[parts.scheme.lower()]:
        host += f":{port}"
    return f"{host}{_path(parts)}{_query(parts)}{_fragment(parts)}"


def _path(parts: SplitResult) -> str:
    return _plain(parts.path).rstrip("/")


def _query(parts: SplitResult) -> str:
    pairs = [
        pair
        for pair in parse_qsl(parts.query, keep_blank_values=True, max_num_fields=None)
        if not _TRACKING.match(pair[0])
    ]
    return "?" + "&".join(f"{name}={value}" for name, value in sorted(pairs)) if pairs else ""


def _fragment(parts: SplitResult) -> str:
    return f"#{parts.fragment}" if parts.fragment.startswith(("!", "/")) else ""


def _plain(path: str) -> str:
    """``path`` with escapes of letters that need none undone, and capital digits in the others."""

    def one(found: re.Match[str]) -> str:
        letter = unquote(found.group(0))
        return letter if letter in _UNRESERVED else found.group(0).upper()

    return re.sub(r"%[0-9A-Fa-f]{2}", one, path)
