import re
from itertools import combinations
from statistics import mean, median

import pytest
from hypothesis import given
from tests.core.layout.test_lay_out import traces
from tests.core.traces import run

from nablascope.core.layout.crossings import count_crossings
from nablascope.core.layout.lay_out import lay_out
from nablascope.core.layout.proper import cut
from nablascope.core.layout.settling import settle, shift_to

INPUTS = {"x": 1.0, "w1": 0.5, "w2": 2.0, "w3": 1.0, "b1": 0.1, "b2": 0.2}
BEFORE = """h = tanh(w1*x + b1)
g = relu(w2*x + b2)
p = sigmoid(h*g + w3)
q = h - g*p
y = q**2 + p*x"""

EDITS = {
    "a term with a name from far away": BEFORE.replace("q**2", "q**2 + h"),
    "a term at the end": BEFORE + " + q*w1",
    "a line above": BEFORE.replace("g = relu", "z = exp(x)\ng = relu") + " + z",
    "an operation around a product": BEFORE.replace("tanh(w1*x", "tanh(sin(w1*x)"),
    "a term less": BEFORE.replace("h*g + w3", "h*g"),
}


def drawn(code, previous=None):
    inputs = {name: value for name, value in INPUTS.items() if name in re.findall(r"\w+", code)}
    return lay_out(run(code, **inputs), previous)


def corners(layout):
    return dict(zip(layout.keys, layout.positions, strict=True))


def survivors(before, after):
    old, new = corners(before), corners(after)
    return {key: (old[key], new[key]) for key in sorted(old.keys() & new.keys())}


def drifts(before, after):
    """How far each survivor went up or down against all of them together."""
    moves = {key: new[1] - old[1] for key, (old, new) in survivors(before, after).items()}
    return {key: abs(move - median(moves.values())) for key, move in moves.items()}


def flips(before, after):
    return [
        pair
        for pair in combinations(survivors(before, after).values(), 2)
        if len({old[0] for old, _ in pair}) == len({new[0] for _, new in pair}) == 1
        and (pair[0][0][1] < pair[1][0][1]) != (pair[0][1][1] < pair[1][1][1])
    ]


@pytest.mark.parametrize("edit", EDITS)
def test_an_edit_leaves_what_was_there_where_it_was(edit):
    before = drawn(BEFORE)
    after = drawn(EDITS[edit], before)

    assert not flips(before, after)
    assert mean(drifts(before, after).values()) <= 5


@pytest.mark.parametrize("edit", EDITS)
def test_an_edit_and_its_undo_give_the_first_drawing_again(edit):
    before = drawn(BEFORE)

    assert drawn(BEFORE, drawn(EDITS[edit], before)) == before


@given(traces(), traces())
def test_going_back_gives_the_first_drawing_again(trace, other):
    before = lay_out(trace)

    assert lay_out(trace, lay_out(other, before)) == before


def test_an_operation_on_an_input_moves_only_that_input():
    before = drawn(BEFORE)
    after = drawn(BEFORE.replace("b2", "b2*b2"), before)

    assert {key for key, drift in drifts(before, after).items() if drift > 2} == {"b2#0"}


def test_a_row_at_the_top_moves_all_others_together():
    before = drawn("y = sin(x) + exp(w1)")
    after = drawn("y = relu(b1)*tanh(b2) + (sin(x) + exp(w1))", before)

    (shift,) = {new[1] - old[1] for old, new in survivors(before, after).values()} - {0}
    assert shift > 0


def test_two_edits_and_their_undoing_give_the_first_drawing_again():
    first = drawn(BEFORE)
    second = drawn(BEFORE + " + w3*w3", first)
    third = drawn(BEFORE + " + w3*w3 + b2*b2", second)

    assert drawn(BEFORE, drawn(BEFORE + " + w3*w3", third)) == first


# Two survivors (0 above 1) that feed 4, a newcomer (2) between them, and a long edge (5) from 3 below.
GRAPH = cut([1, 1, 1, 0, 2], [(3, 0, 4), (0, 0, 4), (1, 0, 4), (2, 0, 4)])
LAYERS = [[3], [0, 2, 1, 5], [4]]


def settled(fresh, wanted, gap=10.0):
    return settle(GRAPH, LAYERS, fresh, wanted, lambda _upper, _lower: gap)


def test_survivors_go_to_where_they_were_and_newcomers_along():
    fresh = [0.0, 20.0, 10.0, 15.0, 10.0, 30.0]

    assert settled(fresh, {0: 7.0, 1: 27.0}) == [7.0, 27.0, 17.0, 22.0, 17.0, 37.0]


def test_newcomers_make_room_for_survivors():
    fresh = [0.0, 20.0, 10.0, 15.0, 10.0, 30.0]

    assert settled(fresh, {0: -5.0, 1: 15.0, 4: 10.0})[:3] == [-5.0, 15.0, 5.0]


def test_survivors_without_room_for_a_newcomer_both_give_way():
    fresh = [0.0, 20.0, 10.0, 15.0, 10.0, 30.0]

    assert settled(fresh, {0: 0.0, 1: 11.0})[:3] == [-4.0, 16.0, 6.0]


def test_a_long_edge_bends_around_survivors_rather_than_push_them():
    graph = cut([0, 1, 2, 3], [(0, 0, 3)])
    layers = [[0], [1, 4], [5, 2], [3]]
    fresh = [15.0, 0.0, 30.0, 15.0, 15.0, 15.0]

    around = settle(graph, layers, fresh, {1: 20.0, 2: 20.0}, lambda _upper, _lower: 10.0)

    assert around[1:3] == [20.0, 20.0]
    assert around[4:] == [30.0, 10.0]


def test_the_survivors_as_a_whole_are_where_most_of_them_are():
    assert shift_to([128.0, 228.0, 300.0], {0: 0.0, 1: 100.0, 2: 290.0}) == 128.0


def test_a_drawing_without_survivors_is_its_own():
    assert shift_to([1.0], {}) == 0.0
    assert count_crossings(LAYERS, GRAPH) == 0
