"""Imports: a name of the dictionary's own modules, never Python's import."""

import ast
from collections.abc import Mapping

from nablascope.core.language.failure import Failure, LanguageError
from nablascope.core.language.spans import Source
from nablascope.engine.language.handles import Module


def imported(node: ast.Import, dictionary: Mapping[str, object], source: Source) -> dict[str, object]:
    """The names that ``import a, b.c as d`` binds.

    Raises:
        LanguageError: for a module that is not in the language.
    """
    names: dict[str, object] = {}
    for alias in node.names:
        module = _module(alias.name, dictionary, source, alias)
        first = alias.name.partition(".")[0]
        names[alias.asname or first] = module if alias.asname else dictionary[first]
    return names


def imported_from(
    node: ast.ImportFrom, dictionary: Mapping[str, object], source: Source
) -> dict[str, object]:
    """The names that ``from a import b as c`` binds.

    Raises:
        LanguageError: for a module or a member that is not in the language.
    """
    path = "" if node.level else node.module or ""
    module = _module(path, dictionary, source, node)
    names: dict[str, object] = {}
    for alias in node.names:
        if alias.name not in module.members:
            message = f"{path}.{alias.name} is not in the expression language"
            raise LanguageError(Failure(message, "", source.span(alias)))
        names[alias.asname or alias.name] = module.members[alias.name]
    return names


def _module(
    path: str, dictionary: Mapping[str, object], source: Source, node: ast.alias | ast.stmt
) -> Module:
    first, *rest = path.split(".")
    module = dictionary.get(first) if first in _ROOTS else None
    for name in rest:
        module = module.members.get(name) if isinstance(module, Module) else None
    if isinstance(module, Module):
        return module
    message = f"the module {path or '.'} is not in the expression language"
    hint = _INSTEAD.get(first, "torch and math are")
    raise LanguageError(Failure(message, hint, source.span(node)))


_INSTEAD = {"numpy": "write torch.tensor([...])"}
_ROOTS = frozenset({"torch", "math"})
