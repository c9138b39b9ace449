"""The names that are written in a text, whether it can be read or not."""

import re

from nablascope.core.language.bounds import MAX_BYTES
from nablascope.core.language.friendly.tokens import names

MOST = 1000

_WORD = re.compile(r"[^\W\d]\w*")


def mentioned(text: str) -> tuple[str, ...]:
    """Names and other words of `text`, up to `MOST` of them, sorted; of a text over the bound none."""
    if len(text) > MAX_BYTES:
        return ()
    # A name inside of an f-string is in a word of the text only.
    return tuple(sorted(names(text) | set(_WORD.findall(text)))[:MOST])
