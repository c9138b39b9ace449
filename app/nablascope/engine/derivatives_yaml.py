"""torch's own formulas of its VJPs, from the ``derivatives.yaml`` that ships with it."""

import re
from collections import Counter
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from nablascope.core.rules.rule import always_ruled

_FILE = Path("packaged", "autograd", "derivatives.yaml")
_PARAMETERS = re.compile(r"\((?P<inside>.*)\) ->")
_NO_PARAMETERS = {"name", "dispatch", "output_differentiability"}

Formulas = dict[str, dict[str, str]]
"""By autograd node, e.g. ``SinBackward0``, and by the argument that a formula is for."""


@cache
def formula_of(op: str, function: str, input: str) -> str | None:
    """Torch's formula for what a node sends to one input, in torch's terms; None where our own table tells.

    Args:
        op: the autograd node, e.g. ``RollBackward0``.
        function: the operation that made it, e.g. ``roll``.
        input: the argument, e.g. ``self``, or ``tensors[0]`` of a list.
    """
    if always_ruled(function, input):
        return None
    return torchs_formulas().get(op, {}).get(input.partition("[")[0])


@cache
def torchs_formulas() -> Formulas:
    """All formulas of the torch that is installed, read once (15 ms); none where it ships without them."""
    import yaml

    spec = find_spec("torchgen")
    places = spec.submodule_search_locations if spec else None
    file = Path((places or [""])[0]) / _FILE
    if not file.is_file():
        return {}
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    return _by_node(yaml.load(file.read_text(encoding="utf-8"), Loader=loader))


def _by_node(entries: list[dict[str, Any]]) -> Formulas:
    """Names nodes as torch's code generator does: see ``load_derivatives.py`` in its ``tools/autograd``.

    A node has the function's name in capitals, and a number that counts the entries of that name.
    """
    counts: Counter[str] = Counter()
    found: Formulas = {}
    for entry in entries:
        formulas = _formulas(entry)
        if formulas:
            prefix = _prefix(entry["name"])
            found[f"{prefix}{counts[prefix]}"] = formulas
            counts[prefix] += 1
    return found


def _formulas(entry: dict[str, Any]) -> dict[str, str]:
    parameters = _parameters(entry["name"])
    given = {**entry, **entry.get("dispatch", {}).get("Default", {})}
    return {
        name: " ".join(formula.split())
        for names, formula in given.items()
        if names not in _NO_PARAMETERS and formula != "non_differentiable"
        for name in names.split(", ")
        if name in parameters
    }


def _parameters(schema: str) -> set[str]:
    inside = _PARAMETERS.search(schema)
    words = inside["inside"].split(", ") if inside else []
    return {word.partition("=")[0].split()[-1] for word in words if " " in word}


def _prefix(schema: str) -> str:
    name = schema.partition("(")[0].partition(".")[0]
    capitals = "".join(part.title() for part in name.split("_"))
    return f"{capitals}Backward".replace("ForwardBackward", "Backward")
