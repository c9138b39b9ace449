"""The rule of a share that is not one number times another, as a remark behind it."""

import ast
import re

from nablascope.core.rules.fold import folded
from nablascope.core.rules.rule import Rule
from nablascope.core.scene.narrated import Words, muted
from nablascope.core.scene.narrated_flow import Flow
from nablascope.core.scene.narrated_formula import formula_text
from nablascope.core.scene.narrated_names import formula, letter
from nablascope.core.scene.narrated_numbers import form, is_product
from nablascope.core.scene.numbers import MINUS

COLON = ": "
"""Before a remark that, behind one of several shares, stands in brackets instead."""

_ARGUMENT = re.compile(r"\b(self|mat1|mat2|vec|tensor|target(?! class)|x)(?=\b|ᵀ)")
"""What rules of matrices call their operands; the target class is meant as the word that it is."""

_SETTING = re.compile(r"\b(alpha|beta)\b")
_STANDING_FOR = {"x": "input", "y": "other input", "n": "exponent", "r": "result"}
"""What a rule's symbols are called where the program has no name for them."""

_HOLOMORPHIC = frozenset((
    *("add", "sub", "rsub", "mul", "div", "neg", "pow", "reciprocal", "sqrt", "rsqrt", "clone"),
    *("exp", "exp2", "expm1", "log", "log2", "log10", "log1p", "sigmoid"),
    *("sin", "cos", "tan", "asin", "acos", "atan", "sinh", "cosh", "tanh", "asinh", "acosh", "atanh"),
))  # fmt: skip
"""The operations that have a complex derivative."""


def remark(flow: Flow) -> Words:
    """How the share comes about, as far as that is known and holds for what was recorded."""
    if _is_complex(flow):
        return _conjugate(flow)
    if flow.rule is None:
        return _torchs_own(flow)
    if _is_hooked(flow):
        return (", as a hook left it",)
    if flow.rule.tree is None:
        return (" ", muted(f"(VJP: {_with_arguments(flow, flow.rule.text)})"))
    if is_product(flow.grad, flow.edge.local, flow.sent) is False:
        return ()
    return _elementwise(flow, flow.rule) if flow.grad is not None and flow.grad.shape else ()


def _is_complex(flow: Flow) -> bool:
    tensors = (flow.grad, flow.sent, flow.value)
    return any(tensor is not None and tensor.dtype.startswith("complex") for tensor in tensors)


def _conjugate(flow: Flow) -> Words:
    """Only of functions that have a complex derivative, and where nothing became real on the way."""
    tensors = (flow.grad, flow.sent, flow.value)
    through = all(tensor is not None and tensor.dtype.startswith("complex") for tensor in tensors)
    known = (flow.operands.node.function or "").rstrip("_") in _HOLOMORPHIC
    if not through or not known or _is_hooked(flow):
        return ()
    return (f"{COLON}the gradient times the conjugate of the derivative, as for all complex numbers",)


def _torchs_own(flow: Flow) -> Words:
    if flow.edge.formula:
        return (" ", muted(f"(torch's formula: {formula(flow.edge.formula)})"))
    if flow.operands.node.kind == "group":
        return (" through the nodes inside",)
    return (" by a rule that is not in the table",)


def _is_hooked(flow: Flow) -> bool:
    return any(hook.startswith("node hook") for hook in flow.operands.node.hooks)


def _with_arguments(flow: Flow, text: str) -> str:
    """The rule with the program's names and the settings in it."""
    names, settings = flow.operands.names, flow.operands.settings
    symbols = {"self": names.get("x", "self"), **names}
    text = _ARGUMENT.sub(lambda found: symbols.get(found[0], found[0]), text)
    return _SETTING.sub(lambda found: settings.get(found[0], found[0]).replace("-", MINUS), text)


def _elementwise(flow: Flow, rule: Rule) -> Words:
    """``: element by element gradient × cos x``."""
    tree = folded(rule.tree, flow.operands.known) if rule.tree is not None else ast.Constant(1)
    factor = formula_text(tree, {**_STANDING_FOR, **flow.operands.texts, **flow.operands.names})
    summed = _summed(flow)
    if factor == "1":
        return (f"{COLON}the gradient{summed or ' unchanged'}",)
    if factor == "0":
        return (f"{COLON}its derivative is 0",)
    return (f"{COLON}element by element gradient × {_bracketed(factor)}{summed}",)


def _bracketed(factor: str) -> str:
    return f"({factor})" if any(sign in factor for sign in (" + ", f" {MINUS} ", " / ", " if ")) else factor


def _summed(flow: Flow) -> str:
    if flow.grad is None or flow.sent is None or flow.grad.shape == flow.sent.shape:
        return ""
    goal = form(flow.sent) if flow.sent.shape else "one number"
    return f", summed to {goal} because {letter(flow.source, flow.edge.output) or 'it'} was broadcast"
