"""Bounds the memory of the engine process, so that a run fails in it and not the whole machine."""

import os
import sys
from pathlib import Path

import torch

from nablascope.machine import machine_memory

SHARE = 0.5
"""Of the machine's memory, where the client does not say how much."""


def limit_memory(most: int | None, reserved: int) -> bool:
    """Limits the address space, on Linux; torch then raises where it would be killed.

    Not where CUDA is present: its driver reserves more addresses than the machine has memory.

    Args:
        most: bytes beyond what the process has reserved by now, or None for `SHARE` of the machine's.
        reserved: bytes of address space that are reserved later and are no run's, such as stacks.

    Returns:
        Whether the address space is limited; where not, the client has to watch this process.
    """
    if not sys.platform.startswith("linux") or torch.cuda.is_available():
        return False
    import resource

    page = os.sysconf("SC_PAGE_SIZE")
    now = int(Path("/proc/self/statm").read_text("ascii").split()[0]) * page
    wanted = int(machine_memory() * SHARE) if most is None else most
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    resource.setrlimit(resource.RLIMIT_AS, (now + reserved + wanted, hard))
    return True
