"""What is remarkable about what an operation sent: a kink, a tie, a NaN."""

from cmath import isinf, isnan

from nablascope.core.graph.marks import FIRST_BAD, KINK, MASKED_NAN, TIE
from nablascope.core.graph.rows import Edge, Node
from nablascope.core.graph.tensor import TensorSummary
from nablascope.core.scene.mark_words import sentence
from nablascope.core.scene.narrated import Words
from nablascope.core.scene.narrated_operands import Operands
from nablascope.core.timeline.playback import Playback

_FIRST_BAD = " Here the first NaN or infinity of the backward pass appears."
_UNUSED = "A NaN of a branch that is not used comes back in the gradient"
_FOR_ZERO = "Zero arrived here and NaN is sent on"
_CHOOSING = frozenset(("where", "masked_fill", "masked_select"))
"""The operations that leave a branch unused, by torch's name without the underscore."""

_MOST_EDGES = 200
"""So many uses are looked at for one that chooses: a longer search would take longer than a step."""


def remarks(playback: Playback, operands: Operands, k: int) -> Words:
    """Marks that explain what was sent; those about numbers are of the last pass alone."""
    node = operands.node
    marks: Words = tuple(f" {sentence(mark)}" for mark in (KINK, TIE) if mark in node.marks)
    if playback.timeline.pass_of(k) < len(playback.passes) - 1:
        return marks
    nan = (f" {_nan(playback, operands)}.",) if MASKED_NAN in node.marks else ()
    first_bad = playback.trace.first_bad_grad == node.id and FIRST_BAD in node.marks
    return (*marks, *nan, *((_FIRST_BAD,) if first_bad else ()))


def _nan(playback: Playback, operands: Operands) -> str:
    """The mark only says that NaN was sent where zero had arrived, not which operation sent that zero."""
    what = _UNUSED if _is_unused(playback, operands.node) else _FOR_ZERO
    return f"{what}{_times(playback, operands)}"


def _times(playback: Playback, operands: Operands) -> str:
    locals = [playback.trace.edges[edge].local for edge in operands.inputs]
    elements = [complex(one) for local in locals if local is not None for one in local.values]
    if any(map(isinf, elements)):
        return ": 0 times infinity is NaN"
    return ": 0 times NaN is NaN" if any(map(isnan, elements)) else ""


def _is_unused(playback: Playback, node: Node) -> bool:
    """Whether the zero comes from an operation that chose another branch."""
    edges, trace = list(playback.leaving[node.id]), playback.trace
    for place in range(_MOST_EDGES):
        if place >= len(edges):
            return False
        edge = trace.edges[edges[place]]
        if _has_zero(edge):
            if (trace.nodes.function[edge.target] or "").rstrip("_") in _CHOOSING:
                return True
            edges += playback.leaving[edge.target]
    return False


def _has_zero(edge: Edge) -> bool:
    return edge.grad is not None and (
        _counts_zeros(edge.grad) or any(complex(x) == 0 for x in edge.grad.values)
    )


def _counts_zeros(tensor: TensorSummary) -> bool:
    return tensor.statistics is not None and tensor.statistics.zero > 0
