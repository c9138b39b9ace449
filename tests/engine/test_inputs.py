"""Input values become leaves, or a failure that says what does not fit."""

import pytest
import torch

from nablascope.core.language.failure import LanguageError
from nablascope.core.wire.messages import Input
from nablascope.engine.inputs import make_tensor


def test_an_input_in_float64_on_mps_is_refused_before_torch_is_asked():
    with pytest.raises(LanguageError) as refused:
        make_tensor(Input("x", (1.0,), dtype="float64"), torch.float32, "mps")
    assert refused.value.failure.message == "the Apple GPU (MPS) has no float64, and x is float64"
    assert refused.value.failure.hint == "choose float32 for x, or choose the CPU"
