"""The engine's process: it is timed, its end has a cause, and what it says is checked."""

import struct
import sys
from pathlib import Path

import pytest
from shiboken6 import isValid

from nablascope.core.wire.codec import frame
from nablascope.core.wire.messages import Evaluate, Ready, Reply
from nablascope.ui.engine_process import EngineProcess
from nablascope.ui.message_reader import LARGE, MOST

HANGS = "import time; time.sleep(3600)"
FAKE = str(Path(__file__).with_name("fake_engine.py"))


PLENTY = 1 << 40


@pytest.fixture
def process_of(qapp, tmp_path):
    processes = []

    def make(*command: str, startup: float = 30.0, memory: int = PLENTY) -> EngineProcess:
        process = EngineProcess(memory, startup)
        process.begin = lambda: process.start(command or (sys.executable, FAKE), str(tmp_path))
        processes.append(process)
        return process

    yield make
    for process in processes:
        if isValid(process):
            process.end()
            process.wait()


@pytest.fixture
def ready_process(process_of, qtbot):
    def make(**limits) -> EngineProcess:
        process = process_of(**limits)
        with qtbot.waitSignal(process.became_ready, timeout=10_000) as ready:
            process.begin()
        assert isinstance(ready.args[0], Ready)
        assert process.ready is ready.args[0]
        return process

    return make


def death_of(qtbot, process, act):
    with qtbot.waitSignal(process.died, timeout=10_000) as died:
        act()
    return died.args[0]


def test_it_answers(qtbot, ready_process):
    process = ready_process()
    with qtbot.waitSignal(process.replied, timeout=10_000) as replied:
        process.evaluate(Evaluate(5, "x**2"), 5.0)
    assert replied.args[0].generation == 5


def test_an_endless_run_is_stopped_by_the_deadline(qtbot, ready_process):
    process = ready_process()
    death = death_of(qtbot, process, lambda: process.evaluate(Evaluate(1, "endless"), 0.2))
    assert (death.cause, death.number) == ("deadline", 0.2)


def test_without_a_deadline_a_run_takes_as_long_as_it_takes(ready_process):
    process = ready_process()
    process.evaluate(Evaluate(1, "endless"), None)
    assert not process._clock.isActive()


def test_an_import_that_hangs_is_stopped_by_a_deadline_of_its_own(qtbot, process_of):
    process = process_of(sys.executable, "-c", HANGS, startup=0.2)
    death = death_of(qtbot, process, process.begin)
    assert (death.cause, death.number) == ("startup", 0.2)


def test_the_import_can_be_cancelled(qtbot, process_of):
    process = process_of(sys.executable, "-c", HANGS)
    process.begin()
    assert death_of(qtbot, process, process.cancel).cause == "interrupted"


def test_an_idle_engine_is_not_timed(ready_process):
    assert not ready_process()._clock.isActive()


def test_an_answer_in_time_stops_the_clock(qtbot, ready_process):
    process = ready_process()
    with qtbot.waitSignal(process.replied, timeout=10_000):
        process.evaluate(Evaluate(1, "x"), 0.3)
    with qtbot.assertNotEmitted(process.died, wait=400):
        pass


def test_a_second_answer_to_a_run_does_not_stop_the_next_runs_clock(qtbot, ready_process):
    process = ready_process()
    answers = []

    def ask_on(reply):
        answers.append(reply.generation)
        if len(answers) == 1:
            process.evaluate(Evaluate(2, "endless"), 1.0)

    process.replied.connect(ask_on)
    death = death_of(qtbot, process, lambda: process.evaluate(Evaluate(1, "twice"), 5.0))
    assert death.cause == "deadline"
    assert answers == [1, 1]


@pytest.mark.parametrize("act", ["end", "cancel"])
def test_nothing_more_is_heard_of_a_process_that_is_given_up(qtbot, ready_process, act):
    process = ready_process()
    heard = []

    def give_up(reply):
        heard.append(reply)
        getattr(process, act)()

    process.replied.connect(give_up)
    with qtbot.waitSignal(process.replied, timeout=10_000):
        process.evaluate(Evaluate(1, "twice"), 5.0)
    assert len(heard) == 1


def test_what_arrives_after_a_cancel_is_not_read(qtbot, ready_process):
    process = ready_process()
    process.evaluate(Evaluate(1, "endless"), 5.0)
    process.cancel()
    with qtbot.assertNotEmitted(process.replied):
        process._reader.feed(frame(Reply(1, None, None, None, (), (), ())))


def test_a_large_answer_is_read_beside_the_window_and_keeps_its_place(qtbot, ready_process):
    process, heard = ready_process(), []
    process.replied.connect(heard.append)
    process.evaluate(Evaluate(1, "large"), 5.0)
    qtbot.waitUntil(lambda: len(heard) == 2, timeout=10_000)
    assert [len(reply.printed) for reply in heard] == [1, 0]
    assert len(heard[0].printed[0]) > LARGE


