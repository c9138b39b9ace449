"""Confines itself, tries what a program must not do, and prints what came of each as JSON.

Usage: python confined_child.py FOLDER VERSION, where FOLDER holds a file named ``kept``, and VERSION is the
Landlock to take the kernel's for, or 0.
"""

import ctypes
import fcntl
import json
import os
import resource
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import termios
import threading
from pathlib import Path

from nablascope.engine.sandbox import landlock
from nablascope.engine.sandbox.confine import confine
from nablascope.engine.sandbox.seccomp import seal_limits

IO_URING_SETUP = 425
SETXATTRAT = 463
PTRACE_ATTACH = 16

libc = ctypes.CDLL(None, use_errno=True)


def main(folder, version):
    limit = resource.getrlimit(resource.RLIMIT_CORE)
    if version:
        pretend(version)
    confine()
    before = attempt(lambda: resource.setrlimit(resource.RLIMIT_CORE, limit))
    seal_limits()
    print(json.dumps({name: attempt(act) for name, act in {**of_files(folder), **of_others(limit)}.items()}))
    print(json.dumps({name: attempt(act) for name, act in allowed(folder, before).items()}))
    sys.stdout.flush()
    signal.raise_signal(signal.SIGABRT)


def pretend(version):
    """The kernel answers as one with an older Landlock would."""
    ask = landlock.system_call
    landlock.system_call = lambda what, *rest: version if what == "Landlock" else ask(what, *rest)


def of_files(folder):
    """Changes to files."""
    kept = folder / "kept"
    return {
        "write in the working directory": lambda: Path("canary").write_text("x"),
        "write in a folder": lambda: (folder / "canary").write_text("x"),
        "change a file": lambda: kept.open("a"),
        "empty a file": lambda: os.truncate(kept, 0),
        "empty a file by opening it": lambda: os.open(kept, os.O_RDONLY | os.O_TRUNC),
        "remove a file": kept.unlink,
        "remove a folder": lambda: shutil.rmtree(folder / "inner"),
        "rename a file": lambda: kept.rename(folder / "other"),
        "make a folder": lambda: (folder / "new").mkdir(),
        "make a link": lambda: (folder / "link").symlink_to(kept),
        "make a second name": lambda: (folder / "second").hardlink_to(kept),
        "make a pipe": lambda: os.mkfifo(folder / "pipe"),
        "change a file's mode": lambda: kept.chmod(0o777),
        "change a file's time": lambda: os.utime(kept),
        "change a file's attribute": lambda: os.setxattr(kept, "user.a", b"b"),
        "change it by a newer call": lambda: checked(libc.syscall(SETXATTRAT, -1, None, 0, None, None, 0)),
        "make a temporary file": tempfile.mkstemp,
    }


def of_others(limit):
    """Reaching other programs, processes and machines."""
    parent = os.getppid()
    return {
        "fork": os.fork,
        "run a program": lambda: subprocess.run(["/bin/true"], check=True),
        "run a program in a shell": lambda: shell("true"),
        "become another program": lambda: os.execv("/bin/true", ["true"]),
        "open a network socket": lambda: socket.socket(socket.AF_INET),
        "open a local socket": lambda: socket.socket(socket.AF_UNIX),
        "open a pair of sockets": socket.socketpair,
        "signal the parent": lambda: os.kill(parent, 0),
        "signal the group": lambda: os.kill(0, 0),
        "signal everybody": lambda: os.kill(-1, 0),
        "have a file signal the parent": lambda: fcntl.fcntl(0, fcntl.F_SETOWN, parent),
        "type into a terminal": lambda: fcntl.ioctl(0, termios.TIOCSTI, b"x"),
        "slow the parent down": lambda: os.setpriority(os.PRIO_PROCESS, parent, 19),
        "move the parent": lambda: os.sched_setaffinity(parent, {0}),
        "trace the parent": lambda: checked(libc.ptrace(PTRACE_ATTACH, parent, None, None)),
        "use io_uring": lambda: checked(libc.syscall(IO_URING_SETUP, 1, None)),
        "leave its namespaces": lambda: checked(libc.unshare(0)),
        "raise its limits": lambda: resource.setrlimit(resource.RLIMIT_CORE, limit),
        "raise its limits by pid": lambda: resource.prlimit(0, resource.RLIMIT_CORE, limit),
    }


def allowed(folder, before):
    """What goes on."""
    return {
        "limits before they are sealed": lambda: before,
        "read a file": (folder / "kept").read_text,
        "read its limits": lambda: resource.prlimit(0, resource.RLIMIT_CORE),
        "write to the null device": lambda: os.write(os.open("/dev/null", os.O_WRONLY), b"x"),
        "signal itself": lambda: os.kill(os.getpid(), 0),
        "start a thread": thread,
        "import torch and compute with threads": compute,
    }


def attempt(act):
    """ "done", or how the kernel refused."""
    try:
        result = act()
    except (OSError, ValueError) as error:
        return type(error).__name__
    return result if isinstance(result, str) and result.endswith("Error") else "done"


def shell(command):
    if os.system(command):
        raise OSError("no shell")


def checked(result):
    if result < 0:
        raise OSError(ctypes.get_errno(), "refused")


def thread():
    started = threading.Thread(target=int)
    started.start()
    started.join()


def compute():
    import torch

    x = torch.randn(300, 300, requires_grad=True)
    (x @ x).sum().backward()
    print(x.grad.shape, file=sys.stderr)


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
