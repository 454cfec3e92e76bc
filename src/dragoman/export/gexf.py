"""A network as GEXF 1.3, for Gephi and the like: static, or dynamic with spells of days.

Edges between the same two nodes are told apart by their ``kind``. An unknown value is not there. The file bears no date of
writing, so that the same network gives the same bytes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape

from dragoman.export.graph import Attribute, Graph, Spell, Value, legible

_NAMESPACE = "http://gexf.net/1.3"
_SCHEMA = "http://www.w3.org/2001/XMLSchema-instance"


def encode_gexf(graph: Graph) -> str:
    """``graph`` as a GEXF document (UTF-8). A day of a spell counts as a whole, the first and the last too."""
    return "".join(f"{line}\n" for line in _document(graph))


def _document(graph: Graph) -> Iterator[str]:
    yield '<?xml version="1.0" encoding="UTF-8"?>'
    yield (
        f'<gexf xmlns="{_NAMESPACE}" xmlns:xsi="{_SCHEMA}"'
        f' xsi:schemaLocation="{_NAMESPACE} {_NAMESPACE}/gexf.xsd" version="1.3">'
    )
    yield f"<meta><creator>dragoman</creator><description>{escape(graph.description)}</description></meta>"
    mode = (
        'mode="dynamic" timeformat="date" timerepresentation="interval"' if graph.dynamic else 'mode="static"'
    )
    yield f'<graph defaultedgetype="directed" {mode}>'
    yield from _attributes("node", graph.node_attributes)
    yield from _attributes("edge", graph.edge_attributes)
    yield "<nodes>"
    for node in graph.nodes:
        yield f"<node id={_said(node.id)} label={_said(node.label)}>"
        yield from _values(graph.node_attributes, node.values)
        yield from _spells(node.spells)
        yield "</node>"
    yield "</nodes>\n<edges>"
    for edge in graph.edges:
        ends = f"source={_said(edge.source)} target={_said(edge.target)}"
        kind = _said(edge.kind)
        yield f"<edge id={_said(edge.id)} {ends} kind={kind} label={kind} weight={_said(edge.weight)}>"
        yield from _values(graph.edge_attributes, edge.values)
        yield from _spells(edge.spells)
        yield "</edge>"
    yield "</edges>\n</graph>\n</gexf>"


def _attributes(of: str, attributes: Iterable[Attribute]) -> Iterator[str]:
    yield f'<attributes class="{of}">'
    for one in attributes:
        yield f'<attribute id={_said(one.name)} title={_said(one.name)} type="{one.typed}"/>'
    yield "</attributes>"


def _values(attributes: Iterable[Attribute], values: Iterable[Value]) -> Iterator[str]:
    known = [(one, value) for one, value in zip(attributes, values, strict=True) if value is not None]
    if known:
        yield "<attvalues>"
        for one, value in known:
            yield f"<attvalue for={_said(one.name)} value={_said(value)}/>"
        yield "</attvalues>"


def _spells(spells: Iterable[Spell]) -> Iterator[str]:
    shown = [
        "".join(f' {name}="{day}"' for name, day in zip(("start", "end"), spell, strict=True) if day)
        for spell in spells
    ]
    if shown:
        yield f"<spells>{''.join(f'<spell{one}/>' for one in shown)}</spells>"


def _said(value: str | float) -> str:
    return quoted(value_said(value))


def quoted(text: str) -> str:
    """Text as the value of an attribute, with its quotation marks."""
    return f'"{escape(text)}"'


def value_said(value: str | float) -> str:
    """A value as both formats of networks write it: text on one line, a fraction with four digits after the point."""
    if isinstance(value, str):
        return legible(value)
    return str(value) if isinstance(value, int) else f"{value:.4f}"
