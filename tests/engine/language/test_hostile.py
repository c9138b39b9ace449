"""No program of the hostile corpus escapes, crashes or stalls the evaluator."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

pytest.importorskip("resource", reason="the child bounds its own memory")

CHILD = Path(__file__).parent / "hostile_child.py"
DATA = Path(__file__).parents[2] / "data"
CORPORA = {"hostile_expressions.txt": 500, "own_hostile_expressions.txt": 351}
"""How many programs each holds."""

SECONDS = 120
"""For the whole corpus on a busy machine; about 6 on a quiet one."""

HARMLESS = {
    97: "an annotation, which is never evaluated",
    98: "a function that is never called",
    99: "the same",
    101: "a global statement outside of a function, which says nothing",
    134: "what a module is called",
    135: "what a function is called",
    136: "the same, printed",
    119: "an f-string with thousands separators",
    120: "an f-string that shows its own text",
    140: "True to a large power is 1",
    141: "a power that is zero",
    151: "a long text of digits becomes infinity",
    152: "the same, as a complex number",
    176: "a negative power of a number",
    187: "a text sliced with a huge step",
    254: "the name of a tensor's type",
    246: "a function without a call",
    331: "an argument by name",
    333: "the name of a device that is not there",
    336: "a negative seed",
    375: "six million elements, fewer than the limit",
    379: "a layer without inputs or outputs",
    426: "a Cyrillic name",
    427: "the Kelvin sign, which is the letter K",
    439: "an encoding comment, a comment to a text",
    441: "a letter by its Unicode name",
    448: "continued empty lines and a number",
    462: "Python reads 5if as 5 if",
    463: "Python reads 0xfor as 0xf or",
    501: "adjacent texts, joined",
    504: "a function that is never called",
    506: "a long text",
    513: "a name given to a number, again and again",
    514: "comprehensions in each other",
}
"""The programs that are allowed to run, by line, and what they are; every other is refused or fails."""

OWN_HARMLESS = {
    44: "a large tensor, twenty times",
    58: "sorting inside of sorting",
    70: "a Hessian of 300 by 300",
    80: "an annotation, which is not evaluated",
    81: "the same, of a name",
    96: "a dict with an odd key",
    101: "isinstance with nested tuples, of which the first fits",
    115: "the text of a module",
    146: "global, where everything is",
    156: "a name of its own called torch",
    187: "a dict by a tensor",
    255: "a list that no step is taken with",
    288: "empty, which gives zeros",
    293: "print options, within bounds",
    295: "anomaly mode, put back afterwards",
    318: "a product of numbers",
    321: "eleven roots",
    322: "a power of powers",
    336: "texts with bars",
    341: "a loop of 5,000 empty statements",
    343: "2,500 functions",
    344: "a hundred lambdas",
}


def _run(corpus, folder):
    command = [sys.executable, str(CHILD), str(DATA / corpus), "1", "100000"]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=SECONDS, check=False)
    return done, [json.loads(line) for line in done.stdout.splitlines()]


@pytest.fixture(scope="module", params=CORPORA)
def corpus_run(request, tmp_path_factory):
    """A corpus run once in a child process, in an empty folder."""
    folder = tmp_path_factory.mktemp("hostile")
    return (*_run(request.param, folder), folder, request.param)


def test_every_program_ends_as_a_refusal_a_failure_or_a_run(corpus_run):
    done, reports, _, corpus = corpus_run
    started = [report["number"] for report in reports if "ended" not in report]
    ended = [report["number"] for report in reports if "ended" in report]
    assert done.returncode == 0, f"line {started[-1:]} ended the process: {done.stderr[-2000:]}"
    assert started == ended
    assert len(ended) == CORPORA[corpus]


def test_no_program_touches_files_processes_or_the_network(corpus_run):
    _, reports, folder, _ = corpus_run
    assert {report["number"]: report["escapes"] for report in reports if report.get("escapes")} == {}
    assert list(folder.iterdir()) == []


def test_only_the_harmless_programs_run(corpus_run):
    _, reports, _, corpus = corpus_run
    harmless = OWN_HARMLESS if corpus.startswith("own") else HARMLESS
    assert {report["number"] for report in reports if report.get("ended") == "ran"} == set(harmless)


def test_no_program_stalls(corpus_run):
    _, reports, _, _ = corpus_run
    slow = {report["number"]: report["seconds"] for report in reports if report.get("seconds", 0) > 5}
    assert slow == {}


def test_the_watch_would_see_an_escape(tmp_path):
    """The audit hook of the child is not blind."""
    script = (
        "import sys; sys.path.insert(0, sys.argv[1]); import hostile_child as child\n"
        "seen = []\n"
        "sys.addaudithook(lambda event, args: child.is_escape(event, args) and seen.append(event))\n"
        "import os\n"
        "open('canary', 'w').close(); os.system('true'); exec('1'); open('/etc/passwd').close()\n"
        "print(' '.join(seen))"
    )
    command = [sys.executable, "-c", script, str(CHILD.parent)]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, timeout=SECONDS, check=True)
    assert {"open", "os.system", "exec"} <= set(done.stdout.split())
    assert done.stdout.split().count("open") == 2
