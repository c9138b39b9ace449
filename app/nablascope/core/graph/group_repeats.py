"""Rolls up groups that compute the same and come one after the other."""

from collections.abc import Sequence

from nablascope.core.graph.columns import NOTHING
from nablascope.core.graph.group_scopes import Tree
from nablascope.core.graph.group_structure import structures
from nablascope.core.graph.scope import Segment, written
from nablascope.core.graph.trace import Trace


def rolled_up(tree: Tree, trace: Trace) -> tuple[Tree, list[int]]:
    """The tree with the groups that hold repeated bodies, and of each group how many bodies it holds."""
    runs = _runs(tree, structures(tree, trace))
    if not runs:
        return tree, [0] * len(tree.parent)
    parent, dissolved = _with_runs(tree, runs)
    times = [0] * len(tree.parent) + [len(run) for run in runs]
    for run in runs:
        _add(tree, run, dissolved)
    tree.parent = parent
    return _in_order(tree, times, dissolved)


def _runs(tree: Tree, structure: Sequence[int]) -> list[list[int]]:
    """Groups beside each other with equal structures and names, and no operation between them."""
    runs: list[list[int]] = []
    newest: dict[int, list[int]] = {}
    for group, above in enumerate(tree.parent):
        run = newest.get(above)
        if run is not None and _continues(tree, structure, run[-1], group):
            run.append(group)
        else:
            newest[above] = [group]
            runs.append(newest[above])
    return [run for run in runs if len(run) > 1]


def _continues(tree: Tree, structure: Sequence[int], one: int, other: int) -> bool:
    follows = tree.first[one] + tree.count[one] == tree.first[other]
    return follows and tree.base[one] == tree.base[other] and structure[one] == structure[other]


def _with_runs(tree: Tree, runs: list[list[int]]) -> tuple[list[int], set[int]]:
    """The parents with the runs, which stand behind all others, and the groups that have only a run."""
    parent, dissolved = list(tree.parent), set[int]()
    for number, run in enumerate(runs, start=len(parent)):
        above = tree.parent[run[0]]
        if above != NOTHING and sum(tree.size[group] for group in run) == tree.size[above]:
            dissolved.add(above)
        for group in run:
            parent[group] = number
        parent.append(above)
    return parent, dissolved


def _add(tree: Tree, run: Sequence[int], dissolved: set[int]) -> None:
    """A group with the groups of `run`, called also by the name of the one whose place it takes."""
    base, above = tree.base[run[0]], tree.parent[run[0]]
    tree.line.append(written(Segment("repeat", base[2:], 0)))
    if above in dissolved and tree.base[above][2:] != base[2:]:
        base = f"{base[:2]}{tree.base[above][2:]} · {base[2:]}"
    tree.base.append(base)
    tree.part.append(0)
    tree.first.append(tree.first[run[0]])
    tree.count.append(sum(tree.count[group] for group in run))
    tree.size.append(sum(tree.size[group] for group in run))


def _in_order(tree: Tree, times: Sequence[int], dissolved: set[int]) -> tuple[Tree, list[int]]:
    """Each group behind the one around it again, and those beside each other in the order of running."""
    order = [group for group in range(len(tree.parent)) if group not in dissolved]
    order.sort(key=lambda group: (tree.first[group], -tree.size[group]))
    place = {group: rank for rank, group in enumerate(order)} | {NOTHING: NOTHING}
    found = Tree([place[_kept(tree, dissolved, group)] for group in tree.group_of], tree.computed)
    for group in order:
        found.take(tree, group, place[_kept(tree, dissolved, tree.parent[group])])
    return found, [times[group] for group in order]


def _kept(tree: Tree, dissolved: set[int], group: int) -> int:
    while group in dissolved:
        group = tree.parent[group]
    return group
