"""A person decides how long a run may take and how much memory it may use."""

from tests.ui.test_remembered import settings_in

from nablascope.ui.limits_dialog import LimitsDialog, in_words
from nablascope.ui.remembered import remember, remembered_limits
from nablascope.workspace.limits import Limits


def open_limits(desk) -> LimitsDialog:
    desk.triggers("limits")
    (dialog,) = desk.window.findChildren(LimitsDialog)
    return dialog


def test_the_usual_limits_are_ten_seconds_and_half_of_the_memory(qtbot):
    dialog = LimitsDialog(Limits())
    qtbot.addWidget(dialog)
    assert dialog.seconds.text().startswith("10 s")
    assert dialog.share.text().startswith("Half")


def test_deadlines_are_said_in_seconds_or_minutes():
    assert [in_words(one) for one in (5.0, 60.0, 300.0, None)] == ["5 s", "1 min", "5 min", "Never"]


def test_a_longer_deadline_counts_from_the_next_run_on(desk):
    dialog = open_limits(desk)
    dialog.seconds.chosen.emit(30.0)
    assert dialog.seconds.text().startswith("30 s")
    assert desk.session._engine.limits.seconds == 30.0
    assert desk.sees.status.activity == "ready"


def test_another_memory_limit_takes_a_new_engine(desk):
    before = desk.session._engine.active
    open_limits(desk).share.chosen.emit(0.25)
    assert desk.sees.status.activity == "warming"
    assert desk.session._engine.active is not before
    desk.waits_for(lambda view: view.status.activity == "ready")


def test_what_was_chosen_is_remembered(open_desk, tmp_path):
    desk, settings = open_desk(), settings_in(tmp_path)
    remember(desk.window, settings)
    assert remembered_limits(settings) == Limits()
    desk.session.set_limits(Limits(seconds=None, share=0.75))
    settings.sync()
    assert remembered_limits(settings_in(tmp_path)) == Limits(seconds=None, share=0.75)


def test_what_is_no_choice_is_not_taken_from_the_settings(tmp_path):
    settings = settings_in(tmp_path)
    settings.setValue("run_seconds", "0.001")
    settings.setValue("run_share_of_memory", "7")
    assert remembered_limits(settings) == Limits()
