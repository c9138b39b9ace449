"""Which of torch's functions and methods the language has: names only, curated by hand.

Nothing here loads, saves, compiles, starts processes, reads raw memory, or takes a callable. A
function that returns more elements than it is given is bounded by `sizes`, whatever its arguments.
"""

from nablascope.core.language.names import words

POINTWISE = words(
    """
    abs absolute acos acosh add addcdiv addcmul angle arccos arccosh arcsin arcsinh arctan arctan2
    arctanh asin asinh atan atan2 atanh ceil clamp clamp_max clamp_min clip conj copysign cos cosh
    deg2rad digamma div divide erf erfc erfinv exp exp2 expm1 fix float_power floor floor_divide fmax
    fmin fmod frac heaviside hypot i0 lerp lgamma log log10 log1p log2 logaddexp logaddexp2 logit
    maximum minimum mul multiply nan_to_num neg negative positive pow rad2deg reciprocal relu remainder
    round rsqrt sigmoid sign sgn sin sinc sinh sqrt square sub subtract tan tanh true_divide trunc xlogy
    """
)

"""Their result has the shape that their arguments broadcast to."""

COMPARISONS = words(
    """
    allclose eq equal ge greater greater_equal gt isclose isfinite isinf isnan le less less_equal
    logical_and logical_not logical_or logical_xor lt ne not_equal signbit
    """
)

REDUCTIONS = words(
    """
    all amax amin aminmax any argmax argmin argsort count_nonzero cummax cummin cumprod cumsum diff
    kthvalue logcumsumexp logsumexp max mean median min nanmean nansum norm prod sort
    std sum topk var
    """
)

"""Their result is never larger than what they are given."""

_ALGEBRA = words(
    """
    addmm addmv addr baddbmm bmm cholesky_inverse corrcoef cov cross det diag diag_embed diagflat
    diagonal dist dot inner inverse kron logdet matmul matrix_exp matrix_power mm mv outer pinverse
    quantile slogdet trace tril triu vdot
    """
)

_SHAPES = words(
    """
    broadcast_to chunk clone detach flatten flip fliplr flipud gather index_select masked_fill
    masked_select moveaxis movedim narrow nonzero numel permute ravel repeat_interleave reshape roll
    rot90 select split squeeze swapaxes t take take_along_dim tile transpose unbind unflatten unique
    unsqueeze where
    """
)

_SHARED = POINTWISE | COMPARISONS | REDUCTIONS | _ALGEBRA | _SHAPES
"""Both functions of torch and methods of a tensor."""

_FACTORIES = words(
    """
    arange as_tensor empty_like eye full full_like linspace logspace ones ones_like rand rand_like
    randint randn randn_like randperm tensor zeros zeros_like
    """
)

_COMBINING = words(
    """
    atleast_1d atleast_2d atleast_3d block_diag broadcast_tensors cat cdist chain_matmul column_stack
    complex concat concatenate dstack einsum hstack meshgrid stack std_mean tensordot tril_indices
    triu_indices trapezoid var_mean vstack
    """
)

_ACTIVATIONS = words("bernoulli celu log_softmax selu softmax")

_SETTINGS = words(
    """
    get_default_dtype is_complex is_floating_point is_grad_enabled is_tensor manual_seed
    set_default_dtype
    """
)

TORCH = _SHARED | _FACTORIES | _COMBINING | _ACTIVATIONS | _SETTINGS

LINALG = words(
    """
    cholesky cond cross det diagonal eigh eigvalsh inv lstsq matmul matrix_exp matrix_norm
    matrix_power matrix_rank multi_dot norm pinv qr slogdet solve svd svdvals vecdot vector_norm
    """
)

SPECIAL = words(
    """
    digamma entr erf erfc erfcx erfinv exp2 expit expm1 gammaln i0 i0e i1 i1e log1p log_ndtr
    log_softmax logit logsumexp ndtr ndtri psi sinc softmax xlog1py xlogy
    """
)

FUNCTIONAL = words(
    """
    binary_cross_entropy binary_cross_entropy_with_logits celu cosine_similarity cross_entropy dropout
    elu gelu glu hardshrink hardsigmoid hardswish hardtanh huber_loss kl_div l1_loss layer_norm
    leaky_relu linear log_softmax logsigmoid mish mse_loss nll_loss normalize one_hot pad
    pairwise_distance prelu relu relu6 rms_norm selu sigmoid silu smooth_l1_loss softmax softmin
    softplus softshrink softsign tanh tanhshrink threshold
    """
)

DTYPES = words(
    """
    bfloat16 bool cdouble cfloat complex128 complex64 double float float16 float32 float64 half int
    int16 int32 int64 int8 long short uint8
    """
)

MATH = words(
    """
    acos acosh asin asinh atan atan2 atanh cbrt ceil copysign cos cosh degrees erf erfc exp expm1
    fabs floor fmod gamma hypot isclose isfinite isinf isnan lgamma log log10 log1p log2 pow
    radians sin sinh sqrt tan tanh trunc
    """
)

MATH_CONSTANTS = words("e inf nan pi tau")

_METHODS_ONLY = words(
    """
    adjoint bool contiguous cpu dim double element_size expand expand_as float half int
    is_complex is_contiguous is_floating_point is_nonzero item log_softmax long new_full
    new_ones new_tensor new_zeros ndimension nelement repeat requires_grad_ reshape_as retain_grad
    size softmax stride sum_to_size to tolist type_as view view_as
    """
)

_IN_PLACE = words(
    """
    add_ clamp_ copy_ cos_ div_ exp_ fill_ log_ mul_ neg_ pow_ relu_ sigmoid_ sin_ sqrt_ sub_ tanh_ zero_
    """
)

METHODS = _SHARED | _METHODS_ONLY | _IN_PLACE

PLAIN_ATTRIBUTES = words(
    """
    data device dtype grad grad_fn is_cuda is_leaf itemsize nbytes ndim requires_grad retains_grad shape
    """
)

VIEW_ATTRIBUTES = words("H T imag mH mT real")
"""Attributes of a tensor that are operations."""
