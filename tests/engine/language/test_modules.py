"""Modules behave, print and learn as they do in Python."""

import pytest
import torch
from torch import nn

from nablascope.core.wire.messages import Evaluate
from nablascope.engine.language import modules
from nablascope.engine.language.module_tables import MODULES
from nablascope.engine.session import answer

SAMPLES = {
    "A": """
    Linear:3,2 Identity Flatten Dropout CELU ELU GELU Hardshrink Hardsigmoid Hardswish Hardtanh LeakyReLU
    LogSigmoid LogSoftmax:1 Mish PReLU ReLU ReLU6 RReLU SELU SiLU Sigmoid Softmax:1 Softmin:1 Softplus
    Softshrink Softsign Tanh Tanhshrink Threshold:0.1,2.0 BatchNorm1d:3 GroupNorm:3,3 LayerNorm:3 RMSNorm:3
    RNN:3,2 LSTM:3,2,2 GRU:3,2,bidirectional=True RNNCell:3,2 LSTMCell:3,2 GRUCell:3,2 AlphaDropout
    TransformerEncoderLayer:3,1,4 Unflatten:1,(1,3)
    """,
    "A, B": """
    Bilinear:3,3,2 CosineSimilarity PairwiseDistance L1Loss MSELoss SmoothL1Loss HuberLoss PoissonNLLLoss
    KLDivLoss:reduction='batchmean' SoftMarginLoss BCEWithLogitsLoss HingeEmbeddingLoss
    MultiLabelSoftMarginLoss
    """,
    "A, i": "CrossEntropyLoss:weight=p NLLLoss MultiMarginLoss",
    "A, B, B": "MultiheadAttention:3,1 TripletMarginLoss GaussianNLLLoss:eps=0.1",
    "A, B, p": "CosineEmbeddingLoss",
    "p, p": "BCELoss",
    "p, p, p": "MarginRankingLoss",
    "A, i.expand(3, 3)": "MultiLabelMarginLoss",
    "i": "Embedding:5,2",
    "v": """
    Conv1d:2,3,2 ConvTranspose1d:2,3,2 MaxPool1d:2 AvgPool1d:2 LPPool1d:2,2 AdaptiveAvgPool1d:3
    AdaptiveMaxPool1d:3 CircularPad1d:1 ConstantPad1d:1,2.0 ReflectionPad1d:1 ReplicationPad1d:1 ZeroPad1d:1
    InstanceNorm1d:2 Dropout1d Upsample:scale_factor=2 GLU:1
    """,
    "m": """
    Conv2d:2,3,2,padding=1 ConvTranspose2d:2,3,2,output_padding=0 MaxPool2d:2 AvgPool2d:2 LPPool2d:2,2
    AdaptiveAvgPool2d:3 AdaptiveMaxPool2d:3 CircularPad2d:1 ConstantPad2d:1,2.0 ReflectionPad2d:1
    ReplicationPad2d:1 ZeroPad2d:1 BatchNorm2d:2 InstanceNorm2d:2 Dropout2d UpsamplingNearest2d:3
    UpsamplingBilinear2d:3 Unfold:2 Softmax2d LocalResponseNorm:2 ChannelShuffle:2 PixelUnshuffle:2
    PixelShuffle:1
    """,
    "u": """
    Conv3d:2,1,2 ConvTranspose3d:2,1,2 MaxPool3d:2 AvgPool3d:2 LPPool3d:2,2 AdaptiveAvgPool3d:1
    AdaptiveMaxPool3d:1 CircularPad3d:1 ConstantPad3d:1,2.0 ReflectionPad3d:1 ReplicationPad3d:1 ZeroPad3d:1
    BatchNorm3d:2 InstanceNorm3d:2 Dropout3d
    """,
    "v, v.long() * 0": "MaxUnpool1d:1",
    "m, m.long() * 0": "MaxUnpool2d:1",
    "u, u.long() * 0": "MaxUnpool3d:1",
    "torch.ones(1, 8, 9)": "Fold:(4,4),(2,2)",
}
"""By what they are called with: modules, each with what it is made of."""

GIVEN = """
import torch
from torch import nn
torch.manual_seed(3)
p = torch.tensor([0.3, 0.6, 0.9])
i = torch.tensor([2, 0, 1])
A = torch.tensor([[4.0, 1.0, 0.5], [1.0, 3.0, 0.25], [0.5, 0.25, 2.0]], requires_grad=True)
B = torch.arange(1.0, 10.0).reshape(3, 3) / 10
v = torch.arange(1.0, 13.0).reshape(1, 2, 6) / 5
m = torch.arange(1.0, 33.0).reshape(1, 2, 4, 4) / 9
u = torch.arange(1.0, 17.0).reshape(1, 2, 2, 2, 2) / 9
"""


