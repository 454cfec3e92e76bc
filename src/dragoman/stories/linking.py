"""Average linkage over a sparse graph, with ties that depend on the names of the nodes alone.

Two clusters are joined while the mean weight between their members (no edge weighs nothing) reaches a threshold, the
closest first. The result is a function of the graph: the order in which nodes or edges are given changes nothing.
"""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterable, Mapping

Cluster = tuple[str, ...]
Veto = Callable[[Cluster, Cluster], bool]


def components(nodes: Iterable[str], edges: Mapping[tuple[str, str], int], least: int) -> tuple[Cluster, ...]:
    """The parts of the graph that hang together by edges of at least ``least``, each sorted, in order.

    Clusters of that threshold never reach beyond one part: a mean reaches it only where an edge does.
    """
    head = {node: node for node in nodes}

    def find(node: str) -> str:
        while head[node] != node:
            head[node] = head[head[node]]
            node = head[node]
        return node

    for (left, right), weight in edges.items():
        if weight >= least:
            one, two = sorted((find(left), find(right)))
            head[two] = one
    parts: dict[str, list[str]] = {}
    for node in sorted(head):
        parts.setdefault(find(node), []).append(node)
    return tuple(tuple(part) for part in parts.values())


def link(
    nodes: Iterable[str], edges: Mapping[tuple[str, str], int], threshold: int, veto: Veto | None = None
) -> tuple[Cluster, ...]:
    """The clusters, each sorted, in order. ``edges`` go by sorted pairs and may name other nodes, which are passed over.

    ``veto`` forbids that two clusters, as they are, are joined.
    """
    members: dict[int, Cluster] = {number: (node,) for number, node in enumerate(sorted(nodes))}
    number_of = {cluster[0]: number for number, cluster in members.items()}
    near: dict[int, dict[int, int]] = {number: {} for number in members}
    for (left, right), weight in edges.items():
        one, two = number_of.get(left), number_of.get(right)
        if one is not None and two is not None:
            near[one][two] = near[two][one] = weight
    # A cluster keeps the number of its first member: the lowest, as nodes are sorted.
    waiting = [
        _rank(one, two, weight, members)
        for one in near
        for two, weight in near[one].items()
        if one < two and weight >= threshold
    ]
    heapq.heapify(waiting)
    while waiting:
        _, one, two, sizes = heapq.heappop(waiting)
        if one not in members or two not in members or sizes != (len(members[one]), len(members[two])):
            continue
        if veto is not None and veto(members[one], members[two]):
            continue
        _join(one, two, members, near)
        size = len(members[one]) * threshold
        for other, weight in near[one].items():
            if weight >= size * len(members[other]):
                heapq.heappush(waiting, _rank(min(one, other), max(one, other), weight, members))
    return tuple(sorted(members.values()))


def _join(one: int, two: int, members: dict[int, Cluster], near: dict[int, dict[int, int]]) -> None:
    members[one] = tuple(sorted((*members[one], *members.pop(two))))
    for other, weight in near.pop(two).items():
        del near[other][two]
        if other != one:
            near[one][other] = near[other][one] = near[one].get(other, 0) + weight


def _rank(
    one: int, two: int, weight: int, members: Mapping[int, Cluster]
) -> tuple[float, int, int, tuple[int, int]]:
    sizes = len(members[one]), len(members[two])
    # Division of whole numbers rounds right: equal means are equal floats.
    return -(weight / (sizes[0] * sizes[1])), one, two, sizes
