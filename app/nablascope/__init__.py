"""See automatic differentiation: PyTorch's own autograd graph with every value and gradient on it.

>>> import nablascope, torch
>>> trace = nablascope.trace(lambda x: torch.sin(x / 2**1.5), torch.tensor(100.0))
>>> trace.render("sine.svg")
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from nablascope.api import Recording, Trace, load, record, show, trace

__all__ = ["Recording", "Trace", "load", "record", "show", "trace"]
__version__ = "0.1.0"


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(f"module 'nablascope' has no attribute {name!r}")
    from nablascope import api

    return getattr(api, name)
