"""An engine that cannot be confined runs nothing."""

from nablascope.engine import start
from nablascope.engine.sandbox.kernel import SandboxError
from nablascope.engine_command import UNCONFINED


def test_where_the_sandbox_fails_the_engine_says_why_and_ends(monkeypatch, capsys):
    def refuse():
        raise SandboxError("Landlock: Operation not supported")

    monkeypatch.setattr(start, "confine", refuse)
    monkeypatch.setattr(start, "CONFINED", True)
    assert start.start([]) == UNCONFINED
    assert "Landlock: Operation not supported" in capsys.readouterr().err
