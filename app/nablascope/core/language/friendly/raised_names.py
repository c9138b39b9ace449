"""``xⁿ``: Python takes it for the name ``xn``; people mean a power."""

import ast
import unicodedata

from nablascope.core.language.failure import Failure, Fix, LanguageError
from nablascope.core.language.number_names import bound_names
from nablascope.core.language.spans import Source


def check_raised_names(tree: ast.AST, source: Source) -> None:
    """Refuses a name with raised letters that the program does not give a meaning of its own.

    Raises:
        LanguageError: at the first in the tree.
    """
    bound = bound_names(tree)
    for node in ast.walk(tree):
        if isinstance(node, ast.Name) and node.id not in bound:
            _check(node, source)


def _check(node: ast.Name, source: Source) -> None:
    span = source.span(node)
    text = source.text(span)
    base = "".join(character for character in text if not _is_raised(character))
    if base == text:
        return
    raised = unicodedata.normalize("NFKC", text[len(base) :])
    power = f"{base}**{raised}"
    fix = Fix(f"Write {power}", span, power) if base and text.startswith(base) else None
    raise LanguageError(Failure(f"Python takes {text} for the name {node.id}", f"write {power}", span, fix))


def _is_raised(character: str) -> bool:
    return character > "~" and unicodedata.decomposition(character).startswith("<super>")