def samples():
    for given, entries in SAMPLES.items():
        for entry in entries.split():
            name, _, made_of = entry.partition(":")
            yield name, made_of, given


MODULE_TEXTS = [
    f"{GIVEN}module = nn.{name}({made_of})\nprint(module)\nprint(module({given}))\n"
    f"print(list(module.parameters()), module.training)"
    for name, made_of, given in samples()
]


def test_every_module_of_the_table_has_a_sample():
    missing = {kind.__name__ for kind in MODULES} - {name for name, _, _ in samples()}
    assert missing == {"Sequential", "ModuleList"}


@pytest.mark.parametrize("text", MODULE_TEXTS, ids=[name for name, _, _ in samples()])
def test_a_module_prints_and_gives_what_python_does(run, python, text):
    outcome = run(text)
    assert outcome.failure is None
    assert outcome.printed == python(text)


PROGRAMS = [
    """
import torch
import torch.nn as nn
torch.manual_seed(1)
x = torch.randn(5, 3)
y = torch.randn(5, 2)
linear = nn.Linear(3, 2)
print("w: ", linear.weight, linear.in_features, linear.bias.shape)
criterion = nn.MSELoss()
optimizer = torch.optim.SGD(linear.parameters(), lr=0.01)
pred = linear(x)
loss = criterion(pred, y)
print("loss: ", loss.item())
loss.backward()
print("dL/dw: ", linear.weight.grad)
print("dL/db: ", linear.bias.grad)
optimizer.step()
pred = linear(x)
loss = criterion(pred, y)
print("loss after 1 step optimization: ", loss.item())
optimizer.zero_grad()
print(linear.weight.grad, optimizer)
loss.backward()
optimizer.step()
optimizer.zero_grad(set_to_none=False)
print(linear.weight.grad, linear.weight)
""",
    """
import torch
from torch import nn, optim
torch.manual_seed(0)
model = nn.Sequential(nn.Flatten(), nn.Linear(4, 8), nn.ReLU(), nn.Linear(8, 3))
loss_fn = nn.CrossEntropyLoss()
opt = optim.Adam(model.parameters(), lr=1e-2)
X = torch.rand(6, 2, 2)
y = torch.tensor([0, 1, 2, 0, 1, 2])
print(model, len(model), model[1])
loss = loss_fn(model(X), y)
opt.zero_grad()
loss.backward()
opt.step()
print(f"loss: {loss.item():>7f}")
loss = loss_fn(model(X), y)
opt.zero_grad()
loss.backward()
opt.step()
print(f"loss: {loss.item():>7f}")
model.eval()
print(model.training, model(X).argmax(1), nn.Softmax(dim=1)(model(X)))
print(model[-1].weight.grad.norm(), model[0:2])
model.zero_grad()
print(model[1].bias.grad)
""",
    """
import torch
from torch import nn
torch.manual_seed(0)
layer = nn.Linear(2, 2, bias=False)
print(layer, layer.bias, layer.weight.requires_grad)
layer.weight = nn.Parameter(torch.eye(2))
layer.bias = nn.Parameter(torch.ones(2))
print(layer(torch.tensor([1.0, 2.0])), layer.weight)
layer.weight.data = torch.zeros(2, 2)
layer.bias.data.fill_(3.0)
nn.init.uniform_(layer.weight)
print(layer.weight, layer.bias)
layer.requires_grad_(False)
print(layer(torch.ones(2)).requires_grad, layer.double().weight.dtype, layer.to(torch.float32).weight.dtype)
w = nn.Parameter(torch.randn(3, 2, dtype=torch.float64))
print(w, w.is_leaf, nn.Parameter(torch.ones(1), requires_grad=False))
print(nn.utils.parameters_to_vector([w]), nn.utils.clip_grad_norm_([w], 1.0))
""",
    """
import torch
from torch import nn
torch.manual_seed(0)
rnn = nn.LSTM(3, 2, num_layers=2, batch_first=True)
output, (h, c) = rnn(torch.randn(1, 4, 3))
print(rnn, output, h, c, rnn.weight_ih_l0.shape, rnn.bias_hh_l1, rnn.hidden_size)
norm = nn.BatchNorm1d(2)
print(norm(torch.randn(4, 2)), norm.running_mean, norm.num_batches_tracked)
norm.eval()
print(norm(torch.ones(2, 2)))
blocks = nn.ModuleList([nn.Linear(1, 1), nn.Tanh()])
print(blocks, len(blocks), blocks[0](torch.ones(1)))
""",
]


@pytest.mark.parametrize("text", PROGRAMS)
def test_a_program_with_modules_prints_what_python_prints(run, python, text):
    outcome = run(text)
    assert outcome.failure is None
    assert outcome.printed == python(text)


