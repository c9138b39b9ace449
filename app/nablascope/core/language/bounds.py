"""Bounds on a program's text and tree, checked before anything else touches them.

CPython's parser and any recursive walk can be driven out of memory or off the stack by a small text;
every check here is one pass without recursion.
"""

import ast
import re
import unicodedata

from nablascope.core.language.failure import Failure, Fix, LanguageError
from nablascope.core.language.span import Span

MAX_BYTES = 64 * 1024
"""Of the text in UTF-8."""

MAX_LINES = 10_000

MAX_BRACKETS = 60
"""Open at the same time; CPython's parser gives up near 200."""

MAX_NODES = 20_000
MAX_DEPTH = 120
MAX_INTEGER_BITS = 4096
"""Of any integer a program writes or computes."""

_REFUSED_CATEGORIES = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
_ODD = re.compile(r"[^\n\r\t -~]")


def check_text(text: str) -> None:
    """Refuses a text that is too long, too deeply bracketed, or holds invisible characters.

    Raises:
        LanguageError: with the span of what is refused.
    """
    _check_length(text)
    _check_characters(text)
    _check_brackets(text)


def check_tree(tree: ast.AST) -> None:
    """Refuses a tree of too many nodes, or too deep to walk recursively.

    Raises:
        LanguageError: if a bound is passed.
    """
    count = 0
    pending = [(tree, 1)]
    while pending:
        node, depth = pending.pop()
        count += 1
        if count > MAX_NODES:
            raise LanguageError(Failure("this program is too long", "split it into smaller programs"))
        if depth > MAX_DEPTH:
            raise LanguageError(Failure("this is nested too deeply", "give parts of it names, line by line"))
        pending.extend((child, depth + 1) for child in ast.iter_child_nodes(node))


def _check_length(text: str) -> None:
    # One character is at least one byte, so a huge text is refused before it is encoded.
    if len(text) > MAX_BYTES or len(text.encode("utf-8", "replace")) > MAX_BYTES:
        raise LanguageError(Failure("this program is too long", f"the limit is {MAX_BYTES // 1024} KiB"))
    if text.count("\n") >= MAX_LINES:
        raise LanguageError(Failure("this program is too long", f"the limit is {MAX_LINES:,} lines"))


def _check_characters(text: str) -> None:
    for match in _ODD.finditer(text):
        if is_invisible(match.group()):
            _refuse_character(text, match.start(), match.group())


def is_invisible(character: str) -> bool:
    """Whether `character` is a control, bidi, zero-width, surrogate or other unseen one."""
    return character not in "\n\r\t" and unicodedata.category(character) in _REFUSED_CATEGORIES


def _refuse_character(text: str, index: int, character: str) -> None:
    name = unicodedata.name(character, "a control character")
    span = span_at(text, index, index + 1)
    raise LanguageError(
        Failure(
            f"there is an invisible character here: U+{ord(character):04X}, {name}",
            "remove it",
            span,
            Fix("Remove it", span, ""),
        )
    )


def _check_brackets(text: str) -> None:
    depth = 0
    for index, character in enumerate(text):
        if character in "([{":
            depth += 1
        elif character in ")]}":
            depth = max(0, depth - 1)
        if depth > MAX_BRACKETS:
            raise LanguageError(
                Failure(
                    f"more than {MAX_BRACKETS} brackets are open here",
                    "give parts of it names, line by line",
                    span_at(text, index, index + 1),
                )
            )


def span_at(text: str, start: int, end: int) -> Span:
    """The span between two character indices of `text`."""
    return Span(*_place(text, start), *_place(text, end))


def _place(text: str, index: int) -> tuple[int, int]:
    lines = split_lines(text[:index])
    return len(lines), len(lines[-1])


def split_lines(text: str) -> list[str]:
    """`text` cut where Python's tokenizer ends a line, and nowhere else."""
    return re.split(r"\r\n|\r|\n", text)