def test_a_large_answer_that_is_no_message_ends_the_engine(qtbot, ready_process):
    process = ready_process()
    death = death_of(qtbot, process, lambda: process.evaluate(Evaluate(1, "nonsense"), 5.0))
    assert death.cause == "wire"


def test_an_answer_over_the_limit_is_refused_unread(qtbot, ready_process):
    process = ready_process()
    death = death_of(qtbot, process, lambda: process._reader.feed(struct.pack(">I", MOST + 1)))
    assert death.cause == "wire"
    assert "limit" in death.details


def test_a_run_that_the_system_does_not_bound_is_stopped_at_its_memory(qtbot, process_of):
    process = process_of(sys.executable, FAKE, "--unbounded", memory=200 << 20)
    with qtbot.waitSignal(process.became_ready, timeout=10_000):
        process.begin()
    death = death_of(qtbot, process, lambda: process.evaluate(Evaluate(1, "hoard 300"), 5.0))
    assert (death.cause, death.number) == ("memory", 200 << 20)


def test_an_engine_that_ends_over_a_cuda_error_says_so(qtbot, ready_process):
    process = ready_process()
    death = death_of(qtbot, process, lambda: process.evaluate(Evaluate(1, "cuda"), 5.0))
    assert death.cause == "device"


@pytest.mark.skipif(sys.platform == "win32", reason="signals are Unix's")
def test_an_engine_that_crashes_for_lack_of_memory_says_so(qtbot, process_of):
    process = process_of(memory=1 << 30)
    with qtbot.waitSignal(process.became_ready, timeout=10_000):
        process.begin()
    death = death_of(qtbot, process, lambda: process.evaluate(Evaluate(1, "full"), 5.0))
    assert (death.cause, death.number) == ("memory", 1 << 30)


def test_an_engine_without_its_sandbox_says_so(qtbot, process_of):
    process = process_of(sys.executable, "-c", "import sys; sys.exit(77)")
    assert death_of(qtbot, process, process.begin).cause == "sandbox"


def test_the_first_cause_of_an_end_stands(qtbot, ready_process):
    process = ready_process()
    process.evaluate(Evaluate(1, "endless"), 5.0)
    process.cancel()
    process._on_time_out()
    assert death_of(qtbot, process, lambda: None).cause == "cancelled"


def test_of_what_was_written_the_last_lines_are_kept(qtbot, ready_process):
    process = ready_process()
    death = death_of(qtbot, process, lambda: process.evaluate(Evaluate(1, "shout 100000"), 5.0))
    assert death.details.endswith("the end")
    assert len(death.details) <= 4096


def test_cancelling_ends_the_run(qtbot, ready_process):
    process = ready_process()
    process.evaluate(Evaluate(1, "endless"), 5.0)
    assert death_of(qtbot, process, process.cancel).cause == "cancelled"


@pytest.mark.skipif(sys.platform == "win32", reason="signals are Unix's")
def test_a_crash_names_its_signal_and_keeps_what_was_written(qtbot, ready_process):
    process = ready_process()
    death = death_of(qtbot, process, lambda: process.evaluate(Evaluate(1, "crash"), 5.0))
    assert (death.cause, death.number) == ("signal", 11)
    assert "the roof is on fire" in death.details


def test_an_exit_names_its_code(qtbot, ready_process):
    process = ready_process()
    death = death_of(qtbot, process, lambda: process.evaluate(Evaluate(1, "exit 3"), 5.0))
    assert (death.cause, death.number) == ("exit", 3)


def test_what_is_no_message_ends_the_engine(qtbot, ready_process):
    process = ready_process()
    death = death_of(qtbot, process, lambda: process.evaluate(Evaluate(1, "garbage"), 5.0))
    assert death.cause == "wire"
    assert "schema" in death.details


def test_an_engine_that_says_twice_that_it_is_ready_is_ended(qtbot, ready_process):
    process, heard = ready_process(), []
    process.became_ready.connect(heard.append)
    process.replied.connect(heard.append)
    death = death_of(qtbot, process, lambda: process.evaluate(Evaluate(1, "ready"), 5.0))
    assert death.cause == "wire"
    assert "ready a second time" in death.details
    assert not heard


def test_a_program_that_does_not_exist_is_missing(qtbot, process_of):
    process = process_of("no-such-program-anywhere")
    assert death_of(qtbot, process, process.begin).cause == "missing"


def test_a_process_that_is_ended_goes_without_a_word(qtbot, ready_process):
    process, deaths = ready_process(), []
    process.died.connect(deaths.append)
    process.end()
    process.wait()
    qtbot.waitUntil(lambda: not isValid(process))
    assert deaths == []
