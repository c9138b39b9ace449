"""Open groups are frames: each holds what is in it and nothing else, and no edge crosses a card."""

from dataclasses import replace
from itertools import combinations, pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.core.layout.test_lay_out import crossed_cards, loop, overlap, rectangle, traces
from tests.core.traces import run

from nablascope.core.graph.check import DamagedTraceError
from nablascope.core.layout.check import check_layout
from nablascope.core.layout.graph import graph_of
from nablascope.core.layout.keys import stable_keys
from nablascope.core.layout.lay_out import lay_out
from nablascope.core.layout.nest import OUTSIDE, Nest
from nablascope.core.layout.nested import lay_out_nested
from nablascope.core.layout.points import Points
from nablascope.core.layout.turned import turned


def nested(trace, inside, parent, previous=None, *, down=False):
    """`trace` with its nodes in frames; a chip stands where its consumer does."""
    graph = graph_of(trace, stable_keys(trace), down=down)
    beside = {graph.source[edge]: graph.target[edge] for edge in graph.chips}
    inside = [*inside, *(inside[beside[item]] for item in range(graph.nodes, len(graph.keys)))]
    return lay_out_nested(
        graph, Nest(inside, parent, *[tuple(f"group {n}" for n in range(len(parent)))] * 2), previous
    )


@st.composite
def nests(draw):
    """A graph cut into consecutive stretches, which no edge enters twice; frames hold stretches of frames."""
    trace = draw(traces(most=12))
    inner = sorted(draw(st.lists(st.integers(0, 3), min_size=len(trace.nodes), max_size=len(trace.nodes))))
    parent = [OUTSIDE, 0, 0, OUTSIDE]
    return trace, [{0: OUTSIDE, 1: 1, 2: 2, 3: 3}[number] for number in inner], parent


def frames(layout):
    pairs = zip(layout.frame_corners, layout.frame_sizes, strict=True)
    return [(x, y, x + width, y + height) for (x, y), (width, height) in pairs]


def holds(outer, inner):
    return outer[0] <= inner[0] and outer[1] <= inner[1] and inner[2] <= outer[2] and inner[3] <= outer[3]


def is_around(parent, frame, inner):
    while inner != OUTSIDE:
        if inner == frame:
            return True
        inner = parent[inner]
    return False


@settings(max_examples=150)
@given(nests())
def test_a_frame_holds_what_is_in_it_and_nothing_else(case):
    trace, inside, parent = case
    layout = nested(trace, inside, parent)

    for frame, box in enumerate(frames(layout)):
        for node in range(len(trace.nodes)):
            card = rectangle(layout, node)
            assert holds(box, card) if is_around(parent, frame, inside[node]) else not overlap(box, card)


@settings(max_examples=100)
@given(nests())
def test_a_frame_that_runs_down_leaves_room_for_its_name_above_what_it_holds(case):
    trace, inside, parent = case
    layout = turned(nested(trace, inside, parent, down=True))

    for frame, box in enumerate(frames(layout)):
        for node in range(len(trace.nodes)):
            left, top, right, bottom = rectangle(layout, node)
            room = left, top - 36, right, bottom
            inner = is_around(parent, frame, inside[node])
            assert holds(box, room) if inner else not overlap(box, rectangle(layout, node))
    assert not list(crossed_cards(trace, turned(layout)))


@settings(max_examples=100)
@given(nests())
def test_frames_are_within_each_other_or_apart(case):
    trace, inside, parent = case
    boxes = frames(nested(trace, inside, parent))

    for (a, one), (b, other) in combinations(enumerate(boxes), 2):
        assert holds(one, other) if is_around(parent, a, b) else not overlap(one, other)


