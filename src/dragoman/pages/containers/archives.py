"""What archives of files have in common: which of their members are pages, and the balance at the end."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from dragoman.model import Problem
from dragoman.pages.containers.kinds import HEAD
from dragoman.pages.containers.media import kind_left_out
from dragoman.pages.containers.payload import Payload
from dragoman.pages.containers.source import Source, left_out, within
from dragoman.pages.containers.streams import Stream

#: Folders that a browser writes beside a page it saves complete: "Page_files" for "Page.html". Some languages have
#: their own word for the ending.
_FILES = re.compile(
    r"^(?P<page>.+?)[-_. ](files|file|Dateien|fichiers|archivos|ficheros|ficheiros|arquivos|bestanden|soubory"
    r"|dosyalar|pliki|tiedostot|filer|failid|fájlok|elemei|datoteke|fails|bylos|fitxategiak|fitxers"
    r"|ไฟล์|файлы|파일|文件)$",
    re.IGNORECASE,
)
#: What systems put into archives for themselves.
_SYSTEM = re.compile(
    r"(^|/)(__MACOSX/|\.DS_Store$|Thumbs\.db$|desktop\.ini$|\._)|^META-INF/|^mimetype$", re.IGNORECASE
)


@dataclass(slots=True, kw_only=True)
class Members:
    """The balance of an archive: what was handed on, and what was left out and why."""

    beside: frozenset[str]
    counts: Counter[str] = field(default_factory=Counter)
    taken: int = 0

    def why_not(self, name: str) -> str | None:
        """What a member is counted as that is passed over for its name or folder."""
        if _SYSTEM.search(name):
            return "files of the system"
        folders = PurePosixPath(name).parts[:-1]
        if any("/".join(folders[: at + 1]) in self.beside for at in range(len(folders))):
            return "parts of pages saved complete"
        return None

    def pick(
        self, name: str, stream: Stream, source: Source, about: Payload | None = None
    ) -> Iterator[Source | Problem]:
        """The member as a source to read on, or nothing when it is counted as left out."""
        head = stream.peek(HEAD)
        if not head and stream.fault is None:
            self.counts["empty files"] += 1
            return
        if head and (why := kind_left_out(head, name=name)) is not None:
            self.counts[why] += 1
            return
        self.taken += 1
        locator = within(source.about.locator, member=name)
        yield source.inside(stream, about or Payload(data=b"", locator=locator))

    def balance(self, source: Source) -> Iterator[Problem]:
        """The one problem that counts what was left out."""
        if (detail := left_out(self.counts, self.taken, "members", "handed on")) is not None:
            yield source.problem("records-left-out", detail)


def folders_beside_pages(names: Iterable[str]) -> frozenset[str]:
    """The folders that hold the parts of a page saved complete: the page itself lies beside them."""
    every = set(names)
    pages = {str(PurePosixPath(name).with_suffix("")) for name in every if _is_page_name(name)}
    folders = {str(parent) for name in every for parent in PurePosixPath(name).parents}
    out = set()
    for folder in folders:
        path = PurePosixPath(folder)
        found = _FILES.match(path.name)
        if found and str(path.with_name(found["page"])) in pages:
            out.add(folder)
    return frozenset(out)


def _is_page_name(name: str) -> bool:
    return PurePosixPath(name).suffix.lower() in {".html", ".htm", ".xhtml", ".shtml", ".php", ".aspx"}
