"""Bounds the memory of the engine process, so that a run fails in it and not the whole machine."""

import os
import sys

import torch

SHARE = 0.5
"""Of the machine's memory."""


def limit_memory() -> None:
    """Limits the address space, on Linux; torch then raises where it would be killed.

    Not where CUDA is present: its driver reserves more addresses than the machine has memory.
    """
    if not sys.platform.startswith("linux") or torch.cuda.is_available():
        return
    import resource

    pages, page_bytes = os.sysconf("SC_PHYS_PAGES"), os.sysconf("SC_PAGE_SIZE")
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    resource.setrlimit(resource.RLIMIT_AS, (int(pages * page_bytes * SHARE), hard))
