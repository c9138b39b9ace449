"""Fuzzes the parser and the engine and prints what came of it.

Usage: python -m tests.full.fuzz.run [--parser N] [--engine N] [--seed N]

The programs run in batches, each in a child process, so that a crash of torch itself ends one batch: it
is listed with its program, and the batch after it goes on. The exit status is 1 where a program escaped
or an exception was not caught. `parser_atheris` fuzzes the parser by coverage.
"""

import argparse
import json
import signal
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path

BATCH = 2_000
SECONDS = 900


def batch(kind, count, seed):
    """The reports of one child, and how it ended where it did not end well."""
    with tempfile.TemporaryDirectory() as folder:
        present = Path(folder, "present")
        present.touch()
        work = Path(folder, "work")
        work.mkdir()
        command = [sys.executable, "-m", "tests.full.fuzz.child", kind, str(count), str(seed), str(present)]
        environment = {
            "PYTHONPATH": ":".join(filter(None, sys.path)),
            "PATH": "/usr/bin:/bin",
            "HYPOTHESIS_STORAGE_DIRECTORY": folder,
        }
        done = subprocess.run(
            command, cwd=work, env=environment, capture_output=True, text=True, timeout=SECONDS, check=False
        )
        reports = [json.loads(line) for line in done.stdout.splitlines() if line.startswith("{")]
        if list(work.iterdir()):
            reports.append({"what": "escape", "detail": "a file", "program": "one of the batch"})
        if done.returncode:
            reports.append(_crash(done, present.read_text("utf-8", "surrogatepass")))
        return reports


def _crash(done, program):
    code = done.returncode
    ended = signal.Signals(-code).name if code < 0 else f"status {code}: {done.stderr[-1500:]}"
    return {"what": "crash", "detail": ended, "program": program}


def fuzz(kind, count, seed):
    """Runs `count` programs at least; gives how many ran and what was seen."""
    ran, seen = 0, []
    for number in range(-(-count // BATCH)):
        reports = batch(kind, min(BATCH, count), seed + number)
        ran += sum(report.get("done", 0) for report in reports)
        seen += [report for report in reports if "what" in report]
        print(f"{kind}: {ran:,} programs so far, {len(seen)} reports", flush=True)
    return ran, seen


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--parser", type=int, default=0)
    parser.add_argument("--engine", type=int, default=0)
    parser.add_argument("--seed", type=int, default=2026)
    options = parser.parse_args()
    bad = 0
    for kind in ("parser", "engine"):
        ran, seen = fuzz(kind, getattr(options, kind), options.seed)
        kinds = Counter(report["what"] for report in seen)
        for report in seen:
            print(json.dumps(report, ensure_ascii=True))
        print(f"{kind}: {ran:,} programs from seed {options.seed}: {dict(kinds) or 'nothing to report'}")
        bad += kinds["escape"] + kinds["exception"]
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
