"""The products and sums of a step stand in the picture of a large graph too."""

import pytest
from tests.stepped import LIGHT, SINE, TWO_INPUTS, film, texts

from nablascope.core.layout.lay_out import lay_out
from nablascope.core.scene.display_list import Box, Label
from nablascope.core.scene.many.arrays import arrays_of
from nablascope.core.scene.many.near import Near
from nablascope.core.scene.many.notes import notes_in
from nablascope.core.scene.many.pointing import ManyPlaces
from nablascope.core.scene.parts import rectangle_of
from nablascope.core.scene.roles import roles
from nablascope.core.timeline.frame import frame_at
from nablascope.core.timeline.moments import steps_in


@pytest.mark.parametrize("program", [SINE, TWO_INPUTS], ids=["sine", "two inputs"])
def test_every_note_of_a_small_graph_is_there_and_none_covers_a_card(program):
    run = film(*program)
    layout = lay_out(run.trace)
    arrays = arrays_of(run.trace, layout)
    near, places = Near(run.trace, layout, LIGHT, arrays, roles(run.trace)), ManyPlaces(arrays)
    told = 0
    for place in range(1, run.last() + 1):
        moment = run.moment(place)
        end, steps = frame_at(run.playback, moment.last), steps_in(run.playback.timeline, moment)
        for moving in (True, False):
            items = notes_in(near, places, end, steps, moving=moving)
            notes = [item.text for item in items if isinstance(item, Label)]
            assert set(notes) <= set(texts(run.at(place, moving=moving)))
            rooms = [rectangle_of(item) for item in items if isinstance(item, Box)]
            cards = [near.room(node) for node in range(len(run.trace.nodes))]
            assert not any(room.overlaps(card) for room in rooms for card in cards)
            told += len(notes)
    assert told
