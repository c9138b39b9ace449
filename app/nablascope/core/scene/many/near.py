"""`Near`: cards and edges of a large graph that are near enough to read, made when they come into view."""

from collections.abc import Iterable, Mapping
from functools import cached_property
from itertools import chain
from math import ceil

import numpy as np

from nablascope.core.graph.columns import NOTHING
from nablascope.core.graph.incoming import edges_into
from nablascope.core.graph.trace import Trace
from nablascope.core.layout.dimensions import CHIP_SIZE
from nablascope.core.layout.layout import Layout, Point
from nablascope.core.layout.ports import gradient_offset
from nablascope.core.scene.badges import badge_row
from nablascope.core.scene.cards_in_play import CardsInPlay, bordered
from nablascope.core.scene.chips import chip_at, chip_width, shape_label, shape_width, share_inks
from nablascope.core.scene.display_list import Colour, Curve, Item
from nablascope.core.scene.edge_signs import ShapeChanges, cut_sign, port_sign
from nablascope.core.scene.edges import arrows, gradient_curve, value_pens
from nablascope.core.scene.many.arrays import LOOKS, Arrays, Box
from nablascope.core.scene.many.kept import Kept
from nablascope.core.scene.many.magnitude import Floats, Indexes, column
from nablascope.core.scene.many.moment import Known
from nablascope.core.scene.many.ways import parts_in_view
from nablascope.core.scene.numbers import preview
from nablascope.core.scene.parts import SHARE_WIDTH, draw_card, shares_text
from nablascope.core.scene.places import HEIGHT, beside_consumer, beside_value
from nablascope.core.scene.plane import plane_of
from nablascope.core.scene.rectangles import Rectangle
from nablascope.core.scene.roles import ORDINARY, Role
from nablascope.core.scene.strength import EVEN, share_pen
from nablascope.core.scene.theme import Theme
from nablascope.core.scene.use_chips import use_chip
from nablascope.core.timeline.frame import Frame

_LEVELS = 4
"""Chips one above the other between two layers."""

_WIDEST_CHIP = 85.0

_PORT_SCALE = 16
"""Ports of one card that are nearer than this part of a unit are one."""


