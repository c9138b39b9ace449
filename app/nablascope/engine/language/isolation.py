"""What a run may change in torch's global state, put back afterwards."""

import contextlib
import threading
import warnings
from collections.abc import Callable, Generator
from typing import TextIO

import torch

from nablascope.engine.torch_private import print_options

_one_run = threading.RLock()


@contextlib.contextmanager
def isolated() -> Generator[None]:
    """Saves and restores gradient mode, default dtype, random state and the like around its body.

    Print options, anomaly detection and the default device are put back as well. The body starts with
    gradients enabled. The random states of the CPU, of the CUDA devices in use and of MPS are restored, so
    the same program sees the same random numbers in every run. All of this belongs to the process: a second
    body waits until the first has ended.
    """
    with _one_run, torch.enable_grad(), _random_state():
        dtype, device, printed = torch.get_default_dtype(), torch.get_default_device(), print_options()
        anomalies = torch.autograd.set_detect_anomaly(torch.is_anomaly_enabled())
        try:
            with anomalies:
                yield
        finally:
            torch.set_default_dtype(dtype)
            torch.set_printoptions(**printed)
            _put_back(device)


def _put_back(device: torch.device) -> None:
    if torch.get_default_device() != device:
        torch.set_default_device(None)
    if torch.get_default_device() != device:
        torch.set_default_device(device)


@contextlib.contextmanager
def _random_state() -> Generator[None]:
    devices = [*range(torch.cuda.device_count())] if torch.cuda.is_initialized() else []
    mps = torch.mps.get_rng_state() if torch.backends.mps.is_available() else None
    with torch.random.fork_rng(devices):
        try:
            yield
        finally:
            if mps is not None:
                torch.mps.set_rng_state(mps)


def _first_line(message: str) -> str:
    """Without the line of C++ that torch names at its end."""
    return message.partition("\n")[0].partition(" (Triggered internally at")[0]


@contextlib.contextmanager
def warnings_to(sink: Callable[[str], None]) -> Generator[None]:
    """Sends the first line of each warning of this thread to `sink`, as Python would word it.

    Python's warning filters belong to the process, so this holds the same lock as `isolated`; warnings
    of other threads go where they went before.
    """
    here = threading.get_ident()
    with _one_run, warnings.catch_warnings():
        elsewhere = warnings.showwarning

        def show(
            message: Warning | str,
            category: type[Warning],
            filename: str,
            lineno: int,
            file: TextIO | None = None,
            line: str | None = None,
        ) -> None:
            if threading.get_ident() != here:
                elsewhere(message, category, filename, lineno, file, line)
                return
            sink(f"{category.__name__}: {_first_line(str(message))}")

        warnings.simplefilter("always")
        # Python shows these to the author of the code that warns alone; here that is torch.
        warnings.simplefilter("ignore", DeprecationWarning)
        warnings.showwarning = show
        yield
