"""Groups take memory in proportion to nodes, however deep and long the scopes of a file are."""

from nablascope.core.graph.columns import LIST
from nablascope.core.graph.scope_depth import depth_within_bounds


def scopes(depth, nodes, length=1):
    """Two scopes that take turns."""
    deep = [LIST.join(f"f0 {name * length}" for _ in range(depth)) for name in "ab"]
    return [deep[node % 2] for node in range(nodes)]


def test_scopes_of_a_small_graph_are_followed_to_the_end():
    assert depth_within_bounds(scopes(60, 40)) >= 60
    assert depth_within_bounds([]) >= 60


def test_deep_scopes_that_few_nodes_change_are_followed_to_the_end():
    assert depth_within_bounds([path for path in scopes(256, 4) for _ in range(10_000)]) == 256


def test_deep_scopes_that_change_at_every_node_are_followed_a_few_steps():
    assert depth_within_bounds(scopes(256, 10_000)) == 4


def test_long_names_count_too():
    assert depth_within_bounds(scopes(256, 10_000, length=150)) == 1