def test_what_torch_gives_one_by_one_comes_as_a_list(value):
    model = "import torch.nn as nn\nmodel = nn.Sequential(nn.Linear(1, 2), nn.BatchNorm1d(2))\n"
    assert [name for name, _ in value(f"{model}model.named_parameters()")] == [
        *("0.weight", "0.bias", "1.weight", "1.bias")
    ]
    assert value(f"{model}model.named_buffers()[0][0]") == "1.running_mean"
    assert [type(child) for child in value(f"{model}model.children()")] == [nn.Linear, nn.BatchNorm1d]
    assert [name for name, _ in value(f"{model}model.named_children()")] == ["0", "1"]
    assert len(value(f"{model}model.parameters()")) == 4


def test_measuring_a_module_draws_no_random_numbers(value):
    torch.manual_seed(5)
    expected = nn.LSTM(2, 3).weight_ih_l0
    assert torch.equal(value("torch.manual_seed(5)\nnn.LSTM(2, 3).weight_ih_l0"), expected)


def test_a_module_follows_the_default_dtype_and_its_own(value):
    assert value("torch.set_default_dtype(torch.float64)\nnn.Linear(1, 1).weight").dtype is torch.float64
    assert value("nn.Linear(1, 1, dtype=torch.bfloat16).weight").dtype is torch.bfloat16
    assert value("nn.Linear(1, 1, device='cpu').weight").device.type == "cpu"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("nn.Linear(10**6, 10**6)", "this tensor would have 1,000,001,000,000 elements"),
        ("nn.Embedding(10**6, 10**4)", "this tensor would have 10,000,000,000 elements"),
        ("nn.LSTM(1, 10**5)", "this tensor would have"),
        ("nn.RNN(1, 1, 10**6)", "this has more than 100 layers"),
        ("nn.RNN(1, 1, num_layers=10**6)", "this has more than 100 layers"),
        ("nn.Conv2d(1, 1, 10**5)", "this tensor would have"),
        ("nn.MaxPool2d(2**31)", "this integer is too large for torch"),
        ("nn.Linear(torch.tensor(10**6), 2)", "the settings of Linear are numbers"),
        ("nn.Linear(9999, 9999, True, 'cpu')", "a device must be named here"),
        ("nn.Linear(9999, 9999, True, torch.device('cpu'))", "a device must be named here"),
        ("nn.Sequential(3)", "Sequential is made of modules"),
        ("nn.Sequential(torch.sin)", "torch.sin is not a number or a tensor"),
        ("nn.ModuleList(nn.Linear(1, 1))", "ModuleList is made of modules"),
        ("nn.Linear(1, 1, device='meta')", "only plain, dense tensors are in the expression language"),
        ("nn.Linear(1, 1).to('meta')", "the meta device is not in the expression language"),
        ("nn.Linear(1, 1) + nn.Linear(1, 1)", "modules cannot be added up"),
        ("nn.Sequential(nn.ReLU()) * 10**9", "modules cannot be added up"),
        ("nn.Linear(1, 1).weight = torch.ones(1)", "this is not a value for .weight"),
        ("nn.Linear(1, 1).weight = None", "this is not a value for .weight"),
        ("nn.LSTM(1, 1).bias = nn.Parameter(torch.ones(1))", "this is not a value for .bias"),
        ("nn.Linear(1, 1).forward = torch.sin", "forward cannot be assigned to"),
        ("nn.Linear(1, 1).weight.data = torch.ones(2)", "this is not a value for .data"),
        ("nn.LSTMCell(3, 3)(torch.ones(3), torch.zeros(2, 3, 3))", "the state has the shape [2, 3, 3]"),
    ],
)
def test_what_is_refused_is_told(failure, text, message):
    assert message in failure(text).message


def test_a_module_cannot_grow_without_end(failure):
    doubled = "s = nn.ReLU()\n" + "s = nn.Sequential(s, s)\n" * 12
    assert failure(doubled).message == f"this module has more than {modules.MAX_PARTS} parts"


def test_a_learner_sees_the_parameters_by_their_names():
    text = "net = nn.Sequential(nn.Linear(2, 1))\nl = nn.Linear(1, 1)\nl(net(torch.ones(2)))"
    nodes = answer(Evaluate(1, text)).trace.nodes
    assert [n.name for n in nodes if n.kind == "leaf"] == ["net.0.weight", "net.0.bias", "l.weight", "l.bias"]
    assert {n.module for n in nodes if n.kind == "op"} == {"net.0", "l"}


def test_a_parameter_that_was_put_in_place_is_named_too():
    text = "l = nn.Linear(1, 1, bias=False)\nl.weight = nn.Parameter(torch.ones(1, 1))\nl(torch.ones(1))"
    nodes = answer(Evaluate(1, text)).trace.nodes
    assert [node.name for node in nodes if node.kind == "leaf"] == ["l.weight"]
