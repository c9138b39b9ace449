"""`view`: what a workspace looks like; pure."""

from dataclasses import replace
from pathlib import PurePath

from nablascope.core.graph.tensor import TensorSummary
from nablascope.core.graph.trace import Trace
from nablascope.core.wire.messages import Input
from nablascope.workspace.consent import awaits_word, is_trusted, ran_python
from nablascope.workspace.gradient_order import order_view
from nablascope.workspace.groups_view import groups_view
from nablascope.workspace.messages import message
from nablascope.workspace.picture import answer, fault, is_current, picture, understanding
from nablascope.workspace.recording import recording_view
from nablascope.workspace.selecting import also_selected, selected_span
from nablascope.workspace.selection import find
from nablascope.workspace.source import is_arranged
from nablascope.workspace.state import LOADING, Answer, Workspace
from nablascope.workspace.status import PythonView, Status
from nablascope.workspace.transport_view import transport_view
from nablascope.workspace.unread import free_names
from nablascope.workspace.view_state import InputView, Picture, Underline, ViewState

BLANK = "Type a formula on the left, for example y = sin(x) * x"
NO_GRAPH = "Nothing here requires gradients: use a name without a value, such as x, and it becomes an input"
NOTHING_DRAWN = "This program ran, and has nothing to draw"
WARMING = "PyTorch is loading"
UNCONFINED = "Ready, without a sandbox"
ARRANGING = "Arranging the graph in groups…"
NO_TRACE = "There is no trace to show: open another file"
CHANGED = "Changed: press Ctrl+Return"
NO_ANSWER = "The graph appears here as soon as the text can run"


def view(workspace: Workspace) -> ViewState:
    """What the window shows."""
    seen = _view(workspace)
    return replace(seen, also=also_selected(workspace, seen.picture))


def _view(workspace: Workspace) -> ViewState:
    document, shown = workspace.document, picture(workspace)
    return ViewState(
        title=_title(workspace),
        modified=is_modified(workspace),
        text=document.text,
        underline=_underline(workspace),
        understood=understanding(workspace),
        inputs=_inputs(workspace, shown),
        printed=_printed(workspace),
        printed_earlier=awaits_word(workspace),
        picture=shown,
        selected=find(workspace.selection, shown),
        selected_span=selected_span(workspace),
        recording=recording_view(workspace.recording) if workspace.recording else None,
        can_export=shown is not None and not shown.dimmed,
        vacancy=_vacancy(workspace),
        message=message(workspace),
        status=_status(workspace),
        devices=workspace.engine.devices,
        device=document.device,
        dtype=document.dtype,
        order=order_view(workspace, shown),
        torch=workspace.engine.torch,
        can_undo=bool(workspace.history.past or workspace.pins_before),
        can_redo=bool(workspace.history.future),
        transport=transport_view(workspace),
        python=PythonView(ran_python(workspace), is_trusted(workspace), bool(workspace.allowed)),
        groups=groups_view(workspace, shown),
    )


def _title(workspace: Workspace) -> str:
    if workspace.recording is not None:
        return workspace.recording.name
    return PurePath(workspace.path).name if workspace.path else workspace.name


def is_modified(workspace: Workspace) -> bool:
    """Whether closing would lose text."""
    return workspace.document.text != workspace.saved


def _underline(workspace: Workspace) -> Underline | None:
    found = fault(workspace)
    if found is None or found.span is None or not is_current(workspace) or awaits_word(workspace):
        return None
    return Underline(found.span, f"{found.message} {found.hint}".strip())


def _vacancy(workspace: Workspace) -> str:
    if is_arranged(workspace):
        return ARRANGING
    if workspace.recording is not None:
        return NO_TRACE if workspace.recording.problem else f"Opening {workspace.recording.name}"
    if not workspace.document.text.strip():
        return BLANK
    if workspace.engine.phase in ("off", *LOADING):
        return WARMING
    return _without_graph(answer(workspace))


def _without_graph(found: Answer | None) -> str:
    if found is None:
        return NO_ANSWER
    if found.reply.undrawn:
        return NOTHING_DRAWN
    return NO_GRAPH if found.reply.failure is None else NO_ANSWER


def _printed(workspace: Workspace) -> tuple[str, ...]:
    if workspace.recording is not None:
        return workspace.recording.trace.printed if workspace.recording.trace else ()
    found = workspace.shown if awaits_word(workspace) else answer(workspace)
    return found.reply.printed if found else ()


def _inputs(workspace: Workspace, picture: Picture | None) -> tuple[InputView, ...]:
    filled = {value.name: value for value in workspace.filled}
    given = {value.name: value for value in workspace.document.inputs}
    known = filled | given
    values = (known.get(name, Input(name, (1.0,))) for name in free_names(workspace))
    trace = picture.recorded if picture is not None and not picture.dimmed else None
    return tuple(InputView(value, _grad(trace, value.name)) for value in values)


def _grad(trace: Trace | None, name: str) -> TensorSummary | None:
    leaf = _leaf(trace, name) if trace else None
    if trace is None or leaf is None:
        return None
    node = trace.nodes[leaf]
    return node.accumulated or node.grad


def _leaf(trace: Trace, name: str) -> int | None:
    pairs = zip(trace.nodes.kind, trace.nodes.name, strict=True)
    return next((id for id, pair in enumerate(pairs) if pair == ("leaf", name)), None)


def _status(workspace: Workspace) -> Status:
    if workspace.recording is not None:
        return Status("recorded", 0.0)
    if workspace.job is not None:
        return Status("running", workspace.job.since)
    return Status(workspace.engine.phase, workspace.engine.since, _fault(workspace))


def _fault(workspace: Workspace) -> str:
    """Where the text is wrong, or what else a person must know of an engine that is ready."""
    if workspace.engine.phase != "ready":
        return ""
    found = fault(workspace)
    if found is None or not is_current(workspace):
        return "" if workspace.engine.confined else UNCONFINED
    if awaits_word(workspace):
        return CHANGED
    return f"Error in line {found.span.line}" if found.span else "Error"
