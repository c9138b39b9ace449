"""Our layout beside that of dot, dagre and graphlay: ``python -m tests.full.compare_layouts [graph ...]``.

All get the same items of the same sizes and the same edges; all drawings are measured alike.
"""

import subprocess
import sys
import time
from statistics import median
from tempfile import TemporaryDirectory

from tests.bench.drawings import boxes_crossed, crossings, drawing_of, overlaps
from tests.bench.graphs import GRAPHS, graph
from tests.full.layout_tools import LIMIT, Drawn, dagre, dot, graphlay, install

from nablascope.core.layout.graph import graph_of
from nablascope.core.layout.keys import stable_keys
from nablascope.core.layout.lay_out import lay_out

TOOLS = {"dot": dot, "dagre": dagre, "graphlay": graphlay}
FEW_NODES, MANY_NODES = 2_000, 20_000
"""Up to the first ours is to be good; above the second crossings take minutes to count."""

MOST_MORE = 1.1
"""Times the crossings of the best of the others that we may have."""

COLUMNS = "{:16}{:>8}{:>8}  {:10}{:>12}{:>11}{:>10}{:>10}"


def ours(trace):
    """The median of five."""
    times = []
    for _ in range(5):
        start = time.perf_counter()
        layout = lay_out(trace)
        times.append(time.perf_counter() - start)
    return Drawn(drawing_of(trace, layout), median(times))


def theirs(tool, trace, folder):
    """What a tool draws; nothing if it does not finish."""
    try:
        return TOOLS[tool](graph_of(trace, stable_keys(trace)), folder)
    except subprocess.TimeoutExpired:
        return None
    except subprocess.CalledProcessError as error:
        print(f"{tool} fails: {error.stderr.strip()[:200]}")
        return None


def compare(name, folder):
    """Prints the rows of one graph; whether ours crosses little enough, where few nodes are to be drawn."""
    trace = graph(name)
    counts = {}
    for tool in ("nablascope", *TOOLS):
        drawn = ours(trace) if tool == "nablascope" else theirs(tool, trace, folder)
        if drawn and len(trace.nodes) <= MANY_NODES:
            counts[tool] = crossings(drawn.drawing)
        print(COLUMNS.format(name, len(trace.nodes), len(trace.edges), tool, *cells(drawn, counts.get(tool))))
    own, best = counts.pop("nablascope", 0), min(counts.values(), default=None)
    return len(trace.nodes) > FEW_NODES or best is None or own <= MOST_MORE * best


def cells(drawn, count):
    """What a row says of a drawing."""
    if drawn is None:
        return f"over {LIMIT} s", "", "", ""
    time = f"{drawn.seconds * 1000:.1f} ms"
    if count is None:
        return time, "", "", ""
    return time, count, boxes_crossed(drawn.drawing), overlaps(drawn.drawing)


def main():
    print(
        COLUMNS.format("graph", "nodes", "edges", "by", "time", "crossings", "through", "overlaps"),
        flush=True,
    )
    with TemporaryDirectory() as folder:
        install(folder)
        worse = [name for name in sys.argv[1:] or GRAPHS if not compare(name, folder)]
    sys.exit(f"more crossings than the best plus 10 %: {', '.join(worse)}" if worse else 0)


if __name__ == "__main__":
    main()
