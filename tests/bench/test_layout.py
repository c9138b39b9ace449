"""What a layout costs, and how good it is, of every graph; medians wanted are in `MOST`."""

import pytest
from tests.bench.drawings import bends, boxes_crossed, crossings, drawing_of, overlaps, strip
from tests.bench.graphs import GRAPHS, graph

from nablascope.core.layout.lay_out import lay_out

MOST = {"tutorial": 0.001, "mlp": 0.003, "transformer 4": 0.1}
"""Seconds; 1.5 for all others."""

LARGE = {"rnn 2000", "micrograd", "chain", "layered", "layered 10000"}
"""Their edges are not bent around cards."""

MANY_NODES = 20_000
"""Above, crossings are counted in a part of the drawing."""


@pytest.mark.parametrize("name", GRAPHS)
def test_lay_out(benchmark, name):
    trace = graph(name)
    layout = benchmark.pedantic(lambda: lay_out(trace), rounds=3 if name in LARGE else 15, warmup_rounds=1)

    drawing = drawing_of(trace, layout)
    assert overlaps(drawing) == 0
    measured = {"nodes": len(trace.nodes), "bends": bends(drawing), "median wanted": MOST.get(name, 1.5)}
    if len(trace.nodes) > MANY_NODES:
        measured["crossings among a twentieth"] = crossings(strip(drawing, 0.05))
    else:
        measured["crossings"] = crossings(drawing)
    assert name in LARGE or boxes_crossed(drawing) == 0
    benchmark.extra_info |= measured
