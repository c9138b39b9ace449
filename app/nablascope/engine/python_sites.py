"""Where in Python source a running operation stands, and the name its result is about to get."""

import sys
from dataclasses import dataclass
from dis import Instruction as BytecodeInstruction
from dis import Positions, get_instructions
from functools import cache
from pathlib import Path
from types import CodeType, FrameType

import torch

from nablascope.core.language.span import Span
from nablascope.engine.torch_private import node_sequence, running_sequence
from nablascope.engine.watcher import Site

_TORCH = str(Path(torch.__file__).parent)
_ENGINE = str(Path(__file__).parent)
_CODE_UNIT = 2
"""Bytes of an instruction or an inline cache entry."""


@dataclass(frozen=True, slots=True)
class Instruction:
    """What a bytecode offset says: its source, the name stored right behind it, whether it returns."""

    span: Span | None
    stores: str | None
    returns: bool


@dataclass(frozen=True, slots=True)
class _Visit:
    frame: FrameType
    offset: int
    target: str
    sequence: int


class PythonSites:
    """A `Recorder`'s `locate` for traced Python functions.

    Attributes:
        names: names given to results, by the sequence number of their node.
    """

    def __init__(self) -> None:
        self.names: dict[int, str] = {}
        self._last: _Visit | None = None

    def locate(self) -> Site | None:
        """The site of the operation running now, in the innermost frame of the user's code."""
        frame = _users(_outside(sys._getframe()))  # noqa: SLF001  # pyright: ignore[reportPrivateUsage]
        if frame is None:
            return None
        site = _read(frame.f_code, frame.f_lasti)
        self._expect_name(_storing(frame))
        return None if site.span is None else Site(site.span, ())

    def _expect_name(self, storing: tuple[FrameType, str] | None) -> None:
        """One line of Python may run many operations: the last before the store gets the name."""
        if storing is None:
            return
        frame, target = storing
        self._drop_unstored(frame)
        self._last = _Visit(frame, frame.f_lasti, target, running_sequence())
        self.names[self._last.sequence] = target

    def _drop_unstored(self, frame: FrameType) -> None:
        last = self._last
        if last is None or last.frame is not frame or last.offset != frame.f_lasti:
            return
        stored = frame.f_locals.get(last.target)
        node = stored.grad_fn if isinstance(stored, torch.Tensor) else None
        if node is None or node_sequence(node) != last.sequence:
            del self.names[last.sequence]

    def release(self) -> None:
        """Lets go of the frames, and so of their tensors."""
        self._last = None


def _outside(frame: FrameType | None) -> FrameType | None:
    """Leaves the frames of the recorder."""
    while frame is not None and frame.f_code.co_filename.startswith(_ENGINE):
        frame = frame.f_back
    return frame


def _users(frame: FrameType | None) -> FrameType | None:
    """Leaves torch's frames; None where the traced function was called: all beyond is not traced."""
    while frame is not None and frame.f_code.co_filename.startswith(_TORCH):
        frame = frame.f_back
    return None if frame is None or frame.f_code.co_filename.startswith(_ENGINE) else frame


def _storing(frame: FrameType | None) -> tuple[FrameType, str] | None:
    """Follows ``return`` to the frame that stores the result."""
    while frame is not None and _read(frame.f_code, frame.f_lasti).returns:
        frame = _users(frame.f_back)
    target = _read(frame.f_code, frame.f_lasti).stores if frame is not None else None
    return (frame, target) if frame is not None and target is not None else None


def _read(code: CodeType, offset: int) -> Instruction:
    return _instructions(code).get(offset, Instruction(None, None, returns=False))


@cache
def _instructions(code: CodeType) -> dict[int, Instruction]:
    """By offset; a caller's frame may stand on any of the inline cache entries behind its call."""
    listing = list(get_instructions(code))
    following = [*listing[1:], None]
    return {
        offset: _instruction(one, after)
        for one, after in zip(listing, following, strict=True)
        for offset in range(one.offset, after.offset if after else len(code.co_code), _CODE_UNIT)
    }


def _instruction(one: BytecodeInstruction, after: BytecodeInstruction | None) -> Instruction:
    if after is None:
        return Instruction(_span(one.positions), None, returns=False)
    stores = _stored_name(after.opname, after.argval)
    return Instruction(_span(one.positions), stores, after.opname == "RETURN_VALUE")


def _stored_name(opname: str, argument: object) -> str | None:
    if not opname.startswith("STORE_") or opname in {"STORE_SUBSCR", "STORE_ATTR", "STORE_SLICE"}:
        return None
    first = argument[0] if isinstance(argument, tuple) and argument else argument
    return first if isinstance(first, str) else None


def _span(at: Positions | None) -> Span | None:
    if at is None or at.lineno is None or at.end_lineno is None:
        return None
    if at.col_offset is None or at.end_col_offset is None:
        return None
    return Span(at.lineno, at.col_offset, at.end_lineno, at.end_col_offset)
