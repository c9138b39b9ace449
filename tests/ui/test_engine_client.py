"""The engine's process: it is timed, its end has a cause, and what it says is checked."""

import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QByteArray

from nablascope.core.wire.codec import frame
from nablascope.core.wire.messages import Evaluate, Ready, Reply
from nablascope.ui.engine_client import EngineClient

HANGS = "import time; time.sleep(3600)"
FAKE = str(Path(__file__).with_name("fake_engine.py"))


@pytest.fixture
def client_of(qapp):
    clients = []

    def make(*command: str, deadline: float = 5.0, startup: float = 30.0) -> EngineClient:
        client = EngineClient(command or (sys.executable, FAKE), deadline, startup)
        clients.append(client)
        return client

    yield make
    for client in clients:
        client.stop()


@pytest.fixture
def ready_client(client_of, qtbot):
    def make(deadline: float = 5.0) -> EngineClient:
        client = client_of(deadline=deadline)
        with qtbot.waitSignal(client.became_ready, timeout=10_000) as ready:
            client.start()
        assert isinstance(ready.args[0], Ready)
        return client

    return make


def death_of(qtbot, client, act):
    with qtbot.waitSignal(client.died, timeout=10_000) as died:
        act()
    return died.args[0]


def test_it_answers(qtbot, ready_client):
    client = ready_client()
    with qtbot.waitSignal(client.replied, timeout=10_000) as replied:
        client.evaluate(Evaluate(5, "x**2"))
    assert replied.args[0].generation == 5


def test_an_endless_run_is_stopped_by_the_deadline(qtbot, ready_client):
    client = ready_client(deadline=0.2)
    death = death_of(qtbot, client, lambda: client.evaluate(Evaluate(1, "endless")))
    assert (death.cause, death.number) == ("deadline", 0.2)


def test_the_deadline_does_not_count_the_import_of_torch(qtbot, client_of):
    client = client_of(deadline=0.001)
    with qtbot.assertNotEmitted(client.died), qtbot.waitSignal(client.became_ready, timeout=10_000):
        client.start()


def test_an_import_that_hangs_is_stopped_by_a_deadline_of_its_own(qtbot, client_of):
    client = client_of(sys.executable, "-c", HANGS, startup=0.2)
    death = death_of(qtbot, client, client.start)
    assert (death.cause, death.number) == ("startup", 0.2)


def test_the_import_can_be_cancelled(qtbot, client_of):
    client = client_of(sys.executable, "-c", HANGS)
    client.start()
    assert death_of(qtbot, client, client.cancel).cause == "interrupted"


def test_an_idle_engine_is_not_timed(ready_client):
    assert not ready_client()._clock.isActive()


def test_an_answer_in_time_stops_the_clock(qtbot, ready_client):
    client = ready_client(deadline=0.3)
    with qtbot.waitSignal(client.replied, timeout=10_000):
        client.evaluate(Evaluate(1, "x"))
    with qtbot.assertNotEmitted(client.died, wait=400):
        pass


def test_a_second_answer_to_a_run_does_not_stop_the_next_runs_clock(qtbot, ready_client):
    client = ready_client(deadline=1.0)
    answers = []

    def ask_on(reply):
        answers.append(reply.generation)
        if len(answers) == 1:
            client.evaluate(Evaluate(2, "endless"))

    client.replied.connect(ask_on)
    death = death_of(qtbot, client, lambda: client.evaluate(Evaluate(1, "twice")))
    assert death.cause == "deadline"
    assert answers == [1, 1]


@pytest.mark.parametrize("act", ["start", "stop", "cancel"])
def test_nothing_more_is_heard_of_a_process_that_is_given_up(qtbot, ready_client, act):
    client = ready_client()
    heard = []

    def give_up(reply):
        heard.append(reply)
        getattr(client, act)()

    client.replied.connect(give_up)
    with qtbot.waitSignal(client.replied, timeout=10_000):
        client.evaluate(Evaluate(1, "twice"))
    assert len(heard) == 1


def test_what_arrives_after_a_cancel_is_not_read(qtbot, ready_client):
    client = ready_client()
    client.evaluate(Evaluate(1, "endless"))
    client.cancel()
    late = frame(Reply(1, None, None, None, (), (), ()))
    client._process.readAllStandardOutput = lambda: QByteArray(late)
    with qtbot.assertNotEmitted(client.replied):
        client._read()


def test_the_first_cause_of_an_end_stands(qtbot, ready_client):
    client = ready_client()
    client.evaluate(Evaluate(1, "endless"))
    client.cancel()
    client._on_time_out()
    assert death_of(qtbot, client, lambda: None).cause == "cancelled"


def test_of_what_was_written_the_last_lines_are_kept(qtbot, ready_client):
    client = ready_client()
    death = death_of(qtbot, client, lambda: client.evaluate(Evaluate(1, "shout 100000")))
    assert death.details.endswith("the end")
    assert len(death.details) <= 4096


def test_cancelling_ends_the_run(qtbot, ready_client):
    client = ready_client()
    client.evaluate(Evaluate(1, "endless"))
    assert death_of(qtbot, client, client.cancel).cause == "cancelled"


@pytest.mark.skipif(sys.platform == "win32", reason="signals are Unix's")
def test_a_crash_names_its_signal_and_keeps_what_was_written(qtbot, ready_client):
    client = ready_client()
    death = death_of(qtbot, client, lambda: client.evaluate(Evaluate(1, "crash")))
    assert (death.cause, death.number) == ("signal", 11)
    assert "the roof is on fire" in death.details


def test_an_exit_names_its_code(qtbot, ready_client):
    client = ready_client()
    death = death_of(qtbot, client, lambda: client.evaluate(Evaluate(1, "exit 3")))
    assert (death.cause, death.number) == ("exit", 3)


def test_what_is_no_message_ends_the_engine(qtbot, ready_client):
    client = ready_client()
    death = death_of(qtbot, client, lambda: client.evaluate(Evaluate(1, "garbage")))
    assert death.cause == "wire"
    assert "schema" in death.details


def test_a_program_that_does_not_exist_is_missing(qtbot, client_of):
    client = client_of("no-such-program-anywhere")
    assert death_of(qtbot, client, client.start).cause == "missing"


def test_a_stopped_engine_is_silent_and_a_new_one_answers(qtbot, ready_client):
    client = ready_client()
    with qtbot.assertNotEmitted(client.died, wait=50):
        client.stop()
    with qtbot.waitSignal(client.became_ready, timeout=10_000):
        client.start()
    with qtbot.waitSignal(client.replied, timeout=10_000):
        client.evaluate(Evaluate(2, "x"))


def test_nothing_happens_without_a_process(client_of):
    client, deaths = client_of(), []
    client.died.connect(deaths.append)
    client.evaluate(Evaluate(1, "x"))
    client.cancel()
    client.stop()
    assert (client._process, deaths) == (None, [])
