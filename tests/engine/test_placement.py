"""Devices that are there, are not there, or lack a dtype; none of them is needed here."""

import pytest

from nablascope.core.language.failure import LanguageError
from nablascope.core.wire.messages import Device, Evaluate
from nablascope.engine.placement import placed

HERE = (Device("cpu", "CPU"), Device("mps", "Apple GPU (MPS)"))


def test_what_is_there_is_used_as_it_was_asked_for():
    request = Evaluate(1, "x", device="mps")
    assert placed(request, HERE) == (request, ())


def test_mps_says_that_it_has_no_float64_and_computes_in_float32():
    placement = placed(Evaluate(1, "x", device="mps", dtype="float64"), HERE)
    assert (placement.request.device, placement.request.dtype) == ("mps", "float32")
    assert placement.notes == ("The Apple GPU (MPS) has no float64: this is computed in float32.",)


def test_the_cpu_has_float64():
    request = Evaluate(1, "x", dtype="float64")
    assert placed(request, HERE) == (request, ())


def test_a_device_that_is_not_there_falls_back_to_the_cpu_where_that_is_wanted():
    placement = placed(Evaluate(1, "x", device="cuda:0", dtype="float64", fall_back=True), HERE)
    assert (placement.request.device, placement.request.dtype) == ("cpu", "float64")
    assert "no device cuda:0" in placement.notes[0]


def test_a_device_that_is_not_there_is_refused_where_it_was_named_on_purpose():
    with pytest.raises(LanguageError) as refused:
        placed(Evaluate(1, "x", device="cuda:0"), HERE)
    assert refused.value.failure.hint == "choose one of: cpu, mps"
