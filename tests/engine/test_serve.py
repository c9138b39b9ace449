"""The engine process: it answers on standard output and goes with its client."""

import subprocess
from io import BytesIO
from queue import SimpleQueue
from weakref import ref

import pytest
import torch

from nablascope.core.language.failure import Failure
from nablascope.core.wire.codec import engine_reader, frame
from nablascope.core.wire.messages import Evaluate, Ready, Reply
from nablascope.engine import serve
from nablascope.engine.serve import framed
from nablascope.engine.session import answer
from nablascope.engine_command import engine_command


@pytest.fixture
def engine():
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    with subprocess.Popen(engine_command(), **pipes) as process:
        yield process
        process.kill()


def receive(process, reader):
    messages = []
    while not messages:
        messages = reader.feed(process.stdout.read1())
    return messages


def test_it_says_when_it_is_ready_then_answers_every_request_in_order(engine):
    reader = engine_reader()
    (ready,) = receive(engine, reader)
    assert isinstance(ready, Ready)
    assert ready.devices[0].name == "cpu"
    for generation, text in enumerate(("x*x", "print(1)\ny = 2*x", "x +")):
        engine.stdin.write(frame(Evaluate(generation, text, fill=True)))
        engine.stdin.flush()
        (reply,) = receive(engine, reader)
        assert isinstance(reply, Reply)
        assert reply.generation == generation
    assert reply.failure is not None


def test_it_ends_when_its_client_goes_away_in_the_middle_of_a_run(engine):
    receive(engine, engine_reader())
    engine.stdin.write(frame(Evaluate(1, "y = x" + "\ny = torch.sin(y)" * 3000, fill=True)))
    engine.stdin.close()
    assert engine.wait(timeout=20) == 0


def test_a_client_that_sends_nonsense_is_left(engine):
    receive(engine, engine_reader())
    engine.stdin.write(b"\x00\x00\x00\x01\xc1")
    engine.stdin.flush()
    assert engine.wait(timeout=20) == 1
    assert b"nonsense" in engine.stderr.read()


def test_an_answer_too_large_to_send_is_a_failure(monkeypatch):
    monkeypatch.setattr("nablascope.core.wire.codec.MAX_FRAME", 2000)
    (reply,) = engine_reader().feed(framed(answer(Evaluate(1, "y = (x*torch.ones(1000)).sum()", fill=True))))
    assert "over the limit" in reply.failure.message
    assert reply.trace is None


def test_an_answer_that_no_message_can_hold_is_a_failure():
    reply = Reply(1, None, None, Failure("\ud800"), (), (), ())
    (arrived,) = engine_reader().feed(framed(reply))
    assert "cannot be written" in arrived.failure.message


def test_while_nobody_asks_it_runs_a_program_of_its_own_so_that_the_first_is_quick(monkeypatch):
    ran, requests = [], SimpleQueue()

    def hear(request):
        ran.append(request)
        requests.put(Evaluate(1, "x"))

    monkeypatch.setattr(serve, "answer", hear)
    assert serve._first(requests) == Evaluate(1, "x")
    assert len(ran) == 1


def test_a_request_that_is_there_does_not_wait_for_that(monkeypatch):
    requests = SimpleQueue()
    requests.put(Evaluate(1, "x"))
    monkeypatch.setattr(serve, "answer", lambda request: pytest.fail("a request was waiting"))
    assert serve._first(requests) == Evaluate(1, "x")


def test_the_program_of_its_own_runs():
    assert answer(serve._WARM_UP).failure is None


def test_nothing_that_an_earlier_run_made_is_there_when_the_next_one_begins(monkeypatch):
    made, alive = [], []

    def answered(request):
        alive.append([one() is not None for one in made])
        tensor, cycle = torch.ones(3), []
        cycle += [cycle, tensor]
        made.append(ref(tensor))
        return Reply(request.generation, None, None, None, (), (), ())

    monkeypatch.setattr(serve, "answer", answered)
    requests = SimpleQueue()
    for request in (Evaluate(1, "x"), Evaluate(2, "x"), None):
        requests.put(request)
    with pytest.raises(AttributeError, match="NoneType"):
        serve.serve(requests, BytesIO(), Ready("2.13.0", ()))
    assert alive == [[], [False], [False, False]]


def test_a_run_that_breaks_the_device_is_answered_with_a_word_about_it(monkeypatch):
    monkeypatch.setattr(serve, "is_broken", lambda failure: failure is not None)
    requests, replies = SimpleQueue(), BytesIO()
    for request in (Evaluate(1, "y = x*2", fill=True), Evaluate(2, "x +"), None):
        requests.put(request)
    with pytest.raises(AttributeError, match="NoneType"):
        serve.serve(requests, replies, Ready("2.13.0", ()))
    _, good, bad = engine_reader().feed(replies.getvalue())
    assert (good.broke_device, bad.broke_device) == (False, True)
