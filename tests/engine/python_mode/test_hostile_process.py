"""A text may do anything to the engine's process; the client gets an answer by the schema or a death."""

import subprocess

import pytest

from nablascope.core.wire.codec import engine_reader, frame
from nablascope.core.wire.messages import Evaluate, Ready, Reply
from nablascope.engine_command import engine_command

PATIENCE = 60


@pytest.fixture
def ask():
    """Runs a text as Python in an engine of its own; gives its reply, or None where it died."""

    def run(text):
        pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.DEVNULL}
        with subprocess.Popen(engine_command(), **pipes) as process:
            try:
                process.stdin.write(frame(Evaluate(1, text, fill=True, python=True)))
                process.stdin.flush()
                return _reply(process)
            finally:
                process.kill()

    return run


def _reply(process):
    reader = engine_reader()
    while data := process.stdout.read1():
        for message in reader.feed(data):
            if not isinstance(message, Ready):
                assert isinstance(message, Reply)
                return message
    return None


def test_a_text_that_leaves_the_process_is_a_death(ask):
    assert ask("import os\ny = x\nos._exit(0)") is None


def test_what_it_does_to_python_and_torch_is_its_own_loss(ask):
    text = (
        "import builtins, sys, threading, time\n"
        "def talk():\n"
        "    while True:\n"
        "        print('still here')\n"
        "        time.sleep(0.01)\n"
        "threading.Thread(target=talk, daemon=True).start()\n"
        "y = x * 2\n"
        "torch.ones_like = torch.autograd.grad = None\n"
        "sys.settrace(lambda *a: None)\n"
        "sys.stdout = sys.stderr = None\n"
        "builtins.print = None\n"
    )
    reply = ask(text)
    assert reply is not None
    assert reply.failure is not None


def test_what_is_written_to_standard_output_itself_is_no_reply(ask):
    reply = ask("import os\nos.write(1, b'nonsense')\ny = x**2")
    assert reply.failure is None
    assert reply.trace.output == "y"