@settings(max_examples=150)
@given(nests())
def test_every_way_runs_from_card_to_card_without_a_gap_and_through_no_other(case):
    trace, inside, parent = case
    layout = nested(trace, inside, parent)

    for edge, route in zip(trace.edges, layout.routes, strict=True):
        left, right = rectangle(layout, edge.source), rectangle(layout, edge.target)
        assert route[0][0] == left[2]
        assert left[1] <= route[0][1] <= left[3]
        assert route[-1][0] == right[0]
        assert right[1] <= route[-1][1] <= right[3]
        assert [x for x, _ in route] == sorted(x for x, _ in route)
    assert not list(crossed_cards(trace, layout))
    if len(parent) <= len(trace.nodes):
        check_layout(layout, trace)


@given(traces())
def test_without_frames_it_is_the_usual_layout(trace):
    layout, usual = nested(trace, [OUTSIDE] * len(trace.nodes), []), lay_out(trace)

    assert (layout.positions, layout.routes) == (usual.positions, usual.routes)


def test_what_is_in_a_frame_runs_on_its_own_line():
    trace = run("h = sin(x)\nh = sin(h)\ny = exp(h)", x=1.0)
    layout = nested(trace, [OUTSIDE, 0, 0, OUTSIDE], [OUTSIDE])

    assert len({y for _, y in layout.positions}) == 1


def test_chips_stand_in_the_frame_of_their_consumer():
    trace = loop(20)
    leaves = sum(kind == "leaf" for kind in trace.nodes.kind)
    inside = [OUTSIDE if id < leaves else (id - leaves) // 5 for id in range(len(trace.nodes))]
    layout = nested(trace, inside, [OUTSIDE] * 20)

    boxes = frames(layout)
    for edge, (x, y) in zip(layout.chips, layout.chip_corners, strict=True):
        frame = inside[trace.edges.target[edge]]
        assert holds(boxes[frame], (x, y, x + 88, y + 24))


def test_opening_a_group_leaves_what_is_left_of_it_where_it_was():
    trace = run("a = sin(x)\nb = sin(a)\nc = exp(b)\ny = c * x", x=1.0)
    flat = lay_out(trace)
    layout = nested(trace, [OUTSIDE, OUTSIDE, 0, 0, OUTSIDE], [OUTSIDE], flat)

    assert layout.positions[1][0] == flat.positions[1][0]


def test_a_frame_that_an_edge_leaves_and_comes_back_to_is_refused():
    trace = run("a = sin(x)\nb = sin(a)\ny = exp(b)", x=1.0)

    with pytest.raises(ValueError, match="cycle"):
        nested(trace, [OUTSIDE, 0, OUTSIDE, 0], [OUTSIDE])


def test_rows_of_frames_and_their_places_must_match():
    trace = run("a = sin(x)\ny = exp(a)", x=1.0)
    layout = nested(trace, [OUTSIDE, 0, 0], [OUTSIDE])

    with pytest.raises(DamagedTraceError):
        check_layout(replace(layout, frame_keys=()), trace)


def test_ways_in_and_out_stand_apart():
    trace = run("a = x*z\nb = x+z\ny = sin(a)*exp(b)", x=1.0, z=2.0)
    inside = [
        0 if trace.nodes.function[id] in ("mul", "add") and id < 4 else OUTSIDE
        for id in range(len(trace.nodes))
    ]
    layout = nested(trace, inside, [OUTSIDE])

    (box,) = frames(layout)
    crossings = sorted(
        a[1]
        for route in layout.routes
        for a, b in pairwise(route[::3])
        if box[2] in (a[0], b[0]) and a[1] == b[1]
    )
    assert all(below - above >= 12 for above, below in pairwise(sorted(set(crossings))))


def test_more_frames_than_nodes_or_two_alike_are_found_out():
    trace = run("a = sin(x)\ny = exp(a)", x=1.0)
    layout = nested(trace, [OUTSIDE, 0, 0], [OUTSIDE])
    corner, size = layout.frame_corners[0], layout.frame_sizes[0]

    for keys in (("one", "one"), tuple(map(str, range(4)))):
        many = replace(
            layout,
            frame_keys=keys,
            frame_labels=keys,
            frame_corners=Points.of([corner] * len(keys)),
            frame_sizes=Points.of([size] * len(keys)),
        )
        with pytest.raises(DamagedTraceError):
            check_layout(many, trace)
