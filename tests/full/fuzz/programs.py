"""A grammar of programs: what the language has, what it refuses, and what attacks it, mixed."""

from hypothesis import strategies as st

from nablascope.core.language.names import words

NAMES = st.sampled_from(
    ["x", "y", "z", "w", "f", "g", "i", "items", "d", "torch", "F", "nn", "model", "e", "λ"]
)
NUMBERS = st.sampled_from(
    ["0", "1", "2", "-1", "3.5", "1e308", "1e-320", "2**31", "9**9", "10**400", "0x7f", "3j", "True", "None"]
)
TEXTS = st.sampled_from(
    ["'a'", "''", "'__class__'", "f'{x}'", "f'{x:.3f}'", "f'{x!r:>10}'", "'a' * 9", "'\\n'"]
)
OPERATORS = st.sampled_from(
    ["+", "-", "*", "/", "//", "%", "**", "@", "<<", ">>", "&", "|", "^", "and", "or"]
)
COMPARISONS = st.sampled_from(["<", "<=", "==", "!=", ">", ">=", "is", "is not", "in", "not in"])
FUNCTIONS = st.sampled_from(
    sorted(
        words(
            """
            sin cos exp log sqrt sum max min abs round len range list tuple dict sorted zip enumerate print
            isinstance torch.sin torch.tensor torch.ones torch.zeros torch.rand torch.stack torch.cat
            torch.where torch.einsum torch.autograd.grad torch.func.grad torch.linalg.inv torch.linalg.svd
            torch.fft.fft torch.special.erf torch.nn.functional.softmax F.relu F.conv1d F.pad nn.Linear
            nn.Sequential nn.ReLU nn.Conv2d nn.MSELoss torch.optim.SGD torch.optim.Adam torch.no_grad
            torch.manual_seed torch.arange torch.eye torch.full eval exec open getattr __import__ type vars
            """
        )
    )
)
ATTRIBUTES = st.sampled_from(
    sorted(
        words(
            """
            shape grad T data grad_fn dtype device is_leaf requires_grad next_functions real weight bias
            __class__ __dict__ _modules __globals__ func_code tb_frame mT H
            """
        )
    )
)
METHODS = st.sampled_from(
    sorted(
        words(
            """
            sum mean backward item detach clone reshape view zero_ add_ mul_ append extend pop items keys
            values get step zero_grad parameters named_parameters requires_grad_ tolist max min join format
            split to double register_hook apply numpy map_ __reduce__ storage
            """
        )
    )
)
SIGNS = st.sampled_from(
    ["²", "√", "π", "·", "×", "÷", "−", "|", "^", "'", '"', "#", "\\", ";", "\t", "\x00", "‮"]
)
KEYWORDS = st.sampled_from(["dim", "requires_grad", "dtype", "out", "device", "key", "sep", "create_graph"])


def _join(pattern, *parts):
    return st.tuples(*parts).map(lambda values: pattern.format(*values))


def _listed(part, most=3):
    return st.lists(part, max_size=most).map(", ".join)


def expressions(depth):
    """Expressions of up to `depth` levels."""
    atoms = st.one_of(NAMES, NAMES, NUMBERS, TEXTS)
    if depth == 0:
        return atoms
    part = expressions(depth - 1)
    return st.one_of(
        atoms,
        _join("{} {} {}", part, OPERATORS, part),
        _join("({} {} {})", part, OPERATORS, part),
        _join("{}({})", FUNCTIONS, _listed(part)),
        _join("{}({}, {}={})", FUNCTIONS, part, KEYWORDS, part),
        _join("{}.{}({})", part, METHODS, _listed(part, 2)),
        _join("{}.{}", part, ATTRIBUTES),
        _join("{}[{}]", part, part),
        _join("{}[{}:{}]", part, part, part),
        _join("[{}]", _listed(part)),
        _join("({},)", part),
        _join("{{{}: {}}}", part, part),
        _join("[{} for {} in {}]", part, NAMES, part),
        _join("{{{}: {} for {} in {}}}", part, part, NAMES, part),
        _join("{}({} for {} in {})", FUNCTIONS, part, NAMES, part),
        _join("(lambda {}: {})({})", NAMES, part, part),
        _join("({} if {} else {})", part, part, part),
        _join("{} {} {}", part, COMPARISONS, part),
        _join("(not {})", part),
        _join("-{}", part),
        _join("{}(*{})", FUNCTIONS, part),
        _join("({} := {})", NAMES, part),
        _join("2{}", part),
        _join("|{}|", part),
        _join("√{}", part),
        _join("{}²", NAMES),
    )


EXPRESSIONS = expressions(2)


def _indented(block):
    return "\n".join("    " + line for line in block.split("\n"))


def statements(depth):
    """Statements of up to `depth` levels of blocks."""
    simple = st.one_of(
        _join("{} = {}", NAMES, EXPRESSIONS),
        _join("{}, {} = {}", NAMES, NAMES, EXPRESSIONS),
        _join("{} += {}", NAMES, EXPRESSIONS),
        _join("{}[{}] = {}", NAMES, EXPRESSIONS, EXPRESSIONS),
        _join("{}.{} = {}", NAMES, ATTRIBUTES, EXPRESSIONS),
        _join("{}.{} -= {}", NAMES, ATTRIBUTES, EXPRESSIONS),
        _join("print({})", EXPRESSIONS),
        _join("{}.backward()", EXPRESSIONS),
        _join("return {}", EXPRESSIONS),
        _join("del {}", NAMES),
        _join("{}({}) = {}", NAMES, NAMES, EXPRESSIONS),
        st.sampled_from(
            ["pass", "break", "continue", "import os", "import torch.nn as nn", "from torch import nn"]
        ),
        EXPRESSIONS,
    )
    if depth == 0:
        return simple
    block = blocks(depth - 1).map(_indented)
    return st.one_of(
        simple,
        simple,
        _join("for {} in {}:\n{}", NAMES, EXPRESSIONS, block),
        _join("while {}:\n{}", EXPRESSIONS, block),
        _join("if {}:\n{}\nelse:\n{}", EXPRESSIONS, block, block),
        _join("def {}({}, {}={}):\n{}", NAMES, NAMES, NAMES, EXPRESSIONS, block),
        _join("with {}:\n{}", st.sampled_from(["torch.no_grad()", "torch.enable_grad()", "x"]), block),
        _join("class {}:\n{}", NAMES, block),
        _join("try:\n{}\nexcept:\n{}", block, block),
    )


def blocks(depth):
    """One to three statements."""
    return st.lists(statements(depth), min_size=1, max_size=3).map("\n".join)


def _broken(values):
    text, sign, place = values
    place %= len(text) + 1
    return text[:place] + sign + text[place:]


_WHOLE = st.lists(statements(2), min_size=1, max_size=6).map("\n".join)
PROGRAMS = st.one_of(
    _WHOLE,
    _WHOLE,
    _WHOLE,
    st.tuples(_WHOLE, SIGNS, st.integers(0, 10_000)).map(_broken),
    st.text(max_size=80),
)
"""Whole programs, programs with a sign too many, and any text."""
