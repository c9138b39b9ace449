from nablascope.core.scene.mark_words import BADGES, sentence


def test_every_mark_has_a_sentence():
    assert all(sentence(mark).endswith(".") and sentence(mark) != f"{mark}." for mark in BADGES)


def test_a_mark_of_a_newer_version_is_its_own_words():
    assert sentence("something new") == "Something new."
