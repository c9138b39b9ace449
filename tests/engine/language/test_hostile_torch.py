"""Attacks on modules, optimizers and the tables of torch: every one is refused or fails, in words."""

import pytest
import torch

from nablascope.core.language.failure import LanguageError
from nablascope.engine.language.values import TENSORS

GIVEN = """
import torch
from torch import nn
import torch.nn.functional as F
w = torch.ones(3, requires_grad=True)
l = nn.Linear(3, 2)
s = nn.Sequential(l, nn.ReLU())
o = torch.optim.SGD([w], lr=0.1)
f = torch.sin
"""

PAYLOADS = [
    *(
        "l._modules",
        "l._parameters",
        "l._forward_hooks",
        "l._buffers",
        "l._apply(torch.sin)",
        "l._call_impl(w)",
    ),
    *("l.register_forward_hook(f)", "l.register_full_backward_hook(f)", "l.register_buffer('x', w)"),
    *("l.register_parameter('x', w)", "l.register_module('x', l)", "l.add_module('x', l)", "l.apply(f)"),
    *(
        "l.load_state_dict(3)",
        "l.state_dict()",
        "l.compile()",
        "l.share_memory()",
        "l.to_empty(device='cpu')",
    ),
    *(
        "l.get_submodule('')",
        "l.get_parameter('weight')",
        "l.extra_repr()",
        "l.dump_patches",
        "l.T_destination",
    ),
    *(
        "s.append(s)",
        "s.insert(0, s)",
        "s.extend(s)",
        "s['weight']",
        "s.pop(0)",
        "s + s",
        "s * 3",
        "l.call_super_init",
    ),
    *(
        "l.weight.register_hook(f)",
        "l.weight.set_(w)",
        "l.weight.untyped_storage()",
        "l.weight.data_ptr()",
    ),
    *("l.weight.apply_(f)", "l.weight.map_(w, f)", "l.weight.numpy()", "l.weight.resize_(10**9)"),
    *(
        "l.training = 3",
        "l.in_features = 10**9",
        "l.weight.data = 3",
        "l.weight.data = l.bias",
        "l.to = f",
    ),
    *(
        "l.weight.grad = 3",
        "s.forward = l",
        "o.param_groups[0]['params'] = 3; o.step()",
        "o.state = 3",
        "o.step = f",
    ),
    *("o.add_param_group(3)", "o.profile_hook_step(f)", "o.register_step_post_hook(f)", "o.hooks"),
    *(
        "o.state_dict()",
        "o.zero_grad(f)",
        "o._cuda_graph_capture_health_check()",
        "o(w)",
        "o[0]",
        "len(o)",
    ),
    *(
        "torch.optim.lr_scheduler",
        "torch.optim._functional",
        "torch.optim.swa_utils",
        "torch.optim.Optimizer",
    ),
    *("torch.optim.LBFGS([w])", "torch.optim.SGD([{'params': [1]}])", "torch.optim.SGD(o, lr=1)"),
    *(
        "torch.optim.SGD([l], lr=1)",
        "torch.optim.Adam([w], lr=10**400)",
        "torch.optim.SGD([w], lr=w, fused=True)",
    ),
    *(
        "nn.Module()",
        "nn.modules",
        "nn.Linear.forward(l, w)",
        "nn.Linear.__init__",
        "nn.parallel",
        "nn.functional.os",
    ),
    *("nn.DataParallel(l)", "nn.LazyLinear(3)", "nn.Container()", "nn.TripletMarginWithDistanceLoss(f)"),
    *(
        "nn.TransformerEncoderLayer(4, 2, activation=f)",
        "nn.TransformerEncoderLayer(4, 2, activation='os')",
    ),
    *(
        "nn.Linear(3, 2, device='meta')",
        "nn.Linear(3, 2, device='cuda:99999')",
        "nn.Linear(3, 2, device='hpu')",
    ),
    *(
        "nn.Linear(3, 2, dtype=torch.qint8)",
        "nn.Linear(3, 2, dtype='float')",
        "nn.Linear(3, 2, dtype=torch.int64)",
    ),
    *(
        "nn.Linear(10**9, 10**9)",
        "nn.Linear(2**63, 1)",
        "nn.Bilinear(10**4, 10**4, 10**4)",
        "nn.GRU(1, 10**7)",
    ),
    *(
        "nn.LSTM(1, 1, num_layers=2**30)",
        "nn.Embedding(2**31, 1)",
        "nn.LayerNorm((10**5, 10**5))",
        "nn.PReLU(10**9)",
    ),
    *("nn.Conv2d(1, 1, (10**5, 10**5))", "nn.MultiheadAttention(10**5, 1)", "nn.BatchNorm1d(10**9)"),
    *(
        "nn.Upsample(scale_factor=10**5)(torch.ones(1, 1, 9, 9))",
        "nn.ZeroPad2d(10**6)(torch.ones(1, 1, 9, 9))",
    ),
    *(
        "nn.AdaptiveAvgPool2d(10**6)(torch.ones(1, 1, 2, 2))",
        "nn.ConvTranspose2d(1, 1, 2, 10**6)(torch.ones(1, 1, 9, 9))",
    ),
    *("nn.LSTM(1, 1)(torch.ones(10**6, 1))", "nn.MultiheadAttention(1, 1)(torch.ones(9999, 1), w, w)"),
    *(
        "F.interpolate(torch.ones(1, 1, 9, 9), scale_factor=10**5)",
        "F.conv2d(torch.ones(1, 1, 2, 2), w, padding=10**6)",
    ),
    *("F.max_pool1d(torch.ones(4, 3), torch.tensor(2**62), 1, 7)", "F.fold(torch.ones(1, 4, 1), 10**6, 2)"),
    *("F.embedding(torch.tensor([2**40]), torch.ones(2, 2))", "nn.Embedding(2, 2)(torch.tensor([-1]))"),
    *(
        "torch.tensor_split(w, 10**9)",
        "torch.bincount(torch.tensor([10**9]))",
        "torch.vander(torch.ones(10**5))",
    ),
    *("torch.hann_window(10**9)", "torch.cartesian_prod(w, torch.ones(10**5), torch.ones(10**5))"),
    *(
        "torch.ones(3, names=('a',))",
        "torch.ones(3, layout=3)",
        "torch.rand(3, generator=w)",
        "torch.add(w, w, out=w)",
    ),
    *(
        "torch.ones(3, memory_format=3)",
        "w.to_sparse()",
        "w.to_mkldnn()",
        "torch.sparse",
        "torch.nested",
        "w.rename('a')",
    ),
    *("torch.quantize_per_tensor(w, 1.0, 0, torch.quint8)", "torch.qint8", "F.embedding(w, w, sparse=True)"),
    *(
        "torch.Generator()",
        "torch.load('x')",
        "torch.save(w, 'x')",
        "torch.from_file('x')",
        "torch.hub",
        "torch.ops",
    ),
    *(
        "torch.compile(l)",
        "torch.jit",
        "torch.set_num_threads(1)",
        "torch.from_numpy(w)",
    ),
    *(
        "torch.cuda.init()",
        "torch.cuda.memory_stats()",
        "nn.init.xavier_uniform_(l)",
        "nn.utils.skip_init(l)",
    ),
    *("nn.utils.vector_to_parameters(w, [l])", "nn.utils.parametrize", "nn.Parameter(3)", "nn.Parameter(l)"),
    *(
        "w.as_subclass(nn.Parameter)",
        "w.type('os.system')",
        "w.new(3)",
        "w.storage()",
        "w._base",
        "w._backward_hooks",
    ),
    *(
        "l(f)",
        "l(o)",
        "l()",
        "l(w, w)",
        "l(3)",
        "l('x')",
        "s(s)",
        "torch.sin(l)",
        "torch.stack([l])",
        "torch.tensor(s)",
    ),
]


@pytest.mark.parametrize("text", PAYLOADS)
def test_an_attack_is_refused_or_fails(run, text):
    try:
        failure = run(GIVEN + text).failure
    except LanguageError as error:
        failure = error.failure
    assert failure is not None
    assert failure.span.line == GIVEN.count("\n") + 1


def test_nothing_but_tensors_of_exact_types_comes_out(value):
    assert type(value(f"{GIVEN}l.weight")) in TENSORS
    assert type(value(f"{GIVEN}s(w)")) is torch.Tensor
