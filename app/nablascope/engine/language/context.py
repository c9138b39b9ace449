"""What one evaluation carries along."""

import ast
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from nablascope.core.language.scopes import Names, ScopeNode, names_of
from nablascope.core.language.spans import Source
from nablascope.engine.language.budget import Budget
from nablascope.engine.language.printing import Printer
from nablascope.engine.language.run import Result
from nablascope.engine.language.scope import Scope
from nablascope.engine.language.signals import Signal
from nablascope.engine.watcher import Watcher
from nablascope.engine.within import Within


@dataclass(frozen=True, slots=True)
class Context:
    """One run's collaborators, and where in the program it is.

    Attributes:
        evaluate: gives the value of an expression.
        run: runs the statements of a block.
        scope: the names that can be read here.
        depth: how many calls of the program's own functions are running.
        results: the newest of each place in the program, in the order in which they were computed.
        within: the call or round that runs.
        decisions: what each function and comprehension decides about its names, as far as they ran.
    """

    source: Source
    scope: Scope
    dictionary: Mapping[str, object]
    watcher: Watcher
    printer: Printer
    budget: Budget
    evaluate: Callable[["Context", ast.expr], object]
    run: Callable[["Context", Sequence[ast.stmt]], Signal]
    depth: int = 0
    within: Within = field(default_factory=Within)
    results: dict[object, Result] = field(default_factory=dict[object, Result])
    decisions: dict[ScopeNode, Names] = field(default_factory=dict[ScopeNode, Names])


def scope_of(context: Context, node: ScopeNode, outer: Scope, *, is_comprehension: bool = False) -> Scope:
    """A new scope for `node`."""
    names = context.decisions.get(node)
    if names is None:
        names = context.decisions[node] = names_of(node)
    return Scope(names, outer, is_comprehension)
