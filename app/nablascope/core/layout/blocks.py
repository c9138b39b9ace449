"""Blocks: items of different layers that keep to one line, and how far apart they must be.

A block is named by one of its items, its root; `root` has that of every item.
"""

from collections.abc import Callable, Sequence
from itertools import pairwise

Separation = Callable[[int, int], float]
"""The least distance from an item's middle to that of the item just below it."""

Gaps = dict[int, dict[int, float]]


def block_gaps(layers: Sequence[Sequence[int]], root: list[int], separation: Separation) -> Gaps:
    """The least distance from each block to those just below one of its items."""
    gaps: Gaps = {}
    for layer in layers:
        for above, below in pairwise(layer):
            under = gaps.setdefault(root[above], {})
            under[root[below]] = max(under.get(root[below], 0.0), separation(above, below))
    return gaps


def block_order(gaps: Gaps, root: list[int]) -> list[int]:
    """The blocks from the top down; those of no gap are among them."""
    waiting: dict[int, int] = dict.fromkeys(sorted(set(root)), 0)
    for under in gaps.values():
        for below in under:
            waiting[below] += 1
    ready = [block for block, count in waiting.items() if count == 0]
    for block in ready:
        for below in gaps.get(block, {}):
            waiting[below] -= 1
            if waiting[below] == 0:
                ready.append(below)
    return ready
