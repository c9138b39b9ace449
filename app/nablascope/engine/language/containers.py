"""Methods of lists, dicts, sets, tuples and texts; none lets its value grow without bound."""

import operator
from collections.abc import Callable, Mapping
from functools import partial
from itertools import chain, islice

from nablascope.core.language.failure import Failure, LanguageError
from nablascope.core.language.names import words
from nablascope.engine.language.budget import MAX_ITEMS, too_many_items
from nablascope.engine.language.guards import check_iterable
from nablascope.engine.language.handles import Function

_SURFACE = words(
    """
    add append clear copy discard extend get insert items keys pop popitem reverse setdefault update values
    """
)
"""They never look into what the container holds."""

_NAMES: Mapping[type, frozenset[str]] = {
    list: words("append clear copy count extend index insert pop remove reverse sort"),
    dict: words("clear copy get items keys pop popitem setdefault update values"),
    set: words(
        """
        add clear copy difference discard intersection isdisjoint issubset issuperset pop remove union
        update
        """
    ),
    tuple: words("count index"),
    str: words(
        """
        capitalize center count endswith find index isalpha isdigit islower isnumeric isspace isupper join
        ljust lower lstrip partition removeprefix removesuffix replace rfind rjust rpartition rsplit rstrip
        split splitlines startswith strip swapcase title upper zfill
        """
    ),
}


def set_item(container: object, index: object, value: object) -> None:
    """``container[index] = value`` of a list or a dict."""
    keys = index if isinstance(index, tuple) else (index,)
    if isinstance(container, dict) and any(isinstance(key, slice) for key in keys):
        raise LanguageError(Failure("a slice cannot be a key", "write d[key] = value"))
    if isinstance(index, slice):
        check_iterable(value)
    operator.setitem(container, index, value)  # pyright: ignore[reportArgumentType, reportCallIssue]
    _check_length(container)


def drained(items: object) -> list[object]:
    """The items of an iterator, which may never end.

    Raises:
        LanguageError: if they are more than a list may have.
    """
    found = list(islice(iter(items), MAX_ITEMS + 1))  # pyright: ignore[reportArgumentType, reportCallIssue, reportUnknownArgumentType, reportUnknownVariableType]
    _check_length(found)
    return found  # pyright: ignore[reportUnknownVariableType]


def _check_length(container: object) -> None:
    if isinstance(container, list | dict | set) and len(container) > MAX_ITEMS:
        raise too_many_items()


def _extending(method: Callable[..., object], container: object, *args: object, **kwargs: object) -> object:
    """What a method gives that makes its container longer by as many items as it is given."""
    for value in args:
        check_iterable(value)
    return _growing(method, container, *args, **kwargs)


def _growing(method: Callable[..., object], container: object, *args: object, **kwargs: object) -> object:
    """What a method gives that makes its container longer by one item, whatever that holds."""
    result = method(container, *args, **kwargs)
    _check_length(container)
    return result


def _listed(method: Callable[..., object], container: object) -> object:
    """A dict's view, all at once."""
    return drained(method(container))


def _widened(method: Callable[..., object], text: str, width: int, *fill: object) -> object:
    if width > MAX_ITEMS:
        raise too_many_items()
    return method(text, width, *fill)


def _replace(text: str, old: str, new: str, count: int = -1) -> str:
    if len(text) + text.count(old) * len(new) > MAX_ITEMS:
        raise too_many_items()
    return text.replace(old, new, count)


def _join(text: str, parts: object) -> str:
    found = drained(parts)
    if any(not isinstance(part, str) for part in found):
        raise LanguageError(Failure("join needs texts", "write e.g. ', '.join([str(x)])"))
    if len(text) * len(found) > MAX_ITEMS:
        raise too_many_items()
    return text.join(chain(found))  # pyright: ignore[reportArgumentType]


_WRAPPED: Mapping[tuple[type, str], Callable[..., object]] = {
    **{(dict, name): partial(_listed, getattr(dict, name)) for name in ("items", "keys", "values")},
    **{(list, name): partial(_growing, getattr(list, name)) for name in ("append", "insert")},
    **{(set, name): partial(_extending, getattr(set, name)) for name in ("union", "update")},
    (dict, "setdefault"): partial(_growing, dict.setdefault),
    (dict, "update"): partial(_extending, dict.update),
    (list, "extend"): partial(_extending, list.extend),
    (set, "add"): partial(_growing, set.add),
    **{(str, name): partial(_widened, getattr(str, name)) for name in ("center", "ljust", "rjust", "zfill")},
    (str, "join"): _join,
    (str, "replace"): _replace,
}
_TAKES = {"sort": frozenset[int | str]({"key"})}


def _methods(kind: type, names: frozenset[str]) -> dict[str, Function]:
    return {
        name: Function(
            name,
            _WRAPPED.get((kind, name)) or getattr(kind, name),
            is_torch=False,
            shallow=name in _SURFACE,
            takes=_TAKES.get(name, frozenset()),
        )
        for name in names
    }


METHODS: Mapping[type, Mapping[str, Function]] = {
    kind: _methods(kind, names) for kind, names in _NAMES.items()
}
"""By exact type and name; the first argument is the container."""
