"""Which of torch's functions and methods the language has: names only, curated by hand.

Nothing here loads, saves, compiles, starts processes, reads raw memory, shares it with others
(``from_numpy``, ``Tensor.numpy``, ``from_dlpack``), changes the memory behind a tensor (``set_``,
``resize_``, ``as_strided``, ``put_``), trusts the integers that it is given (``ctc_loss``, ``ldl_solve``),
changes what cannot be put back (``set_num_threads``, ``use_deterministic_algorithms``), takes a callable
(``vmap``, ``Tensor.apply_``, hooks), or gives what is no value of the language (sparse, nested and quantised
tensors, generators). A function that returns more elements than it is given is bounded by `sizes`, whatever
its arguments.
"""

from nablascope.core.language.names import words

POINTWISE = words(
    """
    abs absolute acos acosh add addcdiv addcmul angle arccos arccosh arcsin arcsinh arctan arctan2 arctanh
    asin asinh atan atan2 atanh bitwise_and bitwise_left_shift bitwise_not bitwise_or bitwise_right_shift
    bitwise_xor ceil clamp clamp_max clamp_min clip conj conj_physical copysign cos cosh deg2rad digamma
    div divide erf erfc erfinv exp exp2 expm1 fix float_power floor floor_divide fmax fmin fmod frac gcd
    hardshrink heaviside hypot i0 igamma igammac lcm ldexp lerp lgamma log log10 log1p log2 logaddexp
    logaddexp2 logit maximum minimum mul multiply nan_to_num neg negative nextafter polygamma
    positive pow rad2deg reciprocal relu remainder resolve_conj resolve_neg round rsqrt sgn sigmoid sign
    sin sinc sinh sqrt square sub subtract tan tanh true_divide trunc xlogy
    """
)

"""Their result has the shape that their arguments broadcast to."""

COMPARISONS = words(
    """
    allclose eq equal ge greater greater_equal gt isclose isfinite isinf isnan isneginf isposinf isreal le
    less less_equal logical_and logical_not logical_or logical_xor lt ne not_equal signbit
    """
)

REDUCTIONS = words(
    """
    all amax amin aminmax any argmax argmin argsort count_nonzero cummax cummin cumprod cumsum diff frexp
    kthvalue logcumsumexp logsumexp max mean median min mode msort nanmean nanmedian nansum norm prod
    renorm sort std sum topk var
    """
)

"""Their result is never larger than what they are given."""

_ALGEBRA = words(
    """
    addbmm addmm addmv addr baddbmm bincount bmm cholesky_inverse cholesky_solve corrcoef cov cross det
    diag diag_embed diagflat diagonal dist dot ger histc histogram inner inverse kron logdet lu_solve
    matmul matrix_exp matrix_power mm multinomial mv nanquantile outer pinverse qr quantile slogdet svd
    trace tril triu vdot
    """
)

_SHAPES = words(
    """
    adjoint argwhere broadcast_to chunk clone detach diagonal_scatter dsplit flatten flip fliplr flipud
    gather hsplit index_add index_copy index_fill index_put index_reduce index_select masked_fill
    masked_scatter masked_select moveaxis movedim narrow nonzero numel permute ravel repeat_interleave
    reshape roll rot90 scatter scatter_add scatter_reduce select select_scatter slice_scatter split
    squeeze swapaxes swapdims t take take_along_dim tensor_split tile transpose unbind unflatten unique
    unique_consecutive unsqueeze vsplit where
    """
)

_SHARED = POINTWISE | COMPARISONS | REDUCTIONS | _ALGEBRA | _SHAPES
"""Both functions of torch and methods of a tensor."""

_FACTORIES = words(
    """
    arange as_tensor bartlett_window blackman_window empty empty_like eye full full_like hamming_window
    hann_window kaiser_window linspace logspace normal ones ones_like rand rand_like randint randint_like
    randn randn_like randperm scalar_tensor tensor zeros zeros_like
    """
)

FILLED = words("empty full ones rand randn zeros")
"""Those of sizes that come first."""

