"""`Closure`: a function that the program defines."""

import ast
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from nablascope.core.language.failure import Failure, LanguageError
from nablascope.core.language.scopes import parameters
from nablascope.engine.language.scope import Scope


@dataclass(frozen=True, slots=True, eq=False)
class Closure:
    """A ``def`` or a ``lambda`` with what it saw when it was evaluated; opaque, like any function.

    Attributes:
        name: as it was defined.
        node: its parameters and its body.
        scope: where it was defined.
        defaults: of its parameters, by name.
    """

    name: str
    node: ast.FunctionDef | ast.Lambda
    scope: Scope
    defaults: Mapping[str, object]

    def __repr__(self) -> str:
        return f"<function {self.name}>"


def bound_arguments(
    closure: Closure, args: Sequence[object], kwargs: Mapping[str, object]
) -> dict[str, object]:
    """The value of each parameter.

    Raises:
        LanguageError: if one has none or two, or there are too many.
    """
    given = closure.node.args
    positional = [*given.posonlyargs, *given.args]
    values = {parameter.arg: value for parameter, value in zip(positional, args, strict=False)}
    rest = tuple(args[len(positional) :])
    if given.vararg is not None:
        values[given.vararg.arg] = rest
    elif rest:
        raise _wrong(closure, f"takes {len(positional)} values, not {len(args)}")
    _add_keywords(closure, values, kwargs)
    values = {**closure.defaults, **values}
    missing = [parameter.arg for parameter in parameters(given) if parameter.arg not in values]
    if missing:
        raise _wrong(closure, f"needs a value for {missing[0]}")
    return values


def _add_keywords(closure: Closure, values: dict[str, object], kwargs: Mapping[str, object]) -> None:
    given = closure.node.args
    named = {parameter.arg for parameter in (*given.args, *given.kwonlyargs)}
    rest: dict[str, object] = {}
    for name, value in kwargs.items():
        if name in named and name in values:
            raise _wrong(closure, f"is given two values for {name}")
        if name not in named and given.kwarg is None:
            raise _wrong(closure, f"has no parameter {name}")
        (values if name in named else rest)[name] = value
    if given.kwarg is not None:
        values[given.kwarg.arg] = rest


def _wrong(closure: Closure, what: str) -> LanguageError:
    names = ", ".join(parameter.arg for parameter in parameters(closure.node.args))
    return LanguageError(Failure(f"{closure.name} {what}", f"its parameters are ({names})" if names else ""))
