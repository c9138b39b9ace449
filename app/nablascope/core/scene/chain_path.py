"""One path of the chain rule in full: its product with symbols, what they mean, and its numbers."""

from collections.abc import Iterable
from dataclasses import dataclass

from nablascope.core.graph.trace import Trace
from nablascope.core.scene.chain_letters import told_factors
from nablascope.core.scene.chain_rule import Term
from nablascope.core.scene.chain_signs import (
    EQUALS,
    TIMES,
    Skip,
    joined,
    numbers_multiplied,
    quotient,
    short,
    skipped,
    spelled,
    words,
)
from nablascope.core.scene.expressions import Names, definition, derivative_numbers, derivative_rule, vjp_rule
from nablascope.core.scene.factors import Factor, seed_of
from nablascope.core.scene.inspection import Formula, Line, Link, Piece, Row
from nablascope.core.scene.numbers import number
from nablascope.core.scene.symbols import Symbols, only
from nablascope.core.scene.text import cells

_MOST_WITH_NUMBERS = 24
"""Characters of a rule and of its numbers that stand in one line of a narrow inspector."""


@dataclass(frozen=True, slots=True)
class PathTeller:
    """What telling one path needs.

    Attributes:
        names: of the nodes that are told.
        term: the path and its product.
        factors: those that are told, from the output back, with `Skip` for the rest.
        d: the sign of a derivative.
        seeded: whether the gradient at the end of the path is a factor of its own.
    """

    names: Names
    term: Term
    factors: tuple[Factor | Skip, ...]
    d: str
    seeded: bool

    @property
    def told(self) -> list[Factor]:
        """The factors without what is skipped."""
        return [one for one in self.factors if isinstance(one, Factor)]


def teller(trace: Trace, term: Term, known: Symbols, d: str, seeded: bool) -> PathTeller:
    """How to tell the path of `term`, with the letters that all paths share.

    What is not on the path is written out, for only the path's own letters are explained.
    """
    factors = told_factors(trace, term.path.edges)
    ids = {id for one in factors if isinstance(one, Factor) for id in (one.below, one.above)}
    return PathTeller(Names(trace, only(known, ids)), term, factors, d, seeded)


def scalar_rows(path: PathTeller, whole: bool) -> list[Row]:
    """A path along which everything is one number.

    Args:
        path: the path.
        whole: whether it is the only one, so that its product is the gradient.
    """
    rows: list[Row] = [*_symbolic(path, whole), *_definitions(path)]
    rows += [_derivation(path, one) for one in path.told]
    if len(path.factors) + path.seeded < 2:
        return rows
    seed: list[tuple[float | None, Link | None]] = []
    if path.seeded:
        seed = [(seed_of(path.names.trace, path.term.path), _node(_end(path)))]
    numbers = [one if isinstance(one, Skip) else (one.number, _node(one.above)) for one in path.factors]
    product = numbers_multiplied([*seed, *numbers], path.term.product)
    return [*rows, Formula(product, "gradient")]


def tensor_rows(path: PathTeller, whole: bool) -> list[Row]:
    """A path of tensors: how each node turns the gradient of its output into the share of its input."""
    rows: list[Row] = [*_symbolic(path, whole), *_definitions(path)]
    rows.append(Line("Each node turns the gradient G of its output into a share for its input:", "muted"))
    for one in path.factors:
        rows += [Line(skipped(one).text, "muted")] if isinstance(one, Skip) else _share_rows(path, one)
    return rows


def _symbolic(path: PathTeller, whole: bool) -> list[Formula]:
    """The product; a single factor is told by its own row."""
    pieces = [_piece(path, one) for one in path.factors]
    if path.seeded:
        end = path.names.symbols.by_node[_end(path)]
        pieces.insert(0, quotient(path.d, path.names.symbols.spare, end, _node(_end(path))))
    if len(pieces) < 2:
        return []
    return [Formula((*_left_side(path, whole), *joined(pieces, TIMES)))]


def _left_side(path: PathTeller, whole: bool) -> tuple[Piece, ...]:
    """What one path gives is the whole derivative only where there is no other."""
    if not whole:
        return ()
    known = path.names.symbols
    top = known.spare if path.seeded else known.by_node[_end(path)]
    return (quotient(path.d, top, known.by_node[path.told[-1].below]), EQUALS)


def _piece(path: PathTeller, one: Factor | Skip) -> Piece:
    return skipped(one) if isinstance(one, Skip) else _quotient(path, one)


def _quotient(path: PathTeller, one: Factor) -> Piece:
    known = path.names.symbols.by_node
    return quotient(path.d, known[one.above], known[one.below], _node(one.above))


def _definitions(path: PathTeller) -> list[Formula]:
    """What our own letters stand for, and where the pass started if not at 1."""
    known, told = path.names.symbols, {id for one in path.told for id in (one.above, one.below)}
    nodes = path.names.trace.nodes
    ours = [id for id in sorted(known.fresh & told) if nodes.kind[id] == "op"]
    rows = [
        Formula((spelled(known.by_node[id], _node(id)), EQUALS, spelled(definition(path.names, id))), "muted")
        for id in ours
    ]
    return [*rows, *_seed(path)]


def _seed(path: PathTeller) -> Iterable[Formula]:
    if path.seeded:
        seed = path.names.trace.outputs[path.term.path.output].seed
        known = path.names.symbols
        pieces = quotient(path.d, known.spare, known.by_node[_end(path)], _node(_end(path)))
        yield Formula((pieces, EQUALS, words("the seed")), number=short(seed))


def _derivation(path: PathTeller, one: Factor) -> Formula:
    """A factor's rule, with its letters and then with their numbers, beside what it comes to."""
    rule = derivative_rule(path.names, one.edge)
    numbers = derivative_numbers(path.names, one.edge)
    right = () if rule is None else (EQUALS, spelled(rule))
    if rule and numbers and cells(rule.text + numbers.text) <= _MOST_WITH_NUMBERS:
        right = (*right, EQUALS, spelled(numbers))
    return Formula((_quotient(path, one), *right), number="?" if one.number is None else number(one.number))


def _share_rows(path: PathTeller, one: Factor) -> list[Row]:
    trace, known = path.names.trace, path.names.symbols
    share = trace.edges[one.edge].grad
    top = known.spare if path.seeded else known.by_node[_end(path)]
    piece = quotient(path.d, top, known.by_node[one.below], Link("edge", one.edge))
    rows: list[Row] = [Formula((piece,), number=short(share))]
    rule = vjp_rule(path.names, one.edge)
    return [*rows, Line(rule, "muted", mono=True)] if rule else rows


def _end(path: PathTeller) -> int:
    return path.names.trace.outputs[path.term.path.output].node


def _node(id: int) -> Link:
    return Link("node", id)
