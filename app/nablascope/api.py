"""The Python API; import it as `nablascope`."""

from collections.abc import Callable, Sequence
from dataclasses import fields
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from nablascope.core.graph import trace as graph
from nablascope.core.graph.node_link import to_json
from nablascope.core.graph.to_networkx import to_networkx
from nablascope.core.layout.lay_out import lay_out
from nablascope.engine.trace_function import trace_function
from nablascope.render.picture import write_picture

if TYPE_CHECKING:
    import networkx
    import torch


class Trace(graph.Trace):
    """A recorded graph with every forward value and every gradient; see `core.graph.trace.Trace`."""

    def to_networkx(self) -> "networkx.MultiDiGraph[int]":
        """The graph for networkx; edges run from producer to consumer."""
        return to_networkx(self)

    def to_json(self) -> str:
        """Node-link JSON text in full precision, as ``nablascope trace --json`` prints it."""
        return to_json(self)

    def render(
        self,
        path: str | Path,
        theme: Literal["light", "dark"] = "light",
        scale: float = 2.0,
        background: Literal["paper", "transparent"] = "paper",
    ) -> None:
        """Draws the annotated picture into a ``.png`` or ``.svg`` file.

        Args:
            path: where to; the ending chooses the format.
            theme: ``light`` or ``dark``.
            scale: pixels a scene unit, of a PNG.
            background: ``paper``, or ``transparent``.

        Raises:
            ValueError: if the ending is neither.
            OSError: if the file cannot be written.
        """
        write_picture(self, lay_out(self), Path(path), theme, scale, background)


def trace(
    function: Callable[..., Any],
    *inputs: Any,
    names: Sequence[str] | None = None,
    grad_output: "torch.Tensor | None" = None,
    output: int | str | None = None,
) -> Trace:
    """Runs `function`, then a backward pass from its result, and records PyTorch's own graph of both.

    The ``grad`` of your tensors is left as it was, unless `function` itself calls ``backward``. A result
    of more than about 40,000 operations must not outlive this call: torch 2.13 can overflow the stack
    when it frees such a graph after it was walked. A Python number becomes a leaf that requires a
    gradient; so does every floating point tensor where no tensor given requires one.

    Args:
        function: any callable that returns a tensor, or a tuple, list or dict of tensors.
        inputs: its positional arguments.
        names: names for `inputs`; by default those of the function's parameters.
        grad_output: the gradient the backward pass starts from, shaped as the result; ones by default.
        output: index or key of the result to differentiate, where there are several.

    Raises:
        TypeError: if the result, or `grad_output`, is not a tensor.
        LookupError: if there is no such `output`.
        ValueError: if there is nothing to differentiate, or several results and no `output`.
        RuntimeError: what torch raises.
    """
    recorded = trace_function(function, inputs, names, grad_output, output)
    return Trace(**{field.name: getattr(recorded, field.name) for field in fields(recorded)})
