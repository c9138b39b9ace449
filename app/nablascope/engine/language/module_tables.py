"""Which of torch's modules the language has, and what each may be asked for: curated by hand.

Left out: what takes a callable (`TripletMarginWithDistanceLoss`), what learns its sizes later (`Lazy...`),
what spreads over devices (`DataParallel`, `SyncBatchNorm`), what is outdated (`NLLLoss2d`), and
dictionaries of modules. Hooks, ``apply``, ``register_...`` and ``state_dict`` are no attributes here.
"""

from collections.abc import Mapping

from torch import nn

from nablascope.core.language.names import words

_LAYERS = """
Linear in_features out_features weight bias
Bilinear in1_features in2_features out_features weight bias
Identity
Flatten start_dim end_dim
Unflatten dim unflattened_size
Embedding num_embeddings embedding_dim padding_idx max_norm norm_type scale_grad_by_freq sparse weight
Dropout p inplace
Dropout1d p inplace
Dropout2d p inplace
Dropout3d p inplace
AlphaDropout p inplace
Sequential
ModuleList
"""

_ACTIVATIONS = """
CELU alpha inplace
ELU alpha inplace
GELU approximate
GLU dim
Hardshrink lambd
Hardsigmoid inplace
Hardswish inplace
Hardtanh min_val max_val inplace
LeakyReLU negative_slope inplace
LogSigmoid
LogSoftmax dim
Mish inplace
PReLU num_parameters weight
ReLU inplace
ReLU6 inplace
RReLU lower upper inplace
SELU inplace
SiLU inplace
Sigmoid
Softmax dim
Softmax2d
Softmin dim
Softplus beta threshold
Softshrink lambd
Softsign
Tanh
Tanhshrink
Threshold threshold value inplace
"""

_LOSSES = """
BCELoss reduction weight
BCEWithLogitsLoss reduction weight pos_weight
CosineEmbeddingLoss reduction margin
CrossEntropyLoss reduction weight ignore_index label_smoothing
GaussianNLLLoss reduction full eps
HingeEmbeddingLoss reduction margin
HuberLoss reduction delta
KLDivLoss reduction log_target
L1Loss reduction
MSELoss reduction
MarginRankingLoss reduction margin
MultiLabelMarginLoss reduction
MultiLabelSoftMarginLoss reduction weight
MultiMarginLoss reduction p margin weight
NLLLoss reduction weight ignore_index
PoissonNLLLoss reduction log_input full eps
SmoothL1Loss reduction beta
SoftMarginLoss reduction
TripletMarginLoss reduction margin p eps swap
CosineSimilarity dim eps
PairwiseDistance norm eps keepdim
"""

_CONVOLUTION = (
    "in_channels out_channels kernel_size stride padding dilation groups padding_mode output_padding "
    "transposed weight bias"
)
_CONVOLUTIONS = f"""
Conv1d {_CONVOLUTION}
Conv2d {_CONVOLUTION}
Conv3d {_CONVOLUTION}
ConvTranspose1d {_CONVOLUTION}
ConvTranspose2d {_CONVOLUTION}
ConvTranspose3d {_CONVOLUTION}
"""

_POOLS = """
AdaptiveAvgPool1d output_size
AdaptiveAvgPool2d output_size
AdaptiveAvgPool3d output_size
AdaptiveMaxPool1d output_size return_indices
AdaptiveMaxPool2d output_size return_indices
AdaptiveMaxPool3d output_size return_indices
AvgPool1d kernel_size stride padding ceil_mode count_include_pad
AvgPool2d kernel_size stride padding ceil_mode count_include_pad
AvgPool3d kernel_size stride padding ceil_mode count_include_pad
LPPool1d norm_type kernel_size stride ceil_mode
LPPool2d norm_type kernel_size stride ceil_mode
LPPool3d norm_type kernel_size stride ceil_mode
MaxPool1d kernel_size stride padding dilation ceil_mode return_indices
MaxPool2d kernel_size stride padding dilation ceil_mode return_indices
MaxPool3d kernel_size stride padding dilation ceil_mode return_indices
MaxUnpool1d kernel_size stride padding
MaxUnpool2d kernel_size stride padding
MaxUnpool3d kernel_size stride padding
"""

