"""How large a result can be, from the shapes and numbers alone."""

from collections.abc import Callable, Mapping, Sequence
from itertools import zip_longest
from math import ceil, isfinite, nan, prod

import torch
from torch.utils._python_dispatch import _disable_current_modes  # pyright: ignore[reportPrivateUsage]

from nablascope.core.language.names import words
from nablascope.engine.language.operators import SIGNS
from nablascope.engine.language.tables import COMPARISONS, POINTWISE, REDUCTIONS
from nablascope.engine.language.windows import WINDOWS, window_bound

_BROADCASTING = (
    POINTWISE
    | COMPARISONS
    | frozenset(SIGNS.values())
    | words(
        """
        sign comparison where masked_fill
        binary_cross_entropy binary_cross_entropy_with_logits huber_loss kl_div l1_loss mse_loss
        smooth_l1_loss celu dropout elu gelu glu hardshrink hardsigmoid hardswish hardtanh layer_norm
        leaky_relu log_softmax logsigmoid mish normalize prelu relu6 rms_norm selu silu softmax softmin
        softplus softshrink softsign tanhshrink threshold cosine_embedding_loss cosine_similarity
        gaussian_nll_loss hinge_embedding_loss margin_ranking_loss multilabel_soft_margin_loss
        pairwise_distance poisson_nll_loss soft_margin_loss triplet_margin_loss
        """
    )
) - {"@"}
_MATRIX_PRODUCTS = words("@ matmul mm bmm mv dot vdot")
_OUTER_PRODUCTS = words("outer kron")
_JOINS = words("cat concat concatenate stack hstack vstack dstack column_stack")
_DIAGONALS = words("diag diag_embed diagflat")

_NEVER_GROW = REDUCTIONS | words(
    """
    backward chunk clone contiguous cross_entropy detach diagonal double flatten flip fliplr flipud float
    gather half item manual_seed masked_select moveaxis movedim narrow nll_loss nonzero permute ravel
    requires_grad_ reshape reshape_as roll rot90 select split squeeze swapaxes t take tolist transpose
    tril triu type_as unbind unflatten unique unsqueeze view view_as
    alpha_dropout avg_pool1d avg_pool2d avg_pool3d batch_norm bfloat16 channel_shuffle dropout1d dropout2d
    dropout3d feature_alpha_dropout group_norm gumbel_softmax instance_norm local_response_norm lp_pool1d
    lp_pool2d lp_pool3d max_pool1d max_pool2d max_pool3d pixel_shuffle pixel_unshuffle rrelu swapdims
    """
)

_SQUARE = _DIAGONALS | words(
    "corrcoef cov eig lstsq lu pinv qr svd tensorinv tril_indices triu_indices vander"
)
"""Their result can be as large as the square of what they are given."""

_SIZED_BY_DATA = words("bincount one_hot repeat_interleave")
"""Their result is as large as the numbers in an integer tensor say."""


def known_size(name: str, given: Sequence[object]) -> int | None:
    """At most how many elements a result of the operation `name` has, where a rule tells it."""
    rule = _in_place_size if name.endswith("_") else _RULES.get(name)
    tensors = [value for value in given if isinstance(value, torch.Tensor)]
    numbers = [value for value in given if isinstance(value, int | float) and not isinstance(value, bool)]
    if rule is not None and tensors and not (numbers and name in _DIAGONALS):
        return rule(tensors)
    if name == "eye":
        return int(prod(numbers) if len(numbers) > 1 else sum(numbers) ** 2)
    return _range_size(numbers) if name == "arange" else None


def bound(name: str, given: Sequence[object]) -> float:
    """At most how many elements a result has: the product of all it is given, or a bound of its own."""
    if name in WINDOWS:
        return window_bound(name, given)
    product = 1.0
    for value in given:
        product *= _factor(value)
        if name in _SIZED_BY_DATA:
            product *= _largest(value)
    return product * product if name in _SQUARE else product