_COMBINING = words(
    """
    atleast_1d atleast_2d atleast_3d binomial block_diag broadcast_shapes broadcast_tensors bucketize
    can_cast cartesian_prod cat cdist chain_matmul column_stack complex concat concatenate
    cumulative_trapezoid dstack einsum gradient hstack isin meshgrid pdist poisson polar promote_types
    result_type row_stack searchsorted stack std_mean tensordot trapezoid trapz tril_indices triu_indices
    unravel_index vander var_mean view_as_complex view_as_real vstack
    """
)

_LAYERS = words(
    """
    avg_pool1d batch_norm bernoulli bilinear celu channel_shuffle conv1d conv2d conv3d conv_transpose1d
    conv_transpose2d conv_transpose3d cosine_embedding_loss cosine_similarity dropout embedding group_norm
    hinge_embedding_loss instance_norm layer_norm log_softmax margin_ranking_loss max_pool1d max_pool2d
    max_pool3d pairwise_distance pixel_shuffle pixel_unshuffle prelu rms_norm rrelu selu softmax threshold
    triplet_margin_loss
    """
)

_SETTINGS = words(
    """
    get_default_device get_default_dtype is_complex is_floating_point is_grad_enabled is_nonzero
    is_same_size is_tensor manual_seed set_default_device set_default_dtype set_printoptions
    """
)

_IN_PLACE_FUNCTIONS = words(
    """
    abs_ ceil_ clamp_ cos_ exp_ fill_ floor_ log_ neg_ relu_ round_ rsqrt_ sigmoid_ sin_ sqrt_ square_ tan_
    tanh_ zero_
    """
)

TORCH = _SHARED | _FACTORIES | _COMBINING | _LAYERS | _SETTINGS | _IN_PLACE_FUNCTIONS

LINALG = words(
    """
    cholesky cholesky_ex cond cross det diagonal eig eigh eigvals eigvalsh householder_product inv inv_ex
    lstsq lu lu_factor lu_solve matmul matrix_exp matrix_norm matrix_power
    matrix_rank multi_dot norm pinv qr slogdet solve solve_ex solve_triangular svd svdvals tensorinv
    tensorsolve vander vecdot vector_norm
    """
)

SPECIAL = words(
    """
    airy_ai bessel_j0 bessel_j1 bessel_y0 bessel_y1 chebyshev_polynomial_t chebyshev_polynomial_u
    chebyshev_polynomial_v chebyshev_polynomial_w digamma entr erf erfc erfcx erfinv exp2 expit expm1
    gammainc gammaincc gammaln hermite_polynomial_h hermite_polynomial_he i0 i0e i1 i1e
    laguerre_polynomial_l legendre_polynomial_p log1p log_ndtr log_softmax logit logsumexp
    modified_bessel_i0 modified_bessel_i1 modified_bessel_k0 modified_bessel_k1 ndtr ndtri
    polygamma psi round scaled_modified_bessel_k0 scaled_modified_bessel_k1 sinc softmax
    spherical_bessel_j0 xlog1py xlogy zeta
    """
)

FUNCTIONAL = words(
    """
    adaptive_avg_pool1d adaptive_avg_pool2d adaptive_avg_pool3d adaptive_max_pool1d adaptive_max_pool2d
    adaptive_max_pool3d affine_grid alpha_dropout avg_pool1d avg_pool2d avg_pool3d batch_norm bilinear
    binary_cross_entropy binary_cross_entropy_with_logits celu channel_shuffle conv1d conv2d conv3d
    conv_transpose1d conv_transpose2d conv_transpose3d cosine_embedding_loss cosine_similarity
    cross_entropy dropout dropout1d dropout2d dropout3d elu embedding feature_alpha_dropout fold
    gaussian_nll_loss gelu glu grid_sample group_norm gumbel_softmax hardshrink hardsigmoid hardswish
    hardtanh hinge_embedding_loss huber_loss instance_norm interpolate kl_div l1_loss layer_norm
    leaky_relu linear local_response_norm log_softmax logsigmoid lp_pool1d lp_pool2d lp_pool3d
    margin_ranking_loss max_pool1d max_pool2d max_pool3d max_unpool1d max_unpool2d max_unpool3d mish
    mse_loss multi_margin_loss multilabel_margin_loss multilabel_soft_margin_loss nll_loss normalize
    one_hot pad pairwise_distance pdist pixel_shuffle pixel_unshuffle poisson_nll_loss prelu relu relu6
    rms_norm rrelu scaled_dot_product_attention selu sigmoid silu smooth_l1_loss soft_margin_loss softmax
    softmin softplus softshrink softsign tanh tanhshrink threshold triplet_margin_loss unfold
    """
)

