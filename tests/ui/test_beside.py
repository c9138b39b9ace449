"""A thread beside the window leaves it the interpreter."""

import gc
import sys

import pytest

from nablascope.ui.beside import beside_the_window


@pytest.fixture(autouse=True)
def _as_before():
    yield
    gc.unfreeze()


def test_it_stands_still_inside_and_goes_on_afterwards():
    with beside_the_window():
        assert not gc.isenabled()
        with beside_the_window():
            pass
        assert not gc.isenabled()
    assert gc.isenabled()


def test_it_goes_on_after_an_error():
    with pytest.raises(ZeroDivisionError), beside_the_window():
        _ = 1 / 0
    assert gc.isenabled()


def test_what_was_made_is_not_looked_through_again():
    with beside_the_window():
        made = [[] for _ in range(1000)]
    assert gc.get_freeze_count() >= len(made)


def test_turns_are_short_inside_and_as_ever_afterwards():
    usual = sys.getswitchinterval()
    with beside_the_window():
        assert sys.getswitchinterval() == pytest.approx(0.001)
    assert sys.getswitchinterval() == pytest.approx(usual)
