import pytest
import torch
import torch.nn.functional as F
from torch import nn

from nablascope.engine.language.budget import MAX_ELEMENTS
from nablascope.engine.language.guards import leaves
from nablascope.engine.language.module_sizes import SETTINGS
from nablascope.engine.language.module_tables import MODULES as TABLE
from nablascope.engine.language.windows import WINDOWS, window_bound

V, M, U = torch.ones(2, 4, 9), torch.ones(1, 4, 5, 7), torch.ones(1, 2, 3, 4, 5)
ZERO = torch.zeros(1, dtype=torch.long)

CALLS = [
    ("conv1d", V, torch.ones(6, 4, 2), None, 1, 3),
    ("conv2d", M, torch.ones(3, 4, 2, 3), None, 1, (2, 5)),
    ("conv2d", M[0], torch.ones(8, 2, 1, 1), None, 1, 0, 1, 2),
    ("conv3d", U, torch.ones(3, 2, 1, 1, 1), None, 1, 4),
    ("conv_transpose1d", V, torch.ones(4, 5, 3), None, 4, 0, 3),
    ("conv_transpose2d", M, torch.ones(4, 2, 5, 1), None, 3, 0, 0, 2, 3),
    ("conv_transpose3d", U, torch.ones(2, 1, 2, 2, 2), None, 2),
    ("adaptive_avg_pool1d", V, 30),
    ("adaptive_avg_pool2d", M, (30, None)),
    ("adaptive_avg_pool3d", U, 9),
    ("adaptive_max_pool1d", V, 30),
    ("adaptive_max_pool2d", M, 12),
    ("adaptive_max_pool3d", U, 9),
    ("interpolate", V, None, 6),
    ("interpolate", M, (80, 3)),
    ("interpolate", U, None, 2.5),
    ("max_unpool1d", V, ZERO.expand(V.shape), 5),
    ("max_unpool2d", M, ZERO.expand(M.shape), 3, 4),
    ("max_unpool3d", U, ZERO.expand(U.shape), 2),
    ("unfold", M, 3, 1, 4),
    ("fold", torch.ones(1, 8, 9), (4, 4), (2, 2)),
]


MODULES = [
    (nn.Conv2d(4, 3, 2, padding=6), M),
    (nn.ConvTranspose2d(4, 6, 3, stride=5, groups=2), M),
    (nn.CircularPad1d(9), V),
    (nn.ConstantPad2d(9, 1.0), M),
    (nn.ReflectionPad3d(2), U),
    (nn.ReplicationPad2d((9, 0, 0, 0)), M),
    (nn.ZeroPad1d(30), V),
    (nn.Upsample(scale_factor=7), U),
    (nn.UpsamplingNearest2d((90, 3)), M),
    (nn.UpsamplingBilinear2d(scale_factor=3), M),
    (nn.Unfold(3, padding=2), M),
    (nn.Fold((4, 4), (2, 2)), torch.ones(1, 8, 9)),
    (nn.AdaptiveAvgPool2d((None, 40)), M),
]


def test_every_window_is_tried():
    assert {name for name, *_ in CALLS} == WINDOWS


@pytest.mark.parametrize(("name", "given"), [(name, given) for name, *given in CALLS])
def test_no_function_gives_more_than_its_bound(name, given):
    assert getattr(F, name)(*given).numel() <= window_bound(name, [*leaves(given)])


@pytest.mark.parametrize(("module", "given"), MODULES)
def test_no_module_gives_more_than_its_bound(module, given):
    kind = type(module)
    settings = leaves([getattr(module, name) for name in TABLE[kind] & SETTINGS])
    foretold = window_bound(kind.__name__, [given, *module.parameters(), *settings])
    assert module(given).numel() <= foretold


def test_ordinary_layers_are_not_in_the_way():
    image = torch.ones(8, 3, 64, 64)
    assert window_bound("Conv2d", [image, torch.ones(16, 3, 3, 3), 1, 1]) < MAX_ELEMENTS
    assert window_bound("adaptive_avg_pool2d", [image, 1]) < MAX_ELEMENTS


def test_a_tensor_without_dimensions_has_no_window():
    assert window_bound("conv2d", [torch.tensor(1.0)]) == 0
    assert window_bound("conv2d", [3]) == 0
