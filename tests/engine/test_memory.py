"""A run that needs too much memory fails; the process and the machine live on."""

import sys

import pytest

SCRIPT = """
from nablascope.core.wire.messages import Evaluate
from nablascope.engine import memory
from nablascope.engine.session import answer

assert memory.limit_memory(2**28, reserved=0)
for text in ("\\n".join(f"a{i} = torch.ones(5000000) * x" for i in range(40)), "y = x*2"):
    print(answer(Evaluate(1, text, fill=True)).failure)
"""


CYCLES = """
from nablascope.core.wire.messages import Evaluate
from nablascope.engine import memory
from nablascope.engine.session import answer

assert memory.limit_memory(2**28, reserved=0)
text = "for i in range(40):\\n    held = [torch.ones(5000000)]\\n    held.append(held)"
print(answer(Evaluate(1, text, fill=True)).failure.message)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="the address space is limited on Linux")
def test_what_a_program_has_dropped_is_freed_before_it_fails(run_python):
    assert "nothing here depends on" in run_python(CYCLES)


@pytest.mark.skipif(sys.platform != "linux", reason="the address space is limited on Linux")
def test_a_greedy_program_fails_and_the_next_one_runs(run_python):
    greedy, modest = run_python(SCRIPT).splitlines()
    assert "not enough memory" in greedy
    assert modest == "None"
