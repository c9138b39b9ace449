"""One tool on one program: ``python -m tests.bench.tool_child TOOL PROGRAM``; prints JSON.

Each tool runs forward and backward as far as it can, and makes what it shows without Graphviz's own
program: torchviz the DOT text, torchlens its log of both passes, Nablascope the trace.
"""

import json
import sys
import time
import warnings

from tests.bench.programs import chain, mlp

PROGRAMS = {"chain": lambda: chain(1500), "mlp": lambda: mlp(1024, 256)}


def torchlens_run(program):
    import torchlens

    options = torchlens.options.CaptureOptions(save_grads=True)
    log = torchlens.trace(program.model, program.x, capture=options)
    log.log_backward(log[log.output_layers[0]].out.sum())
    return log


def torchlens_facts(log):
    layer = log[5]
    return {
        "nodes": len(list(log.grad_fns)),
        "values": layer.out is not None,
        "gradients": layer.grad is not None,
    }


def torchviz_run(program):
    import torchviz

    loss = program.loss()
    loss.backward(retain_graph=True)
    named = {"x": program.x, **dict(program.model.named_parameters())}
    return torchviz.make_dot(loss, named, show_attrs=True, show_saved=True).source


def torchviz_facts(text):
    return {
        "nodes": text.count("Backward") + text.count("AccumulateGrad"),
        "values": False,
        "gradients": False,
    }


def nablascope_run(program):
    import nablascope

    with nablascope.record() as recording:
        loss = program.loss()
        loss.backward()
    return recording.trace(loss)


def nablascope_facts(trace):
    inside = [node for node in trace.nodes if node.kind in ("leaf", "op")]
    return {
        "nodes": len(inside),
        "values": all(node.value is not None for node in inside),
        "gradients": all(node.grad is not None for node in inside),
    }


TOOLS = {
    "nablascope": (nablascope_run, nablascope_facts),
    "torchlens": (torchlens_run, torchlens_facts),
    "torchviz": (torchviz_run, torchviz_facts),
}


def seconds(run, program):
    """Wall time of a second run, and its result."""
    run(program)
    start = time.perf_counter()
    result = run(program)
    return time.perf_counter() - start, result


def main(tool, name):
    warnings.simplefilter("ignore")
    program = PROGRAMS[name]()
    run, facts = TOOLS[tool]
    plain, _ = seconds(lambda program: program.loss().backward(), program)
    try:
        took, result = seconds(run, program)
    except RecursionError:
        print(json.dumps({"stopped": "RecursionError", "plain": plain}))
        return
    print(json.dumps({**facts(result), "seconds": took, "plain": plain}))


if __name__ == "__main__":
    main(*sys.argv[1:])
