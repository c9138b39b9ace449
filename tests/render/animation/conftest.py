import sys

import pytest


@pytest.fixture
def fake_ffmpeg(tmp_path, monkeypatch):
    """Puts a script named ffmpeg alone on the path; gives a function that says what it does."""
    if sys.platform == "win32":
        pytest.skip("scripts are no programs there")
    folder = tmp_path / "bin"
    folder.mkdir()
    monkeypatch.setenv("PATH", str(folder))

    def does(body):
        script = folder / "ffmpeg"
        script.write_text(f"#!{sys.executable}\nimport sys\n{body}\n")
        script.chmod(0o755)

    return does
