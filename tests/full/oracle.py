"""What torch itself says of a graph, got by ways of its own, and whether a trace says the same.

The structure comes from a plain walk of ``next_functions``, the gradients from ``torch.autograd.grad`` by
each node's gradient edges; neither knows anything of Nablascope.
"""

from collections import Counter
from dataclasses import dataclass, field

import torch
from torch.autograd.graph import GradientEdge, get_gradient_edge

ACCUMULATE = "AccumulateGrad"


@dataclass(frozen=True)
class Structure:
    """Names of the nodes, and for each its producers as (node, output) in the order of its inputs."""

    ops: list[str]
    inputs: list[list[tuple[int, int]]]
    root: int
    root_output: int

    def edges(self):
        return sum(map(len, self.inputs))


@dataclass
class Counts:
    """What was compared."""

    runs: int = 0
    nodes: int = 0
    with_value: int = 0
    edges: int = 0
    gradients: int = 0
    to_the_last_bit: int = 0
    sums: int = 0
    refused: int = 0

    def add(self, other):
        for name in self.__dataclass_fields__:
            setattr(self, name, getattr(self, name) + getattr(other, name))

    def __str__(self):
        return ", ".join(
            f"{name.replace('_', ' ')} {getattr(self, name)}" for name in self.__dataclass_fields__
        )


@dataclass
class Agreement:
    """What differs between a trace and torch, in words, and what was compared."""

    differences: list[str] = field(default_factory=list)
    counts: Counts = field(default_factory=Counts)


def structure_of(root):
    """The plain walk: every node once, every ``next_functions`` that leads somewhere; and the nodes."""
    start = get_gradient_edge(root)
    found, waiting = {}, [start.node]
    while waiting:
        node = waiting.pop()
        if node not in found:
            found[node] = len(found)
            waiting += [following for following, _ in node.next_functions if following is not None]
    inputs = [[(found[n], i) for n, i in node.next_functions if n is not None] for node in found]
    names = [node.name().rsplit("::")[-1] for node in found]
    return Structure(names, inputs, 0, start.output_nr), list(found)


def shown_structure(trace):
    """The same of what the output reaches, a leaf being its AccumulateGrad, without constants; and ids."""
    reached = [node for node in trace.nodes if "unreached" not in node.marks]
    inside = {node.id: node.op or ACCUMULATE for node in reached if node.kind in ("leaf", "op")}
    places = {id: place for place, id in enumerate(inside)}
    inputs = [[] for _ in inside]
    for edge in trace.edges:
        if edge.source in places and edge.target in places:
            inputs[places[edge.target]].append((places[edge.source], edge.output))
    output = trace.outputs[0]
    return Structure(list(inside.values()), inputs, places[output.node], output.output), list(inside)


def isomorphism(one, other):
    """Which node of `other` each node of `one` is, or None where the graphs differ.

    Nodes of one colour look alike from everywhere (colour refinement, Weisfeiler and Leman 1968); among
    those the order of the inputs decides. The mapping is then checked edge by edge.
    """
    colours = _coloured(one, other)
    if Counter(colours[0]) != Counter(colours[1]) or one.root_output != other.root_output:
        return None
    mapped = {one.root: other.root}
    waiting = [one.root]
    while waiting:
        node = waiting.pop()
        for here, there in _pairs(one.inputs[node], other.inputs[mapped[node]], colours, mapped):
            if here not in mapped:
                mapped[here] = there
                waiting.append(here)
    return mapped if _holds(one, other, mapped) else None


def _coloured(*graphs):
    consumers = [_consumers(graph) for graph in graphs]
    table = {}
    colours = [[table.setdefault(op, len(table)) for op in graph.ops] for graph in graphs]
    count = 0
    while count != len(set().union(*colours)):
        count = len(set().union(*colours))
        table = {}
        colours = [
            [
                table.setdefault((own[i], _around(own, graph.inputs[i]), _around(own, users[i])), len(table))
                for i in range(len(own))
            ]
            for own, graph, users in zip(colours, graphs, consumers, strict=True)
        ]
    return colours


def _around(colours, ends):
    return tuple(sorted((output, colours[node]) for node, output in ends))


def _consumers(graph):
    consumers = [[] for _ in graph.ops]
    for node, inputs in enumerate(graph.inputs):
        for producer, output in inputs:
            consumers[producer].append((node, output))
    return consumers


def _pairs(here, there, colours, mapped):
    """Inputs of one node with those of the other: those known already first, then alike ones in order."""
    left = list(there)
    for node, output in sorted(here, key=lambda end: end[0] not in mapped):
        alike = [
            end
            for end in left
            if end[1] == output
            and colours[1][end[0]] == colours[0][node]
            and mapped.get(node, end[0]) == end[0]
        ]
        if alike:
            left.remove(alike[0])
            yield node, alike[0][0]


