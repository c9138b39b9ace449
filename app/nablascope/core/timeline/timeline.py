"""`Timeline`: one run as steps, in the order in which torch did them."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum
from typing import Literal

from nablascope.core.graph.columns import Ints

Grain = Literal["node", "edge"]
"""How much one step is: a node's whole call with all it sends, or each share alone."""

GRAINS: tuple[Grain, ...] = ("node", "edge")

Part = Literal["all", "forward", "backward"]
"""A stretch of the timeline."""

PARTS: tuple[Part, ...] = ("all", "forward", "backward")


class StepKind(IntEnum):
    """What a step does; its subject is a node's id if not said otherwise."""

    FORWARD = 0
    """The operation runs and its value appears."""

    SEED = 1
    """A backward pass begins with the gradient of one of its roots; the subject is which of them."""

    CALL = 2
    """The engine calls a node with all that arrived at it."""

    DELIVER = 3
    """The called node sends a share along an edge, which is the subject."""

    ACCUMULATE = 4
    """The engine calls a leaf's AccumulateGrad: what arrived is added to its ``grad``."""

    SET = 5
    """Between two passes the program itself changed a leaf's ``grad``, as ``zero_()`` does."""


@dataclass(frozen=True, slots=True)
class Step:
    """One step.

    Attributes:
        kind: what it does.
        subject: to what; see `StepKind`.
        number: of the backward pass it belongs to, from 0; -1 of a forward step.
    """

    kind: StepKind
    subject: int
    number: int


@dataclass(frozen=True, slots=True)
class Timeline:
    """All steps of a run; step 1 is the first, and after step 0 nothing has happened yet.

    Attributes:
        kind: for each step its `StepKind`.
        subject: for each step its subject.
        begins: for each backward pass the step before its first.
        ends: for each backward pass its last step.
        stops: the steps that end a step of the grain ``node``, from 0 on.
    """

    kind: Ints
    subject: Ints
    begins: Ints
    ends: Ints
    stops: Ints

    def __len__(self) -> int:
        return len(self.kind)

    def step(self, k: int) -> Step:
        """The step of number `k`, from 1.

        Raises:
            IndexError: if there is no such step.
        """
        if not 1 <= k <= len(self):
            raise IndexError(f"there is no step {k} among {len(self)}")
        return Step(StepKind(self.kind[k - 1]), self.subject[k - 1], self.pass_of(k))

    def steps(self) -> Iterator[Step]:
        """All steps in order."""
        return (self.step(k) for k in range(1, len(self) + 1))

    def pass_of(self, k: int) -> int:
        """The number of the backward pass that step `k` belongs to, or -1."""
        spans = enumerate(zip(self.begins, self.ends, strict=True))
        return next((number for number, (begin, end) in spans if begin < k <= end), -1)

    def pass_at(self, k: int) -> int:
        """The number of the newest backward pass that has begun after step `k`, or -1."""
        return sum(begin < k for begin in self.begins) - 1
