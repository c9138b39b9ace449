"""Fixtures for all tests; Qt draws offscreen unless a test starts a display of its own."""

import os
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import settings

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

# A busy machine is no fault of the code, and what CI says depends on the change alone.
settings.register_profile("steady", deadline=None, derandomize="CI" in os.environ)
settings.load_profile("steady")


@pytest.fixture
def run_python():
    """Runs a script in a Python of its own and gives what it printed."""

    def run(script):
        return subprocess.run(
            [sys.executable, "-c", script], capture_output=True, text=True, check=True, timeout=120
        ).stdout

    return run


@pytest.fixture
def big_stack():
    """Calls a function in a thread with the engine's stack and gives its result."""

    def call(function):
        before = threading.stack_size(1 << 30)
        try:
            with ThreadPoolExecutor(1) as pool:
                return pool.submit(function).result()
        finally:
            threading.stack_size(before)

    return call


@pytest.fixture(autouse=True, scope="session")
def _one_application(qapp):
    """A test that only draws would otherwise make an application without widgets, and there can be one."""
    return qapp
