"""`Scope`: the names of one function call, of one comprehension or of the whole program."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import chain

from nablascope.core.language.failure import Failure, LanguageError
from nablascope.core.language.scopes import Names
from nablascope.core.language.span import Span


@dataclass(frozen=True, slots=True, eq=False)
class Scope:
    """Where names have their values.

    Attributes:
        names: which names it decides about; of the whole program, whichever no other scope does.
        outer: the scope around it, or None of the whole program.
        is_comprehension: whether ``:=`` binds around it.
        values: of its names, so far.
        spans: where each of its names was last given its value; inputs are not in it.
    """

    names: Names = field(default_factory=lambda: Names(frozenset()))
    outer: "Scope | None" = None
    is_comprehension: bool = False
    values: dict[str, object] = field(default_factory=dict[str, object])
    spans: dict[str, Span] = field(default_factory=dict[str, Span])


def is_program(scope: Scope) -> bool:
    """Whether `scope` is the whole program's."""
    return scope.outer is None


def deciding(scope: Scope, name: str) -> Scope:
    """The scope whose `name` is meant inside of `scope`.

    Raises:
        LanguageError: if it is ``nonlocal`` and no function around has it.
    """
    if scope.outer is None or name in scope.names.own:
        return scope
    if name in scope.names.shared:
        return _program(scope)
    found = deciding(scope.outer, name)
    if name in scope.names.outer and is_program(found):
        raise LanguageError(Failure(f"no function around this one has a {name}", f"write global {name}"))
    return found


def around(scope: Scope) -> Scope:
    """The innermost scope that is no comprehension's."""
    while scope.is_comprehension and scope.outer is not None:
        scope = scope.outer
    return scope


def places(scope: Scope) -> Mapping[str, Span]:
    """Where each name that can be read in `scope` was last given its value."""
    scopes = [scope]
    while (outer := scopes[-1].outer) is not None:
        scopes.append(outer)
    return dict(chain.from_iterable(one.spans.items() for one in reversed(scopes)))


def _program(scope: Scope) -> Scope:
    while scope.outer is not None:
        scope = scope.outer
    return scope
