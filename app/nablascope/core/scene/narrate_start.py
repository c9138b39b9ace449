"""What is said before anything has happened."""

from collections.abc import Iterator
from itertools import islice

from nablascope.core.graph.rows import Node
from nablascope.core.scene.narrate_forward import operand
from nablascope.core.scene.narrated import Words, listed
from nablascope.core.timeline.playback import Playback

_MOST_LEAVES = 3


def narrate_start(playback: Playback) -> Words:
    """That nothing has happened yet, and what is given."""
    leaves = list(islice(_leaves(playback), _MOST_LEAVES + 1))
    if not leaves:
        return ("Nothing has happened yet.",)
    items = [operand(leaf) for leaf in leaves[:_MOST_LEAVES]]
    others: list[Words] = [("others",)] if len(leaves) > _MOST_LEAVES else []
    return ("Nothing has happened yet. Given: ", *listed([*items, *others]), ".")


def _leaves(playback: Playback) -> Iterator[Node]:
    """Those with a name, which a reader knows."""
    nodes = playback.trace.nodes
    found = (id for id, kind in enumerate(nodes.kind) if kind == "leaf")
    return (nodes[id] for id in found if nodes.name[id] is not None)
