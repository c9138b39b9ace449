"""Memory a node of a scalar chain: ``python -m tests.bench.memory_child plain|recorded|traced``.

Prints the growth of the resident set in bytes a node while what is asked for is held: ``plain`` the result
with torch's own graph after its backward pass, ``recorded`` this and a recording of it, ``traced`` the
result and the trace with the recording closed. The first chain warms up pools and imports.
"""

import gc
import os
import sys
from contextlib import nullcontext
from pathlib import Path

from tests.bench.programs import chain

import nablascope

LENGTH = 100_000
WARM_UP = 1000


def resident():
    """Bytes of the process in memory, as Linux counts its pages."""
    gc.collect()
    return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")


def held(kind, length):
    """What is to be held, from a run of its own."""
    program = chain(length)
    with nullcontext() if kind == "plain" else nablascope.record() as recording:
        loss = program.loss()
        loss.backward()
    if kind != "traced":
        return program, loss, recording
    trace = recording.trace(loss)
    del recording
    return program, loss, trace


def main(kind):
    held(kind, WARM_UP)
    before = resident()
    kept = held(kind, LENGTH)
    print((resident() - before) / LENGTH)
    del kept


if __name__ == "__main__":
    main(sys.argv[1])
