"""Where in Python source a running operation stands, and the name its result is about to get."""

import os
import sys
from dataclasses import dataclass, replace
from dis import Instruction as BytecodeInstruction
from dis import get_instructions
from pathlib import Path
from types import CodeType, FrameType
from typing import Literal

import torch

from nablascope.core.language.python_program import PROGRAM
from nablascope.core.language.span import Span
from nablascope.engine.modules import ModuleTracker, Place
from nablascope.engine.operation import Code
from nablascope.engine.python_calls import CallLog
from nablascope.engine.source_spans import span_of
from nablascope.engine.torch_private import next_sequence, sequence_of
from nablascope.engine.variables import variable_of
from nablascope.engine.walk import OUTPUT_BITS
from nablascope.engine.watcher import Site

_TORCH = str(Path(torch.__file__).parent) + os.sep
_ENGINE = str(Path(__file__).parent) + os.sep
_OURS = (
    "record.py",
    "backward.py",
    "torch_private/names.py",
    "torch_private/backward.py",
    "torch_private/replacement.py",
)
_RECORDER = frozenset(str(Path(__file__).parent / name) for name in _OURS)
"""Files of the recorder that may stand between two frames of the user's code."""

_CODE_UNIT = 2
"""Bytes of an instruction or an inline cache entry."""

_Owner = Literal["user", "torch", "engine"]
"""Whose a source file is; beyond a frame of the engine's nothing is traced."""


@dataclass(frozen=True, slots=True, eq=False)
class Instruction:
    """What a bytecode offset says: its source, the name stored right behind it, whether it returns."""

    site: Site | None
    stores: str | None
    returns: bool


_UNKNOWN = Instruction(None, None, returns=False)


class PythonSites:
    """A recorder's `Sites` for Python functions.

    It is asked at every operation, so each instruction's site is made once and then looked up.

    Args:
        modules: tells which module runs.

    Attributes:
        names: names given to results, by their code; whoever reads may clear them.
        calls: which of the user's functions ran when.
    """

    def __init__(self, modules: ModuleTracker) -> None:
        self.names: dict[Code, str] = {}
        self._modules = modules
        self._inside: dict[Place, dict[Instruction, Site]] = {}
        self._owners: dict[str, _Owner] = {}
        self._codes: dict[str, list[tuple[CodeType, dict[int, Instruction]]]] = {}
        self._code: CodeType | None = None
        self._instructions: dict[int, Instruction] = {}
        self._target: str | None = None
        self._frame: FrameType | None = None
        self._offset = 0
        self._located: FrameType | None = None
        self._place: Place | None = None
        self._site: Site | None = None
        self._newest: Code | None = None
        self._inner: FrameType | None = None
        self.calls = CallLog(self._users)

    def locate(self, newest: object) -> Site | None:
        """The site in the innermost frame of the user's code, or None outside of it.

        To be called by the handler of a dispatch mode, which is not looked at.
        """
        frame = sys._getframe(2)  # noqa: SLF001  # pyright: ignore[reportPrivateUsage]
        place, target = self._modules.place, self._target
        if frame is self._located and frame.f_lasti == self._offset and place is self._place and target:
            if self._newest is not None and self._stored(frame, target, newest):
                self._newest = None
            return self._site
        self._place, self._site = place, self._found(frame, newest, place)
        return self._site

    def _found(self, caller: FrameType, newest: object, place: Place | None) -> Site | None:
        """What `locate` tells where the instruction is not the same again."""
        found = _UNKNOWN
        self._located = self._target = None
        frame = caller if caller.f_code is self._code else self._users(caller)
        if frame is not None:
            if frame is not self._inner:
                self._inner = frame
                # Torch has numbered the node before the operation runs, but a cut has none.
                self.calls.enter(frame, next_sequence() - (newest is not None))
            found = self._read(frame)
            self._expect_name(frame, found, newest)
            self._located = None if found.returns else frame
        return found.site if place is None else self._site_inside(place, found)

    def made(self, code: Code) -> None:
        """Gives the node the name its result is about to get."""
        if self._target is None:
            return
        if self._newest is not None and self._newest != code:
            self.names.pop(self._newest, None)
        self.names[code] = self._target
        self._newest = code

    def release(self) -> None:
        """Lets go of the newest frame, and so of its tensors."""
        self._frame = self._located = self._target = self._inner = None
        self.calls.release()

    def _site_inside(self, place: Place, found: Instruction) -> Site:
        sites = self._inside.setdefault(place, {})
        site = sites.get(found)
        if site is None:
            known = found.site or Site(None, ())
            site = sites[found] = replace(known, place=place)
        return site

    def _expect_name(self, frame: FrameType, found: Instruction, newest: object) -> None:
        """Follows ``return`` to the frame that stores the result.

        One line of Python may run many operations: the last before the store keeps the name.
        """
        while found.returns:
            returned = self._users(frame.f_back)
            if returned is None:
                self._target = None
                return
            frame, found = returned, self._read(returned)
        self._target = target = found.stores
        if target is None:
            return
        offset = frame.f_lasti
        again = frame is self._frame and offset == self._offset and not self._stored(frame, target, newest)
        self._newest = self._newest if again else None
        self._frame, self._offset = frame, offset

    def _stored(self, frame: FrameType, target: str, newest: object) -> bool:
        """Whether the newest result has come to its name, so that its line runs once more."""
        value = variable_of(frame, target)
        if value is newest is not None:
            return True
        node = value.grad_fn if isinstance(value, torch.Tensor) else None
        return node is not None and sequence_of(node) << OUTPUT_BITS == self._newest

    def _users(self, frame: FrameType | None) -> FrameType | None:
        """Leaves the recorder's frames and torch's."""
        while frame is not None:
            name = frame.f_code.co_filename
            owner = self._owners.get(name) or self._owners.setdefault(name, _owner(name))
            if owner == "user":
                return frame
            if owner == "engine":
                return None
            frame = frame.f_back
        return None

    def _read(self, frame: FrameType) -> Instruction:
        if frame.f_code is not self._code:
            self._code = frame.f_code
            self._instructions = self._known(frame.f_code)
        return self._instructions.get(frame.f_lasti, _UNKNOWN)

    def _known(self, code: CodeType) -> dict[int, Instruction]:
        """Looked up by name and then by identity: Python takes long to hash a code object."""
        known = self._codes.setdefault(code.co_qualname, [])
        for one, instructions in known:
            if one is code:
                return instructions
        known.append((code, _instructions(code)))
        return known[-1][1]


