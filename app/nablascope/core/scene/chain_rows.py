"""The chain rule as the inspector's rows: one path in full, the others in a line each, and their sum."""

from nablascope.core.graph.columns import NOTHING
from nablascope.core.graph.trace import Trace
from nablascope.core.scene.called import called
from nablascope.core.scene.chain_letters import letters
from nablascope.core.scene.chain_path import scalar_rows, teller, tensor_rows
from nablascope.core.scene.chain_rule import ChainRule, Term
from nablascope.core.scene.chain_signs import (
    EQUALS,
    UNKNOWN,
    count_words,
    numbers_added,
    quotient,
    short,
    words,
)
from nablascope.core.scene.edge_signs import ARROW
from nablascope.core.scene.factors import MOST_FACTORS, only_number, seed_of
from nablascope.core.scene.inspection import Fact, Formula, Line, Link, Row
from nablascope.core.scene.numbers import number
from nablascope.core.scene.symbols import Symbols
from nablascope.core.scene.text import ELLIPSIS, elided

OPEN, CLOSED = "▾", "▸"
_LONGEST_ROUTE = 5
_LONGEST_CALLED = 8
_PARTIAL, _TOTAL = "∂", "d"


def chain_rows(trace: Trace, rule: ChainRule, opened: int = 0) -> tuple[Row, ...]:
    """All that is said of a chain rule.

    Args:
        trace: the run.
        rule: of one of its places.
        opened: which of the paths is told in full.
    """
    if rule.count == 1 and not rule.terms[0].path.edges:
        return (Line("The output itself: the backward pass starts here.", "muted"),)
    opened = _opened(rule, opened)
    known = letters(trace, rule)
    if rule.count == 1:
        return (*_told(trace, rule, rule.terms[0], known), *_honest(rule))
    rows = _introduction(trace, rule, known)
    for place, term in enumerate(rule.terms):
        rows.append(_heading(trace, rule, place, place == opened))
        rows += _told(trace, rule, term, known) if place == opened else []
    return (*rows, *_sum(rule), *_honest(rule))


def told_path(rule: ChainRule, opened: int = 0) -> tuple[int, ...]:
    """The edges of the path that `chain_rows` tells in full."""
    return rule.terms[_opened(rule, opened)].path.edges


def _opened(rule: ChainRule, wanted: int) -> int:
    return min(max(wanted, 0), len(rule.terms) - 1)


def _told(trace: Trace, rule: ChainRule, term: Term, known: Symbols) -> list[Row]:
    """One path in full; nothing where it is the start itself."""
    if not term.path.edges:
        return [Line("The backward pass starts here.", "muted")]
    path = teller(trace, term, known, _sign(trace, rule), _is_seeded(trace, rule))
    rows = (scalar_rows if rule.scalar else tensor_rows)(path, rule.count == 1 and rule.subject == "gradient")
    if rule.scalar and term.product is None:
        rows.append(Line(_why_unknown(term), "muted"))
    return rows


def _why_unknown(term: Term) -> str:
    if len(term.path.edges) > MOST_FACTORS:
        return f"{len(term.path.edges):,} factors are too many to multiply out here."
    return "A local derivative on this path was not recorded."


def _sign(trace: Trace, rule: ChainRule) -> str:
    """A straight d where there is but one variable and one way."""
    first, grads = trace.node_columns.outputs.view(), trace.node_columns.grad.view()
    leaves = (id for id, kind in enumerate(trace.nodes.kind) if kind == "leaf" and first[id] < first[id + 1])
    variables = sum(grads[first[id]] != NOTHING for id in leaves)
    return _TOTAL if variables == 1 and rule.count == 1 else _PARTIAL


def _is_seeded(trace: Trace, rule: ChainRule) -> bool:
    """Whether what is differentiated is not simply the output: a seed other than 1, or several outputs."""
    ends = {term.path.output for term in rule.terms}
    seeds = [seed_of(trace, term.path) for term in rule.terms]
    return len(ends) > 1 or any(seed != 1.0 for seed in seeds)


def _introduction(trace: Trace, rule: ChainRule, known: Symbols) -> list[Row]:
    """The derivative that is summed up; what goes through one edge is no whole derivative."""
    shown, count = len(rule.terms), count_words(rule.count)
    if rule.subject == "share" and rule.count == shown:
        return [Line(f"The share is the sum over {count} paths.", "muted")]
    rows: list[Row] = [_whole(trace, rule, known)] if rule.subject == "gradient" else []
    if rule.count > shown:
        told = f"{shown} of {count} paths; the {rule.subject} is the sum over all of them."
        rows.append(Line(told, "muted"))
    return rows


def _whole(trace: Trace, rule: ChainRule, known: Symbols) -> Formula:
    end = trace.outputs[rule.terms[0].path.output].node
    top = known.spare if _is_seeded(trace, rule) else known.by_node[end]
    left = quotient(_sign(trace, rule), top, known.by_node[rule.start])
    total = short(rule.recorded) if rule.total is None else number(rule.total)
    return Formula((left, EQUALS, words(f"sum over {count_words(rule.count)} paths")), number=total)


def _heading(trace: Trace, rule: ChainRule, place: int, opened: bool) -> Fact:
    """A path by the cards it goes along, and what it gives."""
    term = rule.terms[place]
    label = f"{OPEN if opened else CLOSED} {_route(trace, rule, term)}"
    text = number(term.product) if term.product is not None else UNKNOWN if rule.scalar else ""
    return Fact(label, text, "gradient", None if opened else Link("path", place), leads=True)


def _route(trace: Trace, rule: ChainRule, term: Term) -> str:
    edges = term.path.edges
    if len(edges) < _LONGEST_ROUTE:
        return ARROW.join([_called(trace, rule.start), *_targets(trace, edges)])
    first, last = _targets(trace, edges[: _LONGEST_ROUTE - 3]), _targets(trace, edges[-1:])
    return ARROW.join([_called(trace, rule.start), *first, ELLIPSIS, *last])


def _targets(trace: Trace, edges: tuple[int, ...]) -> list[str]:
    return [_called(trace, trace.edges.target[index]) for index in edges]


def _called(trace: Trace, id: int) -> str:
    return elided(called(trace.nodes[id]), _LONGEST_CALLED)


def _sum(rule: ChainRule) -> list[Row]:
    """The products added up; where not all are told, what torch recorded for all of them."""
    recorded = only_number(rule.recorded)
    if rule.total is not None:
        terms = [(term.product or 0.0, _path(place)) for place, term in enumerate(rule.terms)]
        return [Formula(numbers_added(terms, rule.total), "gradient", leads=True)]
    if rule.scalar and rule.count > len(rule.terms) and recorded is not None:
        return [Fact("all paths together, as recorded", number(recorded), "gradient", leads=True)]
    return [Line(f"The {rule.subject} is their sum, element by element.", "muted")] if not rule.scalar else []


def _path(place: int) -> Link:
    return Link("path", place)


def _honest(rule: ChainRule) -> list[Row]:
    """Says so where the numbers above do not give what torch recorded."""
    recorded = only_number(rule.recorded)
    if recorded is None or rule.total is None:
        return []
    if rule.agreement == "rounding" and number(recorded) != number(rule.total):
        return [Line(f"Recorded: {number(recorded)}. The difference is rounding.", "muted")]
    if rule.agreement == "hook":
        return [Line(f"Recorded: {number(recorded)}. A hook on the way changed the gradient.", "ink")]
    if rule.agreement == "different":
        return [Line(f"Recorded: {number(recorded)}. Rounding does not explain the difference.", "ink")]
    return []
