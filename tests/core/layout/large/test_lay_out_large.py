import random
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.core.layout.test_lay_out import rectangle, renumbered, traces
from tests.core.traces import Tape

from nablascope.core.layout.graph import graph_of
from nablascope.core.layout.keys import stable_keys
from nablascope.core.layout.large import lay_out_large
from nablascope.core.layout.large import sweeps as sweeps_room
from nablascope.core.layout.lay_out import lay_out
from nablascope.core.layout.layering import layers_of
from nablascope.core.layout.reading import read


def large(trace):
    """The layout that a graph of that many nodes would get."""
    graph = graph_of(trace, stable_keys(trace))
    reading = read(graph)
    return lay_out_large(graph, reading, layers_of(reading))


def chain(length):
    tape = Tape()
    scalar = tape.leaf("x", 0.5)
    for _ in range(length):
        scalar = scalar.sin()
    return tape.trace(scalar)


def overlaps(layout):
    """Pairs of cards that lie on each other, found column by column."""
    columns = {}
    for id in range(len(layout.positions)):
        columns.setdefault(layout.positions[id][0], []).append(rectangle(layout, id))
    return [
        (above, below)
        for boxes in columns.values()
        for above, below in pairwise(sorted(boxes, key=lambda box: box[1]))
        if below[1] < above[3]
    ]


@pytest.fixture(params=[3_000, 0], ids=["layer by layer", "all at once"])
def sweeps(request, monkeypatch):
    monkeypatch.setattr(sweeps_room, "_MOST_LAYERS", request.param)


@pytest.mark.usefixtures("sweeps")
class TestEitherWayOfSweeping:
    def test_no_two_cards_overlap(self):
        @settings(max_examples=60)
        @given(traces(most=30))
        def check(trace):
            assert not overlaps(large(trace))

        check()

    def test_every_edge_runs_from_left_to_right(self):
        @settings(max_examples=60)
        @given(traces(most=30))
        def check(trace):
            layout = large(trace)
            for edge, route in zip(trace.edges, layout.routes, strict=True):
                assert route[0][0] == rectangle(layout, edge.source)[2]
                assert route[-1][0] == rectangle(layout, edge.target)[0]
                assert [x for x, _ in route] == sorted(x for x, _ in route)

        check()

    def test_the_order_in_which_nodes_are_listed_changes_nothing(self):
        @settings(max_examples=60)
        @given(traces(most=30), st.randoms(use_true_random=False))
        def check(trace, rng: random.Random):
            new_ids = list(range(len(trace.nodes)))
            rng.shuffle(new_ids)
            layout, other = large(trace), large(renumbered(trace, new_ids))
            assert [other.positions[new] for new in new_ids] == list(layout.positions)
            assert sorted(other.routes) == sorted(layout.routes)

        check()

    def test_the_same_graph_gets_the_same_bytes(self):
        trace = chain(400)

        assert large(trace) == large(trace)


def test_layers_are_untangled():
    """Two bundles that are listed crosswise end up side by side."""
    tape = Tape()
    leaves = [tape.leaf(f"x{number}", 1.0) for number in range(40)]
    firsts = [leaf.sin() for leaf in leaves]
    seconds = [leaf.tanh() for leaf in reversed(firsts)]
    total = seconds[0]
    for scalar in seconds[1:]:
        total = total + scalar

    layout = large(tape.trace(total))

    ways = [(route[0], route[-1]) for route in layout.routes if route[0][0] == layout.routes[0][0][0]]
    ends = [end[1] for _, end in sorted(ways, key=lambda way: way[0][1])]
    assert ends == sorted(ends)


def test_a_long_chain_is_folded_into_rows_like_text():
    layout = lay_out(chain(50_000))

    rows = sorted({y for _, y in layout.positions})
    assert len(layout.positions) == 50_001
    assert len(rows) > 100
    assert 1 < layout.width / layout.height < 2.5
    assert list(layout.positions) == sorted(layout.positions, key=lambda corner: (corner[1], corner[0]))


def test_a_way_to_the_next_row_covers_no_card():
    layout = lay_out(chain(8_000))

    cards = [rectangle(layout, id) for id in range(len(layout.positions))]
    lefts, rights = min(card[0] for card in cards), max(card[2] for card in cards)
    around = [route for route in layout.routes if len(route) > 4]
    assert len(around) == len({y for _, y in layout.positions}) - 1
    for route in around:
        lanes = {a[1] for a, b in pairwise(route[::3]) if abs(b[0] - a[0]) > rights - lefts}
        assert not [lane for lane in lanes for card in cards if card[1] <= lane <= card[3]]


def test_everything_is_inside_the_layouts_extent():
    layout = lay_out(chain(8_000))

    points = np.frombuffer(layout.routes.points.data).reshape(-1, 2)
    assert points.min() >= 0
    assert points[:, 0].max() <= layout.width
    assert points[:, 1].max() <= layout.height


def test_positions_are_whole():
    layout = lay_out(chain(8_000))

    assert all(x == int(x) and y == int(y) for x, y in layout.positions)
