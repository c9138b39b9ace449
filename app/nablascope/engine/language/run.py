"""`Run`: what became of one evaluation."""

from collections.abc import Mapping
from dataclasses import dataclass

from nablascope.core.language.failure import Failure
from nablascope.core.language.span import Span


@dataclass(frozen=True, slots=True)
class Result:
    """The value of a top-level assignment's target or of an expression statement.

    Attributes:
        label: the name, or the expression's own text.
        name: the name, or None for an expression.
        value: a tensor, a number, or any other value of the language.
        span: of the name, or of the expression.
    """

    label: str
    name: str | None
    value: object
    span: Span


@dataclass(frozen=True, slots=True)
class Run:
    """One evaluation; after a failure it holds what ran before.

    Attributes:
        printed: the lines printed, word for word as Python prints torch's values.
        results: of each place in the program the newest, in the order in which they were computed.
        names: what each name meant at the end, inputs included.
        failure: why the program did not run to its end, or None.
        notes: what its author must know beside what it printed.
    """

    printed: tuple[str, ...]
    results: tuple[Result, ...]
    names: Mapping[str, object]
    failure: Failure | None
    notes: tuple[str, ...] = ()
