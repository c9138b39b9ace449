"""Leaves, constants and cuts: tensors that no recorded operation made, as they were at each use."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from weakref import ref

import torch
from torch.autograd.graph import Node

from nablascope.engine.snapshot import UNREADABLE, Snapshot, Take, Taken
from nablascope.engine.torch_private import version_of
from nablascope.engine.watcher import Site

SMALL = 64
"""Elements that are read again at every use on the CPU: a change through NumPy is heard by nobody."""


@dataclass(frozen=True, slots=True)
class Source:
    """Something that autograd follows and that a cut came from.

    Attributes:
        node: its ``grad_fn``.
        output: which output of it.
    """

    node: Node
    output: int


@dataclass(slots=True, eq=False)
class Cut:
    """How a tensor that autograd does not follow came from some that it does.

    Attributes:
        function: the last operation, e.g. ``detach``.
        site: where the program wrote it, or None.
        sources: a part of what it came from, leaves among them.
    """

    function: str
    site: Site | None
    sources: "tuple[Source | Kept, ...]"


@dataclass(slots=True, eq=False)
class Kept:
    """A leaf or a constant with one content; each content of a tensor is another.

    Attributes:
        tensor: weakly, since a recording must not keep what the program has dropped.
        value: its content.
        followed: whether autograd follows it: a leaf.
        cut: how it was cut off, or None.
        version: how often the tensor had been changed in place when it was last compared.
        place: where its memory was then.
        moment: when that was; see `Keeper.moment`.
    """

    tensor: "ref[torch.Tensor]"
    value: Snapshot
    followed: bool
    cut: Cut | None
    version: int
    place: int
    moment: int


@dataclass(slots=True)
class Keeper:
    """Keeps every leaf and every constant once for each content it had.

    Attributes:
        take: takes snapshots.
        newest: by tensor. A plain weak reference is the same object as long as its tensor lives, and
            never equal to one of a later tensor.
        moment: counts up whenever memory was changed that `changed` tells of.
        changed: for each place in memory that was changed in place, when it last was.
        anything: when anything may last have changed.
    """

    take: Take
    newest: "dict[ref[torch.Tensor], Kept]" = field(default_factory=dict["ref[torch.Tensor]", Kept])
    moment: int = 0
    changed: dict[int, int] = field(default_factory=dict[int, int])
    anything: int = 0

    def keep(self, tensor: torch.Tensor, cut: Cut | None) -> Kept:
        """The same as before, unless the tensor's content has changed; to be called where no mode listens."""
        reference = ref(tensor)
        kept = self.newest.get(reference)
        if kept is not None and kept.cut is cut and self._same(kept, tensor):
            return kept
        followed, version, place = tensor.requires_grad, _version(tensor), _place(tensor)
        kept = Kept(reference, self.take(tensor), followed, cut, version, place, self.moment)
        self.newest[reference] = kept
        return kept

    def note_changes(self, tensors: Iterable[torch.Tensor]) -> None:
        """An operation changes `tensors` in place, and so everything that shares their memory."""
        for tensor in tensors:
            self.moment += 1
            self.changed[_place(tensor)] = self.moment

    def note_anything(self) -> None:
        """Anything may have changed, by something that was not heard."""
        self.moment += 1
        self.anything = self.moment

    def _same(self, kept: Kept, tensor: torch.Tensor) -> bool:
        if kept.followed is not tensor.requires_grad:
            return False
        if tensor.numel() <= SMALL and tensor.is_cpu:
            return same_content(kept.value, self.take(tensor))
        version, place = _version(tensor), _place(tensor)
        unchanged = version == kept.version and place == kept.place
        if unchanged and max(self.anything, self.changed.get(place, 0)) <= kept.moment:
            return True
        if not same_content(kept.value, self.take(tensor)):
            return False
        kept.version, kept.place, kept.moment = version, place, self.moment
        return True


def same_content(one: Snapshot, other: Snapshot) -> bool:
    """Whether two snapshots show the same; NaN is the same as NaN."""
    if isinstance(one, Taken) or isinstance(other, Taken):
        return (
            isinstance(one, Taken)
            and isinstance(other, Taken)
            and one.waiting is None
            and other.waiting is None
            and (one.form, one.data, repr(one.statistics)) == (other.form, other.data, repr(other.statistics))
        )
    number, again = one[1], other[1]
    return one[0] is other[0] and (number == again or (number != number and again != again))


def _version(tensor: torch.Tensor) -> int:
    return 0 if tensor.is_inference() else version_of(tensor)


def _place(tensor: torch.Tensor) -> int:
    """Where the memory begins that a tensor lies in, so that its views are known as changed with it."""
    try:
        return tensor.untyped_storage().data_ptr()
    except UNREADABLE:
        return 0
