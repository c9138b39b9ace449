"""Traces made by hand: a scalar tape in plain Python, so that the picture's tests need no torch."""

import math
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from nablascope.core.graph.backward_pass import BackwardPass
from nablascope.core.graph.columns import NOTHING, Ints
from nablascope.core.graph.pack import pack_edges, pack_nodes
from nablascope.core.graph.tensor import Element, TensorSummary
from nablascope.core.graph.tensors import TensorsBuilder
from nablascope.core.graph.trace import Edge, Kind, Node, Output, Seconds, Trace
from nablascope.core.language.span import Span


def tensor(*values: Element, shape: tuple[int, ...] = (), dtype: str = "float32") -> TensorSummary:
    return TensorSummary(shape, dtype, "cpu", values)


def trace_of(nodes: Sequence[Node], edges: Sequence[Edge], output_node: int = -1, output: str = "y") -> Trace:
    """The rows as a trace's columns."""
    tensors = TensorsBuilder()
    packed = pack_nodes(nodes, tensors), pack_edges(edges, tensors)
    passes = passes_of(nodes, edges, *packed, tensors.add_summary(nodes[output_node].grad)) if nodes else ()
    return Trace(
        node_columns=packed[0],
        edge_columns=packed[1],
        tensors=tensors.build(),
        outputs=(Output(output, output_node % len(nodes) if nodes else 0, 0, None),),
        device="cpu",
        dtype="float32",
        torch="2.13.0",
        printed=(),
        notes=(),
        seconds=Seconds(0.0, 0.0, 0.0),
        passes=passes,
    )


def passes_of(nodes, edges, node_columns, edge_columns, seed) -> tuple[BackwardPass, ...]:
    """One backward pass from the last node on, in torch's order: leaves as soon as all has arrived."""
    if seed == NOTHING:
        return ()
    sent: dict[int, list[int]] = {}
    for index, edge in enumerate(edges):
        if edge.grad is not None:
            sent.setdefault(edge.target, []).append(index)
    waiting = Counter(edge.source for edge in edges if edge.grad is not None)
    calls = [len(nodes) - 1] if nodes[-1].kind == "leaf" else []
    for id in reversed(range(len(nodes))):
        if nodes[id].kind == "op" and nodes[id].grad is not None:
            calls.append(id)
            calls += _ready(nodes, [edges[edge].source for edge in sent.get(id, ())], waiting)
    none = Ints.of(())
    return (
        BackwardPass(
            root=Ints.of([len(nodes) - 1]),
            output=Ints.of([0]),
            seed=Ints.of([seed]),
            before=len(nodes),
            calls=Ints.of(calls),
            delivered=Ints.of([edge for id in calls for edge in sent.get(id, ())]),
            grad=node_columns.grad,
            share=edge_columns.grad,
            accumulates=False,
            leaves=none,
            had=none,
            has=none,
        ),
    )


def _ready(nodes, sources, waiting) -> list[int]:
    """The leaves at which the last share has arrived."""
    found = []
    for source in sources:
        waiting[source] -= 1
        if not waiting[source] and nodes[source].kind == "leaf":
            found.append(source)
    return found


def node(
    id: int, kind: Kind = "op", op=None, function=None, name=None, value=None, grad=None, follows=True
) -> Node:
    span = Span(1, id, 1, id + 1)
    return Node(id, kind, op, function, name, span, (value,), (grad,), follows)


@dataclass(slots=True)
class Scalar:
    """One recorded number; arithmetic on it is recorded too."""

    tape: "Tape"
    id: int
    value: float

    def _binary(self, other, op, function, compute, partials):
        return self.tape.apply(op, function, (self, self.tape.lift(other)), compute, partials)

    def __add__(self, other):
        return self._binary(other, "AddBackward0", "add", lambda a, b: a + b, lambda a, b: (1.0, 1.0))

    def __sub__(self, other):
        return self._binary(other, "SubBackward0", "sub", lambda a, b: a - b, lambda a, b: (1.0, -1.0))

    def __mul__(self, other):
        return self._binary(other, "MulBackward0", "mul", lambda a, b: a * b, lambda a, b: (b, a))

    def __truediv__(self, other):
        return self._binary(
            other, "DivBackward0", "div", lambda a, b: a / b, lambda a, b: (1 / b, -a / b / b)
        )

    def __pow__(self, other):
        return self._binary(
            other, "PowBackward0", "pow", lambda a, b: a**b, lambda a, b: (b * a ** (b - 1), 0.0)
        )

    def __radd__(self, other):
        return self.tape.lift(other) + self

    def __rmul__(self, other):
        return self.tape.lift(other) * self

    def __rsub__(self, other):
        return self.tape.lift(other) - self

    def __rtruediv__(self, other):
        return self.tape.lift(other) / self

    def __neg__(self):
        return self.tape.apply("NegBackward0", "neg", (self,), lambda a: -a, lambda a: (-1.0,))

    def __getattr__(self, function: str):
        compute, derivative = _UNARY[function]
        op = f"{function.capitalize()}Backward0"
        return lambda: self.tape.apply(op, function, (self,), compute, lambda a: (derivative(a),))


