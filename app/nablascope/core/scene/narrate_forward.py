"""What is said when an operation computes its value."""

from math import isinf, isnan

from nablascope.core.graph.marks import UNREACHED
from nablascope.core.graph.rows import Node
from nablascope.core.graph.tensor import TensorSummary
from nablascope.core.graph.trace import Trace
from nablascope.core.rules.elementwise import ELEMENTWISE
from nablascope.core.scene.mark_words import sentence
from nablascope.core.scene.narrate_cut import narrate_cut
from nablascope.core.scene.narrate_group import narrate_group
from nablascope.core.scene.narrated import Part, Words, joined, listed, narration, value
from nablascope.core.scene.narrated_equation import equation, is_contradicted
from nablascope.core.scene.narrated_names import in_place, named, subject
from nablascope.core.scene.narrated_numbers import figure, form, told
from nablascope.core.scene.narrated_operands import Operands, operands_of
from nablascope.core.scene.numbers import MINUS
from nablascope.core.timeline.playback import NEVER, Playback

_MOST_INPUTS, _MOST_OUTPUTS = 3, 3
_PRODUCTS = frozenset(("mm", "bmm", "mv", "matmul"))


def narrate_forward(playback: Playback, id: int) -> Words:
    """How the value of a node comes about, and what is remarkable about it."""
    trace, node = playback.trace, playback.trace.nodes[id]
    if node.kind == "cut":
        return narrate_cut(node)
    if node.kind == "group":
        return (*narrate_group(node), ".", *_remarks(playback, node))
    operands = operands_of(trace, node)
    words = _in_place(trace, operands) if in_place(node) else _number(operands) or _tensor(trace, operands)
    return (*words, ".", *_remarks(playback, node))


def _number(operands: Operands) -> Words:
    """As an equation, where there is a true one: ``q = x / 2.8284 = 100.0000 / 2.8284 = 35.3553``."""
    steps, node = equation(operands), operands.node
    if not steps:
        return ()
    name, result = named(node), figure(_first(node), "value")
    if name is None or _is_reused(operands):
        new = f", the new {name}" if name else ""
        return (f"{subject(node)} computes ", *joined([_left(steps, result), (result,)], " = "), new)
    if _is_function(steps[-1]):
        return (*joined([*steps, (result,)], " = "), f" is {name}")
    told = [step for step in steps if narration(step).text != result.text]
    return joined([(name,), *told, (result,)], " = ")


def _is_reused(operands: Operands) -> bool:
    """Whether the result is called as an operand was before."""
    name = named(operands.node)
    return name in operands.names.values() and operands.names.get("r") != name


def _left(steps: tuple[Words, ...], result: Part) -> Words:
    """With numbers; a sign that is only turned would make a number equal itself."""
    with_numbers = steps[-1]
    text = narration(with_numbers).text
    if text != result.text:
        return with_numbers
    return steps[0] if len(steps) > 1 else (MINUS, "(", value(text.removeprefix(MINUS)), ")")


def _is_function(left: Words) -> bool:
    """Whether it is written as ``sin 3.0000``."""
    return isinstance(left[0], str) and left[0][:1].isalpha()


def _first(node: Node) -> TensorSummary:
    assert node.value is not None
    return node.value


def _tensor(trace: Trace, operands: Operands) -> Words:
    inputs = [trace.edges[edge] for edge in operands.inputs[:_MOST_INPUTS]]
    more = len(operands.inputs) - len(inputs)
    terms = [operand(trace.nodes[edge.source], edge.output) for edge in inputs]
    node = operands.node
    if not terms or is_contradicted(operands):
        return (f"{subject(node)} gives ", *_result(operands))
    gives = (" and gives ", *_result(operands))
    if node.function in _PRODUCTS and len(terms) == 2:
        return (f"{subject(node)} multiplies ", *terms[0], " by ", *terms[1], *gives)
    each = ", element by element," if _is_elementwise(node) else ""
    return (f"{subject(node)} takes ", *listed(terms, more), each, *gives)


def _is_elementwise(node: Node) -> bool:
    return (node.function or "").rstrip("_") in ELEMENTWISE and bool(node.value and node.value.shape)


def operand(source: Node, output: int = 0) -> Words:
    """``x (1×3)``, ``x = 3.0000``, or without a name ``a 1×3 tensor``."""
    name = named(source, output)
    tensor = source.values[output] if output < len(source.values) else None
    if name is None or tensor is None:
        return (name,) if name else told(tensor, "tensor", "value")
    if tensor.shape:
        return (f"{name} ({form(tensor)})",)
    return (f"{name} = ", *told(tensor, "tensor", "value"))


def _result(operands: Operands) -> Words:
    node = operands.node
    if len(node.values) != 1:
        return _several(node)
    name, result = named(node), told(node.value, "tensor", "value")
    if name is None:
        return result
    is_number = node.value is not None and not node.value.shape
    new = "the new " if _is_reused(operands) else ""
    return (f"{new}{name}{' = ' if is_number else ', '}", *result)


def _several(node: Node) -> Words:
    count = len(node.values)
    shown = [operand(node, output) for output in range(min(count, _MOST_OUTPUTS))]
    return (f"{count:,} outputs: ", *listed(shown, count - len(shown)))


def _in_place(trace: Trace, operands: Operands) -> Words:
    node = operands.node
    start = f"{subject(node)} changes {named(node) or _changed(trace, operands)} in place"
    steps, result = equation(operands), told(node.value, "tensor", "value")
    return (
        (f"{start}: ", *_left(steps, figure(_first(node), "value")), " = ", *result)
        if steps
        else (f"{start}; it is ", *result, " now")
    )


def _changed(trace: Trace, operands: Operands) -> str:
    first = next((trace.nodes[trace.edges[edge].source] for edge in operands.inputs), None)
    return (named(first) if first is not None else None) or "its input"


def _remarks(playback: Playback, node: Node) -> Words:
    words: Words = ()
    if playback.trace.first_bad_value == node.id:
        words += (f" Here the first {_bad(node)} of the run appears.",)
    if UNREACHED in node.marks and all(steps.called[node.id] == NEVER for steps in playback.passes):
        words += (f" {sentence(UNREACHED)}",)
    return words


def _bad(node: Node) -> str:
    elements = [complex(one) for value in node.values if value is not None for one in value.values]
    halves = [half for one in elements for half in (one.real, one.imag)]
    if any(map(isnan, halves)):
        return "NaN"
    return "infinity" if any(map(isinf, halves)) else "NaN or infinity"
