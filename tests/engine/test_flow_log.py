"""What is put into a log of flows comes out again, in its order, however it was kept."""

import math

import pytest
import torch

from nablascope.engine.flow_log import FlowLog
from nablascope.engine.forms import SCALAR_FORMS
from nablascope.engine.snapshot import read

FLOAT, DOUBLE, COMPLEX = (SCALAR_FORMS[dtype] for dtype in (torch.float32, torch.float64, torch.complex64))

TAKEN = read(torch.ones(3), None)


@pytest.mark.parametrize("links", [1, 2, 3])
@pytest.mark.parametrize(
    ("share", "arrived"),
    [
        ((FLOAT, 2.0), (FLOAT, 3.0)),
        ((FLOAT, -0.0), (FLOAT, math.inf)),
        ((DOUBLE, 2.0), (FLOAT, 3.0)),
        ((COMPLEX, 2j), (COMPLEX, 3j)),
        (TAKEN, (FLOAT, 3.0)),
        ((FLOAT, 2.0), TAKEN),
    ],
)
def test_a_call_is_read_as_it_was(links, share, arrived):
    log = FlowLog()
    log.append((9, (), TAKEN))
    log.append_one(1, 1, (FLOAT, 0.5), (FLOAT, 0.25))
    log.append_one(7, links, share, arrived)
    log.append_one(8, 1, (FLOAT, 0.5), (FLOAT, 0.25))
    more = (None,) * (links - 1)
    small = ((FLOAT, 0.5),), (FLOAT, 0.25)
    assert list(log) == [(9, (), TAKEN), (1, *small), (7, (share, *more), arrived), (8, *small)]


def test_a_negative_zero_keeps_its_sign():
    log = FlowLog()
    log.append_one(0, 1, (FLOAT, -0.0), (FLOAT, 0.0))
    ((_, ((_, share),), (_, arrived)),) = log
    assert (math.copysign(1, share), math.copysign(1, arrived)) == (-1, 1)


def test_what_was_sent_on_as_it_arrived_stays_one_snapshot():
    log, number = FlowLog(), (FLOAT, 2.0)
    log.append_one(0, 2, number, number)
    ((_, (share, nothing), arrived),) = log
    assert share is arrived
    assert (share, nothing) == (number, None)
