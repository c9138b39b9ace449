"""Python's collector rests while much is made, and then goes on."""

import gc

import pytest

from nablascope.ui.collector import collector_paused


@pytest.fixture(autouse=True)
def _as_before():
    yield
    gc.unfreeze()


def test_it_stands_still_inside_and_goes_on_afterwards():
    with collector_paused():
        assert not gc.isenabled()
        with collector_paused():
            pass
        assert not gc.isenabled()
    assert gc.isenabled()


def test_it_goes_on_after_an_error():
    with pytest.raises(ZeroDivisionError), collector_paused():
        _ = 1 / 0
    assert gc.isenabled()


def test_what_was_made_is_not_looked_through_again():
    with collector_paused():
        made = [[] for _ in range(1000)]
    assert gc.get_freeze_count() >= len(made)