def is_of_users(code: CodeType) -> bool:
    """Whether code is the user's, not torch's or ours."""
    return _owner(code.co_filename) == "user"


def site_at(code: CodeType, offset: int) -> Site | None:
    """The site of one instruction."""
    return _instructions(code).get(offset, _UNKNOWN).site


def _owner(file: str) -> _Owner:
    if file.startswith(_TORCH) or file in _RECORDER:
        return "torch"
    return "engine" if file.startswith(_ENGINE) else "user"


def _instructions(code: CodeType) -> dict[int, Instruction]:
    """By offset; a caller's frame may stand on any of the inline cache entries behind its call."""
    listing = list(get_instructions(code))
    following = [*listing[1:], None]
    name = code.co_filename
    file = _file(name)
    return {
        offset: _instruction(after, span_of(one.positions, name), file, one.offset)
        for one, after in zip(listing, following, strict=True)
        for offset in range(one.offset, after.offset if after else len(code.co_code), _CODE_UNIT)
    }


def _file(name: str) -> str | None:
    """The whole path of a source file; ``<stdin>`` and the cells of a notebook keep their names.

    None for the text in the window, which is not a file.
    """
    if name == PROGRAM:
        return None
    return str(Path(name).absolute()) if Path(name).is_file() else name


def _instruction(
    after: BytecodeInstruction | None, span: Span | None, file: str | None, offset: int
) -> Instruction:
    site = Site(span, (), file, offset=offset) if span is not None else None
    if after is None:
        return Instruction(site, None, returns=False)
    return Instruction(site, _stored_name(after.opname, after.argval), after.opname == "RETURN_VALUE")


def _stored_name(opname: str, argument: object) -> str | None:
    if not opname.startswith("STORE_") or opname in {"STORE_SUBSCR", "STORE_ATTR", "STORE_SLICE"}:
        return None
    first = argument[0] if isinstance(argument, tuple) and argument else argument
    return first if isinstance(first, str) else None
