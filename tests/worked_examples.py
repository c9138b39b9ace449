"""The published examples of backpropagation in `data/worked_examples.json`, for tests to share."""

import json
from math import isclose
from pathlib import Path

EXAMPLES = json.loads((Path(__file__).parent / "data" / "worked_examples.json").read_text(encoding="utf-8"))

PRINTED_TO_TWO_PLACES = {("schiendorfer", "o1"), ("schiendorfer", "o2")}
"""Numbers that their source prints shorter than the example's tolerance, as its notes say."""


def flat(value):
    """The numbers of a nested list, or the number itself, in row-major order."""
    return [number for item in value for number in flat(item)] if isinstance(value, list) else [value]


def disagreements(example, nodes):
    """What a trace's nodes (node-link form) show otherwise than the example's source prints it."""
    shown = {node["name"]: node for node in nodes if node["name"]}
    return [
        f"{name}.{column} is {shown[name][column]}, published {published}"
        for column, table in (("value", "published_values"), ("grad", "published_grads"))
        for name, published in example[table].items()
        if not _close(shown[name][column], published, _tolerance(example, name))
    ] + [
        f"{name}.{column} is {shown[name][column]}, torch gives {expected}"
        for column, table in (("value", "torch_float64_values"), ("grad", "torch_float64_grads"))
        for name, expected in example[table].items()
        if not _close(shown[name][column], expected, 1e-12)
    ]


def _tolerance(example, name):
    return 0.005 if (example["id"], name) in PRINTED_TO_TWO_PLACES else example["abs_tol"]


def _close(shown, expected, tolerance):
    pairs = zip(flat(shown), flat(expected), strict=True)
    return all(isclose(one, other, rel_tol=0, abs_tol=tolerance) for one, other in pairs)
