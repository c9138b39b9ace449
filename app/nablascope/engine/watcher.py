"""`Watcher`: what an evaluator tells a recorder while a program runs."""

from dataclasses import dataclass
from typing import Protocol

from nablascope.core.language.span import Span
from nablascope.engine.within import Within


@dataclass(frozen=True, slots=True)
class Operand:
    """One argument as the program wrote it; `name` is set where it wrote a bare name."""

    value: object
    span: Span
    name: str | None = None


class Place(Protocol):
    """A part of the program that has a path, such as a module."""

    @property
    def path(self) -> str:
        """What people call it; it may still change while the program runs."""
        ...


@dataclass(frozen=True, slots=True)
class Site:
    """Where the operation about to run stands in the program.

    Attributes:
        span: in the text, or None where that is not known.
        operands: its arguments as the program wrote them, where an evaluator told.
        file: the source file of `span`; None where there is one text only.
        place: the module that runs, or None outside of any.
        within: the call or round that runs, where an evaluator told.
        offset: of the instruction in its function's bytecode, or -1 where Python did not run it.
    """

    span: Span | None
    operands: tuple[Operand, ...]
    file: str | None = None
    place: Place | None = None
    within: Within | None = None
    offset: int = -1


class Watcher(Protocol):
    """Sees every operation's place and every binding of a name."""

    def at(self, site: Site) -> None:
        """The operations that follow belong to `site`, until the next call."""
        ...

    def bind(self, name: str, value: object, span: Span | None) -> None:
        """The program gave `value` the name `name`; `span` is the name's own."""
        ...
