"""`FlowLog`: what flowed through each node of a backward pass, in the order of the calls."""

from array import array
from collections.abc import Iterator
from typing import Any

from nablascope.core.graph.tensors import Form
from nablascope.engine.snapshot import Snapshot

Flow = tuple[int, tuple[Snapshot | None, ...], *tuple[Snapshot | None, ...]]
"""One call of a node: its index, what it sent along each link, and one by one what arrived at its outputs."""

_SAME, _TWO, _BITS = 1, 2, 2
"""What an entry says below the node's index: that it sent what arrived, and that it has a second link."""


class FlowLog:
    """Every call of a node in one pass.

    A node of a large graph most often gets one number and sends one. Such calls lie in flat arrays, in a
    tenth of the memory of tuples; they are put together again when somebody reads them.
    """

    __slots__ = ("_entries", "_form", "_numbers", "_others")

    def __init__(self) -> None:
        self._entries = array("q")
        self._numbers: array[Any] = array("d")
        self._others: list[Flow] = []
        self._form: Form | None = None

    def append(self, flow: Flow) -> None:
        """Adds any call."""
        self._entries.append(~len(self._others))
        self._others.append(flow)

    def append_one(self, index: int, links: int, share: Snapshot | None, arrived: Snapshot | None) -> None:
        """Adds the call of a node with one output, which sent something along the first of its `links`."""
        if type(arrived) is not tuple or type(share) is not tuple or links > _TWO:
            self.append((index, (share, *(None,) * (links - 1)), arrived))
            return
        form, number = arrived
        if share[0] is not form or (form is not self._form and not self._chooses(form)):
            self.append((index, (share, *(None,) * (links - 1)), arrived))
            return
        self._numbers.append(number)
        if share is arrived:
            self._entries.append(index << _BITS | (links - 1) << 1 | _SAME)
            return
        self._numbers.append(share[1])
        self._entries.append(index << _BITS | (links - 1) << 1)

    def __iter__(self) -> Iterator[Flow]:
        numbers, form = iter(self._numbers), self._form
        for entry in self._entries:
            if entry < 0 or form is None:
                yield self._others[~entry]
                continue
            arrived = form, next(numbers)
            share = arrived if entry & _SAME else (form, next(numbers))
            yield entry >> _BITS, (share, None) if entry & _TWO else (share,), arrived

    def _chooses(self, form: Form) -> bool:
        """The first form of real numbers is that of all calls in the arrays."""
        if self._form is None and form.code in {"f", "d"}:
            self._form = form
        return form is self._form
