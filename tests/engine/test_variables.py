"""Reading a function's variables leaves nothing behind in it."""

import sys
import weakref

from nablascope.engine.variables import variable_of, variables_of

outside = "of the module"


class Held:
    """Something whose end can be seen."""


def test_a_functions_own_variables_come_before_the_modules():
    outside = "of the function"
    assert variables_of(sys._getframe())["outside"] == outside
    assert variable_of(sys._getframe(), "outside") == outside


def test_a_variable_that_is_not_there_is_none():
    assert variable_of(sys._getframe(), "missing") is None


def test_what_a_function_lets_go_of_is_not_kept():
    held = Held()
    seen = weakref.ref(held)
    found = variables_of(sys._getframe())
    assert found["held"] is held
    assert variable_of(sys._getframe(), "held") is held
    del found, held
    assert seen() is None


def test_the_variables_of_a_module_stay():
    namespace = {}
    exec("import sys\nvalue = 3\nread(sys._getframe())", {"read": variables_of}, namespace)
    assert namespace["value"] == 3
