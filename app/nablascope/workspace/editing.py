"""What a person's edits do to a workspace."""

from dataclasses import replace

from nablascope.document.document import (
    Document,
    with_device,
    with_dtype,
    with_fix,
    with_input,
    with_order,
    with_text,
    with_wrt,
)
from nablascope.document.history import History, record, redo, typing_keys, undo
from nablascope.workspace.commands import AwaitPause
from nablascope.workspace.events import (
    ApplyFix,
    ChooseDevice,
    ChooseDType,
    ChooseLeaf,
    ChooseOrder,
    Open,
    OpenRecording,
    Redo,
    RefusePaste,
    Saved,
    SetInput,
    Started,
    Type,
    Undo,
    WriteUnderstood,
)
from nablascope.workspace.picture import understanding
from nablascope.workspace.running import request, start
from nablascope.workspace.state import Refusal, Step, Workspace
from nablascope.workspace.transport import in_another_document

NOT_PASTED = "it was not pasted; paste a part of it"


def typed(workspace: Workspace, event: Type, now: float) -> Step:
    """Joins the burst of typing; evaluated at the next pause."""
    document = workspace.document
    keys = typing_keys(document.text, event.text)
    history = record(workspace.history, with_text(document, event.text), keys)
    return Step(replace(workspace, history=history, pins_before=(), typing=True), (AwaitPause(),))


def paste_refused(workspace: Workspace, event: RefusePaste, now: float) -> Step:
    """Only says so."""
    return Step(replace(workspace, refusal=Refusal(event.why, NOT_PASTED)))


def input_set(workspace: Workspace, event: SetInput, now: float) -> Step:
    """Evaluates at once; a gesture's values are one step to undo."""
    document = with_input(workspace.document, event.value)
    keys = frozenset({event.gesture}) if event.gesture else frozenset[str]()
    return _recorded(workspace, record(workspace.history, document, keys), now)


def device_chosen(workspace: Workspace, event: ChooseDevice, now: float) -> Step:
    """Evaluates there."""
    return _edited(workspace, with_device(workspace.document, event.device), now)


def dtype_chosen(workspace: Workspace, event: ChooseDType, now: float) -> Step:
    """Evaluates with that default dtype."""
    return _edited(workspace, with_dtype(workspace.document, event.dtype), now)


def order_chosen(workspace: Workspace, event: ChooseOrder, now: float) -> Step:
    """Evaluates up to the gradient of that order."""
    return _edited(workspace, with_order(workspace.document, event.order), now)


def leaf_chosen(workspace: Workspace, event: ChooseLeaf, now: float) -> Step:
    """Evaluates with higher gradients by that leaf."""
    return _edited(workspace, with_wrt(workspace.document, event.name), now)


def fixed(workspace: Workspace, event: ApplyFix, now: float) -> Step:
    """Mends the text, or an input, and evaluates."""
    return _edited(workspace, with_fix(workspace.document, event.fix), now)


def written_out(workspace: Workspace, event: WriteUnderstood, now: float) -> Step:
    """The program as it was understood; evaluated, though it means the same, for its places."""
    found = understanding(workspace)
    if found is None or found.outdated:
        return Step(workspace)
    return _edited(workspace, with_text(workspace.document, found.text), now)


def undone(workspace: Workspace, event: Undo, now: float) -> Step:
    """One step back, evaluated; a node that was dragged since the document changed goes back first."""
    if workspace.pins_before:
        *before, pins = workspace.pins_before
        return Step(replace(workspace, pins=pins, pins_before=tuple(before)))
    if not workspace.history.past:
        return Step(workspace)
    return _recorded(workspace, undo(workspace.history), now)


def redone(workspace: Workspace, event: Redo, now: float) -> Step:
    """One step forward, evaluated."""
    return _recorded(workspace, redo(workspace.history), now)


def opened(workspace: Workspace, event: Open, now: float) -> Step:
    """A fresh history; the picture on screen gives way, the engine and what it knows stay."""
    fresh = replace(
        workspace_on(event),
        engine=workspace.engine,
        job=workspace.job,
        generation=workspace.generation,
        killers=workspace.killers,
        allowed=workspace.allowed,
        bare=workspace.bare,
        transport=in_another_document(workspace.transport),
        down=workspace.down,
    )
    if fresh.engine.phase == "off":
        return start(fresh, Started(), now)
    return request(fresh, now)


def recording_opened(workspace: Workspace, event: OpenRecording, now: float) -> Step:
    """Shows the trace; the engine, and the run in flight, are left to themselves."""
    return Step(
        replace(
            workspace_on(Open(Document())),
            recording=event.recording,
            arrangement=event.recording.arrangement,
            engine=workspace.engine,
            job=workspace.job,
            generation=workspace.generation,
            killers=workspace.killers,
            allowed=workspace.allowed,
            bare=workspace.bare,
            transport=in_another_document(workspace.transport),
            down=workspace.down,
        )
    )


def workspace_on(event: Open) -> Workspace:
    """A workspace that has just opened a document and has no engine yet."""
    return Workspace(
        History(event.document),
        name=event.name,
        path=event.path,
        newline=event.newline,
        saved=event.document.text,
    )


def saved(workspace: Workspace, event: Saved, now: float) -> Step:
    """The file has that text now; typing that went on meanwhile stays unsaved."""
    return Step(replace(workspace, path=event.path, saved=event.text))


def _edited(workspace: Workspace, document: Document, now: float) -> Step:
    return _recorded(workspace, record(workspace.history, document), now)


def _recorded(workspace: Workspace, history: History, now: float) -> Step:
    return request(replace(workspace, history=history, pins_before=()), now)
