"""A large graph is seen in groups, which a person opens and closes; a small one when they ask for it."""

from dataclasses import replace

import pytest
from tests.core.graph.grouped import scoped
from tests.core.traces import run
from tests.workspace.test_update import READY, Person, a_person_at_work, good

from nablascope.core.graph.columns import NO_WORDS, Words
from nablascope.core.layout.lay_out import lay_out
from nablascope.core.timeline.build import build_timeline
from nablascope.core.wire.messages import Reply
from nablascope.workspace import arrangement as arrangement_room
from nablascope.workspace import events, step_events
from nablascope.workspace.arrangement import arrange
from nablascope.workspace.commands import Arrange
from nablascope.workspace.group_events import (
    Arranged,
    CloseAll,
    CloseAround,
    CloseGroup,
    NotArranged,
    OpenAll,
    OpenGroup,
    Reveal,
    ShowGroups,
)
from nablascope.workspace.grouping import NOT_ARRANGED
from nablascope.workspace.recording import Recording
from nablascope.workspace.view import ARRANGING
from nablascope.workspace.view_state import Selected
from nablascope.workspace.whole import in_whole


def a_trace():
    """x → first (sin, exp) → second (exp, times x) → y, where the halves are calls of two functions."""
    trace = run("a = sin(x)\nb = exp(a)\nc = exp(b)\ny = c*x", x=0.5)
    return scoped(trace, [None, "f0 first", "f0 first", "f0 second", "f0 second"])


def reply(generation=1, trace=None):
    trace = trace or a_trace()
    return Reply(generation, trace, lay_out(trace), None, (), ("x",), (), build_timeline(trace))


class Seer(Person):
    """Carries out at once what is to be arranged."""

    def does(self, *happenings, takes=1.0):
        for event in happenings:
            super().does(event, takes=takes)
            self.arranges()
        return self

    def arranges(self):
        wishes = [command for command in self.commands if isinstance(command, Arrange)]
        self.commands = [command for command in self.commands if not isinstance(command, Arrange)]
        for wish in wishes:
            known = wish.previous, wish.before
            made = arrange(wish.trace, wish.open, *known, grouped=wish.grouped, down=wish.down)
            super().does(Arranged(made))

    @property
    def cards(self):
        trace = self.sees.picture.trace
        return [node.name or node.kind for node in trace.nodes]

    def node(self, name):
        return self.cards.index(name)


@pytest.fixture
def seer():
    return Seer("program").does(events.Started(), events.BecameReady(READY), events.Replied(reply()))


@pytest.fixture
def grouped(seer):
    return seer.does(ShowGroups(True), CloseAll())


def test_a_small_graph_is_seen_node_by_node(seer):
    assert seer.cards == ["x", "a", "b", "c", "y"]
    assert seer.sees.groups.possible
    assert not seer.sees.groups.on


def a_seer_of(trace):
    happenings = events.Started(), events.BecameReady(READY), events.Replied(reply(trace=trace))
    return Seer("program").does(*happenings)


def test_modules_in_a_file_of_before_scopes_were_recorded_are_groups_too():
    trace = a_trace()
    modules = Words.of([None, "net.encoder", "net.encoder", "net.decoder", "net.decoder"])
    columns = replace(trace.node_columns, scope=NO_WORDS, module=modules)
    seer = a_seer_of(replace(trace, node_columns=columns))
    assert seer.sees.groups.possible
    seer.does(ShowGroups(True))
    assert seer.sees.picture.layout.frame_labels == ("encoder", "decoder")


def test_what_ran_in_no_module_function_or_loop_has_no_groups():
    seer = a_seer_of(run("y = sin(x)", x=0.5))
    assert seer.sees.picture is not None
    assert not seer.sees.groups.possible


def test_whether_there_are_groups_is_not_looked_for_node_by_node():
    class Rows:
        def __len__(self):
            return 5

    columns = replace(a_trace().node_columns, scope=Words(("f0 first",), Rows()))
    assert arrangement_room.has_scopes(replace(a_trace(), node_columns=columns))


