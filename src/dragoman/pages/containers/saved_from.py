"""What the tool that saved an HTML page wrote into it: the address, and when it was saved."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone
from html import unescape

from dragoman.pages.containers.maff import mail_date

#: Where such notes stand: near the beginning, or (the Internet Archive's) at the end. In bytes.
_HEAD, _TAIL = 32_768, 8_192
_SAVED_FROM = re.compile(rb"<!--\s*saved from url=\((\d{4})\)\s*([^\s<>]{4,4000}?)\s*-->", re.IGNORECASE)
_SINGLE_FILE = re.compile(
    rb"<!--\s*Page saved with SingleFile\s+url:\s*(\S{1,4000})\s+saved date:\s*([^\n<>]{1,120})",
    re.IGNORECASE,
)
_SINGLE_FILE_DATE = re.compile(
    r"[A-Z][a-z]{2} ([A-Z][a-z]{2}) (\d\d?) (\d{4}) (\d\d):(\d\d):(\d\d) GMT([+-])(\d\d)(\d\d)"
)
_MIRRORED = re.compile(
    rb"<!--\s*Mirrored from ([^\s<>]{3,2000}) by HTTrack Website Copier/[^,<>]{1,60}, ([^<>]{10,60}?)\s*-->",
    re.IGNORECASE,
)
_WAYBACK = re.compile(rb"""__wm\.wombat\("(https?://[^"\s<>]{3,4000})",\s*"(\d{14})\"""")
_WAYBACK_END = re.compile(
    rb"FILE ARCHIVED ON (\d\d):(\d\d):(\d\d) ([A-Z][a-z]{2}) (\d\d), (\d{4}) AND RETRIEVED FROM THE\s+INTERNET ARCHIVE"
)
_MONTHS = {
    name: at for at, name in enumerate("Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(), start=1)
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Saved:
    """Address and time (aware UTC) of a saved page, as far as its own notes tell."""

    url: str | None = None
    fetched_at: datetime | None = None


def saved_from(data: bytes) -> Saved:
    """What the notes of browsers and tools in ``data`` say: SingleFile, the Wayback Machine, HTTrack, "saved from".

    A page that the Wayback Machine gave was saved when the machine saved it, not when it was asked for.
    """
    head = data[:_HEAD]
    if (found := _SINGLE_FILE.search(head)) is not None:
        return Saved(url=_address(found.group(1)), fetched_at=_single_file_date(found.group(2)))
    if (found := _WAYBACK.search(head)) is not None:
        when = _moment(found.group(2).decode("ascii"))
        return Saved(url=_address(found.group(1)), fetched_at=when or _wayback_end(data))
    if (found := _MIRRORED.search(head)) is not None:
        url = found.group(1).decode("utf-8", "replace")
        # HTTrack leaves out "http://", and only that.
        url = url if "://" in url else f"http://{url}"
        return Saved(url=url, fetched_at=mail_date(found.group(2).decode("ascii", "replace")))
    url = None
    if (found := _SAVED_FROM.search(head)) is not None:
        url = _address(found.group(2))
    return Saved(url=url, fetched_at=_wayback_end(data))


def _address(raw: bytes) -> str | None:
    url = unescape(raw.decode("utf-8", "replace"))
    return url if url.lower().startswith(("http://", "https://")) else None


def _single_file_date(raw: bytes) -> datetime | None:
    found = _SINGLE_FILE_DATE.match(raw.decode("utf-8", "replace").strip())
    if found is None:
        return None
    month, day, year, hour, minute, second, sign, hours, minutes = found.groups()
    try:
        away = timedelta(hours=int(hours), minutes=int(minutes)) * (-1 if sign == "-" else 1)
        local = datetime(
            int(year), _MONTHS[month], int(day), int(hour), int(minute), int(second), tzinfo=timezone(away)
        )
        return local.astimezone(UTC)
    except (ValueError, KeyError, OverflowError):
        return None


def _wayback_end(data: bytes) -> datetime | None:
    found = _WAYBACK_END.search(data, max(0, len(data) - _TAIL))
    if found is None:
        return None
    hour, minute, second, month, day, year = (group.decode("ascii") for group in found.groups())
    return _moment(f"{year}{_MONTHS.get(month, 0):02d}{day}{hour}{minute}{second}")


def _moment(digits: str) -> datetime | None:
    try:
        return datetime.strptime(digits, "%Y%m%d%H%M%S").replace(tzinfo=UTC)
    except ValueError:
        return None
