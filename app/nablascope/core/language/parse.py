"""`parse`: text in, a checked `Program` out; nothing is ever executed."""

from nablascope.core.language.allow import check_syntax
from nablascope.core.language.bounds import check_text
from nablascope.core.language.failure import Failure, LanguageError
from nablascope.core.language.free import free_names
from nablascope.core.language.friendly.carets import check_carets
from nablascope.core.language.friendly.or_bars import check_or_bars
from nablascope.core.language.friendly.raised_names import check_raised_names
from nablascope.core.language.grammar import check_grammar
from nablascope.core.language.numpy_names import check_modules
from nablascope.core.language.program import Program
from nablascope.core.language.reading import read
from nablascope.core.language.torch_code import torch_code


def parse(text: str) -> Program:
    """Reads a program in the expression language.

    Raises:
        LanguageError: if the text is over a bound, is not Python, uses syntax that is not in the
            language, or calls a name that is no function; it carries the span and what to do.
    """
    check_text(text)
    reading = read(text)
    tree, source = reading.tree, reading.source
    if not tree.body:
        raise LanguageError(Failure("there is nothing to compute yet", "write an expression, e.g. x**2"))
    check_carets(tree, source)
    check_or_bars(tree, source)
    check_raised_names(tree, source)
    check_syntax(tree, source)
    check_grammar(tree, source)
    check_modules(tree, source)
    free = free_names(tree, source)
    written = torch_code(reading.text, tree)
    return Program(text, tree, free, source, "" if written == text else written)