def _holds(one, other, mapped):
    if len(mapped) != len(one.ops) or len(set(mapped.values())) != len(other.ops):
        return False
    return all(
        one.ops[node] == other.ops[image]
        and Counter((mapped[n], i) for n, i in one.inputs[node]) == Counter(other.inputs[image])
        for node, image in mapped.items()
    )


def gradients_of(root, nodes, structure, seed):
    """What ``torch.autograd.grad`` gives for every output of every node that something was computed from."""
    used = {(structure.root, structure.root_output)} | {end for ends in structure.inputs for end in ends}
    places = sorted(used)
    edges = [GradientEdge(nodes[node], output) for node, output in places]
    grads = torch.autograd.grad(root, edges, seed, allow_unused=True)
    return dict(zip(places, grads, strict=True))


def compare(trace, root, seed):
    """Everything a trace shows against what torch says of `root`, the result of a second, plain run."""
    agreement = Agreement()
    real, nodes = structure_of(root)
    shown, ids = shown_structure(trace)
    agreement.counts = Counts(runs=1, nodes=len(real.ops), edges=real.edges())
    _compare_values(trace, shown, ids, root, agreement)
    mapped = isomorphism(real, shown)
    if mapped is None:
        agreement.differences.append(f"graph: torch {_outline(real)}, shown {_outline(shown)}")
        return agreement
    for (node, output), grad in gradients_of(root, nodes, real, seed).items():
        _compare_gradient(trace, ids[mapped[node]], output, grad, agreement)
    _compare_sums(trace, agreement, {shown.root: shown.root_output}, ids)
    return agreement


def _outline(structure):
    return ", ".join(
        f"{i}:{op}({' '.join(f'{n}.{output}' for n, output in inputs)})"
        for i, (op, inputs) in enumerate(zip(structure.ops, structure.inputs, strict=True))
    )


def _compare_values(trace, shown, ids, root, agreement):
    used = {(shown.root, shown.root_output)} | {end for ends in shown.inputs for end in ends}
    for place, id in enumerate(ids):
        node = trace.nodes[id]
        outputs = [output for end, output in used if end == place]
        missing = [i for i in outputs if i >= len(node.values) or node.values[i] is None]
        agreement.counts.with_value += not missing
        agreement.differences += [f"value: {node.op} has none of output {i}" for i in missing]
    value = trace.nodes[ids[shown.root]].values[shown.root_output]
    if value is not None and not close(tensor_of(value), plain(root)):
        agreement.differences.append(f"value: {value} of the output is not {root}")


def _compare_gradient(trace, id, output, expected, agreement):
    node = trace.nodes[id]
    grad = node.grads[output] if output < len(node.grads) else None
    agreement.counts.gradients += 1
    if expected is None or grad is None:
        if expected is not None or grad is not None:
            agreement.differences.append(f"gradient: {node.op}.{output} shows {grad}, torch {expected}")
    else:
        agreement.counts.to_the_last_bit += same(tensor_of(grad), plain(expected))
        if not close(tensor_of(grad), plain(expected)):
            agreement.differences.append(f"gradient: {node.op}.{output} shows {grad}, torch {expected}")


def _compare_sums(trace, agreement, roots, ids):
    shares = {}
    for edge in trace.edges:
        if edge.grad is not None:
            shares.setdefault((edge.source, edge.output), []).append(tensor_of(edge.grad))
    for place, id in enumerate(ids):
        node = trace.nodes[id]
        for output, grad in enumerate(node.grads):
            if roots.get(place) == output:
                continue
            several = shares.get((id, output), [])
            if grad is None and not several:
                continue
            agreement.counts.sums += 1
            if grad is None or not several or not close(sum(several[1:], several[0]), tensor_of(grad)):
                agreement.differences.append(f"shares: {node.op}.{output} shows {grad}, shares {several}")


def tensor_of(summary):
    """The tensor a summary stands for; only a whole one does."""
    assert summary.whole, "the database's tensors are small: all of each must be here"
    values = [complex(v) if isinstance(v, str) else v for v in summary.values]
    return torch.tensor(values, dtype=getattr(torch, summary.dtype)).reshape(summary.shape)


def plain(tensor):
    dense = tensor.detach()
    if dense.layout != torch.strided:
        dense = dense.to_dense()
    return dense.resolve_conj().resolve_neg()


def same(one, other):
    """Equal to the last bit; NaN equals NaN."""
    if one.shape != other.shape or one.dtype != other.dtype:
        return False
    return torch.allclose(one, other, rtol=0, atol=0, equal_nan=True)


def close(one, other):
    """Equal but for the order of a sum, which torch's threads and LAPACK do not keep between runs."""
    if one.shape != other.shape or one.dtype != other.dtype:
        return False
    size = other.abs().nan_to_num(0, 0, 0).max().item() if other.numel() else 0.0
    precise = torch.finfo(other.dtype).eps
    return torch.allclose(one, other, rtol=64 * precise, atol=64 * precise * size, equal_nan=True)
