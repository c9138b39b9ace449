"""Traces as files: recorded on one machine, read on another."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
import torch
import torch.distributed as dist

import nablascope


def square():
    return nablascope.trace(lambda x: (x**2).sum(), torch.tensor([3.0, 4.0]))


def shown(trace):
    """Everything a reader sees of a trace."""
    return list(trace.nodes), list(trace.edges), trace.outputs, trace.notes, trace.torch


def test_a_saved_trace_is_loaded_as_it_was(tmp_path):
    path = tmp_path / "run.nablatrace"
    trace = square()
    trace.save(path)
    loaded = nablascope.load(path)
    assert shown(loaded) == shown(trace)
    assert type(loaded) is type(trace) is nablascope.Trace


def test_a_loaded_trace_does_what_a_recorded_one_does(tmp_path):
    trace = square()
    trace.save(tmp_path / "run.nablatrace")
    loaded = nablascope.load(str(tmp_path / "run.nablatrace"))
    assert loaded.to_json() == trace.to_json()
    loaded.render(tmp_path / "run.svg")
    assert (tmp_path / "run.svg").read_bytes().startswith(b"<svg")
    loaded.save(tmp_path / "again.nablatrace")
    assert (tmp_path / "again.nablatrace").read_bytes() == (tmp_path / "run.nablatrace").read_bytes()


@pytest.mark.parametrize("content", [b"", b"import os", b"\x80\x04\x95"], ids=["empty", "text", "a pickle"])
def test_what_is_no_trace_file_is_an_error(content, tmp_path):
    path = tmp_path / "run.nablatrace"
    path.write_bytes(content)
    with pytest.raises(ValueError, match=r"."):
        nablascope.load(path)


def test_a_file_that_is_not_there_is_an_error(tmp_path):
    with pytest.raises(FileNotFoundError):
        nablascope.load(tmp_path / "missing.nablatrace")


def test_loading_imports_neither_torch_nor_qt(run_python, tmp_path):
    path = tmp_path / "run.nablatrace"
    square().save(path)
    script = (
        "import sys\n"
        "for name in ('torch', 'PySide6', 'numpy', 'networkx'): sys.modules[name] = None\n"
        "import nablascope\n"
        f"trace = nablascope.load({str(path)!r})\n"
        "print([node.grad.values for node in trace.nodes if node.kind == 'leaf'])"
    )
    assert run_python(script).strip() == "[(6.0, 8.0)]"


def test_importing_the_package_and_loading_leave_the_gradient_to_those_who_have_torch(tmp_path):
    square().save(tmp_path / "run.nablatrace")
    with pytest.raises(ValueError, match="loaded"):
        nablascope.load(tmp_path / "run.nablatrace").gradient_trace()


# The rank leaves without taking gloo down: its threads may abort then ("terminate called").
RANK = """
import os, sys, torch, torch.distributed as dist
import nablascope
rank, folder = int(sys.argv[1]), sys.argv[2]
dist.init_process_group("gloo", init_method=f"file://{folder}/meeting", rank=rank, world_size=2)
torch.manual_seed(0)
model = torch.nn.parallel.DistributedDataParallel(torch.nn.Linear(2, 1))
x = torch.full((3, 2), float(rank + 1))
with nablascope.record() as recording:
    loss = model(x).square().mean()
    loss.backward()
trace = recording.trace(loss)
if rank == 1:
    trace.save(f"{folder}/rank1.nablatrace")
print(loss.item(), *model.module.weight.grad.flatten().tolist(), flush=True)
dist.barrier()
os._exit(0)
"""

READ = """
import sys
sys.modules["torch"] = None
import nablascope
trace = nablascope.load(sys.argv[1])
node = trace.nodes[trace.output_node]
print(node.name, node.value.values[0], *sorted({n.module for n in trace.nodes if n.module}))
"""


@pytest.mark.skipif(not (dist.is_available() and dist.is_gloo_available()), reason="this torch has no gloo")
@pytest.mark.skipif(sys.platform != "linux", reason="the ranks meet in a file")
def test_one_rank_of_a_distributed_job_is_opened_where_there_is_no_torch(tmp_path):
    environment = {**os.environ, "GLOO_SOCKET_IFNAME": "lo", "OMP_NUM_THREADS": "1"}
    ranks = [
        subprocess.Popen(
            [sys.executable, "-c", RANK, str(rank), str(tmp_path)],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            env=environment,
        )
        for rank in range(2)
    ]
    said = [process.communicate(timeout=120) for process in ranks]
    assert [process.returncode for process in ranks] == [0, 0], said[1][1]
    loss = said[1][0].split()[0]
    read = subprocess.run(
        [sys.executable, "-c", READ, str(Path(tmp_path, "rank1.nablatrace"))],
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    name, value, *modules = read.stdout.split()
    assert (name, float(value)) == ("loss", pytest.approx(float(loss)))
    assert modules == ["module"]
