"""`group_tree`: a trace's groups, by module, by call of a function and by round of a loop."""

from collections import Counter
from collections.abc import Sequence

from nablascope.core.graph.columns import LIST, NOTHING, Ints, Words
from nablascope.core.graph.group_repeats import rolled_up
from nablascope.core.graph.group_scopes import Tree, tree_of
from nablascope.core.graph.groups import Groups
from nablascope.core.graph.trace import Trace


def group_tree(trace: Trace) -> Groups:
    """The groups of `trace`; takes time in proportion to its size.

    A group of one node, and one that holds everything of the group around it, is none. Groups of equal
    structure that come one after the other are rolled up into one that holds them. Where such a one is all
    that the group around it has, it takes its place.
    """
    tree = without_idle(tree_of(trace))
    tree, times = rolled_up(tree, trace)
    return _as_columns(tree, times)


def without_idle(tree: Tree) -> Tree:
    """Dissolves groups of one node and those that hold everything of the group around them."""
    place = [NOTHING] * len(tree.parent)
    kept = Tree([], tree.computed)
    for group, above in enumerate(tree.parent):
        around = NOTHING if above == NOTHING else place[above]
        most = len(tree.group_of) if around == NOTHING else kept.size[around]
        if tree.size[group] <= 1 or tree.size[group] == most:
            place[group] = around
            _rename(kept, around, tree.base[group])
        else:
            place[group] = len(kept.parent)
            kept.take(tree, group, around)
    kept.group_of = [NOTHING if group == NOTHING else place[group] for group in tree.group_of]
    return kept


def _rename(tree: Tree, group: int, base: str) -> None:
    """A round of a loop that has one call alone is called as what it calls."""
    if group != NOTHING and tree.base[group][0] == "l" and base[0] != "l":
        tree.base[group] = base


def _as_columns(tree: Tree, times: Sequence[int]) -> Groups:
    computed, last = tree.computed, [a + b - 1 for a, b in zip(tree.first, tree.count, strict=True)]
    return Groups(
        parent=Ints.of(tree.parent),
        key=tuple(_keys(tree)),
        label=Words.of(_labels(tree, times)),
        times=Ints.of(times),
        size=Ints.of(tree.size),
        first=Ints.of(computed[place] for place in tree.first),
        last=Ints.of(computed[place] for place in last),
        group_of=Ints.of(tree.group_of),
    )


def _keys(tree: Tree) -> list[str]:
    keys: list[str] = []
    seen: Counter[str] = Counter()
    for above, line, part in zip(tree.parent, tree.line, tree.part, strict=True):
        own = f"{line} ~{part}" if part else line
        key = own if above == NOTHING else f"{keys[above]}{LIST}{own}"
        again = seen[key]
        seen[key] += 1
        keys.append(f"{key} #{again}" if again else key)
    return keys


def _labels(tree: Tree, times: Sequence[int]) -> list[str]:
    """The name, with its number where it is not the only one beside its like."""
    alike = Counter(zip(tree.parent, tree.base, strict=True))
    labels: list[str] = []
    for above, line, base, count in zip(tree.parent, tree.line, tree.base, times, strict=True):
        name = base[2:]
        if count:
            labels.append(f"{name} × {count}")
        elif base[1] == "." and line[0] == "m":
            labels.append(f"{name}.{line.partition(' ')[2]}")
        else:
            number = int(line.partition(" ")[0][1:])
            labels.append(f"{name} #{number + 1}" if number or alike[above, base] > 1 else name)
    return labels
