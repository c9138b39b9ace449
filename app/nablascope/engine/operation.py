"""One recorded operation: its arguments as they were when it ran."""

from typing import Any, NamedTuple

import torch
from torch.autograd.graph import Node

from nablascope.engine.kept import Kept
from nablascope.engine.snapshot import Snapshot
from nablascope.engine.torch_private import Signature, sequence_of
from nablascope.engine.walk import OUTPUT_BITS
from nablascope.engine.watcher import Operand, Site

Code = int
"""A node's output, its sequence number above `OUTPUT_BITS`: what a tensor with a grad_fn is to autograd."""

Given = Code | Kept | tuple[complex] | list["Given"] | None
"""One thing given to an operation: what a node made, a leaf or a constant, a number, a list, a setting."""


def grad_fn_of(tensor: torch.Tensor) -> Node | None:
    """The ``grad_fn``, where torch tells one.

    It raises for a view made under ``no_grad`` whose base was changed in place since, such as the one that
    ``p[:] -= step`` leaves behind.
    """
    try:
        return tensor.grad_fn
    except RuntimeError:
        return None


def code_of(tensor: torch.Tensor) -> Code | None:
    """What made `tensor`; None for a leaf and a constant.

    Reading the ``grad_fn`` of a view whose base was changed in place makes torch build a new node.
    """
    node = grad_fn_of(tensor)
    return None if node is None else sequence_of(node) << OUTPUT_BITS | tensor.output_nr


Heard = tuple[Signature, Site | None, tuple[Given, ...], dict[str, Given] | None, Snapshot | None, int, int]
"""The fields of an `Operation`."""


class Operation(NamedTuple):
    """What made a node; while recording, a plain tuple of the same, which is made in a third of the time.

    Attributes:
        signature: of torch's own operation, e.g. ``sin`` or ``add_``.
        site: where the program wrote it, or None.
        given: its positional arguments.
        keywords: its others, or None where it has none.
        value: the node's first output as it was when the operation ran.
        version: how often that had been changed in place; -1 where torch does not count.
        depth: how many nodes lie below it until the next guard; see `deep_graphs`.
    """

    signature: Signature
    site: Site | None
    given: tuple[Given, ...]
    keywords: dict[str, Given] | None
    value: Snapshot | None
    version: int
    depth: int


Pending = tuple[
    Signature, Site | None, tuple[Given, ...], dict[str, Given] | None, int, Given, tuple[Any, ...], Any
]
"""An operation that ran, before torch has set the ``grad_fn`` of its results.

The first four are an `Operation`'s; then how deep it stands, what the base of a view was that it changes
in place, its arguments, and what it gave.
"""

Newest = tuple[object, Code, int]
"""The newest result, what names it, and how deep it stands."""

NONE_YET: Newest = (object(), 0, 0)
"""What stands for the newest result where there is none."""


def arguments_of(operation: Operation) -> list[tuple[str, Code | Kept | tuple[complex]]]:
    """The tensors, and the numbers that are data, by name and in schema order."""
    signature = operation.signature
    named = list(zip(signature.names, signature.drawn, operation.given, strict=False))
    if operation.keywords:
        given = operation.keywords
        named += [
            (name, drawn, given[name])
            for name, drawn in zip(signature.names, signature.drawn, strict=True)
            if name in given
        ]
    found: list[tuple[str, Code | Kept | tuple[complex]]] = []
    for name, drawn, one in named:
        if isinstance(one, list):
            found += [(f"{name}[{i}]", part) for i, part in enumerate(one) if isinstance(part, int | Kept)]
        elif one is not None and (drawn or not isinstance(one, tuple)):
            found.append((name, one))
    return found


def operand_of(value: object, site: Site | None) -> Operand | None:
    """The operand that the program wrote for a tensor or a number, where its evaluator told."""
    operands = site.operands if site else ()
    return next((operand for operand in operands if _same(operand.value, value)), None)


def _same(written: object, value: object) -> bool:
    if written is value:
        return True
    if isinstance(value, torch.Tensor) or type(written) is not type(value):
        return False
    return written == value
