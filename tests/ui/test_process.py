"""The window's process stays light, and PySide6 keeps count of None."""

import subprocess
import sys

CALLS = 5000


def test_the_window_starts_without_torch_numpy_networkx_and_the_setter_of_formulas():
    script = (
        "import sys, nablascope.ui.application\n"
        "late = {'torch', 'numpy', 'networkx', 'pyqtgraph', 'ziamath', 'nablascope.engine'}\n"
        "print(sorted(late & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_overridden_virtual_methods_do_not_lose_references_to_none():
    """6.12.0 drops one reference a call and aborts the process after some thousand of them."""
    script = (
        "import sys\n"
        "from PySide6.QtCore import QCoreApplication, QEvent, QObject\n"
        "class Listener(QObject):\n"
        "    def customEvent(self, event):\n"
        "        return None\n"
        "    def timerEvent(self, event):\n"
        "        return None\n"
        "application, listener = QCoreApplication([]), Listener()\n"
        "def send():\n"
        f"    for _ in range({CALLS}):\n"
        "        QCoreApplication.sendEvent(listener, QEvent(QEvent.Type.User))\n"
        "send()\n"
        "before = sys.getrefcount(None)\n"
        "send()\n"
        "print(sys.getrefcount(None) - before)"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert abs(int(done.stdout)) < CALLS / 100
