"""An ONNX graph under construction: nodes and constants, each tensor known by the name that its maker got back.

Beside ONNX's own operators only those stand here that onnxruntime itself brings (domain ``com.microsoft``): a file
needs nothing but that library.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, TypeAlias

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import helper, numpy_helper

Array: TypeAlias = NDArray[Any]
#: Names, element types and shapes (a number, or a name where it differs between calls) of inputs or outputs.
Ends: TypeAlias = Mapping[str, tuple[type[np.generic], Sequence[int | str]]]

FLOAT: int = onnx.TensorProto.FLOAT
OPSET, IR = 20, 10  # read by onnxruntime from 1.18 on
_THEIRS = "com.microsoft"
_BROUGHT = frozenset(("FusedMatMul", "MatMulIntegerToFloat", "MultiHeadAttention"))


class Graph:
    """Nodes in the order in which they are added; that order is the one of computing."""

    def __init__(self) -> None:
        self._nodes: list[Any] = []
        self._constants: list[Any] = []

    def node(self, kind: str, *inputs: str, **attributes: Any) -> str:
        """Adds an operator with one output and gives that output's name; an input named "" is left out."""
        return self.nodes(kind, 1, *inputs, **attributes)[0]

    def nodes(self, kind: str, outputs: int, *inputs: str, **attributes: Any) -> tuple[str, ...]:
        """Adds an operator with so many outputs and gives their names."""
        stem = f"{kind}_{len(self._nodes)}"
        names = tuple(f"{stem}_{number}" for number in range(outputs))
        domain = _THEIRS if kind in _BROUGHT else ""
        self._nodes.append(helper.make_node(kind, inputs, names, stem, domain=domain, **attributes))
        return names

    def constant(self, value: Array) -> str:
        """Adds numbers that are part of the graph."""
        name = f"constant_{len(self._constants)}"
        self._constants.append(numpy_helper.from_array(np.ascontiguousarray(value), name))
        return name

    def output(self, name: str, tensor: str) -> None:
        """Gives a tensor the name by which it is asked for."""
        self._nodes.append(helper.make_node("Identity", [tensor], [name], name))

    def model(self, inputs: Ends, outputs: Ends) -> bytes:
        """The graph as the contents of a file, checked."""
        ends = [
            [
                helper.make_tensor_value_info(name, helper.np_dtype_to_tensor_dtype(np.dtype(kind)), shape)
                for name, (kind, shape) in some.items()
            ]
            for some in (inputs, outputs)
        ]
        graph = helper.make_graph(self._nodes, "dragoman", *ends, initializer=self._constants)
        opsets = [helper.make_opsetid("", OPSET), helper.make_opsetid(_THEIRS, 1)]
        model = helper.make_model(graph, opset_imports=opsets, ir_version=IR, producer_name="dragoman")
        onnx.checker.check_model(model)
        data: bytes = model.SerializeToString()
        return data
