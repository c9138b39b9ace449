"""Torch's and Python's errors in a teacher's words."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

import torch

from nablascope.core.language.failure import Failure
from nablascope.core.language.span import Span

RUN_ERRORS: tuple[type[Exception], ...] = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    ImportError,
    LookupError,
    MemoryError,
    RuntimeError,
    TypeError,
    ValueError,
)
"""What an operation on allow-listed values can raise."""

REQUIRES_GRAD = "only floating point and complex tensors can require gradients"

MAX_MESSAGE = 200
"""Characters kept of a message that has no words of its own here."""


@dataclass(frozen=True, slots=True)
class _Rule:
    """Torch's wording, what is said instead (with the pattern's groups), and what to do."""

    pattern: re.Pattern[str]
    message: str
    hint: str


def _rule(pattern: str, message: str, hint: str) -> _Rule:
    return _Rule(re.compile(pattern, re.IGNORECASE | re.DOTALL), message, hint)


_RULES = (
    _rule(
        r"only tensors of floating point.* can require gradients",
        REQUIRES_GRAD,
        "write its numbers with a decimal point, or add dtype=torch.float32",
    ),
    _rule(
        r"grad can be implicitly created only for scalar outputs",
        "backward needs a single number to start from, and this tensor has several",
        "reduce it first, e.g. y.sum().backward(), or give backward a gradient of its shape",
    ),
    _rule(
        r"trying to backward through the graph a second time",
        "the graph was freed by the first backward pass",
        "write backward(retain_graph=True) the first time",
    ),
    _rule(
        r"does not require grad and does not have a grad_fn",
        "nothing this depends on requires gradients",
        "create an input with requires_grad=True",
    ),
    _rule(
        r"appears to not have been used in the graph",
        "the output does not depend on this input",
        "use the input, or write allow_unused=True",
    ),
    _rule(
        r"a leaf variable that requires grad is being used in an in-place operation",
        "a leaf that requires gradients cannot be changed in place",
        "write x = x + 1 instead of x += 1",
    ),
    _rule(
        r"modified by an inplace operation",
        "a value that backward needs was changed in place",
        "write x = x + 1 instead of x += 1",
    ),
    _rule(
        r"boolean value of tensor with more than one value is ambiguous",
        "a tensor of several elements is neither true nor false",
        "use .any() or .all()",
    ),
    _rule(
        r"only one element tensors can be converted|cannot be converted to scalar",
        "only a tensor of one element can become a number",
        "reduce it first, e.g. x.sum()",
    ),
    _rule(
        r"mat1 and mat2 shapes cannot be multiplied \((\w+) and (\w+)\)",
        r"a matrix of \1 cannot be multiplied with one of \2",
        "the columns of the first must be as many as the rows of the second",
    ),
    _rule(
        r"inconsistent tensor size, expected tensor (\[.*?\]) and src (\[.*?\])",
        r"the shapes \1 and \2 do not fit together",
        "both must have as many elements",
    ),
    _rule(
        r"(\w+)\(\) received an invalid combination of arguments",
        r"\1 does not take these arguments",
        "check their names, their order and their types",
    ),
    _rule(
        r"(\w+)\(\): argument '(\w+)' \(position \d+\) must be (\w+), not (\w+)",
        r"\1 needs a \3 for its argument \2, and this is a \4",
        "write torch.tensor(...) around numbers",
    ),
    _rule(
        r"(\w+)\(\) missing (\d+) required positional arguments?: (.*)",
        r"\1 needs \2 more: \3",
        "write them in its brackets",
    ),
    _rule(
        r"expected sequence of length (\d+) at dim (\d+) \(got (\d+)\)",
        r"the rows have different lengths, \1 and \3",
        "every row of a tensor has as many elements",
    ),
    _rule(r"singular", "this matrix is singular: it has no inverse", "change its numbers"),
    _rule(
        r"not compiled with cuda|no nvidia driver|invalid device|found no",
        "torch does not have this device here",
        "leave the device out, or write 'cpu'",
    ),
    _rule(
        r"shape '(\[.*?\])' is invalid for input of size (\d+)",
        r"\2 elements do not fill the shape \1",
        "the sizes of the shape must multiply to the number of elements",
    ),
    _rule(
        r"index (-?\d+) is out of bounds for dimension (\d+) with size (\d+)",
        r"there is no element \1 in dimension \2, which has \3",
        "elements count from 0",
    ),
    _rule(
        r"invalid index of a 0-dim tensor",
        "a scalar tensor has no elements to index",
        "use x.item() for its number",
    ),
    _rule(
        r"dimension out of range \(expected to be in range of \[(-?\d+), (-?\d+)\], but got (-?\d+)\)",
        r"there is no dimension \3; they go from \1 to \2",
        "",
    ),
    _rule(
        r"could not infer output dtype|input dtype must be either a floating point",
        "this needs floating point numbers",
        "write x.float() first",
    ),
    _rule(
        r"same dtype|expected (?:scalar type|m1 and m2)",
        "the tensors have different dtypes",
        "convert one, e.g. with .double() or .float()",
    ),
    _rule(
        r"both arguments to matmul need to be at least 1D, but they are (\d)D and (\d)D",
        r"@ multiplies vectors and matrices, and these tensors have \1 and \2 dimensions",
        "give the scalar a list of numbers, e.g. [1, 2], or multiply with *",
    ),
    _rule(
        r"only integer tensors of a single element can be converted to an index",
        "a list and a tensor cannot be combined like this",
        "write torch.tensor([...]) around the list",
    ),
    _rule(r"division by zero|modulo by zero", "this divides by zero", "change the divisor"),
    _rule(
        r"int too large|result too large|math range error|numerical result out of range",
        "this number is too large",
        "use smaller numbers",
    ),
    _rule(r"math domain error|expected a .*input", "this function has no value there", "check the argument"),
    _rule(
        r"out of memory|not enough memory|can't allocate memory",
        "there is not enough memory for this",
        "use smaller tensors",
    ),
    _rule(r"recursion depth", "this is nested too deeply", "give parts of it names, line by line"),
    _rule(
        r"unexpected keyword argument '(\w+)'", r"there is no argument named \1 here", "check its spelling"
    ),
)

_WORDLESS: dict[type[Exception], str] = {
    ZeroDivisionError: "this divides by zero",
    MemoryError: "there is not enough memory for this",
}
"""What is said of errors that come without a message."""

_SHAPES_HINT = "sizes must be equal, or one of them 1, counted from the last dimension"


def explain(error: Exception, span: Span | None, operands: Sequence[object] = ()) -> Failure:
    """The failure to show for `error`, raised by an operation on `operands` written at `span`."""
    text = str(error)
    shapes = [list(value.shape) for value in operands if isinstance(value, torch.Tensor)]
    if "must match the size of tensor" in text and len(shapes) > 1:
        message = f"the shapes {shapes[0]} and {shapes[1]} do not fit together"
        return Failure(message, _SHAPES_HINT, span)
    for rule in _RULES:
        if match := rule.pattern.search(text):
            message = match.expand(rule.message)
            return Failure(_with_shapes(message, shapes), rule.hint, span)
    return Failure(_with_shapes(_shortened(error), shapes), "", span)


def _with_shapes(message: str, shapes: Sequence[Sequence[int]]) -> str:
    differ = len(shapes) > 1 and shapes[0] != shapes[1]
    mentions = re.search(r"\bsize|dimensions", message)
    if not differ or not mentions:
        return message
    return f"{message} (the shapes are {shapes[0]} and {shapes[1]})"


def _shortened(error: Exception) -> str:
    """The first sentence of torch's own message."""
    first = str(error).strip().split("\n")[0]
    sentence = re.split(r"(?<=[a-z)\]'\"])\. ", first)[0]
    return sentence[:MAX_MESSAGE] or _WORDLESS.get(type(error), type(error).__name__)
