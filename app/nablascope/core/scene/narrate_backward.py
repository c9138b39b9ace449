"""What is said when a backward pass starts, calls an operation, and sends a share."""

from nablascope.core.graph.columns import NOTHING
from nablascope.core.graph.rows import Node
from nablascope.core.graph.tensor import TensorSummary
from nablascope.core.rules.products import PARTS, PRODUCTS
from nablascope.core.scene.narrate_arrivals import gradients, received, so_far
from nablascope.core.scene.narrate_remarks import remarks
from nablascope.core.scene.narrate_share import Share, sentences, share_of
from nablascope.core.scene.narrated import Words
from nablascope.core.scene.narrated_flow import flow_of
from nablascope.core.scene.narrated_names import LONGEST_NAME, named, operation, subject
from nablascope.core.scene.narrated_numbers import real, told
from nablascope.core.scene.narrated_operands import Operands, operands_of
from nablascope.core.scene.text import elided
from nablascope.core.timeline.playback import PassSteps, Playback
from nablascope.core.timeline.timeline import StepKind

_MOST_SHARES = 3
_MOST_SUMS = 2
_TIMES = ("second", "third", "fourth", "fifth", "sixth", "seventh")
"""The eighth may be any later one: so many of the newest are kept."""


def narrate_seed(playback: Playback, place: int, number: int) -> Words:
    """Where a backward pass starts, and with what."""
    one, trace = playback.passes[number].one, playback.trace
    seed, root = trace.tensors.get(one.seed[place]), one.root[place]
    name = _root(playback, root, one.output[place])
    given = (" with ", *_seed(seed)) if seed is not None else ()
    start = _start(playback, number) if place == 0 else "It starts also at"
    return (f"{start} {name}", *given, *_meaning(seed, name, trace.nodes[root] if root != NOTHING else None))


def _start(playback: Playback, number: int) -> str:
    if number == 0:
        return "Backward starts at"
    known = len(playback.passes) <= len(_TIMES) + 1
    return f"The {_TIMES[number - 1]} backward pass starts at" if known else "Backward starts again, at"


def _root(playback: Playback, root: int, output: int) -> str:
    trace = playback.trace
    if root == NOTHING:
        return "a result that is not drawn"
    node = trace.nodes[root]
    texts = (one.name for one in trace.outputs if (one.node, one.output) == (root, output))
    return named(node, output) or elided(next(texts, operation(node)), LONGEST_NAME)


def _seed(seed: TensorSummary) -> Words:
    number = real(seed)
    if number is not None:
        return ("the gradient ", *told(seed, "gradient", "gradient"))
    words = told(seed, "gradient", "gradient")
    return (words[0], " of ones") if _is_ones(seed) else words


def _is_ones(seed: TensorSummary) -> bool:
    if seed.whole:
        return all(complex(element) == 1 for element in seed.values)
    known = seed.statistics
    return known is not None and known.least == known.most == 1 and not known.nan and not known.infinite


def _meaning(seed: TensorSummary | None, name: str, node: Node | None) -> Words:
    if seed is None:
        return (".",)
    if _is_ones(seed):
        what = name if node is not None and named(node) else "it"
        each = "" if not seed.shape else "each element of "
        return (f": {each}{what} changes as fast as itself.",)
    return (", which was given.",)


def narrate_call(playback: Playback, id: int, first: int, last: int) -> Words:
    """What an operation received, and of the moment that goes up to `last` what it sends.

    Args:
        playback: the run.
        id: of the node.
        first: the step of its call.
        last: of its call or of what it sends.
    """
    node, steps = playback.trace.nodes[id], playback.passes[playback.timeline.pass_of(first)]
    words = (*received(playback, node, first), *((", called G",) if _is_product(node) else ()))
    if last == first:
        return (*words, *_and_then(playback, node, first))
    return (*words, ".", *_sent(playback, node, steps, first, last))


def _is_product(node: Node) -> bool:
    """Whether what it sends is told with a rule about the gradient G."""
    function = (node.function or "").rstrip("_")
    return function in PRODUCTS or function in PARTS


def _and_then(playback: Playback, node: Node, k: int) -> Words:
    """An operation of which shares follow as steps of their own says no more."""
    timeline = playback.timeline
    if k < len(timeline) and timeline.kind[k] == StepKind.DELIVER:
        return (".",)
    return (". It goes no further here.", *remarks(playback, operands_of(playback.trace, node), k))


def _sent(playback: Playback, node: Node, steps: PassSteps, first: int, last: int) -> Words:
    delivered = playback.timeline.subject.view()[first:last]
    told = list(delivered[:_MOST_SHARES])
    operands = operands_of(playback.trace, node)
    grad = _grad(gradients(playback, node, first))
    single = len(delivered) == 1
    shares = [_share(playback, operands, edge, grad, steps, single=single) for edge in told]
    words = sentences(shares, "It", "Its derivative", len(delivered) - len(told))
    words += _withheld(playback, operands, steps)
    return (*words, *_sums(playback, told, last), *remarks(playback, operands, first))


def _grad(grads: tuple[TensorSummary | None, ...]) -> TensorSummary | None:
    return grads[0] if len(grads) == 1 else None


def _share(
    playback: Playback,
    operands: Operands,
    edge: int,
    grad: TensorSummary | None,
    steps: PassSteps,
    *,
    single: bool,
) -> Share:
    trace = playback.trace
    sent = trace.tensors.get(steps.one.share[edge])
    return share_of(flow_of(trace, operands, edge, grad, sent), single=single)


def _withheld(playback: Playback, operands: Operands, steps: PassSteps) -> Words:
    """Inputs that torch follows and that were sent None."""
    trace = playback.trace
    follows, sources = trace.node_columns.requires_grad.view(), trace.edges.source.view()
    inputs = operands.inputs[:_MOST_SHARES]
    withheld = [edge for edge in inputs if follows[sources[edge]] and steps.one.share[edge] == NOTHING]
    names = [named(trace.nodes[sources[edge]]) or "one of its inputs" for edge in withheld]
    return (f" It sends no gradient (None) to {' and '.join(dict.fromkeys(names))}.",) if names else ()


def _sums(playback: Playback, edges: list[int], k: int) -> Words:
    """What has come together at those that are used several times."""
    trace = playback.trace
    ends = dict.fromkeys((trace.edges.source[edge], trace.edges.output[edge]) for edge in edges)
    told = [so_far(playback, trace.nodes[node], output, k) for node, output in list(ends)[:_MOST_SUMS]]
    return tuple(word for words in told for word in words)


def narrate_deliver(playback: Playback, edge: int, k: int) -> Words:
    """What an operation sends along one edge."""
    trace, steps = playback.trace, playback.passes[playback.timeline.pass_of(k)]
    node = trace.nodes[trace.edges.target[edge]]
    operands, grad = operands_of(trace, node), _grad(gradients(playback, node, k))
    single = sum(steps.one.share[other] != NOTHING for other in operands.inputs[:_MOST_SHARES]) == 1
    share = _share(playback, operands, edge, grad, steps, single=single)
    told = sentences([share], subject(node), f"The derivative of {operation(node)}")
    return (*_begun(told), *_sums(playback, [edge], k), *remarks(playback, operands, k))


def _begun(words: Words) -> Words:
    """Without the space that would stand between sentences."""
    first = words[0]
    return (first.lstrip() if isinstance(first, str) else first, *words[1:])
