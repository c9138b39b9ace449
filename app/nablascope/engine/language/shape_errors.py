"""What torch says of shapes, classes and channels that do not fit, in the numbers that a person knows."""

from nablascope.engine.language.error_rule import rule

SHAPE_RULES = (
    rule(
        r"expected target dtype to be Long or Byte, but got",
        "the targets are numbers of classes, and these are decimal numbers",
        "write target.long()",
    ),
    rule(
        r"expected floating point type for target with class probabilities",
        "targets with as many columns as the scores are probabilities, and these are integers",
        "write target.float(), or give the number of one class for each row",
    ),
    rule(
        r"expected input batch_size \((\d+)\) to match target batch_size \((\d+)\)",
        r"there are \1 rows of scores for \2 targets",
        "give one target for each row",
    ),
    rule(
        r"0D or 1D target tensor expected",
        "the targets must be the number of one class for each row",
        "write target.squeeze(1) where they stand in a column",
    ),
    rule(
        r"target (-?\d+) is out of bounds",
        r"there is no class \1 among the scores",
        "classes count from 0, and there are as many as columns",
    ),
    rule(
        r"sizes of tensors must match except in dimension (\d+)\. expected size (\d+) but got size (\d+) "
        r"for tensor number (\d+)",
        r"joined along dimension \1, all other sizes must be equal: tensor \4 has \3 where the first has \2",
        "tensors and dimensions count from 0",
    ),
    rule(
        r"tensors must have same number of dimensions: got (\d+) and (\d+)",
        r"tensors of \1 and \2 dimensions cannot be joined",
        "give them as many, e.g. with x.unsqueeze(0)",
    ),
    rule(
        r"stack expects each tensor to be equal size, but got (\[.*?\]) at entry (\d+) "
        r"and (\[.*?\]) at entry (\d+)",
        r"stack needs equal shapes: tensor \2 is \1 and tensor \4 is \3",
        "tensors count from 0; torch.cat joins those that differ in one dimension",
    ),
    rule(
        r"target size \(torch\.size\((\[.*?\])\)\) .*input size \(torch\.size\((\[.*?\])\)\)",
        r"the target is \1 and the prediction is \2",
        "give both one shape, e.g. with .view_as(...)",
    ),
    rule(
        r"argument 'tensors' \(position 1\) must be tuple of Tensors, not Tensor",
        "this joins the tensors of a list",
        "write [a, b] around them",
    ),
    rule(
        r"expected input(\[.*?\]) to have (\d+) channels, but got (\d+) channels",
        r"this convolution takes \2 channels, and its input \1 has \3",
        "give it as many input channels",
    ),
    rule(
        r"'indices' to have one of the following scalar types",
        "an embedding is asked for rows by integers",
        "write x.long()",
    ),
    rule(r"index out of range in self", "an embedding has no such row", "its rows count from 0"),
    rule(
        r"given normalized_shape=(\[.*?\]), expected input .*but got input of size(\[.*?\])",
        r"this normalises \1 features, and its input is \2",
        "give it as many features",
    ),
    rule(
        r"running_mean should contain (\d+) elements not (\d+)",
        r"this normalises \2 features, and its input has \1",
        "give it as many features",
    ),
)
