"""The signs of the chain rule: derivatives as linked pieces, products of numbers, counts."""

from collections.abc import Sequence
from dataclasses import dataclass

from nablascope.core.graph.paths import MOST_COUNTED
from nablascope.core.graph.tensor import TensorSummary
from nablascope.core.rules.mathml import derivative, standing_sign
from nablascope.core.scene.inspection import Link, Piece
from nablascope.core.scene.numbers import MINUS, brief, number, shape_text
from nablascope.core.scene.symbols import Symbol
from nablascope.core.scene.text import ELLIPSIS

EQUALS = Piece(" = ", standing_sign("="))
TIMES = Piece(" · ", standing_sign("·"))
UNKNOWN = "?"
_DIGITS = 4
_MOST_EXACT = 10**6
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


@dataclass(frozen=True, slots=True)
class Skip:
    """So many factors that are not told."""

    count: int


def quotient(d: str, above: Symbol, below: Symbol, link: Link | None = None) -> Piece:
    """The derivative of `above` by `below`, a piece that leads to `link`."""
    return Piece(f"{d}{above.text}/{d}{below.text}", derivative(d, above.math, below.math), link)


def spelled(symbol: Symbol, link: Link | None = None) -> Piece:
    """A symbol or an expression as a piece."""
    return Piece(symbol.text, symbol.math, link)


def skipped(skip: Skip) -> Piece:
    """Factors that are left out of a product."""
    return words(f"{ELLIPSIS} {skip.count:,} more {ELLIPSIS}")


def words(text: str) -> Piece:
    """Words in a formula."""
    return Piece(text, f"<mtext>{text}</mtext>")


def joined(pieces: Sequence[Piece], between: Piece) -> tuple[Piece, ...]:
    """The pieces with one between each two."""
    return tuple(one for piece in pieces for one in (between, piece))[1:]


def numbers_multiplied(
    factors: Sequence[tuple[float | None, Link | None] | Skip], result: float | None
) -> tuple[Piece, ...]:
    """A product with its result; a negative factor after a sign is in brackets."""
    pieces = [_number_piece(one, place > 0) for place, one in enumerate(factors)]
    return (*joined(pieces, Piece(" × ")), Piece(f" = {_number(result)}"))


def numbers_added(terms: Sequence[tuple[float, Link | None]], result: float) -> tuple[Piece, ...]:
    """A sum with its result; a negative term is subtracted."""
    texts = [(number(value), link) for value, link in terms]
    first, *others = texts
    pieces = [Piece(first[0], link=first[1])]
    for text, link in others:
        negative = text.startswith(MINUS)
        pieces += [Piece(f" {MINUS} " if negative else " + "), Piece(text.removeprefix(MINUS), link=link)]
    return (*pieces, Piece(f" = {number(result)}"))


def count_words(count: int) -> str:
    """How many, in full or in scientific notation."""
    if count >= MOST_COUNTED:
        return f"more than 10{str(len(str(MOST_COUNTED)) - 1).translate(_RAISED)}"
    if count < _MOST_EXACT:
        return f"{count:,}"
    mantissa, exponent = f"{count:.2e}".split("e+")
    return f"{mantissa} × 10{str(int(exponent)).translate(_RAISED)}"


def short(tensor: TensorSummary | None) -> str:
    """A scalar's number; of a tensor the shape and the norm."""
    if tensor is None:
        return "?"
    if not tensor.shape and tensor.values:
        return number(tensor.values[0])
    norm = tensor.statistics.norm if tensor.statistics else _norm(tensor)
    return (
        shape_text(tensor.shape)
        if norm is None
        else f"{shape_text(tensor.shape)}, norm {brief(norm, _DIGITS)}"
    )


def _norm(tensor: TensorSummary) -> float | None:
    """None where not every element is a real number that is here."""
    reals = [float(one) for one in tensor.values if not isinstance(one, str)]
    return sum(one * one for one in reals) ** 0.5 if len(reals) == tensor.size else None


def _number_piece(factor: tuple[float | None, Link | None] | Skip, brackets: bool) -> Piece:
    if isinstance(factor, Skip):
        return Piece(ELLIPSIS)
    text = _number(factor[0])
    return Piece(f"({text})" if brackets and text.startswith(MINUS) else text, link=factor[1])


def _number(value: float | None) -> str:
    return UNKNOWN if value is None else number(value)
