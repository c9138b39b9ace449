"""Survivors: what was on screen already, and is to stay where it was."""

from collections.abc import Sequence, Set
from dataclasses import dataclass
from itertools import pairwise
from statistics import mode

from nablascope.core.layout.blocks import Separation
from nablascope.core.layout.layout import Layout


@dataclass(frozen=True, slots=True)
class Survivors:
    """By rank.

    Attributes:
        columns: the left side of each one's card on screen.
        middles: the middle of its card there.
        homes: the middle it had before newcomers pushed it, to which it returns when they go.
    """

    columns: dict[int, float]
    middles: dict[int, float]
    homes: dict[int, float]

    def keep_their_order(self, layers: Sequence[Sequence[int]]) -> bool:
        """Whether those above each other on screen still are, wherever they share a layer again."""
        return all(
            self.middles[above] < self.middles[below]
            for layer in layers
            for column in self._by_column(layer)
            for above, below in pairwise(column)
        )

    def wanted(self, layers: Sequence[Sequence[int]], separation: Separation) -> dict[int, float]:
        """Where they should stand: at home, and where those in a layer have no room to, as on screen.

        Where there is no room for that either, those that came from elsewhere go where newcomers would.
        """
        wanted: dict[int, float] = {}
        for layer in layers:
            kept = [item for item in layer if item in self.homes]
            native = mode(self.columns[item] for item in kept) if kept else None
            strangers = {item for item in kept if self.columns[item] != native}
            homes = {item: self.homes[item] for item in kept}
            wanted |= self._without_crowds(homes, strangers, separation)
        return wanted

    def _without_crowds(
        self, places: dict[int, float], strangers: Set[int], separation: Separation
    ) -> dict[int, float]:
        while crowd := _crowd(places, separation):
            if away := {item for item in crowd if places[item] != self.middles[item]}:
                places |= {item: self.middles[item] for item in away}
            elif gone := crowd & strangers:
                places = {item: place for item, place in places.items() if item not in gone}
            else:
                break
        return places

    def _by_column(self, layer: Sequence[int]) -> list[list[int]]:
        columns: dict[float, list[int]] = {}
        for item in layer:
            if item in self.columns:
                columns.setdefault(self.columns[item], []).append(item)
        return list(columns.values())


def _crowd(places: dict[int, float], separation: Separation) -> set[int]:
    """Those of a layer that are too near to the next one; `places` goes from top to bottom."""
    return {
        item
        for above, below in pairwise(places)
        if places[below] - places[above] < separation(above, below)
        for item in (above, below)
    }


def survivors_of(previous: Layout | None, keys: Sequence[str]) -> Survivors:
    """Which of `keys`, by rank, `previous` has as a card or as a frame."""
    survivors = Survivors({}, {}, {})
    known = {} if previous is None else _places(previous)
    for rank, key in enumerate(keys):
        if key in known:
            survivors.columns[rank], survivors.middles[rank], survivors.homes[rank] = known[key]
    return survivors


def _places(layout: Layout) -> dict[str, tuple[float, float, float]]:
    """The left side, the middle and the home of each card and each frame."""
    places: dict[str, tuple[float, float, float]] = {}
    for id, (key, (x, y), (_, height)) in enumerate(
        zip(layout.keys, layout.positions, layout.sizes, strict=True)
    ):
        places[key] = x, y + height / 2, layout.homes[id] if layout.homes else y + height / 2
    for key, (x, y), (_, height) in zip(
        layout.frame_keys, layout.frame_corners, layout.frame_sizes, strict=True
    ):
        places[key] = x, y + height / 2, y + height / 2
    return places
