"""The Python API; import it as `nablascope`.

Torch, Qt and networkx are imported by the functions that need them: a saved trace is read without torch, and
a server that records needs no Qt.
"""

from collections.abc import Callable, Hashable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from nablascope.api.recorded_trace import Trace, plain_trace, trace_of
from nablascope.api.recording import Recording
from nablascope.core.graph import trace as graph
from nablascope.core.graph.trace_file import load_trace, save_trace

if TYPE_CHECKING:
    from nablascope.window_process import Window

__all__ = ["Recording", "Trace", "load", "record", "show", "trace"]


def trace(
    function: Callable[..., Any],
    *inputs: Any,
    names: Sequence[str] | None = None,
    grad_output: Any = None,
    output: Hashable | tuple[Hashable, ...] | None = None,
    whole: bool = False,
) -> Trace:
    """Runs `function`, then a backward pass from its result, and records PyTorch's own graph of both.

    The ``grad`` of your tensors is left as it was, unless `function` itself calls ``backward``. A Python
    number becomes a leaf that requires a gradient; so does every floating point tensor where no tensor
    given requires one. Torch's graph of the run stays for as long as the trace, for `Trace.gradient_trace`.

    Args:
        function: any callable that returns a tensor, or a tuple, list or dict of tensors.
        inputs: its positional arguments.
        names: names for `inputs`; by default those of the function's parameters.
        grad_output: the gradient the backward pass starts from, shaped as the result; ones by default. A
            sequence of them where `output` chooses several.
        output: index or key of the result to differentiate, where there are several; a tuple of them to
            differentiate several at once.
        whole: keep every element of tensors of more than 1,000, instead of a preview and statistics.

    Raises:
        TypeError: if the result, or `grad_output`, is not a tensor.
        LookupError: if there is no such `output`.
        ValueError: if there is nothing to differentiate, or several results and no `output`.
        RuntimeError: what torch raises.
    """
    from nablascope.engine.trace_function import trace_function

    code, outputs = trace_function(function, inputs, names, output, whole=whole)
    return trace_of(code, outputs, grad_output, order=1, held=True)


def record(*, whole: bool = False) -> Recording:
    """Records existing code: ``with nablascope.record() as recording: ...``; see `Recording`.

    Operations get the path of the ``nn.Module`` they ran in, parameters theirs, and everything the names of
    your variables. Nothing of ours is left in torch after the block: no hook, no mode, no changed function.

    Args:
        whole: keep every element of tensors of more than 1,000, instead of a preview and statistics.
    """
    return Recording(whole=whole)


def load(path: str | Path) -> Trace:
    """The trace that `Trace.save` wrote, on any machine; torch is not needed.

    Raises:
        OSError: if the file cannot be read.
        ValueError: if it is no trace file, a damaged one, or of a newer version.
    """
    return plain_trace(load_trace(path))


def show(trace: graph.Trace) -> "Window":
    """Opens the window on `trace` and returns at once, also in a notebook.

    The window is a process of its own and stays when yours ends.

    Returns:
        The window, to wait for (`Window.wait`) or to close (`Window.close`); it may be ignored.

    Raises:
        RuntimeError: if there is no display; its text says what to do instead.
        OSError: if the trace cannot be written to a temporary file, or no process can be started.
    """
    from nablascope.temporary_trace import temporary_file
    from nablascope.window_process import Window, demand_display

    demand_display()
    path = temporary_file(trace.output)
    save_trace(trace, path)
    return Window(path)