def test_groups_are_shown_when_a_person_asks(seer):
    seer.does(ShowGroups(True))

    assert seer.cards == ["x", "a", "b", "c", "y"]
    assert seer.sees.picture.layout.frame_labels == ("first", "second")
    seer.does(ShowGroups(False))
    assert seer.sees.picture.layout.frame_labels == ()


def test_a_closed_group_is_one_card(grouped):
    assert grouped.cards == ["x", "first", "second"]


def test_a_group_is_opened_and_closed_again(grouped):
    grouped.does(OpenGroup(grouped.node("first")))
    assert grouped.cards == ["x", "a", "b", "second"]

    grouped.does(events.Select(Selected("node", grouped.node("b"))))
    grouped.does(CloseGroup(grouped.sees.picture.layout.frame_keys[0]))
    assert grouped.cards == ["x", "first", "second"]
    assert grouped.sees.selected == Selected("node", 1)


def test_opening_what_is_no_group_changes_nothing(grouped):
    grouped.does(OpenGroup(grouped.node("x")))

    assert grouped.cards == ["x", "first", "second"]


def test_the_group_around_what_is_selected_is_closed(grouped):
    grouped.does(OpenAll(), CloseAround(3))

    assert grouped.cards == ["x", "a", "b", "second"]
    grouped.does(CloseAround(0))
    assert grouped.cards == ["x", "a", "b", "second"]


def test_what_is_selected_tells_the_groups_around_it(grouped):
    grouped.does(OpenAll(), events.Select(Selected("node", 2)))
    assert [label for _, label in grouped.sees.groups.around] == ["first"]

    grouped.does(CloseAll(), events.Select(Selected("node", 1)))
    assert grouped.sees.groups.closed


def test_a_selected_node_stays_selected_where_groups_open_and_close_around_others(grouped):
    grouped.does(OpenAll())
    grouped.does(events.Select(Selected("node", grouped.node("c"))))
    grouped.does(CloseGroup(grouped.sees.picture.layout.frame_keys[0]))
    assert grouped.sees.selected == Selected("node", grouped.node("c"))
    grouped.does(OpenAll())
    assert grouped.sees.selected == Selected("node", grouped.node("c"))


def test_a_node_inside_of_closed_groups_is_revealed(grouped):
    grouped.does(Reveal(3))

    assert grouped.cards == ["x", "first", "c", "y"]
    assert grouped.sees.selected == Selected("node", grouped.node("c"))


def test_without_groups_a_node_is_revealed_by_selecting_it(seer):
    seer.does(Reveal(3))

    assert seer.sees.selected == Selected("node", 3)


def test_an_inputs_gradient_is_told_also_where_its_leaf_is_in_a_closed_group():
    trace = a_trace()
    inside = scoped(trace, ["f0 first", "f0 first", "f0 first", "f0 second", "f0 second"])
    seer = Seer("program").does(events.Started(), events.BecameReady(READY), events.Replied(reply(1, inside)))
    seer.does(ShowGroups(True), CloseAll())

    (shown,) = seer.sees.inputs
    assert shown.grad == trace.nodes[0].grad


def test_stepping_goes_through_groups_as_a_whole(grouped):
    grouped.does(step_events.GoTo(1))
    # Two groups run, a gradient starts, the groups are called, and x takes what arrived.
    assert grouped.sees.transport.count == 6

    grouped.does(OpenAll())
    assert grouped.sees.transport.shown.playback.trace is grouped.sees.picture.trace


def test_the_next_run_is_seen_in_the_same_groups(grouped):
    grouped.does(
        OpenGroup(grouped.node("first")), events.Type("program "), events.Pause(), events.Replied(reply(2))
    )

    assert grouped.cards == ["x", "a", "b", "second"]


def test_an_arrangement_that_comes_too_late_is_dropped(grouped):
    late = arrange(a_trace(), None)
    before = grouped.cards
    grouped.does(Arranged(late))

    assert grouped.cards == before


