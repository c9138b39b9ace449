"""Counts of what was compared, printed when everything has run."""

import pytest
from tests.full.oracle import Counts

_COUNTS = pytest.StashKey[Counts]()


@pytest.fixture(scope="session")
def counts(pytestconfig):
    """What all tests together have compared."""
    return pytestconfig.stash.setdefault(_COUNTS, Counts())


def pytest_terminal_summary(terminalreporter, config):
    if _COUNTS in config.stash:
        terminalreporter.section("compared with torch")
        terminalreporter.line(str(config.stash[_COUNTS]))
