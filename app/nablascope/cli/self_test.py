"""``nablascope self-test``: does this installation work?"""

import platform
import tempfile
from importlib.metadata import version
from math import isclose
from pathlib import Path

from nablascope.cli.engine import Engine
from nablascope.cli.options import OneLineParser
from nablascope.cli.program import say
from nablascope.core.graph.trace import Node, Trace
from nablascope.core.scene.theme_file import load_theme
from nablascope.core.wire.messages import Evaluate, Reply
from nablascope.document.examples import example
from nablascope.render.picture import write_picture

PUBLISHED = {
    "square": {"y": (81.0, 1.0), "x": (9.0, 18.0)},
    "sine": {"y": (-0.7158, 1.0), "x": (100.0, -0.2469)},
    "two-inputs": {"f": (76.0, 1.0), "u": (2.0, 8.0), "v": (4.0, 50.0)},
}
"""Values and gradients as the tutorial prints them, by example and name."""

_TOLERANCE = 5e-5


def self_test_command(arguments: list[str]) -> int:
    """Evaluates the tutorial's examples, draws one, prints versions; 0 if all is right, else 1.

    Raises:
        EngineError: if the engine dies.
    """
    OneLineParser(prog="nablascope self-test", description="Check this installation.").parse(arguments)
    with Engine() as engine:
        torch = engine.ready().torch
        replies = {name: engine.run(_request(name)) for name in PUBLISHED}
    faults = [fault for name, reply in replies.items() for fault in _faults(name, reply)]
    faults += _picture_faults(replies["sine"])
    say(
        [
            f"nablascope {version('nablascope')}, Python {platform.python_version()}, torch {torch}",
            f"PySide6 {version('PySide6-Essentials')} on {platform.platform()}",
            *(f"FAILED {fault}" for fault in faults),
            "self-test: failed" if faults else "self-test: ok",
        ]
    )
    return 1 if faults else 0


def _request(name: str) -> Evaluate:
    document = example(name).document
    return Evaluate(1, document.text, document.inputs)


def _faults(name: str, reply: Reply) -> list[str]:
    if reply.trace is None:
        return [f"{name}: {reply.failure}"]
    nodes = _named(reply.trace)
    return [
        f"{name}: {node} is not {expected}"
        for node, expected in PUBLISHED[name].items()
        if node not in nodes or not _agrees(nodes[node], expected)
    ]


def _named(trace: Trace) -> dict[str, Node]:
    return {node.name: node for node in trace.nodes if node.name}


def _agrees(node: Node, expected: tuple[float, float]) -> bool:
    shown = [tensor.values[0] if tensor else None for tensor in (node.value, node.grad)]
    return all(
        isinstance(number, float) and isclose(number, wanted, rel_tol=1e-6, abs_tol=_TOLERANCE)
        for number, wanted in zip(shown, expected, strict=True)
    )


def _picture_faults(reply: Reply) -> list[str]:
    if reply.trace is None or reply.layout is None:
        return []
    with tempfile.TemporaryDirectory() as folder:
        paths = [Path(folder, "sine.png"), Path(folder, "sine.svg")]
        for path in paths:
            write_picture(reply.trace, reply.layout, path, load_theme("light"))
        return [f"{path.name} is empty" for path in paths if not path.stat().st_size]
