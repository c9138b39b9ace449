import pytest

from nablascope.ui.export.kinds import kind_of, with_ending


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("a.png", "png"),
        ("A.SVG ", "svg"),
        ("a.gif", "gif"),
        ("a.apng", "apng"),
        ("a.mp4", "mp4"),
        ("a.webm", "webm"),
        ("a/", "frames"),
        ("a", None),
        ("net.v2", None),
        ("", None),
    ],
)
def test_the_end_of_a_name_says_the_kind(path, kind):
    assert kind_of(path) == kind


@pytest.mark.parametrize(
    ("path", "kind", "changed"),
    [
        ("a.png", "gif", "a.gif"),
        ("a.gif", "frames", "a/"),
        ("a/", "webm", "a.webm"),
        ("net.v2", "frames", "net.v2/"),
        ("a.APNG", "png", "a.png"),
        ("", "gif", ""),
    ],
)
def test_another_kind_changes_the_end_alone(path, kind, changed):
    assert with_ending(path, kind) == changed
