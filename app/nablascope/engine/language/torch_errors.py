"""What torch and Python say when something goes wrong, and what a teacher would say instead."""

from nablascope.core.language.friendly.or_bars import OR, OR_HINT
from nablascope.engine.language.error_rule import rule
from nablascope.engine.language.shape_errors import SHAPE_RULES

REQUIRES_GRAD = "only floating point and complex tensors can require gradients"
NOT_SCALAR = "backward needs a single number to start from, and this tensor has several"
FREED = "the graph was freed by the first backward pass"
LEAF_CHANGED = "a leaf that requires gradients cannot be changed in place"
NOTHING_FOLLOWED = "nothing this depends on requires gradients"
NOTHING_HERE = "nothing here depends on a tensor that requires a gradient"
CHANGED = "a value that backward needs was changed in place"
NO_MEMORY = r"out of memory|not enough memory|can't allocate memory"
UNUSED = "the output does not depend on this input"


RULES = (
    *SHAPE_RULES,
    rule(
        r"only tensors of floating point.* can require gradients",
        REQUIRES_GRAD,
        "write its numbers with a decimal point, or add dtype=torch.float32",
    ),
    rule(
        r"grad can be implicitly created only for scalar outputs",
        NOT_SCALAR,
        "reduce it first, e.g. y.sum().backward(), or give backward a gradient of its shape",
    ),
    rule(
        r"trying to backward through the graph a second time",
        FREED,
        "write backward(retain_graph=True) the first time",
    ),
    rule(
        r"does not require grad and does not have a grad_fn",
        NOTHING_FOLLOWED,
        "create an input with requires_grad=True",
    ),
    rule(
        r"appears to not have been used in the graph",
        UNUSED,
        "use the input, or write allow_unused=True",
    ),
    rule(
        r"a leaf variable that requires grad is being used in an in-place operation",
        LEAF_CHANGED,
        "write x = x + 1 instead of x += 1; to update a leaf, write it inside of with torch.no_grad():",
    ),
    rule(
        r"modified by an inplace operation: .*, which is output \d+ of (\w+), is at version (\d+); "
        r"expected version (\d+)",
        CHANGED,
        r"backward needs what \1 gave as it was, at version \3, and it is at version \2: "
        "write x = x + 1 instead of x += 1, or change a x.clone()",
    ),
    rule(
        r"modified by an inplace operation: .* is at version (\d+); expected version (\d+)",
        CHANGED,
        r"it was saved at version \2 and is at version \1: write x = x + 1 instead of x += 1",
    ),
    rule(r"modified by an inplace operation", CHANGED, "write x = x + 1 instead of x += 1"),
    rule(
        r"boolean value of tensor with more than one value is ambiguous",
        "a tensor of several elements is neither true nor false",
        "use .any() or .all()",
    ),
    rule(
        r"only one element tensors can be converted|cannot be converted to scalar",
        "only a tensor of one element can become a number",
        "reduce it first, e.g. x.sum()",
    ),
    rule(
        r"mat1 and mat2 shapes cannot be multiplied \((\w+) and (\w+)\)",
        r"a matrix of \1 cannot be multiplied with one of \2",
        "the columns of the first must be as many as the rows of the second",
    ),
    rule(
        r"inconsistent tensor size, expected tensor (\[.*?\]) and src (\[.*?\])",
        r"the shapes \1 and \2 do not fit together",
        "both must have as many elements",
    ),
    rule(
        r"(\w+)\(\) received an invalid combination of arguments",
        r"\1 does not take these arguments",
        "check their names, their order and their types",
    ),
    rule(
        r"(\w+)\(\): argument '(\w+)' \(position \d+\) must be (\w+), not (\w+)",
        r"\1 needs a \3 for its argument \2, and this is a \4",
        "write torch.tensor(...) around numbers",
    ),
    rule(
        r"([\w.]+?)(?:\.__init__|\.forward)?\(\) missing (\d+) required positional arguments?: (.*)",
        r"\1 needs \2 more: \3",
        "write them in its brackets",
    ),
    rule(
        r"([\w.]+?)(?:\.__init__|\.__new__|\.forward)?\(\) takes (?:from \d+ to )?\d+ positional",
        r"\1 does not take so many values",
        "leave some out, or give them by name",
    ),
    rule(
        r"expected sequence of length (\d+) at dim (\d+) \(got (\d+)\)",
        r"the rows have different lengths, \1 and \3",
        "every row of a tensor has as many elements",
    ),
    rule(r'"bitwise_or_\w+" not implemented|unsupported operand type\(s\) for \|=?:', OR, OR_HINT),
    rule(r"singular", "this matrix is singular: it has no inverse", "change its numbers"),
    rule(
        r"not compiled with cuda|no nvidia driver|invalid device|found no",
        "torch does not have this device here",
        "leave the device out, or write 'cpu'",
    ),
    rule(
        r"shape '(\[.*?\])' is invalid for input of size (\d+)",
        r"\2 elements do not fill the shape \1",
        "the sizes of the shape must multiply to the number of elements",
    ),
    rule(
        r"index (-?\d+) is out of bounds for dimension (\d+) with size (\d+)",
        r"there is no element \1 in dimension \2, which has \3",
        "elements count from 0",
    ),
    rule(
        r"invalid index of a 0-dim tensor",
        "a scalar tensor has no elements to index",
        "use x.item() for its number",
    ),
    rule(
        r"dimension out of range \(expected to be in range of \[(-?\d+), (-?\d+)\], but got (-?\d+)\)",
        r"there is no dimension \3; they go from \1 to \2",
        "",
    ),
    rule(
        r"could not infer output dtype|input dtype must be either a floating point",
        "this needs floating point numbers",
        "write x.float() first",
    ),
    rule(
        r"same dtype|expected (?:scalar type|m1 and m2)",
        "the tensors have different dtypes",
        "convert one, e.g. with .double() or .float()",
    ),
    rule(
        r"both arguments to matmul need to be at least 1D, but they are (\d)D and (\d)D",
        r"@ multiplies vectors and matrices, and these tensors have \1 and \2 dimensions",
        "give the scalar a list of numbers, e.g. [1, 2], or multiply with *",
    ),
    rule(
        r"only integer tensors of a single element can be converted to an index",
        "a list and a tensor cannot be combined like this",
        "write torch.tensor([...]) around the list",
    ),
    rule(r"division by zero|modulo by zero", "this divides by zero", "change the divisor"),
    rule(
        r"int too large|result too large|math range error|numerical result out of range",
        "this number is too large",
        "use smaller numbers",
    ),
    rule(r"math domain error|expected a .*input", "this function has no value there", "check the argument"),
    rule(
        r"CUDA out of memory\. Tried to allocate ([\d.]+ \w+)",
        r"the GPU has not enough memory for this: it asked for \1 more",
        "use smaller tensors, or choose the CPU",
    ),
    rule(
        r"MPS framework doesn't support (\w+)",
        r"the Apple GPU (MPS) has no \1",
        "write dtype=torch.float32, or choose the CPU",
    ),
    rule(
        NO_MEMORY,
        "there is not enough memory for this",
        "use smaller tensors",
    ),
    rule(r"recursion depth", "this is nested too deeply", "give parts of it names, line by line"),
    rule(r"unexpected keyword argument '(\w+)'", r"there is no argument named \1 here", "check its spelling"),
)
