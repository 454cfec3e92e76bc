"""Which units of a page are its article: how much of each stands in a known text, and what the classifier is to learn.

A unit belongs to a text when most of its words stand in runs of four that the text has too, counted over the whole
page's words, so that short units (table cells, headings) are carried by what stands around them.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from dragoman.pages.classifier.features import COLUMNS
from dragoman.pages.units import Unit
from training.blocks.pages import Known
from training.blocks.silver import TEACHERS

Numbers: TypeAlias = "npt.NDArray[np.float64]"
_WORD = re.compile(r"\w+")
_RUN = 4
_LONG = 60
#: How far the teachers' share of votes is spread towards yes and no.
_SPREAD = 1.5


def shares(units: Sequence[Unit], text: str) -> Numbers:
    """For each unit the share of its words that stand in ``text``, 0..1."""
    words = _WORD.findall(text)
    runs = {tuple(words[i : i + _RUN]) for i in range(len(words) - _RUN + 1)}
    lines = {" ".join(_WORD.findall(line)) for line in text.split("\n")}
    own = [_WORD.findall(unit.raw) for unit in units]
    stream = [word for one in own for word in one]
    covered: npt.NDArray[np.bool_] = np.zeros(len(stream), dtype=bool)
    for i in range(len(stream) - _RUN + 1):
        if tuple(stream[i : i + _RUN]) in runs:
            covered[i : i + _RUN] = True
    found, at = np.zeros(len(units)), 0
    alone = []
    for i, one in enumerate(own):
        found[i] = covered[at : at + len(one)].mean() if one else 0.0
        at += len(one)
        if one and found[i] < 0.5 and len(one) < _RUN and " ".join(one) in lines:
            alone.append(i)
    return _placed(units, own, found, alone, f" {' '.join(words)} ")


def _placed(
    units: Sequence[Unit], own: Sequence[Sequence[str]], found: Numbers, alone: Sequence[int], text: str
) -> Numbers:
    """Short lines count inside the covered stretch only; of a text that stands there more often than in the known
    text, the places nearest to the rest count."""
    good = [i for i, share in enumerate(found) if share >= 0.5 and len(units[i].raw) > _LONG]
    if not good:
        return found
    for i in alone:
        near = [found[j] >= 0.5 for j in range(max(0, i - 2), min(len(found), i + 3)) if j != i]
        if good[0] < i < good[-1] and sum(near) >= 2:
            found[i] = 1.0
    places: dict[str, list[int]] = {}
    for i, share in enumerate(found):
        if share >= 0.5:
            places.setdefault(" ".join(own[i]), []).append(i)
    for words, at in places.items():
        times = max(1, text.count(f" {words} "))
        others = [j for j in good if j not in at]
        for i in sorted(at, key=lambda i: -sum(1 / (1 + abs(i - j)) for j in others))[times:]:
            found[i] = 0.0
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class Goal:
    """What is known of a page's units: the answer wanted of each (0..1), whether gold proves it, its share of the page's
    weight (1 together), and what each teacher says of it and of the units beside it (columns)."""

    wanted: Numbers
    proven: npt.NDArray[np.bool_]
    weight: Numbers
    votes: Numbers


def goal_of(known: Known, silver: Mapping[str, Mapping[str, str]]) -> Goal:
    """Gold where there is any, else the teachers' votes."""
    length = np.asarray([math.log1p(len(unit.raw)) for unit in known.units])
    said = np.stack([shares(known.units, silver[name].get(known.id, "")) for name in TEACHERS], axis=1)
    proven: npt.NDArray[np.bool_] = np.full(len(known.units), known.body is not None)
    if known.body is not None:
        wanted = (shares(known.units, known.body) >= 0.5).astype(float)
    else:
        wanted = (said >= 0.5) @ np.asarray(list(TEACHERS.values()))
        wanted = np.clip((wanted - 0.5) * _SPREAD + 0.5, 0, 1)
        wanted[_headline(known)] = 0.0
    for i, unit in enumerate(known.units):
        text = folded(unit.raw)
        inside = any(folded(one) in text for one in known.inside)
        if inside or any(folded(one) in text for one in known.outside):
            wanted[i], proven[i] = float(inside), True
    return Goal(wanted=wanted, proven=proven, weight=length / length.sum(), votes=_beside(said))


def _beside(said: Numbers) -> Numbers:
    """The teachers' shares of each unit, of the units before and after, how many agree, and each one's share of the
    page."""
    none = np.zeros((1, said.shape[1]))
    yes = said >= 0.5
    whole = np.broadcast_to(yes.mean(axis=0), said.shape)
    before, after = np.vstack([none, said[:-1]]), np.vstack([said[1:], none])
    return np.hstack([said, before, after, yes.mean(axis=1, keepdims=True), whole])


def _headline(known: Known) -> npt.NDArray[np.bool_]:
    """Teachers differ on whether the headline is part of the article: here it is not."""
    column = {name: known.numbers[:, i] for i, name in enumerate(COLUMNS)}
    heading: npt.NDArray[np.bool_] = (column["own h1"] + column["own h2"] > 0) & (column["stated_title"] > 0)
    return heading


def folded(text: str) -> str:
    """``text`` with runs of white space as one space, as the scorer compares."""
    return re.sub(r"\s+", " ", text)
