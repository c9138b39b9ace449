"""How an engine ended is said in one plain sentence, and what helps against it."""

import pytest

from nablascope.workspace.death import Death, remedy, sentence


@pytest.mark.parametrize(
    ("death", "words"),
    [
        (Death("deadline", 10), "longer than 10 s"),
        (Death("cancelled"), "you cancelled"),
        (Death("startup", 120), "longer than 120 s to load"),
        (Death("interrupted"), "you stopped the loading"),
        (Death("signal", 11), "signal 11, SIGSEGV"),
        (Death("signal", 9), "probably because memory ran out"),
        (Death("memory", 3 << 29), "more than 1.5 GB"),
        (Death("device"), "the device reported an error"),
        (Death("signal", 3221225477), "signal 3221225477"),
        (Death("exit", 3), "exit code 3"),
        (Death("wire"), "unexpected and was stopped"),
        (Death("missing"), "could not be started"),
    ],
)
def test_the_cause_is_named(death, words):
    assert words in sentence(death)
    assert not sentence(death).endswith(".")


@pytest.mark.parametrize(
    ("death", "words"),
    [
        (Death("signal", 9, idle=True), "signal 9, SIGKILL) while no program ran"),
        (Death("signal", 11, idle=True), "signal 11, SIGSEGV) while no program ran"),
        (Death("exit", 3, idle=True), "exit code 3) while no program ran"),
    ],
)
def test_an_end_while_nothing_ran_blames_neither_a_program_nor_memory(death, words):
    assert words in sentence(death)
    assert "memory" not in sentence(death)
    assert remedy(death) == "another one takes its place"


def test_a_lack_of_memory_is_told_where_the_engine_said_so_itself():
    told = sentence(Death("memory", 3 << 29, idle=True))
    assert told == "the engine needed more than 1.5 GB of memory while no program ran, and was stopped"


@pytest.mark.parametrize(
    ("death", "words"),
    [
        (Death("deadline", 10), "more time"),
        (Death("memory", 1 << 30), "smaller tensors"),
        (Death("signal", 9), "smaller tensors"),
        (Death("device"), "the CPU"),
    ],
)
def test_what_helps_is_told_where_something_does(death, words):
    assert words in remedy(death)
    assert remedy(Death("signal", 11)) == ""
