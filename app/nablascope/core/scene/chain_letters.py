"""What the paths of a chain rule are told with: their factors, and letters that mean the same in all."""

from collections.abc import Iterator

from nablascope.core.graph.trace import Trace
from nablascope.core.scene.chain_rule import ChainRule, Term
from nablascope.core.scene.chain_signs import Skip
from nablascope.core.scene.factors import Factor, factor
from nablascope.core.scene.symbols import Symbols, symbols

MOST_SHOWN = 6
"""A longer path is told by its two ends."""

_NEAR_OUTPUT, _NEAR_NODE = 3, 2


def told_factors(trace: Trace, edges: tuple[int, ...]) -> tuple[Factor | Skip, ...]:
    """The factors along `edges` from the output back, with `Skip` for those of the middle."""
    near, far = _told(edges)
    left_out = len(edges) - len(near) - len(far)
    skip = (Skip(left_out),) if left_out else ()
    return (*(factor(trace, index) for index in near), *skip, *(factor(trace, index) for index in far))


def letters(trace: Trace, rule: ChainRule) -> Symbols:
    """The symbols of all nodes that any of the paths tells; whichever is opened, they are the same."""
    ids = (id for term in rule.terms for id in _nodes(trace, term))
    return symbols(trace, [rule.start, *ids])


def _nodes(trace: Trace, term: Term) -> Iterator[int]:
    """From the node to the output, as the program runs and as letters are given."""
    near, far = _told(term.path.edges)
    for index in reversed((*near, *far)):
        yield trace.edges.source[index]
        yield trace.edges.target[index]
    yield trace.outputs[term.path.output].node


def _told(edges: tuple[int, ...]) -> tuple[tuple[int, ...], tuple[int, ...]]:
    back = edges[::-1]
    return (back, ()) if len(back) <= MOST_SHOWN else (back[:_NEAR_OUTPUT], back[-_NEAR_NODE:])
