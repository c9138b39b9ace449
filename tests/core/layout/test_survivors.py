from nablascope.core.layout.layout import Layout
from nablascope.core.layout.survivors import Survivors, survivors_of

SAME_COLUMN = dict.fromkeys(range(3), 0.0)


def at_least_ten(_upper, _lower):
    return 10.0


def wanted(survivors, layer):
    return survivors.wanted([layer], at_least_ten)


def test_a_survivor_wants_to_go_home():
    pushed = Survivors(SAME_COLUMN, {0: 0.0, 1: 20.0}, {0: 0.0, 1: 10.0})

    assert wanted(pushed, [0, 1]) == {0: 0.0, 1: 10.0}


def test_survivors_whose_homes_are_too_near_stay_where_they_are_on_screen():
    crowded = Survivors(SAME_COLUMN, {0: 0.0, 1: 10.0, 2: 20.0}, {0: 0.0, 1: 10.0, 2: 10.0})

    assert wanted(crowded, [0, 1, 2]) == {0: 0.0, 1: 10.0, 2: 20.0}


def test_one_from_another_column_gives_way_to_those_that_stay():
    stranger = {0: 0.0, 1: 296.0, 2: 0.0}
    middles = {0: 0.0, 1: 5.0, 2: 10.0}

    assert wanted(Survivors(stranger, middles, middles), [0, 1, 2]) == {0: 0.0, 2: 10.0}


def test_those_that_stay_are_pushed_only_by_each_other():
    grown = {0: 0.0, 1: 8.0}

    assert wanted(Survivors(SAME_COLUMN, grown, grown), [0, 1]) == grown


def test_an_order_is_kept_among_those_that_shared_a_column():
    survivors = Survivors({0: 0.0, 1: 0.0, 2: 296.0}, {0: 0.0, 1: 10.0, 2: 5.0}, {})

    assert survivors.keep_their_order([[2, 0, 1]])
    assert not survivors.keep_their_order([[1, 0], [2]])


def test_survivors_are_known_by_their_keys():
    previous = Layout.of(("a", "b"), ((0.0, 0.0), (296.0, 36.0)), ((168.0, 92.0),) * 2, (), 0.0, 0.0)

    survivors = survivors_of(previous, ("b", "c"))

    assert survivors == Survivors({0: 296.0}, {0: 82.0}, {0: 82.0})


def test_survivors_remember_their_homes():
    size = (168.0, 92.0)
    previous = Layout.of(("a",), ((0.0, 64.0),), (size,), (), 0.0, 0.0, homes=(46.0,))

    assert survivors_of(previous, ("a",)).homes == {0: 46.0}
