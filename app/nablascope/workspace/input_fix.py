"""`input_fix`: the conversion of an input that its dtype keeps from having a gradient."""

from msgspec.structs import replace

from nablascope.core.wire.messages import Input
from nablascope.document.document import InputFix
from nablascope.workspace.state import Workspace

_DIFFERENTIABLE = ("float", "bfloat", "complex")
"""How the names of the dtypes begin whose tensors can require gradients."""


def input_fix(workspace: Workspace) -> InputFix | None:
    """Offers the run's dtype for the first input that requires a gradient its own dtype cannot have."""
    used = (value for value in workspace.document.inputs if value.name in workspace.free)
    wrong = next((value for value in used if _lacks_gradient(value)), None)
    if wrong is None:
        return None
    return InputFix(f"Use {workspace.document.dtype} for {wrong.name}", replace(wrong, dtype=None))


def _lacks_gradient(value: Input) -> bool:
    return value.requires_grad and value.dtype is not None and not value.dtype.startswith(_DIFFERENTIABLE)
