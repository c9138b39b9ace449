"""What a scope may hold, so that whatever is recorded can be opened again."""

from nablascope.core.graph.scope import LONGEST_NAME, Segment, scope_of, stands_for_scope, written


def test_a_name_that_is_far_too_long_is_cut_so_that_the_file_opens_again():
    text = written(Segment("function", "f" * 5000, 2))
    assert stands_for_scope(text)
    assert scope_of(text) == (Segment("function", "f" * LONGEST_NAME, 2),)


def test_a_longer_name_came_from_no_recording():
    assert stands_for_scope("m0 " + "a" * LONGEST_NAME)
    assert not stands_for_scope("m0 " + "a" * (LONGEST_NAME + 1))
