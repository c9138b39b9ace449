"""`ChainRule`: a gradient as a sum over paths of products of local derivatives."""

from dataclasses import dataclass
from math import fsum, isfinite
from typing import Literal

from nablascope.core.graph.paths import Path, Paths, paths_from, paths_through
from nablascope.core.graph.tensor import TensorSummary
from nablascope.core.graph.trace import Trace
from nablascope.core.scene.factors import are_scalar, only_number, products

Agreement = Literal["equal", "rounding", "hook", "different", "unknown"]
"""Of the sum with what torch recorded: equal as far as can be read, or why not."""

_PRECISION = {"float64": 2.3e-16, "float32": 1.2e-7, "bfloat16": 7.9e-3, "float16": 9.8e-4}
"""Twice the largest relative error of one rounding (IEEE 754), by dtype."""


@dataclass(frozen=True, slots=True)
class Term:
    """One path and the product along it; None where it is not one number, or is not known."""

    path: Path
    product: float | None


@dataclass(frozen=True, slots=True)
class ChainRule:
    """The chain rule at one place.

    Attributes:
        subject: what the paths add up to: all of a node's gradient, or one edge's share of it.
        start: id of the node that everything is differentiated by.
        terms: the first paths.
        count: how many paths there are; see `Paths`.
        scalar: whether everything on those paths is one number.
        total: the sum of the products, where all paths and their products are known.
        recorded: what torch computed: the node's gradient or the edge's share.
        agreement: of the two.
    """

    subject: Literal["gradient", "share"]
    start: int
    terms: tuple[Term, ...]
    count: int
    scalar: bool
    total: float | None
    recorded: TensorSummary | None
    agreement: Agreement


def chain_rule_of_node(trace: Trace, id: int) -> ChainRule | None:
    """The chain rule from a node; of several outputs, from the first that has a gradient.

    None where no path leads from it.
    """
    grads = trace.nodes[id].grads
    output = next((place for place, grad in enumerate(grads) if grad is not None), None)
    if output is None:
        return None
    return _chain_rule(trace, "gradient", id, paths_from(trace, id, output), grads[output])


def chain_rule_of_edge(trace: Trace, index: int) -> ChainRule | None:
    """The chain rule from an edge's source through that edge; None where it carried no share."""
    edge = trace.edges[index]
    return _chain_rule(trace, "share", edge.source, paths_through(trace, index), edge.grad)


def _chain_rule(
    trace: Trace,
    subject: Literal["gradient", "share"],
    start: int,
    paths: Paths,
    recorded: TensorSummary | None,
) -> ChainRule | None:
    if not paths.first:
        return None
    scalar = only_number(recorded) is not None and are_scalar(trace, paths.first)
    numbers = products(trace, paths.first) if scalar else [None] * len(paths.first)
    terms = tuple(map(Term, paths.first, numbers))
    total = _total(terms, paths.count)
    agreement = _agreement(trace, terms, total, recorded)
    return ChainRule(subject, start, terms, paths.count, scalar, total, recorded, agreement)


def _total(terms: tuple[Term, ...], count: int) -> float | None:
    known = [term.product for term in terms if term.product is not None]
    if len(known) < count:
        return None
    return fsum(known) if all(map(isfinite, known)) else sum(known)


def _agreement(
    trace: Trace, terms: tuple[Term, ...], total: float | None, recorded: TensorSummary | None
) -> Agreement:
    number = only_number(recorded)
    if total is None or number is None:
        return "unknown"
    if total == number or (total != total and number != number):
        return "equal"
    if isfinite(total) and abs(total - number) <= _rounding(trace, terms):
        return "rounding"
    return "hook" if _has_hook(trace, terms) else "different"


def _rounding(trace: Trace, terms: tuple[Term, ...]) -> float:
    """What roundings can make of the difference: one for each factor, and one for each term."""
    size = sum(abs(term.product or 0.0) for term in terms)
    roundings = max(len(term.path.edges) for term in terms) + len(terms)
    shares = (trace.edges[index].grad for term in terms for index in term.path.edges)
    precision = max((_PRECISION.get(share.dtype, 0.0) for share in shares if share), default=0.0)
    return 4 * roundings * precision * size


def _has_hook(trace: Trace, terms: tuple[Term, ...]) -> bool:
    edges, hooks = trace.edges, trace.node_columns.hooks
    indexes = [index for term in terms for index in term.path.edges]
    return any(hooks[edges.source[index]] or hooks[edges.target[index]] for index in indexes)
