"""`evaluate`: runs a checked program on its inputs, watched."""

from collections.abc import Mapping

import torch

from nablascope.core.language.failure import Failure, LanguageError
from nablascope.core.language.program import Program
from nablascope.engine.language.budget import Budget
from nablascope.engine.language.context import Context
from nablascope.engine.language.dictionary import dictionary
from nablascope.engine.language.expressions import evaluate as expression
from nablascope.engine.language.fixes import with_fix
from nablascope.engine.language.isolation import isolated, warnings_to
from nablascope.engine.language.printing import Printer
from nablascope.engine.language.recursion import deep_recursion
from nablascope.engine.language.run import Run
from nablascope.engine.language.scope import Scope
from nablascope.engine.language.statements import run
from nablascope.engine.language.values import OPAQUE
from nablascope.engine.watcher import Watcher


def evaluate(program: Program, inputs: Mapping[str, torch.Tensor], watcher: Watcher) -> Run:
    """Runs `program`; a failure is part of the answer, and what ran before it stays.

    Tensors are made where torch makes them: wrap the call in ``with torch.device(...)`` (or set torch's
    default device) and set the default dtype before, and factories without ``device=`` or ``dtype=``
    follow both. Gradient mode, default dtype and random state are as before afterwards.

    Args:
        program: what `parse` gave.
        inputs: a tensor for each of the program's free names; used as they are, never copied.
        watcher: hears of every operation and binding.

    Returns:
        The run. Nothing is raised for a failing program; an error of the watcher's own passes through.
    """
    printer = Printer()
    context = Context(
        program.source,
        Scope(values=dict(inputs)),
        dictionary(printer),
        watcher,
        printer,
        Budget(),
        expression,
        run,
    )
    with isolated(), warnings_to(printer.warn), deep_recursion():
        failure = _run_all(context, program)
    names = _values(context.scope.values)
    # A function of the program and the scope that has it hold each other.
    context.scope.values.clear()
    return Run(printer.lines(), tuple(context.results.values()), names, failure, printer.notes())


def _run_all(context: Context, program: Program) -> Failure | None:
    try:
        run(context, program.tree.body)
    except LanguageError as error:
        return with_fix(error.failure, program.tree, context.source)
    return None


def _values(names: Mapping[str, object]) -> Mapping[str, object]:
    return {name: value for name, value in names.items() if not isinstance(value, OPAQUE)}
