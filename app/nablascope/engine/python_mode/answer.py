"""`answer_python`: a reply whatever the text did."""

from msgspec.structs import replace

from nablascope.core.language.failure import LanguageError
from nablascope.core.language.python_program import read_python
from nablascope.core.wire.messages import Evaluate, Reply
from nablascope.engine.one_run import run_text
from nablascope.engine.python_mode.failures import failure_of
from nablascope.engine.python_mode.interpreter import PythonMode


def answer_python(request: Evaluate, limit: int | None) -> Reply:
    """Runs the request's text as Python."""
    reply = Reply(request.generation, None, None, None, (), (), ())
    try:
        program = read_python(request.text)
    except LanguageError as error:
        return replace(reply, failure=error.failure, is_whole=False)
    mode = PythonMode(program, limit)
    try:
        return run_text(request, mode, None)
    except BaseException as error:  # noqa: BLE001 - torch is in the hands of the text by now
        free = tuple(name for name, _ in program.free)
        return replace(reply, failure=failure_of(error), free=free, printed=mode.printer.lines())