_RESIZING = """
CircularPad1d padding
CircularPad2d padding
CircularPad3d padding
ConstantPad1d padding value
ConstantPad2d padding value
ConstantPad3d padding value
Fold output_size kernel_size dilation padding stride
ReflectionPad1d padding
ReflectionPad2d padding
ReflectionPad3d padding
ReplicationPad1d padding
ReplicationPad2d padding
ReplicationPad3d padding
Unfold kernel_size dilation padding stride
Upsample size scale_factor mode align_corners
UpsamplingBilinear2d size scale_factor
UpsamplingNearest2d size scale_factor
ZeroPad1d padding
ZeroPad2d padding
ZeroPad3d padding
"""

_REORDERING = """
ChannelShuffle groups
PixelShuffle upscale_factor
PixelUnshuffle downscale_factor
"""

_STATISTICS = "num_features eps momentum affine track_running_stats weight bias running_mean running_var"
_NORMALISATIONS = f"""
BatchNorm1d {_STATISTICS} num_batches_tracked
BatchNorm2d {_STATISTICS} num_batches_tracked
BatchNorm3d {_STATISTICS} num_batches_tracked
GroupNorm num_groups num_channels eps affine weight bias
InstanceNorm1d {_STATISTICS}
InstanceNorm2d {_STATISTICS}
InstanceNorm3d {_STATISTICS}
LayerNorm normalized_shape eps elementwise_affine weight bias
LocalResponseNorm size alpha beta k
RMSNorm normalized_shape eps elementwise_affine weight
"""

_CELL = "input_size hidden_size bias weight_ih weight_hh bias_ih bias_hh"
_RECURRENT = "mode input_size hidden_size num_layers bias batch_first dropout bidirectional proj_size"
_SEQUENCES = f"""
RNN {_RECURRENT} nonlinearity
LSTM {_RECURRENT}
GRU {_RECURRENT}
RNNCell {_CELL} nonlinearity
LSTMCell {_CELL}
GRUCell {_CELL}
MultiheadAttention embed_dim num_heads head_dim dropout batch_first in_proj_weight in_proj_bias
TransformerEncoderLayer self_attn linear1 linear2 norm1 norm2 dropout dropout1 dropout2 norm_first
"""


def _kinds(table: str) -> dict[type[nn.Module], frozenset[str]]:
    """By exact type: its attributes, apart from its parameters' and buffers' own names."""
    rows = [line.split() for line in table.split("\n") if line]
    return {getattr(nn, kind): frozenset(attributes) for kind, *attributes in rows}


RESIZING = frozenset(_kinds(_RESIZING)) | {
    kind for kind in _kinds(_POOLS) if kind.__name__.startswith(("Adaptive", "MaxUnpool"))
}
"""Without parameters, and their result can be larger than what they are given."""

CONVOLUTIONS = frozenset(_kinds(_CONVOLUTIONS))

LOSSES = frozenset(_kinds(_LOSSES))

MODULES: Mapping[type[nn.Module], frozenset[str]] = {
    kind: attributes | {"training"}
    for table in (
        *(_LAYERS, _ACTIVATIONS, _LOSSES, _CONVOLUTIONS, _POOLS),
        *(_RESIZING, _REORDERING, _NORMALISATIONS, _SEQUENCES),
    )
    for kind, attributes in _kinds(table).items()
}

HOLDERS = frozenset({nn.Sequential, nn.ModuleList})
"""They are made of modules."""

ASSIGNABLE = words("weight bias")
"""Attributes of a module that a program may set: to a Parameter, or to None."""
