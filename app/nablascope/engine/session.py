"""One request in, one reply out; a failure of the program is data in the reply."""

import dataclasses
import traceback

from msgspec.structs import replace

from nablascope.core.language.bounds import check_text
from nablascope.core.language.failure import Failure, LanguageError
from nablascope.core.language.mentioned import mentioned
from nablascope.core.language.program import Program
from nablascope.core.language.python import parse_python
from nablascope.core.language.so_far import parse_so_far
from nablascope.core.wire.messages import MAX_UNDERSTOOD, PREVIEW, Evaluate, Reply
from nablascope.engine.language.advice import advised
from nablascope.engine.language.interpreter import ExpressionLanguage
from nablascope.engine.one_run import run_text
from nablascope.engine.python_mode.answer import answer_python

OUR_FAULT = "something in Nablascope itself failed"
"""How a failure begins that is neither the program's nor torch's."""

_REFUSED = "in the expression language"
"""How a failure ends that is about the language and not about the program."""


_REPORT = "your text is as it was: change it a little, and please report the details"


def answer(request: Evaluate) -> Reply:
    """Runs the request's text in the language it asks for, or the start of a broken one, at least."""
    limit = None if request.whole else PREVIEW
    reply = answer_python(request, limit) if request.python else _answer(request, limit)
    return reply if reply.is_whole else replace(reply, mentioned=mentioned(request.text))


def _answer(request: Evaluate, limit: int | None) -> Reply:
    try:
        return _evaluated(request, limit)
    except Exception as error:  # noqa: BLE001 - an error of ours costs this one run and not the engine
        failure = Failure(OUR_FAULT, _REPORT, details="".join(traceback.format_exception(error)))
    return Reply(request.generation, None, None, failure, (), (), (), is_whole=False)


def _evaluated(request: Evaluate, limit: int | None) -> Reply:
    read = parse_so_far(request.text)
    if read.program is None:
        reply = Reply(request.generation, None, None, read.failure, (), (), (), is_whole=False)
    else:
        reply = run_text(request, ExpressionLanguage(read.program, limit), read.failure)
        reply = _advised(reply, read.program)
        if read.failure is None and len(read.program.understood) <= MAX_UNDERSTOOD:
            reply = replace(reply, understood=read.program.understood)
    return replace(reply, is_python=_is_python(reply, request.text))


def _advised(reply: Reply, program: Program) -> Reply:
    if reply.failure is None:
        return reply
    failure = advised(reply.failure, program)
    trace = reply.trace and dataclasses.replace(reply.trace, failure=failure)
    return replace(reply, failure=failure, trace=trace)


def _is_python(reply: Reply, text: str) -> bool:
    """Whether Python can read what the language refuses; nothing of it is compiled before a person's word."""
    if reply.failure is None or not reply.failure.message.endswith(_REFUSED):
        return False
    try:
        check_text(text)
        parse_python(text)
    except LanguageError:
        return False
    return True
