"""Calls into the Linux kernel that Python has no function for."""

import ctypes
import os
from functools import cache

_PRCTL_ARGUMENTS = 5


class SandboxError(Exception):
    """A step of the sandbox failed; its text says which and why."""


@cache
def _libc() -> ctypes.CDLL:
    """Loaded at the first call: this module is imported on systems that have none."""
    libc = ctypes.CDLL(None, use_errno=True)
    libc.syscall.restype = ctypes.c_long
    return libc


def system_call(what: str, number: int, *arguments: object) -> int:
    """The result of a system call.

    Args:
        what: the step, as an error names it.
        number: of the call, on this machine's architecture.
        arguments: ctypes values; a plain integer is passed as a C long.

    Raises:
        SandboxError: if the kernel refuses.
    """
    longs = [ctypes.c_long(value) if isinstance(value, int) else value for value in arguments]
    return _checked(what, _libc().syscall(ctypes.c_long(number), *longs))


def process_control(what: str, option: int, *arguments: int) -> int:
    """The result of prctl(2).

    Raises:
        SandboxError: if the kernel refuses.
    """
    padded = [*arguments, *(0,) * (_PRCTL_ARGUMENTS - 1 - len(arguments))]
    return _checked(what, _libc().prctl(option, *(ctypes.c_ulong(value) for value in padded)))


def _checked(what: str, result: int) -> int:
    if result < 0:
        raise SandboxError(f"{what}: {os.strerror(ctypes.get_errno())}")
    return result
