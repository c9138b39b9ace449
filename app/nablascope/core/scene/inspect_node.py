"""`inspect_node`: everything a trace knows about a node."""

from nablascope.core.graph.rows import Node, Saved
from nablascope.core.graph.tensor import STRIDED, TensorSummary
from nablascope.core.graph.trace import Trace
from nablascope.core.scene.card import CUT, name_beside, sub_title, title
from nablascope.core.scene.chain_rows import chain_rows, told_path
from nablascope.core.scene.chain_rule import chain_rule_of_node
from nablascope.core.scene.group_text import range_text
from nablascope.core.scene.inspect_edge import MOST_EDGES, gradient_rows, outputs_of, rest, rule_rows
from nablascope.core.scene.inspection import Fact, Inspection, Line, Section, Tone, place_of
from nablascope.core.scene.mark_words import ALARMING, sentence
from nablascope.core.scene.numbers import NOTHING, preview, shape_text
from nablascope.core.scene.tensor_text import statistics_text, tensor_text

_SAVED_WIDTH = 24


def inspect_node(trace: Trace, id: int, path: int = 0) -> Inspection:
    """The node of `id`: its numbers, what it is, the chain rule, its marks and what it saved.

    Args:
        trace: the run.
        id: of the node.
        path: which path of the chain rule is told in full.
    """
    node = trace.nodes[id]
    rule = chain_rule_of_node(trace, id)
    sections = (
        Section("", (*_numbers(node), *_facts(node))),
        Section("Chain rule", chain_rows(trace, rule, path) if rule else ()),
        Section("Marks", tuple(_marks(trace, node))),
        Section("Hooks", tuple(Line(hook) for hook in node.hooks)),
        Section("Saved for backward", _kept(node)),
        Section("Gradient", gradient_rows(trace, id)),
        Section("Local derivatives", rule_rows(trace, id)),
    )
    return Inspection(
        "Node",
        title(node),
        name_beside(node),
        sub_title(node),
        place_of(node),
        tuple(section for section in sections if section.rows),
        told_path(rule, path) if rule else (),
    )


def _numbers(node: Node) -> list[Fact | Line]:
    outputs = outputs_of(node)
    rows: list[Fact | Line] = [Fact("name", name)] if (name := name_beside(node)) else []
    for index in range(outputs)[:MOST_EDGES]:
        number = f" {index}" if outputs > 1 else ""
        rows.append(_tensor(f"value{number}", _at(node.values, index), "value"))
        if node.kind in ("leaf", "op", "group"):
            rows.append(_tensor(f"gradient{number}", _at(node.grads, index), "gradient"))
    rows += rest(outputs)
    if node.inside is not None:
        rows.append(Fact("gradients inside", range_text(node.inside), "gradient"))
    if node.accumulated is not None:
        rows.append(_tensor("accumulated", node.accumulated, "gradient"))
        rows.append(Line("The leaf's grad with what earlier backward passes brought.", "muted"))
    if node.kind == "cut":
        rows.append(Line(CUT, "muted"))
    return rows


def _facts(node: Node) -> list[Fact | Line]:
    rows: list[Fact | Line] = []
    value = node.value or node.grad
    if value is not None:
        rows += [
            Fact("shape", shape_text(value.shape)),
            Fact("dtype · device", f"{value.dtype} · {value.device}"),
        ]
        rows += [] if value.layout == STRIDED else [Fact("layout", value.layout)]
        rows += [Fact(*pair) for pair in statistics_text(value.statistics)] if value.statistics else []
    if node.version is not None:
        rows.append(Fact("version", str(node.version)))
    if node.module:
        rows.append(Fact("module", node.module))
    if node.file is not None and node.span is not None:
        rows.append(Fact("source", f"{node.file}:{node.span.line}"))
    return rows


def _marks(trace: Trace, node: Node) -> list[Line]:
    stopped = trace.failure if trace.failed_node == node.id else None
    lines = [Line(f"The run stopped here: {stopped.message}.", "error")] if stopped else []
    return [*lines, *(Line(sentence(mark), _tone(mark)) for mark in node.marks)]


def _tone(mark: str) -> Tone:
    return "error" if mark in ALARMING else "ink"


def _kept(node: Node) -> tuple[Fact | Line, ...]:
    rows = [row for saved in node.saved[:MOST_EDGES] for row in _saved(saved)]
    return (*rows, *rest(len(node.saved)))


def _saved(saved: Saved) -> list[Fact | Line]:
    known = saved.text if saved.value is None else preview(saved.value, _SAVED_WIDTH)
    fact = Fact(saved.name, known or NOTHING, "ink" if saved.value is None else "value")
    if saved.state == "freed":
        return [fact, Line("Freed by the backward pass.", "muted")]
    if saved.state == "modified":
        return [fact, Line(f"Modified: {_versions(saved)}.", "error")]
    return [fact]


def _versions(saved: Saved) -> str:
    return f"version {_known(saved.version)}, saved at {_known(saved.saved_at)}"


def _known(version: int | None) -> str:
    return "unknown" if version is None else str(version)


def _tensor(label: str, tensor: TensorSummary | None, tone: Tone) -> Fact:
    return Fact(label, NOTHING, "muted") if tensor is None else Fact(label, tensor_text(tensor), tone)


def _at(tensors: tuple[TensorSummary | None, ...], index: int) -> TensorSummary | None:
    return tensors[index] if index < len(tensors) else None
