"""`Arguments`: describes what is given to operations, as it is before they run."""

from typing import Any

from torch import Tensor
from torch.autograd.graph import Node

from nablascope.engine.cuts import Cuts
from nablascope.engine.deep_graphs import DEEP
from nablascope.engine.operation import NONE_YET, Code, Given, Newest
from nablascope.engine.recording import Recording
from nablascope.engine.torch_private import DispatchMode, base_of, sequence_of, version_of
from nablascope.engine.walk import OUTPUT_BITS

_NUMBERS = frozenset((int, float, complex, bool))


class Arguments(DispatchMode):
    """The part of a recorder that looks at arguments; one object, since a second would cost every operation.

    Args:
        recording: knows what was made, and takes what was not heard.
    """

    def __init__(self, recording: Recording) -> None:
        super().__init__()
        self.recording = recording
        self._recording = recording
        self._operations = recording.operations
        self._cuts = Cuts(recording)
        self._number = (0.0,)
        self._newest: Newest = NONE_YET
        self._depth = 0

    def _all_given(self, args: tuple[Any, ...]) -> tuple[Given, ...]:
        """`_given` of each; what comes most often is told without a call."""
        newest, code, depth = self._newest
        given: list[Given] = []
        for value in args:
            if value is newest:
                if depth > self._depth:
                    self._depth = depth
                given.append(code)
            elif type(value) is float:
                given.append(self._decimal(value))
            else:
                given.append(self._given(value))
        return tuple(given)

    def _given(self, value: Any) -> Given:
        """Describes an argument as it is now, before its operation runs."""
        if type(value) in _NUMBERS:
            return self._decimal(value) if type(value) is float else (value,)
        newest, code, depth = self._newest
        if value is newest:
            self._depth = max(self._depth, depth)
            return code
        if isinstance(value, Tensor):
            node = value.grad_fn
            if node is None:
                return self.recording.keeper.keep(value, self._cuts.of(value))
            return self._code(value, node)
        if isinstance(value, list | tuple):
            return [self._given(part) for part in value if isinstance(part, Tensor)]
        return None

    def _decimal(self, value: float) -> tuple[float]:
        """A number that comes again, as in a loop, is kept once; zeros have a sign."""
        if value != self._number[0] or not value:
            self._number = (value,)
        return self._number

    def _code(self, tensor: Tensor, node: Node) -> Code:
        """What names a result; its value is taken from this use where its making was not heard."""
        recording = self._recording
        sequence = sequence_of(node) if not recording.foreign else recording.number(node)
        output = tensor.output_nr
        made = self._operations.get(sequence)
        if made is not None and not output and made[4] is not None:
            if made[6] > self._depth:
                self._depth = made[6]
            return sequence << OUTPUT_BITS
        code = sequence << OUTPUT_BITS | output
        self._depth = DEEP
        if code not in recording.values:
            recording.values[code] = recording.taker.take(tensor), version_of(tensor)
        return code

    def _base(self, changed: Any) -> Given:
        """What the base of a view is before the view is changed in place."""
        base = base_of(changed) if isinstance(changed, Tensor) else None
        return None if base is None else self._given(base)
