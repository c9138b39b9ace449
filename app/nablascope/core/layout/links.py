"""Links: a graph's edges between ranks."""

from collections import Counter
from collections.abc import Sequence
from operator import itemgetter

from nablascope.core.layout.graph import LayoutGraph
from nablascope.core.layout.proper import Link
from nablascope.core.layout.reading import ReadingGraph


def links_of(graph: LayoutGraph, reading: ReadingGraph) -> list[Link]:
    """Each edge's producer, which of its outputs, and consumer."""
    rank = [0] * len(reading.ids)
    for position, id in enumerate(reading.ids):
        rank[id] = position
    ends = zip(graph.source, graph.output, graph.target, strict=True)
    return [(rank[source], output, rank[target]) for source, output, target in ends]


def in_reading_order(links: Sequence[Link]) -> list[Link]:
    """Each link once: by consumer, then in the order of its arguments."""
    return sorted(dict.fromkeys(links), key=itemgetter(2))


def numbered(links: Sequence[Link]) -> list[int]:
    """Each edge's number among those of the same two items."""
    met: Counter[tuple[int, int]] = Counter()
    numbers: list[int] = []
    for source, _, target in links:
        numbers.append(met[source, target])
        met[source, target] += 1
    return numbers
