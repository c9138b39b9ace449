"""The columns of a trace's nodes."""

from collections.abc import Sequence
from itertools import pairwise
from weakref import ref

from nablascope.core.graph.columns import LIST, NOTHING, Ints, Words, offsets
from nablascope.core.graph.marks import NO_GRADIENT, UNREACHED
from nablascope.core.graph.node_columns import EdgeColumns, NodeColumns
from nablascope.core.graph.pack import span_numbers
from nablascope.core.language.span import Span
from nablascope.engine.detail import Detail
from nablascope.engine.flows import Flows
from nablascope.engine.gathered import Gathered
from nablascope.engine.kept import Kept
from nablascope.engine.operation import operand_of
from nablascope.engine.order import CONSTANT, Order, Place
from nablascope.engine.recording import Pass, Recording
from nablascope.engine.saved_rows import SavedRows
from nablascope.engine.scope_rows import scope_rows
from nablascope.engine.walk import OUTPUT_BITS, leaf_tensor
from nablascope.engine.watcher import Site


class NodeRows:
    """Fills the columns node by node, in the order of their ids.

    Args:
        recording: what the run left behind.
        finished: the pass whose gradients are shown.
        order: which nodes there are.
        flows: what flowed in the pass.
        gathered: takes the tensors.
        details: of the walk's nodes by index; none of a graph too large.
    """

    def __init__(
        self,
        recording: Recording,
        finished: Pass,
        order: Order,
        flows: Flows,
        gathered: Gathered,
        details: Sequence[Detail],
    ) -> None:
        self._recording = recording
        self._finished = finished
        self._order = order
        self._flows = flows
        self._gathered = gathered
        self._details = details
        self._saved = SavedRows(gathered)
        self._names = _by_sequence(recording)
        self._reached = len(finished.walk.nodes)
        self.kind: list[str] = []
        self.op: list[str | None] = []
        self.function: list[str | None] = []
        self.name: list[str | None] = []
        self.sites: list[Site | None] = []
        self.spans: list[Span | None] = []
        self.value: list[int] = []
        self.grad: list[int] = []
        self.lengths: list[int] = []
        self.followed: list[bool] = []
        self.version: list[int] = []
        self.marks: list[str | None] = []
        self.hooks: list[str | None] = []
        self.accumulated: list[int] = []

    def add_all(self) -> None:
        """A row for every place."""
        for place in self._order.places:
            if place.node == CONSTANT:
                self._constant(place)
            elif place.node in self._order.inputs.leaves:
                self._leaf(place)
            else:
                self._operation(place)

    def _operation(self, place: Place) -> None:
        index, _, operation = place
        node = self._order.walk.nodes[index]
        op = node.name().rsplit("::")[-1]
        self._saved.add(node, self._details[index].saved if index < len(self._details) else ())
        site = operation.site if operation else None
        function = operation.signature.function if operation else op.partition("Backward")[0]
        sequence = self._order.inputs.numbers[index]
        self._common("op", op, function, self._names.get(sequence), site, site.span if site else None, True)
        count = self._flows.outputs[index]
        version = NOTHING
        for output in range(count):
            value, seen = self._value(sequence, output)
            version = seen if output == 0 else version
            self.value.append(value)
        self._flowed(index, count)
        self.version.append(version)
        self.accumulated.append(NOTHING)

    def _value(self, sequence: int, output: int) -> tuple[int, int]:
        """The value and the version of one output."""
        heard = self._recording.operations.get(sequence)
        if heard is not None and output == 0 and heard[4] is not None:
            return self._gathered.add(heard[4]), heard[5]
        snapshot, version = self._recording.values.get(sequence << OUTPUT_BITS | output, (None, NOTHING))
        return self._gathered.add(snapshot), version

    def _leaf(self, place: Place) -> None:
        tensor = leaf_tensor(self._order.walk, place.node)
        name, span = self._recording.tensor_names.get(ref(tensor), (None, None))
        self._common("leaf", None, None, name, None, span, True)
        kept = place.given if isinstance(place.given, Kept) else self._recording.keeper.keep(tensor, None)
        self.value.append(self._gathered.add(kept.value))
        self.version.append(kept.version)
        self._saved.add(None, ())
        self._flowed(place.node, 1)
        self.accumulated.append(self._gathered.add(self._finished.accumulated.get(place.node)))

    def _constant(self, place: Place) -> None:
        given, consumer = place.given, place.operation
        site = consumer.site if consumer else None
        if not isinstance(given, Kept):
            assert given is not None, "a constant is kept or a number"
            operand = operand_of(given[0], site)
            name, span = (operand.name, operand.span) if operand else (None, None)
            self._common("constant", None, None, name, None, span, False)
            self.value.append(self._gathered.add_number(given[0]))
            self.version.append(NOTHING)
        else:
            self._kept(given, site)
            self.value.append(self._gathered.add(given.value))
            self.version.append(given.version)
        self._saved.add(None, ())
        self.grad.append(NOTHING)
        self.lengths.append(1)
        self.hooks.append(None)
        self.marks.append(UNREACHED if isinstance(given, Kept) and given.followed else None)
        self.accumulated.append(NOTHING)

    def _kept(self, kept: Kept, site: Site | None) -> None:
        operand = operand_of(kept.tensor(), site)
        name, span = (operand.name, operand.span) if operand else (None, None)
        name, span = self._recording.tensor_names.get(kept.tensor, (name, span))
        if kept.cut is None:
            self._common("leaf" if kept.followed else "constant", None, None, name, None, span, kept.followed)
            return
        place = kept.cut.site
        span = place.span if place is not None and place.span is not None else span
        self._common("cut", None, kept.cut.function, name, place, span, False)

    def _common(
        self,
        kind: str,
        op: str | None,
        function: str | None,
        name: str | None,
        site: Site | None,
        span: Span | None,
        followed: bool,
    ) -> None:
        self.kind.append(kind)
        self.op.append(op)
        self.function.append(function)
        self.name.append(name)
        self.sites.append(site)
        self.spans.append(span)
        self.followed.append(followed)

    def _flowed(self, index: int, count: int) -> None:
        received = self._flows.received(index)[:count]
        self.grad += received
        self.grad += [NOTHING] * (count - len(received))
        self.lengths.append(count)
        self.hooks.append(LIST.join(self._finished.hooks.get(index, ())) or None)
        if index >= self._reached:
            self.marks.append(UNREACHED)
        else:
            ended = self._finished.failure is None
            refused = ended and index in self._flows.asked and all(grad == NOTHING for grad in received)
            self.marks.append(NO_GRADIENT if refused else None)

    def first_bad_value(self, edges: EdgeColumns) -> int | None:
        """The first node whose value has a NaN or an infinity that none of its inputs has."""
        bad = self._gathered.bad
        if not bad:
            return None
        starts = list(offsets(self.lengths))
        shown = [not bad.isdisjoint(self.value[a:b]) for a, b in pairwise(starts)]
        inherited = {t for s, t in zip(edges.source, edges.target, strict=True) if shown[s]}
        return next((id for id, one in enumerate(shown) if one and id not in inherited), None)

    def columns(self) -> NodeColumns:
        """All rows."""
        return NodeColumns(
            kind=Words.of(self.kind),
            op=Words.of(self.op),
            function=Words.of(self.function),
            name=Words.of(self.name),
            spans=Ints.of([number for span in self.spans for number in span_numbers(span)]),
            outputs=offsets(self.lengths),
            value=Ints.of(self.value),
            grad=Ints.of(self.grad),
            requires_grad=Ints.of(self.followed, "b"),
            file=Words.of([None if site is None else site.file for site in self.sites]),
            module=Words.of([_module(site) for site in self.sites]),
            version=Ints.of(self.version),
            saved_from=self._saved.starts(),
            saved=self._saved.columns(),
            hooks=Words.of(self.hooks),
            marks=Words.of(self.marks),
            accumulated=Ints.of(self.accumulated),
            scope=Words.of(scope_rows(self._order, self.sites, self._recording.calls)),
        )


def _module(site: Site | None) -> str | None:
    return None if site is None or site.place is None else site.place.path


def _by_sequence(recording: Recording) -> dict[int, str]:
    """What each node is called: the names of its outputs, in their order."""
    names: dict[int, str] = {}
    for code in sorted(recording.result_names):
        name, before = recording.result_names[code], names.get(code >> OUTPUT_BITS)
        names[code >> OUTPUT_BITS] = name if before is None else f"{before}, {name}"
    return names
