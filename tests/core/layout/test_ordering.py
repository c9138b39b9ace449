from nablascope.core.layout.layering import layers_of
from nablascope.core.layout.ordering import MAX_ROUNDS, count_crossings, order
from nablascope.core.layout.proper import cut
from nablascope.core.layout.reading import ReadingGraph


def proper(inputs):
    graph = ReadingGraph(tuple(range(len(inputs))), inputs, len(inputs) - 1)
    links = [(producer, 0, rank) for rank, producers in enumerate(inputs) for producer in producers]
    return cut(layers_of(graph), links)


TANGLED = proper(((), (), (1,), (0,), (2, 3)))


def test_crossings_are_counted():
    assert count_crossings([[0, 1], [2, 3], [4]], TANGLED.right) == 1


def test_sweeps_untangle():
    layers = order(TANGLED, {}, MAX_ROUNDS)

    assert count_crossings(layers, TANGLED.right) == 0


def test_sweeping_ends_after_the_given_rounds():
    assert order(TANGLED, {}, rounds=0) == TANGLED.layers


def test_survivors_keep_their_order_even_if_that_costs_a_crossing():
    places = dict(enumerate([0.0, 1.0, 0.0, 1.0, 0.0]))

    assert order(TANGLED, places, MAX_ROUNDS) == [[0, 1], [2, 3], [4]]
