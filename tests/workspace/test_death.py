"""How an engine ended is said in one plain sentence."""

import pytest

from nablascope.workspace.death import Death, sentence


@pytest.mark.parametrize(
    ("death", "words"),
    [
        (Death("deadline", 10), "longer than 10 s"),
        (Death("cancelled"), "you cancelled"),
        (Death("startup", 120), "longer than 120 s to load"),
        (Death("interrupted"), "you stopped the loading"),
        (Death("signal", 11), "signal 11, SIGSEGV"),
        (Death("signal", 9), "memory runs out"),
        (Death("signal", 3221225477), "signal 3221225477"),
        (Death("exit", 3), "exit code 3"),
        (Death("wire"), "not a message"),
        (Death("missing"), "could not be started"),
    ],
)
def test_the_cause_is_named(death, words):
    assert words in sentence(death)
    assert not sentence(death).endswith(".")
