"""What is told of one node beside its values and gradients."""

from typing import NamedTuple

from nablascope.core.graph.rows import SavedState
from nablascope.engine.snapshot import Snapshot


class SavedThen(NamedTuple):
    """One thing a node held; the fields are those of `core.graph.rows.Saved`."""

    name: str
    value: Snapshot | None
    text: str | None
    state: SavedState
    version: int | None
    saved_at: int | None


Locals = tuple[Snapshot | None, ...]
"""For each entry of a node's ``next_functions`` the derivative, shaped as the output; None where unknown."""


class Detail(NamedTuple):
    """What a node held, and the derivatives by its inputs, before a backward pass could free anything."""

    saved: tuple[SavedThen, ...]
    local: Locals


NO_DETAIL = Detail((), ())
