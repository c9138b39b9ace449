from tests.core.traces import tensor

from nablascope.core.scene.tensor_text import tensor_text


def test_a_number_is_told_in_full():
    assert tensor_text(tensor(0.1, dtype="float64")) == "0.1"


def test_a_row_of_the_last_dimension_is_a_line_and_columns_are_aligned():
    assert tensor_text(tensor(1.0, -20.5, 3.0, 4.0, shape=(2, 2))) == "[    1, −20.5]\n[    3,     4]"


def test_what_is_left_out_leaves_an_ellipsis():
    wide = tensor(*[1.0] * 20, shape=(2, 10))
    assert tensor_text(wide).splitlines()[0] == "[1, 1, 1, 1, 1, 1, 1, 1, …]"
    preview = tensor(*[1.0] * 4, shape=(100, 2))
    assert tensor_text(preview) == "[1, 1]\n[1, 1]\n…"


def test_an_empty_tensor_tells_its_shape():
    assert tensor_text(tensor(shape=(0, 3))) == "empty, 0×3"
