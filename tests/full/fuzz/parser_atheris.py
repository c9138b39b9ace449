"""Fuzzes the parser by coverage, with libFuzzer through atheris (see requirements.txt beside this).

Usage: python -m tests.full.fuzz.parser_atheris -runs=900000 -seed=2026 -max_len=400 [CORPUS FOLDER]

A corpus of programs to begin with is made by `python -m tests.full.fuzz.parser_atheris --corpus FOLDER`.
"""

import sys
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["nablascope.core.language"]):
    from nablascope.core.language.so_far import parse_so_far

DATA = Path(__file__).parents[2] / "data"


def one_input(data):
    """Any text is read or refused; an exception ends the fuzzing with the text in a file."""
    read = parse_so_far(data.decode("utf-8", "surrogateescape"))
    assert read.program is not None or read.failure is not None


def write_corpus(folder):
    """A file for each program of the hostile corpora."""
    # Not above: the parser must first be imported instrumented.
    from tests.engine.language.hostile_child import payloads

    for corpus in DATA.glob("*hostile*.txt"):
        for number, text in payloads(corpus):
            name = Path(folder, f"{corpus.stem}-{number}")
            name.write_bytes(text[:2000].encode("utf-8", "surrogatepass"))


if __name__ == "__main__":
    if sys.argv[1:2] == ["--corpus"]:
        sys.exit(write_corpus(sys.argv[2]))
    atheris.Setup(sys.argv, one_input)
    atheris.Fuzz()
