"""`Death`: how an engine process ended, and the one sentence that says so."""

import signal
from dataclasses import dataclass
from typing import Literal

Cause = Literal[
    "deadline",
    "cancelled",
    "startup",
    "interrupted",
    "memory",
    "device",
    "signal",
    "exit",
    "wire",
    "missing",
    "sandbox",
]

_BY_ITSELF: tuple[Cause, ...] = ("signal", "exit")
_WHILE_IDLE: tuple[Cause, ...] = (*_BY_ITSELF, "memory")
"""The ends that are told in other words where no program ran."""

_SIGKILL = 9
_GIBIBYTE = 1 << 30


@dataclass(frozen=True, slots=True)
class Death:
    """The end of an engine process that was not asked for by closing the app.

    Attributes:
        cause: ``deadline`` and ``cancelled`` ended a run; ``startup`` and ``interrupted`` are the same for
            the loading of torch; ``memory`` ended a run that used more than it may, ``device`` one after
            which the device answers no more; ``signal`` and ``exit`` came from the process itself, ``wire``
            means it broke the protocol, ``missing`` that it never started, ``sandbox`` that it could not be
            confined.
        number: the deadline in seconds, the bytes of memory, the signal's number or the exit code.
        details: the last lines it wrote to its standard error, or the system's words.
        idle: whether no program ran, so that none is at fault.
    """

    cause: Cause
    number: float = 0
    details: str = ""
    idle: bool = False


def sentence(death: Death) -> str:
    """What happened, in plain words; like a failure's message it starts small and has no full stop."""
    if death.idle and death.cause in _WHILE_IDLE:
        return _while_idle(death)
    return {
        "deadline": f"the run took longer than {death.number:g} s and was stopped",
        "cancelled": "you cancelled the run",
        "startup": f"PyTorch took longer than {death.number:g} s to load and was stopped",
        "interrupted": "you stopped the loading of PyTorch",
        "memory": f"the run used more than {death.number / _GIBIBYTE:.1f} GB of memory and was stopped",
        "device": "the device reported an error, so its engine was replaced",
        "signal": _of_signal(int(death.number)),
        "exit": f"the engine ended unexpectedly with exit code {death.number:g}",
        "wire": "the engine sent something unexpected and was stopped",
        "missing": "the engine could not be started",
        "sandbox": "the engine could not be put into its sandbox, so nothing is run",
    }[death.cause]


def remedy(death: Death) -> str:
    """What could help against just this end, or empty; it follows a hint."""
    if death.idle and death.cause in _BY_ITSELF:
        return "another one takes its place"
    if death.cause == "deadline":
        return "Run > Limits gives runs more time"
    if death.cause == "memory" or _was_killed(death):
        return "use smaller tensors, or see Run > Limits"
    return "the CPU may say more about it" if death.cause == "device" else ""


def _while_idle(death: Death) -> str:
    """Who or what ended it is not known, unless it said so itself."""
    if death.cause == "memory":
        used = f"{death.number / _GIBIBYTE:.1f} GB of memory"
        return f"the engine needed more than {used} while no program ran, and was stopped"
    number = int(death.number)
    how = f"signal {number}{_name(number)}" if death.cause == "signal" else f"exit code {number}"
    return f"the engine ended ({how}) while no program ran"


def _was_killed(death: Death) -> bool:
    """SIGKILL, which nobody here sent, is how a system that runs out of memory ends a process."""
    return death.cause == "signal" and death.number == _SIGKILL


def _of_signal(number: int) -> str:
    if number == _SIGKILL:
        return "the system ended the engine (signal 9, SIGKILL), probably because memory ran out"
    return f"the engine crashed (signal {number}{_name(number)})"


def _name(number: int) -> str:
    try:
        return f", {signal.Signals(number).name}"
    except ValueError:
        return ""
