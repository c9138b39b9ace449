"""The private torch names we stand on, in one place; `tests/engine/test_torch_private.py` says what breaks.

- ``torch.utils._python_dispatch.TorchDispatchMode``: sees every operation below autograd.
- ``Optimizer.add_param_group``, ``step`` and ``zero_grad`` are wrapped so that they import the compiler (a
  second measured, and a folder to write to); ``__wrapped__`` is what they wrap.
- ``torch._tensor_str.get_printoptions``: what `torch.set_printoptions` changed, to put it back.
- ``torch.utils._python_dispatch._pop_mode_temporarily``: switches a mode off where nothing needs it.
- ``torch.autograd._engine_run_backward``: what every backward pass started from Python goes through.
- ``Node._sequence_nr``: counts the nodes of a thread; it names a node without keeping it alive.
  ``torch.autograd._get_sequence_nr``: the number that the next one gets.
- ``Tensor._version``: counts changes in place. ``Tensor._base``: what a view is a view of.
- ``TorchDispatchMode._should_skip_dynamo``: torch wraps a mode's handler so that its first call imports
  the compiler (1.6 s measured), which nobody here compiles with.
- ``OpOverload._schema``: the names and types of an operation's arguments. ``OpOverload._op``: what it calls.
- ``Node._saved_*``, ``Node._raw_saved_*``: what a node saved, unpacked and packed; of a packed one ``data``
  is the tensor itself, and ``unpack_hook`` says whether a hook stands before it.
- ``torch._C._dynamo.eval_frame.set_code_exec_strategy``: keeps torch's compiler, where a program uses it,
  away from code of ours, without importing it.
- ``torch._C._functorch.maybe_current_level``: how many transforms such as `torch.func.grad` are running.
- ``Tensor.register_hook``, ``Tensor.retain_grad``: heard while a program is recorded, since torch does not
  tell which hooks the result of an operation has. ``RemovableHandle.hooks_dict_ref``: a node's hooks of one
  kind. ``Function._register_hook``: what a node's ``register_hook`` calls, with what holds its hooks.
  ``torch._C._current_autograd_node``: the node that is called, so that one hook does for all.
  ``Tensor._backward_hooks``, ``Tensor._post_accumulate_grad_hooks``: the hooks of a leaf.
- ``torch._functorch.eager_transforms._autograd_grad``: how ``torch.func`` differentiates; torch's own
  imports the compiler first (three seconds measured, and a folder to write to).
"""

from nablascope.engine.torch_private.backward import BackwardCall, Run, hearing_backward
from nablascope.engine.torch_private.hooks import (
    HearHook,
    Hook,
    HooksAfter,
    current_node,
    hearing_hooks,
    hooks_before,
    is_set,
    leaf_hooks,
)
from nablascope.engine.torch_private.names import (
    NO_SEQUENCE,
    RAW_SAVED,
    SAVED,
    DispatchMode,
    Signature,
    base_of,
    is_transforming,
    never_compile,
    next_sequence,
    node_sequence,
    node_sequences,
    packed_by,
    packed_content,
    print_options,
    sequence_of,
    signature,
    unoverridden,
    version_of,
)
from nablascope.engine.torch_private.optimizing import make_optimizer, step, zero_grad
from nablascope.engine.torch_private.transforming import transforming

__all__ = [
    "NO_SEQUENCE",
    "RAW_SAVED",
    "SAVED",
    "BackwardCall",
    "DispatchMode",
    "HearHook",
    "Hook",
    "HooksAfter",
    "Run",
    "Signature",
    "base_of",
    "current_node",
    "hearing_backward",
    "hearing_hooks",
    "hooks_before",
    "is_set",
    "is_transforming",
    "leaf_hooks",
    "make_optimizer",
    "never_compile",
    "next_sequence",
    "node_sequence",
    "node_sequences",
    "packed_by",
    "packed_content",
    "print_options",
    "sequence_of",
    "signature",
    "step",
    "transforming",
    "unoverridden",
    "version_of",
    "zero_grad",
]
