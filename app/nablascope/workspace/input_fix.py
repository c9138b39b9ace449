"""`input_fix`: the change of an input that keeps a program from having gradients."""

from msgspec.structs import replace

from nablascope.core.wire.messages import Input
from nablascope.document.document import InputFix
from nablascope.workspace.state import Workspace

_DIFFERENTIABLE = ("float", "bfloat", "complex")
"""How the names of the dtypes begin whose tensors can require gradients."""


def input_fix(workspace: Workspace) -> InputFix | None:
    """Offers a dtype that has gradients to an input whose own has none, or the gradient where all are off."""
    used = [value for value in workspace.document.inputs if value.name in workspace.free]
    wrong = next((value for value in used if value.requires_grad and not _is_differentiable(value)), None)
    if wrong is not None:
        return InputFix(f"Use {workspace.document.dtype} for {wrong.name}", replace(wrong, dtype=None))
    all_off = len(used) == len(workspace.free) and not any(value.requires_grad for value in used)
    return _switched_on(used[0]) if used and all_off else None


def _switched_on(value: Input) -> InputFix:
    dtype = value.dtype if _is_differentiable(value) else None
    return InputFix(f"Switch it on for {value.name}", replace(value, requires_grad=True, dtype=dtype))


def _is_differentiable(value: Input) -> bool:
    return value.dtype is None or value.dtype.startswith(_DIFFERENTIABLE)
