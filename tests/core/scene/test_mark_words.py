"""Marks are told in words."""

from nablascope.core.graph.marks import MARKS
from nablascope.core.scene.mark_words import ALARMING, BADGES, sentence


def test_every_mark_has_a_sentence():
    assert all(sentence(mark).endswith(".") and sentence(mark) != f"{mark}." for mark in MARKS)


def test_badges_are_of_marks_that_exist():
    assert set(BADGES) | ALARMING <= MARKS


def test_a_mark_of_a_newer_version_is_its_own_words():
    assert sentence("something new") == "Something new."
