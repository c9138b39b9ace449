"""``np.sin(x)``: numpy is not in the language; torch has the same functions."""

import ast

from nablascope.core.language.failure import Failure, Fix, LanguageError
from nablascope.core.language.friendly.edits import Edit, replacement
from nablascope.core.language.friendly.one_fix import one_fix
from nablascope.core.language.friendly.places import line_starts
from nablascope.core.language.names import FUNCTIONS, MODULES, words
from nablascope.core.language.scopes import unbound_reads
from nablascope.core.language.spans import Source
from nablascope.core.language.spelling import ON_TENSORS

_NUMPY = frozenset({"np", "numpy"})
_ALIKE = words("pi inf nan arange linspace zeros ones eye full zeros_like ones_like")
_TORCH = {
    **{name: spelled for name, spelled in ON_TENSORS.items() if name in FUNCTIONS},
    **{name: f"torch.{name}" for name in _ALIKE},
    "array": "torch.tensor",
    "asarray": "torch.tensor",
    "power": "torch.pow",
    "absolute": "torch.abs",
    "concatenate": "torch.cat",
}
"""What numpy's functions are called in torch."""


def check_modules(tree: ast.Module, source: Source) -> None:
    """Refuses numpy, and ``Torch`` for ``torch``, where the program gives these names no meaning of its own.

    Raises:
        LanguageError: at the first.
    """
    names = [read.node for read in unbound_reads(tree)]
    unbound = {name for name in names if name.id in _NUMPY or name.id.lower() in MODULES}
    found = [node for node in ast.walk(tree) if isinstance(node, ast.Attribute) and node.value in unbound]
    found.sort(key=lambda node: (node.lineno, node.col_offset))
    for node in found:
        assert isinstance(node.value, ast.Name)
        if node.value.id in _NUMPY:
            raise LanguageError(_of_numpy(node, node.value, found, source))
        if node.value.id not in MODULES:
            raise LanguageError(_of_capitals(node.value, source))


def _of_numpy(first: ast.Attribute, name: ast.Name, found: list[ast.Attribute], source: Source) -> Failure:
    spelled = _TORCH.get(first.attr)
    message = "numpy is not part of the expression language; torch has the same functions"
    fix = _fix(found, source) if spelled else None
    return Failure(message, f"write {spelled or 'torch.name'}(...)", source.span(name), fix)


def _fix(found: list[ast.Attribute], source: Source) -> Fix | None:
    text = "\n".join(source.lines)
    starts = line_starts(text)
    edits: list[Edit] = []
    for span in {source.span(node) for node in found}:
        module, _, name = source.text(span).partition(".")
        # Inside of f-strings Python may misplace what it holds.
        if module in _NUMPY and name in _TORCH:
            start, end = starts[span.line - 1] + span.column, starts[span.end_line - 1] + span.end_column
            edits.append(replacement(start, end, _TORCH[name]))
    return one_fix(f"Write {min(edits).text}", text, edits) if edits else None


def _of_capitals(name: ast.Name, source: Source) -> Failure:
    span, right = source.span(name), name.id.lower()
    fix = Fix(f"Write {right}", span, right)
    return Failure(f"{name.id} is written with small letters: {right}", f"write {right}", span, fix)
