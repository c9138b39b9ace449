"""The scope of every node: calls and rounds that an evaluator told, then the modules that torch called."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

from nablascope.core.graph.columns import LIST
from nablascope.core.graph.scope import MOST_SEGMENTS, Segment, written
from nablascope.engine.modules import Place
from nablascope.engine.order import CONSTANT, Order
from nablascope.engine.watcher import Site


def scope_rows(order: Order, sites: Sequence[Site | None]) -> Iterator[str | None]:
    """A row of the column of scopes for each node; None where nothing is known.

    Args:
        order: the nodes.
        sites: of each where it stands in the program.
    """
    numbers = order.inputs.numbers
    for (node, _, _), site in zip(order.places, sites, strict=True):
        known = site is not None and (site.place, site.within) != (None, None)
        yield _scope(site, -1 if node == CONSTANT else numbers[node]) if site and known else None


def _scope(site: Site, sequence: int) -> str | None:
    lines = site.within.text.split(LIST) if site.within and site.within.text else []
    if isinstance(site.place, Place):
        lines += map(written, _modules(site.place, sequence))
    return LIST.join(lines[:MOST_SEGMENTS]) or None


def _modules(place: Place, sequence: int) -> Iterator[Segment]:
    """The modules on the way to `place`, each with the number of its call inside of the call around it.

    A call began before the operation of number `sequence`, and the next one after it.
    """
    begun = -1
    for name, entered in place.way:
        newest = bisect_right(entered, sequence) - 1
        yield Segment("module", name, max(newest - bisect_left(entered, begun), 0))
        begun = entered[newest] if newest >= 0 else begun
