"""`rewrite`: notation of mathematics as Python; whatever is Python already stays as it is."""

from nablascope.core.language.friendly.bars import with_bars
from nablascope.core.language.friendly.definitions import definition_edits
from nablascope.core.language.friendly.edits import Edit
from nablascope.core.language.friendly.powers import power_edits
from nablascope.core.language.friendly.products import product_edits, sign_edits
from nablascope.core.language.friendly.roots import root_edits
from nablascope.core.language.friendly.tokens import partners, tokens


def rewrite(text: str) -> list[Edit]:
    """The edits that turn `text` into Python; none touches a line end.

    Raises:
        LanguageError: if a part could be read in two ways.
    """
    line = with_bars(text, tokens(text))
    closing = partners(line)
    return [
        *sign_edits(line),
        *product_edits(line),
        *power_edits(text, line, closing),
        *root_edits(text, line, closing),
        *definition_edits(line, closing),
    ]
