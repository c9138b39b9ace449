"""From snapshots to the tensors of a trace: each is stored once, however often it is asked for."""

from array import array
from cmath import isfinite
from collections.abc import Callable
from math import prod
from struct import Struct, error

import torch

from nablascope.core.graph.columns import NOTHING
from nablascope.core.graph.tensors import Form, Tensors, TensorsBuilder
from nablascope.engine.forms import number_form
from nablascope.engine.snapshot import Snapshot, Taken


class Gathered:
    """The tensors of one trace.

    Attributes:
        bad: indexes of tensors with a NaN or an infinity.
        zero: indexes of tensors that are zero in every element.
    """

    def __init__(self) -> None:
        self.bad: set[int] = set()
        self.zero: set[int] = set()
        self._builder = TensorsBuilder()
        self._places: dict[Taken, int] = {}
        self._form: Form | None = None
        self._place = 0
        self._pack: Callable[[complex], bytes] = Struct("=d").pack

    def add(self, snapshot: Snapshot | None) -> int:
        """The index of a snapshot, or `NOTHING` for None."""
        if snapshot is None:
            return NOTHING
        if isinstance(snapshot, Taken):
            place = self._places.get(snapshot)
            return self._add_taken(snapshot) if place is None else place
        form, number = snapshot
        if form is not self._form:
            self._choose(form)
        builder = self._builder
        index = len(builder.form)
        builder.form.append(self._place)
        builder.start.append(len(builder.data))
        builder.count.append(1)
        builder.described.append(NOTHING)
        builder.data += self._pack(number)
        if not isfinite(number):
            self.bad.add(index)
        elif not number:
            self.zero.add(index)
        return index

    def add_number(self, number: complex) -> int:
        """The index of a Python number, in its full precision."""
        return self.add(_number(number))

    def build(self) -> Tensors:
        """All tensors added so far."""
        return self._builder.build()

    def _choose(self, form: Form) -> None:
        self._form = form
        self._place = self._builder.forms.setdefault(form, len(self._builder.forms))
        self._pack = _packer(form)

    def _add_taken(self, taken: Taken) -> int:
        index = self._places[taken] = self._builder.add(taken.form, taken.data, taken.statistics)
        if not _all_finite(taken):
            self.bad.add(index)
        elif _all_zero(taken):
            self.zero.add(index)
        return index


def _number(number: complex) -> Snapshot:
    """Torch has no integer of that size where it is wider than 64 bits, and takes it as a decimal number."""
    try:
        dtype = torch.tensor(number).dtype
        Struct("=q").pack(number) if type(number) is int else None
    except (RuntimeError, OverflowError, error):
        return number_form(float, torch.get_default_dtype()), float(number.real)
    return number_form(type(number), dtype), number


def _packer(form: Form) -> Callable[[complex], bytes]:
    if form.code[0] != "z":
        return Struct(f"={form.code}").pack
    halves = Struct(f"=2{form.code[-1]}").pack
    return lambda number: halves(number.real, number.imag)


def _all_finite(taken: Taken) -> bool:
    if taken.statistics is not None:
        return not (taken.statistics.nan or taken.statistics.infinite)
    code = taken.form.code[-1]
    return code not in "fd" or all(map(isfinite, array(code, taken.data)))


def _all_zero(taken: Taken) -> bool:
    """A negative zero is one too."""
    if taken.statistics is not None:
        return taken.statistics.zero == prod(taken.form.shape)
    code = taken.form.code[-1]
    if code not in "fd":
        return bool(taken.data) and not any(taken.data)
    return bool(taken.data) and not any(array(code, taken.data))
