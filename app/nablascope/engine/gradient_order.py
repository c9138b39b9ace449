"""Gradients of a higher order: each is the gradient of the one before it, recorded as it is computed."""

from dataclasses import replace

from nablascope.core.language.failure import Failure, LanguageError
from nablascope.engine.gradient_of import gradient_of
from nablascope.engine.language.explain import explain
from nablascope.engine.operation import code_of
from nablascope.engine.output import Output
from nablascope.engine.record import Recorder

HIGHEST = 5


def of_order(recorder: Recorder, output: Output, order: int, wrt: str | None) -> Output:
    """What is to be differentiated so that the gradient has `order`: the output itself for 1.

    Args:
        recorder: has heard how the output was computed.
        output: of the program.
        order: from 1 to `HIGHEST`.
        wrt: the leaf by which to differentiate, or None for the first.

    Raises:
        LanguageError: if there is no such order or leaf, or a gradient that is a constant has no graph.
    """
    if not 1 <= order <= HIGHEST:
        raise LanguageError(Failure(f"there is no order {order} here", f"choose one from 1 to {HIGHEST}"))
    tensor = output.tensor
    try:
        for _ in range(order - 1):
            tensor = gradient_of(recorder, (tensor,), wrt, entered=False)
    except ValueError as error:
        raise LanguageError(Failure(str(error), "choose a lower order")) from error
    except RuntimeError as error:
        raise LanguageError(explain(error, None)) from error
    code = code_of(tensor)
    label = output.label if code is None else recorder.recording.result_names.get(code, output.label)
    return replace(output, tensor=tensor, label=output.label if order == 1 else label)
