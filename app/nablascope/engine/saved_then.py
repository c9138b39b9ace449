"""What nodes had saved at the moment a backward pass began, before it could free anything."""

from torch.autograd.graph import Node

from nablascope.engine.detail import SavedThen
from nablascope.engine.kept import Kept
from nablascope.engine.operation import Given, Heard
from nablascope.engine.recording import Recording
from nablascope.engine.saved_tensors import Row, saved_by, state_now
from nablascope.engine.snapshot import Snapshot, form_in
from nablascope.engine.taking import LARGE
from nablascope.engine.walk import OUTPUT_BITS, OUTPUT_MASK

_RESULTS = frozenset(("result", "output", "out"))
"""What ``derivatives.yaml`` calls an operation's own first result."""


def saved_then(recording: Recording, node: Node) -> tuple[SavedThen, ...]:
    """What `node` holds now, with its values. To be called where no mode listens."""
    heard = recording.operations.get(recording.number(node))
    return tuple([SavedThen(row[0], _value(recording, heard, row), *row[2:]) for row in saved_by(node)])


def since_then(node: Node, saved: SavedThen) -> SavedThen:
    """The same with what became of it."""
    if saved.text is not None:
        return saved
    state, version = state_now(node, saved.name, saved.saved_at)
    return saved._replace(state=state, version=version)


def _value(recording: Recording, heard: Heard | None, row: Row) -> Snapshot | None:
    """A large tensor is not read again where the operation was given it, or gave it."""
    name, tensor, text = row[:3]
    if tensor is not None and tensor.numel() <= LARGE:
        return recording.taker.take(tensor)
    known = None if heard is None or text is not None else _known(recording, heard, name)
    if tensor is None or (known is not None and form_in(known).shape == tuple(tensor.shape)):
        return known
    return recording.taker.take(tensor)


def _known(recording: Recording, heard: Heard, name: str) -> Snapshot | None:
    signature, _, given, keywords, result, _, _ = heard
    if name in _RESULTS:
        return result
    named: dict[str, Given] = {**dict(zip(signature.names, given, strict=False)), **(keywords or {})}
    one = named.get(name)
    if isinstance(one, Kept):
        return one.value
    return _made(recording, one) if isinstance(one, int) else None


def _made(recording: Recording, code: int) -> Snapshot | None:
    heard = recording.operations.get(code >> OUTPUT_BITS)
    if heard is not None and not code & OUTPUT_MASK and heard[4] is not None:
        return heard[4]
    value = recording.values.get(code)
    return None if value is None else value[0]
