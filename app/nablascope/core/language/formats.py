"""Format specs an f-string may use, such as the ``.4f`` of ``{x:.4f}``."""

import re

from nablascope.core.language.failure import Failure

_FORMAT_SPEC = re.compile(r"(?:[^{}]?[<>=^])?[-+ ]?#?0?\d{0,3}[,_]?(?:\.\d{1,2})?[bdeEfFgGosxX%]?")


def refused_format(spec: str) -> Failure | None:
    """Why `spec` may not be used, or None: a width can be long, and a type can make any character."""
    if _FORMAT_SPEC.fullmatch(spec):
        return None
    return Failure("this format is not in the expression language", "write e.g. {x:.4f}")
