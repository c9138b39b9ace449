"""What the chain rule calls nodes: by the program's names, and by letters of ours where it gave none."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import chain, count

from nablascope.core.graph.trace import Trace
from nablascope.core.rules.mathml import identifier, number
from nablascope.core.scene.card import title
from nablascope.core.scene.numbers import preview
from nablascope.core.scene.text import elided

_LONGEST_NAME = 12
_MOST_CHARACTERS = 48
_LETTERS = "qrsthpkmwzbcgjl"
_OUTPUT_LETTER = "y"
_SUBSCRIPT = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")


@dataclass(frozen=True, slots=True)
class Symbol:
    """What a node is called, in plain text and in MathML."""

    text: str
    math: str


@dataclass(frozen=True, slots=True)
class Symbols:
    """The symbols of some nodes by id.

    Attributes:
        fresh: the nodes whose letter the program does not have.
        spare: a letter that nothing else is called.
    """

    by_node: Mapping[int, Symbol]
    fresh: frozenset[int]
    spare: Symbol


def symbols(trace: Trace, ids: Iterable[int]) -> Symbols:
    """The symbols of the nodes `ids`; those without a name in the program get the next free letter."""
    wanted = list(dict.fromkeys(ids))
    named = _named(trace, wanted)
    names = set(trace.nodes.name.table)
    letters = chain(
        (letter for letter in _LETTERS if letter not in names), (f"q{index}" for index in count(1))
    )
    fresh: dict[int, Symbol] = {}
    for id in wanted:
        if id not in named:
            takes_y = id == trace.output_node and _OUTPUT_LETTER not in names
            fresh[id] = _symbol(_OUTPUT_LETTER if takes_y else next(letters))
    spare = "L" if "L" not in names else next(letters)
    return Symbols(named | fresh, frozenset(fresh), _symbol(spare))


def only(known: Symbols, ids: Iterable[int]) -> Symbols:
    """The symbols of some of the nodes."""
    by_node = {id: known.by_node[id] for id in ids}
    return Symbols(by_node, known.fresh & by_node.keys(), known.spare)


def outside_symbol(trace: Trace, id: int) -> Symbol:
    """What a node that needs no letter is called: by its name, its number, or what it is."""
    found = _named(trace, [id]).get(id)
    if found is not None:
        return found
    node = trace.nodes[id]
    if node.kind == "constant" and node.value is not None:
        text = preview(node.value, _LONGEST_NAME)
        return Symbol(text, number(text))
    return _symbol(title(node))


def _named(trace: Trace, ids: list[int]) -> dict[int, Symbol]:
    """Names that several nodes have are numbered in the order in which the nodes ran."""
    words = trace.nodes.name
    places = words.index.view()
    wanted = {places[id] for id in ids if words[id]}
    members: dict[int, list[int]] = {place: [] for place in wanted}
    for id, place in enumerate(places):
        if place in wanted:
            members[place].append(id)
    return {
        id: _symbol(words.table[places[id]], _rank(members[places[id]], id))
        for id in ids
        if places[id] in members
    }


def _rank(members: list[int], id: int) -> int | None:
    return None if len(members) == 1 else members.index(id)


def _symbol(name: str, rank: int | None = None) -> Symbol:
    # A character that combines with others takes no room: a name of those would have no end.
    name = elided(name[:_MOST_CHARACTERS], _LONGEST_NAME)
    below = "" if rank is None else str(rank).translate(_SUBSCRIPT)
    return Symbol(name + below, identifier(name, rank))
