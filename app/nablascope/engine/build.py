"""From a recording to the columns of a `Trace`: the graph torch built, in the order in which it ran."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from weakref import ref

import torch
from torch.autograd.graph import Node

from nablascope.core.graph.backward_pass import BackwardPass
from nablascope.core.graph.node_columns import EdgeColumns, NodeColumns
from nablascope.core.graph.tensors import Tensors
from nablascope.core.graph.trace import Edges, Nodes
from nablascope.engine.collector import collected_seldom
from nablascope.engine.detail import Detail
from nablascope.engine.details import details
from nablascope.engine.edge_rows import edge_columns
from nablascope.engine.flows import Flows
from nablascope.engine.gathered import Gathered
from nablascope.engine.kept import Cut, Kept, Source
from nablascope.engine.node_inputs import Inputs
from nablascope.engine.node_rows import NodeRows
from nablascope.engine.order import Order
from nablascope.engine.pass_rows import PassRows, shown_passes
from nablascope.engine.recording import Pass, Recording
from nablascope.engine.walk import Walk, extended


@dataclass(frozen=True, slots=True)
class Graph:
    """The columns of a trace.

    Attributes:
        node_columns: see `Trace`; `edge_columns` and `tensors` likewise.
        passes: see `Trace`; the last is the one whose gradients are shown.
        failed_node: see `Trace`; the two after it likewise.
        bad: indexes of tensors with a NaN or an infinity.
        zero: indexes of tensors that are zero in every element.
    """

    node_columns: NodeColumns
    edge_columns: EdgeColumns
    tensors: Tensors
    passes: tuple[BackwardPass, ...]
    failed_node: int | None
    first_bad_value: int | None
    first_bad_grad: int | None
    bad: set[int]
    zero: set[int]

    @property
    def nodes(self) -> Nodes:
        """The nodes by id."""
        return Nodes(self.node_columns, self.tensors)

    @property
    def edges(self) -> Edges:
        """The edges, grouped by consumer."""
        return Edges(self.edge_columns, self.tensors)

    @property
    def output_node(self) -> int:
        """The first root's node."""
        return self.passes[-1].root[0]


def build(recording: Recording, finished: Pass, named: Mapping[str, object] | None = None) -> Graph:
    """The graph of one backward pass, with what the program computed beside it.

    Args:
        recording: what the run left behind.
        finished: the pass whose gradients are shown.
        named: what the program's names mean at its end: results that the output does not depend on are
            drawn too, and so is what cuts came from.
    """
    with collected_seldom():
        recording.settle()
        tensors = [value for value in (named or {}).values() if isinstance(value, torch.Tensor)]
        alone = [kept for tensor in tensors if (kept := _cut_off(recording, tensor)) is not None]
        walked = _with_more(recording, finished.walk, tensors, alone)
        order = Order(walked, Inputs(recording, walked))
        order.place_all(alone)
        return _columns(recording, finished, order)


def _columns(recording: Recording, finished: Pass, order: Order) -> Graph:
    gathered = Gathered()
    flows = Flows(finished, order.walk, gathered)
    looked = _details(recording, finished, order.walk)
    rows = NodeRows(recording, finished, order, flows, gathered, looked)
    rows.add_all()
    edges = edge_columns(order, flows, gathered, looked, rows.op, rows.function)
    passes = _passes(recording, finished, order, flows, gathered, rows.lengths)
    failed = None if finished.failed is None else order.ids[finished.failed]
    bad_value, bad_grad = rows.first_bad_value(edges), flows.first_bad()
    columns = rows.columns()
    first_bad_grad = None if bad_grad is None else order.ids[bad_grad]
    return Graph(
        columns,
        edges,
        gathered.build(),
        passes,
        failed,
        bad_value,
        first_bad_grad,
        gathered.bad,
        gathered.zero,
    )


def _passes(
    recording: Recording,
    finished: Pass,
    order: Order,
    flows: Flows,
    gathered: Gathered,
    lengths: list[int],
) -> tuple[BackwardPass, ...]:
    rows = PassRows(order, lengths, gathered)
    return tuple(
        rows.columns(one, flows if one is finished else None)
        for one in shown_passes(recording, finished, order)
    )


def _details(recording: Recording, finished: Pass, walked: Walk) -> Sequence[Detail]:
    """What was seen when the pass began, and of what the output did not reach, what is to be seen now."""
    seen, count = finished.details, len(finished.walk.nodes)
    if len(seen) < count or len(walked.nodes) == count:
        return seen
    return [*seen, *details(recording, walked.nodes[count:], len(walked.nodes))]


def _cut_off(recording: Recording, tensor: torch.Tensor) -> Kept | None:
    """A named tensor that autograd does not follow but that came from one that it does."""
    cut = recording.cuts.get(ref(tensor))
    if cut is None or tensor.requires_grad:
        return None
    return recording.keeper.keep(tensor, cut)


def _with_more(recording: Recording, walked: Walk, named: list[torch.Tensor], alone: list[Kept]) -> Walk:
    """The walk, and behind it what named results and cuts came from and the output did not."""
    waiting = [tensor.grad_fn for tensor in named if tensor.grad_fn is not None]
    waiting += [node for kept in alone if kept.cut for node in _nodes_of(kept.cut)]
    while True:
        seen = set(walked.nodes) if waiting or recording.cuts_used() else set[Node]()
        waiting += [node for cut in _cuts_in(recording, walked) for node in _nodes_of(cut)]
        new = [node for node in waiting if node not in seen]
        if not new:
            return walked
        walked, waiting = extended(walked, new), []


def _cuts_in(recording: Recording, walked: Walk) -> list[Cut]:
    """The cuts that operations of the walk were given."""
    if not recording.cuts_used():
        return []
    numbers = map(recording.number, walked.nodes)
    heard = [operation for number in numbers if (operation := recording.operations.get(number)) is not None]
    given = [one for operation in heard for one in (*operation[2], *(operation[3] or {}).values())]
    parts = [part for one in given for part in (one if isinstance(one, list) else (one,))]
    return [part.cut for part in parts if isinstance(part, Kept) and part.cut is not None]


def _nodes_of(cut: Cut) -> list[Node]:
    return [source.node for source in cut.sources if isinstance(source, Source)]
