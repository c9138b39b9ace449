"""A document keeps everything that was typed and chosen."""

from nablascope.core.language.failure import Fix
from nablascope.core.language.span import Span
from nablascope.core.wire.messages import Input
from nablascope.document.document import Document, offsets, with_fix, with_input, with_text


def test_an_input_keeps_its_place_when_its_value_changes():
    document = with_input(with_input(Document(), Input("u", (2.0,))), Input("v", (4.0,)))
    assert with_input(document, Input("u", (3.0,))).inputs == (Input("u", (3.0,)), Input("v", (4.0,)))


def test_an_inputs_value_survives_while_the_text_does_not_use_it():
    document = with_input(Document("x**2"), Input("x", (9.0,)))
    assert with_text(document, "y**2").inputs == (Input("x", (9.0,)),)


def test_a_fix_replaces_its_stretch_over_lines():
    fix = Fix("Join", Span(1, 4, 2, 1), "+")
    assert with_fix(Document("y = 1\n2 3"), fix).text == "y = + 3"


def test_a_span_beyond_the_text_is_cut_to_it():
    assert offsets("ab\ncd", Span(1, 9, 7, 0)) == (2, 5)
