"""Formulas as they stand in a sentence."""

import ast
import re
from collections.abc import Mapping

from nablascope.core.rules.write import write

_FIRST_POWER = re.compile("(?<![⁰¹²³⁴⁵⁶⁷⁸⁹⁻])¹(?![⁰¹²³⁴⁵⁶⁷⁸⁹])")
_ATOM_ABOVE = re.compile(r"\^\(([\w.]+)\)")

_NEGATIVE_TERM = re.compile(r"(?<= \+ )(−(?:\d[\d.]*(?:e[+−]\d+)?|∞))(?![\d.⁰¹²³⁴⁵⁶⁷⁸⁹⁻]| \*\*)")


def formula_text(tree: ast.expr, texts: Mapping[str, str]) -> str:
    """Without first powers or signs side by side, and ``x ** z`` for what has no small letters."""
    text = _FIRST_POWER.sub("", write(tree, texts))
    text = _ATOM_ABOVE.sub(r" ** \1", text).replace("^(", " ** (")
    return _NEGATIVE_TERM.sub(r"(\1)", text)
