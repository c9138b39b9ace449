"""Other tools that lay graphs out, each in a process of its own for at most a minute."""

import json
import os
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from tests.bench.drawings import Drawing, curve

LIMIT = 60
"""Seconds."""

DAGRE, GRAPHLAY = "@dagrejs/dagre@3.1.3", "graphlay==0.3.1"
HERE = Path(__file__).parent
POINTS_AN_INCH = 72


@dataclass(frozen=True)
class Drawn:
    """What a tool made of a graph, and how long that took it."""

    drawing: Drawing
    seconds: float


def install(folder):
    """Puts dagre and graphlay into a folder; dot is the system's."""
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--target", folder, GRAPHLAY]
    subprocess.run(pip, check=True)
    subprocess.run(["npm", "install", "--silent", "--prefix", folder, DAGRE], check=True)


def dagre(graph, folder):
    """By dagre, whose lines are straight between their corners."""
    code = ["node", HERE / "lay_out_with_dagre.cjs"]
    return _drawn(graph, _answer(code, graph, NODE_PATH=f"{folder}/node_modules"))


def graphlay(graph, folder):
    """By graphlay, whose lines go up and down at right angles."""
    code = [sys.executable, HERE / "lay_out_with_graphlay.py"]
    return _drawn(graph, _answer(code, graph, PYTHONPATH=str(folder)))


def dot(graph, _folder):
    """By Graphviz; its time is that of the process, which starts at once."""
    start = time.perf_counter()
    answer = json.loads(_run(["dot", "-Tjson"], _as_dot(graph)))
    seconds = time.perf_counter() - start
    middles = {node["name"]: _points(node["pos"])[0] for node in answer["objects"]}
    ways = {int(edge["id"]): _points(edge["pos"]) for edge in answer.get("edges", ())}
    boxes = _boxes(graph, [middles[str(item)] for item in range(len(graph.keys))])
    # A way that dot runs from right to left is as good as one from left to right.
    return Drawn(Drawing(boxes, [curve(ways[edge]) for edge in range(len(ways))], _ends(graph)), seconds)


def _as_dot(graph):
    sizes = ((width / POINTS_AN_INCH, height / POINTS_AN_INCH) for width, height in graph.sizes)
    return "\n".join(
        [
            f"digraph {{ rankdir=LR; nodesep={36 / POINTS_AN_INCH}; ranksep={128 / POINTS_AN_INCH};",
            'node [shape=box, fixedsize=true, label=""]; edge [dir=none];',
            *(f"{item} [width={width}, height={height}];" for item, (width, height) in enumerate(sizes)),
            *(f"{a} -> {b} [id={edge}];" for edge, (a, b) in enumerate(_ends(graph))),
            "}",
        ]
    )


def _points(text):
    return [tuple(map(float, point.split(","))) for point in text.split()]


def _answer(code, graph, **where):
    question = json.dumps({"sizes": list(graph.sizes), "edges": _ends(graph).tolist()})
    return json.loads(_run(code, question, **where))


def _run(code, text, **where):
    environment = {**os.environ, **where}
    done = subprocess.run(
        code, input=text, capture_output=True, text=True, timeout=LIMIT, check=True, env=environment
    )
    return done.stdout


def _drawn(graph, answer):
    lines = [np.array(line) for line in answer["lines"]]
    return Drawn(Drawing(_boxes(graph, answer["middles"]), lines, _ends(graph)), answer["seconds"])


def _boxes(graph, middles):
    middles, halves = np.array(middles, float).reshape(-1, 2), np.array(graph.sizes) / 2
    return np.hstack((middles - halves, middles + halves))


def _ends(graph):
    return np.stack((graph.source, graph.target), 1)
