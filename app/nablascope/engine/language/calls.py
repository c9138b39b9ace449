"""Every function, method and operator that is not the program's own passes through `apply`."""

import ast
from collections.abc import Mapping, Sequence

import torch

from nablascope.core.language.failure import LanguageError
from nablascope.core.language.spans import Located
from nablascope.engine.collector import sweep
from nablascope.engine.language.budget import ELEMENTS_A_STEP, TORCH_STEPS
from nablascope.engine.language.context import Context
from nablascope.engine.language.costs import cost_of
from nablascope.engine.language.explain import RUN_ERRORS, explain, lacks_memory
from nablascope.engine.language.gradients import PASSES
from nablascope.engine.language.guards import check_counts, check_filled, check_torch_arguments, holds_tensor
from nablascope.engine.language.handles import INTEGER_LIMIT, Function
from nablascope.engine.language.origins import with_origins
from nablascope.engine.language.scope import places
from nablascope.engine.language.sizes import check_size
from nablascope.engine.language.values import CONTAINERS, checked, skimmed
from nablascope.engine.watcher import Operand, Site


def operand(context: Context, node: ast.expr) -> Operand:
    """`node`'s value with its place, and its name where it is a bare name."""
    name = node.id if isinstance(node, ast.Name) else None
    return Operand(context.evaluate(context, node), context.source.span(node), name)


def apply(
    context: Context,
    node: Located,
    function: Function,
    operands: tuple[Operand, ...],
    args: Sequence[object],
    kwargs: Mapping[str, object],
) -> object:
    """Calls `function` for `node`: guarded, announced to the watcher, its result checked.

    Raises:
        LanguageError: if a guard refuses, or the call fails.
    """
    span = context.source.span(node)
    try:
        _check_inside(context, args[1:] if function.shallow else args, kwargs)
        context.budget.spend(cost_of(function, args, kwargs))
        if function.is_torch:
            _guard(function, args, kwargs)
        if function.is_torch or (not function.shallow and holds_tensor(args)):
            context.budget.spend(TORCH_STEPS)
            context.watcher.at(Site(span, operands, within=context.within))
        check = skimmed if function.shallow else checked
        result = check(_called(function, args, kwargs), context.budget)
        if isinstance(result, torch.Tensor):
            context.budget.spend(result.numel() // ELEMENTS_A_STEP)
        return result
    except RUN_ERRORS as error:
        failure = explain(error, span, [operand.value for operand in operands], function)
        failure = with_origins(failure, operands, context.source, places(context.scope))
    raise LanguageError(failure)


def _called(function: Function, args: Sequence[object], kwargs: Mapping[str, object]) -> object:
    """What `function` gives; where memory is short, what the program has dropped is looked for first."""
    try:
        return function.call(*args, **kwargs)
    except RUN_ERRORS as error:
        if not (_can_repeat(function) and lacks_memory(error)):
            raise
    sweep()
    return function.call(*args, **kwargs)


def _can_repeat(function: Function) -> bool:
    """Whether a call that failed has done nothing yet that a second one would do again."""
    return function.is_torch and function.measured and not function.takes and function.name not in PASSES


def _check_inside(context: Context, args: Sequence[object], kwargs: Mapping[str, object]) -> None:
    """Lists may have changed, and grown, since they were checked."""
    for value in (*args, *kwargs.values()):
        if type(value) in CONTAINERS:
            checked(value, context.budget)


def _guard(function: Function, args: Sequence[object], kwargs: Mapping[str, object]) -> None:
    check_filled(function.name.rpartition(".")[2], args)
    check_torch_arguments(args, kwargs, function.limit)
    if function.limit == INTEGER_LIMIT:
        check_counts(function.name.rpartition(".")[2], args, kwargs)
    if function.measured:
        check_size(function.name, function.call, args, kwargs)
