"""Sees to it that the last node of a name is what the name means at the end of a program."""

from collections.abc import Mapping

import torch

from nablascope.engine.operation import Code, code_of
from nablascope.engine.recording import Recording


def settle_names(recording: Recording, names: Mapping[str, object]) -> None:
    """Corrects the names of results by what each name means at the end.

    While a program runs, a result keeps the first name it is given. Swapped, reassigned and restored
    names would mislead: a later result loses a name that means an earlier one, or no result, by now.

    Args:
        recording: its `result_names` are changed.
        names: what each name means at the end.
    """
    meanings = {name: _meaning(value) for name, value in names.items()}
    given = recording.result_names
    for code, name in list(given.items()):
        if name in meanings and not _may_carry(code, meanings[name]):
            del given[code]
    for name, code in meanings.items():
        if code is not None and meanings.get(given.get(code, "")) != code:
            given[code] = name


def _meaning(value: object) -> Code | None:
    return code_of(value) if isinstance(value, torch.Tensor) else None


def _may_carry(code: Code, meaning: Code | None) -> bool:
    return meaning is not None and code <= meaning
