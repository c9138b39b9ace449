"""The window's two engines: one serves, and one is in reserve and takes over."""

import os
import signal
import sys
from pathlib import Path

import pytest

from nablascope.core.wire.messages import Evaluate
from nablascope.ui import engine_client
from nablascope.ui.engine_client import EngineClient
from nablascope.workspace.limits import Limits

FAKE = str(Path(__file__).with_name("fake_engine.py"))
AT_ONCE = 0


@pytest.fixture
def client_of(qapp):
    clients = []

    def make(*more: str, limits: Limits | None = None, rest_ms: int = AT_ONCE) -> EngineClient:
        client = EngineClient([sys.executable, FAKE, *more], limits, rest_ms=rest_ms)
        clients.append(client)
        return client

    yield make
    for client in clients:
        client.stop()


@pytest.fixture
def ready_client(client_of, qtbot):
    def make(**how) -> EngineClient:
        client = client_of(**how)
        with qtbot.waitSignal(client.became_ready, timeout=10_000):
            client.start()
        return client

    return make


@pytest.fixture
def pair(ready_client, qtbot):
    """A client whose spare is ready too."""
    client = ready_client()
    wait_for_spare(qtbot, client)
    return client


def wait_for_spare(qtbot, client):
    qtbot.waitUntil(lambda: client.spare is not None and client.spare.ready is not None, timeout=10_000)


def kill(process):
    os.kill(process.pid, signal.SIGTERM)


def test_a_spare_waits_once_the_engine_is_at_rest(pair):
    assert pair.spare.pid not in (0, pair.active.pid)


def test_no_spare_is_started_while_a_program_runs(qtbot, ready_client):
    client = ready_client(rest_ms=50)
    client.evaluate(Evaluate(1, "endless"))
    qtbot.wait(150)
    assert client.spare is None


def test_a_small_machine_has_no_spare(qtbot, ready_client, monkeypatch):
    monkeypatch.setattr(engine_client, "machine_memory", lambda: (4 << 30) - 1)
    client = ready_client()
    qtbot.wait(100)
    assert client.spare is None


def test_when_the_engine_dies_the_spare_takes_over(qtbot, pair):
    spare = pair.spare
    with qtbot.waitSignal(pair.died, timeout=10_000):
        kill(pair.active)
    with qtbot.waitSignal(pair.became_ready, timeout=500):
        pair.start()
    assert pair.active is spare
    with qtbot.waitSignal(pair.replied, timeout=10_000) as replied:
        pair.evaluate(Evaluate(7, "x"))
    assert replied.args[0].generation == 7


def test_after_it_took_over_there_is_a_new_spare(qtbot, pair):
    with qtbot.waitSignal(pair.died, timeout=10_000):
        kill(pair.active)
    pair.start()
    wait_for_spare(qtbot, pair)
    assert pair.spare is not pair.active


def test_a_spare_that_still_loads_takes_over_as_it_is(qtbot, ready_client):
    client = ready_client()
    qtbot.waitUntil(lambda: client.spare is not None)
    loading = client.spare
    with qtbot.waitSignal(client.became_ready, timeout=10_000):
        client.start()
    assert client.active is loading


def test_the_news_of_the_spare_are_not_the_engines(qtbot, pair):
    with qtbot.assertNotEmitted(pair.died), qtbot.waitSignal(pair.spare_died, timeout=10_000) as died:
        kill(pair.spare)
    assert died.args[0].cause in ("signal", "exit")


def test_a_spare_that_died_is_replaced_when_it_is_asked_for(qtbot, pair):
    with qtbot.waitSignal(pair.spare_died, timeout=10_000):
        kill(pair.spare)
    qtbot.wait(50)
    assert pair.spare is None
    pair.replace_spare()
    wait_for_spare(qtbot, pair)


def test_a_restart_ends_both(qtbot, pair):
    before = pair.active, pair.spare
    with qtbot.waitSignal(pair.became_ready, timeout=10_000):
        pair.restart()
    assert pair.active not in before
    wait_for_spare(qtbot, pair)
    assert pair.spare not in before


def test_stopping_ends_both(pair):
    numbers = pair.active.pid, pair.spare.pid
    pair.stop()
    assert (pair.active, pair.spare) == (None, None)
    for number in numbers:
        with pytest.raises(ProcessLookupError):
            os.kill(number, 0)


def test_a_deadline_counts_from_the_next_run_on(qtbot, ready_client):
    client = ready_client(limits=Limits(seconds=None))
    client.limits = Limits(seconds=0.2)
    with qtbot.waitSignal(client.died, timeout=10_000) as died:
        client.evaluate(Evaluate(1, "endless"))
    assert (died.args[0].cause, died.args[0].number) == ("deadline", 0.2)


def test_engines_are_told_how_much_memory_they_have(client_of, monkeypatch):
    monkeypatch.setattr(engine_client, "machine_memory", lambda: 8 << 30)
    client = client_of(limits=Limits(share=0.25))
    client.start()
    assert client.active._process.arguments()[-2:] == ["--memory", str(2 << 30)]


def test_nothing_happens_without_a_process(client_of):
    client, deaths = client_of(), []
    client.died.connect(deaths.append)
    client.evaluate(Evaluate(1, "x"))
    client.cancel()
    client.stop()
    assert (client.active, deaths) == (None, [])
