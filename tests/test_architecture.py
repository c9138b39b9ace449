"""The rules of the house, as tests: which room may import which, and how small rooms are."""

import ast
from pathlib import Path

import pytest
from importlinter.cli import EXIT_STATUS_ERROR, EXIT_STATUS_SUCCESS, lint_imports

import nablascope

ROOT = Path(__file__).parents[1]
PACKAGE = Path(nablascope.__file__).parent
SOURCES = sorted(PACKAGE.rglob("*.py"))

LONGEST_FILE = 251
LONGEST_FUNCTION = 29
"""Lines, docstring apart; both only ever go down."""

INVERTED = """
[importlinter]
root_package = nablascope

[importlinter:contract:inverted]
name = The opposite of our layers
type = layers
layers =
    nablascope.core
    nablascope.ui
"""


def test_dependencies_point_inwards(capsys):
    status = lint_imports(str(ROOT / "pyproject.toml"), no_cache=True)
    assert status == EXIT_STATUS_SUCCESS, capsys.readouterr().out


def test_the_import_rules_can_fail(tmp_path, capsys):
    config = tmp_path / "importlinter.ini"
    config.write_text(INVERTED)
    assert lint_imports(str(config), no_cache=True) == EXIT_STATUS_ERROR
    assert "BROKEN" in capsys.readouterr().out


def test_render_knows_no_widgets():
    texts = [path.read_text(encoding="utf-8") for path in (PACKAGE / "render").rglob("*.py")]
    assert texts
    assert not [text for text in texts if "QtWidgets" in text]


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_rooms_are_small(path):
    text = path.read_text(encoding="utf-8")
    assert text.count("\n") <= LONGEST_FILE
    functions = [node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.FunctionDef)]
    assert {f.name: length(f) for f in functions if length(f) > LONGEST_FUNCTION} == {}


def length(function):
    """Lines of a function's body, without its docstring."""
    body = (
        function.body[1:]
        if ast.get_docstring(function) is not None and len(function.body) > 1
        else function.body
    )
    return body[-1].end_lineno - body[0].lineno + 1
