"""dragoman: saved news pages in, a traceable political record out.

>>> import dragoman as dg
>>> coded = dg.code("examples/quayside-wire-deal-signed.txt")
>>> coded.page.quote(coded.article.title)
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from dragoman._version import __version__

if TYPE_CHECKING:
    from dragoman.library import code as code

__all__ = ["__version__", "code"]


def __getattr__(name: str) -> Any:
    # Loaded when asked for: rooms below import this package, and must not pull the library in.
    if name == "code":
        from dragoman.library import code

        return code
    raise AttributeError(f"module 'dragoman' has no attribute {name!r}")
