"""Runs of torch's operator database: an operation, its sample, and how it is called."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any

import torch
from torch.testing._internal.common_methods_invocations import op_db

SEED = 20260101

DTYPES = (torch.float64, torch.float32)

VARIANTS = ("plain", "in place", "stale view")
"""Stale view: a view of a copy of the result, whose base is changed before the view is used."""

OPERATIONS = {
    (op.name if not op.variant_test_name else f"{op.name}.{op.variant_test_name}"): op
    for op in op_db
    if op.supports_autograd
}


class NoViews(Exception):
    """There is nothing to take a view of."""


@dataclass(frozen=True)
class Run:
    """One program of the database."""

    operation: str
    variant: str
    dtype: str
    sample: int

    def __str__(self):
        return f"{self.operation}, {self.variant}, {self.dtype}, sample {self.sample}"


@dataclass(frozen=True)
class Program:
    """A run made ready: call `forward` as often as you like, each time from the same random state."""

    run: Run
    op: Any
    sample: Any

    def forward(self):
        """One tensor: the result, or what depends on all of the results."""
        torch.manual_seed(SEED)
        results = differentiable(self.result())
        if len(results) == 1:
            return results[0]
        return together(results) if results else None

    def result(self):
        sample, out = self.sample, self.sample.output_process_fn_grad
        if self.run.variant == "in place":
            return out(self.op.inplace_variant(sample.input.clone(), *sample.args, **sample.kwargs))
        result = out(self.op(sample.input, *sample.args, **sample.kwargs))
        return stale(result) if self.run.variant == "stale view" else result


def programs(operation, dtype, count=5) -> Iterator[Program]:
    """The first samples of an operation in every way it can be called."""
    op = OPERATIONS[operation]
    torch.manual_seed(SEED)
    for i, sample in enumerate(islice(op.sample_inputs("cpu", dtype, requires_grad=True), count)):
        for variant in VARIANTS:
            if variant != "in place" or _fits_in_place(op, sample):
                yield Program(Run(operation, variant, str(dtype).removeprefix("torch."), i), op, sample)


def _fits_in_place(op, sample):
    """Whether the result has the shape of the input it is written into, as the database says."""
    return op.inplace_variant and isinstance(sample.input, torch.Tensor) and not sample.broadcasts_input


def program(run):
    """The program of a run."""
    made = programs(run.operation, getattr(torch, run.dtype), run.sample + 1)
    return next(program for program in made if program.run == run)


def dtypes_of(operation):
    return [dtype for dtype in DTYPES if dtype in OPERATIONS[operation].supported_backward_dtypes("cpu")]


def differentiable(result):
    """The tensors in a result, however nested, that autograd follows."""
    if isinstance(result, torch.Tensor):
        return [result] if result.requires_grad else []
    if isinstance(result, dict):
        result = list(result.values())
    return (
        [tensor for item in result for tensor in differentiable(item)]
        if isinstance(result, tuple | list)
        else []
    )


def together(results):
    """A number that depends on all results, on each element differently."""
    terms = []
    for number, result in enumerate(results):
        dense = result if result.layout == torch.strided else result.to_dense()
        real = torch.view_as_real(dense) if dense.is_complex() else dense
        terms.append(
            (real * torch.linspace(1, 2 + number, real.numel(), dtype=real.dtype).view(real.shape)).sum()
        )
    return sum(terms[1:], terms[0])


def stale(result):
    """The first result through a view that was taken before its base changed.

    Raises:
        NoViews: if every result is sparse, or none requires a gradient.
    """
    first = next((t for t in differentiable(result) if t.layout == torch.strided), None)
    if first is None:
        raise NoViews("nothing in the result has views and requires a gradient")
    base = first.clone()
    view = base.view_as(base)
    base.mul_(2)
    return view * 3


def seed_for(root):
    """A gradient to start from, another number for each element."""
    numbers = torch.linspace(0.5, 1.5, max(root.numel(), 1), dtype=torch.float64)[: root.numel()]
    return numbers.reshape(root.shape).to(root.dtype)
