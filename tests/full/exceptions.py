"""What of torch's operator database is special, one by one, with torch's own reason."""

REFUSED = {
    ("acosh", "in place"): "the derivative for 'inplace version of acosh' is not implemented.",
    ("asinh", "in place"): "the derivative for 'inplace version of asinh' is not implemented.",
    ("atanh", "in place"): "the derivative for 'inplace version of atanh' is not implemented.",
    ("as_strided.partial_views", "in place"): "are out of bounds for storage of size",
    ("float_power", "in place"): "the base given to float_power_ has dtype Float but the operation's result",
    ("normal.number_mean", "plain"): "nothing in the result requires a gradient",
    ("normal.number_mean", "stale view"): "nothing in the result has views and requires a gradient",
    ("sparse.sampled_addmm", "stale view"): "nothing in the result has views and requires a gradient",
}
"""Programs that torch itself does not run or differentiate, whether or not somebody records them."""

_RESHAPE = "reshape makes a ViewBackward0 instead of a ReshapeAliasBackward0 (at::isTensorSubclassLike)"

OTHER_PATH = {
    "cartesian_prod": _RESHAPE,
    "linalg.tensorinv": _RESHAPE,
    "nn.functional.ctc_loss": "CtcLossBackward1, of lengths given as tensors, instead of CtcLossBackward0",
    "nn.functional.scaled_dot_product_attention": _RESHAPE,
    "pca_lowrank": _RESHAPE,
    "svd_lowrank": _RESHAPE,
}
"""Operations whose graph torch builds otherwise, with the same numbers, while any dispatch mode listens.

They are compared with a run under a mode that does nothing.
"""