class Near:
    """Makes display items of single nodes and edges; where they stand depends on nothing that is in view.

    Args:
        trace: what is shown.
        layout: where it goes.
        theme: the colours.
        arrays: of both.
        roles: of the nodes that have one.
    """

    def __init__(
        self, trace: Trace, layout: Layout, theme: Theme, arrays: Arrays, roles: dict[int, Role]
    ) -> None:
        self.trace, self.layout, self.theme, self.roles = trace, layout, theme, roles
        self._arrays, self.plane = arrays, plane_of(layout)
        self._pens = value_pens(theme)
        self.cards = Kept(self._card)
        self.values = Kept(self._value)
        self.gradients = Kept(self._gradient)
        self.offsets = Kept(self._offset)
        self._chips = Kept(self._chip)
        self._signs = Kept(self._sign)
        self._changes = ShapeChanges(trace)
        self._shapes = Kept(self._shape)
        self._in_play: tuple[object, CardsInPlay] | None = None

    def items(
        self, nodes: Iterable[int], edges: Iterable[int], lines: Iterable[int], known: Known, box: Box
    ) -> list[Item]:
        """What is to be seen of some nodes and edges, back to front.

        Args:
            nodes: whose cards are drawn.
            edges: whose numbers are drawn.
            lines: the edges whose lines are drawn.
            known: how much has happened.
            box: what is in view of them.
        """
        edges, drawn, stands_out = list(edges), list(lines), self.subjects(known)
        sent = [edge for edge in drawn if known.has_sent(edge)]
        values = (self._known_value(edge, known) for edge in drawn)
        # A strong share lies over the weaker ones that go its way, as in `without_shared_ways`.
        shares = sorted((self.gradients[edge] for edge in sent), key=lambda curve: curve.pen.width)
        ways = chain(values, shares)
        tips = arrows({edge: self.gradients[edge] for edge in edges if known.has_sent(edge)}, self.plane)
        chips = chain.from_iterable(self.chip(edge, known.share(edge)) for edge in edges)
        cards = chain.from_iterable(self._known_card(node, known, stands_out) for node in nodes)
        signs = chain.from_iterable(self._signs[edge] for edge in edges)
        shapes = chain.from_iterable(self._shapes[edge] for edge in edges)
        parts = chain.from_iterable(parts_in_view(way, box) for way in ways)
        return [*parts, *tips, *chips, *shapes, *cards, *signs]

    def _known_value(self, edge: int, known: Known) -> Curve:
        curve = self.values[edge]
        return curve if known.has_run(int(self._arrays.target[edge])) else Curve(curve.points, self._pens[2])

    def subjects(self, known: Known) -> dict[int, Colour]:
        """The nodes that stand out, and in which colour."""
        return {} if known.frame is None else self._cards_in_play(known.frame).subjects(known.steps)

    def _known_card(self, node: int, known: Known, stands_out: Mapping[int, Colour]) -> tuple[Item, ...]:
        if known.frame is None:
            return self.cards[node]
        card = self._cards_in_play(known.frame).card(known.frame, node)
        return bordered(card, stands_out[node]) if node in stands_out else card

    def _cards_in_play(self, frame: Frame) -> CardsInPlay:
        playback = frame.playback
        if self._in_play is None or self._in_play[0] is not playback:
            made = CardsInPlay(self.trace, self.layout, self.theme, self.roles, playback)
            self._in_play = playback, made
        return self._in_play[1]

    def _card(self, node: int) -> tuple[Item, ...]:
        row, role = self.trace.nodes[node], self.roles.get(node, ORDINARY)
        return tuple(draw_card(row, self.layout, self.theme, role))

    def _value(self, edge: int) -> Curve:
        arrays, follows = self._arrays, self.trace.node_columns.requires_grad
        source, target = int(arrays.source[edge]), int(arrays.target[edge])
        inside, outside, idle = self._pens
        unreached = LOOKS[int(arrays.look[target])] == "unreached"
        pen = outside if not (follows[source] and follows[target]) else idle if unreached else inside
        return Curve(self.layout.routes[edge], pen)

    def _gradient(self, edge: int) -> Curve:
        pen = share_pen(self.theme, self._strength(edge))
        return gradient_curve(self.layout.routes[edge], self.offsets[edge], pen, self.plane)

    def _strength(self, edge: int) -> int:
        """In the last pass; of an edge along which nothing went in it, an ordinary one."""
        return int(self._arrays.strength[edge]) or EVEN

    def _offset(self, edge: int) -> float:
        """How far under its value the gradient of an edge runs."""
        source, target = int(self._arrays.source[edge]), int(self._arrays.target[edge])
        starts, ends = self._ports
        end = gradient_offset(int(ends[target]), self._side(target))
        if edge in self._corners:
            return min(end, gradient_offset(1, self.plane.point(CHIP_SIZE)[1]))
        return min(end, gradient_offset(int(starts[source]), self._side(source)))

    def _side(self, node: int) -> float:
        """How long the side of a card is that edges touch."""
        return self.plane.point(self.layout.sizes[node])[1]

    @cached_property
    def _corners(self) -> dict[int, Point]:
        """The corner of the chip that an edge starts at, by edge."""
        return dict(zip(self.layout.chips, self.layout.chip_corners, strict=True))

    @cached_property
    def _ports(self) -> tuple[Indexes, Indexes]:
        """How many ports each card has at its end and at its beginning."""
        arrays, across = self._arrays, 0 if self.plane.down else 1
        drawn = np.flatnonzero(self._led) if self.layout.leaders else np.arange(len(arrays.source))
        edges = np.setdiff1d(drawn, column(self.layout.chips))
        source = arrays.source[edges]
        depth: Floats = arrays.points[arrays.first[edges], across] - arrays.cards[source, across]
        sides = arrays.cards[:, across + 2] - arrays.cards[:, across]
        width = round(_PORT_SCALE * float(np.max(sides, initial=0.0))) + 1
        at: Indexes = np.rint(depth * _PORT_SCALE).astype(np.int64)
        ports: Indexes = np.unique(source.astype(np.int64) * width + at)
        count = len(arrays.cards)
        return np.bincount(ports // width, minlength=count), np.bincount(
            arrays.target[drawn], minlength=count
        )

    def room(self, node: int) -> Rectangle:
        """The room that a card takes together with its badges."""
        (x, y), (width, height) = self.layout.positions[node], self.layout.sizes[node]
        row, role = self.trace.nodes[node], self.roles.get(node, ORDINARY)
        badges = badge_row(row, role, (x, y), (width, height))
        return Rectangle(x, y, x + width, max([y + height, *(place.bottom for _, place in badges)]))

    def chip(self, edge: int, share: int) -> tuple[Item, ...]:
        """A share where it stands, by its index; of edges that are too many for theirs, some have one."""
        return self._chips[edge, share] if share != NOTHING and self._has_room(edge) else ()

    def _chip(self, of: tuple[int, int]) -> tuple[Item, ...]:
        edge, share = of
        count = self._together(edge)
        text = shares_text(count) if count > 1 else preview(self.trace.tensors[share], SHARE_WIDTH)
        place_in_row = edge - edges_into(self.trace, int(self._arrays.target[edge])).start
        level = place_in_row // self._every(edge) % self._levels
        place = beside_consumer(self.gradients[edge].points, chip_width(text), self.plane, level)
        return chip_at(place, text, share_inks(self.theme, self._strength(edge)))

    def _together(self, edge: int) -> int:
        """How many edges one line is drawn for."""
        return int(self._led[edge]) if self.layout.leaders else 1

    @cached_property
    def _led(self) -> Indexes:
        return np.bincount(column(self.layout.leaders), minlength=len(self.layout.leaders))

    def _shape(self, edge: int) -> tuple[Item, ...]:
        """How a value's shape changes, beside the first or the last edge of a card; elsewhere is no room."""
        text = self._changes.of(edge)
        if not text:
            return ()
        arriving = edges_into(self.trace, int(self._arrays.target[edge]))
        y, *heights = (self.plane.point(self.layout.routes.end(one))[1] for one in (edge, *arriving))
        if y not in (min(heights), max(heights)):
            return ()
        way, above = self.values[edge].points, y == min(heights)
        place = beside_value(way, shape_width(text), self.plane, above=above)
        return tuple(shape_label(place, text, self.theme))

    def _has_room(self, edge: int) -> bool:
        return edge % self._every(edge) == 0

    def _every(self, edge: int) -> int:
        """Of how many edges beside each other one has a chip, when neighbours stand on different levels."""
        target = int(self._arrays.target[edge])
        pitch = 2 * gradient_offset(int(self._ports[1][target]), self._side(target))
        _, breadth = self.plane.point((_WIDEST_CHIP, HEIGHT))
        return max(1, ceil(breadth / max(pitch, 1.0) / self._levels))

    @property
    def _levels(self) -> int:
        """Side by side there is room for one chip of a card's edge, one above the other for several."""
        return _LEVELS if self.plane.down else 1

    def _sign(self, edge: int) -> tuple[Item, ...]:
        arrays, outputs = self._arrays, self.trace.node_columns.outputs
        source, target = int(arrays.source[edge]), int(arrays.target[edge])
        curve = self.values[edge]
        cut = cut_sign(curve, self.theme, self.plane) if LOOKS[int(arrays.look[target])] == "cut" else []
        several = outputs[source + 1] - outputs[source] > 1
        number = str(self.trace.edges.output[edge])
        port = port_sign(*curve.points[0], number, self.theme) if several else []
        return (*cut, *port, *self._use_chip(edge))

    def _use_chip(self, edge: int) -> Iterable[Item]:
        if edge not in self._corners:
            return ()
        source = self.trace.nodes[int(self._arrays.source[edge])]
        return use_chip(source, self._corners[edge], self.theme)
