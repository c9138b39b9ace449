"""What a command's faults come to."""

import os
import signal

import pytest

from nablascope.cli.guard import INTERRUPTED, check_interrupt, exit_status


def test_control_c_in_the_middle_of_a_library_is_an_interrupt_too(capsys):
    def command(_):
        try:
            os.kill(os.getpid(), signal.SIGINT)
            raise AssertionError("it was not interrupted")
        except KeyboardInterrupt as error:
            raise AttributeError("a library's own error") from error

    before = signal.getsignal(signal.SIGINT)
    assert exit_status(command, []) == INTERRUPTED
    assert capsys.readouterr().err == ""
    assert signal.getsignal(signal.SIGINT) is before
    check_interrupt()


def test_other_errors_pass_through():
    def command(_):
        raise AttributeError("a fault of ours")

    with pytest.raises(AttributeError, match="ours"):
        exit_status(command, [])
