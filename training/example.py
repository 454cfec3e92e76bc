"""One training sentence, whatever it was annotated for."""

from __future__ import annotations

from dataclasses import dataclass

Tags = tuple[str | None, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """Words and those layers that are known; a layer that is not annotated is None, and so is one unknown tag.

    `heads` counts from 1, 0 is the root. `inside` says which words stand inside quotation marks. `weight` scales the
    losses of the names layer (silver annotation counts less).
    """

    source: str
    words: tuple[str, ...]
    inside: tuple[bool, ...]
    joined: tuple[bool, ...] | None = None
    upos: tuple[str, ...] | None = None
    xpos: tuple[str, ...] | None = None
    lemmas: tuple[str, ...] | None = None
    heads: tuple[int, ...] | None = None
    deprel: tuple[str, ...] | None = None
    ner: Tags | None = None
    roles: dict[str, Tags] | None = None
    weight: float = 1.0

    def __post_init__(self) -> None:
        layers = (
            self.inside,
            self.joined,
            self.upos,
            self.xpos,
            self.lemmas,
            self.heads,
            self.deprel,
            self.ner,
        )
        for layer in (*layers, *(self.roles or {}).values()):
            if layer is not None and len(layer) != len(self.words):
                raise ValueError(f"a layer of {len(layer)} tags for {len(self.words)} words in {self.source}")
