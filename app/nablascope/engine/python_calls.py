"""`CallLog`: which calls of the user's Python functions ran when."""

from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass
from types import CodeType, FrameType

from torch.nn import Module

from nablascope.engine.variables import variable_of

_DEEPEST = 200
"""Frames; of a call that lies deeper nothing is told."""


@dataclass(frozen=True, slots=True, eq=False)
class Call:
    """One call of a function.

    Attributes:
        code: of the function.
        caller: what called it, or None of what was running when recording began.
        at: the bytecode offset of the call in its caller.
        named: whether it is part of a scope.
        hidden: whether it is a module's ``forward`` or runs inside of one: the scope has the module then.
    """

    code: CodeType
    caller: "Call | None"
    at: int
    named: bool
    hidden: bool


class CallLog:
    """Notes when another function runs, and nothing at all the operations between.

    Args:
        users: finds the innermost frame of the user's from a frame on.
    """

    def __init__(self, users: Callable[[FrameType | None], FrameType | None]) -> None:
        self._users = users
        self._base: FrameType | None = None
        self._running: list[tuple[FrameType, Call]] = []
        self._depths: dict[int, int] = {}
        self._sequences: list[int] = []
        self._calls: list[Call | None] = []

    def begin(self, frame: FrameType | None) -> None:
        """Functions are those that are called from `frame` on; None where all user's frames are."""
        self._base = frame

    def enter(self, frame: FrameType, sequence: int) -> None:
        """Another one of the user's frames runs than before, from the operation of `sequence` on."""
        chain, known = self._unknown(frame)
        if known is not None:
            for gone, _ in self._running[known + 1 :]:
                del self._depths[id(gone)]
            del self._running[known + 1 :]
            for inner in reversed(chain):
                self._push(inner)
        self._sequences.append(sequence)
        self._calls.append(None if known is None else self._running[-1][1])

    def at(self, sequence: int) -> Call | None:
        """The call in which the operation of a sequence number ran, or None where that is not known."""
        place = bisect_right(self._sequences, sequence) - 1
        return self._calls[place] if place >= 0 else None

    def release(self) -> None:
        """Lets go of frames, and so of tensors."""
        self._base = None
        self._running.clear()
        self._depths.clear()

    def _unknown(self, frame: FrameType) -> tuple[list[FrameType], int | None]:
        """The frames that were not running yet, the innermost first, and how deep what called them is."""
        chain: list[FrameType] = []
        here: FrameType | None = frame
        while here is not None and len(chain) < _DEEPEST:
            depth = self._depths.get(id(here))
            if depth is not None:
                return chain, depth
            chain.append(here)
            if here is self._base:
                break
            here = self._users(here.f_back)
        begins = here is self._base and len(chain) < _DEEPEST
        return (chain, -1) if begins else (chain, None)

    def _push(self, frame: FrameType) -> None:
        around, caller = self._running[-1] if self._running else (None, None)
        hidden = caller is not None and (caller.hidden or _is_forward(frame))
        named = caller is not None and not hidden and not frame.f_code.co_name.startswith("<")
        call = Call(frame.f_code, caller, around.f_lasti if around else 0, named, hidden)
        self._depths[id(frame)] = len(self._running)
        self._running.append((frame, call))


def _is_forward(frame: FrameType) -> bool:
    return frame.f_code.co_name == "forward" and isinstance(variable_of(frame, "self"), Module)
