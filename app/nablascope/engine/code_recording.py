"""Behind `nablascope.record` and `nablascope.trace`: hears Python code, and takes traces of what it did."""

import os
import sys
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path
from time import perf_counter
from types import FrameType, TracebackType
from typing import Literal

import torch

from nablascope.core.graph.trace import Trace
from nablascope.engine.gradient_of import gradient_of
from nablascope.engine.modules import ModulePaths, ModuleTracker
from nablascope.engine.python_sites import PythonSites
from nablascope.engine.record import Recorder
from nablascope.engine.stopped import Stop, stop_of
from nablascope.engine.take_trace import Run, take_trace
from nablascope.engine.torch_private import never_compile

SMALL = 1000
"""Elements up to which a tensor is kept whole."""

_OURS = str(Path(__file__).parents[1]) + os.sep

_Stage = Literal["new", "running", "over", "released"]

_NOT_BEGUN = "nothing is recorded yet: run your code inside of `with nablascope.record() as recording:`"
_RELEASED = "this recording was closed, and what it had kept is gone"
_ONCE = "a recording records one block of code; call nablascope.record() again"


class CodeRecording:
    """Hears what the code inside of its ``with`` block does in this thread.

    Args:
        whole: keep every element of every tensor, instead of the first `small`.
        small: elements up to which a tensor is kept whole.

    Attributes:
        recorder: hears the code.
    """

    def __init__(self, *, whole: bool, small: int = SMALL) -> None:
        self._paths = ModulePaths()
        self._modules = ModuleTracker(self._paths)
        self._sites = PythonSites(self._modules)
        self.recorder = Recorder(self._sites, None if whole else small)
        self.recorder.recording.calls = self._sites.calls
        self._listening = ExitStack()
        self._stage: _Stage = "new"
        self._stop: Stop | None = None
        self._start = self._seconds = 0.0

    def __enter__(self) -> None:
        """Begins.

        Raises:
            RuntimeError: if it has begun before.
        """
        if self._stage != "new":
            raise RuntimeError(_ONCE)
        self._stage = "running"
        self._sites.calls.begin(_caller())
        never_compile(Recorder.__torch_dispatch__)
        self._listening.enter_context(self._modules.following())
        self._listening.enter_context(self.recorder)
        self._start = perf_counter()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Leaves nothing of ours behind in torch."""
        self._seconds = perf_counter() - self._start
        self._listening.close()
        self._sites.release()
        if self._stage == "running":
            self._stage = "over"
            self._stop = None if error is None else stop_of(error)

    def name(self, name: str, value: object) -> None:
        """Calls a tensor `name`; the first name that it is given counts.

        Raises:
            RuntimeError: if nothing is kept any more.
        """
        if self._stage == "released":
            raise RuntimeError(_RELEASED)
        self.recorder.bind(name, value, None)

    def name_variables(self, variables: Mapping[str, object]) -> None:
        """Calls what has no name yet as a module or a variable calls it."""
        if self._stage == "released":
            return
        self._take_names()
        self._paths.label(variables)
        for name, value in [*self._paths.parameters(), *variables.items()]:
            if isinstance(value, torch.Tensor) and not name.startswith("_"):
                self.recorder.bind(name, value, None)

    def trace(self, outputs: Sequence[object], grad_output: object) -> Trace:
        """See `take_trace`.

        Raises:
            RuntimeError: if nothing was recorded yet or not any more, and what torch raises.
        """
        if self._stage in {"new", "released"}:
            raise RuntimeError(_NOT_BEGUN if self._stage == "new" else _RELEASED)
        running = self._stage == "running"
        seconds = perf_counter() - self._start if running else self._seconds
        return take_trace(self.recorder, outputs, grad_output, Run(seconds, running, self._stop))

    def gradient(self, outputs: tuple[torch.Tensor, ...], wrt: str | None) -> torch.Tensor:
        """The gradient of `outputs` by one leaf, recorded as it is computed, and named.

        Args:
            outputs: what is differentiated.
            wrt: the leaf's name; None for the first.

        Raises:
            ValueError: if there is no such leaf, or the gradient is a constant, which has no graph.
            RuntimeError: if nothing is kept any more, and what torch raises.
        """
        if self._stage in {"new", "released"}:
            raise RuntimeError(_NOT_BEGUN if self._stage == "new" else _RELEASED)
        return gradient_of(self.recorder, outputs, wrt, entered=self._stage == "running")

    def release(self) -> None:
        """Frees everything now; a block that still runs is heard no more."""
        self._stage = "released"
        self._stop = None
        self._listening.close()
        self._sites.release()
        self.recorder.release()
        self._paths.release()

    def _take_names(self) -> None:
        """What was named already keeps its name."""
        names, new = self.recorder.recording.result_names, self._sites.names
        new.update(names)
        names.update(new)
        new.clear()


def _caller() -> FrameType | None:
    """The frame whose ``with`` block it is; None where it is ours."""
    frame = sys._getframe(2)  # noqa: SLF001  # pyright: ignore[reportPrivateUsage]
    if frame.f_code.co_filename.startswith(_OURS):
        frame = frame.f_back
    return None if frame is None or frame.f_code.co_filename.startswith(_OURS) else frame
