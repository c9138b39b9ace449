"""Recording leaves Python's garbage collector as it was, whoever else uses it."""

import gc

import pytest

from nablascope.engine import collector
from nablascope.engine.collector import collected_seldom


@pytest.fixture
def counts(monkeypatch):
    """How often the frozen objects are counted, which takes long where there are many."""
    asked, count = [], [0]
    monkeypatch.setattr(collector, "_others", {"freeze": False})
    monkeypatch.setattr(gc, "get_freeze_count", lambda: asked.append(1) or count[0])
    monkeypatch.setattr(gc, "freeze", lambda: asked.append("frozen"))
    monkeypatch.setattr(gc, "unfreeze", lambda: asked.append("unfrozen"))
    return asked, count


def record():
    with collected_seldom():
        pass


def test_what_a_recording_made_is_old_afterwards(counts):
    asked, _ = counts
    record()
    assert asked == [1, "frozen", "unfrozen"]


def test_what_others_froze_stays_frozen_and_is_counted_once(counts):
    asked, count = counts
    count[0] = 1_000_000
    for _ in range(3):
        record()
    assert asked == [1]


def test_the_thresholds_are_as_before():
    before = gc.get_threshold()
    record()
    assert gc.get_threshold() == before
