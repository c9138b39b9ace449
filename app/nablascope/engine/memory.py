"""Bounds the memory of the engine process, so that a run fails in it and not the whole machine."""

import os
import sys
from pathlib import Path

import torch

SHARE = 0.5
"""Of the machine's memory, beyond what the process has reserved by the time it is limited."""


def limit_memory(reserved: int) -> None:
    """Limits the address space, on Linux; torch then raises where it would be killed.

    Not where CUDA is present: its driver reserves more addresses than the machine has memory.

    Args:
        reserved: bytes of address space that are reserved later and are no run's, such as stacks.
    """
    if not sys.platform.startswith("linux") or torch.cuda.is_available():
        return
    import resource

    page = os.sysconf("SC_PAGE_SIZE")
    now = int(Path("/proc/self/statm").read_text("ascii").split()[0]) * page
    memory = os.sysconf("SC_PHYS_PAGES") * page
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    resource.setrlimit(resource.RLIMIT_AS, (now + reserved + int(memory * SHARE), hard))
