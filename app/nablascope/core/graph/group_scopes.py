"""The tree of groups as the recorded scopes give it, before anything is dissolved or rolled up."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from nablascope.core.graph.columns import LIST, NOTHING, Words
from nablascope.core.graph.node_columns import SPAN_WIDTH
from nablascope.core.graph.scope_depth import depth_within_bounds, segments
from nablascope.core.graph.trace import Trace


@dataclass(slots=True)
class Tree:
    """Groups under construction, each behind the group around it.

    Attributes:
        group_of: of each node the innermost group, or `NOTHING`.
        computed: ids of the nodes that are the result of something, in order; all others are given.
        parent: of each group the one around it, or `NOTHING`.
        line: of each group its segment as it is written.
        base: what equal bodies are called together, with the kind before it.
        part: of each group 0, or its number where others came between two parts of one scope.
        first: of each group the place of its first node in `computed`.
        count: of each group how many of `computed` are inside; `size` of all nodes.
    """

    group_of: list[int]
    computed: list[int] = field(default_factory=list[int])
    parent: list[int] = field(default_factory=list[int])
    line: list[str] = field(default_factory=list[str])
    base: list[str] = field(default_factory=list[str])
    part: list[int] = field(default_factory=list[int])
    first: list[int] = field(default_factory=list[int])
    count: list[int] = field(default_factory=list[int])
    size: list[int] = field(default_factory=list[int])

    def take(self, other: "Tree", group: int, around: int) -> None:
        """Takes a group of another tree as the newest, inside of `around`."""
        self.parent.append(around)
        self.line.append(other.line[group])
        self.base.append(other.base[group])
        self.part.append(other.part[group])
        self.first.append(other.first[group])
        self.count.append(other.count[group])
        self.size.append(other.size[group])


def tree_of(trace: Trace) -> Tree:
    """The groups of a trace.

    What an operation made is in the group of its scope. Where other operations came between, as between two
    calls of one module, the group has several parts, so that a group can be drawn as one node and no edge
    then runs backwards. A leaf and a constant are in the innermost group that has all their uses.
    """
    tree = Tree([NOTHING] * len(trace.nodes), _computed(trace))
    _enter_all(tree, _paths(trace, tree.computed))
    _place_given(tree, trace)
    _count(tree)
    return tree


def _computed(trace: Trace) -> list[int]:
    kinds = trace.nodes.kind
    given = {place for place, kind in enumerate(kinds.table) if kind in ("leaf", "constant")}
    made = bytearray(len(kinds))
    for target in trace.edges.target.view():
        made[target] = 1
    return [id for id, kind in enumerate(kinds.index.view()) if kind not in given or made[id]]


def _paths(trace: Trace, computed: Sequence[int]) -> list[str]:
    """The scope of each of `computed` as text.

    Of a cut, which stands before its first use and not where it ran, and of a node that the program did not
    ask for, it is the one of the nodes beside it.
    """
    columns, kinds = trace.node_columns, trace.nodes.kind
    scopes = columns.scope if len(columns.scope) else _of_modules(columns.module)
    table, index = [*scopes.table, ""], scopes.index.view()
    lines, cut = columns.spans.view(), _place_of(kinds.table, "cut")
    paths = [table[index[id]] for id in computed]
    kind = kinds.index.view()
    moved = [
        place
        for place, id in enumerate(computed)
        if kind[id] == cut or (index[id] == NOTHING and lines[SPAN_WIDTH * id] == NOTHING)
    ]
    _settle(paths, moved)
    return paths


def _of_modules(modules: Words) -> Words:
    """Scopes for a trace of before they were recorded."""
    lines = (LIST.join(f"m0 {' '.join(word.split())}" for word in path.split(".")) for path in modules.table)
    return Words(tuple(lines), modules.index)


def _settle(paths: list[str], moved: list[int]) -> None:
    following, waiting = dict[int, str](), set(moved)
    for place in reversed(moved):
        after = place + 1
        next_path = paths[after] if after < len(paths) else ""
        following[place] = following[after] if after in waiting else next_path
    for place in moved:
        before, after = paths[place - 1] if place else "", following[place]
        if paths[place] not in (before, after):
            paths[place] = _shared(before, after)


def _place_of(table: Sequence[str], word: str) -> int:
    return table.index(word) if word in table else NOTHING


def _shared(one: str, other: str) -> str:
    if one == other:
        return one
    lines: list[str] = []
    for left, right in zip(one.split(LIST), other.split(LIST), strict=False):
        if left != right:
            break
        lines.append(left)
    return LIST.join(lines)


def _enter_all(tree: Tree, paths: list[str]) -> None:
    """Opens and closes groups from node to node; what is open is a stack."""
    lines: Sequence[str] = ()
    stack: list[int] = []
    parts: Counter[str] = Counter()
    path, group, most = "", NOTHING, depth_within_bounds(paths)
    for place, (id, wanted) in enumerate(zip(tree.computed, paths, strict=True)):
        if wanted != path:
            path, wanted_lines = wanted, segments(wanted, most)
            kept = _alike(lines, wanted_lines)
            del stack[kept:]
            lines = wanted_lines
            for depth in range(kept, len(lines)):
                _open(tree, stack, lines[: depth + 1], place, parts)
            group = stack[-1] if stack else NOTHING
        tree.group_of[id] = group


def _alike(one: Sequence[str], other: Sequence[str]) -> int:
    for count, (left, right) in enumerate(zip(one, other, strict=False)):
        if left != right:
            return count
    return min(len(one), len(other))


def _open(tree: Tree, stack: list[int], lines: Sequence[str], place: int, parts: Counter[str]) -> None:
    line = lines[-1]
    known = f"{stack[-1] if stack else NOTHING} {line}"
    tree.parent.append(stack[-1] if stack else NOTHING)
    tree.line.append(line)
    tree.base.append(_base(lines))
    tree.part.append(parts[known])
    tree.first.append(place)
    parts[known] += 1
    stack.append(len(tree.parent) - 1)


def _base(lines: Sequence[str]) -> str:
    """A module that goes by a number goes by the name of what holds it."""
    kind, name = lines[-1][0], _name(lines[-1])
    if kind == "m" and name.isdecimal():
        name = _name(lines[-2]) if len(lines) > 1 else "modules"
        return f"{kind}.{name}"
    return f"{kind} {name}"


def _name(line: str) -> str:
    return line.partition(" ")[2]


def _place_given(tree: Tree, trace: Trace) -> None:
    """Each goes into the innermost group around all that use it."""
    made = bytearray(len(tree.group_of))
    for id in tree.computed:
        made[id] = 1
    depth = depths(tree.parent)
    placed = dict[int, int]()
    ends = zip(trace.edges.source.view(), trace.edges.target.view(), strict=True)
    for source, target in ends:
        if not made[source]:
            group, known = tree.group_of[target], placed.get(source)
            placed[source] = group if known is None else nearest(tree.parent, depth, known, group)
    for id, group in placed.items():
        tree.group_of[id] = group


def depths(parent: Sequence[int]) -> list[int]:
    """How many groups are around each."""
    depth: list[int] = []
    for above in parent:
        depth.append(0 if above == NOTHING else depth[above] + 1)
    return depth


def nearest(parent: Sequence[int], depth: Sequence[int], one: int, other: int) -> int:
    """The innermost group around both, which may be one of them, or `NOTHING`."""
    while one != other:
        if NOTHING in (one, other):
            return NOTHING
        if depth[one] > depth[other]:
            one = parent[one]
        elif depth[other] > depth[one]:
            other = parent[other]
        else:
            one, other = parent[one], parent[other]
    return one


def _count(tree: Tree) -> None:
    tree.size, tree.count = ([0] * len(tree.parent) for _ in range(2))
    for group in tree.group_of:
        if group != NOTHING:
            tree.size[group] += 1
    for id in tree.computed:
        if tree.group_of[id] != NOTHING:
            tree.count[tree.group_of[id]] += 1
    for group in reversed(range(len(tree.parent))):
        if tree.parent[group] != NOTHING:
            tree.size[tree.parent[group]] += tree.size[group]
            tree.count[tree.parent[group]] += tree.count[group]
