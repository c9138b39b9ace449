"""What is large is dropped beside the window."""

import threading

from nablascope.ui.letting_go import let_go


class Large:
    def __init__(self, dropped_in):
        self._dropped_in = dropped_in

    def __del__(self):
        self._dropped_in.append(threading.current_thread())


def test_it_is_dropped_in_another_thread_after_the_window_let_go_of_it(qtbot):
    dropped_in = []
    large = Large(dropped_in)
    let_go(large)
    assert dropped_in == []
    del large
    qtbot.waitUntil(lambda: bool(dropped_in))
    assert threading.main_thread() not in dropped_in
