"""dragoman: saved news pages in, a traceable political record out."""

from dragoman._version import __version__

__all__ = ["__version__"]
