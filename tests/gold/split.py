"""Which passages are held back: a third by the digest of their ids. Rules are written while looking at the others."""

from __future__ import annotations

import hashlib

#: One passage in so many is held back.
PARTS = 3


def is_held_back(identity: str) -> bool:
    """Whether a passage is held back: it is scored once, when the rules are done, and not read before."""
    return int(hashlib.sha256(identity.encode()).hexdigest(), 16) % PARTS == 0
