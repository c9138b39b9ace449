"""`start`: the engine process, confined before it imports torch."""

import argparse
import os
import sys

from nablascope.engine.sandbox.confine import CONFINED, confine
from nablascope.engine.sandbox.kernel import SandboxError
from nablascope.engine_command import UNCONFINED

CHOICE = "NABLASCOPE_SANDBOX"
"""Set to ``off`` by a person whose kernel has no sandbox: programs then run without one."""


def start(arguments: list[str]) -> int:
    """Confines this process, then serves its client.

    Args:
        arguments: of the command line: ``--memory`` and the bytes that a run may use.

    Returns:
        The exit status; `UNCONFINED` where the process cannot be confined and so runs nothing.
    """
    parser = argparse.ArgumentParser(prog="nablascope engine")
    parser.add_argument("--memory", type=int, default=None)
    memory: int | None = parser.parse_args(arguments).memory
    confined = CONFINED and os.environ.get(CHOICE) != "off"
    try:
        if confined:
            confine()
    except SandboxError as error:
        sys.stderr.write(f"{error}\n")
        return UNCONFINED
    from nablascope.engine.serve import main

    return main(confined=confined, memory=memory)
