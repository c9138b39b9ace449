"""Chooses the runs that CI makes of the operator database: ``python -m tests.full.choose_subset``.

Greedy cover (V. Chvátal, "A greedy heuristic for the set-covering problem", 1979): the run with most
autograd node classes not covered yet, the first of equals, until all are covered in both dtypes.
"""

import json
import warnings
from pathlib import Path

from tests.full.exceptions import REFUSED
from tests.full.oracle import structure_of
from tests.full.samples import OPERATIONS, Run, dtypes_of, program, programs

SUBSET = Path(__file__).parents[1] / "data" / "op_db_subset.json"


def subset():
    """The chosen runs."""
    return [Run(*row) for row in json.loads(SUBSET.read_text(encoding="utf-8"))]


def classes_of(made):
    """The autograd node classes of a program, each with its dtype; none where torch refuses it."""
    if (made.run.operation, made.run.variant) in REFUSED:
        return frozenset()
    return frozenset((op, made.run.dtype) for op in structure_of(made.forward())[0].ops)


def all_classes():
    """The classes of every run of the database."""
    made = (p for name in OPERATIONS for dtype in dtypes_of(name) for p in programs(name, dtype))
    return {p.run: classes_of(p) for p in made}


def covered(runs):
    """The classes of some runs."""
    return frozenset().union(*(classes_of(program(run)) for run in runs))


def choose(classes):
    """Runs that together have every class, as few as the greedy way finds."""
    left = set().union(*classes.values())
    chosen = []
    while left:
        best = max(classes, key=lambda run: len(classes[run] & left))
        chosen.append(best)
        left -= classes[best]
    return chosen


def main():
    warnings.simplefilter("ignore")
    rows = sorted([r.operation, r.variant, r.dtype, r.sample] for r in choose(all_classes()))
    text = ",\n".join(json.dumps(row) for row in rows)
    SUBSET.write_text(f"[\n{text}\n]\n", encoding="utf-8")
    print(f"{len(rows)} runs in {SUBSET}")


if __name__ == "__main__":
    main()
