"""dragoman: saved news pages in, a traceable political record out.

>>> import dragoman as dg
>>> coded = dg.code("examples/quayside-wire-deal-signed.txt")
>>> coded.page.quote(coded.article.title)
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from dragoman._version import __version__

if TYPE_CHECKING:
    from dragoman.library import code as code, code_all as code_all

__all__ = ["__version__", "code", "code_all"]


def __getattr__(name: str) -> Any:
    # Loaded when asked for: rooms below import this package, and must not pull the library in.
    if name in {"code", "code_all"}:
        from dragoman import library

        return getattr(library, name)
    raise AttributeError(f"module 'dragoman' has no attribute {name!r}")
