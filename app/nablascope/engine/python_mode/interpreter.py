"""`PythonMode`: runs a text by Python itself, heard as the Python API hears a person's own code."""

from collections.abc import Mapping
from typing import Any

import torch

from nablascope.core.language.failure import Failure
from nablascope.core.language.python_program import PythonProgram
from nablascope.engine.code_recording import SMALL, CodeRecording
from nablascope.engine.inputs import Free
from nablascope.engine.language.printing import Printer
from nablascope.engine.language.run import Result, Run
from nablascope.engine.python_mode.failures import failure_of, is_end
from nablascope.engine.python_mode.known import known_values
from nablascope.engine.python_mode.statements import compiled, execute
from nablascope.engine.python_mode.surroundings import surroundings
from nablascope.engine.record import Recorder
from nablascope.engine.stopped import results_of


class PythonMode:
    """The `Interpreter` of texts that a person trusts."""

    def __init__(self, program: PythonProgram, limit: int | None) -> None:
        self._program = program
        self._code = CodeRecording(whole=limit is None, small=SMALL if limit is None else limit)
        self._results: list[Result] = []
        self.printer = Printer()

    @property
    def recorder(self) -> Recorder:
        """See `Interpreter.recorder`."""
        return self._code.recorder

    @property
    def free(self) -> Free:
        """See `Interpreter.free`."""
        return self._program.free

    def run(self, inputs: Mapping[str, torch.Tensor]) -> Run:
        """See `Interpreter.run`."""
        with surroundings(self._program.text, self.printer) as names:
            names.update(known_values(self._program.known))
            names.update(inputs)
            failure = self._heard(names, inputs)
        named = _named(names)
        self._code.name_variables(named)
        return Run(self.printer.lines(), tuple(self._results), named, failure)

    def notes(self) -> tuple[str, ...]:
        """See `Interpreter.notes`."""
        return ()

    def suggestion(self) -> None:
        """See `Interpreter.suggestion`."""

    def _heard(self, names: dict[str, Any], inputs: Mapping[str, torch.Tensor]) -> Failure | None:
        with self._code:
            for name, span in self.free:
                self.recorder.bind(name, inputs[name], span)
            # The text may have caught what told it that it prints too much.
            return self._failure(names) or self.printer.too_much

    def _failure(self, names: dict[str, Any]) -> Failure | None:
        """Runs the text; why it did not run to its end, or None."""
        try:
            execute(self._program, compiled(self._program), names, self._tell)
        except BaseException as error:  # noqa: BLE001 - the text may raise anything
            if is_end(error):
                return None
            failure = failure_of(error)
            self._keep_newest(error, failure)
            return failure
        return None

    def _tell(self, result: Result, named: bool) -> None:
        self._results.append(result)
        if named and result.name is not None:
            self.recorder.bind(result.name, result.value, result.span)

    def _keep_newest(self, error: BaseException, failure: Failure) -> None:
        """Where an error ended the code inside of a function, what that had made is the graph so far."""
        if failure.span is None or any(map(_is_followed, self._results)):
            return
        for value in results_of(error)[:1]:
            self._results.append(Result("the newest result", None, value, failure.span))


def _is_followed(result: Result) -> bool:
    return isinstance(result.value, torch.Tensor) and result.value.requires_grad


def _named(names: dict[str, Any]) -> dict[str, object]:
    """The tensors and modules whose names can stand in a program.

    By their `type`, since what a value says of its own class is code of the text.
    """
    return {
        name: value
        for name, value in names.items()
        if type(name) is str
        and name.isidentifier()
        and issubclass(type(value), torch.Tensor | torch.nn.Module)
    }
