"""What a callable of the tables gives is what torch gives, element for element."""

import warnings

import pytest
import torch
from torch.nn import functional

GIVEN = """
torch.manual_seed(3)
x = torch.tensor([0.2, -0.5, 0.9])
p = torch.tensor([0.3, 0.6, 0.9])
y = torch.tensor([1.5, -2.0, 0.25])
i = torch.tensor([2, 0, 1])
j = torch.tensor([4, 6, 3])
b = torch.tensor([True, False, True])
A = torch.tensor([[4.0, 1.0, 0.5], [1.0, 3.0, 0.25], [0.5, 0.25, 2.0]])
B = torch.arange(9.0).reshape(3, 3) / 7
v = torch.arange(1.0, 13.0).reshape(1, 2, 6) / 5
m = torch.arange(1.0, 33.0).reshape(1, 2, 4, 4) / 9
u = torch.arange(1.0, 17.0).reshape(1, 2, 2, 2, 2) / 9
c = torch.complex(x, y)
"""

CALLS = {
    "torch.{}(x{})": """
    abs acos angle asin asinh atan atanh ceil cos cosh cumsum:0 deg2rad digamma erf erfc erfinv exp exp2
    expm1 fix flip:(0,) floor frac i0 isfinite isinf isnan isneginf isposinf isreal lgamma max min mean median
    msort nan_to_num nanmean nansum neg numel prod rad2deg relu round sgn sigmoid sign signbit sin sinc sinh
    sort square std std_mean sum tan tanh trunc unique var var_mean is_floating_point is_complex
    is_tensor atleast_2d diag diagflat flatten ravel clone detach zeros_like ones_like rand_like argmax argmin
    argsort nonzero argwhere aminmax any all count_nonzero frexp mode nanmedian vander trapezoid
    broadcast_to:(2,3)
    add:y atan2:y copysign:y div:y eq:y float_power:2 fmax:y fmin:y fmod:y ge:y gt:y heaviside:y hypot:y le:y
    logaddexp:y logaddexp2:y lt:y maximum:y minimum:y mul:y ne:y nextafter:y outer:y remainder:y sub:y
    true_divide:y allclose:y equal:y isclose:y dot:y vdot:y inner:y cartesian_prod:y ger:y result_type:y
    cross:y floor_divide:y kron:y lerp:y,0.5 addcmul:x,y addcdiv:x,y isin:y meshgrid:y
    cumulative_trapezoid prelu:p[:1] rrelu layer_norm:(3,) dropout:0.5,True cosine_similarity:y,0
    """,
    "torch.{}(p{})": """
    acosh bernoulli log log10 log1p log2 logit reciprocal rsqrt sqrt poisson igamma:p igammac:p xlogy:p pow:p
    ldexp:i polar:y multinomial:2 normal:p
    """,
    "torch.{}(i{})": """
    gcd:j lcm:j bitwise_and:j bitwise_or:j bitwise_xor:j bitwise_left_shift:j bitwise_right_shift:j
    bitwise_not bincount
    """,
    "torch.{}(b{})": "logical_and:b logical_or:b logical_xor:b logical_not",
    "torch.{}(A{})": """
    det inverse logdet slogdet pinverse trace tril triu matrix_exp svd qr corrcoef cov cholesky_inverse
    logcumsumexp:0 softmax:0 log_softmax:0 cumprod:0 logsumexp:0 cummax:0 cummin:0 unbind:0 norm
    amax amin t rot90 matrix_power:3 chunk:2 split:2 tensor_split:2 hsplit:3 vsplit:3 topk:2 kthvalue:2
    renorm:2,0,1.0 quantile:0.5 nanquantile:0.5 diff roll:1 histc:4 unsqueeze:0 repeat_interleave:2
    select:0,1 narrow:0,0,2 movedim:0,1 swapdims:0,1 transpose:0,1 permute:(1,0) reshape:(-1,) tile:(2,2)
    masked_fill:(A>1),0.0 masked_select:(A>1) index_select:0,i gather:1,i[None] scatter:1,i[None],0.5
    scatter_add:1,i[None],B index_add:0,i,B index_copy:0,i,B index_fill:0,i,0.5 take:i diagonal fliplr
    bucketize:p searchsorted:A unique_consecutive gradient matmul:B mm:B addmm:A,B mv:x cdist:B tensordot:B
    pairwise_distance:B cholesky_solve:B masked_scatter:(A>1),B diagonal_scatter:x
    select_scatter:x,0,1 slice_scatter:B index_put:(i,),x
    """,
    "torch.{}([A, B]{})": "cat stack hstack vstack dstack column_stack",
    "torch.{}(A, B{})": "block_diag broadcast_tensors chain_matmul",
    "torch.linalg.{}(A{})": """
    cholesky cholesky_ex cond det diagonal eig eigh eigvals eigvalsh inv inv_ex lu lu_factor
    matrix_exp matrix_norm matrix_power:2 matrix_rank norm pinv qr slogdet svd svdvals vector_norm solve:B
    solve_triangular:B,upper=True vecdot:B cross:B matmul:B solve_ex:B householder_product:x
    """,
    "torch.special.{}(p{})": """
    airy_ai bessel_j0 bessel_j1 bessel_y0 bessel_y1 digamma entr erf erfc erfcx erfinv exp2 expit expm1
    gammaln i0 i0e i1 i1e log1p log_ndtr logit modified_bessel_i0 modified_bessel_i1 modified_bessel_k0
    modified_bessel_k1 ndtr ndtri psi round scaled_modified_bessel_k0 scaled_modified_bessel_k1 sinc
    spherical_bessel_j0 gammainc:p gammaincc:p xlog1py:p xlogy:p zeta:p chebyshev_polynomial_t:2
    legendre_polynomial_p:2 hermite_polynomial_h:2 laguerre_polynomial_l:2 softmax:0 log_softmax:0
    """,
    "torch.fft.{}(x{})": "fft fftshift hfft ifft ifftshift ihfft irfft rfft fftn ifftn rfftn irfftn",
    "torch.fft.{}(A{})": "fft2 ifft2 rfft2 irfft2 hfft2 ihfft2",
    "torch.fft.{}(5{})": "fftfreq rfftfreq",
    "torch.{}(4{})": """
    arange eye ones rand randn randperm zeros hann_window hamming_window blackman_window bartlett_window
    scalar_tensor kaiser_window linspace:9,5 logspace:2,3
    """,
    "F.{}(x{})": """
    celu elu gelu hardshrink hardsigmoid hardswish hardtanh leaky_relu logsigmoid mish relu6 selu silu
    softplus softshrink softsign tanhshrink dropout rrelu alpha_dropout softmax:0 softmin:0 threshold:0.1,0.0
    prelu:p[:1] linear:B log_softmax:0 normalize:2,0 gumbel_softmax layer_norm:(3,) rms_norm:(3,) pad:(1,1)
    l1_loss:y mse_loss:y smooth_l1_loss:y huber_loss:y soft_margin_loss:y poisson_nll_loss:p
    binary_cross_entropy_with_logits:p hinge_embedding_loss:y kl_div:p gaussian_nll_loss:y,p
    margin_ranking_loss:y,p
    """,
    "F.{}(A{})": """
    cross_entropy:i nll_loss:i cosine_similarity:B pairwise_distance:B triplet_margin_loss:B,B+1 pdist
    bilinear:B,torch.ones(2,3,3) multi_margin_loss:i multilabel_soft_margin_loss:torch.eye(3)
    cosine_embedding_loss:B,torch.ones(3) scaled_dot_product_attention:B,B batch_norm:x,p
    multilabel_margin_loss:i.expand(3,3)
    """,
    "F.{}(v{})": """
    avg_pool1d:2 max_pool1d:2 lp_pool1d:2,2 adaptive_avg_pool1d:3 adaptive_max_pool1d:3
    conv1d:torch.ones(1,2,2) conv_transpose1d:torch.ones(2,1,2) instance_norm group_norm:2
    interpolate:scale_factor=2 dropout1d glu local_response_norm:2
    """,
    "F.{}(m{})": """
    avg_pool2d:2 max_pool2d:2 lp_pool2d:2,2 adaptive_avg_pool2d:3 adaptive_max_pool2d:3 dropout2d unfold:2
    conv2d:torch.ones(1,2,2,2) conv_transpose2d:torch.ones(2,1,2,2) pixel_unshuffle:2 channel_shuffle:2
    interpolate:size=(3,5)
    """,
    "F.{}(u{})": "avg_pool3d:2 max_pool3d:2 adaptive_avg_pool3d:1 conv3d:torch.ones(1,2,1,1,1) dropout3d",
    "F.{}(i{})": "one_hot embedding:A",
    "torch.{}(c{})": "conj view_as_real angle conj_physical resolve_conj",
    "x.{}({})": """
    abs add:y bernoulli:0.5 bfloat16 bool byte char clone contiguous cpu dim double element_size
    float half int long short is_contiguous is_signed ndimension nelement size stride tolist type
    type:torch.float64 type:torch.long
    new_zeros:2 new_ones:2 new_full:(2,),3.0 new_tensor:[1.0] repeat:2 expand:(2,3) view:3
    view_as:y reshape_as:y unfold:0,2,1 type_as:i requires_grad_ is_same_size:y
    abs_ add_:y clamp_:0,1 copy_:y cos_ cumsum_:0 div_:2 exp_ fill_:3 floor_ fmod_:2 ge_:0 lerp_:y,0.5
    masked_fill_:b,1 mul_:y neg_ normal_ nan_to_num_ pow_:2 relu_ round_ sigmoid_ sign_ sin_ sub_:y tanh_
    trunc_ uniform_ zero_ squeeze_ unsqueeze_:0 exponential_ random_:0,9 index_fill_:0,i,1 detach_
    """,
    "nn.init.{}(A{})": """
    constant_:2 eye_ kaiming_normal_ kaiming_uniform_ normal_ ones_ orthogonal_ trunc_normal_ uniform_
    xavier_normal_ xavier_uniform_ zeros_
    """,
    "nn.utils.{}([A]{})": "parameters_to_vector",
}
"""By form: names, each with what else it is given."""


def texts():
    for form, names in CALLS.items():
        for entry in names.split():
            name, _, more = entry.partition(":")
            separator = ", " if more and "({})" not in form else ""
            yield form.format(name, separator + more)


@pytest.fixture(scope="module")
def plainly():
    """What Python itself makes of a text."""

    def evaluated(text):
        names = {"torch": torch, "F": functional, "nn": torch.nn}
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            exec(GIVEN, names)
            return eval(text, names)

    return evaluated


def agree(one, other):
    if isinstance(one, torch.Tensor):
        same = torch.equal(one, other) or torch.allclose(one, other, rtol=0, atol=0, equal_nan=True)
        return one.dtype == other.dtype and same
    if isinstance(one, list | tuple):
        return type(one) is type(other) and len(one) == len(other) and all(map(agree, one, other))
    return one == other


def test_there_are_hundreds_of_them():
    assert len(set(texts())) > 300


@pytest.mark.parametrize("text", sorted(set(texts())))
def test_a_callable_gives_what_torch_gives(value, plainly, text):
    expected = plainly(text)
    assert agree(value(f"{GIVEN}{text}"), expected)
