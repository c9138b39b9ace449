"""``a`` or ``an``."""

import re

_BEFORE_VOWEL = re.compile(r"\b([aA]) (?=[aeioAEIO])")


def with_article(noun: str) -> str:
    """``an int``, ``a tensor``."""
    return corrected(f"a {noun}")


def corrected(sentence: str) -> str:
    """`sentence`, written with ``a`` throughout, with ``an`` where it belongs; ``a uint8`` is right."""
    return _BEFORE_VOWEL.sub(r"\1n ", sentence)