def _range_size(numbers: Sequence[float]) -> int | None:
    start, end, step = {1: (0, *numbers, 1), 2: (*numbers, 1), 3: (*numbers,)}.get(len(numbers), (0, 0, 0))
    size = (end - start) / step if step else nan
    return ceil(size) if isfinite(size) else None


def _in_place_size(tensors: Sequence[torch.Tensor]) -> int:
    return tensors[0].numel()


def _largest_size(tensors: Sequence[torch.Tensor]) -> int:
    return max(tensor.numel() for tensor in tensors)


def _total_size(tensors: Sequence[torch.Tensor]) -> int:
    return sum(tensor.numel() for tensor in tensors)


def _product_of_sizes(tensors: Sequence[torch.Tensor]) -> int:
    return prod(tensor.numel() for tensor in tensors)


def _diagonal_size(tensors: Sequence[torch.Tensor]) -> int:
    return tensors[0].numel() * max(tensors[0].shape, default=1)


def broadcast_size(tensors: Sequence[torch.Tensor]) -> int:
    """How many elements the shape has that `tensors` broadcast to."""
    return _broadcast([tensor.shape for tensor in tensors])


def _linear_size(tensors: Sequence[torch.Tensor]) -> int:
    weight = tensors[min(1, len(tensors) - 1)]
    outputs = weight.shape[0] if weight.dim() > 1 else 1
    return tensors[0].numel() // max(1, tensors[0].shape[-1]) * outputs if tensors[0].dim() else outputs


def _embedding_size(tensors: Sequence[torch.Tensor]) -> int:
    return tensors[0].numel() * (tensors[-1].shape[-1] if tensors[-1].dim() else 1)


def _attention_size(tensors: Sequence[torch.Tensor]) -> int:
    """Each query of `tensors[0]` looks at every key of `tensors[1]`."""
    queries, keys = tensors[0], tensors[min(1, len(tensors) - 1)]
    rows = queries.numel() // max(1, queries.shape[-1]) if queries.dim() else 1
    return max(rows * (keys.shape[-2] if keys.dim() > 1 else 1), *(tensor.numel() for tensor in tensors))


def _broadcast(shapes: Sequence[Sequence[int]]) -> int:
    columns = zip_longest(*(reversed(shape) for shape in shapes), fillvalue=1)
    return prod(max(sizes) for sizes in columns)


def _matrix_product(tensors: Sequence[torch.Tensor]) -> int:
    left, right = tensors[0], tensors[-1]
    if left.dim() < 2 or right.dim() < 2:
        return max(left.numel(), right.numel())
    return _broadcast([left.shape[:-2], right.shape[:-2]]) * left.shape[-2] * right.shape[-1]


def _factor(value: object) -> float:
    if isinstance(value, torch.Tensor):
        return max(1, value.numel())
    if isinstance(value, int | float) and value and isfinite(value):
        # A small step makes a range long.
        return max(abs(value), 1 / abs(value))
    return 1.0


def _largest(value: object) -> float:
    """One more than the largest number of an integer tensor, at least 1."""
    if not isinstance(value, torch.Tensor) or value.is_floating_point() or not value.numel():
        return 1.0
    with _disable_current_modes():
        return max(1.0, float(value.max()) + 1)


_RULES: Mapping[str, Callable[[Sequence[torch.Tensor]], int]] = {
    **dict.fromkeys(_BROADCASTING, broadcast_size),
    **dict.fromkeys(_NEVER_GROW, _largest_size),
    **dict.fromkeys(_JOINS, _total_size),
    **dict.fromkeys(_OUTER_PRODUCTS, _product_of_sizes),
    **dict.fromkeys(_MATRIX_PRODUCTS, _matrix_product),
    **dict.fromkeys(_DIAGONALS, _diagonal_size),
    "embedding": _embedding_size,
    "linear": _linear_size,
    "scaled_dot_product_attention": _attention_size,
}
"""By operation: at most how many elements its result has, given its tensors in order."""
