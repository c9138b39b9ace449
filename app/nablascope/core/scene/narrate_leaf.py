"""What is said when a leaf gets its gradient, and when the program changes it."""

from nablascope.core.graph.backward_pass import BackwardPass
from nablascope.core.graph.columns import NOTHING
from nablascope.core.graph.rows import Node
from nablascope.core.graph.tensor import TensorSummary
from nablascope.core.scene.narrate_arrivals import gradients, received
from nablascope.core.scene.narrated import Words
from nablascope.core.scene.narrated_names import letter, named
from nablascope.core.scene.narrated_numbers import figure, is_sum, real, term, told
from nablascope.core.timeline.playback import PassSteps, Playback

_NOUN = "gradient"
_SHORT = 8
"""Characters of names that are pleasant in a fraction."""


def narrate_accumulate(playback: Playback, leaf: int, k: int) -> Words:
    """What arrived at a leaf in all, and what its ``grad`` is then."""
    number = playback.timeline.pass_of(k)
    steps, node = playback.passes[number], playback.trace.nodes[leaf]
    grad = gradients(playback, node, k)[0]
    words = received(playback, node, k, " in all")
    if not steps.one.accumulates:
        return (*words, *_derivative(playback, steps, node, grad))
    return (*words, ". ", *_added(playback, steps, node, grad))


def _derivative(playback: Playback, steps: PassSteps, leaf: Node, grad: TensorSummary | None) -> Words:
    """``: dy/dx = −0.2469``, where that is true, and the names are short."""
    trace, root = playback.trace, steps.one.root[0]
    above = letter(trace.nodes[root], steps.one.output[0]) if root != NOTHING else None
    below, number = letter(leaf), real(grad)
    if grad is None or above is None or below is None or not _is_derivative(playback, steps):
        return (": that is its gradient.",)
    if number is None or max(len(above), len(below)) > _SHORT:
        return (f": the gradient of {above} by {below}.",)
    return (f": d{above}/d{below} = ", figure(grad, _NOUN), ".")


def _is_derivative(playback: Playback, steps: PassSteps) -> bool:
    """Whether what a leaf received is the derivative of one number, for all that the trace knows.

    Cuts and hooks leave something out, and a custom Function, whose node has no number behind its name,
    may send anything.
    """
    trace = playback.trace
    seed = trace.tensors.get(steps.one.seed[0])
    own = all(op[-1:].isdigit() for op in trace.nodes.op.table)
    plain = own and not trace.node_columns.hooks.table and "cut" not in trace.nodes.kind.table
    return plain and len(steps.one.root) == 1 and real(seed) == 1


def _added(playback: Playback, steps: PassSteps, leaf: Node, grad: TensorSummary | None) -> Words:
    tensors, its_grad = playback.trace.tensors, _grad_of(leaf)
    before = tensors.get(_before(steps.one, leaf.id))
    after = tensors.get(_after(playback, steps.one, leaf.id))
    if grad is None:
        return (f"{its_grad} stays as it was.",)
    if after is None:
        return (f"{its_grad} is empty again: the program took it.",)
    if before is None:
        return (f"{its_grad} was empty; ", *_first(grad, after))
    return (f"{its_grad} was ", *told(before, _NOUN, _NOUN), "; ", *_more(before, grad, after))


def _first(grad: TensorSummary, after: TensorSummary) -> Words:
    if real(grad) is not None and is_sum((grad,), after):
        return ("0 + ", *term(grad, _NOUN), " = ", figure(after, _NOUN), " is its gradient.")
    return ("it is ", *told(after, _NOUN, _NOUN), " now.")


def _more(before: TensorSummary, grad: TensorSummary, after: TensorSummary) -> Words:
    if real(grad) is not None and is_sum((before, grad), after):
        sum = (figure(before, _NOUN), " + ", *term(grad, _NOUN), " = ")
        return (*sum, figure(after, _NOUN), " is its gradient now.")
    return ("it is ", *told(after, _NOUN, _NOUN), " now.")


def _before(one: BackwardPass, leaf: int) -> int:
    """The ``grad`` of a leaf before a pass, an index into `Tensors`, or `NOTHING`."""
    leaves = one.leaves.view().tolist()
    return one.had[leaves.index(leaf)] if leaf in leaves else NOTHING


def _after(playback: Playback, one: BackwardPass, leaf: int) -> int:
    """The ``grad`` of a leaf that a pass accumulated into; without one before, it is what arrived."""
    leaves = one.leaves.view().tolist()
    if leaf in leaves:
        return one.has[leaves.index(leaf)]
    return one.grad[playback.trace.node_columns.outputs[leaf]]


def _grad_of(leaf: Node) -> str:
    name = named(leaf)
    return f"{name}.grad" if name else "Its grad"


def narrate_set(playback: Playback, leaf: int, number: int) -> Words:
    """What the program itself made of a leaf's ``grad`` between two passes."""
    trace = playback.trace
    node, tensors = trace.nodes[leaf], trace.tensors
    before = tensors.get(_after(playback, playback.passes[number - 1].one, leaf))
    now = tensors.get(_before(playback.passes[number].one, leaf))
    name = f"{named(node)}.grad" if node.name else "the grad of a leaf"
    start = (" from ", *told(before, _NOUN, _NOUN)) if before is not None else ()
    then = ("None: it is empty again",) if now is None else told(now, _NOUN, _NOUN)
    return (f"Since the pass before the program has set {name}", *start, " to ", *then, ".")
