"""The scopes of Python code: calls of functions, and rounds of loops as far as operations tell them apart."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from dis import Instruction, get_instructions
from types import CodeType

from nablascope.engine.python_calls import Call, CallLog
from nablascope.engine.within import Within


@dataclass(frozen=True, slots=True)
class Loop:
    """A loop of a function.

    Attributes:
        first: the offset at which each round begins; `last` where it jumps back from.
        name: as a scope has it.
    """

    first: int
    last: int
    name: str


@dataclass(slots=True)
class _Round:
    loop: Loop
    name: str
    number: int
    within: Within


@dataclass(slots=True)
class _Running:
    """Where in a call a run is: its own place, the newest offset, and the rounds from the outermost on."""

    within: Within
    newest: int = -1
    rounds: list[_Round] = field(default_factory=list[_Round])


class PythonScopes:
    """Follows a run from operation to operation, in the order of their sequence numbers."""

    def __init__(self, log: CallLog) -> None:
        self._log = log
        self._calls: dict[Call, _Running] = {}
        self._loops: dict[CodeType, Sequence[Loop]] = {}
        self._program = Within()

    def within(self, sequence: int, offset: int) -> Within | None:
        """Where the operation of a sequence number ran, whose instruction has an offset in its function."""
        call = self._log.at(sequence)
        return None if call is None else self._moved(call, offset, again=False)

    def _moved(self, call: Call, offset: int, *, again: bool) -> Within:
        """A run came to an offset.

        One instruction can run several operations, so only one that calls a function tells, when it comes
        `again`, that a round is over.
        """
        running = self._running(call)
        if call.hidden:
            return running.within
        around = [loop for loop in self._known(call.code) if loop.first <= offset <= loop.last]
        kept = _alike(running.rounds, around)
        back = offset <= running.newest if again else offset < running.newest
        del running.rounds[kept:]
        if back and kept:
            _begin_next(running)
        for loop in around[kept:]:
            _begin(running, loop)
        running.newest = offset
        return running.rounds[-1].within if running.rounds else running.within

    def _running(self, call: Call) -> _Running:
        """Its callers that were not met yet are, the outermost first."""
        chain: list[Call] = []
        here: Call | None = call
        while here is not None and here not in self._calls:
            chain.append(here)
            here = here.caller
        for one in reversed(chain):
            around = self._program if one.caller is None else self._moved(one.caller, one.at, again=True)
            self._calls[one] = _Running(around.call(one.code.co_name) if one.named else around)
        return self._calls[call]

    def _known(self, code: CodeType) -> Sequence[Loop]:
        known = self._loops.get(code)
        if known is None:
            known = self._loops[code] = loops_of(code)
        return known


def _alike(rounds: Sequence[_Round], loops: Sequence[Loop]) -> int:
    for count, (one, loop) in enumerate(zip(rounds, loops, strict=False)):
        if one.loop is not loop:
            return count
    return min(len(rounds), len(loops))


def _outer(running: _Running) -> Within:
    return running.rounds[-1].within if running.rounds else running.within


def _begin(running: _Running, loop: Loop) -> None:
    outer = _outer(running)
    name = outer.loop(loop.name)
    running.rounds.append(_Round(loop, name, 0, outer.round(name, 0)))


def _begin_next(running: _Running) -> None:
    one = running.rounds.pop()
    number = one.number + 1
    running.rounds.append(_Round(one.loop, one.name, number, _outer(running).round(one.name, number)))


def loops_of(code: CodeType) -> Sequence[Loop]:
    """The loops of a function, each behind those around it."""
    listing = list(get_instructions(code))
    ends: dict[int, int] = {}
    for one in listing:
        if "JUMP_BACKWARD" in one.opname and isinstance(one.argval, int):
            ends[one.argval] = max(one.offset, ends.get(one.argval, 0))
    places = {one.offset: place for place, one in enumerate(listing)}
    loops = [Loop(first, last, _name(listing[places[first] :][:_HEAD])) for first, last in ends.items()]
    return sorted(loops, key=lambda loop: (loop.first, -loop.last))


_HEAD = 12
"""Instructions of a loop that are looked at for the names its items get."""


def _name(head: Sequence[Instruction]) -> str:
    if head[0].opname != "FOR_ITER":
        return "while"
    names: list[str] = []
    for one in head[1:]:
        if one.opname.startswith("STORE_") and isinstance(one.argval, str):
            names.append(one.argval)
        elif not one.opname.startswith("UNPACK_"):
            break
    return f"for {', '.join(names)}" if names else "for"
