"""How much memory there is, and how much a process holds."""

import os

from nablascope.machine import machine_memory, resident_memory


def test_a_process_holds_some_of_what_the_machine_has():
    assert 1 << 20 < resident_memory(os.getpid()) < machine_memory()


def test_a_process_that_is_gone_holds_nothing():
    assert resident_memory(2**22 - 1) == 0
