"""What stepping through a trace of 100,000 operations costs.

Goals: any frame with a handful of nodes in 5 ms, which is what is read when a person drags the scrubber; and
whatever runs in the window's thread, such as `play_back`, in 100 ms.
"""

import random

import pytest
from tests.bench.programs import chain

import nablascope
from nablascope.core.timeline.build import build_timeline
from nablascope.core.timeline.check import check_timeline
from nablascope.core.timeline.frame import frame_at
from nablascope.core.timeline.moments import jump_to, moment_at
from nablascope.core.timeline.playback import play_back

OPERATIONS = 100_000


@pytest.fixture(scope="module")
def trace():
    program = chain(OPERATIONS)
    with nablascope.record() as recording:
        loss = program.loss()
        loss.backward()
    return recording.trace(loss)


@pytest.fixture(scope="module")
def timeline(trace):
    return build_timeline(trace)


def test_build_timeline(benchmark, trace):
    assert len(benchmark.pedantic(lambda: build_timeline(trace), rounds=5)) > 3 * OPERATIONS


def test_play_back(benchmark, trace, timeline):
    benchmark.pedantic(lambda: play_back(trace, timeline), rounds=5, warmup_rounds=1)
    assert benchmark.stats.stats.median < 0.1


def test_check_timeline(benchmark, trace, timeline):
    benchmark.pedantic(lambda: check_timeline(timeline, trace), rounds=5)
    assert benchmark.stats.stats.median < 0.1


def test_any_frame_with_a_handful_of_nodes(benchmark, trace, timeline):
    playback, chance = play_back(trace, timeline), random.Random(7)

    def read():
        frame = frame_at(playback, chance.randrange(len(timeline) + 1))
        ids = [0, *(chance.randrange(len(trace.nodes)) for _ in range(5))]
        moment_at(timeline, "node", frame.k)
        return [(frame.node(id), frame.leaf_grad(id), frame.arrived(id)) for id in ids]

    assert len(benchmark.pedantic(read, rounds=200, warmup_rounds=1)) == 6
    assert benchmark.stats.stats.median < 0.005


def test_pointing_at_a_node(benchmark, trace, timeline):
    benchmark.pedantic(lambda: jump_to(timeline, len(trace.nodes) // 2, len(timeline)), rounds=5)
    assert benchmark.stats.stats.median < 0.1
