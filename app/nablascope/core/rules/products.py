"""The VJP of operations that are not elementwise, in plain mathematics.

``G`` is the gradient that arrived, shaped as the result; ``ᵀ`` swaps the last two dimensions. By torch's
name of the operation and by the argument's name, as in `elementwise`.
"""

_BACK = "G, every element back in its own place"
_CHOSEN = (
    "G where the element is the chosen one: along a dimension the first of those that tie, "
    "of a whole tensor shared equally; else 0"
)

PRODUCTS: dict[str, dict[str, str]] = {
    # Matrices
    "mm": {"self": "G · mat2ᵀ", "mat2": "selfᵀ · G"},
    "bmm": {"self": "G · mat2ᵀ, matrix by matrix", "mat2": "selfᵀ · G, matrix by matrix"},
    "mv": {"self": "G · vecᵀ (outer product)", "vec": "selfᵀ · G"},
    "dot": {"self": "G · tensor", "tensor": "G · self"},
    "addmm": {
        "self": "beta · G, summed to its shape",
        "mat1": "alpha · G · mat2ᵀ",
        "mat2": "alpha · mat1ᵀ · G",
    },
    # Sums
    "sum": {"self": "G, the same for every element of the sum"},
    "mean": {"self": "G / count, the same for every element of the mean"},
    "prod": {"self": "G · result / x, for every factor x"},
    "cumsum": {"self": "the sum of G from each element to the last"},
    "var": {"self": "G · 2 (x − mean) / (count − correction)"},
    "std": {"self": "G · (x − mean) / ((count − correction) · result)"},
    "linalg_vector_norm": {"self": "G · x / result, for the Euclidean norm"},
    "logsumexp": {"self": "G · exp(x − result)"},
    # Choices
    "max": {"self": _CHOSEN},
    "min": {"self": _CHOSEN},
    "amax": {"self": "G where the element is the largest, shared equally where several tie; else 0"},
    "amin": {"self": "G where the element is the smallest, shared equally where several tie; else 0"},
    # Probabilities
    "_softmax": {"self": "s · (G − Σ G · s), with s the result"},
    "_log_softmax": {"self": "G − exp(result) · Σ G"},
    "mse_loss": {"self": "G · 2 (self − target) / count", "target": "G · 2 (target − self) / count"},
    "nll_loss_forward": {
        "self": "−G · w / Σ w at the element of the target class, w its weight (1 unless given); else 0"
    },
    # Shapes
    "t": {"self": "Gᵀ"},
    "transpose": {"self": "G with the two dimensions swapped back"},
    "permute": {"self": "G with the dimensions in their old order"},
    "view": {"self": "G in the old shape"},
    "_unsafe_view": {"self": "G in the old shape"},
    "unsqueeze": {"self": "G without the new dimension"},
    "squeeze": {"self": "G with the dimension put back"},
    "expand": {"self": "G, summed over the copies"},
    "select": {"self": f"{_BACK}; else 0"},
    "slice": {"self": f"{_BACK}; else 0"},
    "index": {"self": f"{_BACK}, added where one was taken several times; else 0"},
    "flip": {"self": "G, turned round again"},
    "diagonal": {"self": f"{_BACK} on the diagonal; else 0"},
    "tril": {"self": "the lower triangle of G"},
    "triu": {"self": "the upper triangle of G"},
}

PARTS = {"cat": "the part of G that came from this tensor", "stack": "the slice of G that is this tensor"}
"""Of operations whose arguments are a list; each of them has the same rule."""
