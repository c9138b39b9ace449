"""Finds what autograd does not follow but what came from something that it does."""

from collections.abc import Iterable, Iterator
from typing import Any
from weakref import ref

import torch

from nablascope.engine.call import tensors_in
from nablascope.engine.kept import Cut, Kept, Source
from nablascope.engine.operation import grad_fn_of
from nablascope.engine.recording import Recording
from nablascope.engine.watcher import Site

MOST_SOURCES = 8
"""How many of the things a cut came from are drawn: a running average comes from everything."""

_FEW = 256
"""Cuts among which it is not worth looking for those whose tensors are gone."""

_SHAPE_ALONE = frozenset(
    f"{filled}{how}"
    for filled in ("empty", "full", "ones", "zeros", "rand", "randn", "randint")
    for how in ("_like", "_strided")
) | {"new_empty", "new_empty_strided", "new_full", "new_ones", "new_zeros"}
"""Operations whose results have the shape of an argument and nothing of its values."""


class Cuts:
    """Follows values where autograd does not.

    Args:
        recording: its `cuts` are filled in.
    """

    def __init__(self, recording: Recording) -> None:
        self._recording = recording
        self._full = _FEW

    def of(self, tensor: torch.Tensor) -> Cut | None:
        """How `tensor` was cut off; None for a leaf and for what came from nothing that is followed."""
        cuts = self._recording.cuts
        return cuts.get(ref(tensor)) if cuts and not tensor.requires_grad else None

    def made(
        self, function: str, site: Site | None, args: Iterable[Any], results: list[torch.Tensor]
    ) -> None:
        """An operation gave `results`; those that autograd does not follow are cut off from `args`.

        Operations one after the other outside of autograd are one cut, that of the last.
        """
        if function in _SHAPE_ALONE:
            return
        unfollowed = [result for result in results if not result.requires_grad]
        sources = tuple(dict.fromkeys(self._sources(tensors_in(args)))) if unfollowed else ()
        if not sources:
            return
        cut = Cut(function, site, sources[-MOST_SOURCES:])
        for result in unfollowed:
            self._recording.cuts[ref(result)] = cut
        self._forget()

    def _sources(self, tensors: Iterable[torch.Tensor]) -> Iterator[Source | Kept]:
        for tensor in tensors:
            if (node := grad_fn_of(tensor)) is not None:
                yield Source(node, tensor.output_nr)
            elif tensor.requires_grad:
                yield self._recording.keeper.keep(tensor, None)
            elif (cut := self.of(tensor)) is not None:
                yield from cut.sources

    def _forget(self) -> None:
        cuts = self._recording.cuts
        if len(cuts) > self._full:
            for reference in [reference for reference in cuts if reference() is None]:
                del cuts[reference]
            self._full = max(_FEW, 2 * len(cuts))
