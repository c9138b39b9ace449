"""Many tensors in one buffer: what a trace keeps instead of an object for each number."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from struct import calcsize, pack, unpack_from
from typing import Literal

from nablascope.core.graph.columns import NOTHING, Ints
from nablascope.core.graph.tensor import STRIDED, Element, Statistics, TensorSummary

Code = Literal["f", "d", "q", "Q", "?", "zf", "zd"]
"""How an element lies in the buffer: as `struct` names it; after ``z`` a complex number's two halves."""


@dataclass(frozen=True, slots=True)
class Form:
    """What many tensors have in common; see `TensorSummary`. `code` says how their elements lie."""

    shape: tuple[int, ...]
    dtype: str
    device: str
    code: Code
    layout: str = STRIDED


@dataclass(frozen=True, slots=True)
class Tensors:
    """Tensors, each by its index.

    Attributes:
        forms: each form once.
        form: for each tensor its place in `forms`.
        start: for each tensor the byte of `data` at which its elements begin.
        count: how many elements of each tensor are here.
        described: for each tensor its place in `statistics`, or `NOTHING`.
        statistics: of the tensors that are not here whole.
        data: the elements, in the machine's byte order.
    """

    forms: tuple[Form, ...]
    form: Ints
    start: Ints
    count: Ints
    described: Ints
    statistics: tuple[Statistics, ...]
    data: bytes

    def __len__(self) -> int:
        return len(self.form)

    def __getitem__(self, index: int) -> TensorSummary:
        """The tensor of `index`."""
        form, place = self.forms[self.form[index]], self.described[index]
        statistics = None if place == NOTHING else self.statistics[place]
        values = self._elements(form.code, self.start[index], self.count[index])
        return TensorSummary(form.shape, form.dtype, form.device, values, statistics, form.layout)

    def get(self, index: int) -> TensorSummary | None:
        """The tensor of `index`, or None for `NOTHING`."""
        return None if index == NOTHING else self[index]

    def __iter__(self) -> Iterator[TensorSummary]:
        return (self[index] for index in range(len(self)))

    def _elements(self, code: Code, start: int, count: int) -> tuple[Element, ...]:
        if code[0] != "z":
            return unpack_from(f"={count}{code}", self.data, start)
        halves: tuple[float, ...] = unpack_from(f"={2 * count}{code[-1]}", self.data, start)
        pairs = zip(halves[::2], halves[1::2], strict=True)
        return tuple(str(complex(real, imaginary)) for real, imaginary in pairs)


@dataclass(slots=True)
class TensorsBuilder:
    """Collects tensors, in any order, for one `Tensors`."""

    forms: dict[Form, int] = field(default_factory=dict[Form, int])
    form: list[int] = field(default_factory=list[int])
    start: list[int] = field(default_factory=list[int])
    count: list[int] = field(default_factory=list[int])
    described: list[int] = field(default_factory=list[int])
    statistics: list[Statistics] = field(default_factory=list[Statistics])
    data: bytearray = field(default_factory=bytearray)

    def add(self, form: Form, elements: bytes, statistics: Statistics | None = None) -> int:
        """Takes a tensor whose first elements lie in `elements` as `form` says; gives its index."""
        self.form.append(self.forms.setdefault(form, len(self.forms)))
        self.start.append(len(self.data))
        self.count.append(len(elements) // _width(form.code))
        self.described.append(NOTHING if statistics is None else len(self.statistics))
        if statistics is not None:
            self.statistics.append(statistics)
        self.data += elements
        return len(self.form) - 1

    def add_summary(self, tensor: TensorSummary | None) -> int:
        """Takes a tensor that travelled; gives its index, or `NOTHING` for None."""
        if tensor is None:
            return NOTHING
        code = _code(tensor.dtype)
        form = Form(tensor.shape, tensor.dtype, tensor.device, code, tensor.layout)
        return self.add(form, _packed(code, tensor.values), tensor.statistics)

    def build(self) -> Tensors:
        """All tensors added so far."""
        return Tensors(
            tuple(self.forms),
            Ints.of(self.form),
            Ints.of(self.start, "q"),
            Ints.of(self.count),
            Ints.of(self.described),
            tuple(self.statistics),
            bytes(self.data),
        )


def _width(code: Code) -> int:
    return calcsize(code[-1]) * (2 if code[0] == "z" else 1)


def _code(dtype: str) -> Code:
    """Wide enough for every number of that dtype, also for a Python number that only goes by its name."""
    if dtype == "bool":
        return "?"
    if dtype.startswith("complex"):
        return "zd"
    if dtype == "uint64":
        return "Q"
    return "q" if dtype.startswith(("int", "uint")) else "d"


def _packed(code: Code, values: tuple[Element, ...]) -> bytes:
    if code[0] != "z":
        return pack(f"={len(values)}{code}", *values)
    halves = [half for value in map(complex, values) for half in (value.real, value.imag)]
    return pack(f"={len(halves)}{code[-1]}", *halves)
