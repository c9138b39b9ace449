"""`Recording`: what `nablascope.record` gives."""

import sys
import weakref
from types import TracebackType
from typing import TYPE_CHECKING, Any

from nablascope.api.recorded_trace import Trace, trace_of

if TYPE_CHECKING:
    import torch


class Recording:
    """What `record` gives: it hears the code in its ``with`` block, and takes traces of it.

    It hears what runs in the thread that entered the block. From every operation that autograd records it
    keeps the value (of a large tensor its beginning and its statistics), and likewise the gradients of
    every backward pass, until `close` or until nobody holds the recording any more. It does not keep your
    tensors alive, but the graph of a backward pass that you ran. Put it around one step of a long training.
    """

    def __init__(self, *, whole: bool = False) -> None:
        from nablascope.engine.code_recording import CodeRecording

        self._code = CodeRecording(whole=whole)
        self._end = weakref.finalize(self, self._code.release)
        self._end.atexit = False

    def __enter__(self) -> "Recording":
        """Begins.

        Raises:
            RuntimeError: if it has begun before.
        """
        self._code.__enter__()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        """Ends; an error of the block passes through, and `trace` shows how far it came."""
        self._code.__exit__(kind, error, traceback)
        self._code.name_variables(_callers_variables())

    def name(self, tensor: "torch.Tensor", name: str) -> None:
        """Calls `tensor` by `name` in every trace taken from now on, whatever variable holds it.

        Raises:
            RuntimeError: if the recording is closed.
        """
        self._code.name(name, tensor)

    def trace(self, *outputs: "torch.Tensor", grad_output: Any = None) -> Trace:
        """The graph of `outputs`, inside of the block or after it.

        A backward pass that your code ran from these very outputs is shown. Where it ran none, one is run
        now; it leaves the graph usable and every ``grad`` as it is.

        Args:
            outputs: what to differentiate. None: what your last backward pass started from or, after an
                error, all that was recorded.
            grad_output: the gradient that our pass starts from, shaped as the output; a sequence of them
                for several outputs, None for ones.

        Raises:
            TypeError: if an output, or a gradient, is not a tensor.
            ValueError: if an output does not depend on anything that requires a gradient, there is none,
                or the number of gradients is another.
            RuntimeError: if nothing is recorded yet or the recording is closed, and what torch raises.
        """
        self._code.name_variables(_callers_variables())
        return trace_of(self._code, outputs, grad_output, order=1, held=False)

    def close(self) -> None:
        """Frees all that is kept, now and in this thread; traces that were taken stay."""
        self._end()


def _callers_variables() -> dict[str, object]:
    """Of the code that called a method of `Recording`."""
    from nablascope.engine.variables import variables_of

    return variables_of(sys._getframe(2))  # noqa: SLF001  # pyright: ignore[reportPrivateUsage]