_UNARY: dict[str, tuple[Callable[[float], float], Callable[[float], float]]] = {
    "sin": (math.sin, math.cos),
    "exp": (math.exp, math.exp),
    "relu": (lambda a: max(a, 0.0), lambda a: float(a > 0)),
    "sigmoid": (lambda a: 1 / (1 + math.exp(-a)), lambda a: math.exp(-a) / (1 + math.exp(-a)) ** 2),
    "tanh": (math.tanh, lambda a: 1 - math.tanh(a) ** 2),
}


@dataclass(slots=True)
class Tape:
    """Records scalars' operations; `trace` runs the chain rule backwards."""

    nodes: list[Node] = field(default_factory=list)
    edges: list[tuple[int, int, str, float]] = field(default_factory=list)

    def leaf(self, name: str, value: float) -> Scalar:
        return self._new(value, kind="leaf", name=name)

    def lift(self, value: "Scalar | float") -> Scalar:
        return value if isinstance(value, Scalar) else self._new(value, kind="constant", follows=False)

    def apply(self, op, function, inputs, compute, partials) -> Scalar:
        numbers = [scalar.value for scalar in inputs]
        result = self._new(compute(*numbers), op=op, function=function)
        for name, scalar, partial in zip(("self", "other"), inputs, partials(*numbers), strict=False):
            self.edges.append((scalar.id, result.id, name, partial))
        return result

    def name(self, scalar: Scalar, name: str) -> None:
        self.nodes[scalar.id] = replace(self.nodes[scalar.id], name=name)

    def trace(self, output: Scalar) -> Trace:
        grads, shares = self._backward(output)
        nodes = [
            replace(
                each, grads=(tensor(grads[each.id]) if each.requires_grad and each.id in grads else None,)
            )
            for each in self.nodes
        ]
        return trace_of(nodes, self._rows(shares), output.id)

    def _new(self, value: float, **columns) -> Scalar:
        id = len(self.nodes)
        self.nodes.append(node(id, value=tensor(value), **columns))
        return Scalar(self, id, value)

    def _backward(self, output: Scalar) -> tuple[dict[int, float], dict[int, float]]:
        grads, shares = {output.id: 1.0}, {}
        for index in sorted(range(len(self.edges)), key=lambda index: -self.edges[index][1]):
            source, target, _, partial = self.edges[index]
            if target in grads and self.nodes[source].requires_grad:
                shares[index] = grads[target] * partial
                grads[source] = grads.get(source, 0.0) + shares[index]
        return grads, shares

    def _rows(self, shares: dict[int, float]) -> list[Edge]:
        keys: dict[tuple[int, int], int] = {}
        rows = []
        for index, (source, target, name, _) in enumerate(self.edges):
            key = keys.get((source, target), 0)
            keys[source, target] = key + 1
            share = tensor(shares[index]) if index in shares else None
            rows.append(Edge(source, 0, target, key, name, share))
        return rows


def run(code: str, **inputs: float) -> Trace:
    """The trace of lines like ``y = x**2``, evaluated in plain Python on a tape."""
    tape = Tape()
    names: dict[str, Scalar] = {name: tape.leaf(name, value) for name, value in inputs.items()}
    functions = {name: _called(name) for name in _UNARY}
    lines = [line.split("=", 1) for line in code.replace("torch.", "").splitlines()]
    for name, text in lines:
        names[name.strip()] = eval(text, {**functions, **names})  # the tests' own constant texts
        tape.name(names[name.strip()], name.strip())
    return tape.trace(names[lines[-1][0].strip()])


def _called(name: str):
    return lambda scalar: getattr(scalar, name)()
