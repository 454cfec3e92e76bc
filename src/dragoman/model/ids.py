"""Ids from content: the same input gives the same id in every run."""

from __future__ import annotations

import hashlib
import json


def content_id(*parts: str | int | None) -> str:
    """The first 16 hex digits of the SHA-256 over the parts as canonical JSON."""
    text = json.dumps(parts, ensure_ascii=True, separators=(",", ":"))
    return hashlib.sha256(text.encode("ascii")).hexdigest()[:16]


def bytes_id(data: bytes) -> str:
    """The SHA-256 of the bytes, in hex: the id of a page."""
    return hashlib.sha256(data).hexdigest()