def test_another_document_is_not_seen_in_the_groups_of_the_one_before(grouped):
    from nablascope.document.document import Document

    grouped.does(events.Open(Document("x")), events.Replied(good(2)))

    assert grouped.cards == ["x"]
    assert not grouped.sees.groups.possible


@pytest.fixture
def _two_nodes_are_many(monkeypatch):
    monkeypatch.setattr(arrangement_room, "MOST_VISIBLE", 2)
    monkeypatch.setattr("nablascope.core.graph.opening.start_open.__defaults__", (3,))


@pytest.mark.usefixtures("_two_nodes_are_many")
def test_a_large_graph_starts_in_groups():
    person = Person("program").does(events.Started(), events.BecameReady(READY), events.Replied(reply()))
    assert person.sees.picture is None
    assert person.sees.vacancy == ARRANGING

    (wish,) = [command for command in person.commands if isinstance(command, Arrange)]
    person.does(Arranged(arrange(wish.trace, wish.open, grouped=wish.grouped)))
    assert [node.name for node in person.sees.picture.trace.nodes] == ["x", "first", "second"]


@pytest.mark.usefixtures("_two_nodes_are_many")
def test_a_large_recording_comes_arranged_and_can_be_seen_node_by_node():
    trace = a_trace()
    seer = Seer().does(
        events.OpenRecording(Recording("a.nablatrace", trace, arrangement=arrange(trace, None)))
    )
    assert seer.cards == ["x", "first", "second"]

    seer.does(ShowGroups(False))
    assert seer.cards == ["x", "a", "b", "c", "y"]
    assert not seer.sees.picture.layout.frame_labels
    seer.does(ShowGroups(True))
    assert seer.cards == ["x", "first", "second"]


def test_a_graph_without_scopes_has_no_groups():
    person = a_person_at_work().does(ShowGroups(True), OpenAll(), CloseAll(), OpenGroup(0), CloseAround(0))

    assert not person.sees.groups.possible
    assert person.sees.picture is not None


def test_what_looks_through_all_nodes_sees_those_in_closed_groups(grouped):
    grouped.does(events.Select(Selected("node", 0)))
    whole, selected = in_whole(grouped.sees.picture, grouped.sees.selected)
    assert [node.name for node in whole.trace.nodes] == ["x", "a", "b", "c", "y"]
    assert selected == Selected("node", 0)

    grouped.does(events.Select(Selected("node", 1)))
    assert in_whole(grouped.sees.picture, grouped.sees.selected)[1] is None

    grouped.does(Reveal(4))
    assert in_whole(grouped.sees.picture, grouped.sees.selected)[1] == Selected("node", 4)


def test_without_groups_all_nodes_are_those_on_screen(seer):
    seer.does(events.Select(Selected("node", 2)))

    assert in_whole(seer.sees.picture, seer.sees.selected) == (seer.sees.picture, Selected("node", 2))


def test_where_groups_fail_every_node_is_seen_and_a_person_is_told(grouped):
    grouped.does(NotArranged(grouped.sees.picture.whole))

    assert grouped.cards == ["x", "a", "b", "c", "y"]
    assert grouped.sees.message.text == NOT_ARRANGED


def test_a_fault_with_a_graph_that_is_gone_is_not_told(grouped):
    grouped.does(NotArranged(a_trace()))

    assert grouped.cards == ["x", "first", "second"]
    assert grouped.sees.message is None


def test_what_was_wanted_a_moment_ago_does_not_come_back():
    person = Seer("program").does(events.Started(), events.BecameReady(READY), events.Replied(reply()))
    person.does(ShowGroups(True), CloseAll())
    trace, wanted = person.sees.picture.whole, person.workspace.arrangement
    late = arrange(trace, frozenset(wanted.groups.key), before=wanted)
    turned = arrange(trace, frozenset(), before=wanted, down=True)

    person.does(Arranged(late), Arranged(turned))

    assert person.cards == ["x", "first", "second"]
    assert not person.sees.picture.layout.down


def test_a_node_that_is_not_there_is_not_revealed(grouped):
    before = grouped.workspace

    grouped.does(Reveal(50), Reveal(-1))

    assert grouped.workspace == before
