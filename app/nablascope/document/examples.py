"""The examples that ship with the app, as documents."""

from dataclasses import dataclass

import msgspec

from nablascope.core.wire.messages import Input
from nablascope.document.document import Document
from nablascope.resource import resource


class ExampleFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The form of one file in ``resources/examples``; `inputs` are scalars by name."""

    title: str
    summary: str
    text: str
    inputs: dict[str, float]


@dataclass(frozen=True, slots=True)
class Example:
    """A document to start from.

    Attributes:
        name: its file's name without the ending.
        title: what the window says.
        summary: the formula and where it is evaluated.
        document: the text and its inputs.
    """

    name: str
    title: str
    summary: str
    document: Document


NAMES = ("square", "sine", "two-inputs")
"""In the order of the tutorial."""

FIRST = "sine"
"""What the app starts with."""


def example(name: str) -> Example:
    """The example of that name.

    Raises:
        FileNotFoundError: if there is none.
    """
    content = msgspec.json.decode(resource(f"examples/{name}.json").read_bytes(), type=ExampleFile)
    inputs = tuple(Input(name, (value,)) for name, value in content.inputs.items())
    return Example(name, content.title, content.summary, Document(content.text, inputs))


def examples() -> tuple[Example, ...]:
    """All of them, in the tutorial's order."""
    return tuple(map(example, NAMES))
