"""`lay_out_folded`: a trace with closed groups as cards, and open ones as frames around what they hold."""

from collections.abc import Collection, Iterator, Sequence

from nablascope.core.graph.columns import NOTHING
from nablascope.core.graph.folding import Folded
from nablascope.core.graph.groups import Groups
from nablascope.core.layout.bundles import bundled, leaders_of, unbundled
from nablascope.core.layout.graph import LayoutGraph, graph_of
from nablascope.core.layout.layout import Layout
from nablascope.core.layout.nest import Nest
from nablascope.core.layout.nested import lay_out_nested
from nablascope.core.layout.turned import to_the_right, turned


def lay_out_folded(
    folded: Folded,
    groups: Groups,
    open: Collection[str],
    keys: Sequence[str],
    previous: Layout | None = None,
    *,
    down: bool = False,
) -> Layout:
    """Lays out what is seen of a trace while some groups are open.

    A group has one key as a card and as a frame, so that it stays in its place when it opens or closes.

    Args:
        folded: what is seen.
        groups: of the whole trace.
        open: keys of the groups that are open.
        keys: the stable keys of the whole trace's nodes, which keep them here.
        previous: the layout on screen; one that runs in the other direction counts for nothing.
        down: whether edges run down instead of to the right.
    """
    graph = graph_of(folded.trace, tuple(_keys(folded, groups, keys)), down=down)
    nest, leaders = _nest(folded, groups, open, graph), leaders_of(graph)
    before = to_the_right(previous, down=down)
    if leaders:
        layout = unbundled(lay_out_nested(bundled(graph, leaders), nest, before), leaders)
    else:
        layout = lay_out_nested(graph, nest, before)
    return turned(layout) if down else layout


def _keys(folded: Folded, groups: Groups, keys: Sequence[str]) -> Iterator[str]:
    for node, group in zip(folded.node, folded.group, strict=True):
        yield keys[node] if group == NOTHING else groups.key[group]


def _nest(folded: Folded, groups: Groups, open: Collection[str], graph: LayoutGraph) -> Nest:
    frames = list(_frames(groups, open))
    place = {NOTHING: NOTHING, **{group: number for number, group in enumerate(frames)}}
    around = (
        groups.group_of[node] if group == NOTHING else groups.parent[group]
        for node, group in zip(folded.node, folded.group, strict=True)
    )
    inside = [place[group] for group in around]
    return Nest(
        [*inside, *_beside(graph, inside)],
        [place[groups.parent[group]] for group in frames],
        tuple(groups.key[group] for group in frames),
        tuple(groups.label[group] or "" for group in frames),
    )


def _frames(groups: Groups, open: Collection[str]) -> Iterator[int]:
    """The open groups around which all are open; one is behind the group around it."""
    seen = {NOTHING}
    for group, (parent, key) in enumerate(zip(groups.parent, groups.key, strict=True)):
        if parent in seen and key in open:
            seen.add(group)
            yield group


def _beside(graph: LayoutGraph, inside: Sequence[int]) -> list[int]:
    """Where the chips stand: each in the frame of its consumer."""
    frames = [NOTHING] * (len(graph.keys) - graph.nodes)
    for edge in graph.chips:
        frames[graph.source[edge] - graph.nodes] = inside[graph.target[edge]]
    return frames
