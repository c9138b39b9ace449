"""The scope of every node: calls and rounds that an evaluator told, then the modules that torch called."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

from nablascope.core.graph.columns import LIST
from nablascope.core.graph.scope import MOST_SEGMENTS, Segment, written
from nablascope.engine.modules import Place
from nablascope.engine.order import CONSTANT, Order
from nablascope.engine.python_calls import CallLog
from nablascope.engine.python_scopes import PythonScopes
from nablascope.engine.torch_private import NO_SEQUENCE
from nablascope.engine.watcher import Site
from nablascope.engine.within import Within


def scope_rows(order: Order, sites: Sequence[Site | None], log: CallLog | None) -> Iterator[str | None]:
    """A row of the column of scopes for each node; None where nothing is known.

    Args:
        order: the nodes.
        sites: of each where it stands in the program.
        log: which functions ran when, where Python code was heard.
    """
    numbers = order.inputs.numbers
    sequences = [NO_SEQUENCE if node == CONSTANT else numbers[node] for node, _, _ in order.places]
    heard = {} if log is None else _heard(sequences, sites, PythonScopes(log))
    for id, (site, sequence) in enumerate(zip(sites, sequences, strict=True)):
        yield None if site is None else _scope(site, sequence, heard.get(id, site.within))


def _heard(
    sequences: Sequence[int], sites: Sequence[Site | None], scopes: PythonScopes
) -> dict[int, Within | None]:
    """Where in Python code each node was made, by its id: found in the order in which they were made."""
    made = [
        (sequence, id, site.offset)
        for id, (sequence, site) in enumerate(zip(sequences, sites, strict=True))
        if site is not None and site.offset >= 0 and sequence >= 0
    ]
    return {id: scopes.within(sequence, offset) for sequence, id, offset in sorted(made)}


def _scope(site: Site, sequence: int, within: Within | None) -> str | None:
    lines = within.text.split(LIST) if within and within.text else []
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
