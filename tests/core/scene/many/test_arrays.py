"""A graph as arrays is the graph."""

import numpy as np
from tests.core.scene.marked_traces import cut_trace, marked_trace, stopped_trace
from tests.core.traces import run

from nablascope.core.layout.lay_out import lay_out
from nablascope.core.scene.many.arrays import LOOKS, arrays_of, within

TRACE = run("y = torch.sin(x / 2**1.5) * x", x=100.0)
LAYOUT = lay_out(TRACE)


def looks(trace):
    return [LOOKS[place] for place in arrays_of(trace, lay_out(trace)).look]


def test_cards_and_ways_are_those_of_the_layout():
    arrays = arrays_of(TRACE, LAYOUT)
    for id, ((x, y), (width, height)) in enumerate(zip(LAYOUT.positions, LAYOUT.sizes, strict=True)):
        assert arrays.cards[id].tolist() == [x, y, x + width, y + height]
    for edge, route in enumerate(LAYOUT.routes):
        first, end = arrays.first[edge : edge + 2]
        assert arrays.points[first:end].tolist() == [list(point) for point in route]


def test_each_piece_of_a_way_knows_its_edge_and_what_it_lies_in():
    arrays = arrays_of(TRACE, LAYOUT)
    pieces = [
        (edge, route[start : start + 4])
        for edge, route in enumerate(LAYOUT.routes)
        for start in range(0, len(route) - 1, 3)
    ]
    assert arrays.owner.tolist() == [edge for edge, _ in pieces]
    for place, (_, points) in enumerate(pieces):
        xs, ys = zip(*points, strict=True)
        assert arrays.areas[place].tolist() == [min(xs), min(ys), max(xs), max(ys)]
        assert tuple(arrays.points[arrays.pieces[place]]) == points[0]


def test_what_a_node_is_tells_what_it_looks_like():
    assert looks(TRACE) == ["leaf", "constant", "op", "op", "op"]
    assert looks(cut_trace()) == ["leaf", "unreached", "cut", "op"]
    assert looks(stopped_trace())[-1] == "failed"


def test_a_nan_an_infinity_and_the_first_of_them_are_alarming():
    for mark in ("NaN", "infinite", "masked NaN", "first NaN or infinity"):
        trace = marked_trace("kink", mark)
        assert arrays_of(trace, lay_out(trace)).alarming.tolist() == [False, False, True, False]
    trace = marked_trace("kink", "zero gradient")
    assert not arrays_of(trace, lay_out(trace)).alarming.any()


def test_a_graph_of_one_node_has_no_ways():
    trace = run("y = x", x=1.0)
    arrays = arrays_of(trace, lay_out(trace))
    assert (len(arrays.cards), len(arrays.owner), len(arrays.areas)) == (1, 0, 0)


def test_what_is_within_a_box_is_found_by_its_place():
    boxes = np.array([[0, 0, 10, 10], [20, 0, 30, 10], [0, 20, 10, 30]], float)
    assert within(boxes, (5, 5, 25, 15)).tolist() == [0, 1]
    assert within(boxes, (11, 11, 19, 19)).tolist() == []
