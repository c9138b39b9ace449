"""No other program, no other process, no network: Linux's seccomp, by classic BPF.

Source: https://docs.kernel.org/userspace-api/seccomp_filter.html; numbers from ``linux/seccomp.h``,
``linux/bpf_common.h`` and ``linux/sched.h``.
"""

import ctypes
import errno
import os
from collections.abc import Sequence
from itertools import chain

from nablascope.engine.sandbox.calls import ARCHITECTURES, Architecture
from nablascope.engine.sandbox.kernel import SandboxError, system_call

_LOAD, _AND, _RETURN = 0x20, 0x54, 0x06
_IF_EQUAL, _IF_AT_LEAST = 0x15, 0x35

_ALLOW, _KILL, _ERROR = 0x7FFF0000, 0x80000000, 0x00050000
_NUMBER, _MACHINE = 0, 4
_ARGUMENTS = 16
"""Where in ``seccomp_data`` the call's number, the architecture and the arguments stand, in bytes."""

_X32 = 0x40000000
"""From here on: another set of numbers for the same calls, which would pass unseen."""

_CLONE_THREAD = 0x00010000
_SET_FILTER, _ALL_THREADS = 1, 1
_TO_A_TERMINAL = (0x5412, 0x541C)
"""TIOCSTI and TIOCLINUX, which type into a terminal."""

_SIGNALS_OF_A_FILE = (8, 10, 15)
"""F_SETOWN, F_SETSIG and F_SETOWN_EX, which have signals sent to another process."""

Instruction = tuple[int, int, int, int]
"""Operation, how many to skip if so, how many if not, and a number."""


class _Filter(ctypes.Structure):
    _fields_ = (
        ("operation", ctypes.c_uint16),
        ("if_so", ctypes.c_uint8),
        ("if_not", ctypes.c_uint8),
        ("number", ctypes.c_uint32),
    )


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_uint16), ("filter", ctypes.POINTER(_Filter)))


def forbid_others() -> None:
    """Leaves this process, in all its threads, without other programs, processes, terminals and the network.

    Raises:
        SandboxError: if the kernel refuses, or this machine's architecture is not known.
    """
    here = _architecture()
    refused = chain.from_iterable(_refuse(number) for number in here.refused)
    signals = chain.from_iterable(_to_self(number) for number in here.to_self)
    requests = chain(_unless(here.ioctl, 1, _TO_A_TERMINAL), _unless(here.fcntl, 1, _SIGNALS_OF_A_FILE))
    threads = (*_refuse(here.clone3, errno.ENOSYS), *_threads_alone(here.clone))
    _install(here, [*refused, *threads, *signals, *requests])


def forbid_truncating() -> None:
    """Takes from this process the way to empty a file by opening it, for a Landlock that does not know it.

    Raises:
        SandboxError: if the kernel refuses, or this machine's architecture is not known.
    """
    here = _architecture()
    opening = chain.from_iterable(_without_flag(*call, os.O_TRUNC) for call in here.opening)
    _install(here, [*opening, *_refuse(here.openat2, errno.ENOSYS)])


def seal_limits() -> None:
    """Takes from this process the way to change its limits, such as that of its memory.

    Raises:
        SandboxError: if the kernel refuses, or this machine's architecture is not known.
    """
    here = _architecture()
    _install(here, [*_refuse(here.setrlimit), *_reading_alone(here.prlimit64)])


def _architecture() -> Architecture:
    machine = os.uname().machine
    found = ARCHITECTURES.get(machine)
    if found is None:
        raise SandboxError(f"seccomp: the architecture {machine} is not known")
    return found


def _install(here: Architecture, rules: Sequence[Instruction]) -> None:
    checked = [
        (_LOAD, 0, 0, _MACHINE),
        (_IF_EQUAL, 1, 0, here.audit),
        (_RETURN, 0, 0, _KILL),
        (_LOAD, 0, 0, _NUMBER),
        *_refuse_from(_X32),
    ]
    instructions = [*checked, *rules, (_RETURN, 0, 0, _ALLOW)]
    filters = (_Filter * len(instructions))(*(_Filter(*instruction) for instruction in instructions))
    program = _Program(len(instructions), filters)
    # Where a thread cannot be brought into the filter, the answer is its number and no error.
    if system_call("seccomp", here.seccomp, _SET_FILTER, _ALL_THREADS, ctypes.byref(program)):
        raise SandboxError("seccomp: a thread stays outside")


def _refuse(number: int, error: int = errno.EPERM) -> list[Instruction]:
    return [(_IF_EQUAL, 0, 1, number), (_RETURN, 0, 0, _ERROR | error)]


def _refuse_from(number: int) -> list[Instruction]:
    return [(_IF_AT_LEAST, 0, 1, number), (_RETURN, 0, 0, _ERROR | errno.EPERM)]


def _threads_alone(number: int) -> list[Instruction]:
    """Clones only what shares this process."""
    return _where(number, [*_low_word(0), (_AND, 0, 0, _CLONE_THREAD), (_IF_EQUAL, 0, 1, _CLONE_THREAD)])


def _to_self(number: int) -> list[Instruction]:
    return _where(number, [*_low_word(0), (_IF_EQUAL, 0, 1, os.getpid())])


def _unless(number: int, argument: int, values: Sequence[int]) -> list[Instruction]:
    """Refuses the call where its argument is one of `values`."""
    skips = [(_IF_EQUAL, len(values) - place, 0, value) for place, value in enumerate(values)]
    body = [*_low_word(argument), *skips, (_RETURN, 0, 0, _ALLOW), (_RETURN, 0, 0, _ERROR | errno.EPERM)]
    return [(_IF_EQUAL, 0, len(body), number), *body]


def _without_flag(number: int, argument: int, flag: int) -> list[Instruction]:
    return _where(number, [*_low_word(argument), (_AND, 0, 0, flag), (_IF_EQUAL, 0, 1, 0)])


def _reading_alone(number: int) -> list[Instruction]:
    """Without a new limit, which is the third argument's address; both of its words must be 0."""
    high = [(_LOAD, 0, 0, _ARGUMENTS + 2 * 8 + 4), (_IF_EQUAL, 0, 3, 0)]
    return _where(number, [*high, *_low_word(2), (_IF_EQUAL, 0, 1, 0)])


def _low_word(argument: int) -> list[Instruction]:
    return [(_LOAD, 0, 0, _ARGUMENTS + argument * 8)]


def _where(number: int, condition: list[Instruction]) -> list[Instruction]:
    """Allows the call where `condition` ends true, and refuses it otherwise; other calls go on."""
    body = [*condition, (_RETURN, 0, 0, _ALLOW), (_RETURN, 0, 0, _ERROR | errno.EPERM)]
    return [(_IF_EQUAL, 0, len(body), number), *body]
