"""A network as GraphML, for networkx, igraph, yEd and Gephi. It knows no spells: first and last day are attributes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape

from dragoman.export.gexf import quoted, value_said
from dragoman.export.graph import Attribute, Graph, Typed, Value, attributes

_NAMESPACE = "http://graphml.graphdrawing.org/xmlns"
_TYPES = {Typed.STRING: "string", Typed.INTEGER: "long", Typed.DOUBLE: "double"}
_LABEL = attributes(("label",), Typed.STRING)
_EDGE = (*_LABEL, *attributes(("weight",), Typed.INTEGER))


def encode_graphml(graph: Graph) -> str:
    """``graph`` as a GraphML document (UTF-8). An unknown value is not there."""
    return "".join(f"{line}\n" for line in _document(graph))


def _document(graph: Graph) -> Iterator[str]:
    nodes, edges = (*_LABEL, *graph.node_attributes), (*_EDGE, *graph.edge_attributes)
    yield '<?xml version="1.0" encoding="UTF-8"?>'
    yield (
        f'<graphml xmlns="{_NAMESPACE}" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
        f' xsi:schemaLocation="{_NAMESPACE} {_NAMESPACE}/1.0/graphml.xsd">'
    )
    for of, names in (("node", nodes), ("edge", edges)):
        for one in names:
            yield (
                f'<key id="{of}-{one.name}" for="{of}" attr.name="{one.name}" attr.type="{_TYPES[one.typed]}"/>'
            )
    yield '<graph id="dragoman" edgedefault="directed">'
    yield f"<desc>{escape(graph.description)}</desc>"
    for node in graph.nodes:
        yield f"<node id={quoted(node.id)}>"
        yield from _values("node", nodes, (node.label, *node.values))
        yield "</node>"
    for edge in graph.edges:
        ends = f"source={quoted(edge.source)} target={quoted(edge.target)}"
        yield f"<edge id={quoted(edge.id)} {ends}>"
        yield from _values("edge", edges, (edge.kind, edge.weight, *edge.values))
        yield "</edge>"
    yield "</graph>\n</graphml>"


def _values(of: str, names: Iterable[Attribute], values: Iterable[Value]) -> Iterator[str]:
    for one, value in zip(names, values, strict=True):
        if value is not None:
            yield f'<data key="{of}-{one.name}">{escape(value_said(value))}</data>'
