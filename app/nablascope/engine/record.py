"""`Recorder`: hears what a program does and keeps what is needed to draw it."""

import threading
from collections.abc import Iterable
from contextlib import ExitStack
from functools import partial
from typing import Any
from weakref import ref

from torch import Tensor, is_grad_enabled
from torch.autograd.graph import GradientEdge, Node
from torch.nn import Module

from nablascope.core.language.span import Span
from nablascope.core.wire.messages import PREVIEW
from nablascope.engine.arguments import Arguments
from nablascope.engine.backward import BackwardPasses
from nablascope.engine.call import follows, results_of, tensors_in
from nablascope.engine.collector import collected_seldom
from nablascope.engine.deep_graphs import DEEP, guard
from nablascope.engine.operation import NONE_YET, Heard, Pending, code_of, grad_fn_of
from nablascope.engine.recording import Pass, Recording
from nablascope.engine.sites import Sites, ToldSites
from nablascope.engine.torch_private import (
    Signature,
    base_of,
    hearing_backward,
    hearing_hooks,
    sequence_of,
    signature,
    version_of,
)
from nablascope.engine.user_hooks import note_hook
from nablascope.engine.walk import OUTPUT_BITS
from nablascope.engine.watcher import Site


class Recorder(Arguments):
    """Records, while entered, every operation that makes an autograd node, and every backward pass.

    Below autograd, where a dispatch mode stands, a result has no ``grad_fn`` yet; it has when the next
    operation begins, and nothing can have changed the result until then. So what an operation made is
    read off its results one operation later, which is exact also for in-place operations and views.

    It is the `Watcher` of an evaluator.

    Args:
        sites: asked for the site of each operation; None takes the one last given to `at`.
        limit: how many elements of each tensor to take, in row-major order; None for all.

    Attributes:
        told: the site last given to `at`.
    """

    def __init__(self, sites: Sites | None = None, limit: int | None = PREVIEW) -> None:
        super().__init__(Recording.of(limit))
        self._take = self.recording.taker.take
        self.told = ToldSites()
        sites = sites or self.told
        self._locate, self._named = sites.locate, sites.made
        self._pending: Pending | None = None
        self._signatures: dict[int, Signature] = {}
        self._passes: list[Pass] = []
        self._thread = 0
        self._entered: list[ExitStack] = []

    def at(self, site: Site) -> None:
        """See `Watcher.at`."""
        self.told.site = site

    def bind(self, name: str, value: object, span: Span | None) -> None:
        """See `Watcher.bind`; the parameters of a module are called as in ``name.weight``."""
        if isinstance(value, Module):
            for below, parameter in value.named_parameters():
                self.bind(f"{name}.{below}", parameter, span)
        if not isinstance(value, Tensor):
            return
        code = code_of(value)
        if code is None:
            self.recording.tensor_names.setdefault(ref(value), (name, span))
            return
        self.recording.result_names.setdefault(code, name)
        self.see([value])

    def see(self, tensors: Iterable[Tensor]) -> None:
        """Takes the values of tensors whose making was not heard, such as results of a custom Function."""
        with self.paused():
            self._finish()
            for tensor in tensors:
                self._given(tensor)

    def release(self) -> None:
        """Frees everything now, not when the garbage collector comes by."""
        self.recording.release()
        self.told.release()

    def __enter__(self) -> "Recorder":
        """Begins to hear this thread; it may be entered again later."""
        entered = ExitStack()
        entered.enter_context(collected_seldom())
        passes = BackwardPasses(self.recording, self._passes, self, self._begin_backward)
        entered.enter_context(hearing_backward(passes.hear))
        entered.enter_context(hearing_hooks(partial(note_hook, self.recording)))
        self._entered.append(entered)
        self._thread = threading.get_ident()
        return super().__enter__()

    def __exit__(self, *exception: Any) -> None:
        """Reads off the last operation."""
        super().__exit__(*exception)
        self._finish()
        self._entered.pop().close()

    def _begin_backward(self, roots: Iterable[Tensor | GradientEdge]) -> None:
        self._finish()
        for root in roots:
            if isinstance(root, Tensor):
                self._given(root)

    def __torch_dispatch__(
        self, operation: Any, types: Any, args: tuple[Any, ...] = (), kwargs: dict[str, Any] | None = None
    ) -> Any:
        """Runs `operation`; keeps it where autograd follows one of its arguments."""
        pending = self._pending
        if pending is not None:
            self._settle(pending)
        known = self._signatures.get(id(operation)) or self._signature(operation)
        if known.changes:
            self.recording.keeper.note_changes(tensors_in(args[:1]))
        followed = args and type(args[0]) is Tensor and args[0].requires_grad
        if not ((followed or follows(args, kwargs)) and is_grad_enabled()):
            return self._unfollowed(known, args, kwargs or {})
        site = self._locate(self._newest[0])
        self._depth = 0
        base = self._base(args[0]) if known.changes else None
        given = self._all_given(args)
        self._newest = NONE_YET
        keywords = None
        if kwargs:
            keywords = {name: self._given(value) for name, value in kwargs.items()}
            result = known.run(*args, **kwargs)
            args = (*args, *kwargs.values())
        else:
            result = known.run(*args)
        self._pending = (known, site, given, keywords, self._depth + 1, base, args, result)
        return result

    def _unfollowed(self, known: Signature, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
        """Outside of autograd: only what comes from inside of it is told, as a cut."""
        for value in args:
            if isinstance(value, Tensor) and grad_fn_of(value) is not None:
                self._given(value)
        self._newest = NONE_YET
        result = known.run(*args, **kwargs)
        if self._cutting() and (self.recording.cuts or follows(args, kwargs)):
            site = self._locate(None)
            given = (*args, *kwargs.values())
            self._cuts.made(known.function, site, given, results_of(known, args, result))
        return result

    def _cutting(self) -> bool:
        """Gradients come from saved values, but they are no part of what the program computes."""
        return not self._passes or self._passes[-1].call.create_graph

    def _signature(self, operation: Any) -> Signature:
        """By identity: torch's own hash of an operation is a Python function."""
        known = self._signatures[id(operation)] = signature(operation)
        return known

    def _finish(self) -> None:
        """Reads off what the last operation made, and lets go of it."""
        if self._pending is not None:
            self._settle(self._pending)
        self._newest = NONE_YET

    def _settle(self, pending: Pending) -> None:
        """Reads off what the last operation made, which most often is an argument of the one that begins."""
        self._pending = None
        known, site, given, keywords, depth, base, _, result = pending
        if base is None and isinstance(result, Tensor) and (node := result.grad_fn) is not None:
            if self._passes or depth >= DEEP or result.output_nr:
                self._made(pending, result, node)
            else:
                heard = (known, site, given, keywords, self._take(result), version_of(result), depth)
                self._keep(sequence_of(node), heard, result)
            return
        self._settle_parts(pending)

    def _settle_parts(self, pending: Pending) -> None:
        known, site, _, _, _, _, args, result = pending
        results = results_of(known, args, result)
        for one in results:
            if (node := one.grad_fn) is not None:
                self._made_by_parts(pending, one, node)
        if self._cutting():
            self._cuts.made(known.function, site, args, results)

    def _made(self, pending: Pending, result: Tensor, node: Node) -> None:
        """Keeps a node's operation and its first output."""
        known, site, given, keywords, depth, _, _, _ = pending
        if depth >= DEEP:
            guard(node)
            depth = 0
        sequence = self._sequence(node) if self._passes else sequence_of(node)
        if result.output_nr:
            self._operations.setdefault(sequence, (known, site, given, keywords, None, 0, depth))
            self._code(result, node)
            return
        value = self._take(result)
        self._keep(sequence, (known, site, given, keywords, value, version_of(result), depth), result)

    def _keep(self, sequence: int, heard: Heard, result: Tensor) -> None:
        """Keeps an operation whose first output is `result`."""
        self._operations[sequence] = heard
        code = sequence << OUTPUT_BITS
        self._newest = result, code, heard[6]
        self._named(code)

    def _made_by_parts(self, pending: Pending, result: Tensor, node: Node) -> None:
        """A view that is changed in place becomes a new node behind the one that its base becomes."""
        known, site, given, keywords, depth, before, args, _ = pending
        base = base_of(result)
        if before is None or base is None or base.grad_fn is None:
            self._made(pending, result, node)
            return
        changed = (known, site, (before, *given[1:]), keywords, depth, None, args, base)
        self._made(changed, base, base.grad_fn)
        self._code(result, node)

    def _sequence(self, node: Node) -> int:
        """Every thread counts its own nodes: those that another made in a backward pass get other numbers."""
        if self._passes and threading.get_ident() != self._thread:
            return self.recording.foreign.setdefault(node, -2 - len(self.recording.foreign))
        return sequence_of(node)
