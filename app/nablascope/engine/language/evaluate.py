"""`evaluate`: runs a checked program on its inputs, watched."""

from collections.abc import Mapping
from dataclasses import replace

import torch

from nablascope.core.language.failure import Failure, LanguageError
from nablascope.core.language.program import Program
from nablascope.engine.language.budget import Budget
from nablascope.engine.language.context import Context
from nablascope.engine.language.dictionary import dictionary
from nablascope.engine.language.fixes import with_fix
from nablascope.engine.language.handles import Function, Module
from nablascope.engine.language.isolation import isolated, warnings_to
from nablascope.engine.language.printing import Printer
from nablascope.engine.language.run import Result, Run
from nablascope.engine.language.statements import execute
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
        dict(inputs),
        dictionary(printer),
        watcher,
        printer,
        Budget(),
    )
    results: list[Result] = []
    with isolated(), warnings_to(printer.warn):
        failure = _execute_all(context, program, results)
    return Run(printer.lines(), tuple(results), _values(context.names), failure, printer.notes())


def _execute_all(context: Context, program: Program, results: list[Result]) -> Failure | None:
    for statement in program.tree.body:
        try:
            results += execute(context, statement)
        except LanguageError as error:
            span = error.failure.span or context.source.span(statement)
            return with_fix(replace(error.failure, span=span), program.tree, context.source)
    return None


def _values(names: Mapping[str, object]) -> Mapping[str, object]:
    return {name: value for name, value in names.items() if not isinstance(value, Function | Module)}
