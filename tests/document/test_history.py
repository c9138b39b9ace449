"""Undo and redo give back every document, and typing comes back word by word."""

from hypothesis import given
from hypothesis import strategies as st

from nablascope.core.wire.messages import Input
from nablascope.document.document import Document, with_text
from nablascope.document.history import MAX_PAST, History, record, redo, typing_keys, undo


def typed(*texts: str) -> History:
    history = History(Document(texts[0]))
    for text in texts[1:]:
        keys = typing_keys(history.present.text, text)
        history = record(history, with_text(history.present, text), keys)
    return history


def undone_texts(history: History) -> list[str]:
    texts = []
    while history.past:
        history = undo(history)
        texts.append(history.present.text)
    return texts


def test_letters_of_one_word_are_one_step():
    assert undone_texts(typed("", "s", "si", "sin")) == [""]


def test_words_are_steps_of_their_own():
    sentence = "y = x"
    assert undone_texts(typed(*(sentence[:end] for end in range(len(sentence) + 1)))) == ["y = ", "y ", ""]


def test_erasing_is_apart_from_typing():
    assert undone_texts(typed("", "a", "ab", "a", "")) == ["ab", ""]


def test_letters_erased_forwards_are_one_step():
    assert undone_texts(typed("sin(x)", "in(x)", "n(x)", "(x)")) == ["sin(x)"]


def test_letters_typed_at_another_place_of_a_word_are_a_step_of_their_own():
    assert undone_texts(typed("sin(x)", "sin(xy)", "sin(xyz)", "asin(xyz)")) == ["sin(xyz)", "sin(x)"]


def test_letters_erased_at_another_place_of_a_word_are_a_step_of_their_own():
    assert undone_texts(typed("a+b+c+d", "a+b+c+", "a+b+c", "+b+c")) == ["a+b+c", "a+b+c+d"]


def test_a_paste_over_a_paste_keeps_both():
    one, other = "a program", "another program, which is longer"
    assert undone_texts(typed("x", one, other)) == [one, "x"]


def test_a_paste_does_not_join_the_letters_before_it():
    assert undone_texts(typed("", "s", "sin(x)", "sin(x)y")) == ["sin(x)", "s", ""]


def test_letters_do_not_join_the_paste_they_are_typed_into():
    assert undone_texts(typed("", "ab", "acb")) == ["ab", ""]


def test_a_negative_zero_is_another_document_than_zero():
    history = History(Document("1 / x", (Input("x", (0.0,)),)))
    changed = record(history, Document("1 / x", (Input("x", (-0.0,)),)))
    assert repr(changed.present.inputs[0].values) == "(-0.0,)"


def test_the_same_document_again_is_no_step():
    history = History(Document("x"))
    assert record(history, Document("x")) is history


def test_undo_without_a_past_and_redo_without_a_future_change_nothing():
    history = History(Document("x"))
    assert undo(history) is history
    assert redo(history) is history


def test_a_new_edit_after_undo_forgets_the_future():
    history = record(undo(typed("", "a b")), Document("c"))
    assert redo(history) is history


def test_typing_after_an_undo_is_a_step_of_its_own():
    history = undo(typed("", "a", "a "))
    again = record(history, Document("ax"), typing_keys("a", "ax"))
    assert undo(again).present == history.present


def test_the_oldest_steps_are_forgotten():
    history = History(Document("0"))
    for number in range(MAX_PAST + 5):
        history = record(history, Document(str(number + 1)))
    assert len(history.past) == MAX_PAST


@given(texts=st.lists(st.text("ab \n", max_size=6), max_size=12))
def test_all_undone_and_all_redone_gives_the_same_document(texts):
    history = typed("", *texts)
    back = history
    while back.past:
        back = undo(back)
    assert back.present == Document("")
    while back.future:
        back = redo(back)
    assert back.present == history.present
