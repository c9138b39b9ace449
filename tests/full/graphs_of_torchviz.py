"""Runs torchviz's own tests, as they are, with our check in place of its drawing.

``python -m tests.full.graphs_of_torchviz PATH`` where PATH is ``test/test.py`` of a checkout of
https://github.com/szagoruyko/pytorchviz (MIT, Sergey Zagoruyko). Torchviz itself is not needed: its
``make_dot`` is asked for a picture of a graph, and ours compares the trace of that graph with a plain walk
of ``next_functions``.
"""

import importlib.util
import sys
import unittest
from types import ModuleType

import torch
from tests.full.oracle import isomorphism, shown_structure, structure_of

import nablascope


def difference(program):
    """How the trace of a function's result, or of any of its results, differs from the walk; else None."""
    drawn = []

    def kept():
        drawn[:] = _several(program())
        return tuple(drawn)

    for place in range(len(_several(program()))):
        trace = nablascope.trace(kept, output=place)
        real, shown = structure_of(drawn[place])[0], shown_structure(trace)[0]
        if isomorphism(real, shown) is None:
            return f"torch has {real}, shown is {shown}"
        unseen = [node.op for node in trace.nodes if node.kind == "op" and node.value is None]
        if unseen:
            return f"no value of {unseen}"
    return None


def _several(result):
    return list(result) if isinstance(result, tuple) else [result]


def suite(path):
    """The tests in a file, each with its `make_dot` taken over."""
    asked = []
    stand_in = ModuleType("torchviz")
    stand_in.make_dot = lambda var, params=None, **_: asked.append(var)
    stand_in.make_dot_from_trace = stand_in.make_dot
    sys.modules["torchviz"] = stand_in
    spec = importlib.util.spec_from_file_location("torchviz_tests", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    tests = unittest.defaultTestLoader.loadTestsFromModule(module)
    return [(case.id(), _graph(case, asked)) for group in tests for case in group]


def _graph(case, asked):
    method = getattr(case, case.id().rpartition(".")[2])

    def program():
        asked.clear()
        torch.manual_seed(0)
        method()
        return asked[-1]

    return program


def main(path):
    failures = 0
    for name, program in suite(path):
        differs = difference(program)
        failures += differs is not None
        print(f"{name}: {differs or 'the same graph'}")
    return failures


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
