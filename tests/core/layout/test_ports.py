from itertools import pairwise

import pytest

from nablascope.core.layout.dimensions import card_height
from nablascope.core.layout.ports import Ports, gradient_offset


def ports(count):
    """One consumer (item 0) of `count` producers, listed from the lowest up."""
    ways = [(item, 0) for item in range(count, 0, -1)]
    middles = [float(item) for item in range(count + 1)]
    return Ports(ways, [0] * count, middles, [card_height(count) / 2] * (count + 1))


@pytest.mark.parametrize("count", [1, 2, 3, 5, 40])
def test_ports_and_their_gradients_stay_on_the_card(count):
    heights = ports(count).end

    half = card_height(count) / 2
    assert min(heights) > 8 - half
    assert max(heights) + gradient_offset(count, 2 * half) < half - 8


def test_edges_arrive_in_the_order_of_their_producers():
    arriving = ports(3).end

    assert arriving[2] < arriving[1] < arriving[0]


@pytest.mark.parametrize("count", [2, 3, 5, 40])
def test_a_gradient_stays_above_the_next_edges_value(count):
    heights = sorted(ports(count).end)

    assert all(
        above + gradient_offset(count, card_height(count)) < below for above, below in pairwise(heights)
    )
