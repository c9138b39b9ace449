"""Where in Python source a running operation stands, and the name its result is about to get."""

import sys
from dataclasses import dataclass, replace
from dis import Instruction as BytecodeInstruction
from dis import Positions, get_instructions
from functools import cache
from pathlib import Path
from types import CodeType, FrameType

import torch

from nablascope.core.language.span import Span
from nablascope.engine.operation import producer_of
from nablascope.engine.watcher import Site

_TORCH = str(Path(torch.__file__).parent)
_ENGINE = str(Path(__file__).parent)
_RECORDER = frozenset({__file__, str(Path(__file__).with_name("record.py"))})
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
    sequence: int | None = None


class PythonSites:
    """A recorder's `Sites` for traced Python functions.

    Attributes:
        names: names given to results, by the sequence number of their node.
    """

    def __init__(self) -> None:
        self.names: dict[int, str] = {}
        self._visit: _Visit | None = None
        self._named: _Visit | None = None
        self._superseded: int | None = None

    def locate(self) -> Site | None:
        """The site in the innermost frame of the user's code, or None outside of it."""
        self._visit = self._superseded = None
        frame = _users(_outside(sys._getframe()))  # noqa: SLF001  # pyright: ignore[reportPrivateUsage]
        if frame is None:
            return None
        self._expect_name(_storing(frame))
        span = _read(frame.f_code, frame.f_lasti).span
        return None if span is None else Site(span, ())

    def made(self, sequence: int) -> None:
        """Gives the node the name its result is about to get."""
        if self._visit is None:
            return
        if self._superseded is not None:
            del self.names[self._superseded]
        self._superseded = None
        self.names[sequence] = self._visit.target
        self._named = replace(self._visit, sequence=sequence)

    def release(self) -> None:
        """Lets go of the frames, and so of their tensors."""
        self._visit = self._named = None

    def _expect_name(self, storing: tuple[FrameType, str] | None) -> None:
        """One line of Python may run many operations: the last before the store keeps the name."""
        if storing is None:
            return
        frame, target = storing
        self._visit = _Visit(frame, frame.f_lasti, target)
        named = self._named
        if (
            named is not None
            and named.frame is frame
            and named.offset == frame.f_lasti
            and not _stored(named)
        ):
            self._superseded = named.sequence


def _stored(visit: _Visit) -> bool:
    value = visit.frame.f_locals.get(visit.target)
    producer = producer_of(value) if isinstance(value, torch.Tensor) else None
    return producer is not None and producer.sequence == visit.sequence


def _outside(frame: FrameType | None) -> FrameType | None:
    """Leaves the frames of the recorder."""
    while frame is not None and frame.f_code.co_filename in _RECORDER:
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
