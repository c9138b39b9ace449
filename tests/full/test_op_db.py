"""PyTorch's own operator database: every operation with autograd, as torch runs it, is what a trace shows.

Every value there, the graph that of `next_functions`, each gradient `torch.autograd.grad`'s, shares that
add up; plainly, in place, and through a view older than a change of its base.
"""

import pytest
from tests.full.agree import EmptyMode, Refused, agreement_of
from tests.full.choose_subset import all_classes, covered, subset
from tests.full.exceptions import OTHER_PATH, REFUSED
from tests.full.oracle import isomorphism, structure_of
from tests.full.samples import OPERATIONS, NoViews, dtypes_of, programs

pytestmark = pytest.mark.filterwarnings("ignore")


def all_programs(operation):
    return [program for dtype in dtypes_of(operation) for program in programs(operation, dtype)]


@pytest.mark.parametrize("operation", OPERATIONS)
def test_a_trace_shows_what_torch_says(operation, counts):
    refused, differences = {}, []
    for program in all_programs(operation):
        try:
            agreement = agreement_of(program)
        except Refused as reason:
            refused.setdefault((operation, program.run.variant), []).append(str(reason))
            continue
        counts.add(agreement.counts)
        differences += [f"{program.run}: {difference}" for difference in agreement.differences]
    counts.refused += sum(map(len, refused.values()))
    assert differences == []
    assert refused.keys() == {listed for listed in REFUSED if listed[0] == operation}
    assert all(REFUSED[listed] in reason for listed, reasons in refused.items() for reason in reasons)


@pytest.mark.parametrize("operation", OPERATIONS)
def test_only_the_listed_operations_take_another_path_while_a_mode_listens(operation):
    differing = [program.run for program in all_programs(operation) if takes_another_path(program)]
    assert bool(differing) == (operation in OTHER_PATH), differing


def takes_another_path(program):
    try:
        alone = program.forward()
    except (RuntimeError, NoViews):
        return False
    if alone is None:
        return False
    with EmptyMode():
        listened_to = program.forward()
    return isomorphism(structure_of(alone)[0], structure_of(listened_to)[0]) is None


def test_ci_runs_every_autograd_node_class_of_the_database():
    assert frozenset().union(*all_classes().values()) - covered(subset()) == frozenset()
