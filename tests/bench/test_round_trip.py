"""From a request to its reply, through the window's own client, with the engine warm.

The goal is a median of 5 ms or less.
"""

import pytest
from PySide6.QtCore import QEventLoop
from PySide6.QtWidgets import QApplication

from nablascope.core.wire.messages import Evaluate, Input
from nablascope.engine_command import engine_command
from nablascope.ui.engine_client import EngineClient

ROUNDS = 200
SINE, X = "y = torch.sin(x / 2**1.5)", Input("x", (100.0,))


@pytest.fixture
def client(qapp, qtbot):
    client = EngineClient(engine_command())
    with qtbot.waitSignal(client.became_ready, timeout=60_000):
        client.start()
    yield client
    client.stop()


def test_the_sine_program(benchmark, client):
    replies = []
    client.replied.connect(replies.append)

    def ask():
        count = len(replies)
        client.evaluate(Evaluate(count, SINE, (X,), fall_back=True))
        while len(replies) == count:
            QApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)

    benchmark.pedantic(ask, rounds=ROUNDS, warmup_rounds=5)
    assert replies[-1].failure is None
