"""`Death`: how an engine process ended, and the one sentence that says so."""

import signal
from dataclasses import dataclass
from typing import Literal

Cause = Literal[
    "deadline", "cancelled", "startup", "interrupted", "signal", "exit", "wire", "missing", "sandbox"
]


@dataclass(frozen=True, slots=True)
class Death:
    """The end of an engine process that was not asked for by closing the app.

    Attributes:
        cause: ``deadline`` and ``cancelled`` ended a run; ``startup`` and ``interrupted`` are the same for
            the loading of torch; ``signal`` and ``exit`` came from the process itself, ``wire`` means it
            broke the protocol, ``missing`` that it never started, ``sandbox`` that it could not be confined.
        number: the deadline in seconds, the signal's number or the exit code.
        details: the last lines it wrote to its standard error, or the system's words.
    """

    cause: Cause
    number: float = 0
    details: str = ""


def sentence(death: Death) -> str:
    """What happened, in plain words; like a failure's message it starts small and has no full stop."""
    return {
        "deadline": f"the run took longer than {death.number:g} s and was stopped",
        "cancelled": "you cancelled the run",
        "startup": f"PyTorch took longer than {death.number:g} s to load and was stopped",
        "interrupted": "you stopped the loading of PyTorch",
        "signal": f"the engine crashed ({_signal(int(death.number))})",
        "exit": f"the engine ended unexpectedly with exit code {death.number:g}",
        "wire": "the engine sent something that is not a message and was stopped",
        "missing": "the engine could not be started",
        "sandbox": "the engine could not be put into its sandbox, so nothing is run",
    }[death.cause]


def _signal(number: int) -> str:
    """The signal's number and name; SIGKILL is how a system that runs out of memory ends a process."""
    try:
        name = signal.Signals(number).name
    except ValueError:
        return f"signal {number}"
    reason = ", as when memory runs out" if name == "SIGKILL" else ""
    return f"signal {number}, {name}{reason}"
