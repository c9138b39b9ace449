"""A text may do anything to the engine's process; the client gets an answer by the schema or a death."""

import subprocess
import sys

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


@pytest.mark.skipif(sys.platform != "linux", reason="the sandbox is Linux's")
def test_the_sandbox_holds_it_and_lets_an_optimizer_work(ask, tmp_path):
    kept = tmp_path / "kept"
    kept.write_text("as it was")
    text = (
        "import os, socket, subprocess\n"
        "def attempt(what):\n"
        "    try:\n"
        "        print('did it', what())\n"
        "    except OSError as error:\n"
        "        print(type(error).__name__)\n"
        f"attempt(lambda: open({str(kept)!r}, 'w'))\n"
        "attempt(lambda: subprocess.run(['true']))\n"
        "attempt(lambda: socket.create_connection(('127.0.0.1', 9)))\n"
        "attempt(os.fork)\n"
        f"attempt(lambda: open({str(kept)!r}).read())\n"
        "net = torch.nn.Linear(1, 1)\n"
        "optimizer = torch.optim.Adam(net.parameters())\n"
        "net(torch.ones(1)).sum().backward()\n"
        "optimizer.step()\n"
        "os.write(1, b'what is no reply')\n"
    )
    reply = ask(text)
    assert reply.failure is None
    assert reply.printed == (*["PermissionError"] * 4, "did it as it was")
    assert kept.read_text() == "as it was"
