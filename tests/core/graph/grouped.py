"""Traces with scopes, and what is read off their groups."""

from dataclasses import replace

from nablascope.core.graph.columns import LIST, Words
from nablascope.core.graph.folding import fold
from nablascope.core.graph.grouping import group_tree


def scoped(trace, scopes):
    """The trace with scopes written like ``f0 attention/l3 for step``; None where there is none."""
    words = Words.of(scope and scope.replace("/", LIST) for scope in scopes)
    return replace(trace, node_columns=replace(trace.node_columns, scope=words))


def outline(groups):
    """The labels as lines, indented by what is around them, with their numbers of nodes."""
    return [
        f"{'  ' * len(groups.around(group))}{groups.label[group]}: {groups.size[group]}"
        for group in range(len(groups))
    ]


def all_closed(trace):
    return fold(trace, group_tree(trace), ())


def opened(trace, *labels):
    """The trace with the groups open that go by `labels`."""
    groups = group_tree(trace)
    return fold(
        trace, groups, {key for key, label in zip(groups.key, groups.label, strict=True) if label in labels}
    )


def words(trace):
    """What is seen, as names, signs and labels."""
    return [node.name or node.function or node.kind for node in trace.nodes]