FFT = words(
    """
    fft fft2 fftfreq fftn fftshift hfft hfft2 hfftn ifft ifft2 ifftn ifftshift ihfft ihfft2 ihfftn irfft
    irfft2 irfftn rfft rfft2 rfftfreq rfftn
    """
)

INIT = words(
    """
    calculate_gain constant_ dirac_ eye_ kaiming_normal_ kaiming_uniform_ normal_ ones_ orthogonal_ sparse_
    trunc_normal_ uniform_ xavier_normal_ xavier_uniform_ zeros_
    """
)

NN_UTILS = words("clip_grad_norm_ clip_grad_value_ get_total_norm parameters_to_vector vector_to_parameters")

OPTIMIZERS = words("ASGD Adadelta Adagrad Adam AdamW Adamax NAdam RAdam RMSprop Rprop SGD")

CUDA = words("device_count is_available")

DTYPES = words(
    """
    bfloat16 bool cdouble cfloat complex128 complex64 double float float16 float32 float64 half int int16
    int32 int64 int8 long short uint8
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
    adjoint bernoulli bfloat16 bool byte cdouble cfloat char contiguous cpu cuda dim double element_size
    expand expand_as float get_device half index_put int is_complex is_contiguous is_floating_point
    is_nonzero is_same_size is_signed item log_softmax long ndimension nelement new_empty new_full
    new_ones new_tensor new_zeros prelu repeat requires_grad_ reshape_as retain_grad short size softmax
    split_with_sizes stride sum_to_size to tolist type type_as unfold view view_as
    """
)

IN_PLACE = words(
    """
    abs_ absolute_ acos_ acosh_ add_ addbmm_ addcdiv_ addcmul_ addmm_ addmv_ addr_ arccos_ arccosh_
    arcsin_ arcsinh_ arctan2_ arctan_ arctanh_ asin_ asinh_ atan2_ atan_ atanh_ baddbmm_ bernoulli_
    bitwise_and_ bitwise_left_shift_ bitwise_not_ bitwise_or_ bitwise_right_shift_ bitwise_xor_ cauchy_
    ceil_ clamp_ clamp_max_ clamp_min_ clip_ conj_physical_ copy_ copysign_ cos_ cosh_ cumprod_ cumsum_
    deg2rad_ detach_ digamma_ div_ divide_ eq_ erf_ erfc_ erfinv_ exp2_ exp_ expm1_ exponential_ fill_
    fill_diagonal_ fix_ float_power_ floor_ floor_divide_ fmod_ frac_ gcd_ ge_ geometric_ greater_
    greater_equal_ gt_ heaviside_ hypot_ i0_ igamma_ igammac_ index_add_ index_copy_ index_fill_
    index_put_ index_reduce_ lcm_ ldexp_ le_ lerp_ less_ less_equal_ lgamma_ log10_ log1p_ log2_ log_
    log_normal_ logical_and_ logical_not_ logical_or_ logical_xor_ logit_ lt_ masked_fill_ masked_scatter_
    mul_ multiply_ nan_to_num_ ne_ neg_ negative_ nextafter_ normal_ not_equal_ polygamma_ pow_
    rad2deg_ random_ reciprocal_ relu_ remainder_ renorm_ round_ rsqrt_ scatter_ scatter_add_
    scatter_reduce_ sgn_ sigmoid_ sign_ sin_ sinc_ sinh_ sqrt_ square_ squeeze_ sub_ subtract_ swapaxes_
    swapdims_ t_ tan_ tanh_ transpose_ tril_ triu_ true_divide_ trunc_ uniform_ unsqueeze_ xlogy_ zero_
    """
)

METHODS = _SHARED | _METHODS_ONLY | IN_PLACE

PLAIN_ATTRIBUTES = words(
    """
    _version data device dtype grad grad_fn is_cpu is_cuda is_leaf is_quantized is_sparse itemsize nbytes
    ndim output_nr requires_grad retains_grad shape
    """
)

VIEW_ATTRIBUTES = words("H T imag mH mT real")
"""Attributes of a tensor that are operations."""
